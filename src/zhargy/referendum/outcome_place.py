"""The figures of one place as they were given, and what the definitions of a rule make of them.

What can be reckoned is reckoned; a given figure that says something else is a clash, and is not
preferred in silence. What cannot be reckoned and was given is taken *as reported*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zhargy.referendum.evaluating import Figure, Figures, Missing, Unit, number
from zhargy.referendum.expression import (
    Binary,
    Call,
    Expression,
    Name,
    Not,
    OverUnits,
    asks_units,
    names,
    names_of_units,
)
from zhargy.referendum.rule import PUBLISHED


@dataclass(frozen=True, slots=True)
class Clash:
    """A figure was given as one number, and its parts give another."""

    place: str
    name: str
    given: Figure
    reckoned: Figure


@dataclass(frozen=True, slots=True)
class Place:
    """`values` is all that is known; `computed` what was reckoned, each after what it needs, and
    `plain` what of it does not ask the units; `reported` is what could not be and was given, `open`
    what was not given either; `needs` says which figures that would take."""

    code: str
    given: Figures
    values: Figures
    computed: Mapping[str, Expression]
    plain: Mapping[str, Expression]
    open: Mapping[str, Expression]
    reported: Mapping[str, Expression]
    needs: Mapping[str, frozenset[str]]
    clashes: tuple[Clash, ...]
    weight: Fraction = Fraction(1)

    @property
    def unit(self) -> Unit:
        return Unit(self.code, self.values, self.weight)

    def base(self, expression: Expression) -> Expression:
        """The expression over given figures, and over what was reckoned from the units."""
        return replaced(expression, self.plain)

    def parts(self, name: str) -> frozenset[str]:
        """The figures, its own and those of its units, on which a defined quantity hangs."""
        definition = {**self.computed, **self.open, **self.reported}.get(name)
        if definition is None:
            return frozenset({name})
        own = names(definition) - {name}
        return names_of_units(definition).union(*map(self.parts, own))

    def moves_with_units(self, name: str) -> bool:
        """Was it reckoned from the units, and not as a plain sum of the same figure?"""
        definition = self.computed.get(name)
        return (
            definition is not None
            and asks_units(definition)
            and definition != OverUnits("sum", None, Name(name))
        )


def place_of(
    definitions: Mapping[str, Expression],
    given: Figures,
    units: Sequence[Place] | None = None,
    code: str = "",
    as_given: bool = False,
) -> Place:
    """The place; with `as_given` a given figure wins over what its parts give."""
    of_units = None if units is None else [one.unit for one in units]
    values = dict(given)
    computed: dict[str, Expression] = {}
    unknown: dict[str, Expression] = {}
    needs: dict[str, frozenset[str]] = {}
    reported: dict[str, Expression] = {}
    clashes = []
    for name, definition in definitions.items():
        if as_given and name in given:
            continue
        value = number(definition, values, of_units)
        if isinstance(value, Missing):
            if name in given:
                reported[name] = definition
            else:
                unknown[name] = definition
                needs[name] = frozenset({name}) if name in PUBLISHED else rooted(value, needs)
            continue
        if name in given and given[name] != value:
            clashes.append(Clash(code, name, given[name], whole(value)))
        values[name], computed[name] = whole(value), definition
    plain = {name: one for name, one in computed.items() if not asks_units(one)}
    return Place(code, given, values, computed, plain, unknown, reported, needs, tuple(clashes))


def units_of(
    definitions: Mapping[str, Expression], units: Sequence[Unit], as_given: bool = False
) -> tuple[Place, ...]:
    """The units, each with what the definitions make of its own figures."""
    own = {name: one for name, one in definitions.items() if not asks_units(one)}
    return tuple(
        replace(
            place_of(own, unit.figures, None, unit.code, as_given), weight=Fraction(unit.weight)
        )
        for unit in units
    )


def rooted(missing: Missing, needs: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The figures that it takes, for names that are defined by others."""
    return frozenset().union(*(needs.get(name, {name}) for name in missing.names))


def whole(value: Fraction) -> Figure:
    """An `int` where it is one."""
    return value.numerator if value.denominator == 1 else value


def replaced(expression: Expression, by: Mapping[str, Expression]) -> Expression:
    """The expression with names put for what they stand for, to the end; what is asked of units
    stays as it is."""
    match expression:
        case Name(name) if name in by:
            return replaced(by[name], {key: one for key, one in by.items() if key != name})
        case Binary(sign, left, right):
            return Binary(sign, replaced(left, by), replaced(right, by))
        case Not(inner):
            return Not(replaced(inner, by))
        case Call(function, arguments):
            return Call(function, tuple(replaced(each, by) for each in arguments))
        case _:
            return expression


def over_units(expression: Expression) -> frozenset[OverUnits]:
    """The parts that count, weigh or sum the units for which a condition holds."""
    return frozenset(part for part in all_over_units(expression) if part.where is not None)


def all_over_units(expression: Expression) -> frozenset[OverUnits]:
    """The parts that count, weigh or sum units."""
    match expression:
        case OverUnits():
            return frozenset({expression})
        case Binary(_, left, right):
            return all_over_units(left) | all_over_units(right)
        case Not(inner):
            return all_over_units(inner)
        case Call(_, arguments):
            return frozenset().union(*map(all_over_units, arguments))
        case _:
            return frozenset()


def entering(expression: Expression, place: Place) -> tuple[str, ...]:
    """The figures that enter it, by way of definitions too, in the order in which they are met."""
    out: dict[str, None] = {}

    def visit(one: Expression) -> None:
        for name in _in_order(one):
            if name not in out:
                out[name] = None
                if name in place.computed:
                    visit(place.computed[name])

    visit(expression)
    return tuple(out)


def _in_order(expression: Expression) -> list[str]:
    match expression:
        case Name(name):
            return [name]
        case Binary(_, left, right):
            return [*_in_order(left), *_in_order(right)]
        case Not(inner):
            return _in_order(inner)
        case Call(_, arguments):
            return [name for each in arguments for name in _in_order(each)]
        case _:
            return sorted(names(expression))
