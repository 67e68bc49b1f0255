"""Bodies and things that changed their name: learned from the pairs themselves, no word list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from zhargy.compare.align.decide import Link
from zhargy.compare.align.vectors import Corpus

_STEM = 6
_SURE = 0.25
_LEAST_PAIRS = 4
_LOST_IN, _GAINED_IN, _PRESENT_IN, _LIFT = 0.6, 0.5, 0.45, 3.0


@dataclass(frozen=True, slots=True)
class Rename:
    """`old` stems gave way to `new` ones in `pairs` pairs."""

    old: str
    new: str
    pairs: int


def learned(corpus: Corpus, links: list[Link]) -> list[Rename]:
    """The renamings that the decided pairs show, most frequent first."""
    stems = [word[:_STEM] for word in corpus.words]
    sides = [
        ({stems[n] for n in corpus.old[k.old]}, {stems[n] for n in corpus.new[k.new]})
        for k in links
        if k.score >= _SURE
    ]
    had, lost, gained, has, both, seen = Counter[str](), Counter[str](), Counter[str](), Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for old, new in sides:
        had.update(old)
        has.update(new)
        lost.update(old - new)
        gained.update(new - old)
        both.update((x, y) for x in old - new for y in new - old)
        seen.update((x, y) for x in old - new for y in new)
    return _best(len(sides), had, lost, has, gained, both, seen)


def _best(
    pairs: int,
    had: Counter[str],
    lost: Counter[str],
    has: Counter[str],
    gained: Counter[str],
    both: Counter[tuple[str, str]],
    seen: Counter[tuple[str, str]],
) -> list[Rename]:
    found: dict[str, tuple[float, Rename]] = {}
    for (x, y), together in both.items():
        if together < _LEAST_PAIRS or x.isdigit() or y.isdigit():
            continue
        if lost[x] < _LOST_IN * had[x] or gained[y] < _GAINED_IN * has[y]:
            continue
        if seen[x, y] < _PRESENT_IN * lost[x]:
            continue
        elsewhere = (gained[y] - together) / max(1, pairs - lost[x])
        if together < _LIFT * elsewhere * lost[x]:
            continue
        worth = together / lost[x] + together / gained[y]
        if x not in found or (worth, y) > (found[x][0], found[x][1].new):
            found[x] = (worth, Rename(x, y, together))
    return sorted((r for _, r in found.values()), key=lambda r: (-r.pairs, r.old))


def applied(corpus: Corpus, renames: list[Rename]) -> Corpus:
    """The corpus with the old act speaking the new names."""
    target = {r.old: r.new for r in renames}
    counts = Counter[int]()
    for text in corpus.new:
        counts.update(text.tolist())
    common: dict[str, int] = {}
    for number, _ in counts.most_common():
        common.setdefault(corpus.words[number][:_STEM], number)
    names = {
        number: common[target[word[:_STEM]]]
        for number, word in enumerate(corpus.words)
        if word[:_STEM] in target and target[word[:_STEM]] in common
    }
    return corpus.renamed(names) if names else corpus


def stems_of(text: np.ndarray, corpus: Corpus) -> set[str]:  # type: ignore[type-arg]
    """The stems of one text of the corpus."""
    return {corpus.words[number][:_STEM] for number in text.tolist()}
