"""Paragraphs of a PDF: which line begins a new one, and how lines are joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from zhargy.text.reading.hyphens import Words
from zhargy.text.reading.pdf_lines import RAISED_CLOSE, RAISED_OPEN, Line
from zhargy.text.reading.starts import begins_with_mark, begins_with_word, ends_a_sentence

_INDENT = 0.8  # of the type size
_GAP = 1.25  # of the usual distance between lines
_OFTEN = 0.05  # of all distances
_SAME_LEADING = 0.04  # of the type size
_RAISED = re.compile(f"(.?){RAISED_OPEN}(.*?){RAISED_CLOSE}")
_NUMBERED = re.compile(r"(?:статья|article)\s+\d+$|\d+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Habits:
    """How this document sets its paragraphs.

    `indented`: they begin with an indent. `leading`: distance of lines as a share of their size.
    `size`: of the type of most of the text.
    """

    indented: bool
    leading: float
    size: float


def with_edges(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with the edges of its column."""
    groups: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        groups[(line.page, line.column)].append(line)
    whole = _left_edge(lines)
    lefts = {key: _left_edge(group) if len(group) >= 4 else None for key, group in groups.items()}
    rights: defaultdict[tuple[bool, int], list[float]] = defaultdict(list)
    placed = []
    for line in lines:
        left = lefts[(line.page, line.column)]
        # Lines across the page reach further than those of a column that begins where they do.
        in_column = line.column > 0 and left is not None
        left = left if left is not None else (whole if line.column == 0 else _least(groups, line))
        key = in_column, round(left / 3)
        rights[key].append(line.right)
        placed.append((line, left, key))
    ends = {key: sorted(found)[-1 - len(found) // 50] for key, found in rights.items()}
    return [
        replace(line, edge_left=left, edge_right=max(ends[key], line.right * 0.9))
        for line, left, key in placed
    ]


def _least(groups: dict[tuple[int, int], list[Line]], line: Line) -> float:
    return min(other.left for other in groups[(line.page, line.column)])


def _left_edge(lines: Sequence[Line]) -> float:
    """The leftmost place at which a fair share of the lines begins."""
    places = Counter(round(line.left / 2) for line in lines)
    least = max(2, 0.15 * len(lines))
    common = [place for place, count in places.items() if count >= least]
    near = min(common) if common else min(places)
    return min(line.left for line in lines if abs(round(line.left / 2) - near) <= 1)


def habits(lines: Sequence[Line]) -> Habits:
    """What the whole document tells about its paragraphs."""
    ratios: list[float] = []
    after_end = indented = 0
    for a, b in pairwise(lines):
        if not _neighbours(a, b) or abs(a.size - b.size) > 0.08 * a.size:
            continue
        distance = (a.base - b.base) / a.size
        if 0.5 < distance < 4:
            ratios.append(round(distance, 2))
        if _ended_early(a, b) and distance < 1.7 and not _is_centred(b, 1.5):
            after_end += 1
            indented += b.left - b.edge_left > _INDENT * b.size
    return Habits(
        after_end > 0 and indented >= 0.5 * after_end, _leading(ratios), _usual_size(lines)
    )


def _leading(ratios: Sequence[float]) -> float:
    """The smallest distance of lines that occurs often: where most paragraphs have one line, the
    most frequent distance is that of paragraphs."""
    least = max(3.0, _OFTEN * len(ratios))
    ordered = sorted(ratios)
    for place, ratio in enumerate(ordered):
        if bisect_right(ordered, ratio + _SAME_LEADING) - place >= least:
            return ratio
    return median(ratios) if ratios else 1.2


def _usual_size(lines: Iterable[Line]) -> float:
    """The type size of most characters, 0 without any."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _neighbours(a: Line, b: Line) -> bool:
    return (a.page, a.column) == (b.page, b.column) and a.base > b.base


def _ended_early(a: Line, b: Line) -> bool:
    """Would the first word of `b` have fitted at the end of `a`?"""
    return a.right + 0.25 * a.size + b.first < a.edge_right - 0.8 * a.size


def grouped(lines: Sequence[Line], habit: Habits) -> list[list[Line]]:
    """Lines in reading order as paragraphs."""
    found: list[list[Line]] = []
    for line in lines:
        if found and not _begins(found[-1], line, habit):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _begins(before: Sequence[Line], line: Line, habit: Habits) -> bool:
    """Does this line begin a new paragraph after these lines of one?"""
    a = before[-1]
    if abs(a.size - line.size) > 0.08 * a.size or (a.bold != line.bold and len(a.text) > 3):
        return True
    early = _ended_early(a, line)
    if _label_begins(a, line, habit, early):
        return True
    if not _neighbours(a, line):
        return _begins_page(a, line, habit, early)
    if a.base - line.base > _GAP * habit.leading * a.size:
        return True
    if _heading_goes_on(before, line, habit):
        return False
    if _is_centred(line, 0.3) and (_is_apart(a, habit) or _is_centred(a, 0.3)):
        return early and not _runs_on(a, line)
    return _indent_begins(before, line, habit, early)


def _label_begins(a: Line, line: Line, habit: Habits, early: bool) -> bool:
    """Is there a label that is no accident of wrapping?"""
    word = begins_with_word(line.text)
    if not word and not begins_with_mark(line.text):
        return False
    if early or (word and ends_a_sentence(a.text)):
        return True
    if line.left - line.edge_left > _INDENT * line.size:
        return not line.text.startswith(("–", "—", "-"))
    return not habit.indented and ends_a_sentence(a.text)


def _begins_page(a: Line, line: Line, habit: Habits, early: bool) -> bool:
    """The first line of a page or column: new, or the rest of the paragraph before the break?"""
    if _runs_on(a, line):
        return False
    if early or line.left - line.edge_left > _INDENT * line.size:
        return True
    return not habit.indented and ends_a_sentence(a.text) and not line.text[:1].islower()


def _runs_on(a: Line, line: Line) -> bool:
    """Is the sentence plainly unfinished: no stop before, a small letter after?"""
    return line.text[:1].islower() and (a.text[-1:].isalnum() or a.text[-1:] in "-\u00ad(")


def _heading_goes_on(before: Sequence[Line], line: Line, habit: Habits) -> bool:
    """Is this a further line of a heading that has words of its own after its number?"""
    a = before[-1]
    titled = begins_with_word(before[0].text) and len(before[0].text.split()) > 3
    return _is_apart(a, habit) and titled and not ends_a_sentence(a.text)


def _is_apart(line: Line, habit: Habits) -> bool:
    """Is it set apart from the text by bold or by another size, as headings are?"""
    return line.bold or abs(line.size - habit.size) > 0.03 * habit.size


def _is_centred(line: Line, least: float) -> bool:
    """Does the line stand in the middle of its column, `least` type sizes off its edge?"""
    left, right = line.left - line.edge_left, line.edge_right - line.right
    return left > least * line.size and abs(left - right) < 0.8 * line.size + 0.1 * (left + right)


def _indent_begins(before: Sequence[Line], line: Line, habit: Habits, early: bool) -> bool:
    a = before[-1]
    tolerance = _INDENT * line.size
    shift = line.left - a.left
    if _runs_on(a, line) and (not early or abs(shift) <= tolerance):
        return False
    if len(before) > 1:
        return early or shift > tolerance or (shift < -tolerance and not habit.indented)
    if shift > tolerance:  # a hanging label, or an indented line below one that is not
        return early or not begins_with_mark(a.text)
    if shift >= -tolerance and habit.indented and a.left - a.edge_left > tolerance:
        return True
    return early


def text_of(lines: Sequence[Line], words: Words) -> str:
    """The lines of one paragraph as its text."""
    text = lines[0].text
    for line in lines[1:]:
        text = words.join(text, line.text)
    return _without_soft_hyphens(text)


def _without_soft_hyphens(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def marks_resolved(text: str, footnotes: frozenset[str]) -> tuple[str, list[str]]:
    """Raised digits as "-1" after a number; marks of the page's footnotes taken out.

    >>> marks_resolved("Статья 83\\ufdd01\\ufdd1. Право\\ufdd02\\ufdd1", frozenset("2"))
    ('Статья 83-1. Право', ['2'])
    """
    taken: list[str] = []

    def plain(found: re.Match[str]) -> str:
        before, mark = found[1], found[2]
        head = text[: found.start(2) - 1]
        bare = mark.rstrip(")")
        numbered = bare.isdigit() and before.isdigit() and _NUMBERED.search(head)
        if bare in footnotes and not (numbered and begins_with_word(head)):
            taken.append(mark)
            return before
        return f"{before}-{mark}" if numbered else before + mark

    text = _RAISED.sub(plain, text)
    for mark in sorted(footnotes.difference(taken)):  # raised by the font, not by its place
        unraised = rf"(?:(?<=[^\W\d_]{{2}})|(?<=[^\W\d_][.,;:»”)])){re.escape(mark)}(?=\W|$)"
        text, count = re.subn(unraised, "", text, count=1)
        taken.extend([mark] * count)
    return text, taken
