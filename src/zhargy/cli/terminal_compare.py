"""A comparison as a person reads it in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid

from zhargy.cli.terminal import console
from zhargy.compare.comparison import Comparison, Measure
from zhargy.compare.editions import History, Line
from zhargy.messages import number, say, share
from zhargy.reform.comparing import Compared
from zhargy.reports.citing import cited_address
from zhargy.reports.summary import (
    FATES,
    edit_line,
    edition_events,
    is_unsure,
    level_code,
    substantive_line,
    title_of,
)

_MOST_EDITS, _MOST_EXPLAINED, _MOST_UNDONE = 8, 5, 10


def print_comparison(compared: Compared, language: str, written: Sequence[Path]) -> None:
    """Titles, level, fates, measures, style edits, and where to read on."""
    out, comparison = console(), compared.comparison
    for reading, name in zip(compared.readings, _names(compared), strict=False):
        count = sum(f.severity > 1 for findings in reading.findings for f in findings)
        if count:
            out.print(f"[dim]{escape(say('compare-unread', language, name=name, n=count))}[/]")
    for side, act, name in (
        ("old", comparison.old, compared.names[0]),
        ("new", comparison.new, compared.names[1]),
    ):
        label, title = say(f"page-{side}", language), title_of(act.title, language)
        out.print(f"{label}: [bold]{escape(title)}[/] ({escape(name)})")
    out.print(say(level_code(comparison), language))
    _fates(out, comparison, language)
    _measures(out, comparison.measures, language)
    _bulk(out, comparison, language)
    if compared.explanations:
        _explained(out, compared, language)
    if compared.history:
        _history(out, compared.history, compared.all_names, language)
    out.print()
    for path in written:
        out.print(escape(say("cli-written", language, path=str(path))))
    if not written:
        out.print(say("compare-hint", language))


def _names(compared: Compared) -> Sequence[str]:
    return compared.names if len(compared.readings) == 2 else compared.names[:1]


def _indented(out: Console, shown: RenderableType) -> None:
    out.print(Padding(shown, (0, 0, 0, 2), expand=False))


def _fates(out: Console, comparison: Comparison, language: str) -> None:
    out.print(f"\n[bold]{say('compare-fates', language)}[/]")
    counts = Counter(pair.fate for pair in comparison.pairs)
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(justify="right")
    grid.add_column()
    for fate in FATES:
        grid.add_row(number(counts[fate], language), say(f"fate-{fate.value}", language))
    _indented(out, grid)
    out.print(substantive_line(comparison, language))
    unsure = sum(is_unsure(pair) for pair in comparison.pairs)
    out.print(say("compare-unsure", language, n=unsure))


def _measures(out: Console, measures: Sequence[Measure], language: str) -> None:
    out.print(f"\n[bold]{say('compare-measures', language)}[/]")
    _indented(out, _measure_grid(measures, language))


def _measure_grid(measures: Sequence[Measure], language: str) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for measure in measures:
        counts = f"{number(measure.part, language)} / {number(measure.base, language)}"
        grid.add_row(
            share(measure.part, measure.base, language),
            counts,
            say(f"measure-{measure.code}", language),
        )
    return grid


def _bulk(out: Console, comparison: Comparison, language: str) -> None:
    if not comparison.bulk:
        return
    out.print(f"\n[bold]{say('compare-bulk', language)}[/]")
    for edit in comparison.bulk[:_MOST_EDITS]:
        _indented(out, escape(edit_line(edit, language)))
    _and_more(out, len(comparison.bulk) - _MOST_EDITS, language)


def _and_more(out: Console, count: int, language: str) -> None:
    if count > 0:
        _indented(out, say("read-more", language, n=count))


def _explained(out: Console, compared: Compared, language: str) -> None:
    fitting = [e for e in compared.explanations if e.fits]
    out.print(f"\n[bold]{escape(say('compare-explain', language, quoted=compared.quoted))}[/]")
    out.print(say("compare-explain-some" if fitting else "compare-explain-none", language))
    shown = fitting or list(compared.explanations[:_MOST_EXPLAINED])
    _indented(out, _measure_grid([e.measure for e in shown], language))


def _history(out: Console, history: History, names: Sequence[str], language: str) -> None:
    out.print(f"\n[bold]{say('compare-history', language)}[/]")
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(overflow="fold")
    events = tuple(edition_events(history, 1))
    for _ in events:
        grid.add_column(justify="right")
    grid.add_row("", *(say(f"edition-{event}", language) for event in events))
    for edition, name in enumerate(names[1:], 1):
        counts = edition_events(history, edition).values()
        grid.add_row(escape(name), *(number(count, language) for count in counts))
    _indented(out, grid)
    if history.undone:
        out.print(f"\n[bold]{say('compare-undone', language)}[/]")
    for line in history.undone[:_MOST_UNDONE]:
        _indented(out, escape(_path(line, history, language)))
    _and_more(out, len(history.undone) - _MOST_UNDONE, language)


def _path(line: Line, history: History, language: str) -> str:
    """Where a line stood in each edition; one sign for editions in which it did not stand."""
    acts = [history.comparisons[0].old, *(c.new for c in history.comparisons)]
    places = [
        cited_address(step.address, acts[step.edition], language) if step.address else "–"
        for step in line.steps
    ]
    return " → ".join(places)
