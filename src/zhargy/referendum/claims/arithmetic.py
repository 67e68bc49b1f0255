"""What may have happened to a number on its way: a digit lost, added, changed; the point moved."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from zhargy.referendum.claims.quantity import Quantity


class Slip(StrEnum):
    """How the digits of a published number differ from those of the true one."""

    DROPPED = "dropped"
    ADDED = "added"
    SWAPPED = "swapped"
    CHANGED = "changed"
    SCALE = "scale"


def slip_of(said: str, true: str) -> Slip | None:
    """The one slip that turns the digits `true` into `said`, if one does.

    >>> slip_of("20696", "206096").value, slip_of("7954666", "7954667").value
    ('dropped', 'changed')
    >>> slip_of("9172192", "9127192").value, slip_of("12", "21") is None
    ('swapped', False)
    """
    if said == true:
        return None
    if len(said) == len(true):
        other = [n for n, (one, two) in enumerate(zip(said, true, strict=True)) if one != two]
        if len(other) == 1:
            return Slip.CHANGED
        if len(other) == 2:
            first, second = other
            if said[first] == true[second] and said[second] == true[first]:
                return Slip.SWAPPED
        return None
    if len(said) + 1 == len(true):
        return Slip.DROPPED if _without_one(true, said) else None
    if len(said) == len(true) + 1:
        return Slip.ADDED if _without_one(said, true) else None
    return None


def _without_one(longer: str, shorter: str) -> bool:
    """Is `shorter` what is left of `longer` without one digit?"""
    at = 0
    while at < len(shorter) and longer[at] == shorter[at]:
        at += 1
    return longer[at + 1 :] == shorter[at:]


def digits_of(value: Fraction, step: Fraction) -> str:
    """A value rounded half up to its step, as digits alone: 0.8715 by 1/10000 is "8715".

    >>> digits_of(Fraction(7954667, 9127192), Fraction(1, 10000))
    '8715'
    """
    return str((value / step + Fraction(1, 2)).__floor__())


def slip_between(quantity: Quantity, true: Fraction, least: int) -> Slip | None:
    """The slip that would make `quantity` of `true`, where at least `least` digits were written.

    A point or a "million" in the wrong place is a slip of scale.
    """
    said = digits_of(quantity.value, quantity.step)
    if quantity.places >= 2:
        for power in (1, 2, 3, 6):
            # Only a written point or "million" can be in the wrong place by a digit or two.
            if power < 3 and quantity.step == 1:
                continue
            for factor in (Fraction(10**power), Fraction(1, 10**power)):
                scaled = Quantity(quantity.value * factor, quantity.step * factor, quantity.share)
                if scaled.fit(true) is not None:
                    return Slip.SCALE
    if len(said if quantity.step == 1 else said.rstrip("0")) < least:
        return None
    if not quantity.share and quantity.step != 1:
        return None
    return slip_of(said, digits_of(true, quantity.step))


def reachable(quantity: Quantity, whole: int) -> bool:
    """Can any whole number of `whole` people round to this share?

    >>> reachable(Quantity(Fraction(1, 2), Fraction(1, 10000), True), 3)
    False
    """
    half = quantity.step / 2
    least = ((quantity.value - half) * whole).__ceil__()
    most = ((quantity.value + half) * whole).__floor__()
    return max(0, least) <= min(whole, most)
