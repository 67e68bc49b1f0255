"""Batches of protocols: one line of a table for each precinct, read into columns of whole numbers.

What cannot be read is told with its line and column, and the protocol is held back: it is neither
mended nor left out in silence. A row of sums inside the table is known as such and never added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Column, Mask
from zhargy.referendum.figures import read_column
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.moment import ALWAYS, Moment
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.result import WHOLE
from zhargy.referendum.sheet import Sheet
from zhargy.referendum.units import Tree

STAGES = ("preliminary", "final", "training")
KINDS = ("official", "observers")

# The words that stand before a row of sums; a form adds its own.
_TOTALS = ("итого", "всего", "барлығы", "жиыны", "жалпы", "total", "totals", "sum", "in all", "all")
_BESIDE = ("photo", "signed", "reason", "author")


@dataclass(frozen=True, slots=True)
class About:
    """Where a batch came from: the question it answers, its stage and kind, as of when, by whom."""

    question: str = ""
    stage: str = "final"
    kind: str = "official"
    as_of: Moment = ALWAYS
    source: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums inside a table: for which place (WHOLE: all of it), and what it says."""

    place: str
    figures: Mapping[str, int]
    line: int


@dataclass(frozen=True)
class Batch:
    """The protocols of one table, a row for each. `ordinals` are the precincts of the tree;
    `held_back` those that an error keeps out of every total. `beside` has, for "photo", "signed",
    "reason" and "author", what stands in the rows where something does."""

    about: About
    file: str
    ordinals: NDArray[np.int64]
    codes: Sequence[str]
    lines: Sequence[int]
    figures: Mapping[str, Column]
    held_back: Mask
    beside: Mapping[str, Mapping[int, str]]
    totals: tuple[Total, ...] = ()
    shares: Mapping[str, Sequence[str]] | None = None

    def __len__(self) -> int:
        return len(self.lines)

    def figures_of(self, row: int) -> dict[str, int]:
        """The figures of one protocol that were given."""
        return {
            name: int(column.values[row])
            for name, column in self.figures.items()
            if not column.absent[row]
        }

    def holding_back(self, rows: Mask) -> Batch:
        return replace(self, held_back=self.held_back | rows)


def codes_of(sheet: Sheet, headings: Sequence[str]) -> Sequence[str] | None:
    """What names the precinct in each row: one column, or several joined by a slash."""
    columns = [sheet.column(heading) for heading in headings]
    if any(column is None for column in columns):
        return None
    if len(columns) == 1:
        return columns[0]
    found = [column for column in columns if column is not None]
    return ["/".join(filter(None, cells)) for cells in zip(*found, strict=True)]


def read_batch(
    sheet: Sheet, form: ProtocolForm, tree: Tree, about: About
) -> tuple[Batch, list[Remark]]:
    """The protocols of a table, and all that is wrong with it but the equations."""
    codes = codes_of(sheet, form.precinct)
    if codes is None:
        lacks = next(h for h in form.precinct if sheet.column(h) is None)
        return _nothing(sheet, about, lacks)
    remarks = _about_headings(sheet, form)
    columns, broken = _columns(sheet, form)
    ordinals = np.fromiter((tree.ordinal.get(c, -1) for c in codes), np.int64, len(codes))
    totals = []
    for row in np.flatnonzero(ordinals < 0).tolist():
        total = _total(sheet, form, tree, columns, row, codes[row])
        if total is None:
            fields = said(place=codes[row] or "–")
            column = sheet.heading(*form.precinct)
            remarks.append(
                Remark("Q62", "error", sheet.name, sheet.lines[row], column, codes[row], fields=fields)
            )  # fmt: skip
        else:
            totals.append(total)
    at = np.flatnonzero(ordinals >= 0)
    kept = at.tolist()
    everything = len(kept) == len(codes)
    batch = Batch(
        about,
        sheet.name,
        ordinals if everything else ordinals[at],
        codes if everything else [codes[row] for row in kept],
        sheet.lines if everything else [sheet.lines[row] for row in kept],
        columns if everything else {n: _rows(c, at) for n, c in columns.items()},
        np.zeros(len(kept), dtype=np.bool_),
        _beside(sheet, kept, everything),
        tuple(totals),
        _printed(sheet, form, kept, everything),
    )
    place = {row: n for n, row in enumerate(kept)} if broken else {}
    problems = [
        *_unreadable(batch, broken, place),
        *_twice(batch, sheet.heading(*form.precinct)),
        *_not_given(batch, form, {(place.get(row, -1), name) for row, name, *_ in broken}),
    ]
    # Without a column that every protocol must have, none of them can be counted.
    out = np.full(len(batch), not form.required <= columns.keys())
    out[[row for row, _ in problems]] = True
    remarks += [remark for _, remark in problems]
    return batch.holding_back(out), remarks


def _nothing(sheet: Sheet, about: About, lacks: str) -> tuple[Batch, list[Remark]]:
    none = np.zeros(0, dtype=np.int64)
    batch = Batch(about, sheet.name, none, (), (), {}, none.astype(np.bool_), {})
    return batch, [Remark("Q44", "error", sheet.name, 1, fields=said(column=lacks))]


def _rows(column: Column, rows: NDArray[np.int64]) -> Column:
    return Column(column.values[rows], column.absent[rows])


