"""Rows and columns of an HTML table, spans counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_WIDEST_SPAN = 1000
_DEEPEST_FRAME = 6


class Table:
    """A table that is open; `cell` is (table, row, column) from 1, None outside cells.

    Tables of one column and tables that only lay out a page hold no cells. `page`: how many letters
    the page has; a cell that holds most of them is its frame.
    """

    def __init__(self, element: etree._Element, number: int, page: int) -> None:
        self._number = number
        self._row = self._column = 0
        self._inside = False
        self._taken: dict[int, int] = {}  # column -> the last row that a cell above reaches
        self._is_layout = (
            element.get("role") == "presentation"
            or not _has_columns(element)
            or _frames(element, page)
        )

    @property
    def cell(self) -> tuple[int, int, int] | None:
        if not self._inside or self._is_layout:
            return None
        return self._number, self._row, self._column

    def next_row(self) -> None:
        self._row += 1
        self._column = 0

    def next_cell(self, element: etree._Element) -> None:
        self._row = max(1, self._row)
        column = self._column + 1
        while self._taken.get(column, 0) >= self._row:
            column += 1
        width, height = _span(element, "colspan"), _span(element, "rowspan")
        for covered in range(column, column + width):
            self._taken[covered] = self._row + height - 1
        self._column, self._inside = column, True
        self._end = column + width - 1

    def leave_cell(self) -> None:
        self._column, self._inside = self._end, False


def _rows(element: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row of this table, those of tables in it apart."""
    for group in (element, *element.iterchildren("thead", "tbody", "tfoot")):
        for row in group.iterchildren("tr"):
            yield list(row.iterchildren("td", "th"))


def _has_columns(element: etree._Element) -> bool:
    return any(len(cells) > 1 for cells in _rows(element))


def _frames(element: etree._Element, page: int) -> bool:
    """Does one cell hold most of the page? Then the table stands around the text."""
    if sum(1 for _ in element.iterancestors("table")) > _DEEPEST_FRAME:
        return False
    cells = (cell for row in _rows(element) for cell in row)
    return any(len("".join(str(t).strip() for t in c.itertext())) > 0.6 * page for c in cells)


def _span(element: etree._Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,6})", element.get(name) or "")
    return min(max(1, int(found[1])), _WIDEST_SPAN) if found else 1
