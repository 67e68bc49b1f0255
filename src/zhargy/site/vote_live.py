"""How far a count is, in a small file that open pages look at (docs/spec/page.md)."""

from __future__ import annotations

import json
from typing import Any

from zhargy.referendum.count import Count
from zhargy.referendum.entries import Recounted
from zhargy.site.pages.votes.data import figures_as_data
from zhargy.site.votes import Vote

SCHEMA = "zhargy.live/1"


def vote_live(vote: Vote) -> bytes:
    """The same bytes until an entry comes that says something of the question."""
    said = {
        "schema": SCHEMA,
        "referendum": vote.referendum,
        "question": vote.question,
        "entry": vote.newest.place,
        "live": vote.counting is not None,
        "count": _count(vote.counting) if vote.counting else None,
        "result": _result(vote),
    }
    return f"{json.dumps(said, ensure_ascii=False)}\n".encode()


def _count(found: Recounted) -> dict[str, Any]:
    counted: Count = found.count
    return {
        "stage": counted.stage,
        "as_of": counted.as_of,
        "preliminary": True,
        **figures_as_data(counted.tally()),
    }


def _result(vote: Vote) -> dict[str, Any] | None:
    if vote.standing is None:
        return None
    entry = vote.standing.told.entry
    return {
        "entry": vote.standing.told.place,
        "stage": entry.body["stage"],
        "as_of": entry.as_of,
        "figures": entry.body["figures"],
    }
