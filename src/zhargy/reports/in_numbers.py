"""An expression with its numbers put in, so that a reader can redo it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zhargy.messages import number
from zhargy.referendum.evaluating import Figure, Figures
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
from zhargy.referendum.outcome import Judged

_SIGNS = {"*": "×", "-": "−", "<=": "≤", ">=": "≥", "!=": "≠", "/": "/"}
_FALSE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}
_MOST_DECIMALS = 4
_BINDS = {"+": 5, "-": 5, "*": 6, "/": 6}

Parts = Mapping[OverUnits, Fraction]


def exact(value: Figure, language: str) -> str:
    """An exact number as it is read aloud; nothing is rounded.

    >>> exact(Fraction(12482613, 2), "en"), exact(Fraction(10, 3), "en"), exact(Fraction(17, 2), "ru")
    ('6,241,306.5', '3 + 1/3', '8,5')
    """
    value = Fraction(value)
    if value < 0:
        return f"−{exact(-value, language)}"
    whole, rest = divmod(value, 1)
    if not rest:
        return number(int(whole), language)
    for places in range(1, _MOST_DECIMALS + 1):
        decimals = rest * 10**places
        if decimals.denominator == 1:
            comma = "." if language == "en" else ","
            return f"{number(int(whole), language)}{comma}{decimals.numerator:0{places}d}"
    return f"{number(int(whole), language)} + {rest}" if whole else str(rest)


def in_numbers(expression: Expression, figures: Figures, parts: Parts, language: str) -> str:
    """The expression with figures for names; what is not known keeps its name."""
    return _put(expression, figures, parts, language, 0)


def typeset(expression: Expression) -> str:
    """As it is written, with the signs of print.

    >>> from zhargy.referendum.expression import parse
    >>> typeset(parse("yes >= 2/5*roll"))
    'yes ≥ 2/5 × roll'
    """
    text = written(expression)
    for sign in ("<=", ">=", "!=", "*", "-"):
        text = text.replace(f" {sign} ", f" {_SIGNS[sign]} ")
    return text


def compared(judged: Judged, language: str) -> str:
    """The comparison of a clause in numbers, always a true statement; "" where it is none.

    Where the clause does not hold, the sign is the opposite one.
    """
    test = judged.clause.test
    if judged.sides is None or not isinstance(test, Binary):
        return ""
    sign = test.sign if judged.holds else _FALSE[test.sign]
    left, right = (_side(side.expression, side.value, judged, language) for side in judged.sides)
    return f"{left} {_SIGNS.get(sign, sign)} {right}"


def defined(name: str, judged: Judged, language: str) -> str:
    """How a quantity was reckoned: "valid = yes + no = 6 + 4 = 10"."""
    definition = judged.defined[name]
    side = _side(definition, Fraction(judged.figures[name]), judged, language)
    return f"{name} = {typeset(definition)} = {side}"


def _side(expression: Expression, value: Fraction, judged: Judged, language: str) -> str:
    put = in_numbers(expression, judged.figures, judged.parts, language)
    result = exact(value, language)
    return put if put == result else f"{put} = {result}"


def _put(
    expression: Expression, figures: Figures, parts: Parts, language: str, outside: int
) -> str:
    match expression:
        case Number(value):
            return str(value) if value.denominator > 1 else exact(value, language)
        case Name(name):
            return exact(figures[name], language) if name in figures else name
        case Binary(sign, left, right):
            binds = _BINDS.get(sign, 4)
            one = _put(left, figures, parts, language, binds)
            two = _put(right, figures, parts, language, binds + 1)
            text = f"{one} {_SIGNS.get(sign, sign)} {two}"
            return f"({text})" if binds < outside else text
        case Not(inner):
            return f"not {_put(inner, figures, parts, language, 4)}"
        case Call(function, arguments):
            inside = ", ".join(_put(each, figures, parts, language, 0) for each in arguments)
            return f"{function}({inside})"
        case OverUnits():
            return (
                exact(parts[expression], language) if expression in parts else typeset(expression)
            )
