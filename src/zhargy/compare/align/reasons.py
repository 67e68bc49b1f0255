"""Why two provisions were held to be a pair."""

from __future__ import annotations

from collections.abc import Sequence

from zhargy.compare.align.aligner import Alignment
from zhargy.compare.align.decide import Link
from zhargy.compare.comparison import Reason
from zhargy.text.provision import Provision


def reasons_of(
    link: Link, alignment: Alignment, old: Sequence[Provision], new: Sequence[Provision]
) -> tuple[Reason, ...]:
    """What speaks for the pair: shares of words both ways, how it was chosen."""
    reasons = [Reason(link.rule, 1.0)]
    if (link.old, link.new) in alignment.shares:
        names = ("score", "new-from-old", "old-in-new")
        shares = zip(names, alignment.shares[link.old, link.new], strict=True)
        reasons = [*(Reason(name, value) for name, value in shares), *reasons]
    if old[link.old].text == new[link.new].text:
        reasons.insert(0, Reason("same-text", 1.0))
    return tuple(reasons)
