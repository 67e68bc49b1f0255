"""Rare words that two provisions share, and whether another partner has them too.

The two questions of the convention (docs/spec/alignment.md, 3) in figures: without the new
provision, would words of the old one have no home; without the old one, would words of the new one
have no source?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from zhargy.compare.align.decide import Link
from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.vectors import Corpus

STEM = 6
_OPENING = 3
# What a word is worth that stands everywhere, as it does in an act of one provision.
COMMON = 0.2
_BLOCK = 20_000


@dataclass(frozen=True)
class RareWords:
    """Which stems stand in which text, and what each is worth: the logarithm of its rarity."""

    old: sparse.csr_array
    new: sparse.csr_array
    worth: Numbers
    openings: tuple[sparse.csr_array, sparse.csr_array]

    @classmethod
    def of(cls, corpus: Corpus) -> RareWords:
        """Of the texts of both acts; `openings` are their first words alone."""
        stems, stem_of = stems_of(corpus)
        sides = [[stem_of[text] for text in side] for side in (corpus.old, corpus.new)]
        old, new = (standing(side, len(stems)) for side in sides)
        first, other = (standing([t[:_OPENING] for t in side], len(stems)) for side in sides)
        texts, holding = old.shape[0] + new.shape[0], old.sum(axis=0) + new.sum(axis=0)
        worth = np.log((1.0 + texts) / (1.0 + holding)) + COMMON
        return cls(old, new, worth, (first, other))

    def opening(self, possible: Possible) -> Numbers:
        """How like the first words of each pair are (Dice)."""
        old, new = self.openings
        common = common_worth(possible, old, new, self.worth)
        whole = (old @ self.worth)[possible.old] + (new @ self.worth)[possible.new]
        alike: Numbers = 2.0 * common / (whole + 1e-9)
        return alike


@dataclass(frozen=True)
class Shared:
    """For each possible pair the worth of the words in common, as a share of the old text's and of
    the new one's; and of those that no other linked partner has."""

    worth: Numbers
    of_old: Numbers
    of_new: Numbers
    only_home: Numbers
    only_source: Numbers


def shared(possible: Possible, rare: RareWords, links: Sequence[Link]) -> Shared:
    """`links`: the partners so far."""
    chosen = ([link.old for link in links], [link.new for link in links])
    linked = sparse.csr_array(sparse.coo_array((np.ones(len(links)), chosen), shape=possible.shape))
    homes, sources = sparse.csr_array(linked @ rare.new), sparse.csr_array(linked.T @ rare.old)
    own = possible.of_matrix(linked)
    common, at_home, at_source = (np.zeros(len(possible)) for _ in range(3))
    for start in range(0, len(possible), _BLOCK):
        part = slice(start, start + _BLOCK)
        old, new = possible.old[part], possible.new[part]
        both = sparse.csr_array(rare.old[old].multiply(rare.new[new]))
        common[part] = both @ rare.worth
        at_home[part] = _elsewhere(both, homes[old], own[part], rare.worth)
        at_source[part] = _elsewhere(both, sources[new], own[part], rare.worth)
    whole = [side @ rare.worth + 1e-9 for side in (rare.old, rare.new)]
    of_old, of_new = whole[0][possible.old], whole[1][possible.new]
    return Shared(
        common,
        common / of_old,
        common / of_new,
        (common - at_home) / of_old,
        (common - at_source) / of_new,
    )


def common_worth(
    possible: Possible, old: sparse.csr_array, new: sparse.csr_array, worth: Numbers
) -> Numbers:
    """For each pair the worth of what stands in both its texts."""
    common = np.zeros(len(possible))
    for start in range(0, len(possible), _BLOCK):
        part = slice(start, start + _BLOCK)
        both = old[possible.old[part]].multiply(new[possible.new[part]])
        common[part] = sparse.csr_array(both) @ worth
    return common


def _elsewhere(
    both: sparse.csr_array, partners: sparse.csr_array, own: Numbers, worth: Numbers
) -> Numbers:
    """The worth of the words in common that a partner other than this one has too."""
    counted = sparse.csr_array(both.multiply(partners))
    rows = np.repeat(np.arange(counted.shape[0]), np.diff(counted.indptr))
    counted.data = (counted.data > own[rows]).astype(float)
    found: Numbers = counted @ worth
    return found


def stems_of(corpus: Corpus) -> tuple[list[str], Index]:
    """All stems in order, and the stem of each word by number."""
    found = [word[:STEM] for word in corpus.words]
    stems, stem_of = np.unique(np.array(found, dtype=str), return_inverse=True)
    return stems.tolist(), stem_of


def standing(texts: Sequence[Index], width: int) -> sparse.csr_array:
    """Which of `width` stems stand in each text, given as stem numbers."""
    columns = np.concatenate([*texts, np.empty(0, np.int64)])
    ends = np.cumsum([0, *(len(text) for text in texts)])
    stands = sparse.csr_array((np.ones(len(columns)), columns, ends), shape=(len(texts), width))
    stands.sum_duplicates()
    stands.data[:] = 1.0
    return stands
