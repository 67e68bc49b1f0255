"""The rows of an XLSX file as text, of its first sheet that has any. Bytes in, rows out.

A sheet keeps 12 as 12.0 and a day as a moment; a formula that no program has reckoned has no value
and is given as its text, so that it is refused as a count and never taken for an empty cell.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import repeat
from typing import Any
from zipfile import BadZipFile

from zhargy.errors import UnreadableTable, UnreadableText
from zhargy.text.reading.docx_package import MEGABYTE, checked_parts

_LARGEST = 400 * MEGABYTE
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
    formulas = any(b"<f" in c for n, c in parts.items() if n.startswith("xl/worksheets/"))
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out (a footer, an extension): nothing of it is a row.
            warnings.simplefilter("ignore")
            return _read(data, formulas)
    except _BROKEN as why:
        raise UnreadableText("R14", where, detail=type(why).__name__) from None


def _read(data: bytes, formulas: bool) -> tuple[Rows, list[str]]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), data_only=True, read_only=True)
    behind = load_workbook(BytesIO(data), read_only=True) if formulas else None
    rows: Rows = []
    sheets = []
    for sheet in book.worksheets:
        found = list(_rows(sheet, behind[sheet.title] if behind else None))
        if any(any(row) for row in found):
            sheets.append(sheet.title)
            rows = rows or found
    return rows, sheets


def _rows(sheet: Any, behind: Any) -> Iterator[tuple[str, ...]]:
    others: Iterator[Sequence[Any]] = behind.iter_rows(values_only=True) if behind else repeat(())
    for row, formulas in zip(sheet.iter_rows(values_only=True), others, strict=False):
        cells = [_said(value) for value in row]
        for at, formula in enumerate(formulas[: len(cells)]):
            if not cells[at] and formula is not None:
                cells[at] = _said(formula)
        yield tuple(cells)


def _said(value: Any) -> str:
    """A value as a table writes it.

    >>> _said(datetime(2031, 6, 8)), _said(12.0), _said(0.5), _said(None)
    ('2031-06-08', '12', '0.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat()
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
