"""Paragraphs with their labels, and what the whole act tells about how it numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from zhargy.languages import LANGUAGES
from zhargy.text.reading.source import Paragraph
from zhargy.text.structure.labels import Label, label_of
from zhargy.text.structure.order import Order, is_first, letter_order
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
# A note's word stands alone, or before a name in capitals ("Примечание ИЗПИ!").
_NOTE = re.compile(
    rf"[*\[(\s]*(?:{'|'.join(re.escape(w) for lang in LANGUAGES.values() for w in lang.notes)})"
    r"(?![^\W_])(?:\s*[.:!*]|\s+(?-i:[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,})|\s+\d|\s*$)",
    re.IGNORECASE,
)
_MOST_WORDS_IN_A_HEADING = 40
_MOST_WORDS_BEFORE_A_STOP = 12
_FEWEST_TITLED_ARTICLES = 3
_SHARE_OF_BRIEF_TITLES = Fraction(3, 4)
_MOST_AFTER_ROMAN = 15
# A full stop, and a word that begins with a capital: one sentence has ended, another begins.
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{3,}[.!?]\s+[«\"“(¿]?[^\W\d_a-zа-яәғқңөұүһі]")
_FEWEST_HEADINGS = 2
_OUTLINE_LEVELS = ("section", "chapter", "subchapter")
_SECTIONS = ("section", "sec.", "sections")


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


def begins_a_note(text: str) -> bool:
    """Editors' notes begin with a word of their own, in capitals or not."""
    return _NOTE.match(text) is not None


def is_short_heading(text: str) -> bool:
    """Could these words be a heading: few, and no sentence ends with them?"""
    return bool(text) and text[-1] not in ".;:,!?" and len(text.split()) <= _MOST_WORDS_IN_A_HEADING


def is_stopped_heading(text: str) -> bool:
    """Few words, and a full stop behind them."""
    return text.endswith(".") and len(text.split()) <= _MOST_WORDS_BEFORE_A_STOP


def is_long_heading(text: str) -> bool:
    """Could these words be the title of an article in an act in which every article has one?"""
    return is_short_heading(text.removesuffix(".")) and not _SENTENCE_ENDS.search(text)


def lines_of(paragraphs: Sequence[Paragraph]) -> tuple[list[Line], Habits]:
    """Every paragraph with its label, read as the habits of the act demand."""
    lines = [Line(p, None if p.kind != "text" else label_of(p.text, p.label)) for p in paragraphs]
    lines = [replace(line, label=None) if line.is_note else line for line in lines]
    lines = _letters_only_in_a_row(_lettered_headings_as_divisions(lines))
    lines = _roman_headings_as_sections(_signs_as_subchapters_or_points(lines))
    lines = [_relabelled(line, _capitals_apart) for line in lines]
    lines = _sections_as_points_or_articles(lines)
    lines = _bare_or_dot_as_article(lines)
    articles = "article" in _levels(lines)
    decimals = not articles and _has_decimals(lines)
    lines = [_without_foreign_mark(line, decimals) for line in lines]
    lines = _styles_by_depth(_outline_in_annexes(_outline_as_containers(lines)))
    outlined = decimals and any(
        line.paragraph.outline and line.label and line.label.style == "decimal" for line in lines
    )
    return lines, Habits(
        articles, decimals, _nesting(lines), _containers(lines), outlined, _is_titled(lines)
    )


def _labels(line: Line) -> tuple[Label, ...]:
    """All labels at the head of a line, outermost first."""
    return (*line.label.within, line.label) if line.label else ()


def _levels(lines: Sequence[Line]) -> Counter[str]:
    return Counter(label.level for line in lines for label in _labels(line))


def _relabelled(line: Line, change: Callable[[Label], Label]) -> Line:
    if line.label is None:
        return line
    within = tuple(change(outer) for outer in line.label.within)
    return replace(line, label=replace(change(line.label), within=within))


# -- labels that only their neighbours explain ------------------------------------------------------


