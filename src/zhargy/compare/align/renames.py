"""Bodies and things that changed their name: learned from the pairs themselves, no word list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from zhargy.compare.align.decide import Link
from zhargy.compare.align.vectors import Corpus

_STEM = 6
_ENOUGH_PAIRS = 3000
_SURE = 0.25
_LEAST_PAIRS = 4
_LOST_IN, _GAINED_IN, _PRESENT_IN, _LIFT = 0.6, 0.5, 0.45, 3.0
_LIFT_OF_A_GONE_NAME, _RARE = 1.2, 0.1


@dataclass(frozen=True, slots=True)
class Rename:
    """`old` stems gave way to `new` ones in `pairs` pairs."""

    old: str
    new: str
    pairs: int


def learned(corpus: Corpus, links: list[Link]) -> list[Rename]:
    """The renamings that the decided pairs show, most frequent first."""
    stems = [word[:_STEM] for word in corpus.words]
    old = [{stems[n] for n in text.tolist()} for text in corpus.old]
    new = [{stems[n] for n in text.tolist()} for text in corpus.new]
    sure = [link for link in links if link.score >= _SURE]
    pairs = [(old[k.old], new[k.new]) for k in sure[:: 1 + len(sure) // _ENOUGH_PAIRS]]
    return _Evidence(
        pairs, Counter(s for t in old for s in t), Counter(s for t in new for s in t)
    ).best()


class _Evidence:
    """How often a stem was lost, another gained, and both at once, over the sure pairs."""

    def __init__(
        self, pairs: list[tuple[set[str], set[str]]], in_old: Counter[str], in_new: Counter[str]
    ) -> None:
        self.pairs, self.in_old, self.in_new = len(pairs), in_old, in_new
        self.had = Counter(s for old, _ in pairs for s in old)
        self.has = Counter(s for _, new in pairs for s in new)
        self.lost = Counter(s for old, new in pairs for s in old - new)
        self.gained = Counter(s for old, new in pairs for s in new - old)
        self.present = Counter((x, y) for old, new in pairs for x in old - new for y in new)
        self.both = Counter((x, y) for old, new in pairs for x in old - new for y in new - old)

    def best(self) -> list[Rename]:
        found: dict[str, tuple[float, Rename]] = {}
        for (x, y), together in self.both.items():
            if together < _LEAST_PAIRS or not self._holds(x, y, together):
                continue
            worth = together / self.lost[x] + together / self.gained[y]
            if x not in found or (worth, y) > (found[x][0], found[x][1].new):
                found[x] = (worth, Rename(x, y, together))
        return sorted((r for _, r in found.values()), key=lambda r: (-r.pairs, r.old))

    def _holds(self, x: str, y: str, together: int) -> bool:
        if x.isdigit() or y.isdigit() or self.lost[x] < _LOST_IN * self.had[x]:
            return False
        if self.gained[y] < _GAINED_IN * self.has[y]:
            return False
        if self.present[x, y] < _PRESENT_IN * self.lost[x]:
            return False
        elsewhere = (self.gained[y] - together) / max(1, self.pairs - self.lost[x])
        lift = _LIFT_OF_A_GONE_NAME if self._gave_way(x, y) else _LIFT
        return together >= lift * elsewhere * self.lost[x]

    def _gave_way(self, x: str, y: str) -> bool:
        """Is x all but gone from the new act, and was y all but absent from the old one?"""
        return self.in_new[x] <= _RARE * self.in_old[x] and self.in_old[y] <= _RARE * self.in_new[y]


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
