"""The pages of a referendum: all questions, one question, a place."""

from __future__ import annotations

from typing import Any

from zhargy.messages import say
from zhargy.record.kinds import blob_name
from zhargy.referendum.rule_fields import said
from zhargy.site.addresses import RECORD, REFERENDUM, Addresses
from zhargy.site.frame import Crumbs, Frame
from zhargy.site.library import Library, said_in
from zhargy.site.page import Page
from zhargy.site.pages.votes.addresses import (
    FIGURE,
    named,
    place_path,
    results_file,
    snippet,
    vote_path,
)
from zhargy.site.pages.votes.ballots import ballot_classes, figures_shown
from zhargy.site.pages.votes.clauses import readings
from zhargy.site.pages.votes.data import data_of, figures_as_data, rows_of
from zhargy.site.pages.votes.going_on import going_on
from zhargy.site.pages.votes.hours import hours
from zhargy.site.pages.votes.map import tiles
from zhargy.site.pages.votes.outcome import outcome_line
from zhargy.site.pages.votes.places import head, state_of, table
from zhargy.site.pages.votes.published import events, protocols, put, stated, versions
from zhargy.site.votes import Vote


def votes_page(library: Library, frame: Frame, language: str) -> Page:
    """All questions of the reform, those of one day together."""
    path = Addresses(language).part(REFERENDUM)
    rows = [
        {
            "referendum": vote.referendum,
            "question": vote.question,
            "day": vote.told.entry.body["day"],
            "title": said_in(vote.told.entry.body["title"], language),
            "asks": said_in(vote.told.entry.body["asks"], language),
            "outcome": outcome_line(vote, language),
            "address": vote_path(vote, language),
        }
        for vote in library.votes
    ]
    groups: dict[str, dict[str, Any]] = {}
    for vote, row in zip(library.votes, rows, strict=True):
        group = {"title": row["title"], "day": row["day"], "votes": []}
        groups.setdefault(vote.referendum, group)["votes"].append(row | _in_short(vote, language))
    view = frame.of(path, language, REFERENDUM) | {"groups": list(groups.values())}
    title = say("site-door-referendum", language)
    return Page(path, language, "votes", title, view, {"votes": rows}, rows)


def _in_short(vote: Vote, language: str) -> dict[str, Any]:
    """How far the count is, or the figures of the result."""
    figures = (
        figures_shown(vote.found.count.tally(), live=False)
        if vote.standing and vote.found
        else None
    )
    told = figures and figures["yes"] is not None and figures["voted"] and not vote.annulled
    return {
        "live": going_on(vote, language) if vote.live else None,
        "figures": figures if told else None,
    }


def vote_page(library: Library, frame: Frame, language: str, vote: Vote) -> Page:
    """The whole of one question."""
    path = vote_path(vote, language)
    body = vote.told.entry.body
    found = vote.found
    view = frame.of(path, language, REFERENDUM) | {
        "line": outcome_line(vote, language),
        "title": said_in(body["title"], language),
        "asks": said_in(body["asks"], language),
        "held_on": body["day"],
        "question_path": Addresses(language).part(RECORD, str(vote.told.place)),
        "put": put(library, vote, language),
        "standing": stated(vote.standing.told, language) if vote.standing else None,
        "live": vote.live,
        "partial": vote.partial,
        "version_heads": [head(vote, name, language) for name in vote.put.form.answers],
        "annulled": vote.annulled,
        "going_on": going_on(vote, language),
        "whole": figures_shown(found.count.tally(), vote.live) if found else None,
        "readings": readings(vote, language) if found else [],
        "classes": ballot_classes(vote, found.count.tally(), language) if found else None,
        "tiles": tiles(vote, language) if found else None,
        "hours": hours(vote, language),
        "units": table(vote, "", language) if found else None,
        "versions": versions(vote, language),
        "rolls": [
            {"total": one.entry.body["total"], **stated(one, language)} for one in vote.rolls
        ],
        "events": events(vote, language, vote.events),
        "rule_file": f"record/{blob_name(body['rule']['digest'])}",
        "law": said(vote.put.rule.source.law, language),
        "rule_title": said(vote.put.rule.title, language),
        "rule_note": said(vote.put.rule.source.note, language),
        "unconfirmed": vote.put.rule.source.sure != "read",
        "results": results_file(vote) if found else "",
        "figure": FIGURE,
        "snippet": snippet(vote, language),
        "site_known": bool(vote.site),
    }
    data = data_of(vote)
    return Page(
        path, language, "vote", said_in(body["title"], language), view, data, rows_of(vote, "")
    )


def place_page(_library: Library, frame: Frame, language: str, vote: Vote, code: str) -> Page:
    """A unit or a commission with what stands below it, or a precinct with its protocols."""
    assert vote.found
    place = vote.place(code)
    path = place_path(vote, code, language)
    tally = vote.found.count.tally(code)
    lines = protocols(vote, code, language) if place.kind == "precinct" else None
    above = [vote.put.tree.places[n] for n in vote.put.tree.path(vote.put.tree.number[code])]
    crumbs: Crumbs = [
        (said_in(vote.told.entry.body["title"], language), vote_path(vote, language)),
        *(
            (named(one, language), place_path(vote, one.code, language))
            for one in reversed(above)
            if one.parent
        ),
    ]
    own = [one for one in vote.events if one.entry.body["precinct"] == code]
    view = frame.of(path, language, REFERENDUM, crumbs) | {
        "name": named(place, language),
        "code": code,
        "kind": say(f"vote-place-{place.kind}", language),
        "type": say(f"vote-type-{place.type}", language) if place.type != "ordinary" else "",
        "whole": figures_shown(tally, vote.live),
        "live": vote.live,
        "going_on": going_on(vote, language),
        "classes": ballot_classes(vote, tally, language),
        "units": table(vote, code, language) if place.kind != "precinct" else None,
        "protocols": lines,
        "events": events(vote, language, own),
        "state": state_of(tally, language, vote.live),
        "standing": stated(vote.standing.told, language) if vote.standing else None,
    }
    data: dict[str, Any] = {"place": code, "level": place.kind, **figures_as_data(tally)}
    if lines:
        rows = [
            {
                "line": line["name"],
                **{c["key"]: v for c, v in zip(lines["heads"], line["cells"], strict=True)},
            }
            for line in lines["lines"]
        ]
        data |= {"places": [], "protocols": rows}
    else:
        rows = rows_of(vote, code)
        data |= {"places": rows, "protocols": []}
    return Page(path, language, "place", f"{named(place, language)} ({code})", view, data, rows)
