"""The rows of an XLSX file as text, of its first sheet that has any. Bytes in, rows out.

A sheet keeps 12 as 12.0 and a day as a moment. The reader of cells says nothing for an error
(#REF!) and for a formula that no program has reckoned: both are looked up in the markup and given
as their text, so that they are refused as counts and never taken for empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, cast

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from zhargy.errors import UnreadableTable, UnreadableText
from zhargy.text.reading.docx_package import MEGABYTE, Package, checked_parts

_LARGEST = 400 * MEGABYTE
_MAIN = "xl/workbook.xml"
_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_UNSAID = etree.XPath("//m:c[@t='e' or m:f]", namespaces={"m": _SHEETS[1:-1]})
_MARKS = (b"<f", b":f>", b":f ", b't="e"', b"t='e'")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)

Rows = list[tuple[str, ...]]


def rows_of(data: bytes, where: str) -> tuple[Rows, list[str]]:
    """The rows of the first sheet that is not empty, and the names of all sheets that are not.

    Raises UnreadableText (R12, R14, R15) and UnreadableTable (F20: no workbook).
    """
    parts = checked_parts(data, where)
    if not any(name.startswith("xl/") for name in parts):
        raise UnreadableTable("F20", where)
    size = sum(len(content) for content in parts.values())
    if size > _LARGEST:
        limit = _LARGEST // MEGABYTE
        raise UnreadableText("R15", where, size=size // MEGABYTE, limit=limit)
    try:
        return _read(data, Package(where, parts, _MAIN))
    except (CalamineError, ValueError, OSError) as why:
        raise UnreadableText("R14", where, detail=type(why).__name__) from None


def _read(data: bytes, package: Package) -> tuple[Rows, list[str]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows: Rows = []
    sheets = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        values = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
        found = [[_said(value) for value in row] for row in values]
        for (row, column), text in _unsaid(package, about.name):
            _put(found, row, column, text)
        if any(map(any, found)):
            sheets.append(about.name)
            rows = rows or [tuple(row) for row in found]
    return rows, sheets


def _put(rows: list[list[str]], row: int, column: int, text: str) -> None:
    """A cell that has no value of its own; the last rows and columns may have none that has."""
    while len(rows) <= row:
        rows.append([""] * len(rows[0]) if rows else [])
    for cells in rows if column >= len(rows[0]) else ():
        cells.extend([""] * (column + 1 - len(cells)))
    rows[row][column] = rows[row][column] or text


def _unsaid(package: Package, sheet: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Errors and formulas of a sheet by row and column, each as a person sees it."""
    name = _part(package, sheet)
    if not any(mark in package.parts[name] for mark in _MARKS):
        return
    for cell in cast("list[etree._Element]", _UNSAID(package.tree(name))):
        place = _PLACE.fullmatch(cell.get("r", ""))
        if place is None:
            raise UnreadableText("R14", package.where, detail=name)
        formula, value = cell.findtext(f"{_SHEETS}f"), cell.findtext(f"{_SHEETS}v")
        text = value if cell.get("t") == "e" and value else f"={formula or ''}"
        yield (int(place[2]) - 1, _column(place[1])), text


def _column(letters: str) -> int:
    """
    >>> _column("A"), _column("Z"), _column("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _part(package: Package, sheet: str) -> str:
    """The part that holds a sheet. Raises UnreadableText (R14) where the workbook names none."""
    parts = package.targets("worksheet")
    for one in package.tree(_MAIN).iter(f"{_SHEETS}sheet"):
        if one.get("name") == sheet and (name := parts.get(one.get(_ID, ""))) in package.parts:
            return str(name)
    raise UnreadableText("R14", package.where, detail=sheet)


def _said(value: Any) -> str:
    """A value as a table writes it.

    >>> _said(datetime(2031, 6, 8)), _said(12.0), _said(0.5), _said(True)
    ('2031-06-08', '12', '0.5', 'TRUE')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat()
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value)
