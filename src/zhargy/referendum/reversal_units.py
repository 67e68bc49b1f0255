"""Clauses that count or weigh units: what is settled while some are missing, and how few people,
spread over the units in the best way, would have turned them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhargy.referendum.evaluating import Figures, Missing, number, truth
from zhargy.referendum.expression import Binary, Call, Expression, Not, Number, OverUnits
from zhargy.referendum.outcome_place import Place, all_over_units, over_units, replaced
from zhargy.referendum.reversal import Reversal, turned
from zhargy.referendum.rule import Change

# Sums of weights grow with the square of the units; more units than these are precincts, no units.
MOST_UNITS = 300


@dataclass(frozen=True, slots=True)
class Counting:
    """A clause, over given figures, that hangs on the weight of the units where `where` holds:
    `standing` says of each unit whether it does, `weight` is that of those where it is known to."""

    test: Expression
    part: OverUnits
    where: Expression
    figures: Figures
    units: Sequence[Place]
    standing: Sequence[bool | Missing]
    weight: Fraction

    def holds_with(self, weight: Fraction) -> bool | Missing:
        """Would the clause hold if the units for which the condition holds weighed so much?"""
        return truth(_put(self.test, self.part, weight), self.figures)


def counting(test: Expression, place: Place, units: Sequence[Place] | None) -> Counting | None:
    """The clause as one that counts or weighs units under one condition; None where it is none."""
    if units is None:
        return None
    full = replaced(test, {**place.computed, **place.open})
    parts = over_units(full)
    if len(parts) != 1:
        return None
    (part,) = parts
    if part.function == "sum" or part.where is None:
        return None
    of_units = [unit.unit for unit in units]
    for other in all_over_units(full) - {part}:
        value = number(other, {}, of_units)
        if isinstance(value, Missing):
            return None
        full = _put(full, other, value)
    standing = tuple(truth(part.where, unit.values) for unit in units)
    weight = sum(
        (worth(part, unit) for unit, holds in zip(units, standing, strict=True) if holds is True),
        Fraction(0),
    )
    return Counting(full, part, part.where, place.values, units, standing, weight)


def worth(part: OverUnits, unit: Place) -> Fraction:
    """What a unit brings to the number."""
    return unit.weight if part.function == "weight" else Fraction(1)


def settled(clause: Counting) -> bool | Missing:
    """The truth of the clause if it is the same whatever the missing units would say."""
    if sum(isinstance(holds, Missing) for holds in clause.standing) > MOST_UNITS:
        return Missing(frozenset())
    weights = {clause.weight}
    for unit, holds in zip(clause.units, clause.standing, strict=True):
        if isinstance(holds, Missing):
            weights |= {weight + worth(clause.part, unit) for weight in weights}
    found = {clause.holds_with(weight) for weight in weights}
    return found.pop() if len(found) == 1 else Missing(frozenset())


def turned_over_units(
    clause: Counting, change: Change, limits: Sequence[Expression]
) -> Reversal | None:
    """The fewest people whose change turns the clause, and in which units; None where it cannot be
    told for one of the units, or where there are too many."""
    before = clause.holds_with(clause.weight)
    if isinstance(before, Missing) or len(clause.units) > MOST_UNITS:
        return None
    steps = []
    for unit, holds in zip(clause.units, clause.standing, strict=True):
        people = turned(clause.where, unit, change, limits)
        if people is None:
            return None
        if people[0] is not None:
            weight = worth(clause.part, unit) * (-1 if holds is True else 1)
            steps.append((weight, people[0], unit.code))
    for weight, (cost, chosen) in sorted(_cheapest(steps).items(), key=lambda one: one[1][0]):
        if clause.holds_with(clause.weight + weight) is (not before):
            return Reversal(change.name, cost, tuple(sorted(_listed(chosen))))
    return Reversal(change.name, None)


_Chosen = tuple[str, int, "_Chosen | None"]


def _cheapest(
    steps: Iterable[tuple[Fraction, int, str]],
) -> dict[Fraction, tuple[int, _Chosen | None]]:
    """For every sum of weights that units can bring: the fewest people, and the units."""
    found: dict[Fraction, tuple[int, _Chosen | None]] = {Fraction(0): (0, None)}
    for weight, people, code in steps:
        for before, (cost, chosen) in list(found.items()):
            after = before + weight
            if after not in found or cost + people < found[after][0]:
                found[after] = cost + people, (code, people, chosen)
    return found


def _listed(chosen: _Chosen | None) -> Iterable[tuple[str, int]]:
    while chosen is not None:
        code, people, chosen = chosen
        yield code, people


def _put(expression: Expression, part: OverUnits, weight: Fraction) -> Expression:
    match expression:
        case OverUnits() if expression == part:
            return Number(weight)
        case Binary(sign, left, right):
            return Binary(sign, _put(left, part, weight), _put(right, part, weight))
        case Not(inner):
            return Not(_put(inner, part, weight))
        case Call(function, arguments):
            return Call(function, tuple(_put(each, part, weight) for each in arguments))
        case _:
            return expression
