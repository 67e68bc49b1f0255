"""Lines of a page from its runs: rows by baseline, columns by white space, words by gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zhargy.text.reading.pdf_glyphs import WORD_GAP, Run

# Around superscript digits while a page is read; `marks_resolved` takes them out again.
RAISED_OPEN, RAISED_CLOSE = "\ufdd0", "\ufdd1"
_RAISED = re.compile(r"[\d*†‡]{1,4}\)?|(?:st|nd|rd|th|er|re|º|ª)")
_FEWEST_ROWS_OF_A_COLUMN = 3
_NARROW_GUTTER, _ROWS_AT_A_NARROW_GUTTER = 1.6, 7  # a river in one column of text is no gutter
_NARROWEST_GUTTER = 0.6
_NARROWEST_COLUMN = 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in its column, whose `edge_left` and `edge_right` are where lines reach.

    `page` and `row` count from 1, rows from the top of the page, running heads too. `column`
    tells the columns of one page apart. `first` is the width of its first word.
    """

    text: str
    page: int
    row: int
    column: int
    left: float
    right: float
    base: float
    size: float
    first: float
    red: bool
    bold: bool
    edge_left: float = 0.0
    edge_right: float = 0.0


@dataclass(slots=True)
class Row:
    """All runs of a page on one baseline, from left to right."""

    base: float
    size: float
    runs: list[Run]

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return max(run.right for run in self.runs)

    @property
    def text(self) -> str:
        return words(self.runs)


def rows(runs: Sequence[Run]) -> list[Row]:
    """Runs clustered by baseline, from the top of the page; superscripts join their line."""
    found: list[Row] = []
    for run in sorted(runs, key=lambda run: -run.base):
        last = found[-1] if found else None
        if last and last.base - run.base < 0.22 * min(last.size, run.size):
            last.runs.append(run)
            last.size = max(last.size, run.size)
        else:
            found.append(Row(run.base, run.size, [run]))
    found = _with_superscripts(found)
    for row in found:
        row.runs.sort(key=lambda run: run.left)
    return found


def _with_superscripts(found: list[Row]) -> list[Row]:
    kept: list[Row] = []
    for row, below in zip(found, [*found[1:], None], strict=False):
        raised = [run for run in row.runs if below and _is_raised(run, below)]
        if below and raised:
            for run in raised:
                run.raised = True
                row.runs.remove(run)
                below.runs.append(run)
        if row.runs:
            kept.append(row)
    return kept


def _is_raised(run: Run, below: Row) -> bool:
    """Small digits that float just above a line and touch one of its words."""
    return (
        bool(_RAISED.fullmatch(run.text.strip()))
        and run.size < 0.82 * below.size
        and run.base - below.base < 0.65 * below.size
        and any(-0.15 < (run.left - word.right) / below.size < 0.25 for word in below.runs)
    )


def words(runs: Sequence[Run]) -> str:
    """The runs of one line from left to right as text, spaces where the gaps say so."""
    parts: list[str] = []
    gaps = _gaps_of_spaced_letters(runs)
    right = None
    for place, run in enumerate(runs):
        if right is not None:
            gap = run.left - right
            least = gaps.get(place, WORD_GAP * run.size)
            if gap > least and not run.raised:
                parts.append(" ")
        text = run.text
        marked = run.raised and not text.strip().isalpha()
        parts.append(f"{RAISED_OPEN}{text.strip()}{RAISED_CLOSE}" if marked else text)
        right = run.right if right is None else max(right, run.right)
    return " ".join("".join(parts).split())


def _gaps_of_spaced_letters(runs: Sequence[Run]) -> dict[int, float]:
    """Where single letters stand apart (l i k e this): the gap that parts words there, by run."""
    single = [len(run.text.strip()) == 1 for run in runs]
    gaps: dict[int, float] = {}
    start = 0
    while start < len(runs):
        end = start
        while end < len(runs) and single[end]:
            end += 1
        if end - start >= 4:
            between = [
                b.left - a.right
                for a, b in zip(runs[start:end], runs[start + 1 : end], strict=False)
            ]
            usual = median(between)
            last = end + 1 if end < len(runs) else end
            begins = start if start and _ends_with_a_letter(runs[start - 1].text) else start + 1
            least = 1.6 * usual + 0.05 * runs[start].size
            gaps.update(dict.fromkeys(range(begins, last), least))
        start = end + 1
    return gaps


