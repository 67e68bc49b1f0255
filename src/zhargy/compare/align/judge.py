"""How likely each possible pair is one: a weighted sum of its columns, learned from gold alignments.

A logistic model whose weights may lean on the level of the acts: what a shared word is worth
depends on how much wording was kept. `python -m benchmarks fit` finds the weights (weights.py) and
says how they do on acts that they have not seen. The method: docs/decisions/0003-alignment.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zhargy.compare.align.decide import Link
from zhargy.compare.align.evidence import Columns
from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.possible import Possible

# Below this no pair is shown, however little the acts have in common.
LEAST_SURE = 0.25
_HALF, _LEAST_LEVEL = 0.12, 0.3
_CHOSEN = {"assigned": 1.0, "further": 0.8, "orphan": 0.8}
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


def first_guess(words: Columns, scores: Numbers, level: float) -> Numbers:
    """How sure the first choice makes each pair, before any learned weight."""
    half = _HALF * max(_LEAST_LEVEL, level)
    chosen = np.maximum.reduce([worth * words[rule] for rule, worth in _CHOSEN.items()])
    guess: Numbers = scores / (scores + half) * np.maximum(chosen, _PASSED_OVER)
    return guess


def chosen(possible: Possible, sure: Numbers, first: Sequence[Link]) -> list[Link]:
    """The pairs that together have the best expected F1, in the order of the old act.

    With q pairs of probabilities p1 >= p2 >= ... the first k have the expected F1 of about
    2 (p1 + ... + pk) / (k + p1 + p2 + ... ) (Nan, Chai, Lee and Chieu 2012).
    """
    if not len(possible):
        return []
    ranked = np.sort(sure)[::-1]
    expected = 2.0 * np.cumsum(ranked) / (np.arange(1, len(ranked) + 1) + ranked.sum())
    least = max(LEAST_SURE, float(ranked[int(expected.argmax())]))
    rules = {(link.old, link.new): link.rule for link in first}
    return [
        Link(i, j, float(p), rules.get((i, j), "context"))
        for i, j, p in zip(possible.old.tolist(), possible.new.tolist(), sure.tolist(), strict=True)
        if p >= least
    ]
