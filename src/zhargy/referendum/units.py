"""The units of a vote as a tree with days: country, units, commissions, precincts, and their types.

Today's units are not those of yesterday's vote: a row counts from its first day up to its last,
and the tree is asked for a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.remark import Remark, said
from zhargy.referendum.sheet import Sheet

KINDS = ("country", "unit", "commission", "precinct")
TYPES = ("ordinary", "hospital", "military", "prison", "ship", "abroad")
_COLUMNS = ("code", "parent", "kind", "type", "weight", "from", "to", "kk", "ru", "en")
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_ONE = Fraction(1)
_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the units: it counts from `first` (None: always) up to `last`, which is excluded."""

    code: str
    parent: str
    kind: str
    type: str = "ordinary"
    weight: Fraction = _ONE
    first: date | None = None
    last: date | None = None
    names: tuple[tuple[str, str], ...] = ()
    line: int = 0

    def counts_on(self, day: date | None) -> bool:
        """Does it exist on that day? Without a day, all that has not ended does."""
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day < self.last)


@dataclass(frozen=True)
class Tree:
    """The places of one day in preorder: those below place n are n + 1 up to `ends[n]`, excluded.

    `precincts` are the places that are precincts, in that order; `ordinal` finds one by its code.
    """

    places: tuple[Place, ...]
    parents: tuple[int, ...]
    ends: NDArray[np.int64]
    number: Mapping[str, int]
    precincts: NDArray[np.int64]
    ordinal: Mapping[str, int] = field(repr=False)
    bounds: tuple[NDArray[np.int64], NDArray[np.int64]] = field(repr=False)

    @cached_property
    def above(self) -> NDArray[np.int64]:
        """The places that are no precincts."""
        found = [n for n, place in enumerate(self.places) if place.kind != "precinct"]
        return np.array(found, dtype=np.int64)

    @cached_property
    def rank_above(self) -> Mapping[int, int]:
        """Where in `above` a place stands."""
        return {number: rank for rank, number in enumerate(self.above.tolist())}

    def path(self, number: int) -> Iterator[int]:
        """The places above a place, the nearest first."""
        while (number := self.parents[number]) >= 0:
            yield number

    def of_kind(self, kind: str) -> list[int]:
        """The places of a kind, in their order."""
        return [n for n, place in enumerate(self.places) if place.kind == kind]

    def precincts_of(self, number: int) -> range:
        """The ordinals of the precincts at or below a place."""
        return range(int(self.bounds[0][number]), int(self.bounds[1][number]))


def read_places(sheet: Sheet) -> tuple[list[Place], list[Remark]]:
    """The rows of units.csv that can be used; the others are told (Q78)."""
    columns = [sheet.column(name) for name in _COLUMNS]
    missing = [
        name for name, column in zip(_COLUMNS[:3:2], columns[:3:2], strict=True) if column is None
    ]
    if missing:
        return [], [Remark("Q44", "error", sheet.name, 1, fields=said(column=n)) for n in missing]
    empty: Sequence[str] = [""] * len(sheet)
    places, remarks = [], []
    for line, cells in zip(
        sheet.lines, zip(*(c or empty for c in columns), strict=True), strict=True
    ):
        place = _place(cells, line)
        if isinstance(place, Place):
            places.append(place)
        else:
            fields = said(column=place, text=cells[_COLUMNS.index(place)], place=cells[0])
            remarks.append(Remark("Q78", "error", sheet.name, line, place, cells[0], fields=fields))
    return places, remarks + _overlaps(places, sheet.name)


def _place(cells: Sequence[str], line: int) -> Place | str:
    """The place of a row (in the order of _COLUMNS), or the name of the column that is wrong."""
    code, parent, kind, type_, heavy, first, last, kk, ru, en = cells
    if not code:
        return "code"
    if kind and kind not in KINDS:
        return "kind"
    if type_ and type_ not in TYPES:
        return "type"
    weight = _weight(heavy) if heavy else _ONE
    if weight is None:
        return "weight"
    since, until = _day(first) if first else None, _day(last) if last else None
    if since == _NO_DAY:
        return "from"
    if until == _NO_DAY or (since and until and until <= since):
        return "to"
    names: tuple[tuple[str, str], ...] = ()
    if kk or ru or en:
        names = tuple((n, word) for n, word in (("kk", kk), ("ru", ru), ("en", en)) if word)
    return Place(
        code, parent, kind or "precinct", type_ or "ordinary", weight, since, until, names, line
    )


def _weight(text: str) -> Fraction | None:
    try:
        weight = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    return weight if weight >= 0 else None


