"""Turnout during the day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from zhargy.referendum.turnout import Reading
from zhargy.site.pages.votes.ballots import voted_of
from zhargy.site.pages.votes.bars import coordinate
from zhargy.site.pages.votes.published import stated
from zhargy.site.votes import Vote

_HOURS_HIGH, _HOURS_TOP = 190, 32


def hours(vote: Vote, language: str) -> dict[str, Any] | None:
    """The readings of the whole: a series of its own, never joined with the count."""
    country = vote.put.tree.places[0].code
    own = [one for one in vote.readings if one.unit == country]
    # Ballots that were counted out, rather than percentages as printed.
    readings = [one for one in own if one.measure == "ballots"] or own or _summed(vote)
    roll = next((one.entry.body["total"] for one in reversed(vote.rolls)), 0)
    bars: list[dict[str, Any]] = []
    for one in readings:
        if one.measure == "ballots":
            if not roll:
                return None
            share = Fraction(one.value) * 100 / roll
        else:
            share = Fraction(one.value)
        height = int(share * _HOURS_HIGH / 100)
        tenths = int(share * 10 + Fraction(1, 2))
        bars.append(
            {
                "time": one.time.text[11:16],
                "count": int(one.value) if one.measure == "ballots" else None,
                "tenths": tenths,
                "height": height,
                "top": _HOURS_TOP + _HOURS_HIGH - height,
            }
        )
    if not bars:
        return None
    step = Fraction(100, len(bars))
    for n, bar in enumerate(bars):
        left = step * n + step / 6
        bar |= {
            "x": coordinate(left, Fraction(100)),
            "mid": coordinate(left + step / 3, Fraction(100)),
        }
    final = vote.found.count.tally() if vote.found else None
    return {
        "bars": bars,
        "width": coordinate(step * 2 / 3, Fraction(100)),
        "roll": roll,
        "base": _HOURS_TOP + _HOURS_HIGH,
        "half": _HOURS_TOP + _HOURS_HIGH // 2,
        "top": _HOURS_TOP,
        "final": voted_of(final) if final else None,
        "zone": _zone(readings),
        "told": stated(vote.turnout, language) if vote.turnout else None,
    }


def _zone(readings: Sequence[Reading]) -> str:
    """The zone in which all the times are written ("+05:00"); "" where they are not alike."""
    said = (one.time.text[16:].lstrip(":0123456789.") for one in readings)
    zones = {zone.replace("Z", "+00:00") for zone in said}
    return zones.pop() if len(zones) == 1 else ""


def _summed(vote: Vote) -> list[Any]:
    """The sums of the units at each time at which all of them gave ballots."""
    units = [p.code for p in vote.put.tree.places if p.kind == "unit"]
    by_time: dict[Any, dict[str, Any]] = {}
    for one in vote.readings:
        if one.measure == "ballots" and one.unit in units:
            by_time.setdefault(one.time, {})[one.unit] = one
    found = []
    for _, readings in sorted(by_time.items()):
        if len(readings) == len(units):
            first = next(iter(readings.values()))
            total = sum((one.value for one in readings.values()), Fraction(0))
            found.append(type(first)("", first.time, total, "ballots"))
    return found
