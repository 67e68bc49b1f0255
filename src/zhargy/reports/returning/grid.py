"""A table as rows of text, whatever program saved it."""

from __future__ import annotations

from dataclasses import dataclass

from zhargy.reports.row_key import RowKey, origins


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: the text of each cell, hidden keys included, and where it stands in the file.

    `keys` are those of all its rows, where rows were merged; `weak` those that bookmarks tell.
    `beside` is what stands in the row and is no text of a cell: a kind ("comment", "picture") and
    its words.
    """

    cells: tuple[str, ...]
    place: str
    keys: tuple[RowKey, ...]
    weak: tuple[RowKey, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def origins(self) -> tuple[RowKey, ...]:
        return tuple(key for cell in self.cells for key in origins(cell))


Grid = tuple[GridRow, ...]
