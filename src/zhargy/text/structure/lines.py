"""Paragraphs with their labels, and what the whole act tells about how it numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhargy.languages import LANGUAGES
from zhargy.text.reading.source import Paragraph
from zhargy.text.structure.labels import Label, label_of
from zhargy.text.structure.order import is_first

# Before anything is known, lists nest in this order.
_NESTING = (
    "section",
    "dot",
    "bracket",
    "degree",
    "roman",
    "paren",
    "letter",
    "inbracket",
    "letter-roman",
    "inbracket-roman",
)
# A note's word stands alone, or before a name in capitals ("Примечание ИЗПИ!").
_NOTE = re.compile(
    rf"[*\[(\s]*(?:{'|'.join(re.escape(w) for lang in LANGUAGES.values() for w in lang.notes)})"
    r"(?![^\W_])(?:\s*[.:!*]|\s+(?-i:[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,})|\s+\d|\s*$)",
    re.IGNORECASE,
)
_MOST_WORDS_IN_A_HEADING = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and the label it begins with."""

    paragraph: Paragraph
    label: Label | None

    @property
    def text(self) -> str:
        """All its words, with the number that the program shows."""
        return f"{self.paragraph.label} {self.paragraph.text}".strip()

    @property
    def rest(self) -> str:
        return self.label.rest if self.label else self.text

    @property
    def is_note(self) -> bool:
        return self.paragraph.kind == "note" or begins_a_note(self.paragraph.text)


@dataclass(frozen=True, slots=True)
class Habits:
    """How this act numbers.

    `articles`: it has articles; `decimals`: it has none and numbers 4, 4.2, 4.2.2;
    `bare`: articles are bare numbers ("74 Title"); `nesting`: styles of lists, outermost first;
    `containers`: levels above the article in the order in which they first occur.
    """

    articles: bool
    decimals: bool
    nesting: tuple[str, ...]
    containers: tuple[str, ...]

    def depth_of(self, style: str) -> int:
        return self.nesting.index(style) if style in self.nesting else len(self.nesting)


def begins_a_note(text: str) -> bool:
    """Editors' notes begin with a word of their own, in capitals or not."""
    return _NOTE.match(text) is not None


def is_short_heading(text: str) -> bool:
    """Could these words be a heading: few, and no sentence ends with them?"""
    return bool(text) and text[-1] not in ".;:,!?" and len(text.split()) <= _MOST_WORDS_IN_A_HEADING


def lines_of(paragraphs: Sequence[Paragraph]) -> tuple[list[Line], Habits]:
    """Every paragraph with its label, read as the habits of the act demand."""
    lines = [Line(p, None if p.kind != "text" else label_of(p.text, p.label)) for p in paragraphs]
    lines = [replace(line, label=None) if line.is_note else line for line in lines]
    lines = _sections_as_points_or_articles(lines)
    articles = any(line.label and line.label.level == "article" for line in lines)
    if not articles and _has_bare_articles(lines):
        lines, articles = [_bare_as_article(line) for line in lines], True
    decimals = not articles and _has_decimals(lines)
    lines = [_without_foreign_mark(line, decimals) for line in lines]
    return lines, Habits(articles, decimals, _nesting(lines), _containers(lines))


def _levels(lines: Sequence[Line]) -> Counter[str]:
    return Counter(line.label.level for line in lines if line.label)


def _sections_as_points_or_articles(lines: list[Line]) -> list[Line]:
    """English "Section" holds articles, or is a part of one, or is the article itself."""
    sections = [
        (place, line.label)
        for place, line in enumerate(lines)
        if line.label
        and line.label.style in ("section", "sec.", "sections")
        and line.label.level == "section"
    ]
    if not sections:
        return lines
    counts = _levels(lines)
    first_article = next(
        (n for n, line in enumerate(lines) if line.label and line.label.level == "article"), None
    )
    if first_article is None:
        level = "article"
        if any(line.label and line.label.style == "decimal" for line in lines):
            return lines
    elif first_article < sections[0][0] and len(sections) > counts["article"] / 2:
        level = "mark"
    else:
        return lines
    return [
        replace(line, label=replace(line.label, level=level, style="section"))
        if line.label and line.label.level == "section"
        else line
        for line in lines
    ]


def _has_bare_articles(lines: Sequence[Line]) -> bool:
    numbers = [
        (place, int(line.label.number))
        for place, line in enumerate(lines)
        if line.label and line.label.style == "bare" and line.label.number.isdigit()
    ]
    rising = all(here[1] < after[1] for here, after in pairwise(numbers))
    brackets = sum(1 for line in lines if line.label and line.label.style == "bracket")
    return len(numbers) >= 2 and rising and brackets >= 2


def _bare_as_article(line: Line) -> Line:
    if line.label and line.label.style == "bare":
        return replace(line, label=replace(line.label, level="article"))
    return line


def _has_decimals(lines: Sequence[Line]) -> bool:
    styles = Counter(line.label.style for line in lines if line.label)
    return styles["decimal"] >= 3


def _without_foreign_mark(line: Line, decimals: bool) -> Line:
    """A bare number is a label only in a charter that numbers so; 1.5 only among decimals."""
    if line.label is None:
        return line
    if line.label.style == "bare" and line.label.level == "mark" and not decimals:
        return replace(line, label=None)
    if line.label.style == "decimal" and not decimals and line.rest[:1].islower():
        return replace(line, label=None)
    return line


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
