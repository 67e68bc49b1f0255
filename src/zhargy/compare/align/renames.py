"""Bodies and things that changed their name: learned from the pairs themselves, no word list.

Learned in both directions, so that the same names come out whichever act is called the old one: an
old name may have given way to one new name, several to one, or one to several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.rare import STEM, standing, stems_of
from zhargy.compare.align.vectors import Corpus

_ENOUGH_PAIRS = 3000
_LEAST_PAIRS = 4
_LOST_IN, _GAINED_IN, _PRESENT_IN, _LIFT = 0.6, 0.5, 0.45, 3.0
_LIFT_OF_A_GONE_NAME, _RARE = 1.2, 0.1
# A name that gave way stands in at most this part of the texts in which it stood, and the reverse:
# the little words of a language stand in both acts alike.
_RARER = 0.5

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rename:
    """`old` stems gave way to `new` ones in `pairs` pairs."""

    old: str
    new: str
    pairs: int


@dataclass(frozen=True)
class _Act:
    """Which stems stand in which text of the pairs, and in what share of all texts of the act."""

    stands: sparse.csr_array
    everywhere: Numbers

    def without(self, other: _Act) -> sparse.csr_array:
        """Which stems of this side of a pair the other side lacks."""
        return sparse.csr_array(self.stands - self.stands.multiply(other.stands))

    def fewer_in(self, other: _Act, part: float) -> Mask:
        """Which stems stand in at most this part as many texts of the other act as of this one."""
        return other.everywhere <= part * self.everywhere


def learned(corpus: Corpus, pairs: tuple[Index, Index]) -> list[Rename]:
    """The renamings that sure pairs (old[k], new[k]) show, most frequent first."""
    stems, stem_of = stems_of(corpus)
    some = slice(None, None, 1 + len(pairs[0]) // _ENOUGH_PAIRS)
    acts = []
    for texts, places in ((corpus.old, pairs[0]), (corpus.new, pairs[1])):
        whole = standing([stem_of[text] for text in texts], len(stems))
        acts.append(_Act(whole[places[some]], whole.sum(axis=0) / max(1, len(texts))))
    old, new = acts
    number = np.array([stem.isdigit() for stem in stems], bool)
    found = {(x, y): many for x, y, many in _gave_way(old, new, number)}
    found |= {(x, y): many for y, x, many in _gave_way(new, old, number)}
    renames = [Rename(stems[x], stems[y], many) for (x, y), many in found.items()]
    return sorted(renames, key=lambda r: (-r.pairs, r.old, r.new))


def _gave_way(old: _Act, new: _Act, number: Mask) -> list[tuple[int, int, int]]:
    """For each stem that the pairs lose the one that they gain in its place, and how often."""
    lost, gained = old.without(new), new.without(old)
    counts = [np.asarray(m.sum(axis=0)).ravel() for m in (lost, gained, old.stands, new.stands)]
    enough = [(c >= _LEAST_PAIRS) & ~number for c in counts[:2]]
    rarer = old.fewer_in(new, _RARER), new.fewer_in(old, _RARER)
    xs = np.flatnonzero(enough[0] & rarer[0] & (counts[0] >= _LOST_IN * counts[2]))
    ys = np.flatnonzero(enough[1] & rarer[1] & (counts[1] >= _GAINED_IN * counts[3]))
    turned = sparse.csr_array(lost[:, xs].T)
    together: Numbers = (turned @ gained[:, ys]).toarray()
    present: Numbers = (turned @ new.stands[:, ys]).toarray()
    lost_x, gained_y = counts[0][xs][:, None], counts[1][ys][None, :]
    elsewhere = (gained_y - together) / np.maximum(1.0, lost.shape[0] - lost_x)
    gone, come = old.fewer_in(new, _RARE)[xs], new.fewer_in(old, _RARE)[ys]
    lift = np.where(gone[:, None] & come[None, :], _LIFT_OF_A_GONE_NAME, _LIFT)
    holds = (
        (together >= _LEAST_PAIRS)
        & (present >= _PRESENT_IN * lost_x)
        & (together >= lift * elsewhere * lost_x)
    )
    worth = np.where(holds, together / lost_x + together / gained_y, 0.0)
    best = worth.argmax(axis=1) if len(ys) else np.zeros(0, np.int64)
    return [
        (int(xs[k]), int(ys[y]), int(together[k, y]))
        for k, y in enumerate(best.tolist())
        if worth[k, y] > 0
    ]


def applied(corpus: Corpus, renames: list[Rename]) -> Corpus:
    """The corpus with both acts speaking one name: the word that stands most often."""
    names = _one_name(renames)
    counts = np.bincount(np.concatenate([*corpus.old, *corpus.new]), minlength=len(corpus.words))
    members: dict[str, list[int]] = {}
    for number, word in enumerate(corpus.words):
        if word[:STEM] in names:
            members.setdefault(names[word[:STEM]], []).append(number)
    chosen = {
        name: min(numbers, key=lambda n: (-counts[n], corpus.words[n]))
        for name, numbers in members.items()
    }
    return corpus.renamed({n: chosen[name] for name, numbers in members.items() for n in numbers})


def _one_name(renames: list[Rename]) -> Mapping[str, str]:
    """Every stem that a rename names, and one name for all that are renamed into each other."""
    names: dict[str, str] = {}
    for rename in renames:
        known = {names.get(stem, stem) for stem in (rename.old, rename.new)}
        one = min(known)
        names |= {stem: one for stem, name in names.items() if name in known}
        names |= {rename.old: one, rename.new: one}
    return names
