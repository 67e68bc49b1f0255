"""What was published of a question, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhargy.messages import say
from zhargy.messages.dates import moment
from zhargy.site.addresses import RECORD, Addresses
from zhargy.site.library import Library, Told, said_in
from zhargy.site.pages.naming import act_title, edition_title
from zhargy.site.pages.votes.addresses import place_path
from zhargy.site.votes import Vote


def stated(told: Told, language: str) -> dict[str, Any]:
    """Who said an entry, as of when, and where it stands."""
    as_of = told.entry.as_of
    return {
        "as_of": as_of,
        "when": moment(as_of, language) if "T" in as_of else "",
        "source": told.entry.source,
        "place": told.place,
        "path": Addresses(language).part(RECORD, str(told.place)),
        "stage": stage_said(told.entry.body.get("stage", ""), language),
        "superseded": told.superseded_by is not None,
    }


def stage_said(stage: str, language: str) -> str:
    """Whether figures are preliminary or final; "" for what has no stage."""
    return say(f"stage-{stage}", language) if stage else ""


def versions(vote: Vote, language: str) -> list[dict[str, Any]]:
    """Every result that was announced, the newest first; none is ever taken away."""
    return [
        {
            **stated(one.told, language),
            "cells": [
                one.told.entry.body["figures"].get(name)
                for name in ("roll", "voted", *vote.put.form.answers)
            ],
        }
        for one in reversed(vote.announced)
    ]


def events(vote: Vote, language: str, events: Sequence[Told]) -> list[dict[str, Any]]:
    """What happened at precincts."""
    here = Addresses(language)
    return [
        {
            "precinct": one.entry.body["precinct"],
            "path": place_path(vote, one.entry.body["precinct"], language)
            if vote.found and one.entry.body["precinct"] in vote.put.tree.number
            else "",
            "event": say(f"vote-event-{one.entry.body['event']}", language),
            "day": one.entry.body["day"],
            "reason": one.entry.body["reason"],
            "by": one.entry.by,
            "place": one.place,
            "entry": here.part(RECORD, str(one.place)),
        }
        for one in events
    ]


def put(library: Library, vote: Vote, language: str) -> dict[str, Any] | None:
    """The edition whose words are put to the vote."""
    here = Addresses(language)
    for act, editions in library.acts.items():
        for edition in editions:
            for text in edition.texts.values():
                places = {text.place, *(one.place for one in text.earlier)}
                if places & set(vote.told.entry.body["editions"]):
                    own = edition.text_for(language)
                    return {
                        "title": edition_title(edition, language),
                        "act": act_title(library, act, language),
                        "path": here.edition(act, edition.name),
                        "digest": own.akn,
                    }
    return None


def protocols(vote: Vote, code: str, language: str) -> dict[str, Any]:
    """Every protocol of a precinct, line by line, one column for each that came."""
    form = vote.put.form
    heads, columns = [], []
    for told, batch in vote.batches:
        for row in range(len(batch)):
            if batch.codes[row] == code:
                body = told.entry.body
                heads.append(
                    {
                        **stated(told, language),
                        "key": f"{body['stage']}-{body['side']}-{told.place}",
                        "side": say(f"vote-side-{body['side']}", language),
                        "reason": batch.beside.get("reason", {}).get(row, ""),
                        "photo": batch.beside.get("photo", {}).get(row, ""),
                        "held_back": bool(batch.held_back[row]),
                    }
                )
                columns.append(batch.figures_of(row))
    return {
        "heads": heads,
        "lines": [
            {
                "name": line.name,
                "number": line.number,
                "title": said_in(line.title, language),
                "cells": [column.get(line.name) for column in columns],
            }
            for line in form.lines
        ],
    }
