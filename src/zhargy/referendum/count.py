"""The count of one question at one moment: what stands for each precinct, summed for every place.

Every total is linked to the protocols it was made of (`sources`), and everything that a person must
see is in `findings`. `results` gives the figures to the rules (zhargy.referendum.result).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from functools import cached_property
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.acceptance import Acceptance, accept
from zhargy.referendum.checking import Checked, check_batch
from zhargy.referendum.columnwise import Column, Mask
from zhargy.referendum.events import Event, annulled_before, in_force
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.moment import Moment
from zhargy.referendum.observers import Difference, differences, told
from zhargy.referendum.protocols import Batch
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.result import WHOLE, Result, Stage
from zhargy.referendum.roll import Roll
from zhargy.referendum.rollup import Rollup, roll_up
from zhargy.referendum.standing import Correction, Standing, standing, superseded
from zhargy.referendum.totals import disagreeing_totals
from zhargy.referendum.units import Place, Tree

Basis = Literal["all", "without"]


class State(IntEnum):
    """What became of a precinct's protocol at the moment of the count."""

    WAITING = 0
    COUNTED = 1
    HELD_BACK = 2
    ANNULLED = 3
    MISSING = 4
    LATE = 5


@dataclass(frozen=True, slots=True)
class Received:
    """A batch as it came, with what was wrong in its table."""

    batch: Batch
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures of a precinct come from; `file` is "" where no protocol is counted."""

    precinct: str
    state: State
    file: str = ""
    line: int = 0
    as_of: str = ""
    given_by: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of one place. `figures` are of lines that all its counted protocols give, `partial`
    of the others, each with how many gave it. `roll_of_all` has the voters of every precinct,
    `roll_without` not those of precincts that are annulled or missing; None where a roll is not
    known. `precincts` says in which state how many are."""

    place: Place
    figures: Mapping[str, int]
    partial: Mapping[str, tuple[int, int]]
    roll_of_all: int | None
    roll_without: int | None
    precincts: Mapping[State, int]

    @property
    def expected(self) -> int:
        return sum(self.precincts.values())

    @property
    def complete(self) -> bool:
        """Is nothing awaited or held back?"""
        open_ = (State.WAITING, State.HELD_BACK, State.LATE)
        return not any(self.precincts.get(state) for state in open_)


