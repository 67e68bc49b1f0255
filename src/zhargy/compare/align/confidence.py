"""How sure a pair is, and why: of pairs said at 0.9, nine in ten are right."""

from __future__ import annotations

import math
from collections.abc import Sequence

from zhargy.compare.align.aligner import Alignment
from zhargy.compare.align.decide import Link
from zhargy.compare.comparison import Reason
from zhargy.text.provision import Provision

# Logistic weights: constant, log score, log of the lead over the runner-up, level, further partner.
_WEIGHTS = (3.2, 1.4, 0.5, 1.2, -1.0)


def confidence_of(link: Link, alignment: Alignment) -> float:
    """Calibrated on the gold alignments that are not kept unseen (docs/benchmarks.md)."""
    score = max(1e-3, link.score)
    rivals = [
        value
        for nearest, own in (
            (alignment.nearest_of_old[link.old], link.new),
            (alignment.nearest_of_new[link.new], link.old),
        )
        for place, value in nearest
        if place != own
    ]
    lead = max(1e-2, score / (score + max(rivals, default=0.0)))
    constant, of_score, of_lead, of_level, of_further = _WEIGHTS
    logit = (
        constant
        + of_score * math.log(score)
        + of_lead * math.log(lead)
        + of_level * alignment.level
        + of_further * (link.rule != "assigned")
    )
    return round(1.0 / (1.0 + math.exp(-logit)), 4)


def reasons_of(
    link: Link, alignment: Alignment, old: Sequence[Provision], new: Sequence[Provision]
) -> tuple[Reason, ...]:
    """What speaks for the pair: shares of words both ways, how it was chosen."""
    reasons = [
        Reason("score", round(link.score, 4)),
        Reason("new-from-old", round(float(alignment.scores.w[link.old, link.new]), 4)),
        Reason("old-in-new", round(float(alignment.scores.v[link.old, link.new]), 4)),
        Reason(link.rule, 1.0),
    ]
    if old[link.old].text == new[link.new].text:
        reasons.insert(0, Reason("same-text", 1.0))
    return tuple(reasons)
