"""The places right below one, with their figures and the sum."""

from __future__ import annotations

from typing import Any

from zhargy.messages import say
from zhargy.referendum.count import State, Tally
from zhargy.site.library import said_in
from zhargy.site.pages.votes.addresses import named, place_path
from zhargy.site.pages.votes.ballots import voted_of
from zhargy.site.votes import Vote


def table(vote: Vote, code: str, language: str) -> dict[str, Any]:
    """The places right below one, with their figures, and the sum."""
    assert vote.found
    counted = vote.found.count
    tree = vote.put.tree
    root = code or tree.places[0].code
    lines = [
        name for name in ("yes", "no", "both", "blank", "invalid") if name in vote.put.form.names
    ]
    holds = holding(vote)
    rows = []
    for place in vote.children.get(root, ()):
        tally = counted.tally(place.code)
        rows.append(
            {
                "name": named(place, language),
                "code": place.code,
                "path": place_path(vote, place.code, language),
                "kind": place.kind,
                "type": say(f"vote-type-{place.type}", language)
                if place.type != "ordinary"
                else "",
                "holds": holds.get(place.code),
                "roll": tally.roll_of_all,
                "voted": voted_of(tally),
                "cells": [tally.figures.get(name) for name in lines],
                "state": state_of(tally, language),
            }
        )
    whole = counted.tally(root)
    place_kind = vote.place(root).kind
    return {
        "rows": [row for row in rows if row["kind"] != "precinct" or place_kind == "commission"],
        "apart": [row for row in rows if row["kind"] == "precinct" and place_kind != "commission"],
        "heads": [said_in(vote.put.form.line(name).title, language) for name in lines],
        "asks": any(row["holds"] is not None for row in rows),
        "roll": whole.roll_of_all,
        "voted": voted_of(whole),
        "cells": [whole.figures.get(name) for name in lines],
        "name": named(vote.place(root), language),
        "held": sum(row["holds"] is True for row in rows),
        "asked": sum(row["holds"] is not None for row in rows),
    }


def holding(vote: Vote) -> dict[str, bool | None]:
    """Whether what the rule asks of each unit holds there, by its first reading."""
    assert vote.found
    for judged in vote.found.decided.readings[0].clauses:
        if judged.units:
            return dict(judged.units)
    return {}


def state_of(tally: Tally, language: str) -> str:
    """What is not simply counted."""
    if tally.place.kind == "precinct":
        (state,) = tally.precincts or (State.WAITING,)
        return "" if state is State.COUNTED else say(f"state-{state.name.lower()}", language)
    left = {state: n for state, n in tally.precincts.items() if state is not State.COUNTED}
    return "; ".join(f"{say(f'state-{s.name.lower()}', language)}: {n}" for s, n in left.items())
