"""The rule of a vote as a law gives it: clauses in order, and what is open in the law.

A rule is data (docs/spec/rule.md). The first clause that does not hold gives its outcome; where all
hold, the rule's own. Where a law can be read in two ways, each way is a reading, and all are
reckoned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhargy.referendum.expression import (
    Binary,
    Call,
    Expression,
    Name,
    Not,
    OverUnits,
    asks_units,
    condition,
    names,
    names_of_units,
    quantity,
)
from zhargy.referendum.rule_fields import QUANTITY, Fields, Words

SCHEMA = "zhargy.rule/1"
SURE = ("read", "unconfirmed")
MOST_DEFINITIONS, MOST_PARTS, DEEPEST_CLAUSE = 200, 2_000, 400

# Figures that commissions publish, so that one may ask for them by name (docs/spec/referendum.md).
PUBLISHED = frozenset(
    "roll received voted yes no both invalid blank delivered issued spoiled unused boxes home "
    "certificates added removed members present".split()
)


class Outcome(StrEnum):
    """What becomes of the question."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_VOTE = "did not take place"
    NOT_DECIDED = "not decided"
    LAW_STANDS = "law stands"
    MISSING = "figures missing"


OUTCOMES = tuple(one.value for one in Outcome if one is not Outcome.MISSING)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; `sure` is "read" in the law itself, or "unconfirmed"."""

    law: Words
    edition: str
    sure: str
    note: Words


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition of the law; `fails` is the outcome where it does not hold."""

    name: str
    title: Words
    test: Expression
    source: Words
    sure: str
    fails: Outcome
    rounding: Words


Definitions = Mapping[str, Expression]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the law; `define` is in an order in which each needs only earlier ones."""

    name: str
    title: Words
    why: Words
    clauses: tuple[Clause, ...]
    define: Definitions


@dataclass(frozen=True, slots=True)
class Change:
    """What people might have done otherwise: each move is one person, figure by figure."""

    name: str
    title: Words
    moves: tuple[Mapping[str, int], ...]


@dataclass(frozen=True, slots=True)
class Secrecy:
    """With fewer ballots than these the figures of a precinct may show how a person voted; `rule`
    is the one that says so."""

    ballots: int
    rule: str
    source: Words = field(default_factory=dict)


# Where a rule has no threshold: no law says it, it is an estimate of ours (docs/spec/rule.md, 8).
USUAL_SECRECY = Secrecy(10, "zhargy")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with all its readings.

    `limits` are conditions that no change may break; `words` names figures that are its own.
    """

    name: str
    title: Words
    source: Source
    holds: Outcome
    readings: tuple[Reading, ...]
    changes: tuple[Change, ...]
    limits: tuple[Expression, ...]
    words: Mapping[str, Words] = field(default_factory=dict)
    secrecy: Secrecy = USUAL_SECRECY


def _person(sign: int, **classes: int) -> Mapping[str, int]:
    """One person more or fewer in every line that counts all who took part."""
    everyone = dict.fromkeys(("voted", "received", "issued", "boxes"), sign)
    return everyone | ({} if "invalid" in classes else {"valid": sign}) | classes


CHANGES = (
    Change("otherwise", {}, ({"yes": -1, "no": 1}, {"yes": 1, "no": -1})),
    Change("more", {}, (_person(1, yes=1), _person(1, no=1))),
    Change(
        "fewer", {}, (_person(-1, yes=-1), _person(-1, no=-1), _person(-1, both=-1),
                      _person(-1, invalid=-1))
    ),
)  # fmt: skip
LIMITS = ("voted <= roll", "yes + no <= roll")


def rule_of(table: Mapping[str, object], where: str) -> Rule:
    """The rule of a parsed TOML file. Raises UnusableRule with the place (Q1 to Q24)."""
    whole = Fields(table, where)
    whole.schema(SCHEMA)
    whole.only(
        "schema", "name", "title", "holds", "source", "define", "clause", "reading", "change",
        "limits", "words", "secrecy",
    )  # fmt: skip
    source = _source(whole.inner("source"))
    clauses: dict[str, Clause] = {}
    for one in whole.each("clause"):
        clause = _clause(one, source.sure)
        one.once(clauses, clause.name, clause)
    if not clauses:
        raise whole.refuse("Q11", "clause", wanted="allowed-rule-tables")
    texts = _texts(whole.inner("define"))
    readings: dict[str, Reading] = {}
    for one in whole.each("reading"):
        reading = _reading(one, clauses, texts)
        one.once(readings, reading.name, reading)
    if not readings:
        readings["only"] = Reading("only", {}, {}, tuple(clauses.values()), _ordered(texts, whole))
    for reading in readings.values():
        _check_units(reading, whole)
        _check_size(reading, whole)
    changes = tuple(_change(one) for one in whole.each("change"))
    limits = whole.texts("limits") if "limits" in table else LIMITS
    return Rule(
        whole.text("name"),
        whole.words("title"),
        source,
        Outcome(whole.choice("holds", OUTCOMES, "adopted")),
        tuple(readings.values()),
        changes or CHANGES,
        tuple(condition(text, f"{where}: limits") for text in limits),
        {name: whole.inner("words").words(name) for name in whole.inner("words").table},
        _secrecy(whole.inner("secrecy"), whole.text("name")),
    )


