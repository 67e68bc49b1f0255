"""The rows of a DOCX table: merged cells are filled, words that a tracked change deletes are left
out, and what is no text of a cell (a comment, a picture) is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from lxml import etree

from zhargy.reports.returning.grid import Grid, GridRow
from zhargy.reports.row_key import RowKey, bookmarked, keys_alone, row_keys, without_keys
from zhargy.text.reading import docx
from zhargy.text.reading.docx_blocks import numbered_tables
from zhargy.text.reading.docx_markup import DRAWING, FALLBACK, MATH, W
from zhargy.text.reading.docx_package import Package, open_package

_MOST_COLUMNS = 200
# Where these stand, the text of a cell is more than the letters in it: automatic numbers,
# footnotes, text boxes, signs of symbol fonts, formulas.
_RICH = (
    f"{W}numPr",
    f"{W}pStyle",
    f"{W}footnoteReference",
    f"{W}endnoteReference",
    f"{W}txbxContent",
    f"{W}sym",
    f"{MATH}oMath",
)
_PICTURES = (f"{DRAWING}blip", "{urn:schemas-microsoft-com:vml}imagedata", f"{W}object")
_CELL = re.compile(r"table (\d+), row (\d+), column (\d+)")

Place = tuple[int, int, int]


def word_tables(data: bytes, where: str) -> Iterator[Grid]:
    """The outer tables of the file, in order. Raises UnreadableText."""
    package = open_package(data, where)
    root = package.tree(package.main)
    comments = _comments(package)

    @cache
    def as_shown() -> Mapping[Place, str]:
        return _as_shown(data, where)

    for table, number in numbered_tables([root]).items():
        if next(table.iterancestors(f"{W}tbl"), None) is None:
            yield tuple(_rows(table, number, as_shown, comments))


def _rows(
    table: etree._Element,
    number: int,
    as_shown: Callable[[], Mapping[Place, str]],
    comments: Mapping[str, str],
) -> Iterator[GridRow]:
    above: list[str] = []
    # Keys that a program gathered in the first of the cells that it merged downwards.
    gathered: dict[int, list[RowKey]] = {}
    for ordinal, row in enumerate(_children(table, "tr"), 1):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells: list[str] = []
        keys: list[RowKey] = []
        for cell in _children(row, "tc"):
            place, text = len(cells), _text(cell)
            if next(cell.iter(*_RICH), None) is not None:
                shown = as_shown().get((number, ordinal, place + 1), "")
                text = keys_alone(text) + without_keys(shown) if shown else text
            own = [*row_keys(text)]
            if _goes_on(cell):
                own += gathered.get(place, [])[:1]
                gathered[place] = gathered.get(place, [])[1:]
                text = (above[place] if place < len(above) else "") + text
            elif _is_merged(cell):
                own, gathered[place] = own[:1], own[1:]
            keys += own
            cells += [text, *[""] * (_span(cell) - 1)]
        above = [without_keys(text) for text in cells]
        marks = (bookmarked(m.get(f"{W}name", "")) for m in row.iter(f"{W}bookmarkStart"))
        weak = tuple(key for key in marks if key)
        beside = tuple(_beside(row, comments))
        yield GridRow(tuple(cells), f"row {ordinal}", tuple(keys), weak, beside)


def _is_merged(cell: etree._Element) -> bool:
    return cell.find(f"{W}tcPr/{W}vMerge") is not None


def _goes_on(cell: etree._Element) -> bool:
    """Is it a further part of a cell that began above?"""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of a name, through content controls and the like."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _children(child, name)


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return min(max(int(value), 1), _MOST_COLUMNS) if value.isdecimal() else 1


# -- words ------------------------------------------------------------------------------------------


def _text(cell: etree._Element) -> str:
    """The letters of a cell, hidden ones too; each paragraph on a line."""
    lines = []
    for paragraph in cell.iter(f"{W}p"):
        pieces = []
        for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}cr", f"{W}tab", f"{W}noBreakHyphen"):
            if next(node.iterancestors(f"{W}del", f"{W}moveFrom", FALLBACK), None) is not None:
                continue
            if node.tag == f"{W}t":
                pieces.append((node.text or "").replace("\u2011", "-"))
            elif node.tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif node.tag != f"{W}tab":
                pieces.append("\n")
            elif node.getparent().tag == f"{W}r":  # type: ignore[union-attr]
                pieces.append("\t")
        lines.append("".join(pieces))
    return "\n".join(lines).strip("\n")


def _as_shown(data: bytes, where: str) -> dict[Place, str]:
    """The cells as Word shows them: each paragraph with its automatic number, footnotes behind."""
    lines: dict[Place, list[str]] = defaultdict(list)
    for paragraph in docx.read(data, where=where).paragraphs:
        found = _CELL.match(paragraph.place)
        if found:
            table, row, column = map(int, found.groups())
            label = f"[{paragraph.label}]" if paragraph.kind == "footnote" else paragraph.label
            text = paragraph.text.replace("\u2011", "-")
            lines[table, row, column].append(f"{label} {text}" if paragraph.label else text)
    return {place: "\n".join(said) for place, said in lines.items()}


# -- what is no text of a cell ----------------------------------------------------------------------


def _comments(package: Package) -> dict[str, str]:
    return {
        comment.get(f"{W}id", ""): _text(comment)
        for root in package.related("comments")
        for comment in root.iterchildren(f"{W}comment")
    }


def _beside(row: etree._Element, comments: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for call in row.iter(f"{W}commentReference"):
        yield "comment", comments.get(call.get(f"{W}id", ""), "")
    for picture in row.iter(*_PICTURES):
        if next(picture.iterancestors(FALLBACK), None) is None:
            yield "picture", ""
