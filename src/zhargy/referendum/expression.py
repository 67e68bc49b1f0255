"""The one exact language in which rules, control equations and claims are written.

    voted > 1/2 * roll and yes > 1/2 * voted
    count(units where yes > 1/2 * voted) >= ceil(2/3 * count(units))
    boxes = yes + no + both + invalid

Numbers are whole ("12 482 613" is not one, "12482613" is), decimal ("0.5", which is exactly one
half) or in per cent ("40 %", exactly 2/5). Names are those of quantities. `*` and `/` bind before
`+` and `-`, these before one comparison, that before `not`, `and`, `or`. A comparison of a
comparison and a sum of truths are refused. `ceil`, `floor`, `abs`, `min`, `max` are as in
mathematics. `count(units where ...)`, `weight(units where ...)` and `sum(WHAT of units where ...)`
look at the units, in whose condition a name is that of the unit; `where ...` may be left out.

This is a parser of our own: nothing that is read here is ever run as a program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from zhargy.errors import UnusableRule

LONGEST = 1_000
DEEPEST = 60

COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
FUNCTIONS = {"ceil": 1, "floor": 1, "abs": 1, "min": 2, "max": 2}
OVER_UNITS = ("count", "weight", "sum")
_RESERVED = {"and", "or", "not", "units", "where", "of", *FUNCTIONS, *OVER_UNITS}

_TOKEN = re.compile(
    r"""[ \t\r\n]* (?:
        (?P<number> [0-9]+ (?: \.[0-9]+ )? )
      | (?P<name> [a-z] [a-z0-9_]* )
      | (?P<sign> <= | >= | != | [-+*/()<>=%,] )
    )""",
    re.VERBOSE,
)
_SAME_SIGN = str.maketrans(
    {"≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "–": "-", "×": "*", "·": "*"}
)


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity."""

    name: str


@dataclass(frozen=True, slots=True)
class Binary:
    """`sign` is one of + - * /, of COMPARISONS, or "and", "or"."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """True where the inner condition is false."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function of FUNCTIONS."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class OverUnits:
    """How many units, of what weight, or what sum over them, where a condition holds."""

    function: str
    where: Expression | None
    what: Expression | None = None


Expression = Number | Name | Binary | Not | Call | OverUnits


def parse(text: str, where: str = "") -> Expression:
    """The expression that `text` writes; raises UnusableRule with the column that is wrong.

    >>> parse("yes > 1/2 * voted").sign
    '>'
    >>> print(written(parse("5*yes>=2*roll")))
    5 * yes >= 2 * roll
    """
    if len(text) > LONGEST:
        raise UnusableRule("Q1", where, text=text[:40], limit=LONGEST)
    return _Parser(text, where).whole()


def condition(text: str, where: str = "") -> Expression:
    """As `parse`, for what must be true or false."""
    parsed = parse(text, where)
    if not is_truth(parsed):
        raise UnusableRule("Q4", where, text=text, column=1)
    return parsed


def quantity(text: str, where: str = "") -> Expression:
    """As `parse`, for what must be a number."""
    parsed = parse(text, where)
    if is_truth(parsed):
        raise UnusableRule("Q5", where, text=text, column=1)
    return parsed


def is_truth(expression: Expression) -> bool:
    """Is this true or false, rather than a number?"""
    match expression:
        case Binary(sign, _, _):
            return sign in COMPARISONS or sign in ("and", "or")
        case Not():
            return True
        case _:
            return False


def names(expression: Expression) -> frozenset[str]:
    """The quantities of the whole that are mentioned; those of the units are not among them."""
    return frozenset(part.name for part in _parts(expression) if isinstance(part, Name))


def names_of_units(expression: Expression) -> frozenset[str]:
    """The quantities that each unit must have."""
    return frozenset(
        name
        for part in _parts(expression)
        if isinstance(part, OverUnits)
        for inside in (part.where, part.what)
        if inside is not None
        for name in names(inside)
    )


def asks_units(expression: Expression) -> bool:
    """Does it look at the units?"""
    return any(isinstance(part, OverUnits) for part in _parts(expression))


def written(expression: Expression) -> str:
    """The expression in one form, as it is printed beside its numbers.

    >>> written(parse("voted-(yes+no)=0.5*(a-b-c)"))
    'voted - (yes + no) = 1/2 * (a - b - c)'
    """
    return _written(expression, 0)


_BINDS = {"or": 1, "and": 2, **dict.fromkeys(COMPARISONS, 4), "+": 5, "-": 5, "*": 6, "/": 6}


def _written(expression: Expression, outside: int) -> str:
    match expression:
        case Number(value):
            text, binds = str(value), 7 if value.denominator == 1 and value >= 0 else 6
        case Name(name):
            return name
        case Binary(sign, left, right):
            binds = _BINDS[sign]
            text = f"{_written(left, binds)} {sign} {_written(right, binds + 1)}"
        case Not(inner):
            text, binds = f"not {_written(inner, 3)}", 3
        case Call(function, arguments):
            return f"{function}({', '.join(_written(each, 0) for each in arguments)})"
        case OverUnits(function, where, what):
            of = "" if what is None else f"{_written(what, 0)} of "
            which = "" if where is None else f" where {_written(where, 0)}"
            return f"{function}({of}units{which})"
    return f"({text})" if binds < outside else text


def _parts(expression: Expression) -> Iterator[Expression]:
    """The expression and what it is made of, but not what is asked of each unit."""
    yield expression
    match expression:
        case Binary(_, left, right):
            yield from _parts(left)
            yield from _parts(right)
        case Not(inner):
            yield from _parts(inner)
        case Call(_, arguments):
            for each in arguments:
                yield from _parts(each)


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