def _day(text: str) -> date:
    """The day; _NO_DAY for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _NO_DAY


def _overlaps(places: Sequence[Place], file: str) -> list[Remark]:
    """A code that stands twice on the same day."""
    if len({place.code for place in places}) == len(places):
        return []
    by_code: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_code[place.code].append(place)
    remarks = []
    for code, same in by_code.items():
        if len(same) == 1:
            continue
        same.sort(key=lambda place: place.first or date.min)
        for before, after in pairwise(same):
            if before.last is None or (after.first or date.min) < before.last:
                fields = said(place=code, lines=f"{before.line}, {after.line}")
                remarks.append(
                    Remark("Q57", "error", file, after.line, "code", code, fields=fields)
                )
    return remarks


def tree_on(places: Sequence[Place], day: date | None, file: str = "") -> tuple[Tree, list[Remark]]:
    """The tree of a day. What hangs on nothing (Q58), in a circle (Q59), or twice (Q57) is told
    and left out, with all that hangs on it."""
    standing = {place.code: place for place in reversed(places) if place.counts_on(day)}
    standing = dict(reversed(standing.items()))
    children: dict[str, list[str]] = defaultdict(list)
    remarks = []
    roots: list[str] = []
    for place in standing.values():
        if place.kind == "country" and not place.parent and not roots:
            roots.append(place.code)
        elif _may_hang(place, standing.get(place.parent)):
            children[place.parent].append(place.code)
        else:
            fields = said(place=place.code, parent=place.parent or "–")
            remarks.append(
                Remark("Q58", "error", file, place.line, "parent", place.code, fields=fields)
            )
    tree = _grown(standing, children, roots)
    cut = {remark.place for remark in remarks}
    for code, place in standing.items():
        if code not in tree.number and code not in cut and _in_circle(code, standing):
            fields = said(place=code, parent=place.parent)
            remarks.append(Remark("Q59", "error", file, place.line, "parent", code, fields=fields))
    return tree, remarks


def _may_hang(place: Place, parent: Place | None) -> bool:
    if parent is None or parent.kind == "precinct":
        return False
    return _RANK[parent.kind] <= _RANK[place.kind] > 0


def _in_circle(code: str, standing: Mapping[str, Place]) -> bool:
    seen, at = set(), code
    while at in standing and at not in seen:
        seen.add(at)
        at = standing[at].parent
    return at == code


def _grown(
    standing: Mapping[str, Place], children: Mapping[str, Sequence[str]], roots: Sequence[str]
) -> Tree:
    places: list[Place] = []
    parents: list[int] = []
    ends: list[int] = []
    waiting: list[tuple[str, int]] = [(code, -1) for code in reversed(roots)]
    path: list[int] = []
    while waiting:
        code, above = waiting.pop()
        while path and path[-1] != above:
            ends[path.pop()] = len(places)
        number = len(places)
        places.append(standing[code])
        parents.append(above)
        ends.append(number + 1)
        below = children.get(code)
        if below:
            path.append(number)
            waiting += [(child, number) for child in reversed(below)]
    for number in path:
        ends[number] = len(places)
    return _indexed(places, parents, ends)


def _indexed(places: Sequence[Place], parents: Sequence[int], ends: Sequence[int]) -> Tree:
    precincts = [n for n, place in enumerate(places) if place.kind == "precinct"]
    end = np.array(ends, dtype=np.int64)
    at = np.array(precincts, dtype=np.int64)
    starts = np.searchsorted(at, np.arange(len(places)))
    return Tree(
        tuple(places),
        tuple(parents),
        end,
        {place.code: n for n, place in enumerate(places)},
        at,
        {places[n].code: ordinal for ordinal, n in enumerate(precincts)},
        (starts, np.searchsorted(at, end)),
    )


def tree_of_columns(
    precincts: Sequence[str], levels: Sequence[Sequence[str]], country: str
) -> Tree:
    """The tree that a table shows by itself: a column for each level, the widest first.

    A unit is named by its words and those above it ("PIEMONTE/CUNEO"); an empty cell leaves its
    level out.
    """
    standing: dict[str, Place] = {country: Place(country, "", "country")}
    children: dict[str, list[str]] = defaultdict(list)
    cells = zip(*levels, strict=True) if levels else [()] * len(precincts)
    for code, above in zip(precincts, cells, strict=True):
        parent, kind = country, "unit"
        for word in above:
            if not word:
                continue
            unit = word if parent == country else f"{parent}/{word}"
            if unit not in standing:
                standing[unit] = Place(unit, parent, kind)
                children[parent].append(unit)
            parent, kind = unit, "commission"
        if code and code not in standing:
            standing[code] = Place(code, parent, "precinct")
            children[parent].append(code)
    return _grown(standing, children, [country])
