"""Reading texts from files, and writing the acts that they hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zhargy.errors import UnreadableText, UnwritableOutput
from zhargy.messages import say
from zhargy.reform.child import Job, Limits, read_in_children
from zhargy.reform.output import write_whole
from zhargy.text.act import Act, Element
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
    limits: Limits = Limits(),  # noqa: B008
) -> list[Reading]:
    """Each file read in a child process of its own, all at once. Raises UnreadableText."""
    jobs = [Job(_content(path), str(path), language, changes) for path in paths]
    return read_in_children(jobs, limits)


def read_file(
    path: Path | str,
    *,
    language: str = "",
    changes: Changes = "after",
    limits: Limits = Limits(),  # noqa: B008
) -> Reading:
    """One file. Raises UnreadableText."""
    return read_files([Path(path)], language=language, changes=changes, limits=limits)[0]


def _content(path: Path) -> bytes:
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


def joined(readings: Sequence[Reading]) -> Reading:
    """The parts of one act, read from several files, as one reading in their order.

    A part without any number (a preamble in a file of its own) gives its paragraphs to the front.
    """
    if len(readings) == 1:
        return readings[0]
    first, acts = readings[0], [reading.act for reading in readings]
    whole = Act(
        title=next((act.title for act in acts if act.title), ""),
        language=acts[-1].language,
        body=tuple(e for act in acts for e in act.body),
        notes=tuple(note for act in acts for note in act.notes),
    )
    findings = [f for reading in readings for f in reading.findings[0]]
    if any(isinstance(e, Element) and e.kind == "preamble" for e in whole.body):
        findings = [f for f in findings if f.rule != "T5"]
    return replace(
        first,
        acts=(whole,),
        findings=(tuple(findings),),
        set_aside=tuple(s for reading in readings for s in reading.set_aside),
        places=({k: v for reading in readings for k, v in reading.places[0].items()},),
        characters=(
            sum(reading.characters[0] for reading in readings),
            sum(reading.characters[1] for reading in readings),
        ),
    )


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
