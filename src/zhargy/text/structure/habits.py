"""How an act numbers: what all its labels together tell."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from zhargy.text.structure.headings import is_short_heading, is_stopped_heading
from zhargy.text.structure.line import Line
from zhargy.text.structure.order import is_first
from zhargy.text.structure.repeal import is_repeal

# Before anything is known, lists nest in this order.
_NESTING = (
    "section",
    "roman-capital",
    "full-capital",
    "decimal",
    "decimal-2",
    "decimal-3",
    "dot",
    "bracket",
    "degree",
    "roman",
    "paren",
    "full",
    "letter",
    "inbracket",
    "letter-roman",
    "inbracket-roman",
)
_FEWEST_TITLED_ARTICLES = 3
_SHARE_OF_BRIEF_TITLES = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Habits:
    """How this act numbers.

    `articles`: it has articles; `decimals`: it has none and numbers 4, 4.2, 4.2.2;
    `bare`: articles are bare numbers ("74 Title"); `nesting`: styles of lists, outermost first;
    `containers`: levels above the article in the order in which they first occur; `outlined`: the
    source says of its decimal numbers which of them are headings; `titled`: every article has a
    title on the line of its number.
    """

    articles: bool
    decimals: bool
    nesting: tuple[str, ...]
    containers: tuple[str, ...]
    outlined: bool = False
    titled: bool = False

    def depth_of(self, style: str) -> int:
        return self.nesting.index(style) if style in self.nesting else len(self.nesting)


def habits_of(lines: Sequence[Line], *, articles: bool, decimals: bool) -> Habits:
    """What the labels of all lines tell."""
    outlined = decimals and any(
        line.paragraph.outline and line.label and line.label.style == "decimal" for line in lines
    )
    return Habits(
        articles, decimals, _nesting(lines), _containers(lines), outlined, _is_titled(lines)
    )


def _nesting(lines: Sequence[Line]) -> tuple[str, ...]:
    """The styles of lists, outermost first: learned from which list opens inside which."""
    inside: Counter[tuple[str, str]] = Counter()
    open_styles: list[str] = []
    for line in lines:
        if line.label is None:
            continue
        if line.label.level != "mark":
            open_styles = []
        elif line.label.style in open_styles:
            del open_styles[open_styles.index(line.label.style) + 1 :]
        elif is_first(line.label.number):
            inside.update((outer, line.label.style) for outer in open_styles)
            open_styles.append(line.label.style)
    known = list(_NESTING)
    known.sort(
        key=lambda style: sum(
            (inside[(other, style)] > inside[(style, other)])
            - (inside[(style, other)] > inside[(other, style)])
            for other in _NESTING
        )
    )
    return tuple(known)


def _containers(lines: Sequence[Line]) -> tuple[str, ...]:
    seen: list[str] = []
    for line in lines:
        if line.label and line.label.level not in ("mark", "article", "annex", *seen):
            seen.append(line.label.level)
    return tuple(seen)


def _is_titled(lines: Sequence[Line]) -> bool:
    """Does every article in force name itself before its text, nearly all of them in few words?"""
    articles = [
        (line, after)
        for line, after in pairwise(lines)
        if line.label and line.label.level == "article"
        if not (is_repeal(line.rest) or is_repeal(after.text))
    ]
    holding = all(not after.label or after.label.level == "mark" for _, after in articles)
    brief = [
        line for line, _ in articles if is_short_heading(line.rest) or is_stopped_heading(line.rest)
    ]
    named = all(line.rest for line, _ in articles)
    enough = max(_FEWEST_TITLED_ARTICLES, math.ceil(_SHARE_OF_BRIEF_TITLES * len(articles)))
    return holding and named and len(brief) >= enough