class _Parser:
    def __init__(self, text: str, where: str) -> None:
        self.text, self.where, self.depth, self.inside_units = text, where, 0, False
        self.tokens = list(self._split())
        self.at = 0

    def whole(self) -> Expression:
        expression = self._either()
        if self._next.kind != "end":
            raise self._wrong("Q2", self._next)
        return expression

    def _split(self) -> Iterator[_Token]:
        text, at = self.text.translate(_SAME_SIGN), 0
        while match := _TOKEN.match(text, at):
            kind = match.lastgroup or ""
            yield _Token(kind, match[kind], match.start(kind) + 1)
            at = match.end()
        if text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            raise self._wrong("Q2", _Token("sign", text[at], at + 1))
        yield _Token("end", "", len(text) + 1)

    @property
    def _next(self) -> _Token:
        return self.tokens[self.at]

    def _taken(self, *texts: str) -> _Token | None:
        token = self._next
        if token.kind in ("sign", "name") and token.text in texts:
            self.at += 1
            return token
        return None

    def _must(self, text: str) -> None:
        if not self._taken(text):
            raise self._wrong("Q3", self._next, wanted=text)

    def _wrong(self, code: str, token: _Token, **fields: object) -> UnusableRule:
        return UnusableRule(
            code, self.where, text=self.text, found=token.text or "…", column=token.column, **fields
        )

    def _either(self) -> Expression:
        return self._joined("or", self._both)

    def _both(self) -> Expression:
        return self._joined("and", self._denied)

    def _joined(self, word: str, part: Callable[[], Expression]) -> Expression:
        start, left = self._next, part()
        while token := self._taken(word):
            self._truth(left, start)
            start, right = self._next, part()
            self._truth(right, start)
            left = Binary(token.text, left, right)
        return left

    def _denied(self) -> Expression:
        if not self._taken("not"):
            return self._compared()
        with _Deeper(self):
            start, inner = self._next, self._denied()
        self._truth(inner, start)
        return Not(inner)

    def _compared(self) -> Expression:
        start, left = self._next, self._summed()
        token = self._taken(*COMPARISONS)
        if token is None:
            return left
        self._number(left, start)
        start, right = self._next, self._summed()
        self._number(right, start)
        return Binary(token.text, left, right)

    def _summed(self) -> Expression:
        return self._chain(("+", "-"), self._multiplied)

    def _multiplied(self) -> Expression:
        return self._chain(("*", "/"), self._single)

    def _chain(self, signs: tuple[str, ...], part: Callable[[], Expression]) -> Expression:
        start, left = self._next, part()
        while token := self._taken(*signs):
            self._number(left, start)
            start, right = self._next, part()
            self._number(right, start)
            left = self._folded(token, left, right)
        return left

    def _folded(self, token: _Token, left: Expression, right: Expression) -> Expression:
        """Two numbers become one, so that 2/3 is a number and not a division."""
        if not (isinstance(left, Number) and isinstance(right, Number)):
            return Binary(token.text, left, right)
        if token.text == "/" and right.value == 0:
            raise self._wrong("Q6", token)
        return Number(
            {
                "+": left.value.__add__,
                "-": left.value.__sub__,
                "*": left.value.__mul__,
                "/": left.value.__truediv__,
            }[token.text](right.value)
        )

    def _single(self) -> Expression:
        token = self._next
        self.at += 1
        if token.kind == "number":
            share = Fraction(token.text)
            return Number(share / 100 if self._taken("%") else share)
        with _Deeper(self):
            if token.text == "(":
                inner = self._either()
                self._must(")")
                return inner
            if token.text == "-":
                start, inner = self._next, self._single()
                self._number(inner, start)
                return self._folded(token, Number(Fraction(0)), inner)
            if token.text in FUNCTIONS:
                return self._called(token.text)
            if token.text in OVER_UNITS:
                return self._over_units(token)
        if token.kind == "name" and token.text not in _RESERVED:
            return Name(token.text)
        self.at -= 1
        raise self._wrong("Q2", token)

    def _called(self, function: str) -> Expression:
        self._must("(")
        arguments = []
        for number in range(FUNCTIONS[function]):
            if number:
                self._must(",")
            start, argument = self._next, self._either()
            self._number(argument, start)
            arguments.append(argument)
        self._must(")")
        return Call(function, tuple(arguments))

    def _over_units(self, token: _Token) -> Expression:
        if self.inside_units:
            raise self._wrong("Q2", token)
        self._must("(")
        self.inside_units = True
        what: Expression | None = None
        where: Expression | None = None
        if token.text == "sum":
            start = self._next
            what = self._summed()
            self._number(what, start)
            self._must("of")
        self._must("units")
        if self._taken("where"):
            start = self._next
            where = self._either()
            self._truth(where, start)
        self._must(")")
        self.inside_units = False
        return OverUnits(token.text, where, what)

    def _truth(self, part: Expression, start: _Token) -> None:
        if not is_truth(part):
            raise self._wrong("Q4", start)

    def _number(self, part: Expression, start: _Token) -> None:
        if is_truth(part):
            raise self._wrong("Q5", start)


class _Deeper:
    """One level down; a text that only nests is refused before Python's own stack is full."""

    def __init__(self, parser: _Parser) -> None:
        self.parser = parser

    def __enter__(self) -> None:
        self.parser.depth += 1
        if self.parser.depth > DEEPEST:
            raise self.parser._wrong("Q7", self.parser._next, limit=DEEPEST)

    def __exit__(self, *_: object) -> None:
        self.parser.depth -= 1
