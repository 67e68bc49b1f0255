"""Protocols summed over the tree of units: every level at once, exactly, and again after one change.

The precincts of a place lie side by side in the tree, so a sum is the difference of two running
sums. A count is below 10^12 (figures.MOST) and no tree has nine million precincts: int64 is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Mask
from zhargy.referendum.units import Tree


@dataclass(frozen=True)
class Rollup:
    """Figures of precincts (line by precinct) and of the places above them (line by place, in the
    order of `tree.above`).

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
        sums_, gave, of = self._sums(number)
        return {
            line: int(sums_[at]) for at, line in enumerate(self.lines) if of and int(gave[at]) == of
        }

    def partial(self, number: int) -> dict[str, tuple[int, int]]:
        """The sums of lines that only some precincts give, each with how many do."""
        sums_, gave, of = self._sums(number)
        return {
            line: (int(sums_[at]), int(gave[at]))
            for at, line in enumerate(self.lines)
            if 0 < int(gave[at]) < of
        }

    def changed(
        self, ordinals: Iterable[int], figures: NDArray[np.int64], given: Mask, counted: Mask
    ) -> Rollup:
        """The sums when only these precincts have changed: of all others, and of the places that
        are not above them, nothing is reckoned again."""
        totals, gave, precincts = self.totals.copy(), self.gave.copy(), self.precincts.copy()
        for ordinal in ordinals:
            above = [
                self.tree.rank_above[number]
                for number in self.tree.path(int(self.tree.precincts[ordinal]))
            ]
            before = self.given[:, ordinal] & self.counted[ordinal]
            after = given[:, ordinal] & counted[ordinal]
            more = np.where(after, figures[:, ordinal], 0) - np.where(
                before, self.figures[:, ordinal], 0
            )
            totals[:, above] += more[:, None]
            gave[:, above] += (after.astype(np.int64) - before)[:, None]
            precincts[above] += int(counted[ordinal]) - int(self.counted[ordinal])
        return replace(
            self, figures=figures, given=given, counted=counted,
            totals=totals, gave=gave, precincts=precincts,
        )  # fmt: skip

    def _sums(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
        rank = self.tree.rank_above.get(number)
        if rank is not None:
            return self.totals[:, rank], self.gave[:, rank], int(self.precincts[rank])
        ordinal = self.tree.precincts_of(number).start
        gave = (self.given[:, ordinal] & self.counted[ordinal]).astype(np.int64)
        return self.figures[:, ordinal], gave, int(self.counted[ordinal])


def roll_up(
    tree: Tree, lines: Sequence[str], figures: NDArray[np.int64], given: Mask, counted: Mask
) -> Rollup:
    """The sums of all places. `figures` and `given` are line by precinct, in the tree's order."""
    shown = given & counted
    totals = [sums(tree, np.where(g, f, 0)) for f, g in zip(figures, shown, strict=True)]
    gave = [sums(tree, one) for one in shown]
    return Rollup(
        tree, tuple(lines), figures, given, counted,
        np.stack(totals), np.stack(gave), sums(tree, counted),
    )  # fmt: skip


def sums(tree: Tree, of_precincts: NDArray[np.int64] | Mask) -> NDArray[np.int64]:
    """For each place above the precincts (in the order of `tree.above`) the sum of its precincts."""
    running = np.zeros(len(tree.precincts) + 1, dtype=np.int64)
    np.cumsum(of_precincts, out=running[1:])
    starts, ends = tree.bounds
    return running[ends[tree.above]] - running[starts[tree.above]]
