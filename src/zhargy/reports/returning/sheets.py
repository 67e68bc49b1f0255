"""The rows of the sheets of an XLSX file, hidden and filtered ones too: merged cells are filled,
values are text as a person typed it, and what is no text of a cell (a comment, a picture) is told.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import BadZipFile

from zhargy.errors import UnreadableText
from zhargy.reports.returning.grid import Grid, GridRow
from zhargy.reports.row_key import GLUED, RowKey, part_of, row_keys, without_keys
from zhargy.text.reading.docx_markup import whole
from zhargy.text.reading.docx_package import Package

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
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FROM = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}from"
_ROW = _FROM.replace("}from", "}row")

Beside = Mapping[int, Sequence[tuple[str, str]]]


def sheets_of(data: bytes, parts: Mapping[str, bytes], where: str) -> Iterator[Grid]:
    """The sheets of a workbook, `parts` being its XML by name. Raises UnreadableText R14."""
    book = _opened(data, where, values=True)
    formulas = _opened(data, where, values=False) if _has_formulas(parts) else None
    pictures = _pictures(parts, where)
    for sheet in book.worksheets:
        behind = formulas[sheet.title] if formulas else None
        beside: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for row, words in _comments(sheet):
            beside[row].append(("comment", words))
        for row in pictures.get(sheet.title, ()):
            beside[row].append(("picture", ""))
        yield _sheet(sheet, behind, beside)


def _opened(data: bytes, where: str, *, values: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out (a footer, an extension): nothing of it is a row.
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), data_only=values)
    except _BROKEN as why:
        raise UnreadableText("R14", where, detail=type(why).__name__) from None


def _has_formulas(parts: Mapping[str, bytes]) -> bool:
    return any(b"<f" in parts[name] for name in parts if name.startswith("xl/worksheets/"))


def _sheet(sheet: Any, formulas: Any, beside: Beside) -> Grid:
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1)
        if area.min_col == column  # merged across: the words stand in the first column only
    }
    values = [[_said(value) for value in row] for row in _rows(sheet)]
    if formulas is not None:
        # A program that does not count leaves a formula without its value.
        for row, behind in zip(values, _rows(formulas), strict=False):
            row[:] = [text or _said(formula) for text, formula in zip(row, behind, strict=False)]
    rows = []
    for number, cells in enumerate(values, 1):
        filled = list(cells)
        for column in range(1, len(cells) + 1):
            top = merged.get((number, column))
            if top and top != (number, column):
                filled[column - 1] = values[top[0] - 1][top[1] - 1]
        keys = tuple(key for text in cells for key in row_keys(text))
        place = f"{sheet.title}, row {number}"
        rows.append(GridRow(tuple(filled), place, keys, beside=tuple(beside.get(number, ()))))
    return _whole(rows)


def _whole(rows: Sequence[GridRow]) -> Grid:
    """The rows, those that went on in others put together again, wherever they were sorted to."""
    parts = sorted((max(map(part_of, row.cells), default=1), n) for n, row in enumerate(rows))
    places: dict[tuple[RowKey, ...], int] = {}
    out: dict[int, GridRow] = {}
    for part, n in parts:
        row = rows[n]
        first = places.setdefault(row.keys, n) if row.keys else n
        out[n if part == 1 else first] = row if part == 1 or first == n else _on(out[first], row)
    return tuple(out[n] for n in sorted(out))


def _on(row: GridRow, after: GridRow) -> GridRow:
    pairs = zip_longest(row.cells, map(without_keys, after.cells), fillvalue="")
    cells = tuple(_together(above, below) for above, below in pairs)
    return replace(row, cells=cells, beside=(*row.beside, *after.beside))


def _together(above: str, below: str) -> str:
    """A text that goes on, as it was before it was parted; what was written under it stands there.

    >>> _together("ключ ", "у сторожа"), _together("клю\u2060", "ч"), _together("ключ", "замок")
    ('ключ у сторожа', 'ключ', 'ключ\\nзамок')
    """
    if above.endswith(GLUED):
        return above.removesuffix(GLUED) + below
    parted = above and below and not above[-1].isspace() and not below[0].isspace()
    return f"{above}\n{below}" if parted else above + below


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    for row in sheet.iter_rows(values_only=True):
        yield row[:_MOST_COLUMNS]


def _said(value: Any) -> str:
    """A value as a person typed it: a sheet keeps a day as a moment and a number as a fraction.

    >>> _said(datetime(2027, 3, 20)), _said(12.0), _said(True), _said(None)
    ('20.03.2027', '12', 'TRUE', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "")


# -- what is no text of a cell ----------------------------------------------------------------------


def _comments(sheet: Any) -> Iterator[tuple[int, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None:
                yield cell.row, cell.comment.text


def _pictures(parts: Mapping[str, bytes], where: str) -> dict[str, list[int]]:
    """For each sheet that has pictures, the rows on which they begin."""
    if not any(name.startswith("xl/drawings/drawing") for name in parts):
        return {}
    package = Package(where, parts, "xl/workbook.xml")
    out: dict[str, list[int]] = defaultdict(list)
    names = {s.get(_RELATION): s.get("name", "") for s in package.tree(package.main).iter(_SHEET)}
    for identity, part in package.targets("worksheet").items():
        for drawing in Package(where, parts, part).related("drawing"):
            rows = (whole(anchor.findtext(_ROW), 0) + 1 for anchor in drawing.iter(_FROM))
            out[names.get(identity, "")] += rows
    return out
