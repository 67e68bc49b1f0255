"""Decided pairs speak for their neighbours: what stands in the same article, what stands beside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhargy.compare.align.decide import Link
from zhargy.compare.align.nearest import Index, Numbers

WEIGHT = 0.3
_NEAR = 2


@dataclass(frozen=True)
class _Table:
    """Values by (row, column); 0 where there is none."""

    keys: Index
    values: Numbers
    width: int

    @classmethod
    def of(cls, rows: Index, columns: Index, values: Numbers, width: int, add: bool) -> _Table:
        """One value for each place: the sum of those given, or the largest."""
        keys = rows * width + columns
        order = np.lexsort((-values, keys))
        keys, values = keys[order], values[order]
        first = np.r_[True, keys[1:] != keys[:-1]] if len(keys) else np.zeros(0, bool)
        if add and len(keys):
            values = np.add.reduceat(values, np.flatnonzero(first))
        else:
            values = values[first]
        return cls(keys[first], values, width)

    def at(self, rows: Index, columns: Index) -> Numbers:
        wanted = rows * self.width + columns
        place = np.searchsorted(self.keys, wanted)
        place[place == len(self.keys)] = 0
        if len(self.keys) == 0:
            return np.zeros(len(wanted))
        return np.where(self.keys[place] == wanted, self.values[place], 0.0)


class Context:
    """What the pairs decided so far say about any other pair: a prior between 0 and 1."""

    def __init__(self, links: list[Link], old_articles: Index, new_articles: Index) -> None:
        self.articles = (old_articles, new_articles)
        weights = np.sqrt(np.array([link.score for link in links], float))
        rows = np.array([link.old for link in links], np.int64)
        columns = np.array([link.new for link in links], np.int64)
        width = len(new_articles)
        self.weight = _Table.of(rows, columns, weights, width, add=False)
        self.support = _support(rows, columns, weights, (len(old_articles), width))
        a, b = old_articles[rows], new_articles[columns]
        count = int(new_articles.max(initial=-1)) + 1
        self.flow = _Table.of(a, b, weights, count, add=True)
        self.out = np.bincount(a, weights, int(old_articles.max(initial=-1)) + 1)
        self.into = np.bincount(b, weights, count)

    def prior(self, old: Index, new: Index) -> Numbers:
        """The prior of each pair (old[k], new[k]); the pair itself never speaks for itself."""
        own = self.weight.at(old, new)
        return 0.5 * self._article(old, new, own) + 0.5 * np.clip(self.support.at(old, new), 0, 1)

    def _article(self, old: Index, new: Index, own: Numbers) -> Numbers:
        a, b = self.articles[0][old], self.articles[1][new]
        flow = self.flow.at(a, b) - own
        ratios = [
            np.divide(flow, whole, out=np.zeros_like(flow), where=whole > 1e-9)
            for whole in (self.out[a] - own, self.into[b] - own)
        ]
        return np.clip(np.maximum(*ratios), 0.0, 1.0)


def _support(rows: Index, columns: Index, weights: Numbers, shape: tuple[int, int]) -> _Table:
    """The best decided pair within two provisions on both sides; half worth off the diagonal."""
    shifts = [
        (i, j, 1.0 if i == j else 0.5)
        for i in range(-_NEAR, _NEAR + 1)
        for j in range(-_NEAR, _NEAR + 1)
        if i or j
    ]
    all_rows = np.concatenate([rows + i for i, _, _ in shifts])
    all_columns = np.concatenate([columns + j for _, j, _ in shifts])
    values = np.concatenate([weights * worth for _, _, worth in shifts])
    inside = (all_rows >= 0) & (all_rows < shape[0]) & (all_columns >= 0) & (all_columns < shape[1])
    return _Table.of(all_rows[inside], all_columns[inside], values[inside], shape[1], add=False)


def lowered(
    cosines: Numbers, found: Index, context: Context, level: float, from_new: bool
) -> Numbers:
    """Cosines less what context does not support."""
    own = np.repeat(np.arange(found.shape[0]), found.shape[1])
    other = found.ravel()
    prior = context.prior(other, own) if from_new else context.prior(own, other)
    out = cosines - WEIGHT * level * (1.0 - prior.reshape(cosines.shape))
    out[cosines <= 0.0] = 0.0
    return np.maximum(out, 0.0)
