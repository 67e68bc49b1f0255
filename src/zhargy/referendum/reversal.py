"""How few people, had they done otherwise, would have turned a clause: exactly, in whole numbers.

A change (docs/spec/rule.md, section "Changes") is a set of moves, each of one person. The clause is
put over the given figures as one sum, so much of each figure; then the moves that help most come
first, until there are no more people to make them. That is the fewest, because every move counts
one person and helps by the same amount each time. Where a clause is no such sum, or where moves
get in each other's way, nothing is said (`turned` gives None).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from zhargy.referendum.evaluating import Missing, number
from zhargy.referendum.expression import Binary, Call, Expression, Name, Number, OverUnits
from zhargy.referendum.outcome_place import Place
from zhargy.referendum.rule import Change

_OPPOSITE = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


@dataclass(frozen=True, slots=True)
class Reversal:
    """So many `people`, by one change, turn the clause; by unit where units are counted.

    `people` is None where no number of them would.
    """

    change: str
    people: int | None
    units: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """So much of each figure, and a constant."""

    of: Mapping[str, Fraction]
    rest: Fraction

    def plus(self, other: Sum, times: Fraction) -> Sum:
        of = dict(self.of)
        for name, share in other.of.items():
            of[name] = of.get(name, Fraction(0)) + times * share
        return Sum({n: share for n, share in of.items() if share}, self.rest + times * other.rest)

    def times(self, factor: Fraction) -> Sum:
        return Sum({}, Fraction(0)).plus(self, factor)

    def moved_by(self, move: Mapping[str, int]) -> Fraction:
        return sum((share * move.get(name, 0) for name, share in self.of.items()), Fraction(0))

    def value(self, place: Place) -> Fraction:
        return self.rest + sum(share * place.values[name] for name, share in self.of.items())


@dataclass(frozen=True, slots=True)
class Sharp:
    """A comparison as a sum that must be above zero (`strict`), or not below it."""

    sum: Sum
    strict: bool


def sharp(test: Expression, place: Place) -> Sharp | None:
    """The comparison over the given figures of the place; None where it is no sum of them."""
    if not isinstance(test, Binary) or test.sign not in _OPPOSITE:
        return None
    left, sign, right = _unrounded(place.base(test.left), test.sign, place.base(test.right), place)
    one, two = _sum(left, place), _sum(right, place)
    if one is None or two is None:
        return None
    if sign in ("<", "<="):
        one, two = two, one
    return Sharp(one.plus(two, Fraction(-1)), sign in ("<", ">"))


def turned(
    test: Expression, place: Place, change: Change, limits: Sequence[Expression]
) -> tuple[int | None] | None:
    """The fewest people who turn the comparison, (None,) where no number of them would; None where
    it cannot be told."""
    condition = sharp(test, place)
    if condition is None or not _told(condition.sum, place, change):
        return None
    margin = condition.sum.value(place)
    holds = margin > 0 if condition.strict else margin >= 0
    used = []
    for move in change.moves:
        gain = condition.sum.moved_by(move) * (-1 if holds else 1)
        if gain > 0:
            used.append(_Move(gain, move, _unknown(move, change, place)))
    found = [
        _fewest(abs(margin), holds is condition.strict, used, caps)
        for unknown_may in (True, False)
        for caps in (_caps(used, place, limits, unknown_may),)
        if caps is not None
    ]
    if len(found) < 2 or (found[0] != found[1] and not all(move.unknown for move in used)):
        return None
    return (found[0],)


@dataclass(frozen=True, slots=True)
class _Move:
    """A move that helps; `unknown` where it takes from a class whose number is not known."""

    gain: Fraction
    steps: Mapping[str, int]
    unknown: bool


def _unknown(move: Mapping[str, int], change: Change, place: Place) -> bool:
    """The class that people leave is what no other move of the change takes from."""
    return any(
        step < 0
        and name not in place.values
        and not any(other.get(name, 0) < 0 for other in change.moves if other is not move)
        for name, step in move.items()
    )


_Caps = tuple[list[int | None], int | None]


def _fewest(way: Fraction, touching: bool, moves: Sequence[_Move], caps: _Caps) -> int | None:
    """How many of the best moves go `way` (if `touching` is false: further than that)."""
    each, most = caps
    people = 0
    for move, cap in sorted(zip(moves, each, strict=True), key=lambda one: -one[0].gain):
        wanted = ceil(way / move.gain) if touching else floor(way / move.gain) + 1
        if cap is None or wanted <= cap:
            people += wanted
            return people if most is None or people <= most else None
        people, way = people + cap, way - cap * move.gain
    return None


def _told(condition: Sum, place: Place, change: Change) -> bool:
    """A figure taken as reported moves with its parts, in a way that nobody told."""
    return not any(
        place.moves_with_units(name)
        or (
            name in place.reported and any(_moves_parts(move, name, place) for move in change.moves)
        )
        for name in condition.of
    )


def _moves_parts(move: Mapping[str, int], name: str, place: Place) -> bool:
    return name not in move and not place.parts(name).isdisjoint(move)


def _caps(
    moves: Sequence[_Move], place: Place, limits: Sequence[Expression], unknown_may: bool
) -> _Caps | None:
    """How often each move can be made, and how often all together; None where they get in each
    other's way."""
    each: list[int | None] = [0 if one.unknown and not unknown_may else None for one in moves]
    together: list[int] = []
    bounds = [Sum({name: Fraction(1)}, Fraction(0)) for name in _taken(moves, place)]
    bounds += [one.sum for limit in limits if (one := sharp(limit, place)) is not None]
    for bound in bounds:
        steps = [bound.moved_by(move.steps) for move in moves]
        less = [at for at, step in enumerate(steps) if step < 0]
        if not less:
            continue
        most = floor(max(Fraction(0), bound.value(place)) / -steps[less[0]])
        if len(set(steps)) == 1:
            together.append(most)
        elif len(less) == 1 and not any(step > 0 for step in steps):
            each[less[0]] = _smaller(each[less[0]], most)
        else:
            return None
    return each, min(together) if together else None


