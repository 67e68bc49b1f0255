"""Acts repeat themselves: among equal words each provision goes to the one that it was.

What stands unchanged is neither split nor merged: a rule that one provision already carries in
full, and another only repeats, makes no pair (docs/spec/alignment.md, 4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from zhargy.compare.align.decide import Link
from zhargy.compare.align.passages import article_of
from zhargy.compare.words import tokens
from zhargy.text.provision import Provision

# Beyond so many pairs of equal words only numbers and order decide.
_MOST_PAIRS = 40_000

Words = tuple[str, ...]
Places = Mapping[Words, list[int]]
Article = tuple[tuple[str, str], ...]
Flow = Mapping[tuple[Article, Article], int]


def untangled(
    links: Sequence[Link], old: Sequence[Provision], new: Sequence[Provision]
) -> list[Link]:
    """The links with copies told apart, in the order of the old act.

    Words that stand once in each act belong together, unless the aligner is surer of another
    partner; case and punctuation do not count.
    """
    old_words, new_words = [_words(p) for p in old], [_words(p) for p in new]
    befores, afters = _places(old_words), _places(new_words)
    shared = befores.keys() & afters.keys()
    copies = {text for text in shared if len(befores[text]) > 1 or len(afters[text]) > 1}
    once = {(befores[text][0], afters[text][0]) for text in shared - copies}
    pairs = once - _outweighed(once, links)
    went = {
        (link.old, link.new)
        for link in links
        if link.rule == "assigned"
        and old_words[link.old] not in shared
        and new_words[link.new] not in shared
    }
    flow = Counter(
        (article_of(old[i].citation), article_of(new[j].citation)) for i, j in pairs | went
    )
    known = {(link.old, link.new): link for link in links}
    for text in sorted(copies):
        pairs.update(_matched(befores[text], afters[text], old, new, flow))
    olds, news = {i for i, _ in pairs}, {j for _, j in pairs}
    kept = [known.get(pair) or Link(*pair, 1.0, "assigned") for pair in pairs]
    others = [link for link in links if link.old not in olds and link.new not in news]
    return sorted((*kept, *others), key=lambda link: (link.old, link.new))


def _outweighed(pairs: Set[tuple[int, int]], links: Sequence[Link]) -> set[tuple[int, int]]:
    """The pairs of equal words one of which the aligner rather pairs with another text."""
    olds, news = dict(pairs), {j: i for i, j in pairs}
    score = {(link.old, link.new): link.score for link in links}
    out = set[tuple[int, int]]()
    for link in links:
        for pair in ((link.old, olds.get(link.old)), (news.get(link.new), link.new)):
            if pair in pairs and link.score > score.get(pair, 0.0):  # type: ignore[arg-type]
                out.add(pair)  # type: ignore[arg-type]
    return out


def _words(provision: Provision) -> Words:
    words = tuple(token.key for token in tokens(provision.text)[1] if token.is_word)
    return words or (provision.text,)


def _places(texts: Sequence[Words]) -> Places:
    places: dict[Words, list[int]] = defaultdict(list)
    for place, words in enumerate(texts):
        places[words].append(place)
    return places


def _matched(
    befores: Sequence[int],
    afters: Sequence[int],
    old: Sequence[Provision],
    new: Sequence[Provision],
    flow: Flow,
) -> Iterator[tuple[int, int]]:
    """One partner at most for each: the one whose article it went with, of its number, in turn."""
    if len(befores) * len(afters) > _MOST_PAIRS:
        numbers = {new[j].citation: j for j in afters}
        same = {i: numbers[old[i].citation] for i in befores if old[i].citation in numbers}
        taken = set(same.values())
        yield from same.items()
        rest = [i for i in befores if i not in same], [j for j in afters if j not in taken]
        yield from zip(*rest, strict=False)
        return
    ranked = sorted(
        (
            -flow.get((article_of(old[i].citation), article_of(new[j].citation)), 0),
            old[i].citation != new[j].citation,
            abs(a - b),
            a + b,  # the same choice whichever act is called the old one
            i,
            j,
        )
        for a, i in enumerate(befores)
        for b, j in enumerate(afters)
    )
    olds, news = set[int](), set[int]()
    for *_, i, j in ranked:
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            yield i, j
