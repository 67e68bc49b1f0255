"""Rows of sums inside a table, held against the protocols that they are the sums of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Mask
from zhargy.referendum.protocols import Batch, Total
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.result import WHOLE
from zhargy.referendum.standing import Standing
from zhargy.referendum.swapped import are_swapped, swap
from zhargy.referendum.units import Tree


def disagreeing_totals(batch: Batch, stands: Standing) -> list[Remark]:
    """The rows of sums that are not the sum of the rows of their table, or, in the sheet of a
    commission that has no rows of precincts, of the protocols that stand: Q64 for each line, or Q94
    where yes and no stand the other way round.

    A line that a protocol of theirs does not give cannot be checked.
    """
    tree, found = stands.tree, []
    for total in batch.totals:
        below = tree.precincts_of(0 if total.place == WHOLE else tree.number[total.place])
        rows = (batch.ordinals >= below.start) & (batch.ordinals < below.stop)
        if rows.any():
            lines = np.array(batch.lines, dtype=np.int64)[rows]
            summed = _of_rows(total, batch, rows)
            there = f"{batch.file}, {lines.min()}–{lines.max()}"
        else:
            summed, there = _of_protocols(total, stands, below), _files(stands, below)
        found += _apart(batch, total, tree, summed, there)
    return found


def _of_rows(total: Total, batch: Batch, rows: Mask) -> dict[str, int]:
    return {
        name: int(batch.figures[name].values[rows].sum())
        for name in total.figures
        if not batch.figures[name].absent[rows].any()
    }


def _of_protocols(total: Total, stands: Standing, below: range) -> dict[str, int]:
    """The sums of what stands, where a protocol stands for every precinct."""
    mine = slice(below.start, below.stop)
    if not below or not stands.stands[mine].all():
        return {}
    at = {name: stands.lines.index(name) for name in total.figures}
    return {
        name: int(stands.figures[line, mine].sum())
        for name, line in at.items()
        if stands.given[line, mine].all()
    }


def _files(stands: Standing, below: range) -> str:
    mine: NDArray[np.int64] = np.unique(stands.batch[below.start : below.stop])
    return ", ".join(dict.fromkeys(stands.batches[n].file for n in mine.tolist() if n >= 0))


def _apart(
    batch: Batch, total: Total, tree: Tree, summed: dict[str, int], there: str
) -> list[Remark]:
    place, found = total.place or tree.places[0].code, []
    turned = are_swapped(total.figures, summed)
    if turned:
        found.append(swap(place, total.figures, (batch.file, total.line), there))
    for name, reckoned in summed.items():
        stated = total.figures[name]
        if stated == reckoned or (turned and name in ("yes", "no")):
            continue
        fields = said(place=place, column=name, stated=stated, summed=reckoned)
        figures = (("stated", stated), ("summed", reckoned))
        found.append(
            Remark("Q64", "warning", batch.file, total.line, name, place, (name,),
                   fields=fields, figures=figures)
        )  # fmt: skip
    return found
