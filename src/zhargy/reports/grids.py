"""The rows of a DOCX or XLSX table as another program saved it, with what is hidden in them.

Bytes in, text out: merged cells are filled, words that a tracked change deletes are left out.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from lxml import etree

from zhargy.errors import UnreadableTable, UnreadableText
from zhargy.reports.row_key import RowKey, bookmarked, origins, row_keys, without_keys
from zhargy.text.reading.docx_markup import W
from zhargy.text.reading.docx_package import MEGABYTE, checked_parts, open_package

# openpyxl takes about fifty times the size of a sheet; a table of 5,000 rows has 10 MB.
_SHEET = 60 * MEGABYTE
_MOST_COLUMNS = 200
# What openpyxl lets through of a broken file; errors of XML are errors of syntax.
_BROKEN = (
    BadZipFile,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: the text of each cell, hidden keys included, and where it stands in the file.

    `keys` are those of all its rows, where rows were merged; `weak` those that bookmarks tell.
    """

    cells: tuple[str, ...]
    place: str
    keys: tuple[RowKey, ...]
    weak: tuple[RowKey, ...] = ()

    @property
    def origins(self) -> tuple[RowKey, ...]:
        return tuple(key for cell in self.cells for key in origins(cell))


Grid = tuple[GridRow, ...]


def grids_of(data: bytes, where: str) -> list[Grid]:
    """The tables of a file. Raises UnreadableText for a broken or hostile file, UnreadableTable
    F20 where it is neither DOCX nor XLSX."""
    parts = checked_parts(data, where)
    if any(name.startswith("xl/") for name in parts):
        if sum(len(content) for content in parts.values()) > _SHEET:
            size = sum(len(content) for content in parts.values()) // MEGABYTE
            raise UnreadableText("R15", where, size=size, limit=_SHEET // MEGABYTE)
        return list(_sheets(data, where))
    if not any(name.startswith("word/") for name in parts):
        raise UnreadableTable("F20", where)
    package = open_package(data, where)
    root = package.tree(package.main)
    return [_docx_table(table) for table in root.iter(f"{W}tbl") if _is_outer(table)]


# -- DOCX -------------------------------------------------------------------------------------------


def _is_outer(table: etree._Element) -> bool:
    return next(table.iterancestors(f"{W}tbl"), None) is None


def _docx_table(table: etree._Element) -> Grid:
    rows: list[GridRow] = []
    above: list[str] = []
    # Keys that a program gathered in the first of the cells that it merged downwards.
    gathered: dict[int, list[RowKey]] = {}
    for number, row in enumerate(_children(table, "tr"), 1):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells: list[str] = []
        keys: list[RowKey] = []
        for cell in _children(row, "tc"):
            place, text = len(cells), _text(cell)
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
        rows.append(GridRow(tuple(cells), f"row {number}", tuple(keys), weak))
    return tuple(rows)


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


def _text(cell: etree._Element) -> str:
    lines = []
    for paragraph in cell.iter(f"{W}p"):
        pieces = []
        for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}cr", f"{W}tab", f"{W}noBreakHyphen"):
            if next(node.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
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


# -- XLSX -------------------------------------------------------------------------------------------


def _sheets(data: bytes, where: str) -> Iterator[Grid]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out (a footer, an extension): nothing of it is a row.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), data_only=True)
    except _BROKEN as why:
        raise UnreadableText("R14", where, detail=type(why).__name__) from None
    for sheet in book.worksheets:
        yield _sheet(sheet)


def _sheet(sheet: Any) -> Grid:
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1)
        if area.min_col == column  # merged across: the words stand in the first column only
    }
    values = [
        [_value(value) for value in row[:_MOST_COLUMNS]]
        for row in sheet.iter_rows(values_only=True)
    ]
    rows = []
    for number, cells in enumerate(values, 1):
        filled = list(cells)
        for column in range(1, len(cells) + 1):
            top = merged.get((number, column))
            if top and top != (number, column):
                filled[column - 1] = values[top[0] - 1][top[1] - 1]
        keys = tuple(key for text in cells for key in row_keys(text))
        rows.append(GridRow(tuple(filled), f"{sheet.title}, row {number}", keys))
    return tuple(rows)


def _value(value: Any) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n").replace("_x000D_", "")
