"""The engine against the slow laws of `laws.py`: 100,000 random tallies, and every tie.

One in a hundred of the tallies unless ZHARGY_CAMPAIGN=whole.
"""

from __future__ import annotations

import ast
import dataclasses
import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from referendum.laws import LAWS, Vote

import zhargy.referendum
from zhargy.referendum.case import Tally
from zhargy.referendum.evaluating import Unit
from zhargy.referendum.expression import Binary
from zhargy.referendum.outcome import Decided, decide
from zhargy.referendum.rule import Rule
from zhargy.reform.rules import decide_files, rule_named, shipped_rules

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
TALLIES = 100_000 if WHOLE else 1_000
ROOM = Path(zhargy.referendum.__file__).parent
CLASSES = ("yes", "no", "both", "invalid")
RULES = {name: rule_named(name) for name in LAWS}


def figures(chance: random.Random, size: int) -> dict[str, int]:
    """Votes of one place. A third of them lie on a mark of the laws, or one vote from it."""
    out = {name: chance.choice((0, 1, 1, 1)) * chance.randint(0, size) for name in CLASSES}
    if not chance.randrange(3):
        out["yes"] = out["no"] + out["both"] + out["invalid"] * chance.randrange(2)
        out["yes"] = max(0, out["yes"] + chance.randint(-1, 1))
    cast = sum(out.values())
    share = chance.choice((2, 2, 2, Fraction(10, 3), 4, Fraction(5, 2), 3))
    near = int(chance.choice((cast, cast - out["both"], out["yes"], out["no"])) * share)
    out["roll"] = max(cast, near + chance.randint(-1, 1)) if chance.randrange(2) else 3 * cast + 1
    return out


