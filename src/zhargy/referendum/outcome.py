"""What a rule makes of a tally: the outcome by each reading, and each clause with its numbers.

Steps: (1) the figures of each unit and of the whole, with what the definitions make of them;
(2) each clause, true, false or missing; a clause that misses units may be settled whatever they
would say, and one may be established by a source without its figures; (3) the first clause that
does not hold gives the outcome; where clauses are missing, the outcome is the one that every
completion gives, else "figures missing"; (4) the readings are set side by side. What a clause would
have taken to turn is in `reversal.py`. Nothing here is ever a float.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from zhargy.errors import UnusableRule
from zhargy.referendum.case import Established, Tally
from zhargy.referendum.evaluating import Figure, Missing, number, truth
from zhargy.referendum.expression import Binary, Expression, OverUnits, names_of_units
from zhargy.referendum.outcome_place import (
    Clash,
    Place,
    all_over_units,
    entering,
    place_of,
    rooted,
    units_of,
)
from zhargy.referendum.reversal import Reversal, turned
from zhargy.referendum.reversal_units import Counting, counting, settled, turned_over_units
from zhargy.referendum.rule import Clause, Outcome, Reading, Rule


class Basis(StrEnum):
    """On what the truth of a clause rests."""

    COMPUTED = "computed"
    REPORTED = "as reported"
    SETTLED = "settled without the missing units"
    PUBLISHED = "as published, not recomputed"


@dataclass(frozen=True, slots=True)
class Needed:
    """The whole number that the left side must reach, or may not exceed, the right side being what
    it is."""

    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison of a clause."""

    expression: Expression
    value: Fraction


@dataclass(frozen=True, slots=True)
class Judged:
    """A clause and what became of it.

    `holds` is None where figures are missing. `figures` are those that entered, `defined` how the
    reckoned ones among them were reckoned; `reported` are those taken as given although they are
    defined. `sides` is there where the clause is one comparison and both sides are known; `units`
    says for each unit whether what is asked of units holds in it; `parts` are the numbers that the
    units gave.
    """

    clause: Clause
    holds: bool | None
    basis: Basis
    figures: Mapping[str, Figure]
    defined: Mapping[str, Expression]
    reported: tuple[str, ...]
    missing: tuple[str, ...]
    sides: tuple[Side, Side] | None
    needed: Needed | None
    reversals: tuple[Reversal, ...]
    units: tuple[tuple[str, bool | None], ...]
    parts: Mapping[OverUnits, Fraction]
    published: str = ""

    @property
    def margin(self) -> Fraction | None:
        """Left side minus right side."""
        return self.sides[0].value - self.sides[1].value if self.sides else None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A source says of a clause what its figures do not give."""

    clause: str
    published: bool
    source: str


@dataclass(frozen=True, slots=True)
class Read:
    """The outcome by one reading."""

    reading: Reading
    outcome: Outcome
    clauses: tuple[Judged, ...]
    clashes: tuple[Clash, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in self.clauses for name in one.missing))


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome by all readings; `as_given` the one that given figures would have, where they
    clash with their parts."""

    rule: Rule
    readings: tuple[Read, ...]
    as_given: Outcome | None = None

    @property
    def differ(self) -> bool:
        """Do two readings of the law have different outcomes?"""
        return len({read.outcome for read in self.readings} - {Outcome.MISSING}) > 1

    @property
    def outcome(self) -> Outcome:
        """That of all readings; "not decided" where they differ."""
        outcomes = {read.outcome for read in self.readings}
        if self.differ:
            return Outcome.NOT_DECIDED
        return Outcome.MISSING if Outcome.MISSING in outcomes else outcomes.pop()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for read in self.readings for name in read.missing))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(dict.fromkeys(clash for read in self.readings for clash in read.clashes))

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(dict.fromkeys(one for read in self.readings for one in read.contradictions))

    @property
    def needs_a_person(self) -> bool:
        return bool(
            self.differ
            or self.clashes
            or self.contradictions
            or any(read.outcome is Outcome.MISSING for read in self.readings)
        )


def decide(rule: Rule, tally: Tally, reversals: bool = True) -> Decided:
    """The rule applied to the tally, by all its readings; `reversals` may be left out for speed.

    Raises UnusableRule Q27 where the tally establishes a clause that the rule has not.
    """
    known = {clause.name for reading in rule.readings for clause in reading.clauses}
    for name in tally.established:
        if name not in known:
            raise UnusableRule("Q27", rule.name, found=name, known=", ".join(sorted(known)))
    readings = tuple(_read(rule, reading, tally, reversals) for reading in rule.readings)
    decided = Decided(rule, readings)
    if not decided.clashes:
        return decided
    as_given = Decided(
        rule, tuple(_read(rule, reading, tally, False, True) for reading in rule.readings)
    )
    return Decided(rule, readings, as_given.outcome)


def outcome_of(clauses: Sequence[tuple[Clause, bool | None]], holds: Outcome) -> Outcome:
    """The outcome of clauses in order, None being what is not known.

    Clauses are completed each by itself, so that "figures missing" is said rather once too often.
    """
    possible = set()
    for clause, held in clauses:
        if held is not True:
            possible.add(clause.fails)
        if held is False:
            break
    else:
        possible.add(holds)
    return possible.pop() if len(possible) == 1 else Outcome.MISSING


