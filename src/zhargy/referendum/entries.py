"""A referendum in the record: what was asked, the roll, the protocols, and the result, which anyone
counts again from these entries alone."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from zhargy.errors import UnreadableText, ZhargyError
from zhargy.record.entry import Entry
from zhargy.record.published import Fault, Shown
from zhargy.referendum.case import Tally as Ruled
from zhargy.referendum.count import Count, Received, count
from zhargy.referendum.evaluating import Unit
from zhargy.referendum.events import Event
from zhargy.referendum.form import ProtocolForm, form_from
from zhargy.referendum.moment import Moment
from zhargy.referendum.outcome import Decided, decide
from zhargy.referendum.protocols import About, read_batch
from zhargy.referendum.roll import Roll, read_roll
from zhargy.referendum.rule import Rule, rule_of
from zhargy.referendum.sheet import Sheet, read_sheet
from zhargy.referendum.units import Tree, read_places, tree_on
from zhargy.text.entries import blob_of

_TABLES = {"roll": "precincts", "protocols": "protocols", "turnout": "readings"}


@dataclass(frozen=True, slots=True)
class Put:
    """A question with what decides it, read from the blobs of its entry."""

    rule: Rule
    form: ProtocolForm
    tree: Tree


@dataclass(frozen=True, slots=True)
class Recounted:
    """A result that was reckoned from its parts."""

    count: Count
    decided: Decided

    @property
    def figures(self) -> dict[str, int]:
        """The totals of the whole vote, with its roll where that is known."""
        return figures_of(self.count)

    @property
    def readings(self) -> list[dict[str, str]]:
        """The outcome under each reading of the rule."""
        return [
            {"reading": read.reading.name, "outcome": read.outcome.value}
            for read in self.decided.readings
        ]


# -- writing ---------------------------------------------------------------------------------------


def sheet_blob(sheet: Sheet) -> bytes:
    """A table as the record holds it: its cells as they came, UTF-8, commas, one line feed."""
    return _csv(sheet.headings, zip(*sheet.columns, strict=True))


def question_body(
    names: tuple[str, str],
    said: Mapping[str, object],
    editions: Sequence[int],
    decides: Mapping[str, bytes],
) -> dict[str, Any]:
    """The body of a question (docs/spec/kinds/question.md): `names` of the referendum and of its
    question, `said` its title, words and day, `decides` the rule, the form and the units."""
    return {
        "referendum": names[0],
        "question": names[1],
        **said,
        "editions": list(editions),
        **{name: blob_of(content) for name, content in decides.items()},
    }


def result_body(
    names: tuple[str, str],
    stage: str,
    places: Mapping[str, Any],
    found: Recounted,
    table: bytes,
) -> dict[str, Any]:
    """The body of a result: `places` are the indexes of the entries that it was made of."""
    return {
        "referendum": names[0],
        "question": names[1],
        "stage": stage,
        **places,
        "figures": found.figures,
        "readings": found.readings,
        "table": blob_of(table),
    }


def result_blob(counted: Count) -> bytes:
    """The sums of every place above the precincts: its figures and how many precincts they hold."""
    lines = [name for name in counted.form.names if name != "roll"]
    rows = []
    for place in counted.tree.places:
        if place.kind != "precinct":
            tally = counted.tally(place.code)
            figures = [tally.figures.get(name, "") for name in lines]
            rolls = [
                "" if roll is None else roll for roll in (tally.roll_of_all, tally.roll_without)
            ]
            states = [
                tally.expected,
                sum(n for s, n in tally.precincts.items() if s.name == "COUNTED"),
            ]
            rows.append([place.code, place.kind, *states, *rolls, *figures])
    heads = ["place", "kind", "precincts", "counted", "roll", "roll_without", *lines]
    return _csv(heads, rows)


def _csv(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode()


# -- counting --------------------------------------------------------------------------------------


def figures_of(counted: Count) -> dict[str, int]:
    """The totals of the whole vote by the names of the form, with the roll of all precincts."""
    tally = counted.tally()
    roll = {} if tally.roll_of_all is None else {"roll": tally.roll_of_all}
    return dict(sorted((dict(tally.figures) | roll).items()))


def ruled(counted: Count) -> Ruled:
    """A count as a rule looks at it: the whole, and each unit that the rule may ask."""
    units = [
        Unit(
            tally.place.code,
            dict(tally.figures)
            | ({} if tally.roll_of_all is None else {"roll": tally.roll_of_all}),
            tally.place.weight,
        )
        for tally in counted.tallies("unit")
    ]
    return Ruled(figures_of(counted), tuple(units) or None)


def recounted(put: Put, counted: Count, *, reversals: bool = False) -> Recounted:
    """The count with what the rule makes of it."""
    return Recounted(counted, decide(put.rule, ruled(counted), reversals))


Read = Callable[[str], bytes | None]


def put_of(question: Entry, read: Read) -> Put | None:
    """What decides a question; nothing where a blob is not there. `read` gives a blob by its digest.

    Raises ZhargyError where a blob is not what it must be.
    """
    contents = [read(question.body[name]["digest"]) for name in ("rule", "form", "units")]
    if any(content is None for content in contents):
        return None
    return _put(*(content or b"" for content in contents), question.body["day"])


@lru_cache(maxsize=4)
def _put(rule: bytes, form: bytes, units: bytes, day: str) -> Put:
    try:
        rules, forms = (tomllib.loads(one.decode("utf-8")) for one in (rule, form))
    except ValueError as broken:
        raise UnreadableText("Q42", "", detail=str(broken)[:200]) from None
    places, _ = read_places(read_sheet(units, "units")[0])
    tree, _ = tree_on(places, date.fromisoformat(day), "units")
    if not tree.places:
        raise UnreadableText("Q44", "units", column="code")
    return Put(rule_of(rules, "rule"), form_from(forms, "form"), tree)


def recount(
    put: Put, body: Mapping[str, Any], entry: Callable[[int], Entry], read: Read
) -> Recounted | None:
    """A result counted again from the entries that its body names; nothing where a blob is not
    there."""
    received = []
    for place in body["protocols"]:
        batch = received_of(put, entry(place), read)
        if batch is None:
            return None
        received.append(batch)
    roll = None
    if "roll" in body and (roll := roll_of(put, entry(body["roll"]), read)) is None:
        return None
    counted = count(
        put.form,
        put.tree,
        received,
        stage=body["stage"],
        question=body["question"],
        rolls=() if roll is None else (roll,),
        events=[event_of(entry(place), place) for place in body["events"]],
    )
    return recounted(put, counted)


def received_of(put: Put, protocols: Entry, read: Read) -> Received | None:
    """The protocols of an entry."""
    table = read(protocols.body["table"]["digest"])
    if table is None:
        return None
    body = protocols.body
    about = About(
        body["question"], body["stage"], body["side"], Moment.of(protocols.as_of), protocols.source
    )
    sheet, remarks = read_sheet(table, protocols.source)
    batch, more = read_batch(sheet, put.form, put.tree, about)
    return Received(batch, (*remarks, *more))


def roll_of(put: Put, roll: Entry, read: Read) -> Roll | None:
    """The version of the roll of an entry."""
    table = read(roll.body["table"]["digest"])
    if table is None:
        return None
    sheet, _ = read_sheet(table, roll.body["name"])
    found, _ = read_roll(sheet, put.tree, Moment.of(roll.as_of), roll.source, put.form.numerals)
    return found


def event_of(event: Entry, place: int) -> Event:
    """What happened to a precinct; `place` keeps the order of one day."""
    body = event.body
    day = Moment.of(body["day"])
    return Event(body["precinct"], body["event"], day, body["reason"], event.by, line=place)


# -- checking --------------------------------------------------------------------------------------


def check_table(place: int, entry: Entry, shown: Shown) -> Iterator[Fault]:
    """Q100: a table that cannot be read; Q101: a count of the entry that is not that of its table."""
    content = shown.blob(entry.body["table"]["digest"])
    if content is None:
        return
    where, field = f"#{place}", _TABLES[entry.kind]
    try:
        sheet, _ = read_sheet(content, where)
    except ZhargyError as refused:
        yield Fault("Q100", where, {"detail": refused.code})
        return
    found = {field: len(sheet)}
    if entry.kind == "roll":
        cells = sheet.column("roll") or ()
        found["total"] = sum(int(cell) for cell in cells if cell.isascii() and cell.isdecimal())
    for name, value in found.items():
        if entry.body[name] != value:
            yield Fault("Q101", where, {"field": name, "said": entry.body[name], "found": value})


def check_question(place: int, entry: Entry, shown: Shown) -> Iterator[Fault]:
    """Q100: the rule, the form or the units cannot be read."""
    try:
        put_of(entry, shown.blob)
    except ZhargyError as refused:
        yield Fault("Q100", f"#{place}", {"detail": refused.code})


def check_result(place: int, entry: Entry, shown: Shown) -> Iterator[Fault]:
    """That totals and outcome are what the protocols and the rule give.

    Q102 a total, Q103 the outcome of a reading, Q104 the table of places, Q105 the result is made
    of entries of another question.
    """
    where, body = f"#{place}", entry.body
    asked = {"referendum": body["referendum"], "question": body["question"]}
    for other in (body["put"], *body["protocols"]):
        if {name: shown.entry(other).body[name] for name in asked} != asked:
            yield Fault("Q105", where, {"entry": other})
            return
    try:
        put = put_of(shown.entry(body["put"]), shown.blob)
        found = put and recount(put, body, shown.entry, shown.blob)
    except ZhargyError as refused:
        yield Fault("Q100", where, {"detail": refused.code})
        return
    if not found:
        return
    for name in sorted(body["figures"].keys() | found.figures.keys()):
        said, is_ = body["figures"].get(name), found.figures.get(name)
        if said != is_:
            yield Fault("Q102", where, {"figure": name, "said": said, "found": is_})
    if body["readings"] != found.readings:
        outcomes = [_outcomes(one) for one in (body["readings"], found.readings)]
        yield Fault("Q103", where, {"said": outcomes[0], "found": outcomes[1]})
    if blob_of(result_blob(found.count)) != body["table"]:
        yield Fault("Q104", where)


def _outcomes(readings: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(f"{one['reading']}: {one['outcome']}" for one in readings)
