"""What an expression gives for the figures of one place, in whole numbers and fractions only.

A figure that is not there is not zero: what hangs on it is `Missing`, with its name. A condition
that is settled without it (`false and x`, `true or x`) is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from operator import add, eq, ge, gt, le, lt, mul, ne, sub

from zhargy.referendum.expression import (
    Binary,
    Call,
    Expression,
    Name,
    Not,
    Number,
    OverUnits,
    written,
)

Figure = int | Fraction
Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Missing:
    """What cannot be told, and the figures that it would take; "KZ-10.yes" is one of a unit."""

    names: frozenset[str]

    def __or__(self, other: Missing) -> Missing:
        return Missing(self.names | other.names)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the vote: its code, its weight (1 but for half-cantons and the like), its figures."""

    code: str
    figures: Figures
    weight: Fraction = Fraction(1)


_COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "!=": ne,
}
_RECKON: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {"+": add, "-": sub, "*": mul}
_CALL: Mapping[str, Callable[..., Fraction]] = {
    "ceil": lambda value: Fraction(ceil(value)),
    "floor": lambda value: Fraction(floor(value)),
    "abs": abs,
    "min": min,
    "max": max,
}


def number(
    expression: Expression, figures: Figures, units: Sequence[Unit] | None = None
) -> Fraction | Missing:
    """The number that an expression of `expression.quantity` gives; exact.

    A division by zero is missing its divisor: nothing can be told of a share of nobody.

    >>> from zhargy.referendum.expression import parse
    >>> number(parse("yes / voted"), {"yes": 2, "voted": 3})
    Fraction(2, 3)
    """
    match expression:
        case Number(value):
            return value
        case Name(name):
            return Fraction(figures[name]) if name in figures else Missing(frozenset({name}))
        case Binary(sign, left, right):
            one, two = number(left, figures, units), number(right, figures, units)
            if isinstance(one, Missing) or isinstance(two, Missing):
                return _missing(one, two)
            if sign == "/":
                return one / two if two else Missing(frozenset({written(right)}))
            return _RECKON[sign](one, two)
        case Call(function, arguments):
            values = [number(each, figures, units) for each in arguments]
            known = [value for value in values if not isinstance(value, Missing)]
            return _CALL[function](*known) if len(known) == len(values) else _missing(*values)
        case OverUnits():
            return _over_units(expression, units)
    raise TypeError(f"not a number: {written(expression)}")


def truth(
    expression: Expression, figures: Figures, units: Sequence[Unit] | None = None
) -> bool | Missing:
    """Whether a condition of `expression.condition` holds.

    >>> from zhargy.referendum.expression import parse
    >>> truth(parse("yes > 1/2 * voted"), {"yes": 5, "voted": 10})
    False
    """
    match expression:
        case Not(inner):
            value = truth(inner, figures, units)
            return value if isinstance(value, Missing) else not value
        case Binary("and" | "or" as sign, left, right):
            settled = sign == "or"
            first, second = truth(left, figures, units), truth(right, figures, units)
            if first is settled or second is settled:
                return settled
            if isinstance(first, Missing) or isinstance(second, Missing):
                return _missing(first, second)
            return not settled
        case Binary(sign, left, right):
            one, two = number(left, figures, units), number(right, figures, units)
            if isinstance(one, Missing) or isinstance(two, Missing):
                return _missing(one, two)
            return _COMPARE[sign](one, two)
    raise TypeError(f"neither true nor false: {written(expression)}")


def _over_units(expression: OverUnits, units: Sequence[Unit] | None) -> Fraction | Missing:
    if units is None:
        return Missing(frozenset({"units"}))
    total, missing = Fraction(0), Missing(frozenset())
    for unit in units:
        holds = True if expression.where is None else truth(expression.where, unit.figures)
        worth = _worth(expression, unit) if holds is not False else Fraction(0)
        for value in (holds, worth):
            if isinstance(value, Missing):
                missing |= Missing(frozenset(f"{unit.code}.{name}" for name in value.names))
        if holds is True and isinstance(worth, Fraction):
            total += worth
    return missing if missing.names else total


def _worth(expression: OverUnits, unit: Unit) -> Fraction | Missing:
    if expression.what is not None:
        return number(expression.what, unit.figures)
    return unit.weight if expression.function == "weight" else Fraction(1)


def _missing(*values: object) -> Missing:
    return Missing(frozenset().union(*(v.names for v in values if isinstance(v, Missing))))