def _ends_with_a_letter(text: str) -> bool:
    """Does the last word have one letter, so that it may be the first of a spaced word?"""
    return text[-2:-1] == " " and text[-1] != " "


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share their columns: `gutters` are the places of white space between them."""

    rows: tuple[Row, ...]
    gutters: tuple[float, ...] = ()


def blocks(found: Sequence[Row], known: Sequence[float] = ()) -> list[Block]:
    """The rows cut into stretches of one column and stretches of several.

    `known`: gutters of earlier pages, which fewer rows suffice to confirm.
    """
    if not found:
        return []
    edges = min(row.left for row in found), max(row.right for row in found)
    free = [_free(row, *edges) for row in found]
    cut: list[Block] = []
    single: list[Row] = []
    place = 0
    while place < len(found):
        start, end, gutters = _columns_from(found, free, place, known)
        if not gutters:
            single.append(found[place])
            place += 1
            continue
        single.extend(found[place:start])
        cut.extend([Block(tuple(single))] if single else [])
        cut.append(Block(tuple(found[start:end]), gutters))
        single, place = [], end
    return [*cut, Block(tuple(single))] if single else cut


_Spans = list[tuple[float, float]]


def _columns_from(
    found: Sequence[Row], free: Sequence[_Spans], start: int, known: Sequence[float]
) -> tuple[int, int, tuple[float, ...]]:
    """Columns that begin at this row: from which row, up to which, and their gutters if any."""
    shared, end = free[start], start + 1
    while shared and end < len(found):
        narrowed = _shared(shared, free[end], _NARROWEST_GUTTER * found[end].size)
        if not narrowed:
            break
        shared, end = narrowed, end + 1
    gutters = _gutters(found[start:end], shared, known)
    if gutters:
        start, end = _without_lone_ends(found, start, end, gutters)
    return start, end, gutters


def _without_lone_ends(
    found: Sequence[Row], start: int, end: int, gutters: tuple[float, ...]
) -> tuple[int, int]:
    """Columns without the short lines above and below that a gap parts from them."""
    if end - start < _FEWEST_ROWS_OF_A_COLUMN:
        return start, end
    leading = median(
        a.base - b.base for a, b in zip(found[start:end], found[start + 1 : end], strict=False)
    )
    least = 1.5 * max(leading, found[start].size * 1.1)

    def lone(row: Row) -> bool:
        return len({sum(run.left > gutter for gutter in gutters) for run in row.runs}) == 1

    while (
        end - start > 2 and lone(found[start]) and found[start].base - found[start + 1].base > least
    ):
        start += 1
    while (
        end - start > 2
        and lone(found[end - 1])
        and found[end - 2].base - found[end - 1].base > least
    ):
        end -= 1
    return start, end


def _free(row: Row, left: float, right: float) -> _Spans:
    """Where no run of the row stands, between the edges of the page's text."""
    margin = _NARROWEST_COLUMN * (right - left)
    reached, free = left, []
    for run in [*row.runs, None]:
        until = right if run is None else run.left
        if (
            until - reached > _NARROWEST_GUTTER * row.size
            and until > left + margin
            and reached < right - margin
        ):
            free.append((reached, until))
        reached = reached if run is None else max(reached, run.right)
    return free


def _shared(one: _Spans, other: _Spans, least: float) -> _Spans:
    """The stretches that both leave free."""
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(low, high) for low, high in both if high - low >= least]


def _gutters(found: Sequence[Row], free: _Spans, known: Sequence[float]) -> tuple[float, ...]:
    """The middles of the free stretches that have a real column on either side."""
    left = min(row.left for row in found)
    right = max(row.right for row in found)
    least = _NARROWEST_COLUMN * (right - left)
    inner = sorted(free)
    gutters: list[float] = []
    edge = left
    for place, (low, high) in enumerate(inner):
        until = inner[place + 1][0] if place + 1 < len(inner) else right
        if low - edge < least or until - high < least:
            continue
        fewest = _FEWEST_ROWS_OF_A_COLUMN
        if any(low - 1 < gutter < high + 1 for gutter in known) or _interleave(found, low):
            fewest = 1
        elif high - low < _NARROW_GUTTER * found[0].size:
            fewest = _ROWS_AT_A_NARROW_GUTTER
        if min(_rows_between(found, edge, low), _rows_between(found, high, until)) >= fewest:
            gutters.append((low + high) / 2)
            edge = high
    return tuple(gutters)


def _interleave(found: Sequence[Row], gutter: float) -> bool:
    """Do lines at the left overlap in height with lines at the right (names under signatures)?"""
    sides = [(row.left > gutter, row) for row in found]
    crossings = [
        a.base - b.base < 0.95 * min(a.size, b.size)
        for (left, a), (right, b) in pairwise(sides)
        if left != right
    ]
    lone = all(row.left > gutter or row.right <= gutter + 1 for row in found)
    return bool(crossings) and all(crossings) and lone


def _rows_between(found: Sequence[Row], low: float, high: float) -> int:
    """The rows of a column of words; 0 if it holds no more than labels or page numbers."""
    letters = [
        sum(len(run.text) for run in row.runs if run.right > low and run.left < high)
        for row in found
    ]
    filled = [count for count in letters if count]
    return len(filled) if filled and median(filled) >= 10 else 0


def columns(block: Block) -> list[list[Row]]:
    """The rows of each column of the block, from left to right."""
    edges = [-1e9, *block.gutters, 1e9]
    found: list[list[Row]] = []
    for low, high in pairwise(edges):
        column: list[Row] = []
        for row in block.rows:
            runs = [run for run in row.runs if low <= (run.left + run.right) / 2 < high]
            if runs:
                column.append(Row(row.base, max(run.size for run in runs), runs))
        found.append(column)
    return found


def line(row: Row, page: int, number: int, column: int) -> Line:
    """A row of one column as a line of text."""
    text = row.text
    plain = [run for run in row.runs if not run.raised] or row.runs
    width = row.right - row.left
    first = text.split(" ", 1)[0]
    longest = max(plain, key=lambda run: len(run.text))
    return Line(
        text,
        page,
        number,
        column,
        row.left,
        row.right,
        row.base,
        longest.size,
        first=width * len(first) / max(1, len(text)),
        red=plain[0].red,
        bold=all(run.bold for run in plain),
    )
