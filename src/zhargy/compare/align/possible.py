"""The pairs that may be one, and what is known of each, as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from zhargy.compare.align.decide import Link
from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.score import Field


@dataclass(frozen=True)
class Possible:
    """Pairs (old[k], new[k]) in the order of the old act, `shape` the sizes of both acts."""

    old: Index
    new: Index
    shape: tuple[int, int]

    @classmethod
    def of(cls, field: Field) -> Possible:
        """Whatever is among the nearest of either side."""
        width = field.shape[1]
        of_old, of_new = field.old, field.new
        near_old = (np.arange(len(of_old.found))[:, None] * width + of_old.found)[
            of_old.cosines > 0
        ]
        near_new = (of_new.found * width + np.arange(len(of_new.found))[:, None])[
            of_new.cosines > 0
        ]
        keys = np.union1d(near_old, near_new)
        return cls(keys // width, keys % width, field.shape)

    def __len__(self) -> int:
        return len(self.old)

    def at(self, values: Numbers, old: Index, new: Index) -> Numbers:
        """The value of each pair (old[k], new[k]), 0 for pairs that are not possible."""
        inside = (old >= 0) & (new >= 0) & (old < self.shape[0]) & (new < self.shape[1])
        wanted = old * self.shape[1] + new
        keys = self.old * self.shape[1] + self.new
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(inside & (keys[place] == wanted), values[place], 0.0)

    def holding(self, links: Sequence[Link]) -> Numbers:
        """1 for the pairs that are among the links, 0 for the others."""
        pairs = np.array([(link.old, link.new) for link in links], np.int64).reshape(-1, 2)
        width = self.shape[1]
        keys = pairs[:, 0] * width + pairs[:, 1]
        return np.isin(self.old * width + self.new, keys).astype(float)

    def of_matrix(self, matrix: sparse.csr_array) -> Numbers:
        """The elements of a matrix old x new at the pairs."""
        return np.asarray(matrix[self.old, self.new]).ravel()

    def best_other(self, values: Numbers, side: Index) -> Numbers:
        """For each pair the largest value among the other pairs of its text on that side."""
        order = np.lexsort((-values, side))
        owner = side[order]
        first = np.r_[True, owner[1:] != owner[:-1]]
        start = np.flatnonzero(first)[np.cumsum(first) - 1]
        second = np.minimum(start + 1, len(order) - 1)
        runner_up = np.where(owner[second] == owner, values[order[second]], 0.0)
        out = np.empty_like(values)
        out[order] = np.where(np.arange(len(order)) == start, runner_up, values[order[start]])
        return out
