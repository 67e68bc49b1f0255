"""The referendum: the question, the rule clause by clause, the answers, the units, the versions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from zhargy.messages import say
from zhargy.messages.dates import moment
from zhargy.record.kinds import blob_name
from zhargy.referendum.count import State, Tally
from zhargy.referendum.outcome import Judged, Needed
from zhargy.referendum.reversal import Reversal
from zhargy.referendum.rule import Rule
from zhargy.referendum.rule_fields import said
from zhargy.referendum.units import Place
from zhargy.reports.in_numbers import compared, exact
from zhargy.reports.outcome_json import outcome_as_dict, outcome_said
from zhargy.site.addresses import RECORD, REFERENDUM, Addresses
from zhargy.site.frame import Crumbs, Frame
from zhargy.site.library import Library, Told, said_in
from zhargy.site.page import Page
from zhargy.site.pages.naming import act_title, edition_title
from zhargy.site.votes import Vote

# The classes of ballots that a bar is drawn for, in this order.
CLASSES = ("yes", "no", "both", "blank", "invalid")
_HOURS_HIGH, _HOURS_TOP = 190, 32
_NEED = ("took_part", "voted")
# What stands beside the page of a question.
FIGURE, RESULTS = "figure.svg", "results.nist.json"


def vote_path(vote: Vote, language: str) -> str:
    """Where a question stands; the one question of a referendum needs no name."""
    more = (vote.question,) if vote.several else ()
    return Addresses(language).part(REFERENDUM, vote.referendum, *more)


def place_path(vote: Vote, code: str, language: str) -> str:
    """A unit, a commission or a precinct."""
    return f"{vote_path(vote, language)}{code}/"


def named(place: Place, language: str) -> str:
    """The name of a place; its code where it has none."""
    return said_in(dict(place.names), language) or place.code


def page_address(vote: Vote, language: str) -> str:
    """The whole address of the page of a question; with dots for a site that is not known."""
    return f"https://{vote.site or '…'}/{vote_path(vote, language)}"


def snippet(vote: Vote, language: str) -> str:
    """A line of HTML that shows the figure in a page of another site.

    It says what was asked, not what came of it: the line stays when the figure changes.
    """
    page = page_address(vote, language)
    body = vote.told.entry.body
    alt = f"{said_in(body['title'], language)}. {said_in(body['asks'], language)}"
    quoted = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    sized = 'width="640" style="max-width:100%;height:auto"'
    return f'<a href="{page}"><img src="{page}{FIGURE}" {sized} alt="{quoted}"></a>'


def votes_page(library: Library, frame: Frame, language: str) -> Page:
    """All questions of the reform."""
    here = Addresses(language)
    path = here.part(REFERENDUM)
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
    view = frame.of(path, language, REFERENDUM) | {"votes": rows}
    title = say("site-door-referendum", language)
    return Page(path, language, "votes", title, view, {"votes": rows}, rows)


def outcome_line(vote: Vote, language: str) -> str:
    """The outcome in one sentence."""
    if vote.found is None:
        return say("vote-line-not-yet", language)
    if vote.standing is None:
        return say("vote-line-counting", language)
    decided = vote.found.decided
    stage = vote.standing.told.entry.body["stage"]
    if decided.differ:
        return say("vote-line-hangs", language)
    outcome = decided.outcome.value.replace(" ", "-")
    line = say(f"vote-line-{outcome}", language)
    return line if stage == "final" else say("vote-line-preliminary-line", language, line=line)


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
        "put": _put(library, vote, language),
        "standing": _stated(vote.standing.told, language) if vote.standing else None,
        "counted": vote.counting is not None,
        "whole": _figures(vote, found.count.tally(), language) if found else None,
        "readings": _readings(vote, language) if found else [],
        "classes": ballot_classes(vote, found.count.tally(), language) if found else None,
        "tiles": _tiles(vote, language) if found else None,
        "hours": _hours(vote, language),
        "units": _table(vote, "", language) if found else None,
        "versions": _versions(vote, language),
        "rolls": [
            {"total": one.entry.body["total"], **_stated(one, language)} for one in vote.rolls
        ],
        "events": _events(vote, language, vote.events),
        "rule_file": f"record/{blob_name(body['rule']['digest'])}",
        "law": said(vote.put.rule.source.law, language),
        "rule_title": said(vote.put.rule.title, language),
        "rule_note": said(vote.put.rule.source.note, language),
        "unconfirmed": vote.put.rule.source.sure != "read",
        "results": RESULTS if found else "",
        "figure": FIGURE,
        "snippet": snippet(vote, language),
        "site_known": bool(vote.site),
    }
    data = _data(vote)
    return Page(
        path, language, "vote", said_in(body["title"], language), view, data, _rows(vote, "")
    )


def place_page(_library: Library, frame: Frame, language: str, vote: Vote, code: str) -> Page:
    """A unit or a commission with what stands below it, or a precinct with its protocols."""
    assert vote.found
    place = vote.place(code)
    path = place_path(vote, code, language)
    tally = vote.found.count.tally(code)
    lines = _protocols(vote, code, language) if place.kind == "precinct" else None
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
        "whole": _figures(vote, tally, language),
        "classes": ballot_classes(vote, tally, language),
        "units": _table(vote, code, language) if place.kind != "precinct" else None,
        "protocols": lines,
        "events": _events(vote, language, own),
        "state": _state(tally, language),
        "standing": _stated(vote.standing.told, language) if vote.standing else None,
    }
    data: dict[str, Any] = {"place": code, "level": place.kind, **_of(tally)}
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
        rows = _rows(vote, code)
        data |= {"places": rows, "protocols": []}
    return Page(path, language, "place", f"{named(place, language)} ({code})", view, data, rows)


# -- figures -----------------------------------------------------------------------------------------


def _of(tally: Tally) -> dict[str, Any]:
    """The figures of a place as other programs read them."""
    return {
        "roll": tally.roll_of_all,
        "roll_without": tally.roll_without,
        "figures": dict(tally.figures),
        "precincts": tally.expected,
        "counted": tally.precincts.get(State.COUNTED, 0),
    }


def _voted(tally: Tally) -> int | None:
    return tally.figures.get("voted")


def _figures(vote: Vote, tally: Tally, language: str) -> dict[str, Any]:
    figures = tally.figures
    return {
        "roll": tally.roll_of_all,
        "roll_without": tally.roll_without if tally.roll_without != tally.roll_of_all else None,
        "voted": _voted(tally),
        "yes": figures.get("yes"),
        "no": figures.get("no"),
        "precincts": tally.expected,
        "counted": tally.precincts.get(State.COUNTED, 0),
    }


def ballot_classes(vote: Vote, tally: Tally, language: str) -> dict[str, Any]:
    """The ballots by class, each with its share of those who took part; they add up to it."""
    form, figures = vote.put.form, tally.figures
    voted = _voted(tally)
    rows: list[dict[str, Any]] = [
        {
            "name": said_in(form.line(name).title, language),
            "count": figures[name],
            "width": _width(figures[name], voted),
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


def _width(part: int, base: int | None) -> str:
    """A share as a coordinate from 0 to 100, to two decimals."""
    if not base:
        return "0"
    hundredths = min(10_000, (part * 20_000 + base) // (2 * base))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


# -- the rule ----------------------------------------------------------------------------------------


def _readings(vote: Vote, language: str) -> list[dict[str, Any]]:
    assert vote.found
    decided = vote.found.decided
    seen: list[Judged] = []
    found = []
    for read in decided.readings:
        fresh = [judged for judged in read.clauses if judged not in seen]
        seen += fresh
        found.append(
            {
                "title": said(read.reading.title, language),
                "why": said(read.reading.why, language),
                "outcome": outcome_said(read.outcome, language),
                "alone": len(decided.readings) == 1,
                "clauses": [_clause(vote.put.rule, judged, language) for judged in fresh],
                "again": len(read.clauses) - len(fresh),
            }
        )
    return found


def _turned(rule: Rule, nearest: Reversal, language: str) -> str:
    """What would have turned the clause, with the fewest people."""
    title = next(said(c.title, language) for c in rule.changes if c.name == nearest.change)
    people = nearest.people or 0
    if title:
        return say("outcome-change-own", language, title=title, people=people)
    return say(f"outcome-change-{nearest.change}", language, people=people)


def _clause(rule: Rule, judged: Judged, language: str) -> dict[str, Any]:
    clause = judged.clause
    reachable = [one for one in judged.reversals if one.people is not None]
    nearest = min(reachable, key=lambda one: one.people or 0, default=None)
    return {
        "holds": judged.holds,
        "title": said(clause.title, language),
        "source": said(clause.source, language),
        "numbers": compared(judged, language),
        "needed": _needed(judged.needed),
        "margin": exact(judged.margin, language) if judged.margin is not None else "",
        "rounding": said(clause.rounding, language),
        "bar": _bar(judged),
        "missing": ", ".join(judged.missing),
        "turned": _turned(rule, nearest, language) if nearest else "",
        "units_against": [code for code, held in judged.units if held is False],
    }


def _needed(needed: Needed | None) -> int | None:
    return needed.at_least if needed else None


def _bar(judged: Judged) -> dict[str, str] | None:
    """The left side of a clause on a bar that is as long as what both sides are a share of."""
    if not judged.sides or judged.needed is None or judged.needed.at_least is None:
        return None
    left, right = (side.value for side in judged.sides)
    whole = _whole(judged)
    if whole <= 0 or left > whole or right > whole:
        return None
    return {"fill": _at(left, whole), "need": _at(right, whole)}


def _whole(judged: Judged) -> Fraction:
    """The largest figure that entered the clause: the roll, those who took part, all units."""
    figures = [Fraction(value) for value in judged.figures.values()]
    return max(figures, default=Fraction(0))


def _at(value: Fraction, whole: Fraction) -> str:
    hundredths = int(value * 10_000 / whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


# -- places ------------------------------------------------------------------------------------------


def _table(vote: Vote, code: str, language: str) -> dict[str, Any]:
    """The places right below one, with their figures, and the sum."""
    assert vote.found
    counted = vote.found.count
    tree = vote.put.tree
    root = code or tree.places[0].code
    lines = [
        name for name in ("yes", "no", "both", "blank", "invalid") if name in vote.put.form.names
    ]
    holds = _holding(vote)
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
                "voted": _voted(tally),
                "cells": [tally.figures.get(name) for name in lines],
                "state": _state(tally, language),
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
        "voted": _voted(whole),
        "cells": [whole.figures.get(name) for name in lines],
        "name": named(vote.place(root), language),
        "held": sum(row["holds"] is True for row in rows),
        "asked": sum(row["holds"] is not None for row in rows),
    }


def _holding(vote: Vote) -> dict[str, bool | None]:
    """Whether what the rule asks of each unit holds there, by its first reading."""
    assert vote.found
    for judged in vote.found.decided.readings[0].clauses:
        if judged.units:
            return dict(judged.units)
    return {}


def _state(tally: Tally, language: str) -> str:
    """What is not simply counted."""
    if tally.place.kind == "precinct":
        (state,) = tally.precincts or (State.WAITING,)
        return "" if state is State.COUNTED else say(f"state-{state.name.lower()}", language)
    left = {state: n for state, n in tally.precincts.items() if state is not State.COUNTED}
    return "; ".join(f"{say(f'state-{s.name.lower()}', language)}: {n}" for s, n in left.items())


def _tiles(vote: Vote, language: str) -> dict[str, Any] | None:
    """The units as equal tiles: their share for, and whether the clause holds there."""
    assert vote.found
    units = vote.found.count.tallies("unit")
    if not units:
        return None
    holds = _holding(vote)
    tiles: list[dict[str, Any]] = []
    for tally in units:
        voted, yes = _voted(tally), tally.figures.get("yes")
        at = (vote.tiles or {}).get(tally.place.code)
        tenths = (yes * 2000 + voted) // (2 * voted) if yes is not None and voted else None
        tiles.append(
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
    known = [tile for tile in tiles if tile["tenths"] is not None]
    closest = min(known, key=lambda tile: abs(tile["tenths"] - 500), default=None)
    return {
        "tiles": tiles,
        "asks": any(tile["holds"] is not None for tile in tiles),
        "held": sum(tile["holds"] is True for tile in tiles),
        "closest": closest,
    }


# -- during the day ----------------------------------------------------------------------------------


def _hours(vote: Vote, language: str) -> dict[str, Any] | None:
    """The readings of the whole: a series of its own, never joined with the count."""
    country = vote.put.tree.places[0].code
    own = [one for one in vote.readings if one.unit == country]
    # Ballots that were counted out, rather than percentages as printed.
    readings = [one for one in own if one.measure == "ballots"] or own or _summed(vote)
    roll = next((one.entry.body["total"] for one in reversed(vote.rolls)), 0)
    bars: list[dict[str, Any]] = []
    for one in readings:
        if one.measure == "ballots":
            if not roll:
                return None
            share = Fraction(one.value) * 100 / roll
        else:
            share = Fraction(one.value)
        height = int(share * _HOURS_HIGH / 100)
        tenths = int(share * 10 + Fraction(1, 2))
        bars.append(
            {
                "time": one.time.text[11:16],
                "count": int(one.value) if one.measure == "ballots" else None,
                "tenths": tenths,
                "height": height,
                "top": _HOURS_TOP + _HOURS_HIGH - height,
            }
        )
    if not bars:
        return None
    step = Fraction(100, len(bars))
    for n, bar in enumerate(bars):
        left = step * n + step / 6
        bar |= {"x": _at(left, Fraction(100)), "mid": _at(left + step / 3, Fraction(100))}
    final = vote.found.count.tally() if vote.found else None
    return {
        "bars": bars,
        "width": _at(step * 2 / 3, Fraction(100)),
        "roll": roll,
        "base": _HOURS_TOP + _HOURS_HIGH,
        "half": _HOURS_TOP + _HOURS_HIGH // 2,
        "top": _HOURS_TOP,
        "final": _voted(final) if final else None,
        "told": _stated(vote.turnout, language) if vote.turnout else None,
    }


def _summed(vote: Vote) -> list[Any]:
    """The sums of the units at each time at which all of them gave ballots."""
    units = [p.code for p in vote.put.tree.places if p.kind == "unit"]
    by_time: dict[Any, dict[str, Any]] = {}
    for one in vote.readings:
        if one.measure == "ballots" and one.unit in units:
            by_time.setdefault(one.time, {})[one.unit] = one
    found = []
    for _, readings in sorted(by_time.items()):
        if len(readings) == len(units):
            first = next(iter(readings.values()))
            total = sum((one.value for one in readings.values()), Fraction(0))
            found.append(type(first)("", first.time, total, "ballots"))
    return found


# -- what was published ------------------------------------------------------------------------------


def _stated(told: Told, language: str) -> dict[str, Any]:
    as_of = told.entry.as_of
    return {
        "as_of": as_of,
        "when": moment(as_of, language) if "T" in as_of else "",
        "source": told.entry.source,
        "place": told.place,
        "path": Addresses(language).part(RECORD, str(told.place)),
        "stage": say(f"stage-{told.entry.body['stage']}", language)
        if "stage" in told.entry.body
        else "",
        "superseded": told.superseded_by is not None,
    }


def _versions(vote: Vote, language: str) -> list[dict[str, Any]]:
    """Every result that was announced, the newest first; none is ever taken away."""
    return [
        {**_stated(one.told, language), "figures": one.told.entry.body["figures"]}
        for one in reversed(vote.announced)
    ]


def _events(vote: Vote, language: str, events: Sequence[Told]) -> list[dict[str, Any]]:
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


def _put(library: Library, vote: Vote, language: str) -> dict[str, Any] | None:
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


def _protocols(vote: Vote, code: str, language: str) -> dict[str, Any]:
    """Every protocol of a precinct, line by line, one column for each that came."""
    form = vote.put.form
    heads, columns = [], []
    for told, batch in vote.batches:
        for row in range(len(batch)):
            if batch.codes[row] == code:
                body = told.entry.body
                heads.append(
                    {
                        **_stated(told, language),
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


# -- for other programs ------------------------------------------------------------------------------


def _data(vote: Vote) -> dict[str, Any]:
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
        "outcome": outcome_as_dict(found.decided) if found else None,
        "whole": _of(found.count.tally()) if found else None,
        "units": _rows(vote, ""),
    }


def _rows(vote: Vote, code: str) -> list[dict[str, Any]]:
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
