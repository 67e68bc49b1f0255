"""A comparison as a person reads it in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid

from zhargy.cli.terminal import console
from zhargy.compare.comparison import Comparison, Fate, Measure
from zhargy.compare.editions import Event, History
from zhargy.messages import number, say, share
from zhargy.reform.comparing import Compared

_AMENDED, _REWORDED = 0.95, 0.6
_MOST_EDITS, _MOST_EXPLAINED, _MOST_UNDONE = 8, 5, 10
_SURE = 0.9


def print_comparison(compared: Compared, language: str, written: Sequence[Path]) -> None:
    """Titles, level, fates, measures, style edits, and where to read on."""
    out, comparison = console(), compared.comparison
    for reading, name in zip(compared.readings, _names(compared), strict=False):
        count = sum(f.severity > 1 for findings in reading.findings for f in findings)
        if count:
            out.print(f"[dim]{escape(say('compare-unread', language, name=name, n=count))}[/]")
    for act in (comparison.old, comparison.new):
        out.print(
            f"[bold]{escape(' '.join(act.title.split()) or say('read-untitled', language))}[/]"
        )
    out.print(say(level_code(comparison.level), language))
    _fates(out, comparison, language)
    _measures(out, comparison.measures, language)
    _bulk(out, comparison, language)
    if compared.explanations:
        _explained(out, compared, language)
    if compared.history:
        _history(out, compared.history, compared, language)
    out.print()
    for path in written:
        out.print(escape(say("cli-written", language, path=str(path))))
    if not written:
        out.print(say("compare-hint", language))


def _names(compared: Compared) -> Sequence[str]:
    return compared.names if len(compared.readings) == 2 else compared.names[:1]


def level_code(level: float) -> str:
    """How much wording was kept, as a code of the catalogue."""
    if level >= _AMENDED:
        return "compare-level-amended"
    return "compare-level-reworded" if level >= _REWORDED else "compare-level-hard"


def _fates(out: Console, comparison: Comparison, language: str) -> None:
    out.print(f"\n[bold]{say('compare-fates', language)}[/]")
    counts = Counter(pair.fate for pair in comparison.pairs)
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(justify="right")
    grid.add_column()
    for fate in Fate:
        grid.add_row(number(counts[fate], language), say(f"fate-{fate.value}", language))
    out.print(Padding(grid, (0, 0, 0, 2), expand=False))
    substantive = sum(pair.substantive for pair in comparison.pairs)
    out.print(say("compare-substantive", language, n=substantive))
    unsure = sum(1 for p in comparison.pairs if p.old and p.new and p.confidence < _SURE)
    out.print(say("compare-unsure", language, n=unsure))


def _measures(out: Console, measures: Sequence[Measure], language: str) -> None:
    out.print(f"\n[bold]{say('compare-measures', language)}[/]")
    out.print(Padding(_measure_grid(measures, language), (0, 0, 0, 2), expand=False))


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
        line = say("compare-bulk-row", language, n=edit.count, old=edit.old, new=edit.new)
        out.print(Padding(escape(line), (0, 0, 0, 2), expand=False))
    if len(comparison.bulk) > _MOST_EDITS:
        out.print(
            Padding(
                say("read-more", language, n=len(comparison.bulk) - _MOST_EDITS),
                (0, 0, 0, 2),
                expand=False,
            )
        )


def _explained(out: Console, compared: Compared, language: str) -> None:
    fitting = [e for e in compared.explanations if e.fits]
    out.print(f"\n[bold]{escape(say('compare-explain', language, quoted=compared.quoted))}[/]")
    out.print(say("compare-explain-some" if fitting else "compare-explain-none", language))
    shown = fitting or list(compared.explanations[:_MOST_EXPLAINED])
    out.print(
        Padding(_measure_grid([e.measure for e in shown], language), (0, 0, 0, 2), expand=False)
    )


def _history(out: Console, history: History, compared: Compared, language: str) -> None:
    out.print(f"\n[bold]{say('compare-history', language)}[/]")
    for edition, name in enumerate(compared.all_names[1:], 1):
        events = Counter(
            s.event for line in history.lines for s in line.steps if s.edition == edition
        )
        line = say(
            "compare-history-row",
            language,
            name=name,
            came=events[Event.CAME],
            changed=events[Event.CHANGED],
            went=events[Event.WENT],
            restored=events[Event.RESTORED] + events[Event.RETURNED],
        )
        out.print(Padding(escape(line), (0, 0, 0, 2), expand=False))
    if history.undone:
        out.print(say("compare-undone", language) + ":")
    for line_ in history.undone[:_MOST_UNDONE]:
        out.print(
            Padding(
                " → ".join(step.address or "–" for step in line_.steps), (0, 0, 0, 2), expand=False
            )
        )
