"""Texts as weighted bags of letter groups: what two wordings share, in any language.

Three to five letters inside a word, 1 + log of the count, weighted by rarity over both acts, unit
length (TF-IDF as in Salton and Buckley 1988). A word's groups are computed once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zhargy.languages.lookalikes import fold

_WORD = re.compile(r"[^\W_]+")
_SHORTEST, _LONGEST = 3, 5
_ODD = str.maketrans({"ё": "е", "’": "'", "\u00ad": None})


def tokens(text: str) -> list[str]:
    """The words of a text as they are matched: one script, lower case."""
    return _WORD.findall(fold(text).casefold().translate(_ODD))


@dataclass(frozen=True)
class Corpus:
    """The words of both acts: `old` and `new` hold, for each text, word numbers in order; row n of
    `groups` counts the letter groups of word n."""

    words: tuple[str, ...]
    old: tuple[NDArray[np.int64], ...]
    new: tuple[NDArray[np.int64], ...]
    groups: sparse.csr_array

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str], known: Corpus | None = None) -> Corpus:
        """Number the words of all texts; as in `known`, where it holds the same words."""
        numbers = {word: n for n, word in enumerate(known.words)} if known else {}
        sides = [
            tuple(
                np.array(
                    [numbers.setdefault(word, len(numbers)) for word in tokens(text)], np.int64
                )
                for text in texts
            )
            for texts in (old, new)
        ]
        if known and len(numbers) == len(known.words):
            return cls(known.words, sides[0], sides[1], known.groups)
        return cls(tuple(numbers), sides[0], sides[1], _groups(tuple(numbers)))

    def parted(self, old: int, new: int) -> tuple[Corpus, Corpus]:
        """The first `old` and `new` texts, and the others; both know all words."""
        return (
            replace(self, old=self.old[:old], new=self.new[:new]),
            replace(self, old=self.old[old:], new=self.new[new:]),
        )

    def renamed(self, names: Mapping[int, int]) -> Corpus:
        """The same corpus with words of the old act replaced, word number by word number."""
        table = np.arange(len(self.words), dtype=np.int64)
        for old, new in names.items():
            table[old] = new
        return Corpus(self.words, tuple(table[text] for text in self.old), self.new, self.groups)


@dataclass(frozen=True)
class Vectors:
    """Rows of unit length: one for each old text, one for each new one."""

    old: sparse.csr_array
    new: sparse.csr_array

    def shared_only(self) -> Vectors:
        """Without the letter groups of one text alone: they add nothing to a cosine of two texts."""
        places = np.concatenate([self.old.indices, self.new.indices])
        kept = np.bincount(places, minlength=self.old.shape[1]) > 1
        return Vectors(_columns(self.old, kept), _columns(self.new, kept))


def vectors(corpus: Corpus) -> Vectors:
    """The weighted letter groups of each text."""
    counts = sparse.vstack(
        [_counted(corpus.old, len(corpus.words)), _counted(corpus.new, len(corpus.words))]
    ).tocsr()
    weights = sparse.csr_array(counts @ corpus.groups)
    weights.data = 1.0 + np.log(weights.data)
    frequency = np.bincount(weights.indices, minlength=weights.shape[1])
    rarity = np.log((1.0 + weights.shape[0]) / (1.0 + frequency)) + 1.0
    weights.data *= rarity[weights.indices]
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    lengths[lengths == 0.0] = 1.0
    weights.data /= np.repeat(lengths, np.diff(weights.indptr))
    cut = len(corpus.old)
    return Vectors(weights[:cut], weights[cut:])


def _columns(rows: sparse.csr_array, kept: NDArray[np.bool_]) -> sparse.csr_array:
    here = kept[rows.indices]
    ends = np.r_[0, np.cumsum(here)][rows.indptr]
    columns = (np.cumsum(kept) - 1)[rows.indices[here]]
    shape = (rows.shape[0], max(1, int(kept.sum())))
    return sparse.csr_array((rows.data[here], columns, ends), shape=shape)


def _counted(texts: Sequence[NDArray[np.int64]], width: int) -> sparse.csr_array:
    """How often each word stands in each text."""
    columns = np.concatenate([*texts, np.empty(0, np.int64)])
    ends = np.cumsum([0, *(len(text) for text in texts)])
    counts = sparse.csr_array((np.ones(len(columns)), columns, ends), shape=(len(texts), width))
    counts.sum_duplicates()
    return counts


def _groups(words: Sequence[str]) -> sparse.csr_array:
    """For each word its letter groups, the edges of the word included."""
    numbers: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for word in words:
        edged = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            if len(edged) < size:
                break
            columns += [
                numbers.setdefault(edged[start : start + size], len(numbers))
                for start in range(len(edged) - size + 1)
            ]
        ends.append(len(columns))
    shape = (len(words), max(1, len(numbers)))
    groups = sparse.csr_array((np.ones(len(columns)), columns, ends), shape=shape)
    groups.sum_duplicates()
    return groups
