"""Three and more editions on the page: what came in where, what was undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from zhargy.compare.editions import Event, History, Line, Step
from zhargy.messages import number, say
from zhargy.reports.citing import cited_address
from zhargy.reports.page.places import Places
from zhargy.reports.page.rows import icon
from zhargy.reports.summary import edition_events
from zhargy.text.act import Act

# An event has the shape and the colour of the fate that is nearest to it.
_SHAPE = {
    Event.CAME: "new",
    Event.KEPT: "kept",
    Event.CHANGED: "reworded",
    Event.RESTORED: "back",
    Event.WENT: "dropped",
    Event.RETURNED: "back",
}


def history_section(history: History, names: Sequence[str], places: Places, language: str) -> str:
    """Counts for each edition, what was undone, and every line in which something happened."""
    title = escape(say("compare-history", language))
    names = [name.rpartition(".")[0] or name for name in names]
    told = _Told(history, names, places, language)
    whole = [line for line in history.lines if any(map(_happened, line.steps))]
    summary = escape(say("page-history-lines", language, n=len(whole)))
    return (
        f'<section aria-labelledby="h-h"><h2 id="h-h">{title}</h2>{_counts(history, names, language)}'
        f"{_undone(history, told, language)}"
        f"<details><summary>{summary}</summary>{told.table(whole)}</details></section>"
    )


def _happened(step: Step) -> bool:
    return step.event is not Event.KEPT and (step.event is not Event.CAME or step.edition > 0)


def _undone(history: History, told: _Told, language: str) -> str:
    heading = f"<h3>{escape(say('compare-undone', language))}</h3>"
    if not history.undone:
        return f"{heading}<p>{escape(say('page-nothing-undone', language))}</p>"
    return heading + told.table(history.undone)


def _counts(history: History, names: Sequence[str], language: str) -> str:
    events = ("came", "changed", "went", "restored")
    labels = [escape(say(f"edition-{event}", language)) for event in events]
    heads = "".join(f'<th scope="col" class="num">{label}</th>' for label in labels)
    rows = ""
    for edition, name in enumerate(names[1:], 1):
        counts = edition_events(history, edition)
        cells = "".join(
            f'<td class="num" data-label="{label}">{number(counts[event], language)}</td>'
            for event, label in zip(events, labels, strict=True)
        )
        rows += f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'
    first = f'<th scope="col">{escape(say("edition", language))}</th>'
    return (
        f'<p class="note">{escape(say("page-history-about", language, first=names[0]))}</p>'
        f'<table class="stack"><thead><tr>{first}{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


class _Told:
    """Tells lines as rows of a table with a column for each edition."""

    def __init__(
        self, history: History, names: Sequence[str], places: Places, language: str
    ) -> None:
        self.acts: list[Act] = [
            history.comparisons[0].old,
            *(comparison.new for comparison in history.comparisons),
        ]
        self.names, self.places, self.language = names, places, language

    def table(self, lines: Iterable[Line]) -> str:
        heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.names)
        rows = "".join(f"<tr>{self._cells(line)}</tr>" for line in lines)
        return f'<table class="stack editions"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

    def _cells(self, line: Line) -> str:
        steps = {step.edition: step for step in line.steps}
        return "".join(
            f'<td data-label="{escape(name)}">{self._step(steps.get(edition))}</td>'
            for edition, name in enumerate(self.names)
        )

    def _step(self, step: Step | None) -> str:
        if step is None:
            return "–"
        place = self._place(step) if step.address else ""
        if step.edition == 0:
            return place
        since = self.names[step.since] if step.since >= 0 else ""
        words = escape(say(f"event-{step.event.value}", self.language, since=since))
        shape = _SHAPE[step.event]
        said = f'<span class="{shape}">{icon(shape)}{words}</span>'
        return f"{place}<br>{said}" if place else said

    def _place(self, step: Step) -> str:
        act, last = self.acts[step.edition], len(self.acts) - 1
        words = cited_address(step.address, act, self.language)
        side = {0: "old", last: "new"}.get(step.edition)
        return self.places.link(side, step.address, words) if side else escape(words)
