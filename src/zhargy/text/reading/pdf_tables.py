"""Cells of ruled tables: the grid of their lines, and what stands in each cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from zhargy.text.reading.pdf_glyphs import Rule, Run

_NEAR = 2.5
_MOST_RULES = 4_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its upright lines by x, its level lines from the top, and their rules."""

    uprights: tuple[float, ...]
    levels: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def top(self) -> float:
        return self.levels[0]

    @property
    def foot(self) -> float:
        return self.levels[-1]

    def holds(self, x: float, y: float) -> bool:
        return self.uprights[0] < x < self.uprights[-1] and self.foot < y < self.top

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column, from 1, of the cell around a point; cells may span several."""
        left = max(
            (r.place for r in self.rules if r.upright and r.place < x and _spans(r, y)),
            default=self.uprights[0],
        )
        top = min(
            (r.place for r in self.rules if not r.upright and r.place > y and _spans(r, x)),
            default=self.top,
        )
        column = _nearest(self.uprights, left)
        row = _nearest([-level for level in self.levels], -top)
        return row + 1, column + 1


def _spans(rule: Rule, place: float) -> bool:
    return rule.low - _NEAR < place < rule.high + _NEAR


def _nearest(places: Sequence[float], wanted: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - wanted))


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of a page from top to foot: lines that touch, with two columns or more."""
    uprights = _merged([rule for rule in rules if rule.upright])
    levels = _merged([rule for rule in rules if not rule.upright])
    if len(uprights) < 3 or len(levels) < 2 or len(uprights) + len(levels) > _MOST_RULES:
        return []
    found = [grid for group in _touching(uprights, levels) if (grid := _grid(group))]
    return sorted(found, key=lambda grid: -grid.top)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Strokes that continue one another as one rule (a border is drawn cell by cell)."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.place / _NEAR), r.low)):
        last = merged[-1] if merged else None
        if last and abs(last.place - rule.place) <= _NEAR and rule.low <= last.high + _NEAR:
            merged[-1] = Rule(rule.upright, last.place, last.low, max(last.high, rule.high))
        else:
            merged.append(rule)
    return merged


def _touching(uprights: Sequence[Rule], levels: Sequence[Rule]) -> list[list[Rule]]:
    """Rules grouped by touch: an upright and a level one that cross or meet."""
    levels = sorted(levels, key=lambda rule: rule.place)
    places = [rule.place for rule in levels]
    group = list(range(len(uprights) + len(levels)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for number, upright in enumerate(uprights):
        for index in range(bisect_left(places, upright.low - _NEAR), len(levels)):
            if places[index] > upright.high + _NEAR:
                break
            if _spans(levels[index], upright.place):
                group[root(number)] = root(len(uprights) + index)
    found: dict[int, list[Rule]] = {}
    for index, rule in enumerate([*uprights, *levels]):
        found.setdefault(root(index), []).append(rule)
    return list(found.values())


def _grid(rules: Sequence[Rule]) -> Grid | None:
    uprights = _distinct([rule.place for rule in rules if rule.upright])
    levels = _distinct([rule.place for rule in rules if not rule.upright])
    if len(uprights) < 3 or len(levels) < 2:
        return None
    return Grid(tuple(uprights), tuple(reversed(levels)), tuple(rules))


def _distinct(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2 * _NEAR:
            found.append(place)
    return found


def inside(grid: Grid, runs: Sequence[Run]) -> dict[tuple[int, int], list[Run]]:
    """The runs of the table by cell, in reading order of the cells."""
    cells: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        x, y = (run.left + run.right) / 2, run.base + 0.3 * run.size
        if grid.holds(x, y):
            cells.setdefault(grid.cell(x, y), []).append(run)
    return dict(sorted(cells.items()))
