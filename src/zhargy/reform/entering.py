"""What clerks and the coordinator do at the desk of a referendum (docs/spec/entry-journal.md).

One function for each act of work. The names are those that people give: who they are is for the
desk that lets them in to know.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit

from zhargy.errors import UnusableEntry, UnusableFolder, UnwritableOutput
from zhargy.referendum import acceptance as accepted_warnings
from zhargy.referendum.checking import check_figures
from zhargy.referendum.entry import (
    Deed,
    DoubleEntry,
    Figures,
    Kind,
    OwnEntry,
    OwnState,
    State,
    figures_of,
    fold,
    known_by,
    own_entry,
    person,
)
from zhargy.referendum.figures import Broken, read_figure
from zhargy.referendum.protocols import About, read_batch
from zhargy.referendum.remark import Remark
from zhargy.reform.child import USUAL, Limits
from zhargy.reform.output import refusal_of, write_whole
from zhargy.reform.polling import Poll, open_poll
from zhargy.reform.vote_folder import read_table
from zhargy.reports.count_json import finding_as_dict
from zhargy.reports.csv import table_as_csv
from zhargy.storage.entry_journal import open_journal, read_journal
from zhargy.text.table import Cell, Column, Table

SCHEMA = "zhargy.entries/1"
BATCH_KINDS = (".csv", ".toml")
# States in which the next step is a person's.
# A table with a heading that is missing or stands twice is not entered at all.
_OF_HEADINGS = ("Q44", "Q46")
_WAITS = (State.FIRST, State.DIFFERS, State.HELD, State.WARNED, State.REOPENED)


@dataclass(frozen=True)
class Desk:
    """A referendum's desk for one question. `told` is called when a lock must be waited for."""

    poll: Poll
    question: str
    journal: Path
    told: Callable[[], None] = lambda: None

    def check(self, precinct: str, figures: Mapping[str, int]) -> Sequence[Remark]:
        """What does not hold in figures of a precinct, against the newest roll."""
        return check_figures(figures, self.poll.form, precinct, self.poll.on_roll(precinct))

    def known(self, precinct: str) -> str:
        """Raises UnusableFolder (Q62, Q135) for what is no precinct."""
        if precinct not in self.poll.tree.ordinal:
            is_unit = precinct in self.poll.tree.number
            code = "Q135" if is_unit else "Q62"
            raise UnusableFolder(code, str(self.poll.folder), place=precinct)
        return precinct


def open_desk(folder: Path, question: str = "", told: Callable[[], None] = lambda: None) -> Desk:
    """Raises UnusableEntry (Q123, Q126), UnusableFolder, UnusableForm, UnreadableText."""
    poll = open_poll(folder)
    return Desk(poll, poll.question(question).name, poll.private(), told)


# -- clerks ---------------------------------------------------------------------------------------