def _taken(moves: Sequence[_Move], place: Place) -> list[str]:
    """The figures of their own from which a move takes."""
    return sorted(
        {
            name
            for move in moves
            for name, step in move.steps.items()
            if step < 0 and name in place.values and place.base(Name(name)) == Name(name)
        }
    )


def _smaller(one: int | None, two: int) -> int:
    return two if one is None else min(one, two)


def _sum(expression: Expression, place: Place) -> Sum | None:
    match expression:
        case Number(value):
            return Sum({}, value)
        case Name(name):
            return Sum({name: Fraction(1)}, Fraction(0)) if name in place.values else None
        case OverUnits():
            return None
        case Binary("+" | "-" as sign, left, right):
            one, two = _sum(left, place), _sum(right, place)
            if one is None or two is None:
                return None
            return one.plus(two, Fraction(1 if sign == "+" else -1))
        case Binary("*" | "/" as sign, left, right):
            one, two = _sum(left, place), _sum(right, place)
            if one is None or two is None:
                return None
            if not two.of and (sign == "*" or two.rest):
                return one.times(two.rest if sign == "*" else 1 / two.rest)
            return two.times(one.rest) if sign == "*" and not one.of else None
        case Call(function, arguments):
            parts = [_sum(each, place) for each in arguments]
            if any(part is None or part.of for part in parts):
                return None
            constant = Call(function, tuple(Number(part.rest) for part in parts if part))
            result = number(constant, {})
            return None if isinstance(result, Missing) else Sum({}, result)
    return None


def _unrounded(
    left: Expression, sign: str, right: Expression, place: Place
) -> tuple[Expression, str, Expression]:
    """A whole number is at least ceil(x) where it is at least x, and so on: rounding that changes
    nothing is left away."""
    if isinstance(left, Call) and not isinstance(right, Call):
        left, sign, right = right, _OPPOSITE[sign], left
    if isinstance(right, Call) and _is_whole(_sum(left, place), place):
        idle = {">=": "ceil", "<": "ceil", ">": "floor", "<=": "floor"}[sign]
        if right.function == idle:
            right = right.arguments[0]
    return left, sign, right


def _is_whole(one: Sum | None, place: Place) -> bool:
    return (
        one is not None
        and one.rest.denominator == 1
        and all(
            share.denominator == 1 and type(place.values[name]) is int
            for name, share in one.of.items()
        )
    )
