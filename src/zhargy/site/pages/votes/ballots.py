"""The figures of a place: who took part, and the ballots by class."""

from __future__ import annotations

from typing import Any

from zhargy.referendum.count import State, Tally
from zhargy.site.library import said_in
from zhargy.site.pages.votes.bars import length
from zhargy.site.votes import Vote


def voted_of(tally: Tally) -> int | None:
    """Those who took part; nothing where a counted protocol does not say it."""
    return tally.figures.get("voted")


def roll_of(tally: Tally, live: bool) -> int | None:
    """The roll that those who took part are a share of: of all precincts, or, while the count goes
    on, of those whose protocols have come."""
    return tally.figures.get("roll") if live else tally.roll_of_all


def figures_shown(tally: Tally, live: bool) -> dict[str, Any]:
    """The figures that the words about a place name."""
    figures = tally.figures
    return {
        "roll": roll_of(tally, live),
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
        for name in form.classes
        if name in figures
    ]
    return {
        "rows": rows,
        "voted": voted,
        "adds_up": voted is not None and sum(row["count"] for row in rows) == voted,
        "note": "both" in figures,
    }
