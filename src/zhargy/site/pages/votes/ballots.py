"""The figures of a place: who took part, and the ballots by class."""

from __future__ import annotations

from typing import Any

from zhargy.referendum.count import State, Tally
from zhargy.site.library import said_in
from zhargy.site.pages.votes.bars import length
from zhargy.site.votes import Vote

# The classes of ballots that a bar is drawn for, in this order.
CLASSES = ("yes", "no", "both", "blank", "invalid")


def voted_of(tally: Tally) -> int | None:
    """Those who took part; nothing where a counted protocol does not say it."""
    return tally.figures.get("voted")


def figures_shown(tally: Tally) -> dict[str, Any]:
    """The figures that the words about a place name."""
    figures = tally.figures
    return {
        "roll": tally.roll_of_all,
        "roll_without": tally.roll_without if tally.roll_without != tally.roll_of_all else None,
        "voted": voted_of(tally),
        "yes": figures.get("yes"),
        "no": figures.get("no"),
        "precincts": tally.expected,
        "counted": tally.precincts.get(State.COUNTED, 0),
    }


def ballot_classes(vote: Vote, tally: Tally, language: str) -> dict[str, Any]:
    """The ballots by class, each with its share of those who took part; they add up to it."""
    form, figures = vote.put.form, tally.figures
    voted = voted_of(tally)
    rows: list[dict[str, Any]] = [
        {
            "name": said_in(form.line(name).title, language),
            "count": figures[name],
            "width": length(figures[name], voted),
            "need": name == "yes",
        }
        for name in CLASSES
        if name in form.names and name in figures
    ]
    return {
        "rows": rows,
        "voted": voted,
        "adds_up": voted is not None and sum(row["count"] for row in rows) == voted,
        "note": "both" in figures,
    }
