"""How likely each possible pair is one: a weighted sum of its columns, learned from gold alignments.

A logistic model whose weights may lean on the level of the acts: what a shared word is worth
depends on how much wording was kept. `python -m benchmarks fit` finds the weights (weights.py) and
says how they do on acts that they have not seen. The method: docs/decisions/0003-alignment.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhargy.compare.align.decide import Link
from zhargy.compare.align.evidence import Columns
from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.possible import Possible

# Below this no pair is shown, however little the acts have in common.
LEAST_SURE = 0.25
# Nor here, where a provision that likely has a partner would be shown without.
LEAST_OF_THE_LONE, _LIKELY = 1 / 3, 0.5
_HALF, _LEAST_LEVEL = 0.12, 0.3
_FURTHER = 0.8
_PASSED_OVER = 0.2
_NEVER = 1e-6


@dataclass(frozen=True)
class Weights:
    """`columns[name]`: the weight of a column, and what the level (0 to 1) adds to that weight.

    `alone`: constant and slope by which the probability that all pairs of a provision fail becomes
    the probability that it has no partner; some partners are not among the possible pairs, and what
    is unlikely of each pair alone is less so of many.
    """

    constant: float
    of_level: float
    columns: Mapping[str, tuple[float, float]]
    alone: tuple[float, float] = (0.0, 1.0)

    def sureness(self, columns: Columns, level: float) -> Numbers:
        """The probability of each pair."""
        logit: Numbers = np.full(
            len(next(iter(columns.values()))), self.constant + self.of_level * level
        )
        for name, (weight, with_level) in self.columns.items():
            logit += (weight + with_level * level) * columns[name]
        return _probability(logit)

    def loneliness(self, sure: Numbers, side: Index, count: int) -> Numbers:
        """The probability that each provision of one act has no partner.

        `side[k]` is the provision of that act in pair k, which has the probability `sure[k]`.
        """
        none = none_holds(sure, side, count)
        return _probability(self.alone[0] + self.alone[1] * (np.log(none) - np.log1p(-none)))


def none_holds(sure: Numbers, side: Index, count: int) -> Numbers:
    """The probability that all pairs of each provision fail, if they fail by themselves."""
    unsure = np.ones(count)
    np.multiply.at(unsure, side, 1.0 - sure)
    return np.clip(unsure, _NEVER, 1.0 - _NEVER)


def _probability(logit: Numbers) -> Numbers:
    probability: Numbers = 1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0)))
    return probability


def first_guess(
    possible: Possible, links: Sequence[Link], scores: Numbers, level: float
) -> Numbers:
    """How sure the first choice makes each pair, before any learned weight."""
    half = _HALF * max(_LEAST_LEVEL, level)
    assigned = possible.holding([link for link in links if link.rule == "assigned"])
    trust = np.maximum(assigned, np.maximum(_FURTHER * possible.holding(links), _PASSED_OVER))
    guess: Numbers = scores / (scores + half) * trust
    return guess


def chosen(
    possible: Possible, sure: Numbers, first: Sequence[Link], lone: tuple[Numbers, Numbers]
) -> list[Link]:
    """The pairs that hold, in the order of the old act.

    Those that together have the best expected F1; and the best pair of each provision that would
    be left alone although it likely has a partner. `lone`: the probability that it has none.
    """
    if not len(possible):
        return []
    best = _of_best_f1(sure)
    holds = best | _of_the_lone(possible.old, lone[0], sure, best)
    holds |= _of_the_lone(possible.new, lone[1], sure, best)
    rules = {(link.old, link.new): link.rule for link in first}
    pairs = zip(possible.old[holds].tolist(), possible.new[holds].tolist(), strict=True)
    return [
        Link(i, j, float(p), rules.get((i, j), "context"))
        for (i, j), p in zip(pairs, sure[holds].tolist(), strict=True)
    ]


def _of_best_f1(sure: Numbers) -> NDArray[np.bool_]:
    """Which pairs together have the best expected F1.

    With q pairs of probabilities p1 >= p2 >= ... the first k have the expected F1 of about
    2 (p1 + ... + pk) / (k + p1 + p2 + ... ) (Nan, Chai, Lee and Chieu 2012).
    """
    ranked = np.sort(sure)[::-1]
    expected = 2.0 * np.cumsum(ranked) / (np.arange(1, len(ranked) + 1) + ranked.sum())
    least = max(LEAST_SURE, float(ranked[int(expected.argmax())]))
    return sure >= least


def _of_the_lone(
    side: Index, lone: Numbers, sure: Numbers, holds: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """The best pair, if likely enough, of each provision that has none but likely has a partner."""
    without = lone < _LIKELY
    without[side[holds]] = False
    order = np.lexsort((-sure, side))
    best = order[np.flatnonzero(np.diff(side[order], prepend=-1))]
    added = np.zeros(len(side), bool)
    added[best[without[side[best]] & (sure[best] >= LEAST_OF_THE_LONE)]] = True
    return added
