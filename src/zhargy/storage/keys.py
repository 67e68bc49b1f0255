"""Private keys: outside of the reform, readable by their owner alone."""

from __future__ import annotations

import os
import re
from pathlib import Path

from zhargy.errors import UnusableFolder

PRIVATE = b"PRIVATE+KEY+"
_PEM = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")
_LARGEST = 10_000


def read_private(path: Path, folder: Path | None = None) -> str:
    """The text of a private key.

    Raises UnusableFolder: G11 there is no such file, G12 it lies inside of the reform, G13 others
    may read it.
    """
    if folder is not None and path.resolve().is_relative_to(folder.resolve()):
        raise UnusableFolder("G12", str(path))
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise UnusableFolder("G13", str(path))
            return file.read(_LARGEST).decode("utf-8", "replace").strip()
    except OSError as refused:
        raise UnusableFolder("G11", str(path), detail=refused.strerror or "") from None


def write_private(path: Path, key: str) -> None:
    """A new file, mode 0600. Raises UnusableFolder G14 where something stands there already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as refused:
        raise UnusableFolder("G14", str(path), detail=refused.strerror or "") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(key + "\n")


def private_keys_in(folder: Path) -> list[Path]:
    """Files of a reform that hold a private key, which must not lie there."""
    found = []
    for path in sorted(folder.rglob("*")):
        small = path.is_file() and path.stat().st_size <= _LARGEST
        if small and holds_private_key(path.read_bytes()):
            found.append(path)
    return found


def holds_private_key(content: bytes) -> bool:
    """Whether this is so short a file, and holds a private key."""
    return len(content) <= _LARGEST and (PRIVATE in content or bool(_PEM.search(content)))
