"""Entry of protocols by two people who do not see each other's (docs/spec/entry-journal.md).

What was done at a precinct is a list of deeds that only grows; every state follows from it. Three
people at least stand behind a protocol that was not simply entered twice alike: two clerks, and a
coordinator who is neither of them. Paper leads: an entry is returned to be typed again from the
paper, never deleted and never mended by somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zhargy.errors import UnusableEntry
from zhargy.referendum.remark import Remark

Figures = tuple[tuple[str, int], ...]
# What does not hold in the figures of a precinct (checking.py), the precinct first.
Check = Callable[[str, Mapping[str, int]], Sequence[Remark]]

_TELLING = 10
_NUMBER = re.compile(r"\d{1,18}")
_THOUSANDS = re.compile(r"(?<=\d)[\s,.](?=\d{3})")


class Kind(StrEnum):
    """What a person does at a precinct."""

    ENTERED = "entered"
    RETURNED = "returned"
    RESOLVED = "resolved"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"


class State(StrEnum):
    """How far the protocol of a precinct is. Only a definitive one leaves the desk."""

    EMPTY = "empty"
    FIRST = "first entry"
    DIFFERS = "differs"
    HELD = "held"
    WARNED = "warnings"
    DEFINITIVE = "definitive"
    REOPENED = "re-opened"


class OwnState(StrEnum):
    """The same as far as a clerk may know it: nothing in it depends on anybody else's figures."""

    NOT_ENTERED = "not entered"
    ENTERED = "entered"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of one person at one precinct; `at` is a time as ISO 8601 writes it.

    `figures`: those entered, resolved or corrected, all of them; in an acceptance those that were
    judged. `clerk`: whose entry is returned; `to`: who types it again. `rule`: the equation whose
    warning is accepted. `author` answers for a correction, which `by` typed.
    """

    kind: Kind
    by: str
    at: str
    precinct: str
    question: str = ""
    figures: Figures = ()
    clerk: str = ""
    to: str = ""
    rule: str = ""
    reason: str = ""
    author: str = ""


def figures_of(given: Mapping[str, int]) -> Figures:
    """Figures in one order, so that the same ones are equal."""
    return tuple(sorted(given.items()))


def person(name: str) -> str:
    """One person, however the name is typed: case, spaces and composed letters do not matter.

    >>> person(" Айгүл  С. ") == person("АЙГҮЛ С.")
    True
    """
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


@dataclass(frozen=True, slots=True)
class Difference:
    """A line in which two entries differ; None is a line that was left empty."""

    line: str
    values: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class DoubleEntry:
    """All that was done at one precinct for one question, in its order."""

    precinct: str
    question: str = ""
    deeds: tuple[Deed, ...] = ()

    # -- who ------------------------------------------------------------------------------------

    @property
    def clerks(self) -> frozenset[str]:
        """Everybody who ever entered here."""
        return frozenset(person(d.by) for d in self.deeds if d.kind is Kind.ENTERED)

    @property
    def coordinators(self) -> frozenset[str]:
        """Everybody who ever decided here."""
        return frozenset(person(d.by) for d in self.deeds if d.kind is not Kind.ENTERED)

    # -- what stands ----------------------------------------------------------------------------

    @property
    def entries(self) -> tuple[Deed, ...]:
        """The entries that stand: at most two, by two people, the older first."""
        standing: dict[str, Deed] = {}
        for deed in self.deeds:
            if deed.kind is Kind.ENTERED:
                standing[person(deed.by)] = deed
            elif deed.kind is Kind.RETURNED:
                standing.pop(person(deed.clerk), None)
        return tuple(standing.values())

    @property
    def waiting(self) -> Mapping[str, Deed]:
        """Who is to type an entry again, and the return that says why."""
        waiting: dict[str, Deed] = {}
        for deed in self.deeds:
            if deed.kind is Kind.RETURNED:
                waiting.pop(person(deed.clerk), None)
                waiting[person(deed.to or deed.clerk)] = deed
            elif deed.kind is Kind.ENTERED:
                waiting.pop(person(deed.by), None)
        return waiting

    @property
    def decision(self) -> Deed | None:
        """The resolution or correction in force; a return ends it."""
        standing = None
        for deed in self.deeds:
            if deed.kind in (Kind.RESOLVED, Kind.CORRECTED):
                standing = deed
            elif deed.kind is Kind.RETURNED:
                standing = None
        return standing

    @property
    def figures(self) -> Figures | None:
        """The figures that are settled: entered twice alike, or decided. Else nothing."""
        entries, decision = self.entries, self.decision
        if len(entries) < 2:
            return None
        if decision is not None:
            return decision.figures
        return entries[0].figures if entries[0].figures == entries[1].figures else None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every line in which the two entries that stand differ, and no other."""
        if len(self.entries) < 2:
            return ()
        first, second = (dict(entry.figures) for entry in self.entries)
        return tuple(
            Difference(line, (first.get(line), second.get(line)))
            for line in sorted(first.keys() | second.keys())
            if first.get(line) != second.get(line)
        )

    @property
    def was_settled(self) -> bool:
        """Were there settled figures when an entry was returned?"""
        return any(
            deed.kind is Kind.RETURNED and replace(self, deeds=self.deeds[:n]).figures is not None
            for n, deed in enumerate(self.deeds)
        )

    @property
    def accepted(self) -> frozenset[tuple[str, Figures]]:
        """Warnings that a person accepted, by rule and by the figures that were judged."""
        return frozenset((d.rule, d.figures) for d in self.deeds if d.kind is Kind.ACCEPTED)

    # -- what it amounts to ---------------------------------------------------------------------

    def findings(self, check: Check) -> tuple[Remark, ...]:
        """What does not hold in the settled figures, accepted warnings included."""
        return () if self.figures is None else tuple(check(self.precinct, dict(self.figures)))

    def open_warnings(self, findings: Iterable[Remark]) -> tuple[Remark, ...]:
        """The warnings among `findings` that nobody accepted for these very figures."""
        return tuple(
            remark
            for remark in findings
            if remark.severity == "warning" and known_by(remark) not in self.accepted
        )

    def state(self, check: Check) -> State:
        """How far the protocol is, by what `check` says of its figures today."""
        if self.figures is None:
            if len(self.entries) == 2:
                return State.DIFFERS
            if self.was_settled:
                return State.REOPENED
            return State.FIRST if self.entries else State.EMPTY
        findings = self.findings(check)
        if any(remark.severity == "error" for remark in findings):
            return State.HELD
        return State.WARNED if self.open_warnings(findings) else State.DEFINITIVE

    # -- one deed more --------------------------------------------------------------------------

    def after(self, deed: Deed) -> DoubleEntry:
        """With one deed more. Raises UnusableEntry (Q110 to Q121) for one that may not be done."""
        if not person(deed.by) or (deed.kind is not Kind.ENTERED and not deed.reason.strip()):
            raise self._refused("Q113")
        if deed.kind is Kind.ENTERED:
            self._may_enter(deed)
        else:
            # Whoever typed here has a side.
            if person(deed.by) in self.clerks:
                raise self._refused("Q112", by=deed.by)
            _MAY[deed.kind](self, deed)
        return replace(self, deeds=(*self.deeds, deed))

    def _refused(self, code: str, **fields: object) -> UnusableEntry:
        return UnusableEntry(code, self.precinct, **fields)

    def _may_enter(self, deed: Deed) -> None:
        by, entries, waiting = person(deed.by), self.entries, self.waiting
        if by in self.coordinators:
            raise self._refused("Q112", by=deed.by)
        if any(person(entry.by) == by for entry in entries):
            raise self._refused("Q111")
        if len(entries) == 2:
            raise self._refused("Q110")
        if by not in waiting and len(entries) + len(waiting) >= 2:
            raise self._refused("Q116")
        if not deed.figures:
            raise self._refused("Q118")

    def _may_return(self, deed: Deed) -> None:
        whose, to = person(deed.clerk), person(deed.to or deed.clerk)
        mine = next((entry for entry in self.entries if person(entry.by) == whose), None)
        # What waits for a clerk who does not come may be given to another.
        handed_on = mine is None and whose in self.waiting and to != whose
        if mine is None and not handed_on:
            raise self._refused("Q114", clerk=deed.clerk)
        others = [entry for entry in self.entries if entry is not mine]
        taken = {person(entry.by) for entry in others} | self.coordinators | {person(deed.by)}
        if to in taken or to in self.waiting:
            raise self._refused("Q112", by=deed.to or deed.clerk)
        known = mine if mine is not None and to == whose else None
        if _tells(deed.reason, known, self.entries):
            raise self._refused("Q115")

    def _may_resolve(self, deed: Deed) -> None:
        if not self.differences or self.decision is not None:
            raise self._refused("Q117")
        given = dict(deed.figures)
        first, second = (dict(entry.figures) for entry in self.entries)
        for line in sorted(given.keys() | first.keys() | second.keys()):
            if given.get(line) not in (first.get(line), second.get(line)):
                raise self._refused("Q119", line=line)

    def _may_accept(self, deed: Deed) -> None:
        if self.figures is None or not deed.rule:
            raise self._refused("Q120")

    def _may_correct(self, deed: Deed) -> None:
        if not deed.author.strip():
            raise self._refused("Q113")
        if self.figures is None or not deed.figures:
            raise self._refused("Q120")
        if self.figures == deed.figures:
            raise self._refused("Q121")


