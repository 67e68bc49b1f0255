"""Which rows of a table are rows of the new one."""

from __future__ import annotations

from zhargy.compare.comparison import Comparison, Mark
from zhargy.reports.redline.lines import Grid
from zhargy.reports.redline.order import in_order


def row_pairs(comparison: Comparison, old: Grid, new: Grid) -> list[tuple[int, int]]:
    """Rows in place, by their ordinals; the heads of two tables are always a pair."""
    first = 1 if old.has_head and new.has_head else 0
    places = (
        {row.address: n for n, row in enumerate(old.rows) if n >= first and row.address},
        {row.address: n for n, row in enumerate(new.rows) if n >= first and row.address},
    )
    links: dict[tuple[int, int], int] = {}
    for pair in comparison.pairs:
        if pair.old is None or pair.new is None:
            continue
        i, j = places[0].get(pair.old.address), places[1].get(pair.new.address)
        if i is not None and j is not None:
            links[i, j] = 1 + sum(len(p.text) for p in pair.pieces if p.mark is Mark.SAME)
    return [(0, 0)] * first + in_order(links)
