"""Which protocol stands for each precinct: a later one supersedes, and nothing is overwritten.

A correction (another figure within the same stage) needs a reason and an author; without them (Q68)
the earlier protocol stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Mask
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.moment import Moment
from zhargy.referendum.protocols import Batch
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.swapped import are_swapped, swap
from zhargy.referendum.units import Tree


@dataclass(frozen=True, slots=True)
class Correction:
    """A protocol that superseded an earlier one of its stage: what was, what is, why, by whom."""

    precinct: str
    before: tuple[tuple[str, int], ...]
    after: tuple[tuple[str, int], ...]
    reason: str
    author: str
    as_of: Moment
    was_in: str
    stands_in: str


@dataclass(frozen=True)
class Standing:
    """The standing figures, line by precinct. `batch` and `row` say where each stands (-1: none)."""

    tree: Tree
    lines: tuple[str, ...]
    figures: NDArray[np.int64]
    given: Mask
    batch: NDArray[np.int64]
    row: NDArray[np.int64]
    batches: tuple[Batch, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def stands(self) -> Mask:
        return self.batch >= 0

    @property
    def codes(self) -> list[str]:
        return [self.tree.places[n].code for n in self.tree.precincts]

    def place_of(self, precinct: str) -> tuple[str, int]:
        """The file and line of the protocol that stands for a precinct; ("", 0) if none does."""
        ordinal = self.tree.ordinal[precinct]
        if self.batch[ordinal] < 0:
            return "", 0
        batch = self.batches[int(self.batch[ordinal])]
        return batch.file, batch.lines[int(self.row[ordinal])]


def standing(
    batches: Sequence[Batch], form: ProtocolForm, tree: Tree
) -> tuple[Standing, list[Remark]]:
    """The protocols that stand after these batches, which are of one question, stage and kind."""
    size, lines = len(tree.precincts), form.names
    empty = Standing(
        tree,
        lines,
        np.zeros((len(lines), size), dtype=np.int64),
        np.zeros((len(lines), size), dtype=np.bool_),
        np.full(size, -1, dtype=np.int64),
        np.full(size, -1, dtype=np.int64),
    )
    return _after(empty, sorted(batches, key=lambda batch: batch.about.as_of))


def superseded(before: Standing, batch: Batch) -> tuple[Standing, list[Remark]]:
    """What stands when one more batch has come; `before` stays as it is."""
    own = replace(
        before,
        figures=before.figures.copy(),
        given=before.given.copy(),
        batch=before.batch.copy(),
        row=before.row.copy(),
    )
    return _after(own, [batch])


def _after(start: Standing, batches: Sequence[Batch]) -> tuple[Standing, list[Remark]]:
    """Lets batches supersede one after the other, in the arrays of `start`."""
    ordered = (*start.batches, *batches)
    corrections, remarks = list(start.corrections), []
    for number in range(len(start.batches), len(ordered)):
        batch = ordered[number]
        rows = np.flatnonzero(~batch.held_back)
        values, gives = _matrix(batch, start.lines, rows)
        ordinals = batch.ordinals[rows]
        old, gave = start.figures[:, ordinals], start.given[:, ordinals]
        changed = ~((gave == gives) & (~gives | (old == values))).all(axis=0)
        stands = np.ones(len(rows), dtype=np.bool_)
        for at in np.flatnonzero((start.batch[ordinals] >= 0) & changed).tolist():
            ordinal = int(ordinals[at])
            before = _pairs(start.lines, start.figures[:, ordinal], start.given[:, ordinal])
            after = _pairs(start.lines, values[:, at], gives[:, at])
            earlier = ordered[int(start.batch[ordinal])]
            was = f"{earlier.file}, {earlier.lines[int(start.row[ordinal])]}"
            made = _correction(batch, int(rows[at]), before, after, was)
            if are_swapped(dict(before), dict(after)):
                here = (batch.file, batch.lines[int(rows[at])])
                remarks.append(swap(batch.codes[int(rows[at])], dict(after), here, was))
            if isinstance(made, Remark):
                remarks.append(made)
                stands[at] = False
            else:
                corrections.append(made)
        rows, ordinals = rows[stands], ordinals[stands]
        start.figures[:, ordinals] = values[:, stands]
        start.given[:, ordinals] = gives[:, stands]
        start.batch[ordinals], start.row[ordinals] = number, rows
    return replace(start, batches=ordered, corrections=tuple(corrections)), remarks


def _matrix(
    batch: Batch, lines: Sequence[str], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Mask]:
    """The figures of some rows, line by row, with zeros where nothing is given."""
    values = np.zeros((len(lines), len(rows)), dtype=np.int64)
    gives = np.zeros((len(lines), len(rows)), dtype=np.bool_)
    for at, line in enumerate(lines):
        column = batch.figures.get(line)
        if column is not None:
            gives[at] = ~column.absent[rows]
            values[at] = np.where(gives[at], column.values[rows], 0)
    return values, gives


_Pairs = tuple[tuple[str, int], ...]


def _pairs(lines: Sequence[str], values: NDArray[np.int64], gives: Mask) -> _Pairs:
    return tuple((line, int(values[at])) for at, line in enumerate(lines) if gives[at])


def _correction(
    batch: Batch, row: int, before: _Pairs, after: _Pairs, was_in: str
) -> Correction | Remark:
    precinct, line = batch.codes[row], batch.lines[row]
    reason = batch.beside.get("reason", {}).get(row, "")
    author = batch.beside.get("author", {}).get(row, "")
    if reason and author:
        here = f"{batch.file}, {line}"
        return Correction(precinct, before, after, reason, author, batch.about.as_of, was_in, here)
    changed = tuple(sorted({name for name, _ in set(before) ^ set(after)}))
    lacks = "author" if reason else "reason"
    fields = said(place=precinct, column=", ".join(changed), lacks=lacks, file=was_in)
    return Remark("Q68", "error", batch.file, line, lacks, precinct, changed, fields=fields)
