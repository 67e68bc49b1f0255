"""What a citizen reads of an outcome: every clause with its numbers, to be redone by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from zhargy.cli.terminal import console
from zhargy.messages import catalogue, say
from zhargy.messages.dates import day
from zhargy.referendum.case import Case
from zhargy.referendum.outcome import Basis, Decided, Judged, Read
from zhargy.referendum.reversal import Reversal
from zhargy.referendum.rule import Rule
from zhargy.referendum.rule_fields import said
from zhargy.reports.in_numbers import compared, defined, exact, typeset
from zhargy.reports.outcome_json import outcome_said, remarks, sentence

_COLOURS = {True: "green", False: "red", None: "yellow"}
_HOLDS = {True: "outcome-holds", False: "outcome-fails", None: "outcome-unknown"}
_MOST_UNITS = 12
_GRAVE = 3


def print_outcomes(
    decided: Sequence[tuple[Case, Decided]], language: str, written: Sequence[Path] = ()
) -> None:
    """Each vote: the outcome, what must be noticed, and the clauses."""
    out = console()
    for count, (case, one) in enumerate(decided):
        if count:
            out.print()
        _Printed(out, case, one, language).whole()
    for path in written:
        out.print(say("cli-written", language, path=escape(str(path))))


class _Printed:
    def __init__(self, out: Console, case: Case, decided: Decided, language: str) -> None:
        self.out, self.case, self.decided, self.language = out, case, decided, language
        self.seen: list[Judged] = []

    def whole(self) -> None:
        case, rule, language = self.case, self.decided.rule, self.language
        when = f", {day(case.day.isoformat(), language)}" if case.day else ""
        self.out.print(f"[bold]{escape(said(case.title, language) + when)}[/]")
        self.line(say("outcome-rule", language, title=said(rule.title, language)), 0)
        law = said(rule.source.law, language)
        if rule.source.edition:
            law = say("outcome-edition", language, law=law, edition=rule.source.edition)
        self.line(law)
        if rule.source.note:
            self.line(said(rule.source.note, language))
        if case.source:
            self.line(say("outcome-figures-from", language, source=case.source))
        self.out.print(f"[bold]{escape(self.outcome())}[/]")
        self.noticed()
        for read in self.decided.readings:
            self.reading(read)
        self.legend()

    def outcome(self) -> str:
        outcome = outcome_said(self.decided.outcome, self.language)
        if self.decided.differ:
            outcome = say("outcome-hangs-on-reading", self.language)
        elif (
            len({read.outcome for read in self.decided.readings}) == 1 < len(self.decided.readings)
        ):
            n = len(self.decided.readings)
            return say("outcome-by-all", self.language, n=n, outcome=outcome.upper())
        return say("outcome-is", self.language, outcome=outcome.upper())

    def noticed(self) -> None:
        for code, severity, fields in remarks(self.decided, self.case):
            words = f"{code}: {sentence(code, fields, self.language)}"
            style = "bold red" if severity >= _GRAVE else ""
            self.line(words, 2, style)

    def reading(self, read: Read) -> None:
        language = self.language
        self.out.print()
        if len(self.decided.readings) > 1:
            title = say("outcome-reading", language, title=said(read.reading.title, language))
            outcome = outcome_said(read.outcome, language)
            self.out.print(f"[bold]{escape(f'{title}: {outcome}')}[/]")
            if read.reading.why:
                self.line(said(read.reading.why, language))
        for number, judged in enumerate(read.clauses, 1):
            before = judged in self.seen
            self.clause(number, judged, before)
            if not before:
                self.seen.append(judged)

    def clause(self, number: int, judged: Judged, before: bool) -> None:
        language, clause = self.language, judged.clause
        holds = say(_HOLDS[judged.holds], language)
        title = escape(f"{said(clause.title, language)} ({said(clause.source, language)})")
        colour = _COLOURS[judged.holds]
        again = f" – {say('outcome-as-before', language)}" if before else ""
        self.out.print(f"{number}. [{colour}]{holds}[/]: {title}{escape(again)}")
        if not before:
            for line in self.steps(judged):
                self.line(line, 4)

    def steps(self, judged: Judged) -> Iterator[str]:
        """The numbers of a clause, line by line."""
        language = self.language
        yield typeset(judged.clause.test)
        for name in reversed(list(judged.defined)):
            yield defined(name, judged, language)
        if line := compared(judged, language):
            yield line
        if judged.clause.rounding:
            yield say("outcome-rounding", language, words=said(judged.clause.rounding, language))
        if judged.missing:
            yield say("outcome-missing", language, figures=self.few(judged.missing))
        if judged.basis is Basis.SETTLED:
            yield say("outcome-settled", language)
        if judged.needed and judged.margin is not None:
            margin = exact(judged.margin, language)
            least, most = judged.needed.at_least, judged.needed.at_most
            if least is not None:
                yield say("outcome-needed", language, count=least, margin=margin)
            elif most is not None:
                yield say("outcome-needed-most", language, count=most, margin=margin)
        yield from self.units(judged)
        yield from self.turned(judged)

    def legend(self) -> None:
        """What the names of the figures stand for."""
        words = []
        for name in dict.fromkeys(name for judged in self.seen for name in judged.figures):
            own, code = self.decided.rule.words.get(name), f"outcome-figure-{name}"
            if own is not None:
                words.append(f"{name} – {said(own, self.language)}")
            elif code in catalogue():
                words.append(f"{name} – {say(code, self.language)}")
        if words:
            self.out.print()
            self.line(f"{say('outcome-names', self.language)}: {'; '.join(words)}", 0)

    def units(self, judged: Judged) -> Iterator[str]:
        if not judged.units:
            return
        yield say(
            "outcome-units",
            self.language,
            holding=self.few([code for code, holds in judged.units if holds is True]),
            failing=self.few([code for code, holds in judged.units if holds is False]),
        )

    def turned(self, judged: Judged) -> Iterator[str]:
        reachable = [one for one in judged.reversals if one.people is not None]
        if reachable:
            yield say("outcome-turned", self.language)
            for one in sorted(reachable, key=lambda one: one.people or 0):
                yield f"– {self.change(one)}"
        elif judged.reversals:
            yield say("outcome-never", self.language)

    def change(self, one: Reversal) -> str:
        title = _title(self.decided.rule, one, self.language)
        people = one.people or 0
        if title:
            words = say("outcome-change-own", self.language, title=title, people=people)
        else:
            words = say(f"outcome-change-{one.change}", self.language, people=people)
        if one.units:
            each = [f"{code} {exact(count, self.language)}" for code, count in one.units]
            words += f" ({say('outcome-in-units', self.language, units=self.few(each))})"
        return words

    def few(self, names: Sequence[str]) -> str:
        """At most a dozen of them, and how many more."""
        if not names:
            return "–"
        more = f" … +{len(names) - _MOST_UNITS}" if len(names) > _MOST_UNITS else ""
        return ", ".join(names[:_MOST_UNITS]) + more

    def line(self, text: str, indent: int = 2, style: str = "") -> None:
        self.out.print(Padding(escape(text), (0, 0, 0, indent), expand=False), style=style or None)


def _title(rule: Rule, one: Reversal, language: str) -> str:
    change = next(change for change in rule.changes if change.name == one.change)
    return said(change.title, language)
