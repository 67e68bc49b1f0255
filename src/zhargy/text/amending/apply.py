"""Instructions applied to an act in their order, and what each of them did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from zhargy.text.act import Act
from zhargy.text.amending.findings import Refused, finding
from zhargy.text.amending.instruction import Amending, Deed, Instruction, Unread
from zhargy.text.amending.places import address_of
from zhargy.text.amending.renewal import Renewal
from zhargy.text.finding import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an instruction did: in how many places words or elements changed, and what stopped it."""

    step: Instruction | Unread
    changed: int
    findings: tuple[Finding, ...]

    @property
    def applied(self) -> bool:
        """Was all of it done?"""
        return self.changed > 0 and not any(f.severity > 1 for f in self.findings)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The act after amending acts, and what each instruction did."""

    act: Act
    outcomes: tuple[Outcome, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that a person must see."""
        return tuple(f for outcome in self.outcomes for f in outcome.findings)

    @property
    def needs_a_person(self) -> bool:
        """Is there a finding beyond a hint?"""
        return any(f.severity > 1 for f in self.findings)


def consolidate(act: Act, amending: Sequence[Amending]) -> Consolidated:
    """Apply amending acts one after the other."""
    applier = _Applier(act)
    outcomes = tuple(outcome for one in amending for outcome in _outcomes(applier, one))
    elsewhere = tuple(clause for one in amending for clause in one.elsewhere)
    return Consolidated(applier.draft.act(), outcomes, elsewhere)


def _outcomes(applier: _Applier, amending: Amending) -> Iterator[Outcome]:
    applier.moved.clear()
    for step in amending.steps:
        yield applier.apply(step)
    if amending.elsewhere and not amending.steps:
        step = Unread(amending.elsewhere[0])
        yield Outcome(step, 0, (finding("A8", step, n=len(amending.elsewhere)),))


class _Applier(Renewal):
    """Does what instructions say, and tells what cannot be done."""

    def apply(self, step: Instruction | Unread) -> Outcome:
        """Do what an instruction says; what cannot be done is left as it is and told."""
        if isinstance(step, Unread):
            return Outcome(step, 0, (finding("A1", step),))
        findings: list[Finding] = []
        changed = 0
        step, renamed = self.there(step)
        if renamed:
            findings.append(finding("A12", step, address_of(step.places[0])))
        for do in self._acts_of_work(step):
            try:
                count, hints = do()
                changed += count
                findings += hints
            except Refused as refused:
                address = address_of(step.places[0])
                findings.append(finding(refused.rule, step, address, **refused.fields))
        return Outcome(step, changed, tuple(findings))

    def _acts_of_work(self, step: Instruction) -> Iterator[Callable[[], tuple[int, list[Finding]]]]:
        """One for each place, or one for all where they hang together."""
        if step.deed is Deed.ADD:
            yield lambda: (self.add(step), [])
        elif step.deed is Deed.RENUMBER:
            yield lambda: (self.renumber(step), [])
        elif step.deed is Deed.RESTATE and len(step.places) > 1:
            yield from (lambda p=p, t=t: (self.restate(p, t), []) for p, t in self.shared(step))
        elif step.deed is Deed.RESTATE:
            yield lambda: (self.restate(step.places[0], step.lines), [])
        elif step.deed is Deed.REPEAL:
            yield from (lambda p=p: (self.repeal(p), []) for p in step.places)
        else:
            yield from (lambda p=p: self.change_words(step, p) for p in step.places)
