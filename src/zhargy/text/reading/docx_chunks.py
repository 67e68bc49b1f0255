"""Whole files that a DOCX holds (w:altChunk): Word shows them as a part of the text."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace

from zhargy.errors import UnreadableText
from zhargy.text.reading.source import Paragraph, SetAside, Source

_TABLES = 1_000_000  # tables of a chunk are counted apart from those around it


def read_chunk(
    data: bytes, name: str, where: str, docx: Callable[[bytes, str], Source]
) -> tuple[list[Paragraph], list[SetAside]]:
    """The paragraphs of an embedded file; `docx` reads one that is a DOCX itself.

    Raises UnreadableText, R11 for what is no text.
    """
    suffix = name.rpartition(".")[2]
    if suffix in ("mht", "mhtml"):
        data, suffix = _page_of_archive(data), "html"
    try:
        source = docx(data, where) if suffix == "docx" else _source(data, suffix, where)
    except UnreadableText as refused:
        if refused.code == "R10":  # an empty chunk shows nothing
            return [], []
        raise
    return [_moved(p) for p in source.paragraphs], list(source.set_aside)


def _source(data: bytes, suffix: str, where: str) -> Source:
    if suffix in ("htm", "html", "xhtml"):
        from zhargy.text.reading import html

        return html.read(data, where=where)
    if suffix == "txt":
        from zhargy.text.reading import plain

        return plain.read(data, where=where)
    raise UnreadableText("R11", where, found="found-doc")


def _page_of_archive(data: bytes) -> bytes:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            return content
    return b""


def _moved(paragraph: Paragraph) -> Paragraph:
    if paragraph.cell is None:
        return paragraph
    table, row, column = paragraph.cell
    return replace(paragraph, cell=(table + _TABLES, row, column))