def vote(chance: random.Random) -> Vote:
    """Any vote: a meeting has members in a room, a country a roll."""
    size = chance.choice((1, 2, 3, 10, 1000, 10**7, 10**13))
    whole = figures(chance, size)
    units = []
    for _ in range(chance.choice((0, 1, 2, 3, 6, 17, 20))):
        one = figures(chance, size)
        one["members"] = max(1, one["yes"] * 3 // 2 + chance.randint(-1, 1))
        units.append((Fraction(1, chance.choice((1, 1, 2))), one))
    yes = sum(one["yes"] for _, one in units)
    present = max(1, chance.choice((yes * 3 // 2, 2 * yes, yes)) + chance.randint(-1, 1))
    whole["in_room"] = whole["in_person"] = chance.randint(0, present)
    whole["by_video"] = whole["proxies"] = present - whole["in_room"]
    whole["members"] = max(1, chance.choice((2 * present, yes * 4 // 3)) + chance.randint(-1, 1))
    return Vote(whole, units)


def tally(rule: Rule, vote: Vote) -> Tally:
    """The vote as a case gives it; what the tellers count is not given for the whole."""
    whole = dict(vote.whole)
    if "sum(yes of units)" in {str(one) for one in _sums(rule)}:
        for name in CLASSES:
            del whole[name]
    units = tuple(
        Unit(f"U{n}", {**one, "abstained": 0}, weight) for n, (weight, one) in enumerate(vote.units)
    )
    return Tally(whole, units)


def _sums(rule: Rule) -> Iterator[str]:
    from zhargy.referendum.expression import written

    for reading in rule.readings:
        yield from map(written, reading.define.values())


def read(rule: Rule, vote: Vote) -> dict[str, str]:
    decided = decide(rule, tally(rule, vote), reversals=False)
    return {one.reading.name: one.outcome.value for one in decided.readings}


def test_every_shipped_rule_has_its_law() -> None:
    assert LAWS.keys() == shipped_rules().keys()
    for name, rule in RULES.items():
        assert LAWS[name].keys() == {reading.name for reading in rule.readings}


def test_the_engine_gives_what_the_slow_laws_give_for_random_tallies() -> None:
    chance = random.Random(20310608)
    names = sorted(LAWS)
    seen: dict[str, Counter[str]] = {name: Counter() for name in names}
    for number in range(TALLIES):
        name = names[number % len(names)]
        one = vote(chance)
        expected = {reading: law(one) for reading, law in LAWS[name].items()}
        assert read(RULES[name], one) == expected, (name, one)
        seen[name].update(expected.values())
    for name, outcomes in seen.items():
        assert len(outcomes) > 1, (name, outcomes)


@pytest.mark.parametrize("name", sorted(LAWS))
def test_every_clause_is_tried_exactly_at_its_mark(name: str) -> None:
    """At a tie a strict clause fails and another holds; and the outcome is that of the slow law."""
    rule, chance = RULES[name], random.Random(name)
    wanted = {
        (reading.name, clause.name) for reading in rule.readings for clause in reading.clauses
    }
    met: Counter[tuple[str, str]] = Counter()
    for _ in range(60_000):
        if len(met) == len(wanted) and min(met.values()) >= 3:
            break
        one = vote(chance)
        decided = decide(rule, tally(rule, one), reversals=False)
        for found in decided.readings:
            for judged in found.clauses:
                if judged.margin == 0:
                    assert isinstance(judged.clause.test, Binary)
                    assert judged.holds is (judged.clause.test.sign in (">=", "<="))
                    assert found.outcome.value == LAWS[name][found.reading.name](one)
                    met[found.reading.name, judged.clause.name] += 1
    assert met.keys() == wanted


# -- no float --------------------------------------------------------------------------------------


MODULES = sorted(
    path
    for path in ROOM.glob("*.py")
    if path.name.startswith(("rule", "case", "outcome", "reversal", "expression", "evaluating"))
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_that_decides_names_a_float_or_rounds(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float | complex), node.lineno
        if isinstance(node, ast.Name | ast.Attribute):
            word = node.id if isinstance(node, ast.Name) else node.attr
            assert word not in {"float", "round", "sqrt", "log", "isclose", "fsum"}, node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "math":
            assert {one.name for one in node.names} <= {"ceil", "floor", "lcm"}
        if isinstance(node, ast.Import):
            assert not {one.name for one in node.names} & {"math", "decimal", "numpy"}


class Whole(int):
    """A figure that may not become a float."""

    def __float__(self) -> float:
        raise AssertionError("a figure became a float")

    def __truediv__(self, other: object) -> Any:
        raise AssertionError("a figure was divided as a float is")

    __rtruediv__ = __truediv__


def test_figures_that_may_not_become_floats_go_all_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Fraction) -> float:
        raise AssertionError("a share became a float")

    monkeypatch.setattr(Fraction, "__float__", refuse)
    chance = random.Random(1)
    for name, rule in RULES.items():
        for _ in range(10):
            given = tally(rule, vote(chance))
            guarded = Tally(
                {key: Whole(one) for key, one in given.figures.items()},
                tuple(
                    Unit(
                        unit.code,
                        {key: Whole(one) for key, one in unit.figures.items()},
                        unit.weight,
                    )
                    for unit in given.units or ()
                ),
            )
            decided = decide(rule, guarded)
            assert decided.outcome is decide(rule, given).outcome, name
            assert not list(floats(decided))


def floats(value: object) -> Iterator[float]:
    """Every float inside a value."""
    if isinstance(value, float):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from floats(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from floats(key)
            yield from floats(one)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from floats(one)


def test_the_real_votes_hold_no_float() -> None:
    for path in sorted((Path(__file__).parents[2] / "examples" / "referendums").glob("*.toml")):
        ((_, decided),) = decide_files([path])
        assert isinstance(decided, Decided)
        assert not list(floats(decided))


def test_half_a_vote_in_a_million_million_decides() -> None:
    """A float of 53 bits would call it a tie."""
    million = 10**15 - 1
    rule = RULES["lithuania/constitution-half"]
    for yes, outcome in ((million // 2, "rejected"), (million // 2 + 1, "adopted")):
        assert read(rule, Vote({"roll": million, "yes": yes})) == {"only": outcome}
    thirds = RULES["association/proxies"]
    for yes, outcome in ((2 * 10**14 - 1, "rejected"), (2 * 10**14, "adopted")):
        whole = {"members": 3 * 10**14, "in_person": 3 * 10**14, "proxies": 0, "yes": yes, "no": 0}
        assert read(thirds, Vote(whole))["in-person-only"] == outcome
