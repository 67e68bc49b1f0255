"""Plain text and Markdown to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhargy.errors import UnreadableText
from zhargy.text.reading.encoding import decode
from zhargy.text.reading.markdown import paragraphs_of_markdown
from zhargy.text.reading.source import Paragraph, SetAside, Source
from zhargy.text.reading.starts import begins_with_label
from zhargy.text.reading.wrapped import numbered, unwrapped, wrapped_at

_LINE_END = re.compile("\r\n|[\n\r\x0c\x0b\x85\u2028\u2029]")
_NOTHING = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\x1a"))
_FEWEST_ROWS = 3  # of two cells; of more cells two rows will do
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


def _tables(lines: Sequence[str]) -> dict[int, tuple[int, int]]:
    """(table, row) of each line, by its number, that stands in a table amid the text.

    Such lines follow each other, hold as many cells, and none begins with a label.
    """
    found: dict[int, tuple[int, int]] = {}
    table = 0
    start = 0
    widths = [_width(line) for line in lines]
    while start < len(lines):
        width, end = widths[start], start + 1
        while width and end < len(lines) and widths[end] == width:
            end += 1
        if width and end - start >= _FEWEST_ROWS - (width > 2):
            table += 1
            found.update({n + 1: (table, n + 1 - start) for n in range(start, end)})
        start = end
    return found


def _width(line: str) -> int:
    """How many cells this line of a table holds; 0 for what is none."""
    cells = line.strip().split("\t")
    if len(cells) < 2 or begins_with_label(_words(line)) or not any(map(str.strip, cells[1:])):
        return 0
    return len(cells)


def _words(line: str) -> str:
    return " ".join(line.split())


def _paragraphs(raw: Sequence[str]) -> list[Paragraph]:
    """One paragraph a line, or the lines of wrapped text joined; rows of tables by their cells."""
    tables = _tables(raw)
    lines = numbered(["" if n in tables else line for n, line in enumerate(raw, 1)])
    width = wrapped_at(lines)
    if width:
        found = unwrapped(lines, width)
    else:
        found = [Paragraph(line.text, f"line {line.number}") for line in lines]
    if not tables:
        return found
    cells = [
        Paragraph(text, f"line {number}", cell=(table, row, column))
        for number, (table, row) in tables.items()
        for column, cell in enumerate(raw[number - 1].strip().split("\t"), 1)
        if (text := _words(cell))
    ]
    return sorted((*found, *cells), key=lambda p: int(p.place.removeprefix("line ")))
