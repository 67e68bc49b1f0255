"""Protocols summed over the tree of units: every level at once, exactly, and again after one change.

The precincts of a place lie side by side in the tree, so a sum is the difference of two running
sums. A count is below 10^12 (figures.MOST) and no tree has nine million precincts: int64 is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Mask
from zhargy.referendum.units import Tree


@dataclass(frozen=True)
class Rollup:
    """Figures of precincts (line by precinct) and of all places (line by place of the tree).

    Only precincts that are `counted` are in the sums. `gave` says how many counted precincts give
    a line: where that is fewer than `precincts`, the sum is one of some precincts only.
    """

    tree: Tree
    lines: tuple[str, ...]
    figures: NDArray[np.int64]
    given: Mask
    counted: Mask
    totals: NDArray[np.int64]
    gave: NDArray[np.int64]
    precincts: NDArray[np.int64]

    def total(self, number: int) -> dict[str, int]:
        """The sums of a place for the lines that all its counted precincts give."""
        whole = self.gave[:, number] == self.precincts[number]
        return {
            line: int(self.totals[at, number])
            for at, line in enumerate(self.lines)
            if whole[at] and self.precincts[number]
        }

    def partial(self, number: int) -> dict[str, tuple[int, int]]:
        """The sums of lines that only some precincts give, each with how many do."""
        gave = self.gave[:, number]
        some = (gave > 0) & (gave < self.precincts[number])
        return {
            line: (int(self.totals[at, number]), int(gave[at]))
            for at, line in enumerate(self.lines)
            if some[at]
        }

    def precinct(self, ordinal: int) -> dict[str, int]:
        """The figures of one precinct."""
        return {
            line: int(self.figures[at, ordinal])
            for at, line in enumerate(self.lines)
            if self.given[at, ordinal]
        }

    def with_protocol(self, ordinal: int, figures: Mapping[str, int] | None) -> Rollup:
        """The same with another protocol for one precinct, or with none: only the places above it
        are reckoned again."""
        mine = self.figures.copy(), self.given.copy(), self.counted.copy()
        sums = self.totals.copy(), self.gave.copy(), self.precincts.copy()
        number = int(self.tree.precincts[ordinal])
        above = [number, *self.tree.path(number)]
        old_counted, new_counted = bool(self.counted[ordinal]), figures is not None
        for at, line in enumerate(self.lines):
            old = int(self.figures[at, ordinal]) if old_counted and self.given[at, ordinal] else 0
            new = (figures or {}).get(line)
            sums[0][at, above] += (new or 0) - old
            sums[1][at, above] += int(new is not None) - int(
                old_counted and self.given[at, ordinal]
            )
            mine[0][at, ordinal], mine[1][at, ordinal] = new or 0, new is not None
        mine[2][ordinal] = new_counted
        sums[2][above] += int(new_counted) - int(old_counted)
        return replace(
            self, figures=mine[0], given=mine[1], counted=mine[2],
            totals=sums[0], gave=sums[1], precincts=sums[2],
        )  # fmt: skip


def roll_up(
    tree: Tree, lines: Sequence[str], figures: NDArray[np.int64], given: Mask, counted: Mask
) -> Rollup:
    """The sums of all places. `figures` and `given` are line by precinct, in the tree's order."""
    shown = given & counted
    totals = np.stack([sums(tree, np.where(g, f, 0)) for f, g in zip(figures, shown, strict=True)])
    gave = np.stack([sums(tree, one) for one in shown])
    return Rollup(tree, tuple(lines), figures, given, counted, totals, gave, sums(tree, counted))


def sums(tree: Tree, of_precincts: NDArray[np.int64] | Mask) -> NDArray[np.int64]:
    """For each place the sum of its precincts."""
    running = np.zeros(len(tree.precincts) + 1, dtype=np.int64)
    np.cumsum(of_precincts, out=running[1:])
    starts, ends = tree.bounds
    return running[ends] - running[starts]
