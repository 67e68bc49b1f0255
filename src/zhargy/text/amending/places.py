"""Where an instruction works: a place that is named, joined with what stands above it."""

from __future__ import annotations

from zhargy.text.amending.instruction import PLAIN
from zhargy.text.citation.reference import RANK
from zhargy.text.provision import Citation

Steps = tuple[tuple[str, str], ...]
_ALONE = frozenset({"title", "preamble"})
_ARTICLE = RANK["article"]
_ORDER = {"part": 0, "paragraph": 1, "sentence": 2}


def joined(scope: Citation, path: Citation) -> Citation:
    """The path below the part of `scope` that is larger than it.

    >>> here = Citation.of(article="5", point="3")
    >>> joined(here, Citation.of(point="4")).address, joined(here, Citation.of(subpoint="1")).address
    ('art_5__para_4', 'art_5__para_3__subpara_1')
    >>> joined(here, Citation.of(heading="1")).address, joined(here, Citation(())) == here
    ('art_5__heading_1', True)
    """
    if not path.steps:
        return scope
    first = path.steps[0][0]
    if first in _ALONE or (scope.steps and scope.steps[0][0] in _ALONE and first not in PLAIN):
        return path
    return _ordered(Citation((*_above(scope.steps, first), *path.steps)))


def _ordered(path: Citation) -> Citation:
    """Paragraphs and sentences are the smallest, wherever they were named."""
    counted = [s for s in path.steps if s[0] in ("paragraph", "sentence")]
    rest = [s for s in path.steps if s not in counted]
    return Citation((*rest, *sorted(counted, key=lambda s: _ORDER[s[0]])))


def address_of(path: Citation) -> str:
    """The address of a place; pieces without a number of their own are named after it.

    >>> address_of(Citation.of(article="5", sentence="2")), address_of(Citation.of(title="1"))
    ('art_5__sentence_2', 'title_1')
    """
    pieces = [s for s in path.steps if s[0] in ("title", "paragraph", "sentence")]
    rest = Citation(tuple(s for s in path.steps if s not in pieces))
    named = [f"{level}_{number}" for level, number in pieces]
    return "__".join(filter(None, (rest.address if rest.steps else "", *named)))


def _above(scope: Steps, first: str) -> Steps:
    if first == "heading":
        return tuple(s for s in scope if RANK.get(s[0], 99) <= _ARTICLE)
    if first in PLAIN:
        low = _ORDER[first]
        return tuple(s for s in scope if s[0] not in PLAIN or _ORDER[s[0]] < low)
    rank = RANK.get(first, 99)
    return tuple(s for s in scope if s[0] not in PLAIN and RANK.get(s[0], 99) < rank)


def parent(path: Citation) -> Citation:
    """The place that holds this one."""
    return Citation(path.steps[:-1])


def without_containers(path: Citation) -> Citation:
    """An article is cited without its chapter.

    >>> without_containers(Citation.of(chapter="2", article="8-1")).address
    'art_8-1'
    """
    levels = [level for level, _ in path.steps]
    if "article" not in levels:
        return path
    place = levels.index("article")
    return Citation((*(s for s in path.steps[:place] if s[0] == "annex"), *path.steps[place:]))
