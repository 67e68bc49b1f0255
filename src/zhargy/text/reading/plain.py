"""Plain text and Markdown to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhargy.errors import UnreadableText
from zhargy.text.reading.encoding import decode
from zhargy.text.reading.markdown import paragraphs_of_markdown
from zhargy.text.reading.source import Paragraph, SetAside, Source
from zhargy.text.reading.wrapped import numbered, unwrapped, wrapped_at

_LINE_END = re.compile("\r\n|[\n\r\x0c\x0b\x85\u2028\u2029]")
_NOTHING = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\x1a"))
_BARE_LABEL = re.compile(
    r"\(?(?:\d+(?:[-.]\d+)*[.)]{0,2}|[^\W\d_]{1,4}[.)]{1,2})|[•–—*-]|(?:статья|article|глава)\s+\d+(?:-\d+)?\.?"
    r"|\d+(?:-\d+)?-?бап\.?",
    re.IGNORECASE,
)


def read(data: bytes, *, where: str, markdown: bool = False) -> Source:
    """The paragraphs of a text file; R10 if it holds none, R19 if its letters are broken."""
    text, encoding = decode(data, where)
    raw = _LINE_END.split(text)
    aside: Sequence[SetAside] = ()
    if markdown:
        paragraphs, aside = paragraphs_of_markdown([line.translate(_NOTHING) for line in raw])
    elif _is_table(lines := [line.translate(_NOTHING) for line in raw]):
        paragraphs = _rows(lines)
    else:
        paragraphs = _paragraphs(lines)
    if not paragraphs:
        raise UnreadableText("R10", where)
    return Source("md" if markdown else "txt", encoding, tuple(paragraphs), tuple(aside))


def _is_table(lines: Sequence[str]) -> bool:
    """Do most lines hold cells parted by tabs (not only a number and its words)?"""
    filled = [line.strip() for line in lines if line.strip()]
    cells = [line.split("\t") for line in filled if "\t" in line]
    if len(cells) < 2 or len(cells) < 0.6 * len(filled):
        return False
    labels = sum(len(row) == 2 and bool(_BARE_LABEL.fullmatch(row[0].strip())) for row in cells)
    return labels < 0.8 * len(cells)


def _rows(lines: Sequence[str]) -> list[Paragraph]:
    found: list[Paragraph] = []
    row = 0
    for number, line in enumerate(lines, 1):
        if "\t" not in line.rstrip():
            found.extend([Paragraph(text, f"line {number}")] if (text := _words(line)) else [])
            continue
        row += 1
        for column, cell in enumerate(line.rstrip().split("\t"), 1):
            if text := _words(cell):
                found.append(Paragraph(text, f"line {number}", cell=(1, row, column)))
    return found


def _words(line: str) -> str:
    return " ".join(line.split())


def _paragraphs(raw: Sequence[str]) -> list[Paragraph]:
    """One paragraph a line, or the lines of wrapped text joined."""
    lines = numbered(raw)
    width = wrapped_at(lines)
    if not width:
        return [Paragraph(line.text, f"line {line.number}") for line in lines]
    return unwrapped(lines, width)
