"""Bytes of any supported format to the acts they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from zhargy.errors import UnreadableText
from zhargy.text.reading.kind import kind_of
from zhargy.text.reading.source import Source
from zhargy.text.structure.acts import Reading, acts_of, reading_of_akn

Changes = Literal["after", "before", "both"]


def read_bytes(
    data: bytes, name: str, *, language: str = "", changes: Changes = "after"
) -> Reading:
    """Read one file.

    `name` is the file's name (its suffix helps where the content does not tell) and appears in
    errors; `language` overrules what the letters say; `changes` chooses the edition of a DOCX with
    tracked changes. Raises UnreadableText, whatever the bytes.
    """
    return read_parts([(data, name)], language=language, changes=changes)


def read_parts(
    parts: Sequence[tuple[bytes, str]], *, language: str = "", changes: Changes = "after"
) -> Reading:
    """Read the parts of one act, in order: (bytes, name) each. Raises UnreadableText."""
    kinds = [kind_of(data, name) for data, name in parts]
    if kinds == ["akn"]:
        from zhargy.text.reading.akn import read_akn

        return reading_of_akn(*read_akn(*parts[0]), language=language)
    sources = [
        source_of(data, name, kind, changes)
        for (data, name), kind in zip(parts, kinds, strict=True)
    ]
    return acts_of(_joined(sources), parts[-1][1], language)


def paragraphs_of(data: bytes, name: str) -> list[str]:
    """The paragraphs of a file as it shows them, numbers included. Raises UnreadableText."""
    kind = kind_of(data, name)
    if kind == "akn":
        from zhargy.text.writing.plain import write_plain

        return write_plain(read_bytes(data, name).act).splitlines()
    shown = source_of(data, name, kind).paragraphs
    return [f"{p.label} {p.text}".strip() if p.kind == "text" else p.text for p in shown]


def _joined(sources: Sequence[Source]) -> Source:
    first = sources[0]
    return Source(
        first.format,
        first.encoding,
        tuple(p for source in sources for p in source.paragraphs),
        tuple(s for source in sources for s in source.set_aside),
    )


def source_of(data: bytes, name: str, kind: str, changes: Changes = "after") -> Source:
    """The paragraphs of a file of a known kind ("docx", "pdf", "html", "txt", "md")."""
    # Each reader is imported when it is needed: a command starts faster.
    if kind == "akn":
        raise UnreadableText("R28", name)
    if kind == "docx":
        from zhargy.text.reading import docx

        return docx.read(data, where=name, changes=changes)
    if kind == "pdf":
        from zhargy.text.reading import pdf

        return pdf.read(data, where=name)
    if kind == "html":
        from zhargy.text.reading import html

        return html.read(data, where=name)
    if kind in ("txt", "md"):
        from zhargy.text.reading import plain

        return plain.read(data, where=name, markdown=kind == "md")
    raise UnreadableText("R11", name, found="found-bytes")