_MAY: Mapping[Kind, Callable[[DoubleEntry, Deed], None]] = {
    Kind.RETURNED: DoubleEntry._may_return,
    Kind.RESOLVED: DoubleEntry._may_resolve,
    Kind.ACCEPTED: DoubleEntry._may_accept,
    Kind.CORRECTED: DoubleEntry._may_correct,
}


def known_by(remark: Remark) -> tuple[str, Figures]:
    """By what an acceptance knows its warning: the rule, and the figures that were judged."""
    return remark.rule or remark.code, tuple(sorted(remark.figures))


def _tells(reason: str, known: Deed | None, entries: Sequence[Deed]) -> bool:
    """Does a reason, which a clerk will read, name a figure that she did not enter herself?

    Figures below ten are left out: "line 5" is no secret. `known` is her own entry.
    """
    own = {value for _, value in known.figures} if known is not None else set()
    secret = {value for entry in entries for _, value in entry.figures if value >= _TELLING} - own
    plain = _THOUSANDS.sub("", reason)
    return bool({int(digits) for digits in _NUMBER.findall(plain)} & secret)


def fold(deeds: Iterable[Deed]) -> dict[tuple[str, str], DoubleEntry]:
    """Every precinct where something was done, by question and precinct.

    Raises UnusableEntry for a list in which a deed stands that could not be done.
    """
    found: dict[tuple[str, str], DoubleEntry] = {}
    for deed in deeds:
        key = deed.question, deed.precinct
        found[key] = found.get(key, DoubleEntry(deed.precinct, deed.question)).after(deed)
    return found


# -- what a clerk may see -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What one clerk may see of a precinct: her own entries, and what was returned to her."""

    precinct: str
    question: str
    state: OwnState
    deeds: tuple[Deed, ...]

    @property
    def figures(self) -> Figures:
        """What she entered last."""
        return next((d.figures for d in reversed(self.deeds) if d.kind is Kind.ENTERED), ())

    @property
    def reason(self) -> str:
        """Why it came back to her; "" where it did not."""
        return self.deeds[-1].reason if self.state is OwnState.RETURNED else ""


def own_entry(double: DoubleEntry, clerk: str) -> OwnEntry:
    """The view of a clerk. It is the same whatever anybody else entered."""
    me = person(clerk)
    mine = tuple(
        deed
        for deed in double.deeds
        if (deed.kind is Kind.ENTERED and person(deed.by) == me)
        or (deed.kind is Kind.RETURNED and me in (person(deed.clerk), person(deed.to)))
    )
    state = OwnState.NOT_ENTERED
    if me in double.waiting:
        state = OwnState.RETURNED
    elif any(person(entry.by) == me for entry in double.entries):
        state = OwnState.ENTERED
    return OwnEntry(double.precinct, double.question, state, mine)