def _lettered_headings_as_divisions(lines: list[Line]) -> list[Line]:
    """ "A. Allgemeines", "B. Mitgliedschaft", each right above an article, divide the act."""
    articles = [
        place
        for place, line in enumerate(lines)
        if any(_is_article(label) for label in _labels(line))
    ]
    above = [place - 1 for place in articles if place and _is_lettered_heading(lines[place - 1])]
    numbers = [_number_at(lines, place) for place in above]
    in_turn = all(letter_order(b, a) is Order.NEXT for a, b in pairwise(numbers))
    if len(above) < _FEWEST_HEADINGS or numbers[0] != "A" or not in_turn:
        return lines
    level = "subchapter" if "section" in _levels(lines) else "section"
    found = list(lines)
    for place in above:
        found[place] = _relabelled(lines[place], _as_division(level))
    return found


def _is_lettered_heading(line: Line) -> bool:
    label = line.label
    return (
        label is not None
        and label.style in ("full", "roman")
        and len(label.number) == 1
        and label.number.isupper()
        and is_short_heading(label.rest)
    )


def _as_division(level: str) -> Callable[[Label], Label]:
    return lambda label: replace(label, level=level, style="division")


def _letters_only_in_a_row(lines: Sequence[Line]) -> list[Line]:
    """ "a." is a label only where "b." follows: "А. Иванов" is a name, "г. Алматы" a city."""
    runs: list[list[int]] = []
    open_runs: dict[bool, list[int]] = {}
    for place, line in enumerate(lines):
        if line.label is None or line.label.style not in ("full", "roman"):
            open_runs = open_runs if line.label is None or line.label.level == "mark" else {}
            continue
        number = line.label.number
        run = open_runs.get(number.isupper())
        if run and letter_order(number, _number_at(lines, run[-1])) is Order.NEXT:
            run.append(place)
        elif is_first(number) and line.label.style == "full":
            open_runs[number.isupper()] = [place]
            runs.append(open_runs[number.isupper()])
    letters = {place for run in runs if len(run) > 1 for place in run}
    return [_letter(line, place in letters) for place, line in enumerate(lines)]


def _capitals_apart(label: Label) -> Label:
    """ "A." and "a.", "I." and "i." number different lists."""
    capital = label.level == "mark" and label.style in ("full", "roman") and label.number.isupper()
    return replace(label, style=f"{label.style}-capital") if capital else label


def _number_at(lines: Sequence[Line], place: int) -> str:
    label = lines[place].label
    return label.number if label else ""


def _letter(line: Line, is_one: bool) -> Line:
    if line.label is None or not (is_one or line.label.style == "full"):
        return line
    return replace(line, label=replace(line.label, style="full") if is_one else None)


def _roman_headings_as_sections(lines: list[Line]) -> list[Line]:
    """ "II. Полномочия" above the points 4 and 5 is a section; "II. ..." in a list is not."""
    marks = [place for place, line in enumerate(lines) if line.label]
    romans = [n for n, place in enumerate(marks) if _is_roman_heading(lines[place])]
    every = sum(_is_capital_roman(line) for line in lines)
    if len(romans) < 2 or len(romans) < every or romans[0] > _first_mark(lines, marks):
        return lines
    numbers = [_number_at(lines, marks[n]) for n in romans]
    in_turn = all(b == "I" or letter_order(b, a) is Order.NEXT for a, b in pairwise(numbers))
    holding = sum(after - here > 1 for here, after in pairwise([*romans, len(marks)]))
    if numbers[0] != "I" or not in_turn or 2 * holding < len(romans):
        return lines
    places = {marks[n] for n in romans}
    return [
        _relabelled(line, lambda label: replace(label, level="section")) if n in places else line
        for n, line in enumerate(lines)
    ]


def _first_mark(lines: Sequence[Line], marks: Sequence[int]) -> int:
    """Which of the labels is the first that is no part of a container's."""
    found = (lines[place].label for place in marks)
    return next((n for n, label in enumerate(found) if label and label.level == "mark"), 0)


def _is_capital_roman(line: Line) -> bool:
    label = line.label
    return label is not None and label.style == "roman" and label.number.isupper()


