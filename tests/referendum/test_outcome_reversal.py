"""How few people would have turned a clause: against a search through all that they might do."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator, Mapping

import pytest
from referendum.laws import LAWS

from zhargy.referendum.case import Tally
from zhargy.referendum.evaluating import Figures, Missing, Unit, truth
from zhargy.referendum.outcome import Judged, decide
from zhargy.referendum.outcome_place import place_of
from zhargy.referendum.reversal import Reversal
from zhargy.referendum.rule import Change, Clause, Reading, Rule, rule_of
from zhargy.reform.rules import rule_named

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
TRIES = 200 if WHOLE else 12
CLASSES = ("yes", "no", "both", "invalid")
# Rules without units, and the classes that their laws know.
PLAIN = {
    "kazakhstan/2023": CLASSES,
    "uzbekistan/2023": ("yes", "no", "invalid"),
    "kyrgyzstan/2016": ("yes", "no", "invalid"),
    "romania/2018": ("yes", "no", "invalid"),
    "montenegro/2006": ("yes", "no", "invalid"),
    "italy/abrogative": ("yes", "no", "invalid"),
    "denmark/constitution": ("yes", "no"),
    "denmark/law": ("yes", "no"),
    "ireland/bill": ("yes", "no"),
    "lithuania/constitution-half": ("yes", "no"),
    "colombia/2016": ("yes", "no"),
}


def moved(figures: Figures, move: Mapping[str, int]) -> dict[str, int] | None:
    """What stands after one person did otherwise; None where there is no such person."""
    after = {name: int(value) + move.get(name, 0) for name, value in figures.items()}
    return after if min(after.values()) >= 0 else None


def within(rule: Rule, reading: Reading, figures: Figures) -> bool:
    values = place_of(reading.define, figures).values
    return all(truth(limit, values) is not False for limit in rule.limits)


def holds(reading: Reading, clause: Clause, figures: Figures) -> bool:
    found = truth(clause.test, place_of(reading.define, figures).values)
    assert not isinstance(found, Missing)
    return found


def fewest(
    rule: Rule, reading: Reading, clause: Clause, change: Change, figures: Figures
) -> int | None:
    """Breadth first: all that n people can do, then n + 1."""
    before = holds(reading, clause, figures)
    states = {tuple(sorted(figures.items()))}
    seen = set(states)
    for people in itertools.count(1):
        after = set()
        for state in states:
            for move in change.moves:
                one = moved(dict(state), move)
                if one is not None and (
                    within(rule, reading, one) or not within(rule, reading, dict(state))
                ):
                    after.add(tuple(sorted(one.items())))
        states = after - seen
        if not states:
            return None
        if any(holds(reading, clause, dict(state)) is not before for state in states):
            return people
        seen |= states
    return None


def tallies(name: str) -> Iterator[dict[str, int]]:
    chance = random.Random(name)
    for _ in range(TRIES):
        figures = {one: chance.randint(0, 5) for one in PLAIN[name]}
        yield {**figures, "roll": sum(figures.values()) + chance.randint(0, 8)}


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_the_fewest_people_are_those_that_a_search_finds(name: str) -> None:
    rule = rule_named(name)
    told = 0
    for figures in tallies(name):
        for read in decide(rule, Tally(figures)).readings:
            for judged in read.clauses:
                found = {one.change: one.people for one in judged.reversals}
                for change in rule.changes:
                    assert change.name in found, (figures, judged.clause.name)
                    expected = fewest(rule, read.reading, judged.clause, change, figures)
                    assert found[change.name] == expected, (
                        figures,
                        judged.clause.name,
                        change.name,
                    )
                    told += expected is not None
    assert told


def search_units(
    rule: Rule,
    reading: Reading,
    judged: Judged,
    change: Change,
    units: tuple[Unit, ...],
    whole: Figures,
) -> int | None:
    """Every choice of units to turn, each by its own search."""
    where = next(iter(rule_conditions(reading, judged.clause)))
    inner = Clause("u", {}, where, {}, "read", judged.clause.fails, {})
    own = Reading(
        "u", {}, {}, (inner,), {n: e for n, e in reading.define.items() if "units" not in str(e)}
    )
    costs = [fewest(rule, own, inner, change, unit.figures) for unit in units]
    best: int | None = None
    for chosen in itertools.product((False, True), repeat=len(units)):
        if any(pick and cost is None for pick, cost in zip(chosen, costs, strict=True)):
            continue
        people = sum(cost or 0 for pick, cost in zip(chosen, costs, strict=True) if pick)
        turned = []
        for pick, unit in zip(chosen, units, strict=True):
            stands = holds(own, inner, unit.figures) is not pick
            turned.append(Unit(unit.code, {"stands": int(stands)}, unit.weight))
        if standing(judged.clause, turned) is not judged.holds and (best is None or people < best):
            best = people
    return best


def rule_conditions(reading: Reading, clause: Clause) -> Iterator[object]:
    from zhargy.referendum.outcome_place import over_units, replaced

    for part in over_units(replaced(clause.test, reading.define)):
        assert part.where is not None
        yield part.where


def standing(clause: Clause, units: list[Unit]) -> bool:
    """The clause by hand: two thirds rounded up, or more than half of the weights."""
    if clause.name == "units":
        good = sum(int(unit.figures["stands"]) for unit in units)
        return 3 * good >= 2 * len(units)
    weighed = clause.name == "cantons"
    good_weight = sum((unit.weight if weighed else 1) for unit in units if unit.figures["stands"])
    return 2 * good_weight > sum((unit.weight if weighed else 1) for unit in units)


@pytest.mark.parametrize(
    "name",
    ["kazakhstan/2026-constitution", "switzerland/double-majority", "australia/constitution"],
)
def test_over_units_the_fewest_people_are_those_of_the_cheapest_units(name: str) -> None:
    rule, chance = rule_named(name), random.Random(name)
    classes = CLASSES if name.startswith("kazakhstan") else ("yes", "no")
    told = 0
    for _ in range(TRIES):
        units = []
        for number in range(chance.randint(1, 6)):
            figures = {one: chance.randint(0, 4) for one in classes}
            figures["roll"] = sum(figures.values()) + chance.randint(0, 4)
            weight = chance.choice((1, 1, 2))
            units.append(Unit(f"U{number}", figures, weight_of(weight)))
        whole = {one: sum(int(unit.figures[one]) for unit in units) for one in (*classes, "roll")}
        for read in decide(rule, Tally(whole, tuple(units))).readings:
            for judged in read.clauses:
                if judged.clause.name not in ("units", "cantons", "states"):
                    continue
                for change in rule.changes:
                    expected = search_units(rule, read.reading, judged, change, tuple(units), whole)
                    one = next(r for r in judged.reversals if r.change == change.name)
                    assert one.people == expected, (units, change.name)
                    assert sum(people for _, people in one.units) == (one.people or 0)
                    told += expected is not None
    assert told


def weight_of(parts: int) -> object:
    from fractions import Fraction

    return Fraction(1, parts)


# -- by hand ---------------------------------------------------------------------------------------


def of(judged: Judged) -> dict[str, int | None]:
    return {one.change: one.people for one in judged.reversals}


def test_a_vote_cast_otherwise_counts_twice_against_the_other_side() -> None:
    swiss = decide(rule_named("switzerland/optional"), Tally({"yes": 51, "no": 49}))
    assert of(swiss.readings[0].clauses[0]) == {"otherwise": 1, "more": 2, "fewer": 2}


def test_nobody_can_come_who_is_not_on_the_roll() -> None:
    tally = Tally({"yes": 4, "no": 5, "both": 0, "invalid": 0, "roll": 10})
    clause = decide(rule_named("kazakhstan/2023"), tally).readings[0].clauses[1]
    assert of(clause) == {"otherwise": 1, "more": None, "fewer": 2}


def test_a_rounded_threshold_that_changes_nothing_is_told_too() -> None:
    table = {
        "schema": "zhargy.rule/1",
        "name": "a",
        "title": "a",
        "source": {"law": "an example", "sure": "read"},
        "clause": [{"name": "b", "title": "b", "source": "b", "test": "yes >= ceil(2/3 * voted)"}],
    }
    clause = (
        decide(rule_of(table, "a"), Tally({"yes": 6, "no": 4, "voted": 10, "roll": 10}))
        .readings[0]
        .clauses[0]
    )
    assert of(clause) == {"otherwise": 1, "more": None, "fewer": 1}


def test_the_moves_that_help_most_come_first_until_nobody_is_left_to_make_them() -> None:
    moves = [{"idle": -1, "yes": 1}, {"blank": -1, "elder": 1}]
    table = {
        "schema": "zhargy.rule/1",
        "name": "a",
        "title": "an elder's vote counts twice",
        "source": {"law": "an example", "sure": "read"},
        "clause": [{"name": "b", "title": "b", "source": "b", "test": "yes + 2 * elder >= 12"}],
        "change": [{"name": "more", "title": "more", "moves": moves}],
    }
    rule, chance = rule_of(table, "a"), random.Random(7)
    (reading,) = rule.readings
    mixed = 0
    for _ in range(60):
        figures = {one: chance.randint(0, 5) for one in ("yes", "elder", "idle", "blank")}
        (judged,) = decide(rule, Tally(figures)).readings[0].clauses
        expected = fewest(rule, reading, judged.clause, rule.changes[0], figures)
        assert of(judged) == {"more": expected}, figures
        mixed += expected is not None and expected > figures["blank"] > 0
    assert mixed


@pytest.mark.parametrize(
    "test",
    [
        "yes * no > 6",
        "ceil(yes) > 1 and no > 1",
        "abs(yes - no) > 1",
        "yes = no",
        "min(yes, no) > 1",
    ],
)
def test_a_clause_that_is_no_plain_sum_is_left_untold(test: str) -> None:
    table = {
        "schema": "zhargy.rule/1",
        "name": "a",
        "title": "a",
        "source": {"law": "an example", "sure": "read"},
        "clause": [{"name": "b", "title": "b", "source": "b", "test": test}],
    }
    clause = decide(rule_of(table, "a"), Tally({"yes": 6, "no": 4})).readings[0].clauses[0]
    assert clause.reversals == ()


def test_a_reported_share_of_units_is_not_turned_by_votes_that_nobody_gave() -> None:
    from fractions import Fraction

    tally = Tally({"yes": 5, "no": 4, "cantons_for": Fraction(17, 2), "cantons": 23})
    clause = decide(rule_named("switzerland/double-majority"), tally).readings[0].clauses[1]
    assert clause.margin == -3
    assert clause.reversals == ()


def test_laws_with_units_are_all_tried_here_or_in_the_campaign() -> None:
    assert set(PLAIN) < set(LAWS)
    assert Reversal("otherwise", None).units == ()