def _about_headings(sheet: Sheet, form: ProtocolForm) -> list[Remark]:
    """Columns that are not of the form, and lines without which no protocol is one."""
    headings = {h.casefold() for line in form.lines for h in line.headings}
    return [
        Remark("Q47", "warning", sheet.name, 1, heading or str(n), fields=said(column=heading or str(n)))
        for n, heading in enumerate(sheet.headings, 1)
        if heading.casefold() not in headings and not form.knows(heading)
    ] + [
        Remark("Q44", "error", sheet.name, 1, line.name, "", (line.name,), fields=said(column=line.name))
        for line in form.lines
        if line.required and not sheet.heading(*line.headings)
    ]  # fmt: skip


_BrokenCell = tuple[int, str, str, str, tuple[tuple[str, object], ...]]


def _columns(sheet: Sheet, form: ProtocolForm) -> tuple[dict[str, Column], list[_BrokenCell]]:
    """The lines of the form that the table has, and the cells that are no counts: the row, the
    line, the heading, the code, the fields."""
    columns: dict[str, Column] = {}
    broken: list[_BrokenCell] = []
    for line in form.lines:
        cells = sheet.column(*line.headings)
        if cells is None:
            continue
        columns[line.name], wrong = read_column(cells, form.numerals)
        heading = sheet.heading(*line.headings)
        broken += [(row, line.name, heading, cell.code, cell.fields) for row, cell in wrong]
    return columns, broken


def says_total(code: str, form: ProtocolForm | None = None) -> str:
    """The word by which a row calls itself one of sums; "" for one that does not.

    >>> says_total("Итого по области:")
    'итого'
    """
    plain = code.casefold().strip(" :.")
    named = (*_TOTALS, *form.totals) if form else _TOTALS
    return next((w for w in named if plain == w or plain.startswith(f"{w} ")), "")


def _total(
    sheet: Sheet, form: ProtocolForm, tree: Tree, columns: Mapping[str, Column], row: int, code: str
) -> Total | None:
    """The row as one of sums: it names a unit above the precincts, or says that it is one."""
    place = code if code in tree.number else None
    if place is None:
        word = says_total(code, form)
        if not code:
            word = next((w for cells in sheet.columns if (w := says_total(cells[row], form))), "")
        rest = code.casefold().strip(" :.").removeprefix(word).strip(' :«»"')
        if not word:
            return None
        place = _named(tree, rest) if rest else WHOLE
    if place is None:
        return None
    given = {n: int(c.values[row]) for n, c in columns.items() if not c.absent[row]}
    return Total(WHOLE if place == tree.places[0].code else place, given, sheet.lines[row])


def _named(tree: Tree, words: str) -> str | None:
    """The unit above the precincts with this code or name."""
    for place in tree.places:
        said_as = (place.code, *(name for _, name in place.names))
        if place.kind != "precinct" and words in (one.casefold() for one in said_as):
            return place.code
    return None


def _beside(sheet: Sheet, kept: Sequence[int], everything: bool) -> dict[str, dict[int, str]]:
    found = {}
    for name in _BESIDE:
        cells = sheet.column(name)
        if cells is not None and any(cells):
            mine = cells if everything else [cells[row] for row in kept]
            found[name] = {row: cell for row, cell in enumerate(mine) if cell}
    return found


def _printed(
    sheet: Sheet, form: ProtocolForm, kept: Sequence[int], everything: bool
) -> dict[str, Sequence[str]]:
    """The columns of printed percentages."""
    found = {}
    for share in form.shares:
        cells = sheet.column(share.heading)
        if cells is not None:
            found[share.heading] = cells if everything else [cells[row] for row in kept]
    return found


_Problem = tuple[int, Remark]


def _unreadable(
    batch: Batch, broken: Sequence[_BrokenCell], place: Mapping[int, int]
) -> list[_Problem]:
    found = []
    for row, name, heading, code, fields in broken:
        mine = place.get(row)
        if mine is not None:
            remark = Remark(
                code, "error", batch.file, batch.lines[mine], heading, batch.codes[mine], (name,),
                fields=fields,
            )  # fmt: skip
            found.append((mine, remark))
    return found


def _twice(batch: Batch, column: str) -> list[_Problem]:
    """Precincts that stand in several rows: which of them is right, no program can tell."""
    ordinals, counts = np.unique(batch.ordinals, return_counts=True)
    several = set(ordinals[counts > 1].tolist())
    if not several:
        return []
    rows: dict[int, list[int]] = defaultdict(list)
    for row, ordinal in enumerate(batch.ordinals.tolist()):
        if ordinal in several:
            rows[ordinal].append(row)
    found = []
    for same in rows.values():
        lines = ", ".join(str(batch.lines[row]) for row in same)
        for row in same:
            code = batch.codes[row]
            fields = said(place=code, lines=lines)
            remark = Remark(
                "Q63", "error", batch.file, batch.lines[row], column, code, fields=fields
            )
            found.append((row, remark))
    return found


def _not_given(batch: Batch, form: ProtocolForm, broken: set[tuple[int, str]]) -> list[_Problem]:
    """Lines that every protocol must give; a cell that is broken is not said twice."""
    found = []
    for name in sorted(form.required & batch.figures.keys()):
        for row in np.flatnonzero(batch.figures[name].absent).tolist():
            if (row, name) in broken:
                continue
            remark = Remark(
                "Q61", "error", batch.file, batch.lines[row], name, batch.codes[row], (name,),
                fields=said(column=name),
            )  # fmt: skip
            found.append((row, remark))
    return found
