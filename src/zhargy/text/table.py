"""One table value that every stage returns and `reports` turns into documents (DESIGN.md, 1.9)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhargy.text.provision import Citation


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a cell's text: `mark` is "" or "deleted", "inserted"; `nature` says of what kind."""

    text: str
    mark: str = ""
    nature: str = ""


Cell = str | int | Fraction | float | bool | Citation | tuple[Run, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `code` is its name in data files and in the catalogue ("column-" + code).

    `values` prefixes the codes that stand in its cells ("fate" for "fate-kept"), "" for none.
    `heading` stands above it instead of the catalogue's words where a form prescribes them;
    `width` is its share of the page beside the others, 0 for what suits its cells.
    """

    code: str
    values: str = ""
    heading: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each row as long as `columns`.

    A cell is text, a count, a share, a citation, a code (see Column.values), runs with marks, or
    None where there is nothing. `keys`, one for each row or none at all, go hidden into documents
    that people edit, so that a row is known when it comes back; `key` is that of the whole table.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()
    key: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.name}: a row is not as long as the columns")
        if self.keys and len(self.keys) != len(self.rows):
            raise ValueError(f"{self.name}: not as many keys as rows")


def has_marks(table: Table) -> bool:
    """Does a word of the table carry a mark?"""
    cells = (cell for row in table.rows for cell in row if isinstance(cell, tuple))
    return any(run.mark for cell in cells for run in cell)
