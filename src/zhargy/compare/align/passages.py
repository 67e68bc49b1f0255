"""Provisions with their place in the act: the article, the lead-in above, the headings over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from zhargy.compare.align.nearest import Index
from zhargy.text.act import Act, Element
from zhargy.text.provision import Citation, Provision

Article = tuple[tuple[str, str], ...]


def article_of(citation: Citation) -> Article:
    """The article (or what stands for it) in which a provision is: its citation down to there."""
    steps = citation.steps
    for place, (level, _) in enumerate(steps):
        if level == "article":
            return steps[: place + 1]
    return steps[:1]


@dataclass(frozen=True)
class Passages:
    """Provisions in the order of their act.

    `articles[n]`: the article of provision n, numbered in order of appearance. `parents[n]`: the
    place of the provision that leads in to it, -1 for none. `heads`: all headings; `heading[n]`
    and `above[n]` are the places there of the heading of its article, and of those of the parts
    that hold the article.
    """

    provisions: tuple[Provision, ...]
    articles: Index
    parents: Index
    heads: tuple[str, ...]
    heading: Index
    above: Index

    @classmethod
    def of_act(cls, act: Act) -> Passages:
        """The units of an act."""
        over = {citation: heads for e in act.body for citation, heads in _headings(e, "", "")}
        return cls.of(act.units, [over.get(unit.citation, ("", "")) for unit in act.units])

    @classmethod
    def of(
        cls, provisions: Sequence[Provision], headings: Sequence[tuple[str, str]] = ()
    ) -> Passages:
        """Provisions alone, or with the heading of the article and those above it for each."""
        over = headings or [("", "")] * len(provisions)
        heads: dict[str, int] = {}
        places = [[heads.setdefault(head, len(heads)) for head in pair] for pair in over]
        return cls(
            tuple(provisions),
            _numbered([article_of(p.citation) for p in provisions]),
            _parents(provisions),
            tuple(heads),
            np.array([place[0] for place in places], np.int64),
            np.array([place[1] for place in places], np.int64),
        )

    def __len__(self) -> int:
        return len(self.provisions)

    @property
    def texts(self) -> list[str]:
        return [provision.text for provision in self.provisions]


def _headings(
    element: Element, head: str, above: str
) -> Iterator[tuple[Citation, tuple[str, str]]]:
    if element.heading and element.kind == "article":
        head = element.heading
    elif element.heading:
        above = f"{above} {element.heading}".strip()
    yield element.citation, (head, above)
    for child in element.children:
        yield from _headings(child, head, above)


def _parents(provisions: Sequence[Provision]) -> Index:
    """The nearest provision whose citation begins this one's."""
    places = {p.citation.steps: n for n, p in enumerate(provisions)}
    return np.array(
        [
            next(
                (
                    places[p.citation.steps[:length]]
                    for length in range(len(p.citation.steps) - 1, 0, -1)
                    if p.citation.steps[:length] in places
                ),
                -1,
            )
            for p in provisions
        ],
        np.int64,
    )


def _numbered(names: Sequence[Article]) -> Index:
    """Names as numbers, in order of appearance."""
    seen: dict[Article, int] = {}
    return np.array([seen.setdefault(name, len(seen)) for name in names], np.int64)