def _is_roman_heading(line: Line) -> bool:
    heading = (
        is_short_heading(line.rest.rstrip(".")) and len(line.rest.split()) <= _MOST_AFTER_ROMAN
    )
    return _is_capital_roman(line) and heading


def _signs_as_subchapters_or_points(lines: list[Line]) -> list[Line]:
    """ "§ 5" and «Часть 5» beside articles: they hold some, or are the parts of each."""
    for sign in ("§", "часть"):
        labels = [label for line in lines for label in _labels(line) if label.level != "mark"]
        articles = [n for n, x in enumerate(labels) if x.level == "article" and x.style != sign]
        signs = [n for n, label in enumerate(labels) if label.style == sign]
        if not signs or not articles:
            continue
        holding = sum(n + 1 in articles for n in signs)
        again = sum(labels[n].number == "1" for n in signs) > 1
        if sign == "§" and 2 * holding > len(signs):
            lines = [_relabelled(line, _as("subchapter", sign, sign)) for line in lines]
        elif again and articles[0] < signs[0]:
            lines = [_relabelled(line, _as("mark", "section", sign)) for line in lines]
    return lines


def _as(level: str, style: str, sign: str) -> Callable[[Label], Label]:
    return lambda label: replace(label, level=level, style=style) if label.style == sign else label


def _sections_as_points_or_articles(lines: list[Line]) -> list[Line]:
    """English "Section" holds articles, or is a part of one, or is the article itself."""
    sections = [
        place
        for place, line in enumerate(lines)
        if any(label.style in _SECTIONS and label.level == "section" for label in _labels(line))
    ]
    if not sections:
        return lines
    counts = Counter(x.level for line in lines for x in _labels(line) if x.style != "cited")
    articles = (n for n, line in enumerate(lines) if any(_is_article(x) for x in _labels(line)))
    first_article = next(articles, None)
    if first_article is None:
        level = "article"
        if any(line.label and line.label.style == "decimal" for line in lines):
            return lines
    elif first_article < sections[0] and len(sections) > counts["article"] / 2:
        level = "mark"
    else:
        return lines

    def changed(label: Label) -> Label:
        found = label.level == "section"
        return replace(label, level=level, style="section") if found else label

    return [_relabelled(line, changed) for line in lines]


def _is_article(label: Label) -> bool:
    return label.level == "article" and label.style != "cited"


def _bare_or_dot_as_article(lines: list[Line]) -> list[Line]:
    """ "74 Title" and "1.—(1) ..." are articles where nothing else is and "(1)" stands in them."""
    if "article" in _levels(lines):
        return lines
    style = "bare" if _has_bare_articles(lines) else "dot" if _has_dot_articles(lines) else ""

    def changed(label: Label) -> Label:
        return replace(label, level="article") if style and label.style == style else label

    end = next((n for n, x in enumerate(lines) if x.label and x.label.level == "annex"), len(lines))
    return [*(_relabelled(line, changed) for line in lines[:end]), *lines[end:]]


def _has_bare_articles(lines: Sequence[Line]) -> bool:
    numbers = [
        (place, int(line.label.number))
        for place, line in enumerate(lines)
        if line.label and line.label.style == "bare" and line.label.number.isdigit()
    ]
    rising = all(here[1] < after[1] for here, after in pairwise(numbers))
    brackets = sum(1 for line in lines if line.label and line.label.style == "bracket")
    return len(numbers) >= 2 and rising and brackets >= 2


def _has_dot_articles(lines: Sequence[Line]) -> bool:
    """Numbers with a dot that never begin anew, and lists "(1)", "(2)" right below them."""
    labels = [label for line in lines for label in _labels(line)]
    end = next((n for n, label in enumerate(labels) if label.level == "annex"), len(labels))
    marks = [label for label in labels[:end] if label.level == "mark"]
    dots = [label.number for label in marks if label.style == "dot"]
    rising = all(letter_order(b, a) in (Order.NEXT, Order.GAP) for a, b in pairwise(dots))
    holding = sum(
        a.style == "dot" and b.style == "bracket" and b.number == "1" for a, b in pairwise(marks)
    )
    brackets = sum(label.style == "bracket" for label in marks)
    outermost = bool(marks) and marks[0].style == "dot"
    return outermost and len(dots) >= 2 and rising and holding >= 1 and brackets >= 2


