"""What a person reads in the terminal of comparative tables and justifications."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from zhargy.cli.terminal import console, print_findings
from zhargy.messages import say
from zhargy.reform.tables import Made, ReadBack
from zhargy.reports.justifications import Justification


def print_made(made: Made, language: str, written: Sequence[Path]) -> None:
    """The files, and what became of the justifications: those without a place in full."""
    out, placed = console(), made.placed
    if placed.sure or placed.suspect or placed.lost or made.without:
        counts = {
            "sure": len(placed.sure),
            "suspect": len(placed.suspect),
            "lost": len(placed.lost),
            "without": made.without,
        }
        out.print(say("table-placed", language, **counts))
    if placed.suspect:
        out.print(f"\n[bold]{say('table-suspect-title', language)}[/]")
    for justification, row in placed.suspect:
        words = _words(justification)
        place = justification.element
        _line(out, say("table-row", language, number=row + 1, place=place, words=words))
    if placed.lost:
        out.print(f"\n[bold]{say('table-lost-title', language)}[/]")
    for justification in placed.lost:
        place = justification.element or justification.key.new or justification.key.old
        _line(out, say("table-lost-row", language, place=place, words=_words(justification)))
    for path in written:
        out.print(escape(say("cli-written", language, path=str(path))))


def _words(justification: Justification) -> str:
    return " / ".join(" ".join(text.split()) for text in justification.written.values())


def _line(out: Console, text: str) -> None:
    out.print(f"  {escape(text)}")


def print_read_back(brought: ReadBack, into: Path | None, language: str) -> None:
    """How much came in, and what a person must see."""
    out = console()
    counts = {"new": brought.new, "changed": brought.changed, "same": brought.same}
    out.print(say("table-read", language, rows=brought.rows, **counts))
    print_findings(out, brought.findings, language)
    if into:
        out.print(escape(say("cli-written", language, path=str(into))))
