"""What a person reads of checked and counted protocols in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid

from zhargy.cli.terminal import console
from zhargy.messages import number, say
from zhargy.referendum.count import Count, State
from zhargy.referendum.remark import SEVERITIES, Remark
from zhargy.referendum.standing import Correction
from zhargy.reform.counting import Checks, Referendum
from zhargy.reports.count_json import sentence, tallies_of

_MOST_ROWS = 12
# The lines that fit beside the name of a place; the whole is in --json and -o.
_SHOWN = ("received", "voted", "yes", "no", "both", "blank", "invalid")


def print_check(checks: Checks, language: str, written: Sequence[Path] = ()) -> None:
    """How much was checked, what could not be, and what was found, the gravest first."""
    out, form = console(), checks.referendum.form
    protocols = sum(len(batch) for one in checks.counts for batch in one.standing.batches)
    precincts = len(checks.referendum.tree.precincts)
    fields = {"title": form.title[language], "form": form.name}
    out.print(
        f"[bold]{escape(say('count-of-form', language, protocols=protocols, precincts=precincts, **fields))}[/]"
    )
    accepted = len(checks.referendum.accepted) + sum(len(one.accepted) for one in checks.counts)
    _print_found(out, checks.findings, accepted, language)
    unknown = [
        equation.code
        for equation in form.equations
        if protocols and all(_never(one, equation.code) for one in checks.counts)
    ]
    if unknown:
        out.print(say("count-not-checked", language, list=", ".join(unknown)))
    _print_written(out, written, language)


def _never(counted: Count, equation: str) -> bool:
    return all(one.held + one.failed == 0 for one in counted.checked if one.equation == equation)


def _print_found(out: Console, remarks: Sequence[Remark], accepted: int, language: str) -> None:
    counts = {s: sum(remark.severity == s for remark in remarks) for s in SEVERITIES}
    out.print(
        say(
            "count-found", language,
            errors=counts["error"], warnings=counts["warning"], accepted=accepted,
        )
    )  # fmt: skip
    shown = sorted(remarks, key=lambda remark: SEVERITIES.index(remark.severity))
    for remark in shown[:_MOST_ROWS]:
        _row(out, f"{_where(remark, language)}: {sentence(remark, language)}")
    if len(shown) > _MOST_ROWS:
        _row(out, say("read-more", language, n=len(shown) - _MOST_ROWS))


def _where(remark: Remark, language: str) -> str:
    code = f"{remark.code} {remark.rule}".strip()
    line = say("place-line", language, n=str(remark.line)) if remark.line else ""
    spot = ", ".join(filter(None, (remark.file, line, remark.column)))
    severity = say(f"severity-{remark.severity}", language)
    # Most sentences begin with the place.
    place = "" if "place" in dict(remark.fields) else remark.place
    return " · ".join(filter(None, (severity, code, spot, place)))


def print_counts(
    referendum: Referendum,
    counts: Sequence[Count],
    level: str,
    unit: str,
    language: str,
    written: Sequence[Path] = (),
) -> None:
    """For each question the sums of the places, what differs between the bases, what was found."""
    out = console()
    for counted in counts:
        _print_count(out, counted, level, unit, language)
    findings = [*referendum.findings, *(remark for one in counts for remark in one.findings)]
    accepted = len(referendum.accepted) + sum(len(one.accepted) for one in counts)
    _print_found(out, findings, accepted, language)
    _print_written(out, written, language)


def _print_count(out: Console, counted: Count, level: str, unit: str, language: str) -> None:
    asked = f"{counted.question}: " if counted.question else ""
    stage = say(f"stage-{counted.stage}", language)
    if not counted.standing.batches:
        out.print(escape(say("count-nothing", language, question=asked, stage=stage)))
        return
    told = say("count-stage-line", language, question=asked, stage=stage, time=counted.as_of)
    out.print(f"[bold]{escape(told)}[/]")
    if counted.training:
        out.print(f"[bold]{say('count-training', language)}[/]")
    out.print(_grid(counted, level, unit, language))
    whole = counted.tally(unit)
    for line, (total, given) in whole.partial.items():
        fields = {"place": whole.place.code, "line": line, "given": given, "sum": total}
        _row(out, say("count-not-equal", language, **fields))
    if counted.bases_differ:
        rolls = {"all": whole.roll_of_all, "without": whole.roll_without}
        shown = {key: "–" if value is None else value for key, value in rolls.items()}
        out.print(say("count-bases", language, **shown))
    _print_history(out, counted, unit, language)
    if unit:
        _print_sources(out, counted, unit, language)


def _grid(counted: Count, level: str, unit: str, language: str) -> Grid:
    names = set(counted.form.names)
    lines = [counted.form.line(name) for name in _SHOWN if name in names]
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for code in ("count_code", "count_place"):
        grid.add_column(say(f"column-{code}", language))
    for code in ("count_protocols", "count_roll"):
        grid.add_column(say(f"column-{code}", language), justify="right")
    for line in lines:
        grid.add_column(line.name, justify="right")
    for tally in tallies_of(counted, level, unit):
        names_ = dict(tally.place.names)
        cells = [tally.roll_of_all, *(tally.figures.get(line.name) for line in lines)]
        grid.add_row(
            escape(tally.place.code),
            escape(names_.get(language) or next(iter(names_.values()), "")),
            f"{number(tally.precincts.get(State.COUNTED, 0), language)}/{number(tally.expected, language)}",
            *("–" if cell is None else number(cell, language) for cell in cells),
        )
    return grid


def _print_history(out: Console, counted: Count, unit: str, language: str) -> None:
    """Events, corrections and differences of the precincts that are shown."""
    tree = counted.tree
    below = tree.precincts_of(tree.number[unit]) if unit else range(len(tree.precincts))
    events = [e for code, e in counted.events.items() if tree.ordinal[code] in below]
    if events:
        out.print(say("count-events", language, n=len(events)))
    for event in events[:_MOST_ROWS]:
        fields = {"place": event.precinct, "day": event.day.text, "author": event.author}
        told = say(f"event-{event.kind}", language)
        _row(out, say("count-event", language, event=told, reason=event.reason, **fields))
    corrections = [c for c in counted.corrections if tree.ordinal[c.precinct] in below]
    if corrections:
        out.print(say("count-corrections", language, n=len(corrections)))
    for one in corrections[:_MOST_ROWS]:
        fields = {"place": one.precinct, "author": one.author, "was": one.was_in}
        told = _changes(counted, one)
        now = one.stands_in
        _row(
            out,
            say("count-correction", language, changes=told, reason=one.reason, now=now, **fields),
        )
    differences = [d for d in counted.differences if tree.ordinal[d.precinct] in below]
    if differences:
        out.print(say("count-differences", language, n=len(differences)))


def _changes(counted: Count, one: Correction) -> str:
    before, after = dict(one.before), dict(one.after)
    return ", ".join(
        f"{line} {before.get(line, '–')} → {after.get(line, '–')}"
        for line in counted.form.names
        if before.get(line) != after.get(line)
    )


def _print_sources(out: Console, counted: Count, unit: str, language: str) -> None:
    sources = counted.sources(unit)
    for one in sources[:_MOST_ROWS]:
        if one.state is State.COUNTED:
            fields = {"place": one.precinct, "file": one.file, "line": str(one.line)}
            _row(
                out,
                say("count-source", language, source=one.given_by, time=one.as_of, **fields),
            )
        else:
            state = say(f"state-{one.state.name.lower()}", language)
            _row(out, say("count-no-source", language, place=one.precinct, state=state))
    if len(sources) > _MOST_ROWS:
        _row(out, say("read-more", language, n=len(sources) - _MOST_ROWS))


def _row(out: Console, text: str) -> None:
    out.print(Padding(escape(text), (0, 0, 0, 2), expand=False))


def _print_written(out: Console, written: Sequence[Path], language: str) -> None:
    for path in written:
        out.print(say("cli-written", language, path=escape(str(path))))
