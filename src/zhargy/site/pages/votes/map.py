"""The units on a map of equal tiles."""

from __future__ import annotations

from typing import Any

from zhargy.site.pages.votes.addresses import named, place_path
from zhargy.site.pages.votes.ballots import voted_of
from zhargy.site.pages.votes.places import holding
from zhargy.site.votes import Vote


def tiles(vote: Vote, language: str) -> dict[str, Any] | None:
    """The units as equal tiles: their share for, and whether the clause holds there."""
    assert vote.found
    units = vote.found.count.tallies("unit")
    if not units or "yes" not in vote.put.form.names:
        return None
    holds = holding(vote)
    drawn: list[dict[str, Any]] = []
    for tally in units:
        voted, yes = voted_of(tally), tally.figures.get("yes")
        at = (vote.tiles or {}).get(tally.place.code)
        tenths = (yes * 2000 + voted) // (2 * voted) if yes is not None and voted else None
        drawn.append(
            {
                "code": tally.place.code,
                "short": tally.place.code.rpartition("-")[2],
                "name": named(tally.place, language),
                "path": place_path(vote, tally.place.code, language),
                "tenths": tenths,
                "step": "" if tenths is None else f"q{min(5, max(1, tenths // 100 - 3))}",
                "holds": holds.get(tally.place.code),
                "place": f"r{at[0]} c{at[1]}" if at and max(at) <= 9 else "",
            }
        )
    known = [tile for tile in drawn if tile["tenths"] is not None]
    closest = min(known, key=lambda tile: abs(tile["tenths"] - 500), default=None)
    return {
        "tiles": drawn,
        "asks": any(tile["holds"] is not None for tile in drawn),
        "held": sum(tile["holds"] is True for tile in drawn),
        "closest": closest,
    }
