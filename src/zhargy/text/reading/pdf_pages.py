"""The layout of pages: running heads off, tables to cells, columns in order, footnotes apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhargy.text.reading.pdf_glyphs import Run, Sheet
from zhargy.text.reading.pdf_heads import heads
from zhargy.text.reading.pdf_lines import Line, Row, blocks, columns, line, rows
from zhargy.text.reading.pdf_tables import Grid, grids, inside
from zhargy.text.reading.source import SetAside
from zhargy.text.reading.starts import ends_a_sentence

_FOOTNOTE = re.compile("\ufdd0?(\\d{1,3}|[*†‡]{1,3})\\)?(?:\ufdd1|[.)]?\\s|(?=[^\\W\\d]))")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table, which `table` numbers from 1 through the document."""

    table: int
    row: int
    column: int
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Layout:
    """The document in reading order, what was set aside, and the footnotes of each page.

    `gutters`: where columns were parted so far. `empty`: pages without text of their own.
    """

    body: list[Line | Cell] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    gutters: list[float] = field(default_factory=list)
    empty: int = 0


@dataclass(slots=True)
class _Table:
    """The table that was open last: a page may continue it."""

    number: int = 0
    rows: int = 0
    uprights: tuple[float, ...] = ()
    at_end: bool = False


def layout(sheets: Sequence[Sheet]) -> Layout:
    """All pages laid out."""
    tables = [grids(sheet.rules) for sheet in sheets]
    pages = [rows(_outside(sheet.runs, tables[i])) for i, sheet in enumerate(sheets)]
    set_aside = heads(pages, [sheet.height for sheet in sheets])
    size = _body_size(pages)
    found, table = Layout(), _Table()
    for index, sheet in enumerate(sheets):
        numbered = list(enumerate(pages[index], 1))
        for number, row in numbered:
            if reason := set_aside.get((index, number - 1)):
                place = f"page {sheet.number}, line {number}"
                found.aside.append(SetAside(row.text, place, reason))
        kept = [(n, row) for n, row in numbered if (index, n - 1) not in set_aside]
        found.aside.extend(_askew(sheet))
        found.empty += _is_empty(sheet, [row for _, row in kept], tables[index])
        body, notes = _footnotes(kept, size, sheet.height)
        found.notes.extend(line(row, sheet.number, n, 0) for n, row in notes)
        _place(found, sheet, body, tables[index], table)
    return found


def _outside(runs: Sequence[Run], tables: Sequence[Grid]) -> list[Run]:
    if not tables:
        return list(runs)
    return [
        r
        for r in runs
        if not any(grid.holds((r.left + r.right) / 2, r.base + 0.3 * r.size) for grid in tables)
    ]


def _body_size(pages: Sequence[Sequence[Row]]) -> float:
    weights: Counter[float] = Counter()
    for page in pages:
        for row in page:
            weights[round(row.size * 2) / 2] += sum(len(run.text) for run in row.runs)
    return weights.most_common(1)[0][0] if weights else 0.0


def _askew(sheet: Sheet) -> list[SetAside]:
    """Text that runs across the page: stamps, watermarks, margins."""
    text = " ".join(" ".join(run.text for run in sheet.askew).split())
    return [SetAside(text, f"page {sheet.number}", "unplaced")] if text else []


def _is_empty(sheet: Sheet, kept: Sequence[Row], tables: Sequence[Grid]) -> bool:
    """Does the page hold next to no readable text of its own?"""
    if tables:
        return not sheet.runs
    letters = sum(c.isalnum() for row in kept for run in row.runs for c in run.text)
    return letters < 20 if sheet.pictured else letters == 0


_Numbered = list[tuple[int, Row]]