def _read(
    rule: Rule, reading: Reading, tally: Tally, reversals: bool, as_given: bool = False
) -> Read:
    units = None if tally.units is None else units_of(reading.define, tally.units, as_given)
    place = place_of(reading.define, tally.figures, units, "", as_given)
    bench = _Bench(rule, place, units, tally.established, reversals)
    judged = tuple(bench.judge(clause) for clause in reading.clauses)
    outcome = outcome_of([(one.clause, one.holds) for one in judged], rule.holds)
    clashes = (*place.clashes, *(clash for unit in units or () for clash in unit.clashes))
    return Read(reading, outcome, judged, clashes, tuple(bench.contradictions))


class _Bench:
    """Judges the clauses of one reading."""

    def __init__(
        self,
        rule: Rule,
        place: Place,
        units: Sequence[Place] | None,
        established: Mapping[str, Established],
        reversals: bool,
    ) -> None:
        self.rule, self.place, self.units = rule, place, units
        self.of_units = None if units is None else [one.unit for one in units]
        self.unit_needs = {one.code: one.needs for one in units or ()}
        self.established, self.reversals = established, reversals
        self.contradictions: list[Contradiction] = []

    def judge(self, clause: Clause) -> Judged:
        test, place = clause.test, self.place
        found = truth(test, place.values, self.of_units)
        over = counting(test, place, self.units)
        missing: tuple[str, ...] = ()
        figures = [name for name in entering(test, place) if name in place.values]
        reported = tuple(name for name in figures if name in place.reported)
        basis = Basis.REPORTED if reported else Basis.COMPUTED
        if isinstance(found, Missing):
            missing = self._missing(found)
            if over is not None:
                found, basis = settled(over), Basis.SETTLED
        holds = None if isinstance(found, Missing) else found
        holds, basis, published = self._published(clause, holds, basis)
        sides = self._sides(test)
        return Judged(
            clause,
            holds,
            basis,
            {name: place.values[name] for name in figures},
            {name: place.computed[name] for name in figures if name in place.computed},
            reported,
            () if holds is not None else tuple(missing),
            sides,
            _needed(test, sides),
            tuple(self._reversals(test, over)) if self.reversals and sides else (),
            () if over is None else tuple(_each(over)),
            self._parts(test, *place.computed.values()),
            published,
        )

    def _missing(self, found: Missing) -> tuple[str, ...]:
        """The figures that it takes; "KZ-10.yes" is one of a unit."""
        out: set[str] = set()
        for name in rooted(found, self.place.needs):
            code, _, own = name.rpartition(".")
            needs = self.unit_needs.get(code)
            if needs is None:
                out.add(name)
            else:
                out |= {f"{code}.{one}" for one in rooted(Missing(frozenset({own})), needs)}
        return tuple(sorted(out))

    def _published(
        self, clause: Clause, holds: bool | None, basis: Basis
    ) -> tuple[bool | None, Basis, str]:
        said = self.established.get(clause.name)
        if said is None:
            return holds, basis, ""
        if holds is None:
            return said.holds, Basis.PUBLISHED, said.source
        if holds is not said.holds:
            self.contradictions.append(Contradiction(clause.name, said.holds, said.source))
        return holds, basis, ""

    def _parts(self, *expressions: Expression) -> Mapping[OverUnits, Fraction]:
        found = {}
        for part in frozenset().union(*map(all_over_units, expressions)):
            value = number(part, {}, self.of_units)
            if not isinstance(value, Missing):
                found[part] = value
        return found

    def _sides(self, test: Expression) -> tuple[Side, Side] | None:
        if not isinstance(test, Binary) or test.sign in ("and", "or"):
            return None
        left = number(test.left, self.place.values, self.of_units)
        right = number(test.right, self.place.values, self.of_units)
        if isinstance(left, Missing) or isinstance(right, Missing):
            return None
        return Side(test.left, left), Side(test.right, right)

    def _reversals(self, test: Expression, over: Counting | None) -> list[Reversal]:
        found = []
        for change in self.rule.changes:
            if over is not None:
                one = turned_over_units(over, change, self.rule.limits)
                if one is not None:
                    found.append(one)
            elif not names_of_units(test):
                people = turned(test, self.place, change, self.rule.limits)
                if people is not None:
                    found.append(Reversal(change.name, people[0]))
        return found


def _needed(test: Expression, sides: tuple[Side, Side] | None) -> Needed | None:
    if sides is None or not isinstance(test, Binary):
        return None
    right = sides[1].value
    match test.sign:
        case ">":
            return Needed(at_least=floor(right) + 1)
        case ">=":
            return Needed(at_least=ceil(right))
        case "<":
            return Needed(at_most=ceil(right) - 1)
        case "<=":
            return Needed(at_most=floor(right))
    return None


def _each(over: Counting) -> list[tuple[str, bool | None]]:
    return [
        (unit.code, None if isinstance(holds, Missing) else holds)
        for unit, holds in zip(over.units, over.standing, strict=True)
    ]
