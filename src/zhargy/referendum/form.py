"""The form of a protocol as data (docs/spec/protocol-form.md): its lines and its equations.

A form is compiled once: each equation is parsed and known to have a column form, so that the same
text judges one protocol and a hundred thousand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhargy.errors import UnusableForm
from zhargy.referendum.columnwise import compilable
from zhargy.referendum.expression import Binary, Expression, Name, condition, names, quantity
from zhargy.referendum.figures import PLAIN, Numerals
from zhargy.referendum.remark import Severity

SCHEMA = "zhargy.protocol/1"
# Quantities that are no lines of the form: the roll of the precinct in the version in force.
GIVEN_BESIDE = frozenset({"listed"})

_NO_ANSWER = ("both", "blank", "invalid")
_USUAL = frozenset({"yes", "no", *_NO_ANSWER})
_LANGUAGES = ("kk", "ru", "en")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OWN_COLUMNS = ("photo", "signed", "reason", "author", "question")
_KEYS = frozenset({"schema", "title", "source", "place", "numbers", "line", "equation", "share", "ignored", "encoding"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the form. `number` is printed before it; `headings` are those of its column."""

    name: str
    number: str
    title: Mapping[str, str]
    required: bool
    headings: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """What must hold between figures. `points` are the lines to look at where it does not."""

    code: str
    expression: Expression
    severity: Severity
    title: Mapping[str, str]
    points: tuple[str, ...]
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(names(self.expression)))


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage that is printed beside the counts: `part` of `base`, rounded to `decimals`."""

    heading: str
    part: Expression
    base: Expression
    decimals: int


@dataclass(frozen=True, slots=True)
class ProtocolForm:
    """`precinct` are the headings that together name the precinct, `levels` those that name the
    units above it, the widest first; `totals` are the words of a row of sums."""

    name: str
    title: Mapping[str, str]
    lines: tuple[Line, ...]
    equations: tuple[Equation, ...]
    shares: tuple[Share, ...] = ()
    precinct: tuple[str, ...] = ("precinct",)
    levels: tuple[str, ...] = ()
    totals: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    numerals: Numerals = PLAIN
    source: str = ""
    encoding: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(line.name for line in self.lines)

    @property
    def required(self) -> frozenset[str]:
        return frozenset(line.name for line in self.lines if line.required)

    @property
    def classes(self) -> tuple[str, ...]:
        """The lines of ballots by class: those that an equation of the form adds up to the ones who
        took part, else the usual ones. The answers come first."""
        sums = [found for one in self.equations if (found := _added_up(one.expression))]
        found = max(sums, key=len, default=_USUAL)
        mine = [name for name in self.names if name in found]
        return tuple(
            sorted(mine, key=lambda name: _NO_ANSWER.index(name) if name in _NO_ANSWER else -1)
        )

    @property
    def answers(self) -> tuple[str, ...]:
        """The lines of ballots that give an answer: yes and no, or as many as were to choose from."""
        return tuple(name for name in self.classes if name not in _NO_ANSWER)

    def line(self, name: str) -> Line:
        return next(line for line in self.lines if line.name == name)

    def knows(self, heading: str) -> bool:
        """Is a column with this heading read, or left out on purpose?"""
        plain = heading.casefold()
        own = (*self.precinct, *self.levels, *_OWN_COLUMNS, *self.ignored)
        return plain in {h.casefold() for h in own} | {s.heading.casefold() for s in self.shares}


def _added_up(expression: Expression) -> frozenset[str]:
    """The names that `voted = one + another + ...` adds up; none where it says anything else."""
    match expression:
        case Binary("=", Name("voted"), whole) | Binary("=", whole, Name("voted")):
            found = _summands(whole)
            return found if len(found) > 1 else frozenset()
    return frozenset()


def _summands(expression: Expression) -> frozenset[str]:
    match expression:
        case Name(name):
            return frozenset({name})
        case Binary("+", left, right) if (one := _summands(left)) and (other := _summands(right)):
            return one | other
    return frozenset()


def form_from(table: Mapping[str, Any], name: str) -> ProtocolForm:
    """The form in a TOML file. Raises UnusableForm (Q40)."""
    if table.get("schema") != SCHEMA:
        raise UnusableForm("Q40", name, ordinal=0, key=f"schema = {SCHEMA}")
    for key in sorted(table.keys() - _KEYS):
        raise UnusableForm("Q40", name, ordinal=0, key=key)
    place, numbers = _table(table, "place", name), _table(table, "numbers", name)
    lines = tuple(_line(one, n, name) for n, one in enumerate(_tables(table, "line", name), 1))
    if not lines:
        raise UnusableForm("Q40", name, ordinal=0, key="line")
    known = [line.name for line in lines]
    for n, line in enumerate(known, 1):
        if known.count(line) > 1 or line in GIVEN_BESIDE:
            raise UnusableForm("Q40", name, ordinal=n, key=f"line.name = {line}")
    quantities = frozenset(known) | GIVEN_BESIDE
    return ProtocolForm(
        name=name,
        title=_said(table.get("title"), 0, "title", name),
        lines=lines,
        equations=_equations(_tables(table, "equation", name), quantities, name),
        shares=tuple(
            _share(one, n, quantities, name)
            for n, one in enumerate(_tables(table, "share", name), 1)
        ),
        precinct=_words(place, "precinct", name) or ("precinct",),
        levels=_words(place, "levels", name),
        totals=frozenset(word.casefold() for word in _words(place, "totals", name)),
        ignored=frozenset(_words(table, "ignored", name)),
        numerals=_numerals(numbers, name),
        source=str(table.get("source", "")),
        encoding=str(table.get("encoding", "")),
    )


def _numerals(numbers: Mapping[str, Any], where: str) -> Numerals:
    thousands = numbers.get("thousands", "")
    if thousands not in ("", ",", "."):
        raise UnusableForm("Q40", where, ordinal=0, key="numbers.thousands")
    words = _words(numbers, "not_given", where)
    return Numerals(thousands, frozenset(word.casefold() for word in words))


def _line(one: Mapping[str, Any], ordinal: int, where: str) -> Line:
    name = one.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise UnusableForm("Q40", where, ordinal=ordinal, key="line.name")
    if not isinstance(one.get("required", False), bool):
        raise UnusableForm("Q40", where, ordinal=ordinal, key="line.required")
    return Line(
        name,
        str(one.get("number", "")),
        _said(one.get("title"), ordinal, "line.title", where),
        one.get("required", False),
        (name, *_words(one, "headings", where)),
        str(one.get("source", "")),
    )


def _equations(
    tables: Sequence[Mapping[str, Any]], quantities: frozenset[str], where: str
) -> tuple[Equation, ...]:
    found: dict[str, Equation] = {}
    for ordinal, one in enumerate(tables, 1):
        code, severity = one.get("code"), one.get("severity")
        if not isinstance(code, str) or not code or code in found:
            raise UnusableForm("Q40", where, ordinal=ordinal, key="equation.code")
        if severity not in ("error", "warning", "note"):
            raise UnusableForm("Q40", where, ordinal=ordinal, key="equation.severity")
        says = _expression(one, "says", ordinal, quantities, where)
        points = _words(one, "points", where) or tuple(sorted(names(says) - GIVEN_BESIDE))
        if not set(points) <= quantities:
            raise UnusableForm("Q40", where, ordinal=ordinal, key="equation.points")
        title = _said(one.get("title"), ordinal, "equation.title", where)
        found[code] = Equation(code, says, severity, title, points, str(one.get("source", "")))
    return tuple(found.values())


def _expression(
    one: Mapping[str, Any], key: str, ordinal: int, quantities: frozenset[str], where: str
) -> Expression:
    text = one.get(key)
    if not isinstance(text, str):
        raise UnusableForm("Q40", where, ordinal=ordinal, key=f"equation.{key}")
    parsed = condition(text, where)
    compilable(parsed, where)
    for unknown in sorted(names(parsed) - quantities):
        raise UnusableForm("Q40", where, ordinal=ordinal, key=f"{text}: {unknown}")
    return parsed


def _share(one: Mapping[str, Any], ordinal: int, quantities: frozenset[str], where: str) -> Share:
    for key in ("heading", "part", "base"):
        if not isinstance(one.get(key), str):
            raise UnusableForm("Q40", where, ordinal=ordinal, key=f"share.{key}")
    part, base = quantity(one["part"], where), quantity(one["base"], where)
    decimals = one.get("decimals", 2)
    if not isinstance(decimals, int) or not 0 <= decimals <= 9:
        raise UnusableForm("Q40", where, ordinal=ordinal, key="share.decimals")
    if not names(part) | names(base) <= quantities:
        raise UnusableForm("Q40", where, ordinal=ordinal, key="share.part")
    return Share(one["heading"], part, base, decimals)


def _table(table: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise UnusableForm("Q40", where, ordinal=0, key=key)
    return value


def _tables(table: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise UnusableForm("Q40", where, ordinal=0, key=key)
    return value


def _words(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise UnusableForm("Q40", where, ordinal=0, key=key)
    return tuple(value)


def _said(value: object, ordinal: int, key: str, where: str) -> Mapping[str, str]:
    """A title in the three languages."""
    if not isinstance(value, dict) or set(value) != set(_LANGUAGES):
        raise UnusableForm("Q40", where, ordinal=ordinal, key=key)
    return {language: str(value[language]) for language in _LANGUAGES}


def rounds_to(share: Fraction, printed: Fraction, decimals: int) -> bool:
    """Is `printed` what `share` gives when it is rounded? Either neighbour will do at a tie.

    >>> rounds_to(Fraction(125, 10), Fraction(12), 0), rounds_to(Fraction(125, 10), Fraction(13), 0)
    (True, True)
    """
    return abs(share - printed) * 2 <= Fraction(1, 10**decimals)
