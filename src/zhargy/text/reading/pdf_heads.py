"""Running heads and page numbers: what stands at the same place over many pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from zhargy.text.reading.pdf_lines import Row

_DEEPEST = 3  # rows from the top or the foot of a page that can be running heads
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,4}|[ivxlc]{1,7})(?![\w.,]\w)")
# The head of an article may well open every page; it is never a running head.
_LABEL = re.compile(
    r"(?:статья|глава|раздел|параграф|article|chapter|section|part|§)\s*\d|\d+(?:-\d+)?\s*-?\s*(?:бап|тарау|бөлім)",
    re.IGNORECASE,
)
_NUMBERED_WORDS = re.compile(
    r"[\s\-–—|/.·•]*(?:(?:стр|с|бет|page|p|из|of|ішінен|№)\.?[\s\-–—|/.·•]*|\d{1,4}[\s\-–—|/.·•]*|[ivxlc]{1,7}[\s\-–—|/.·•]*){1,6}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row near the top or the foot of a page: `page` and `row` count from 0."""

    page: int
    row: int
    place: tuple[bool, int]
    height: float
    text: str


def heads(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> dict[tuple[int, int], str]:
    """The rows to set aside, (page, row) from 0, with the reason."""
    edges = [
        edge for page, found in enumerate(pages) for edge in _edges(page, found, heights[page])
    ]
    reasons = _repeated(edges, len(pages))
    reasons.update(_series(edges, len(pages)))
    return _outermost(reasons, pages)


def _edges(page: int, found: Sequence[Row], height: float) -> list[_Edge]:
    count = len(found)
    edges = []
    for row in range(count):
        top = row < min(_DEEPEST, count - 1 if count > 1 else 1)
        foot = count - 1 - row < _DEEPEST
        for from_top in (True, False):
            if top if from_top else foot:
                depth = row if from_top else count - 1 - row
                base = height - found[row].base if from_top else found[row].base
                edges.append(_Edge(page, row, (from_top, depth), base, found[row].text))
    return edges


def _least(pages: int) -> int:
    return max(min(3, max(2, pages)), (pages * 3 + 9) // 10)


def _repeated(edges: Sequence[_Edge], pages: int) -> dict[tuple[int, int], str]:
    """Rows whose words, numbers apart, stand at one height on many pages."""
    places: defaultdict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        words = " ".join(_NUMBER.sub(" ", edge.text).split())
        if words and not _LABEL.match(edge.text) and any(c.isalpha() for c in words):
            places[(edge.place[0], words)].append(edge)
    found = {}
    for same in places.values():
        near = _same_height(same)
        if len({edge.page for edge in near}) >= _least(pages) and (
            len({edge.text for edge in near}) == 1 or _is_series(near)
        ):
            found.update({(edge.page, edge.row): "running head" for edge in near})
    return found


def _same_height(edges: Sequence[_Edge]) -> list[_Edge]:
    usual = Counter(round(edge.height / 4) for edge in edges).most_common(1)[0][0] * 4
    return [edge for edge in edges if abs(edge.height - usual) <= 6]


def _series(edges: Sequence[_Edge], pages: int) -> dict[tuple[int, int], str]:
    """Rows that hold nothing but a number which grows with the page."""
    found: dict[tuple[int, int], str] = {}
    for from_top in (True, False):
        bare = [e for e in edges if e.place[0] is from_top and _NUMBERED_WORDS.fullmatch(e.text)]
        by_shift: defaultdict[int, list[_Edge]] = defaultdict(list)
        for edge in bare:
            for number in _numbers(edge.text):
                by_shift[number - edge.page].append(edge)
        for same in by_shift.values():
            near = _same_height(same)
            alone = pages == 1 and near[0].place[1] == 0 and _numbers(near[0].text) == [1]
            if alone or len({edge.page for edge in near}) >= min(_least(pages), max(2, pages - 1)):
                found.update({(edge.page, edge.row): "page number" for edge in near})
    return found


def _numbers(text: str) -> list[int]:
    return [int(n) if n.isdecimal() else _roman(n.lower()) for n in _NUMBER.findall(text)]


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _roman(number: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in number]
    return sum(
        -value if after > value else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def _is_series(edges: Sequence[_Edge]) -> bool:
    """Do these rows carry a number that grows with the page?"""
    shifts = Counter(number - edge.page for edge in edges for number in set(_numbers(edge.text)))
    return bool(shifts) and shifts.most_common(1)[0][1] >= 0.8 * len(edges)


def _outermost(
    reasons: dict[tuple[int, int], str], pages: Sequence[Sequence[Row]]
) -> dict[tuple[int, int], str]:
    """Only heads with nothing but heads between them and the edge of the page."""
    kept = {}
    for page, found in enumerate(pages):
        for order in (range(len(found)), range(len(found) - 1, -1, -1)):
            for row in order:
                if (page, row) not in reasons:
                    break
                kept[(page, row)] = reasons[(page, row)]
    return kept
