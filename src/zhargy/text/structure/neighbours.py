"""Labels that only their neighbours explain: "A." a heading or a letter, "II." a section or a point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from zhargy.text.structure.headings import is_short_heading
from zhargy.text.structure.labels import Label
from zhargy.text.structure.line import (
    Line,
    is_article,
    labels_of,
    levels_of,
    number_at,
    relabelled,
)
from zhargy.text.structure.order import Order, is_first, letter_order

_MOST_AFTER_ROMAN = 15
_FEWEST_HEADINGS = 2
_SECTIONS = ("section", "sec.", "sections")


def explained(lines: list[Line]) -> list[Line]:
    """The lines with the labels that their neighbours make of them."""
    lines = _letters_only_in_a_row(_lettered_headings_as_divisions(lines))
    lines = _roman_headings_as_sections(_signs_as_subchapters_or_points(lines))
    lines = [relabelled(line, _capitals_apart) for line in lines]
    return _bare_or_dot_as_article(_sections_as_points_or_articles(lines))


def _lettered_headings_as_divisions(lines: list[Line]) -> list[Line]:
    """ "A. Allgemeines", "B. Mitgliedschaft", each right above an article, divide the act."""
    articles = [
        place
        for place, line in enumerate(lines)
        if any(is_article(label) for label in labels_of(line))
    ]
    above = [place - 1 for place in articles if place and _is_lettered_heading(lines[place - 1])]
    numbers = [number_at(lines, place) for place in above]
    in_turn = all(letter_order(b, a) is Order.NEXT for a, b in pairwise(numbers))
    if len(above) < _FEWEST_HEADINGS or numbers[0] != "A" or not in_turn:
        return lines
    level = "subchapter" if "section" in levels_of(lines) else "section"
    found = list(lines)
    for place in above:
        found[place] = relabelled(lines[place], _as_division(level))
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
        if run and letter_order(number, number_at(lines, run[-1])) is Order.NEXT:
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
    numbers = [number_at(lines, marks[n]) for n in romans]
    in_turn = all(b == "I" or letter_order(b, a) is Order.NEXT for a, b in pairwise(numbers))
    holding = sum(after - here > 1 for here, after in pairwise([*romans, len(marks)]))
    if numbers[0] != "I" or not in_turn or 2 * holding < len(romans):
        return lines
    places = {marks[n] for n in romans}
    return [
        relabelled(line, lambda label: replace(label, level="section")) if n in places else line
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
        labels = [label for line in lines for label in labels_of(line) if label.level != "mark"]
        articles = [n for n, x in enumerate(labels) if x.level == "article" and x.style != sign]
        signs = [n for n, label in enumerate(labels) if label.style == sign]
        if not signs or not articles:
            continue
        holding = sum(n + 1 in articles for n in signs)
        again = sum(labels[n].number == "1" for n in signs) > 1
        if sign == "§" and 2 * holding > len(signs):
            lines = [relabelled(line, _as("subchapter", sign, sign)) for line in lines]
        elif again and articles[0] < signs[0]:
            lines = [relabelled(line, _as("mark", "section", sign)) for line in lines]
    return lines


def _as(level: str, style: str, sign: str) -> Callable[[Label], Label]:
    return lambda label: replace(label, level=level, style=style) if label.style == sign else label


def _sections_as_points_or_articles(lines: list[Line]) -> list[Line]:
    """English "Section" holds articles, or is a part of one, or is the article itself."""
    sections = [
        place
        for place, line in enumerate(lines)
        if any(label.style in _SECTIONS and label.level == "section" for label in labels_of(line))
    ]
    if not sections:
        return lines
    counts = Counter(x.level for line in lines for x in labels_of(line) if x.style != "cited")
    articles = (n for n, line in enumerate(lines) if any(is_article(x) for x in labels_of(line)))
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

    return [relabelled(line, changed) for line in lines]


def _bare_or_dot_as_article(lines: list[Line]) -> list[Line]:
    """ "74 Title" and "1.—(1) ..." are articles where nothing else is and "(1)" stands in them."""
    if "article" in levels_of(lines):
        return lines
    style = "bare" if _has_bare_articles(lines) else "dot" if _has_dot_articles(lines) else ""

    def changed(label: Label) -> Label:
        return replace(label, level="article") if style and label.style == style else label

    end = next((n for n, x in enumerate(lines) if x.label and x.label.level == "annex"), len(lines))
    return [*(relabelled(line, changed) for line in lines[:end]), *lines[end:]]


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
    labels = [label for line in lines for label in labels_of(line)]
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
