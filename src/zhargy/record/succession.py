"""Whether an accepted checkpoint follows one that was seen before, and whether it is of today."""

from __future__ import annotations

from collections.abc import Sequence

from zhargy.errors import RecordMismatch
from zhargy.record.policy import Accepted, Policy
from zhargy.record.tree import check_consistency


def check_succession(older: Accepted, newer: Accepted, proof: Sequence[bytes]) -> None:
    """Raise unless the newer checkpoint only adds to the older one.

    1. Both are of one origin. 2. The tree has not shrunk, forked or been rewritten. 3. No witness
    that cosigned both did so in the wrong order.
    """
    old, new = older.checkpoint, newer.checkpoint
    if old.origin != new.origin:  # 1
        raise RecordMismatch("V53", where=new.origin, wanted=old.origin)
    check_consistency(old.size, old.root, new.size, new.root, proof)  # 2
    for name, time in newer.witnesses.items():  # 3
        if time < older.witnesses.get(name, 0):
            raise RecordMismatch("V55", where=name)


def check_fresh(accepted: Accepted, policy: Policy, on: int, within: int) -> None:
    """Raise unless the quorum cosigned at most `within` seconds before or after the time `on`.

    Under `quorum none` one such cosignature is wanted all the same: nothing else tells the time.
    """
    lately = {name for name, time in accepted.witnesses.items() if abs(on - time) <= within}
    if not lately or not policy.met(lately):
        raise RecordMismatch("V56", where=accepted.checkpoint.origin, seconds=within)