@dataclass(frozen=True)
class Count:
    """The count of a question. `findings` are open, `accepted` were accepted by a person."""

    question: str
    stage: str
    at: str
    form: ProtocolForm
    standing: Standing
    rollup: Rollup
    states: NDArray[np.int8]
    events: Mapping[str, Event]
    rolls: tuple[Roll, ...]
    findings: tuple[Remark, ...]
    accepted: tuple[tuple[Remark, Acceptance], ...]
    checked: tuple[Checked, ...]
    copies: tuple[Standing, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()

    @property
    def tree(self) -> Tree:
        return self.rollup.tree

    @property
    def roll(self) -> Roll | None:
        """The latest version of the roll at the moment of the count."""
        return self.rolls[-1] if self.rolls else None

    @property
    def training(self) -> bool:
        """Was this counted to practise? Then it gives no results."""
        return self.stage == "training"

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return self.standing.corrections

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Where the observers' copies are not as the official protocols, source by source."""
        return tuple(one for copy in self.copies for one in differences(self.standing, copy))

    @property
    def errors(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.findings if remark.severity == "error")

    @property
    def as_of(self) -> str:
        """The time of the latest batch that is counted; "" if nothing is."""
        return max((b.about.as_of for b in self.standing.batches), default=_NEVER).text

    def tally(self, code: str = WHOLE) -> Tally:
        """The sums of a place; WHOLE is the country. Raises KeyError for an unknown code."""
        number = self.tree.number[code] if code else 0
        states = Counter(self.states[list(self.tree.precincts_of(number))].tolist())
        of_all, without = (self._roll_of(number, kept) for kept in (False, True))
        return Tally(
            self.tree.places[number],
            self.rollup.total(number),
            self.rollup.partial(number),
            of_all,
            without,
            {State(state): count for state, count in sorted(states.items())},
        )

    def tallies(self, kind: str) -> list[Tally]:
        """The sums of all places of a kind ("country", "unit", "commission", "precinct")."""
        return [self.tally(self.tree.places[n].code) for n in self.tree.of_kind(kind)]

    def sources(self, code: str = WHOLE) -> list[Source]:
        """The precincts at or below a place, each with the protocol that stands for it."""
        number = self.tree.number[code] if code else 0
        return [self._source(ordinal) for ordinal in self.tree.precincts_of(number)]

    def results(self, kind: str = "unit", basis: Basis = "all") -> list[Result]:
        """The country (as WHOLE) and all places of a kind, as figures for rules and claims.

        `roll` is of all precincts, or without those annulled or missing: where the law does not
        say which, ask for both. Raises ValueError for a count that was made to practise.
        """
        if self.training:
            raise ValueError("training gives no results")
        source = "; ".join(
            dict.fromkeys(b.about.source for b in self.standing.batches if b.about.source)
        )
        found = []
        for place, tally in [
            (WHOLE, self.tally()),
            *((t.place.code, t) for t in self.tallies(kind)),
        ]:
            figures = {line: value for line, value in tally.figures.items() if line != "roll"}
            roll = tally.roll_of_all if basis == "all" else tally.roll_without
            if roll is not None:
                figures["roll"] = roll
            stage = cast(Stage, self.stage)
            found.append(Result(place, stage, self.as_of, source, figures, self.question))
        return found

    @property
    def bases_differ(self) -> bool:
        """Does it matter whether voters of annulled and missing precincts stay in the roll?"""
        out = np.isin(self.states, _OUT)
        return bool((out & (self._roll_by_precinct[0] > 0)).any())

    def with_batch(self, received: Received) -> Count:
        """The count when one more official batch has come, of few protocols and later than the
        others: nothing else is read again. Raises ValueError for one of another question or stage.
        """
        about = received.batch.about
        if (about.question, about.stage, about.kind) != (self.question, self.stage, "official"):
            raise ValueError(f"{about.question}, {about.stage}, {about.kind}")
        listed = _listed(self.rolls, received.batch)
        batch, remarks, counts = check_batch(received.batch, self.form, listed)
        stands, refused = superseded(self.standing, batch)
        aside, late_comers = _set_aside(batch, self.events)
        states, came = self.states.copy(), []
        for row, ordinal in enumerate(batch.ordinals.tolist()):
            if stands.batch[ordinal] == len(self.standing.batches) and not aside[row]:
                states[ordinal] = State.COUNTED
                came.append(ordinal)
            elif batch.held_back[row] and states[ordinal] in (State.WAITING, State.LATE):
                states[ordinal] = State.HELD_BACK
        rollup = self.rollup.changed(came, stands.figures, stands.given, states == State.COUNTED)
        mended = {self.tree.places[int(self.tree.precincts[ordinal])].code for ordinal in came}
        kept = [r for r in self.findings if not _closed(r, mended, set(batch.codes))]
        totals = disagreeing_totals(batch, stands)
        new = [*received.remarks, *remarks, *refused, *totals, *late_comers]
        for copy in self.copies:
            new += told(differences(stands, copy), copy)
        parted = accept(new, self.acceptances, self.question)
        accepted = [a for a in self.accepted if not _closed(a[0], mended, set(batch.codes))]
        return replace(
            self,
            standing=stands,
            rollup=rollup,
            states=states,
            findings=(*kept, *parted.open),
            accepted=(*accepted, *parted.accepted),
            checked=_together([self.checked, counts]),
        )

    def _source(self, ordinal: int) -> Source:
        code = self.tree.places[int(self.tree.precincts[ordinal])].code
        state = State(int(self.states[ordinal]))
        if self.standing.batch[ordinal] < 0:
            return Source(code, state)
        batch = self.standing.batches[int(self.standing.batch[ordinal])]
        row = int(self.standing.row[ordinal])
        photo = batch.beside.get("photo", {}).get(row, "")
        about = batch.about
        return Source(
            code, state, batch.file, batch.lines[row], about.as_of.text, about.source, photo
        )

    @cached_property
    def _roll_by_precinct(self) -> tuple[NDArray[np.int64], Mask]:
        """The roll of each precinct: by its protocol where that is counted, else by the version in
        force; and where neither says it."""
        size = len(self.tree.precincts)
        values, unknown = np.zeros(size, dtype=np.int64), np.ones(size, dtype=np.bool_)
        if self.roll is not None:
            values = np.where(self.roll.listed.absent, 0, self.roll.listed.values)
            unknown = self.roll.listed.absent.copy()
        if "roll" in self.rollup.lines:
            at = self.rollup.lines.index("roll")
            own = self.rollup.counted & self.rollup.given[at]
            values = np.where(own, self.rollup.figures[at], values)
            unknown &= ~own
        return values, unknown

    def _roll_of(self, number: int, kept: bool) -> int | None:
        """The roll of a place; with `kept`, without precincts that are annulled or missing."""
        below = self.tree.precincts_of(number)
        values, unknown = (one[below.start : below.stop] for one in self._roll_by_precinct)
        if kept:
            mine = ~np.isin(self.states[below.start : below.stop], _OUT)
            values, unknown = values[mine], unknown[mine]
        return None if unknown.any() else int(values.sum())


# What is about the figures of one protocol, and settled when another stands for the precinct.
_OF_PROTOCOLS = frozenset(
    ("Q49", "Q50", "Q51", "Q52", "Q53", "Q54", "Q55", "Q56", "Q60", "Q61", "Q63", "Q68", "Q71", "Q75", "Q79",
     "Q87", "Q89", "Q90", "Q91", "Q92", "Q93")
)  # fmt: skip
_OUT = (State.ANNULLED, State.MISSING)
_NEVER = Moment(datetime.min, "")


def count(
    form: ProtocolForm,
    tree: Tree,
    received: Sequence[Received],
    *,
    stage: str = "final",
    question: str = "",
    at: Moment | None = None,
    rolls: Sequence[Roll] = (),
    events: Sequence[Event] = (),
    acceptances: Sequence[Acceptance] = (),
) -> Count:
    """Count what had come by a moment (`at`; a day includes all of it; None: everything).

    Batches of other questions and stages are left aside: training is never mixed with the rest.
    """
    until = at.until() if at else None
    by_then = [r for r in received if until is None or r.batch.about.as_of.since <= until]
    mine = [
        r for r in by_then if (r.batch.about.question, r.batch.about.stage) == (question, stage)
    ]
    known = [r for r in rolls if until is None or r.as_of.since <= until]
    known.sort(key=lambda roll: roll.as_of)
    holding = in_force(events if stage != "training" else (), until)
    official = [_checked(r, form, known) for r in mine if r.batch.about.kind == "official"]
    stands, refused = standing([c.batch for c in official], form, tree)
    remarks = _open(official, stands)
    remarks += refused
    for one in official:
        remarks += disagreeing_totals(one.batch, stands)
        remarks += _set_aside(one.batch, holding)[1]
    states = _states(official, stands, holding, tree)
    counted = states == State.COUNTED
    rollup = roll_up(tree, stands.lines, stands.figures, stands.given, counted)
    if stage == "final":
        remarks += _without_protocol(states, tree)
    copies, more = _observers([r for r in mine if r.batch.about.kind == "observers"], stands, form)
    parted = accept([*remarks, *more], acceptances, question)
    return Count(
        question, stage, at.text if at else "", form, stands, rollup, states, holding, tuple(known),
        parted.open, parted.accepted, _together([one.counts for one in official]), copies,
        tuple(acceptances),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _CheckedBatch:
    batch: Batch
    remarks: tuple[Remark, ...]
    counts: tuple[Checked, ...]


def _listed(rolls: Sequence[Roll], batch: Batch) -> Column | None:
    """The version of the roll that was in force when the protocols were made; else the first."""
    when = batch.about.as_of
    in_force_then = [roll for roll in rolls if roll.as_of.since <= when.since] or rolls[:1]
    return in_force_then[-1].listed if in_force_then else None


def _checked(received: Received, form: ProtocolForm, rolls: Sequence[Roll]) -> _CheckedBatch:
    listed = _listed(rolls, received.batch)
    batch, remarks, counts = check_batch(received.batch, form, listed)
    return _CheckedBatch(batch, (*received.remarks, *remarks), tuple(counts))


def _open(official: Sequence[_CheckedBatch], stands: Standing) -> list[Remark]:
    """What is wrong with tables and protocols, but for protocols that a later one superseded."""
    number = {id(batch): n for n, batch in enumerate(stands.batches)}
    remarks: list[Remark] = []
    for one in official:
        mine = number[id(one.batch)]
        for remark in one.remarks:
            ordinal = stands.tree.ordinal.get(remark.place)
            if remark.code not in _OF_PROTOCOLS or ordinal is None or stands.batch[ordinal] <= mine:
                remarks.append(remark)
    return remarks


def _closed(remark: Remark, mended: set[str], came: set[str]) -> bool:
    """Is it settled by protocols that came, of which some stand now (`mended`)? What observers saw
    is compared again."""
    if remark.code in ("Q69", "Q72", "Q95"):
        return remark.code != "Q69" or remark.place in came
    return remark.place in mended and (remark.code in _OF_PROTOCOLS)


def _set_aside(batch: Batch, holding: Mapping[str, Event]) -> tuple[Mask, list[Remark]]:
    """The rows of precincts that are annulled or missing; those that came after (Q65)."""
    aside = np.zeros(len(batch), dtype=np.bool_)
    remarks = []
    if holding:
        for row, code in enumerate(batch.codes):
            event = holding.get(code)
            if event is None or event.kind == "late":
                continue
            aside[row] = True
            if event.kind == "missing" or annulled_before(event, batch.about.as_of):
                fields = said(place=code, day=event.day.text, event=event.kind)
                remarks.append(
                    Remark("Q65", "error", batch.file, batch.lines[row], "precinct", code, fields=fields)
                )  # fmt: skip
    return aside, remarks


def _states(
    official: Sequence[_CheckedBatch], stands: Standing, holding: Mapping[str, Event], tree: Tree
) -> NDArray[np.int8]:
    states = np.full(len(tree.precincts), State.WAITING, dtype=np.int8)
    for one in official:
        states[one.batch.ordinals[one.batch.held_back]] = State.HELD_BACK
    for code, event in holding.items():
        if event.kind == "late":
            states[tree.ordinal[code]] = State.LATE
    states[stands.stands] = State.COUNTED
    for code, event in holding.items():
        if event.kind in ("annulled", "missing"):
            states[tree.ordinal[code]] = (
                State.ANNULLED if event.kind == "annulled" else State.MISSING
            )
    return states


def _without_protocol(states: NDArray[np.int8], tree: Tree) -> list[Remark]:
    """Precincts of which nobody has said anything (Q69)."""
    found = []
    for ordinal in np.flatnonzero(states == State.WAITING).tolist():
        code = tree.places[int(tree.precincts[ordinal])].code
        found.append(Remark("Q69", "warning", place=code, fields=said(place=code)))
    return found


def _observers(
    received: Sequence[Received], stands: Standing, form: ProtocolForm
) -> tuple[tuple[Standing, ...], list[Remark]]:
    """The copies of each source, and where they are not as the official protocols."""
    copies: list[Standing] = []
    remarks: list[Remark] = []
    for source in dict.fromkeys(r.batch.about.source for r in received):
        mine = [r for r in received if r.batch.about.source == source]
        for one in mine:
            remarks += one.remarks
        copy, refused = standing([r.batch for r in mine], form, stands.tree)
        remarks += [*refused, *told(differences(stands, copy), copy)]
        copies.append(copy)
    return tuple(copies), remarks


def _together(counts: Iterable[Sequence[Checked]]) -> tuple[Checked, ...]:
    """How often each equation held, over all batches."""
    found: dict[str, Checked] = {}
    for each in (one for counted in counts for one in counted):
        before = found.get(each.equation, Checked(each.equation, 0, 0, 0))
        found[each.equation] = Checked(
            each.equation,
            before.held + each.held,
            before.failed + each.failed,
            before.not_known + each.not_known,
        )
    return tuple(found.values())
