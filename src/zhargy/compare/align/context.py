"""Decided pairs speak for their neighbours: what stands in the same article, what stands beside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zhargy.compare.align.decide import Link
from zhargy.compare.align.nearest import Index, Numbers

WEIGHT = 0.3
_NEAR = 2


class Context:
    """What the pairs decided so far say about any other pair: a prior between 0 and 1."""

    def __init__(
        self, links: list[Link], old_articles: Index, new_articles: Index
    ) -> None:
        self.articles = (old_articles, new_articles)
        self.shape = (len(old_articles), len(new_articles))
        weights = np.sqrt(np.array([link.score for link in links], float))
        rows = np.array([link.old for link in links], np.int64)
        columns = np.array([link.new for link in links], np.int64)
        self.weight = sparse.csr_array(
            sparse.coo_array((weights, (rows, columns)), shape=self.shape)
        )
        size = (int(old_articles.max(initial=-1)) + 1, int(new_articles.max(initial=-1)) + 1)
        self.flow = sparse.csr_array(
            sparse.coo_array((weights, (old_articles[rows], new_articles[columns])), shape=size)
        )
        self.out = np.asarray(self.flow.sum(axis=1)).ravel()
        self.into = np.asarray(self.flow.sum(axis=0)).ravel()

    def prior(self, old: Index, new: Index) -> Numbers:
        """The prior of each pair (old[k], new[k]); the pair itself never speaks for itself."""
        own = _at(self.weight, old, new)
        return 0.5 * self._article(old, new, own) + 0.5 * self._neighbours(old, new)

    def _article(self, old: Index, new: Index, own: Numbers) -> Numbers:
        a, b = self.articles[0][old], self.articles[1][new]
        flow = _at(self.flow, a, b) - own
        out, into = self.out[a] - own, self.into[b] - own
        ratios = [
            np.divide(flow, whole, out=np.zeros_like(flow), where=whole > 1e-9)
            for whole in (out, into)
        ]
        return np.clip(np.maximum(*ratios), 0.0, 1.0)

    def _neighbours(self, old: Index, new: Index) -> Numbers:
        best = np.zeros(len(old))
        for i in range(-_NEAR, _NEAR + 1):
            for j in range(-_NEAR, _NEAR + 1):
                if i == j == 0:
                    continue
                rows, columns = old + i, new + j
                inside = (rows >= 0) & (rows < self.shape[0]) & (columns >= 0) & (columns < self.shape[1])
                worth = 1.0 if i == j else 0.5
                best[inside] = np.maximum(
                    best[inside], worth * _at(self.weight, rows[inside], columns[inside])
                )
        return np.clip(best, 0.0, 1.0)


def _at(matrix: sparse.csr_array, rows: Index, columns: Index) -> Numbers:
    if len(rows) == 0:
        return np.zeros(0)
    return np.asarray(matrix[rows, columns]).ravel().astype(float)


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


def numbered(names: list[object]) -> NDArray[np.int64]:
    """Names as numbers, in order of appearance."""
    seen: dict[object, int] = {}
    return np.array([seen.setdefault(name, len(seen)) for name in names], np.int64)
