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
_MOST_GROUPS = 2**62

Places = NDArray[np.int64]


def tokens(text: str) -> list[str]:
    """The words of a text as they are matched: one script, lower case."""
    plain = fold(text).casefold()
    return _WORD.findall(plain.replace("ё", "е").replace("’", "'").replace("\u00ad", ""))


@dataclass(frozen=True)
class Groups:
    """Row n of `counts` says how often each letter group stands in word n.

    Groups that stand in the same words equally often can never differ in any text, so they share a
    column; `alike` says how many there are in each.
    """

    counts: sparse.csr_array
    alike: NDArray[np.float64]

    @classmethod
    def of(cls, words: Sequence[str]) -> Groups:
        """The letter groups of each word, the edges of the word included."""
        owners, groups = _letter_groups(words)
        _, first, column, alike = np.unique(
            _signatures(owners, groups, len(words))[: groups.max(initial=-1) + 1],
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        standing = np.isin(groups, first)
        counts = sparse.coo_array(
            (np.ones(int(standing.sum())), (owners[standing], column[groups[standing]])),
            shape=(len(words), max(1, len(first))),
        )
        return cls(sparse.csr_array(counts), alike.astype(float) if len(alike) else np.ones(1))


@dataclass(frozen=True)
class Corpus:
    """The words of both acts: `old` and `new` hold, for each text, word numbers in order."""

    words: tuple[str, ...]
    old: tuple[NDArray[np.int64], ...]
    new: tuple[NDArray[np.int64], ...]
    groups: Groups

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
        return cls(tuple(numbers), sides[0], sides[1], Groups.of(tuple(numbers)))

    def parted(self, old: int, new: int) -> tuple[Corpus, Corpus]:
        """The first `old` and `new` texts, and the others; both know all words."""
        return (
            replace(self, old=self.old[:old], new=self.new[:new]),
            replace(self, old=self.old[old:], new=self.new[new:]),
        )

    def renamed(self, names: Mapping[int, int]) -> Corpus:
        """The same corpus with words of both acts replaced, word number by word number."""
        table = np.arange(len(self.words), dtype=np.int64)
        for old, new in names.items():
            table[old] = new
        old_texts, new_texts = (tuple(table[t] for t in side) for side in (self.old, self.new))
        return Corpus(self.words, old_texts, new_texts, self.groups)


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
    weights = sparse.csr_array(counts @ corpus.groups.counts)
    weights.data = 1.0 + np.log(weights.data)
    frequency = np.bincount(weights.indices, minlength=weights.shape[1])
    rarity = np.log((1.0 + weights.shape[0]) / (1.0 + frequency)) + 1.0
    weights.data *= (rarity * np.sqrt(corpus.groups.alike))[weights.indices]
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


def _letter_groups(words: Sequence[str]) -> tuple[Places, Places]:
    """The number of the word and of the letter group for each group in each word."""
    letters = np.frombuffer("".join(f" {word} " for word in words).encode("utf-32-le"), "<u4")
    _, letter = np.unique(letters, return_inverse=True)
    sizes = np.array([len(word) + 2 for word in words], np.int64)
    word = np.repeat(np.arange(len(words)), sizes)
    many = int(letter.max(initial=0)) + 1
    group, bound = letter.astype(np.int64), many
    owners, groups, known = [], [], 0
    for size in range(2, _LONGEST + 1):
        if bound > _MOST_GROUPS // many:
            _, group = np.unique(group, return_inverse=True)
            bound = len(group)
        group, bound = group[:-1] * many + letter[size - 1 :], bound * many
        whole = word[: len(group)] == word[size - 1 :]
        if size >= _SHORTEST:
            names, numbers = np.unique(group[whole], return_inverse=True)
            owners.append(word[: len(group)][whole])
            groups.append(numbers + known)
            known += len(names)
    return np.concatenate(owners), np.concatenate(groups)


def _signatures(words: Places, groups: Places, count: int) -> NDArray[np.uint64]:
    """A number for each group that tells in which words it stands and how often.

    The sum of a number of 64 bits for each word (splitmix64, Steele, Lea and Flood 2014), so two
    groups that differ get the same one about once in 2**64 times.
    """
    mixed = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    sums = np.zeros(int(groups.max(initial=0)) + 1, np.uint64)
    np.add.at(sums, groups, mixed[words])
    return sums
