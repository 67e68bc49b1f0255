"""The same expressions over whole columns of protocols: as exact, and a hundred times as fast.

A column of figures is int64. A result that would not fit is reckoned in Python's own whole numbers,
so that nothing ever overflows in silence. Fractions are kept as whole numbers over one denominator;
a division by a quantity has no such form, and an expression with one is refused (Q8): multiply the
other side. Units are not looked at here (Q8 likewise).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import lcm
from operator import add, eq, ge, gt, le, lt, ne, sub
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhargy.errors import UnusableRule
from zhargy.referendum.expression import Binary, Call, Expression, Name, Not, Number, written

Whole = NDArray[Any]
Mask = NDArray[np.bool_]

_ROOM = 2**62
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "!=": ne,
}


@dataclass(frozen=True, slots=True)
class Column:
    """Figures of one line, one for each protocol; `absent` marks those that were left empty."""

    values: Whole
    absent: Mask


@dataclass(frozen=True, slots=True)
class Truths:
    """For each protocol, whether a condition holds; `known` is false where a figure is missing."""

    holds: Mask
    known: Mask


@dataclass(frozen=True, slots=True)
class _Shares:
    """Whole numbers over one denominator; no absolute value is above `most`."""

    above: Whole
    below: int
    absent: Mask
    most: int

    def times(self, factor: int) -> _Shares:
        if factor == 1:
            return self
        most = self.most * abs(factor)
        above = _roomy(self.above, max(most, abs(factor))) * factor
        return _Shares(above, self.below, self.absent, most)

    def over(self, below: int) -> _Shares:
        scaled = self.times(below // self.below)
        return _Shares(scaled.above, below, scaled.absent, scaled.most)


def truths(expression: Expression, columns: Mapping[str, Column], length: int) -> Truths:
    """Whether a condition holds in each of `length` protocols."""
    return _Reckoning(columns, length).truths(expression)


def compilable(expression: Expression, where: str = "") -> None:
    """Raises UnusableRule (Q8) for what has no column form."""
    match expression:
        case Binary(sign, left, right):
            if sign == "/" and not isinstance(right, Number):
                raise UnusableRule("Q8", where, text=written(expression))
            compilable(left, where)
            compilable(right, where)
        case Not(inner):
            compilable(inner, where)
        case Call(_, arguments):
            for each in arguments:
                compilable(each, where)
        case Number() | Name():
            pass
        case _:
            raise UnusableRule("Q8", where, text=written(expression))


class _Reckoning:
    def __init__(self, columns: Mapping[str, Column], length: int) -> None:
        self.columns, self.length = columns, length
        self.read: dict[str, _Shares] = {}

    def truths(self, expression: Expression) -> Truths:
        match expression:
            case Not(inner):
                value = self.truths(inner)
                return Truths(~value.holds & value.known, value.known)
            case Binary("and", left, right):
                one, two = self.truths(left), self.truths(right)
                denied = (one.known & ~one.holds) | (two.known & ~two.holds)
                return Truths(one.holds & two.holds, denied | (one.known & two.known))
            case Binary("or", left, right):
                one, two = self.truths(left), self.truths(right)
                holds = one.holds | two.holds
                return Truths(holds, holds | (one.known & two.known))
            case Binary(sign, left, right):
                first, second = _alike(self.shares(left), self.shares(right))
                known = ~(first.absent | second.absent)
                holds = np.asarray(_COMPARE[sign](first.above, second.above), dtype=np.bool_)
                return Truths(holds & known, known)
        raise UnusableRule("Q8", "", text=written(expression))

    def shares(self, expression: Expression) -> _Shares:
        match expression:
            case Number(value):
                return self._constant(value.numerator, value.denominator)
            case Name(name):
                return self._column(name)
            case Binary("+" | "-" as sign, left, right):
                one, two = _alike(self.shares(left), self.shares(right))
                most = one.most + two.most
                above = (add if sign == "+" else sub)(_roomy(one.above, most), two.above)
                return _Shares(above, one.below, one.absent | two.absent, most)
            case Binary("*", left, right):
                one, two = self.shares(left), self.shares(right)
                most = one.most * two.most
                above = _roomy(one.above, most) * two.above
                return _Shares(above, one.below * two.below, one.absent | two.absent, most)
            case Binary("/", left, Number(value)):
                one = self.shares(left).times(value.denominator)
                if value < 0:
                    one = one.times(-1)
                return _Shares(one.above, one.below * abs(value.numerator), one.absent, one.most)
            case Call(function, arguments):
                return self._called(function, [self.shares(each) for each in arguments])
        raise UnusableRule("Q8", "", text=written(expression))

    def _constant(self, above: int, below: int) -> _Shares:
        none = np.zeros(self.length, dtype=np.bool_)
        whole = np.full(self.length, above, dtype=np.int64 if abs(above) < _ROOM else object)
        return _Shares(whole, below, none, abs(above))

    def _column(self, name: str) -> _Shares:
        if name not in self.read:
            column = self.columns.get(name)
            if column is None:
                nothing = np.zeros(self.length, dtype=np.int64)
                self.read[name] = _Shares(nothing, 1, np.ones(self.length, dtype=np.bool_), 0)
            else:
                most = (
                    max(int(column.values.max()), -int(column.values.min())) if self.length else 0
                )
                self.read[name] = _Shares(column.values, 1, column.absent, most)
        return self.read[name]

    def _called(self, function: str, values: list[_Shares]) -> _Shares:
        first = values[0]
        if function == "floor":
            return _Shares(
                _roomy(first.above, first.below) // first.below, 1, first.absent, first.most + 1
            )
        if function == "ceil":
            return _Shares(
                -(-_roomy(first.above, first.below) // first.below), 1, first.absent, first.most + 1
            )
        if function == "abs":
            return _Shares(abs(first.above), first.below, first.absent, first.most)
        one, two = _alike(*values)
        above = (np.minimum if function == "min" else np.maximum)(one.above, two.above)
        return _Shares(above, one.below, one.absent | two.absent, max(one.most, two.most))


def _alike(one: _Shares, two: _Shares) -> tuple[_Shares, _Shares]:
    below = lcm(one.below, two.below)
    return one.over(below), two.over(below)


def _roomy(whole: Whole, most: int) -> Whole:
    """The same numbers, in a type in which `most` fits."""
    return whole if most < _ROOM or whole.dtype == object else whole.astype(object)
