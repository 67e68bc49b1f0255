"""What the pairs around it say of each possible pair: its rivals, neighbours, article and lead-in.

All of it follows from `sure`, how likely each possible pair was held to be so far.
"""

from __future__ import annotations

import numpy as np

from zhargy.compare.align.context import WEIGHT
from zhargy.compare.align.evidence import Columns, to_level
from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.rare import Shared
from zhargy.compare.align.score import Field

_DOUBT = 0.3  # so much weight on nothing known
_LEAST = 0.02
_ALONE = 1e-12
_RIVALRY = 0.2


def of_surroundings(
    possible: Possible,
    old: Passages,
    new: Passages,
    field: Field,
    found: Shared,
    sure: Numbers,
    level: float,
) -> Columns:
    """All columns that rest on other pairs. `found`: the rare words that each pair shares."""
    neighbours = _of_neighbours(possible, sure)
    articles = _of_articles(possible, old, new, sure)
    prior = 0.5 * np.clip(articles["article-larger"], 0.0, 1.0) + 0.5 * np.clip(
        np.maximum.reduce(
            [
                neighbours["next"],
                neighbours.pop("next-but-one"),
                0.5 * neighbours["crossing"],
                0.5 * neighbours.pop("beside"),
            ]
        ),
        0.0,
        1.0,
    )
    w, v = _shares_in_context(possible, field, prior, level)
    share = to_level(np.minimum(w, v), level)
    return {
        "share-in-context/level": share,
        "prior": prior,
        "prior-share": prior * share,
        **articles,
        **neighbours,
        **_of_rivals(possible, sure),
        **_of_the_lone(possible, found, sure),
        **_of_leads(possible, old, new, sure),
    }


def _of_neighbours(possible: Possible, sure: Numbers) -> Columns:
    """How sure the pairs are that stand one or two provisions away on one side or on both."""

    def shifted(old: int, new: int) -> Numbers:
        return possible.at(sure, possible.old + old, possible.new + new)

    near = (-2, -1, 1, 2)
    return {
        "next": np.maximum(shifted(-1, -1), shifted(1, 1)),
        "next-but-one": np.maximum(shifted(-2, -2), shifted(2, 2)),
        "crossing": np.maximum.reduce([shifted(a, b) for a in near for b in near if a != b]),
        "beside": np.maximum.reduce([shifted(0, -1), shifted(0, 1), shifted(-1, 0), shifted(1, 0)]),
    }


def _of_articles(possible: Possible, old: Passages, new: Passages, sure: Numbers) -> Columns:
    """Which part of either article goes to the other, the pair itself left out."""
    a, b = old.articles[possible.old], new.articles[possible.new]
    width = int(new.articles.max(initial=-1)) + 1
    _, place = np.unique(a * width + b, return_inverse=True)
    flow = np.bincount(place, sure)[place] - sure
    shares = [flow / (np.bincount(own, sure)[own] - sure + _DOUBT) for own in (a, b)]
    return {"article-larger": np.maximum(*shares), "article-smaller": np.minimum(*shares)}


def _of_rivals(possible: Possible, sure: Numbers) -> Columns:
    """The best other pair of either text, and all its other pairs together."""
    sides = possible.old, possible.new
    best = [possible.best_other(sure, side) for side in sides]
    rest = [np.bincount(side, sure)[side] - sure for side in sides]
    logs = [np.log(values + _LEAST) for values in best]
    first = [(sure >= values - _ALONE).astype(float) for values in best]
    return {
        "rival-stronger": np.maximum(*logs),
        "rival-weaker": np.minimum(*logs),
        "rivals-more": np.maximum(*rest),
        "first-for-both": np.minimum(*first),
    }


def _of_the_lone(possible: Possible, found: Shared, sure: Numbers) -> Columns:
    """The rare words of either text that the other holds, the less the more its rivals are held
    to be partners: who has no other home or source needs this one."""
    sides = (possible.old, found.of_old), (possible.new, found.of_new)
    held = []
    for side, share in sides:
        rest = np.bincount(side, sure)[side] - sure
        held.append(share * _RIVALRY / (_RIVALRY + rest))
    return {"held-by-the-lone": np.maximum(*held), "held-by-both-lone": np.minimum(*held)}


def _of_leads(possible: Possible, old: Passages, new: Passages, sure: Numbers) -> Columns:
    """How sure their lead-ins are a pair, and what stands under them."""
    above = old.parents[possible.old], new.parents[possible.new]
    both = (above[0] >= 0) & (above[1] >= 0)
    under = [np.bincount(p.parents[p.parents >= 0], minlength=len(p)) for p in (old, new)]
    below = under[0][possible.old], under[1][possible.new]
    fewer = np.minimum(*below)
    return {
        "lead": np.where(both, possible.at(sure, *above), 0.0),
        "both-led": both.astype(float),
        "none-led": ((above[0] < 0) & (above[1] < 0)).astype(float),
        "lead-with-item": np.maximum(
            possible.at(sure, above[0], possible.new), possible.at(sure, possible.old, above[1])
        ),
        "items": _between_items(possible, above, both, sure) / (fewer + _DOUBT),
        "both-lead": ((below[0] > 0) & (below[1] > 0)).astype(float),
        "one-leads": ((below[0] > 0) != (below[1] > 0)).astype(float),
    }


def _between_items(
    possible: Possible, above: tuple[Index, Index], both: np.ndarray, sure: Numbers
) -> Numbers:
    """For each pair the sum of the pairs between what stands under its texts."""
    width = possible.shape[1]
    keys, place = np.unique(above[0][both] * width + above[1][both], return_inverse=True)
    if not len(keys):
        return np.zeros(len(possible))
    sums = np.bincount(place, sure[both])
    wanted = possible.old * width + possible.new
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[found] == wanted, sums[found], 0.0)


def _shares_in_context(
    possible: Possible, field: Field, prior: Numbers, level: float
) -> tuple[Numbers, Numbers]:
    """Both shares once more, from cosines that the surroundings have lowered."""
    lowered = []
    for side, flipped in ((field.old, False), (field.new, True)):
        own = np.repeat(np.arange(side.found.shape[0]), side.found.shape[1])
        pair = (side.found.ravel(), own) if flipped else (own, side.found.ravel())
        known = possible.at(prior, *pair).reshape(side.cosines.shape)
        cosines = side.cosines - WEIGHT * level * (1.0 - known)
        lowered.append(np.where(side.cosines > 0, np.maximum(cosines, 0.0), 0.0))
    scores = field.scores(*lowered)
    return possible.of_matrix(scores.w), possible.of_matrix(scores.v)
