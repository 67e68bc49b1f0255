"""Reading texts from files, and writing the acts that they hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from zhargy.errors import UnreadableText, UnwritableOutput
from zhargy.messages import say
from zhargy.reform.child import USUAL, Job, Limits, read_in_children
from zhargy.reform.output import write_whole
from zhargy.text.read import Changes
from zhargy.text.structure.acts import Reading
from zhargy.text.writing.akn import write_akn
from zhargy.text.writing.json import reading_as_dict
from zhargy.text.writing.plain import write_plain

MOST_MEGABYTES = 60
READ_KINDS = (".xml", ".txt", ".json")
_MEGABYTE = 1 << 20


def read_files(
    paths: Sequence[Path],
    *,
    language: str = "",
    changes: Changes = "after",
    limits: Limits = USUAL,
) -> list[Reading]:
    """Each file read in a child process of its own, all at once. Raises UnreadableText."""
    jobs = [Job(((content_of(path), str(path)),), language, changes) for path in paths]
    return read_in_children(jobs, limits)


def read_file(
    path: Path | str,
    *parts: Path | str,
    language: str = "",
    changes: Changes = "after",
    limits: Limits = USUAL,
) -> Reading:
    """One act, from one file or from its parts in order. Raises UnreadableText."""
    paths = [Path(path), *map(Path, parts)]
    job = Job(tuple((content_of(p), str(p)) for p in paths), language, changes)
    return read_in_children([job], limits)[0]


def content_of(path: Path) -> bytes:
    """The bytes of a file that is not too large. Raises UnreadableText."""
    try:
        if path.is_dir():
            raise UnreadableText("R24", str(path))
        size = path.stat().st_size
        if size > MOST_MEGABYTES * _MEGABYTE:
            raise UnreadableText("R17", str(path), size=size // _MEGABYTE, limit=MOST_MEGABYTES)
        with path.open("rb") as file:
            data = file.read(MOST_MEGABYTES * _MEGABYTE + 1)
    except FileNotFoundError:
        raise UnreadableText("R23", str(path)) from None
    except PermissionError:
        raise UnreadableText("R25", str(path)) from None
    except OSError as refused:
        raise UnreadableText("R14", str(path), detail=refused.strerror or "") from None
    if len(data) > MOST_MEGABYTES * _MEGABYTE:
        raise UnreadableText("R17", str(path), size=MOST_MEGABYTES, limit=MOST_MEGABYTES)
    return data


def write_reading(reading: Reading, path: Path) -> list[Path]:
    """Write the acts of a reading, the kind by the suffix; two acts get two files.

    `name.xml` becomes `name.kk.xml` and `name.ru.xml`, or `name.before.xml` and `name.after.xml`.
    Raises UnwritableOutput.
    """
    suffix = path.suffix.lower()
    if suffix not in READ_KINDS:
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=", ".join(READ_KINDS))
    if suffix == ".json":
        text = json.dumps(reading_as_dict(reading, say), ensure_ascii=False, indent=1) + "\n"
        write_whole(path, text.encode())
        return [path]
    written = []
    for act in reading.acts:
        middle = act.edition or act.language
        target = path if len(reading.acts) == 1 else path.with_suffix(f".{middle}{suffix}")
        content = write_akn(act, name=path.stem) if suffix == ".xml" else write_plain(act).encode()
        write_whole(target, content)
        written.append(target)
    return written
