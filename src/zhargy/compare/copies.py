"""Acts repeat themselves: among equal words each provision goes to the one that it was.

What stands unchanged is neither split into its copy nor merged with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from zhargy.compare.align.decide import Link
from zhargy.compare.align.passages import article_of
from zhargy.text.provision import Provision

# Beyond so many pairs of equal words only numbers and order decide.
_MOST_PAIRS = 40_000

Places = Mapping[str, list[int]]
Article = tuple[tuple[str, str], ...]
Flow = Mapping[tuple[Article, Article], int]


def untangled(
    links: Sequence[Link], old: Sequence[Provision], new: Sequence[Provision]
) -> list[Link]:
    """The links with copies told apart, in the order of the old act.

    Words that stand once in each act belong together whatever the aligner says.
    """
    befores, afters = _places(old), _places(new)
    shared = befores.keys() & afters.keys()
    copies = {text for text in shared if len(befores[text]) > 1 or len(afters[text]) > 1}
    pairs = {(befores[text][0], afters[text][0]) for text in shared - copies}
    went = {
        (link.old, link.new)
        for link in links
        if link.rule == "assigned"
        and old[link.old].text not in shared
        and new[link.new].text not in shared
    }
    flow = Counter(
        (article_of(old[i].citation), article_of(new[j].citation)) for i, j in pairs | went
    )
    known = {(link.old, link.new): link for link in links}
    for text in sorted(copies):
        pairs.update(_matched(befores[text], afters[text], old, new, flow))
    olds, news = {i for i, _ in pairs}, {j for _, j in pairs}
    kept = [known.get(pair) or Link(*pair, 1.0, "assigned") for pair in pairs]
    others = [
        link
        for link in links
        if (link.old, link.new) not in pairs and not (link.old in olds and link.new in news)
    ]
    return sorted((*kept, *others), key=lambda link: (link.old, link.new))


def _places(provisions: Sequence[Provision]) -> Places:
    places: dict[str, list[int]] = defaultdict(list)
    for place, provision in enumerate(provisions):
        places[provision.text].append(place)
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