def _has_decimals(lines: Sequence[Line]) -> bool:
    styles = Counter(line.label.style for line in lines if line.label)
    return styles["decimal"] >= 3


def _without_foreign_mark(line: Line, decimals: bool) -> Line:
    """A bare number is a label only in a charter that numbers so; 1.5 only among decimals."""
    if line.label is None:
        return line
    if line.label.style == "bare" and line.label.level == "mark" and not decimals:
        return replace(line, label=None)
    if line.label.style == "decimal" and not decimals:
        if line.rest[:1].islower() and not line.label.printed.endswith("."):
            return replace(line, label=None)  # "1.5 часа"
        if deeper := line.label.number.count(".") - 1:
            return replace(line, label=replace(line.label, style=f"decimal-{deeper + 1}"))
    return line


# -- what the source says of headings and lists -------------------------------------------------------


def _outline_as_containers(lines: list[Line]) -> list[Line]:
    """The headings of an act that names no parts and numbers none of them: its sections.

    The first heading is the title if no other is as high. A section has its ordinal for a number.
    """
    named = any(
        label.level != "mark" or label.style == "decimal" for x in lines for label in _labels(x)
    )
    headings = [(n, x.paragraph.outline) for n, x in enumerate(lines) if _is_bare_outline(x)]
    levels = sorted({outline for _, outline in headings})
    if headings and sum(outline == levels[0] for _, outline in headings) == 1:
        headings, levels = headings[1:], levels[1:]
    if named or len(headings) < _FEWEST_HEADINGS:
        return lines
    found = list(lines)
    counts: list[int] = []
    for place, outline in headings:
        depth = min(levels.index(outline), len(_OUTLINE_LEVELS) - 1, len(counts))
        counts = [*counts[:depth], (counts[depth] if depth < len(counts) else 0) + 1]
        label = Label(_OUTLINE_LEVELS[depth], "outline", str(counts[-1]), "", lines[place].text)
        found[place] = replace(lines[place], label=label)
    return found


def _outline_in_annexes(lines: list[Line]) -> list[Line]:
    """The headings below the heading of an annex that numbers nothing: its sections."""
    found = list(lines)
    annexes = [place for place, line in enumerate(lines) if _level_of(line) == "annex"]
    for annex, end in pairwise([*annexes, len(lines)]):
        above = lines[annex].paragraph.outline
        inner = range(annex + 1, end)
        headings = [n for n in inner if _is_bare_outline(lines[n])]
        deepest = all(lines[n].paragraph.outline == above + 1 for n in headings)
        numbered = any(lines[n].label for n in inner)
        if not above or numbered or not deepest or len(headings) < _FEWEST_HEADINGS:
            continue
        for number, place in enumerate(headings, 1):
            label = Label("section", "outline", str(number), "", lines[place].text)
            found[place] = replace(lines[place], label=label)
    return found


def _level_of(line: Line) -> str:
    return line.label.level if line.label else ""


def _is_bare_outline(line: Line) -> bool:
    return bool(line.paragraph.outline and line.label is None and line.paragraph.kind == "text")


def _styles_by_depth(lines: Sequence[Line]) -> list[Line]:
    """Where the source says that "1." stands in a list in "1.", the inner one is another style."""
    found: list[Line] = []
    above: list[tuple[int, str]] = []
    for line in lines:
        label, depth = line.label, line.paragraph.depth
        if label is None or not depth:
            above = above if label is None or label.level == "mark" else []
        elif label.level == "mark":
            goes_on = (depth, label.style) in above
            above = [(outer, style) for outer, style in above if outer < depth]
            nested = sum(style == label.style for _, style in above)
            if not nested or goes_on or is_first(label.number):
                above.append((depth, label.style))
            if nested and above[-1] == (depth, label.style):
                line = replace(line, label=replace(label, style=f"{label.style}-{nested + 1}"))
        else:
            above = []
        found.append(line)
    return found


# -- habits -------------------------------------------------------------------------------------------


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
