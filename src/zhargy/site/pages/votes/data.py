"""A question and its places for other programs."""

from __future__ import annotations

from typing import Any

from zhargy.referendum.count import State, Tally
from zhargy.reports.outcome_json import outcome_as_dict
from zhargy.site.pages.votes.addresses import named
from zhargy.site.votes import Vote


def data_of(vote: Vote) -> dict[str, Any]:
    """A question as other programs read it."""
    body = vote.told.entry.body
    found = vote.found
    return {
        "referendum": vote.referendum,
        "question": vote.question,
        "day": body["day"],
        "asks": body["asks"],
        "entry": vote.told.place,
        "results": [
            {
                "stage": one.told.entry.body["stage"],
                "as_of": one.told.entry.as_of,
                "source": one.told.entry.source,
                "entry": one.told.place,
                "figures": one.told.entry.body["figures"],
                "readings": one.told.entry.body["readings"],
            }
            for one in vote.announced
        ],
        "live": vote.counting is not None,
        "outcome": outcome_as_dict(found.decided) if found and not vote.live else None,
        "whole": figures_as_data(found.count.tally()) if found else None,
        "units": rows_of(vote, ""),
    }


def figures_as_data(tally: Tally) -> dict[str, Any]:
    """The figures of a place as other programs read them."""
    return {
        "roll": tally.roll_of_all,
        "roll_without": tally.roll_without,
        "figures": dict(tally.figures),
        "precincts": tally.expected,
        "counted": tally.precincts.get(State.COUNTED, 0),
    }


def rows_of(vote: Vote, code: str) -> list[dict[str, Any]]:
    """The places right below one, for spreadsheets."""
    if vote.found is None:
        return []
    root = code or vote.put.tree.places[0].code
    rows = []
    for place in vote.children.get(root, ()):
        tally = vote.found.count.tally(place.code)
        rows.append(
            {
                "place": place.code,
                "kind": place.kind,
                "name": named(place, "en"),
                "precincts": tally.expected,
                "counted": tally.precincts.get(State.COUNTED, 0),
                "roll": tally.roll_of_all,
                **{name: tally.figures.get(name) for name in vote.put.form.names if name != "roll"},
            }
        )
    return rows
