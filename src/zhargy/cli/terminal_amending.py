"""What a person reads of amending acts in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from zhargy.cli.terminal import console
from zhargy.messages import say
from zhargy.reform.consolidating import Amended
from zhargy.text.amending.apply import Consolidated, Outcome

_MOST_ROWS = 30


def print_consolidated(
    consolidated: Consolidated, language: str, written: Sequence[Path] = ()
) -> None:
    """How many instructions were applied, and what stopped the others."""
    out = console()
    title = " ".join(consolidated.act.title.split()) or say("read-untitled", language)
    out.print(f"[bold]{escape(title)}[/]")
    outcomes = consolidated.outcomes
    applied = sum(outcome.applied for outcome in outcomes)
    out.print(say("consolidate-counts", language, n=len(outcomes), applied=applied))
    if consolidated.elsewhere:
        out.print(say("consolidate-elsewhere", language, n=len(consolidated.elsewhere)))
    stopped = [outcome for outcome in outcomes if outcome.findings]
    if stopped:
        out.print(f"\n[bold]{say('read-findings', language)}[/]")
    for outcome in stopped[:_MOST_ROWS]:
        _print_outcome(out, outcome, language)
    if len(stopped) > _MOST_ROWS:
        _row(out, say("read-more", language, n=len(stopped) - _MOST_ROWS))
    _print_written(out, written, language)


def _print_outcome(out: Console, outcome: Outcome, language: str) -> None:
    _row(out, " ".join(filter(None, (outcome.step.label, outcome.step.clause))))
    for finding in outcome.findings:
        where = " · ".join(filter(None, (finding.rule, finding.address)))
        _row(out, f"{where}: {say(finding.rule, language, **dict(finding.fields))}", 4)


def print_amended(amended: Amended, language: str, written: Sequence[Path] = ()) -> None:
    """The amending act itself, or where it was written, and whether it is exact."""
    out = console()
    if not written:
        print(amended.text, end="")
    else:
        composed = amended.composed
        out.print(say("amend-counts", language, n=len(composed.steps)))
        if composed.coarse:
            out.print(say("amend-coarse", language, n=composed.coarse))
        out.print(say("amend-exact" if composed.exact else "amend-inexact", language))
    _print_written(out, written, language)


def _row(out: Console, text: str, indent: int = 2) -> None:
    out.print(Padding(escape(text), (0, 0, 0, indent), expand=False))


def _print_written(out: Console, written: Sequence[Path], language: str) -> None:
    for path in written:
        out.print(say("cli-written", language, path=escape(str(path))))
