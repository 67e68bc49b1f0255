"""A count that goes on: how far it is, for the reader and for the page that looks for more."""

from __future__ import annotations

from typing import Any

from zhargy.messages.dates import moment
from zhargy.referendum.count import State
from zhargy.site.pages.votes.addresses import live_file
from zhargy.site.pages.votes.bars import length
from zhargy.site.pages.votes.published import stage_said, stated
from zhargy.site.votes import Vote


def going_on(vote: Vote, language: str) -> dict[str, Any] | None:
    """What the mark of a count says; nothing where nothing more is expected.

    `counted` is None on the day of the vote before any protocol has come; `after` says that a
    result was announced which does not count what this tells of.
    """
    if not vote.follows:
        return None
    said: dict[str, Any] = {
        "file": live_file(vote),
        "entry": vote.newest.place,
        "after": bool(vote.announced),
        "counted": None,
    }
    if vote.counting is None:
        return said
    counted = vote.counting.count
    tally = counted.tally()
    come = tally.precincts.get(State.COUNTED, 0)
    last = next(told for told, batch in reversed(vote.batches) if batch.about.kind == "official")
    return said | {
        "counted": come,
        "precincts": tally.expected,
        "width": length(come, tally.expected),
        "stage": stage_said(counted.stage, language),
        "as_of": counted.as_of,
        "when": moment(counted.as_of, language),
        "told": stated(last, language),
    }
