"""Rare phrases that two provisions share: two words in a row, cut to their stems.

Words alone do not tell a rule from its neighbours where all speak of the same bodies; which words
stand side by side often does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.rare import COMMON, common_worth, stems_of
from zhargy.compare.align.vectors import Corpus


@dataclass(frozen=True)
class Phrases:
    """Which phrases of both acts stand in which text, and the logarithm of the rarity of each."""

    old: sparse.csr_array
    new: sparse.csr_array
    worth: Numbers

    @classmethod
    def of(cls, corpus: Corpus) -> Phrases:
        """A phrase of one act alone is left out: no pair can share it."""
        stems, stem_of = stems_of(corpus)
        sides = [
            _found([stem_of[t] for t in side], len(stems)) for side in (corpus.old, corpus.new)
        ]
        known = np.intersect1d(sides[0][0], sides[1][0])
        texts = len(corpus.old), len(corpus.new)
        old, new = (_table(*side, known, size) for side, size in zip(sides, texts, strict=True))
        holding = old.sum(axis=0) + new.sum(axis=0)
        return cls(old, new, np.log((1.0 + sum(texts)) / (1.0 + holding)) + COMMON)

    def beyond_rivals(self, possible: Possible) -> tuple[Numbers, Numbers]:
        """How much more the two share than either does with another text, for the side where it is
        less and for the side where it is more; logarithms that keep the sign."""
        common = common_worth(possible, self.old, self.new, self.worth)
        beyond = [common - possible.best_other(common, s) for s in (possible.old, possible.new)]
        logs = [np.sign(more) * np.log1p(np.abs(more)) for more in beyond]
        return np.minimum(*logs), np.maximum(*logs)


def _found(texts: Sequence[Index], width: int) -> tuple[Index, Index]:
    """Each phrase of each text as one number, and the place of its text."""
    words = np.concatenate([*texts, np.empty(0, np.int64)])
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    inside = owner[:-1] == owner[1:]
    return (words[:-1] * width + words[1:])[inside], owner[:-1][inside]


def _table(phrases: Index, owner: Index, known: Index, texts: int) -> sparse.csr_array:
    """Which of the known phrases stand in each text."""
    kept = np.isin(phrases, known)
    places = owner[kept], np.searchsorted(known, phrases[kept])
    stands = sparse.csr_array(
        sparse.coo_array((np.ones(len(places[0])), places), shape=(texts, max(1, len(known))))
    )
    stands.sum_duplicates()
    stands.data[:] = 1.0
    return stands
