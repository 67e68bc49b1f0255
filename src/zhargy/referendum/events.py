"""What happened to precincts after the day: annulled, missing, late, restored. Events, not edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from zhargy.referendum.moment import Moment
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.sheet import Sheet
from zhargy.referendum.units import Tree

EVENTS = ("annulled", "missing", "late", "restored")
_COLUMNS = ("precinct", "event", "day", "reason", "author")


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is one of EVENTS. "restored" ends what went before; "late" ends with the protocol."""

    precinct: str
    kind: str
    day: Moment
    reason: str
    author: str
    file: str = ""
    line: int = 0


def read_events(sheet: Sheet, tree: Tree) -> tuple[list[Event], list[Remark]]:
    """The events that can be used; one without a reason or an author cannot (Q70)."""
    columns = [sheet.column(name) for name in _COLUMNS]
    lacks = [n for n, c in zip(_COLUMNS, columns, strict=True) if c is None]
    if lacks:
        return [], [Remark("Q44", "error", sheet.name, 1, fields=said(column=n)) for n in lacks]
    events, remarks = [], []
    rows = zip(*(column or () for column in columns), strict=True)
    for line, (precinct, kind, day, reason, author) in zip(sheet.lines, rows, strict=True):
        wrong, when = "", None
        try:
            when = Moment.of(day)
        except ValueError:
            wrong = "day"
        if kind not in EVENTS:
            wrong = "event"
        elif not reason or not author:
            wrong = "reason" if not reason else "author"
        if precinct not in tree.ordinal:
            fields = said(place=precinct or "–")
            remarks.append(
                Remark("Q62", "error", sheet.name, line, "precinct", precinct, fields=fields)
            )
        elif wrong or when is None:
            fields = said(place=precinct, column=wrong)
            remarks.append(Remark("Q70", "error", sheet.name, line, wrong, precinct, fields=fields))
        else:
            events.append(Event(precinct, kind, when, reason, author, sheet.name, line))
    return events, remarks


def in_force(events: Iterable[Event], until: datetime | None = None) -> Mapping[str, Event]:
    """The last event of each precinct that still holds at a moment; of one day, the lower line."""
    last: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: (event.day.since, event.line)):
        if until is None or event.day.since <= until:
            last[event.precinct] = event
    return {precinct: event for precinct, event in last.items() if event.kind != "restored"}


def annulled_before(event: Event, when: Moment) -> bool:
    """Was the precinct annulled when a protocol of that time came? Of one day, it was."""
    if event.kind != "annulled":
        return False
    return event.day.day <= when.day if event.day.is_day else event.day.since <= when.since
