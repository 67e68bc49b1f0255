"""Which pairs hold: first the best one-to-one assignment, then further partners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from zhargy.compare.align.score import Scores

# Times the level of the pair of acts (see `Field.level`).
KEEP = 0.05
FURTHER = 0.08
ORPHAN = 0.5
_DENSE = 4_000_000


@dataclass(frozen=True, slots=True)
class Link:
    """Two provisions by their places in the acts. `rule`: assigned, further or orphan."""

    old: int
    new: int
    score: float
    rule: str


def decide(scores: Scores, level: float) -> list[Link]:
    """The pairs that hold, in the order of the old act."""
    chosen = _assigned(scores.g, KEEP * level)
    _add_further(chosen, scores.g, FURTHER * level)
    _add_orphans(chosen, scores)
    return [chosen[key] for key in sorted(chosen)]


Chosen = dict[tuple[int, int], Link]


def _assigned(g: sparse.csr_array, least: float) -> Chosen:
    rows, columns = _matching(g)
    values = np.asarray(g[rows, columns]).ravel() if len(rows) else np.zeros(0)
    return {
        (int(i), int(j)): Link(int(i), int(j), float(value), "assigned")
        for i, j, value in zip(rows, columns, values, strict=True)
        if value > least
    }


def _matching(g: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """One partner at most for each, the sum of the scores as large as can be."""
    if 0 in g.shape:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if g.shape[0] * g.shape[1] <= _DENSE:
        return linear_sum_assignment(g.todense(), maximize=True)
    # A column of its own for each row, worth nothing: being alone is allowed.
    alone = sparse.diags_array(np.full(g.shape[0], 1e-9))
    wide = sparse.csr_array(sparse.hstack([g, alone]))
    rows, columns = min_weight_full_bipartite_matching(wide, maximize=True)
    paired = columns < g.shape[1]
    return rows[paired], columns[paired]


def _add_further(chosen: Chosen, g: sparse.csr_array, least: float) -> None:
    table = g.tocoo()
    for i, j, value in zip(table.row, table.col, table.data, strict=True):
        if value > least and (int(i), int(j)) not in chosen:
            chosen[int(i), int(j)] = Link(int(i), int(j), float(value), "further")


def _add_orphans(chosen: Chosen, scores: Scores) -> None:
    """One without a partner joins the provision that explains half of it."""
    paired_old = {i for i, _ in chosen}
    paired_new = {j for _, j in chosen}
    for matrix, axis, paired in ((scores.v, 0, paired_old), (scores.w, 1, paired_new)):
        table = matrix.tocoo()
        own, other = (table.row, table.col) if axis == 0 else (table.col, table.row)
        order = np.lexsort((other, -table.data))
        for k in order:
            if table.data[k] < ORPHAN:
                break
            if int(own[k]) in paired:
                continue
            paired.add(int(own[k]))
            key = (int(table.row[k]), int(table.col[k]))
            chosen.setdefault(key, Link(*key, float(table.data[k]), "orphan"))
