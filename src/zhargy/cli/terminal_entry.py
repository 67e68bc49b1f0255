"""What clerks and the coordinator of a referendum's desk read in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from zhargy.cli.terminal import console
from zhargy.errors import UnusableEntry
from zhargy.messages import number, say
from zhargy.referendum.entry import Deed, Figures, Kind, OwnState, State
from zhargy.referendum.remark import Remark
from zhargy.reform.entering import Desk, Entered, OwnRow, Row, untouched
from zhargy.reports.count_json import sentence

_MOST_ROWS = 40
_STATES = {
    State.EMPTY: "entry-empty",
    State.FIRST: "entry-first",
    State.DIFFERS: "entry-differs",
    State.HELD: "entry-held",
    State.WARNED: "entry-warned",
    State.DEFINITIVE: "entry-definitive",
    State.REOPENED: "entry-reopened",
}
_OWN = {
    OwnState.NOT_ENTERED: "entry-own-none",
    OwnState.ENTERED: "entry-own-entered",
    OwnState.RETURNED: "entry-own-returned",
}
_DEEDS = {
    Kind.ENTERED: "entry-deed-entered",
    Kind.RETURNED: "entry-deed-returned",
    Kind.RESOLVED: "entry-deed-resolved",
    Kind.ACCEPTED: "entry-deed-accepted",
    Kind.CORRECTED: "entry-deed-corrected",
}


def print_entered(entered: Entered, language: str) -> None:
    """How much was entered, and what does not hold in the clerk's own figures."""
    out = console()
    counts = {"again": len(entered.again), "refused": entered.not_entered}
    out.print(say("entry-entered", language, n=len(entered.findings), **counts))
    lines = [
        " · ".join(filter(None, (r.file, _line(r, language), f"{r.code}: {sentence(r, language)}")))
        for r in entered.remarks
    ]
    lines += [_refusal(refused, language) for refused in entered.refused]
    for precinct, findings in entered.findings.items():
        lines += [f"{precinct}: {_finding(remark, language)}" for remark in findings]
    _rows(out, lines, language)


def _line(remark: Remark, language: str) -> str:
    return say("place-line", language, n=str(remark.line)) if remark.line else ""


def _refusal(refused: UnusableEntry, language: str) -> str:
    return f"{refused.where}: {refused.code}: {say(refused.code, language, **refused.fields)}"


def _finding(remark: Remark, language: str) -> str:
    severity = say(f"severity-{remark.severity}", language)
    return f"{severity} {remark.rule or remark.code}: {sentence(remark, language)}"


def print_own(rows: Sequence[OwnRow], language: str) -> None:
    """A clerk's own precincts, first those that came back to her."""
    out = console()
    back = sum(row.waits for row in rows)
    out.print(say("entry-own", language, n=len(rows), back=back))
    lines = []
    for row in sorted(rows, key=lambda row: not row.waits):
        state = say(_OWN[row.entry.state], language)
        reason = f" – {row.entry.reason}" if row.entry.reason else ""
        lines.append(f"{row.entry.precinct}: {state}{reason}")
        lines += [f"  {_finding(remark, language)}" for remark in row.findings]
    _rows(out, lines, language)


def print_rows(
    desk: Desk, rows: Sequence[Row], language: str, written: Sequence[Path] = ()
) -> None:
    """How many precincts are in which state, and each that waits for a person."""
    out = console()
    counts = Counter(row.state for row in rows)
    counts[State.EMPTY] += untouched(desk, rows)
    for state, code in _STATES.items():
        if counts[state]:
            out.print(f"{say(code, language)}: {number(counts[state], language)}")
    lines: list[str] = []
    for row in sorted(rows, key=lambda row: row.state is State.FIRST):
        if row.waits:
            lines += _told(row, language)
    _rows(out, lines, language)
    for path in written:
        out.print(say("cli-written", language, path=escape(str(path))))


def _told(row: Row, language: str) -> list[str]:
    """What a precinct waits for."""
    lines = [f"{row.double.precinct}: {say(_STATES[row.state], language)}"]
    for deed in row.double.waiting.values():
        lines.append("  " + say("entry-waits-for", language, clerk=deed.to or deed.clerk))
    if row.hidden:
        return lines
    if row.state is State.DIFFERS:
        first, second = row.double.entries
        for one in row.double.differences:
            values = {"first": _value(one.values[0]), "second": _value(one.values[1])}
            names = {"line": one.line, "clerk": first.by, "other": second.by}
            lines.append("  " + say("entry-difference", language, **names, **values))
    lines += [f"  {_finding(remark, language)}" for remark in row.open]
    return lines


def _value(value: int | None) -> str:
    return "–" if value is None else str(value)


def print_history(rows: Sequence[Row], language: str) -> None:
    """Everything that was done at a precinct, in its order."""
    out = console()
    for row in rows:
        _rows(out, _told(row, language), language)
        for deed in row.double.deeds:
            out.print(
                Padding(escape(_deed(deed, row.hidden, language)), (0, 0, 0, 2), expand=False)
            )


def _deed(deed: Deed, hidden: bool, language: str) -> str:
    fields = {"by": deed.by, "clerk": deed.clerk, "rule": deed.rule, "author": deed.author}
    told = f"{deed.at} · {say(_DEEDS[deed.kind], language, **fields)}"
    if hidden:
        return told
    reason = f" – {deed.reason}" if deed.reason else ""
    return f"{told}{reason}{_figures(deed.figures)}"


def _figures(figures: Figures) -> str:
    return f" ({', '.join(f'{line} {value}' for line, value in figures)})" if figures else ""


def print_decided(row: Row, language: str) -> None:
    """The state of a precinct after a decision."""
    out = console()
    _rows(out, _told(row, language), language)


def _rows(out: Console, lines: Sequence[str], language: str) -> None:
    for line in lines[:_MOST_ROWS]:
        out.print(Padding(escape(line), (0, 0, 0, 2), expand=False))
    if len(lines) > _MOST_ROWS:
        out.print(Padding(say("read-more", language, n=len(lines) - _MOST_ROWS), (0, 0, 0, 2)))
