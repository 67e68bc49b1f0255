"""The site of a small record: in this process, and from a real server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import django
from verify.records import Files, commitment, of_every_kind, published

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhargy.web.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from zhargy.web.shelf import shelf  # noqa: E402


@cache
def files(more: int = 0) -> Files:
    """A record with an entry of every kind; `more` are commitments that came later."""
    entries, blobs, _ = of_every_kind()
    return published([*entries, *(commitment(n) for n in range(more))], blobs)


def founded(folder: Path, more: int = 0) -> Path:
    """The folder of a reform with the record in it, and beside it what is not public."""
    files(more).write(folder / "record")
    (folder / "reform.toml").write_text("secret = 1\n", encoding="utf-8")
    (folder / "keys").mkdir()
    (folder / "keys" / "record.key").write_text("PRIVATE+KEY\n", encoding="utf-8")
    return folder


def reader(folder: Path) -> Client:
    """A reader of the site in this process. Our own faults are raised, not told."""
    settings.RECORD = str(folder)
    shelf.cache_clear()
    return Client(SERVER_NAME="localhost")


@contextmanager
def served(folder: Path, *options: str, **environment: str) -> Iterator[str]:
    """The address of a server that `zhargy serve` started."""
    command = [sys.executable, "-m", "zhargy.cli.main", "serve", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--workers", "1", *options],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"ZHARGY_LANGUAGE": "en"} | environment,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line
        yield found[0]
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python program with our settings."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def content(answer: Any) -> bytes:
    return bytes(answer.content)


def all_files(folder: Path) -> Sequence[str]:
    """The files below a folder, packed copies left out."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.endswith(".gz"))
