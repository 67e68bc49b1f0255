"""The roll in versions: each with its day and source, one figure for each precinct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zhargy.referendum.columnwise import Column
from zhargy.referendum.figures import PLAIN, Numerals, read_column
from zhargy.referendum.moment import Moment
from zhargy.referendum.protocols import says_total
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.sheet import Sheet
from zhargy.referendum.units import Tree


@dataclass(frozen=True, slots=True)
class Roll:
    """One version: citizens on the list of each precinct, in the order of the tree's precincts."""

    as_of: Moment
    source: str
    file: str
    listed: Column
    lines: Sequence[int]

    @property
    def total(self) -> int:
        return int(self.listed.values[~self.listed.absent].sum())


def read_roll(
    sheet: Sheet, tree: Tree, as_of: Moment, source: str = "", numerals: Numerals = PLAIN
) -> tuple[Roll, list[Remark]]:
    """A version of the roll. Precincts that are unknown (Q62), named twice (Q63: neither figure is
    taken), or without a figure (Q67) are told, and rows of sums (Q136)."""
    size, name = len(tree.precincts), sheet.name
    values, absent = np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.bool_)
    lines = [0] * size
    empty = Roll(as_of, source, name, Column(values, absent), lines)
    codes, cells = sheet.column("precinct"), sheet.column("roll")
    if codes is None or cells is None:
        lacks = "precinct" if codes is None else "roll"
        return empty, [Remark("Q44", "error", name, 1, fields=said(column=lacks))]
    column, broken = read_column(cells, numerals)
    remarks = [
        Remark(b.code, "error", name, sheet.lines[row], "roll", codes[row], ("roll",), fields=b.fields)
        for row, b in broken
    ]  # fmt: skip
    ordinals = np.fromiter((tree.ordinal.get(code, -1) for code in codes), np.int64, len(codes))
    first = np.zeros(len(codes), dtype=np.bool_)
    first[np.unique(ordinals, return_index=True)[1]] = True
    usable = first & (ordinals >= 0)
    rows, mine = np.flatnonzero(usable), ordinals[usable]
    values[mine], absent[mine] = column.values[rows], column.absent[rows]
    for ordinal, row in zip(mine.tolist(), rows.tolist(), strict=True):
        lines[ordinal] = sheet.lines[row]
    twice = set()
    for row in np.flatnonzero(~usable).tolist():
        code, line, ordinal = codes[row], sheet.lines[row], int(ordinals[row])
        if ordinal < 0:
            sums = code in tree.number or says_total(code)
            fields = said(place=code or "–")
            found = "Q136" if sums else "Q62"
            remarks.append(Remark(found, "error", name, line, "precinct", code, fields=fields))
        else:
            fields = said(place=code, lines=f"{lines[ordinal]}, {line}")
            remarks.append(Remark("Q63", "error", name, line, "precinct", code, fields=fields))
            twice.add(ordinal)
    remarks += [
        Remark("Q67", "warning", name, 0, "precinct", code, ("roll",), fields=said(place=code))
        for ordinal in np.flatnonzero(absent)
        for code in [tree.places[tree.precincts[ordinal]].code]
    ]
    for ordinal in twice:
        values[ordinal], absent[ordinal] = 0, True
    return empty, remarks


def shrinking(before: Roll, after: Roll, tree: Tree) -> list[Remark]:
    """The precincts whose roll is smaller in the later version, each with both figures (Q66)."""
    both = ~(before.listed.absent | after.listed.absent)
    fewer = both & (after.listed.values < before.listed.values)
    return [_shrunk(before, after, tree, int(ordinal)) for ordinal in np.flatnonzero(fewer)]


def _shrunk(before: Roll, after: Roll, tree: Tree, ordinal: int) -> Remark:
    code = tree.places[tree.precincts[ordinal]].code
    old, new = int(before.listed.values[ordinal]), int(after.listed.values[ordinal])
    return Remark(
        "Q66", "warning", after.file, after.lines[ordinal], "roll", code, ("roll",),
        fields=said(place=code, before=old, after=new, file=before.file),
        figures=(("before", old), ("roll", new)),
    )  # fmt: skip
