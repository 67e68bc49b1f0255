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
    """

    code: str
    values: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each row as long as `columns`.

    A cell is text, a count, a share, a citation, a code (see Column.values), runs with marks, or
    None where there is nothing.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.name}: a row is not as long as the columns")