def _footnotes(kept: _Numbered, size: float, height: float) -> tuple[_Numbered, _Numbered]:
    """The rows of the body, and those of smaller type at the foot that begin with a mark."""
    first = len(kept)
    while (
        first > 0
        and kept[first - 1][1].size < 0.93 * size
        and kept[first - 1][1].base < 0.6 * height
    ):
        first -= 1
    while first < len(kept) and not _FOOTNOTE.match(kept[first][1].text):
        first += 1
    return kept[:first], kept[first:]


def footnote_mark(text: str) -> tuple[str, str]:
    """The mark of a footnote and its words; no mark for a line that goes on.

    >>> footnote_mark("1) See Article 5."), footnote_mark("and so on")
    (('1', 'See Article 5.'), ('', 'and so on'))
    """
    found = _FOOTNOTE.match(text)
    if not found:
        return "", text
    return found[1], text[found.end() :].lstrip(" .)")


def _place(
    found: Layout, sheet: Sheet, body: _Numbered, tables: Sequence[Grid], table: _Table
) -> None:
    """The rows of a page and its tables, from top to foot, into the document."""
    waiting = body
    for grid in tables:
        middle = (grid.top + grid.foot) / 2
        above = [(n, row) for n, row in waiting if row.base > middle]
        waiting = waiting[len(above) :]
        _place_rows(found, sheet, above, table)
        _place_table(found, sheet, grid, table, len(body) - len(waiting))
    _place_rows(found, sheet, waiting, table)


def _place_rows(found: Layout, sheet: Sheet, body: _Numbered, table: _Table) -> None:
    numbers = {row.base: number for number, row in body}
    if body:
        table.at_end = False
    for index, block in enumerate(blocks([row for _, row in body], found.gutters)):
        found.gutters.extend(g for g in block.gutters if g not in found.gutters)
        for column, lines in enumerate(columns(block), 1):
            key = index * 100 + column if block.gutters else 0
            found.body.extend(line(row, sheet.number, numbers[row.base], key) for row in lines)


def _place_table(found: Layout, sheet: Sheet, grid: Grid, table: _Table, above: int) -> None:
    """The cells of a table; one that a page break cut in two goes on with its rows."""
    same = len(table.uprights) == len(grid.uprights) and all(
        abs(a - b) < 3 for a, b in zip(table.uprights, grid.uprights, strict=True)
    )
    going_on = same and table.at_end
    if not going_on:
        table.number, table.rows = table.number + 1, 0
    cells = {
        place: tuple(line(r, sheet.number, above + n, 0) for n, r in enumerate(rows(runs), 1))
        for place, runs in inside(grid, sheet.runs).items()
    }
    if going_on and _row_goes_on(found, table, cells):
        table.rows -= 1
    for (row, column), lines in cells.items():
        _place_cell(found, Cell(table.number, table.rows + row, column, lines))
    table.rows += max((row for row, _ in cells), default=0)
    table.uprights, table.at_end = grid.uprights, True


_Cells = dict[tuple[int, int], tuple[Line, ...]]


def _row_goes_on(found: Layout, table: _Table, cells: _Cells) -> bool:
    """Does the first row on a page continue the last row of the page before?"""
    last = {
        c.column: c
        for c in found.body
        if isinstance(c, Cell) and (c.table, c.row) == (table.number, table.rows)
    }
    first = {column: lines for (row, column), lines in cells.items() if row == 1}
    if not first or not set(first) <= set(last):
        return False
    if 1 in last and 1 not in first:
        return True
    return any(
        lines[0].text[:1].islower() and not ends_a_sentence(last[column].lines[-1].text)
        for column, lines in first.items()
    )


def _place_cell(found: Layout, cell: Cell) -> None:
    """A cell after the others, or its lines at the end of the cell that it continues."""
    for index in range(len(found.body) - 1, -1, -1):
        other = found.body[index]
        if not isinstance(other, Cell) or (other.table, other.row) < (cell.table, cell.row):
            break
        if (other.row, other.column) == (cell.row, cell.column):
            found.body[index] = replace(other, lines=(*other.lines, *cell.lines))
            return
    found.body.append(cell)
