"""The places right below one, with their figures and the sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhargy.messages import say
from zhargy.referendum.count import State, Tally
from zhargy.site.library import said_in
from zhargy.site.pages.votes.addresses import named, place_path
from zhargy.site.pages.votes.ballots import roll_of, voted_of
from zhargy.site.votes import Vote

# So many precincts beside units are shown as their sum, with a list below.
_WORTH_FOLDING = 4


def table(vote: Vote, code: str, language: str) -> dict[str, Any]:
    """The places right below one, with their figures, and the sum. Precincts that stand beside
    units are `apart`, and `beside` is their sum."""
    assert vote.found
    counted = vote.found.count
    root = code or vote.put.tree.places[0].code
    holds = holding(vote)
    rows: list[dict[str, Any]] = []
    apart: list[dict[str, Any]] = []
    for place in vote.children.get(root, ()):
        tally = counted.tally(place.code)
        row = {
            "name": named(place, language),
            "code": place.code,
            "path": place_path(vote, place.code, language),
            "type": say(f"vote-type-{place.type}", language) if place.type != "ordinary" else "",
            "holds": holds.get(place.code),
            "state": state_of(tally, language, vote.live),
            **_sums(vote, tally),
        }
        alone = place.kind == "precinct" and vote.place(root).kind != "commission"
        (apart if alone else rows).append(row)
    if len(apart) < _WORTH_FOLDING:
        rows, apart = [*rows, *apart], []
    every, whole = [*rows, *apart], _sums(vote, counted.tally(root))
    answered = [row["holds"] for row in every if row["holds"] is not None]
    classes = vote.put.form.classes
    return {
        "rows": rows,
        "apart": apart,
        "beside": {"holds": None, **_added(apart)},
        "heads": [head(vote, name, language) for name in classes],
        "for_yes": "yes" in classes,
        "asks": bool(answered),
        "held": sum(answered),
        "asked": len(answered),
        "open": not counted.tally(root).complete,
        "live": vote.live,
        "partial": vote.partial,
        "whole": whole,
        "name": named(vote.place(root), language),
        "adds_up": all(_adds_up(row) for row in (*every, whole)),
    }


def _sums(vote: Vote, tally: Tally) -> dict[str, Any]:
    return {
        "counted": tally.precincts.get(State.COUNTED, 0),
        "precincts": tally.expected,
        "roll": roll_of(tally, vote.live),
        "voted": voted_of(tally),
        "yes": tally.figures.get("yes"),
        "cells": [tally.figures.get(name) for name in vote.put.form.classes],
    }


def _added(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The sum of rows; a figure that a counted one does not give is not known of the sum."""

    def total(values: Iterable[int | None]) -> int | None:
        given = list(values)
        return sum(filter(None, given)) if None not in given and given else None

    come = [row for row in rows if row["counted"]]
    names = ("counted", "precincts")
    return {name: sum(row[name] for row in rows) for name in names} | {
        "roll": total(row["roll"] for row in rows if row["counted"] or row["roll"] is not None),
        "voted": total(row["voted"] for row in come),
        "yes": total(row["yes"] for row in come),
        "cells": [
            total(cells) for cells in zip(*(row["cells"] for row in come or rows), strict=True)
        ],
    }


def _adds_up(row: Mapping[str, Any]) -> bool:
    """Whether the classes of ballots give those who took part; so do those of no protocol."""
    if not row["counted"]:
        return True
    return None not in row["cells"] and sum(row["cells"]) == row["voted"]


# Lines that every form of a yes and a no has, by a short name: tables are narrow.
_SHORT = {
    "yes": "site-vote-head-yes",
    "no": "site-vote-head-no",
    "both": "site-vote-head-both",
    "blank": "site-vote-head-blank",
    "invalid": "site-vote-head-invalid",
}


def head(vote: Vote, name: str, language: str) -> str:
    """What stands above the column of a class of ballots."""
    if name in _SHORT and {"yes", "no"} <= set(vote.put.form.classes):
        return say(_SHORT[name], language)
    return said_in(vote.put.form.line(name).title, language)


def holding(vote: Vote) -> dict[str, bool | None]:
    """Whether what the rule asks of each unit holds there, by its first reading."""
    assert vote.found
    for judged in vote.found.decided.readings[0].clauses:
        if judged.units:
            return dict(judged.units)
    return {}


def state_of(tally: Tally, language: str, live: bool) -> str:
    """What is not simply counted; that protocols of a place are awaited goes without saying while
    the count goes on."""
    if tally.place.kind == "precinct":
        (state,) = tally.precincts or (State.WAITING,)
        return "" if state is State.COUNTED else say(f"state-{state.name.lower()}", language)
    known = (State.COUNTED, State.WAITING) if live else (State.COUNTED,)
    left = {state: n for state, n in tally.precincts.items() if state not in known}
    return "; ".join(f"{say(f'state-{s.name.lower()}', language)}: {n}" for s, n in left.items())