@dataclass
class Entered:
    """What became of an entry: precincts entered, with what does not hold in the clerk's own
    figures; those that stood there already; what could not be entered, and why."""

    findings: dict[str, Sequence[Remark]] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)
    refused: list[UnusableEntry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def not_entered(self) -> int:
        """Rows and precincts that are not in the journal by this."""
        return len(self.refused) + sum(remark.severity == "error" for remark in self.remarks)

    @property
    def clean(self) -> bool:
        """Nothing for a person to look at?"""
        return not self.not_entered and not any(self.findings.values())


def enter_one(desk: Desk, precinct: str, pairs: Sequence[str], clerk: str, at: str) -> Entered:
    """One protocol, its figures as LINE=VALUE. Raises UnusableEntry, UnusableFolder (Q62)."""
    figures = _with({}, _given(desk, desk.known(precinct), pairs))
    deed = Deed(Kind.ENTERED, clerk, at, precinct, desk.question, figures)
    entered = _enter(desk, [deed])
    if entered.refused:
        raise entered.refused[0]
    return entered


def enter_table(desk: Desk, path: Path, clerk: str, at: str, limits: Limits = USUAL) -> Entered:
    """All protocols of a table; a row that cannot be read or entered keeps no other one back."""
    sheet, remarks = read_table(path, path.name, desk.poll.form.encoding, limits)
    about = About(desk.question)
    batch, more = read_batch(sheet, desk.poll.form, desk.poll.tree, about)
    remarks = [*remarks, *more]
    errors = [remark for remark in remarks if remark.severity == "error" and remark.code != "Q61"]
    broken = {remark.line for remark in errors}
    deeds = []
    if not any(remark.code in _OF_HEADINGS for remark in errors):
        for row, code in enumerate(batch.codes):
            if batch.lines[row] not in broken:
                figures = figures_of(batch.figures_of(row))
                deeds.append(Deed(Kind.ENTERED, clerk, at, code, desk.question, figures))
    entered = _enter(desk, deeds)
    # A line that is not given is said once, with the findings of its protocol.
    entered.remarks = [remark for remark in remarks if remark.code != "Q61"]
    return entered


def _enter(desk: Desk, deeds: Sequence[Deed]) -> Entered:
    entered, new = Entered(), []
    try:
        with open_journal(desk.journal, told=desk.told) as journal:
            doubles = fold(journal.deeds)
            for deed in deeds:
                key = deed.question, deed.precinct
                double = doubles.get(key, DoubleEntry(deed.precinct, deed.question))
                own = own_entry(double, deed.by)
                if own.state is OwnState.ENTERED and own.figures == deed.figures:
                    entered.again.append(deed.precinct)
                    continue
                try:
                    doubles[key] = double.after(deed)
                except UnusableEntry as refused:
                    entered.refused.append(refused)
                    continue
                new.append(deed)
                entered.findings[deed.precinct] = desk.check(deed.precinct, dict(deed.figures))
            journal.append(new)
    except OSError as refused:
        raise refusal_of(refused, desk.journal) from None
    return entered


def _given(desk: Desk, precinct: str, pairs: Sequence[str]) -> dict[str, int | None]:
    """LINE=VALUE pairs, a line by its name or its printed number; no value is a line left empty.
    Raises UnusableEntry (Q127, and Q49 to Q56 for what is no count)."""
    form = desk.poll.form
    found: dict[str, int | None] = {}
    named = {line.number: line.name for line in form.lines if line.number}
    named |= {line.name: line.name for line in form.lines}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        line = named.get(name.strip())
        if not sign or line is None or line in found:
            raise UnusableEntry("Q127", precinct, text=pair, lines=", ".join(form.names))
        value = read_figure(text, form.numerals)
        if isinstance(value, Broken):
            raise UnusableEntry(value.code, f"{precinct}, {line}", **dict(value.fields))
        found[line] = value
    return found


def _with(figures: Mapping[str, int], given: Mapping[str, int | None]) -> Figures:
    """Figures with some lines written anew, or emptied."""
    lines = {**figures, **given}
    return figures_of({line: value for line, value in lines.items() if value is not None})


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A precinct as its clerk sees it."""

    entry: OwnEntry
    findings: Sequence[Remark]

    @property
    def waits(self) -> bool:
        """Is the next step hers?"""
        return self.entry.state is OwnState.RETURNED


def own_rows(desk: Desk, clerk: str) -> list[OwnRow]:
    """What a clerk has entered, and what came back to her; nothing of anybody else."""
    rows = []
    for double in _doubles(desk):
        own = own_entry(double, clerk)
        if own.deeds:
            findings = desk.check(own.precinct, dict(own.figures)) if own.figures else ()
            rows.append(OwnRow(own, findings))
    return rows


# -- the coordinator ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A precinct as the coordinator sees it; `hidden` where she entered herself, or where a second
    entry is still to come: then no figure is shown."""

    double: DoubleEntry
    state: State
    findings: Sequence[Remark]
    open_warnings: Sequence[Remark]
    hidden: bool = False

    @property
    def waits(self) -> bool:
        """Is the next step a person's?"""
        return self.state in _WAITS or bool(self.double.waiting)

    @property
    def open(self) -> tuple[Remark, ...]:
        """What keeps the protocol from being definitive."""
        errors = [remark for remark in self.findings if remark.severity == "error"]
        return (*errors, *self.open_warnings)


def rows(desk: Desk, coordinator: str = "") -> list[Row]:
    """Every precinct where something was done, in the order of the units. Figures are hidden from
    nobody in particular, from a clerk of the precinct, and before the second entry."""
    found = []
    for double in _doubles(desk):
        findings = double.findings(desk.check)
        hidden = not coordinator or person(coordinator) in double.clerks or not _both(double)
        state, warnings = double.state(desk.check), double.open_warnings(findings)
        found.append(Row(double, state, findings, warnings, hidden))
    return found


def _both(double: DoubleEntry) -> bool:
    return len(double.entries) == 2


def untouched(desk: Desk, found: Sequence[Row]) -> int:
    """Precincts where nothing was done."""
    return len(desk.poll.tree.ordinal) - len(found)


def give_back(
    desk: Desk, precinct: str, clerk: str, *, to: str, reason: str, by: str, at: str
) -> Row:
    """Return an entry to its clerk, or hand it to another."""
    same = person(to) == person(clerk)
    return _decide(
        desk, precinct,
        lambda _: Deed(Kind.RETURNED, by, at, precinct, desk.question, clerk=clerk,
                       to="" if same else to, reason=reason),
    )  # fmt: skip


def resolve(
    desk: Desk, precinct: str, keep: str, pairs: Sequence[str], *, reason: str, by: str, at: str
) -> Row:
    """Settle lines that differ: by one clerk's entry, and line by line where they are named."""

    def deed(double: DoubleEntry) -> Deed:
        kept = next((e for e in double.entries if keep and person(e.by) == person(keep)), None)
        if keep and kept is None:
            raise UnusableEntry("Q114", precinct, clerk=keep)
        if kept is None and double.entries:
            differs = {difference.line for difference in double.differences}
            figures = {n: v for n, v in double.entries[0].figures if n not in differs}
        else:
            figures = dict(kept.figures) if kept else {}
        settled = _with(figures, _given(desk, precinct, pairs))
        return Deed(Kind.RESOLVED, by, at, precinct, desk.question, settled, reason=reason)

    return _decide(desk, precinct, deed)


def accept(desk: Desk, precinct: str, rule: str, *, reason: str, by: str, at: str) -> Row:
    """Accept a warning of the settled figures. Raises UnusableEntry (Q122) where there is none."""

    def deed(double: DoubleEntry) -> Deed:
        found = double.open_warnings(double.findings(desk.check))
        mine = next((r for r in found if rule in (r.rule, r.code) and rule), None)
        if double.figures is not None and mine is None:
            raise UnusableEntry("Q122", precinct, rule=rule)
        known, judged = known_by(mine) if mine else (rule, ())
        return Deed(
            Kind.ACCEPTED, by, at, precinct, desk.question, judged, rule=known, reason=reason
        )

    return _decide(desk, precinct, deed)


def correct(
    desk: Desk, precinct: str, pairs: Sequence[str], *, reason: str, author: str, by: str, at: str
) -> Row:
    """Lines of settled figures as the commission corrected them; what stood there is kept."""

    def deed(double: DoubleEntry) -> Deed:
        figures = _with(dict(double.figures or ()), _given(desk, precinct, pairs))
        return Deed(
            Kind.CORRECTED, by, at, precinct, desk.question, figures, reason=reason, author=author
        )

    return _decide(desk, precinct, deed)


def _decide(desk: Desk, precinct: str, deed: Callable[[DoubleEntry], Deed]) -> Row:
    desk.known(precinct)
    try:
        with open_journal(desk.journal, told=desk.told) as journal:
            key = desk.question, precinct
            double = fold(journal.deeds).get(key, DoubleEntry(precinct, desk.question))
            made = deed(double)
            after = double.after(made)
            journal.append([made])
    except OSError as refused:
        raise refusal_of(refused, desk.journal) from None
    findings = after.findings(desk.check)
    return Row(after, after.state(desk.check), findings, after.open_warnings(findings))


def _doubles(desk: Desk) -> list[DoubleEntry]:
    """This question's precincts, in the order of the units; any that the units have lost last."""
    order = desk.poll.tree.ordinal
    mine = [d for d in fold(read_journal(desk.journal)).values() if d.question == desk.question]
    return sorted(
        mine, key=lambda double: (order.get(double.precinct, len(order)), double.precinct)
    )


# -- what leaves the desk -------------------------------------------------------------------------


def write_definitive(desk: Desk, found: Sequence[Row], path: Path) -> None:
    """Write the definitive protocols as a batch (docs/spec/referendum.md), or the warnings that
    were accepted in them as a TOML file. Raises UnwritableOutput."""
    ready = [row for row in found if row.state is State.DEFINITIVE]
    if path.suffix.lower() == ".csv":
        write_whole(path, _batch(desk, ready))
    elif path.suffix.lower() == ".toml":
        write_whole(path, _acceptances(desk, ready))
    else:
        kinds = ", ".join(BATCH_KINDS)
        raise UnwritableOutput("W10", str(path), suffix=path.suffix, kinds=kinds)


def _acceptances(desk: Desk, ready: Sequence[Row]) -> bytes:
    document = tomlkit.document()
    document["schema"] = accepted_warnings.SCHEMA
    rows = tomlkit.aot()
    for row in ready:
        standing = {known_by(remark) for remark in row.findings}
        for deed in row.double.deeds:
            if deed.kind is Kind.ACCEPTED and (deed.rule, deed.figures) in standing:
                one = tomlkit.table()
                said = {
                    "place": deed.precinct,
                    "code": deed.rule,
                    "reason": deed.reason,
                    "by": deed.by,
                }
                for key, text in (
                    said | ({"question": deed.question} if deed.question else {})
                ).items():
                    one[key] = text
                one["figures"] = tomlkit.inline_table()
                one["figures"].update(dict(deed.figures))
                rows.append(one)
    document["accepted"] = rows
    return tomlkit.dumps(document).encode()


def _batch(desk: Desk, ready: Sequence[Row]) -> bytes:
    names = desk.poll.form.names
    columns = ("precinct", *names, "reason", "author")
    lines: list[tuple[Cell, ...]] = []
    for row in ready:
        figures, decision = dict(row.double.figures or ()), row.double.decision
        correction = decision if decision and decision.kind is Kind.CORRECTED else None
        lines.append(
            (
                row.double.precinct,
                *(str(figures[name]) if name in figures else "" for name in names),
                correction.reason if correction else "",
                correction.author if correction else "",
            )
        )
    table = Table("entries", tuple(Column(name, heading=name) for name in columns), tuple(lines))
    return table_as_csv(table, "en")


def rows_json(desk: Desk, found: Sequence[Row]) -> str:
    """`zhargy referendum entries --json` of the coordinator."""
    return _json(desk, [_row_value(row) for row in found])


def own_json(desk: Desk, found: Sequence[OwnRow]) -> str:
    """`zhargy referendum entries --as CLERK --json`: her own view and nothing else."""
    return _json(
        desk,
        [
            {
                "precinct": row.entry.precinct,
                "state": row.entry.state,
                "figures": dict(row.entry.figures),
                "reason": row.entry.reason,
                "findings": [finding_as_dict(remark) for remark in row.findings],
            }
            for row in found
        ],
    )


def _json(desk: Desk, precincts: Sequence[Mapping[str, Any]]) -> str:
    value = {"schema": SCHEMA, "question": desk.question, "precincts": precincts}
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _row_value(row: Row) -> dict[str, Any]:
    double = row.double
    value: dict[str, Any] = {
        "precinct": double.precinct,
        "state": row.state,
        "waiting": sorted(deed.to or deed.clerk for deed in double.waiting.values()),
    }
    if row.hidden:
        return value
    return value | {
        "entries": [{"by": e.by, "at": e.at, "figures": dict(e.figures)} for e in double.entries],
        "differences": [{"line": d.line, "values": list(d.values)} for d in double.differences],
        "figures": None if double.figures is None else dict(double.figures),
        "findings": [finding_as_dict(remark) for remark in row.findings],
        "open": [remark.rule or remark.code for remark in row.open],
        "deeds": [
            {"kind": d.kind, "by": d.by, "at": d.at, "reason": d.reason, "author": d.author,
             "figures": dict(d.figures)}
            for d in double.deeds
        ],
    }  # fmt: skip
