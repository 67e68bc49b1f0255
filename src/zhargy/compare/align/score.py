"""How much two texts are each other's source: the smaller of the two shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from zhargy.compare.align.nearest import Index, Numbers, nearest_both
from zhargy.compare.align.shares import among_candidates, shares
from zhargy.compare.align.vectors import Vectors

CANDIDATES = 15
CANDIDATES_OF_MANY = 8
_MANY = 4000


@dataclass(frozen=True)
class Side:
    """The candidates of each text of one act: their places in the other act, whose texts are
    `others`, and their cosines."""

    found: Index
    cosines: Numbers
    others: sparse.csr_array

    @cached_property
    def among(self) -> Numbers:
        """The cosines among the candidates of each text; costly, and only shares need it."""
        return among_candidates(self.others, self.found, self.cosines)


@dataclass(frozen=True)
class Field:
    """What is known before anything is decided: candidates both ways and their cosines."""

    old: Side
    new: Side
    shape: tuple[int, int]

    @classmethod
    def of(cls, vectors: Vectors) -> Field:
        """The candidates of every old and every new text."""
        vectors = vectors.shared_only()
        shape = (vectors.old.shape[0], vectors.new.shape[0])
        count = CANDIDATES if max(shape) <= _MANY else CANDIDATES_OF_MANY
        of_old, of_new = nearest_both(vectors.old, vectors.new, count)
        sides = [
            Side(found, cosines, others)
            for (found, cosines), others in ((of_old, vectors.new), (of_new, vectors.old))
        ]
        return cls(sides[0], sides[1], shape)

    def level(self) -> float:
        """How much wording was kept: the median cosine of the mutually best pairs."""
        cosines = self.mutual()[2]
        return float(np.median(cosines)) if len(cosines) else 0.0

    def mutual(self) -> tuple[Index, Index, Numbers]:
        """The pairs that are each other's nearest, and their cosines."""
        best_of_old, best_of_new = self.old.found[:, 0], self.new.found[:, 0]
        mutual = best_of_new[best_of_old] == np.arange(self.shape[0])
        old = np.flatnonzero(mutual & (self.old.cosines[:, 0] > 0))
        return old, best_of_old[old], self.old.cosines[old, 0]

    def scores(self, lowered_old: Numbers, lowered_new: Numbers) -> Scores:
        """Both shares, from cosines that context has lowered."""
        share_of_old = shares(self.old.found, lowered_old, self.old.among)
        share_of_new = shares(self.new.found, lowered_new, self.new.among)
        v = _matrix(self.old.found, share_of_old, self.shape)
        w = sparse.csr_array(_matrix(self.new.found, share_of_new, self.shape[::-1]).T)
        return Scores(sparse.csr_array(w.minimum(v)), w, v)


@dataclass(frozen=True)
class Scores:
    """Matrices old x new. `w`: the part of the new text that the old one explains; `v`: the part
    of the old text that the new one explains; `g`: the smaller."""

    g: sparse.csr_array
    w: sparse.csr_array
    v: sparse.csr_array


def _matrix(found: Index, values: Numbers, shape: tuple[int, int]) -> sparse.csr_array:
    rows = np.repeat(np.arange(found.shape[0]), found.shape[1])
    keep = values.ravel() > 0
    matrix = sparse.coo_array(
        (values.ravel()[keep], (rows[keep], found.ravel()[keep])), shape=shape
    )
    return sparse.csr_array(matrix)