def _secrecy(fields: Fields, rule: str) -> Secrecy:
    if not fields.table:
        return USUAL_SECRECY
    fields.only("ballots", "source")
    ballots = fields.table.get("ballots")
    if type(ballots) is not int or ballots < 1:
        raise fields.refuse("Q11", "ballots", wanted="allowed-rule-count")
    return Secrecy(ballots, rule, fields.words("source"))


def _source(fields: Fields) -> Source:
    fields.only("law", "edition", "sure", "note")
    return Source(
        fields.words("law"),
        fields.text("edition", ""),
        fields.choice("sure", SURE),
        fields.words("note", {}),
    )


def _clause(fields: Fields, sure: str) -> Clause:
    fields.only("name", "title", "test", "source", "sure", "fails", "rounding")
    return Clause(
        fields.name("name"),
        fields.words("title"),
        condition(fields.text("test"), f"{fields.where}: {fields.at} test"),
        fields.words("source"),
        fields.choice("sure", SURE, sure),
        Outcome(fields.choice("fails", OUTCOMES, "rejected")),
        fields.words("rounding", {}),
    )


def _texts(fields: Fields) -> dict[str, Expression]:
    found = {}
    for name in fields.table:
        if not QUANTITY.fullmatch(name):
            raise fields.refuse("Q20", name)
        found[name] = quantity(fields.text(name), f"{fields.where}: {fields.at} {name}")
    return found


def _reading(fields: Fields, clauses: Mapping[str, Clause], texts: Definitions) -> Reading:
    fields.only("name", "title", "why", "clauses", "define")
    chosen = fields.texts("clauses") or tuple(clauses)
    for name in chosen:
        if name not in clauses:
            raise fields.refuse("Q15", "clauses", found=name, known=", ".join(clauses))
    define = {**texts, **_texts(fields.inner("define"))}
    return Reading(
        fields.name("name"),
        fields.words("title"),
        fields.words("why", {}),
        tuple(clauses[name] for name in chosen),
        _ordered(define, fields),
    )


def _ordered(texts: Definitions, fields: Fields) -> Definitions:
    """Each after those it needs. Raises UnusableRule Q16 where they go in a circle."""
    if len(texts) > MOST_DEFINITIONS:
        raise fields.refuse("Q28", "[define]", limit=MOST_DEFINITIONS)
    out: dict[str, Expression] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            circle = (*above[above.index(name) :], name)
            raise fields.refuse("Q16", chain=" → ".join(circle))
        if name in out:
            return
        for needed in sorted(names(texts[name]) & texts.keys()):
            visit(needed, (*above, name))
        out[name] = texts[name]

    for name in texts:
        visit(name, ())
    return out


def _check_units(reading: Reading, fields: Fields) -> None:
    """Inside a unit there are no units (Q17): what is asked of each unit may not ask for them."""
    over_units = {name for name, one in reading.define.items() if asks_units(one)}
    for name, one in reading.define.items():
        if names(one) & over_units:
            over_units.add(name)
    asked = [*reading.define.values(), *(clause.test for clause in reading.clauses)]
    for expression in asked:
        # A figure may bear one name in the whole, where it is a sum, and in the unit.
        for name in names_of_units(expression) & over_units:
            if not _sums_itself(reading.define[name], name):
                raise fields.refuse("Q17", name)


def _sums_itself(expression: Expression, name: str) -> bool:
    return name in names_of_units(expression)


def _check_size(reading: Reading, fields: Fields) -> None:
    """With all definitions put in, a clause stays small enough to be reckoned (Q28)."""
    sizes: dict[str, tuple[int, int]] = {}
    for name, one in reading.define.items():
        sizes[name] = _size(one, sizes)
    for clause in reading.clauses:
        parts, deep = _size(clause.test, sizes)
        if parts > MOST_PARTS or deep > DEEPEST_CLAUSE:
            raise fields.refuse("Q28", f"clause {clause.name}", limit=MOST_PARTS)


def _size(expression: Expression, known: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Of how many parts, and how deep."""
    match expression:
        case Name(name):
            return known.get(name, (1, 1))
        case Binary(_, left, right):
            inner = [_size(left, known), _size(right, known)]
        case Not(one):
            inner = [_size(one, known)]
        case Call(_, arguments):
            inner = [_size(one, known) for one in arguments]
        case OverUnits(_, where, what):
            inner = [_size(one, known) for one in (where, what) if one is not None]
        case _:
            inner = []
    return 1 + sum(parts for parts, _ in inner), 1 + max((deep for _, deep in inner), default=0)


def _change(fields: Fields) -> Change:
    fields.only("name", "title", "moves")
    moves = fields.table.get("moves")
    if not isinstance(moves, list) or not moves:
        raise fields.refuse("Q11", "moves", wanted="allowed-rule-moves")
    for move in moves:
        good = isinstance(move, Mapping) and move
        if not good or not all(type(step) is int and step for step in move.values()):
            raise fields.refuse("Q11", "moves", wanted="allowed-rule-moves")
    return Change(fields.name("name"), fields.words("title"), tuple(dict(move) for move in moves))
