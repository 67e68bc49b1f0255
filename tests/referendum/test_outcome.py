"""What becomes of a question: clauses in order, readings, missing figures, clashes."""

from __future__ import annotations

import csv
import os
from fractions import Fraction
from pathlib import Path

import pytest

from zhargy.errors import UnusableRule
from zhargy.referendum.case import Established, Tally
from zhargy.referendum.evaluating import Figure, Unit
from zhargy.referendum.outcome import Basis, Decided, decide
from zhargy.referendum.rule import Outcome, Rule, rule_of
from zhargy.reform.rules import case_in, decide_files, rule_named

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "examples" / "referendums").glob("*.toml"))
FACTS = Path(os.environ.get("ZHARGY_REAL_DATA", "nowhere")).parent / "facts" / "threshold-cases.csv"
# Of the file of facts, by the words of rules.
FIGURES = {"roll": "roll", "voted": "voted", "yes": "yes", "no": "no"}


def rule(*tests: tuple[str, str, str], **more: object) -> Rule:
    clauses = [
        {"name": name, "title": name, "test": test, "source": name, "fails": fails}
        for name, test, fails in tests
    ]
    source = {"law": "an example, not a law", "sure": "read"}
    table = {"schema": "zhargy.rule/1", "name": "a", "title": "a", "source": source}
    return rule_of({**table, "clause": clauses, **more}, "a.toml")


TWO = (
    ("turnout", "voted > 1/2 * roll", "did not take place"),
    ("majority", "yes > 1/2 * voted", "rejected"),
)


def judged(rule: Rule, **figures: Figure) -> Decided:
    return decide(rule, Tally(figures))


def test_the_first_clause_that_does_not_hold_gives_the_outcome() -> None:
    assert judged(rule(*TWO), roll=100, voted=50, yes=0).outcome is Outcome.NO_VOTE
    assert judged(rule(*TWO), roll=100, voted=51, yes=25).outcome is Outcome.REJECTED
    assert judged(rule(*TWO), roll=100, voted=51, yes=26).outcome is Outcome.ADOPTED


def test_where_all_hold_the_rule_has_its_own_outcome() -> None:
    danish = rule_named("denmark/law")
    assert judged(danish, roll=100, yes=20, no=30).outcome is Outcome.REJECTED
    assert judged(danish, roll=100, yes=20, no=29).outcome is Outcome.LAW_STANDS
    assert judged(danish, roll=100, yes=40, no=39).outcome is Outcome.LAW_STANDS


def test_missing_figures_are_named_and_never_zero() -> None:
    decided = judged(rule(*TWO), roll=100, yes=40)
    assert (decided.outcome, decided.missing) == (Outcome.MISSING, ("voted",))
    assert decided.needs_a_person


def test_the_outcome_stands_if_every_completion_gives_it() -> None:
    same = rule(("a", "voted > 1", "rejected"), ("b", "yes > 1", "rejected"))
    decided = judged(same, yes=1)
    assert decided.outcome is Outcome.REJECTED
    assert decided.readings[0].clauses[0].holds is None
    assert judged(same, yes=2).outcome is Outcome.MISSING


def test_what_a_figure_takes_is_named_by_what_people_can_look_up() -> None:
    italian = rule_named("italy/abrogative")
    assert judged(italian, roll=100).missing == ("voted", "no", "yes")


def test_a_given_figure_that_its_parts_contradict_is_a_finding_and_not_preferred() -> None:
    summed = rule(*TWO, define={"voted": "yes + no + invalid"})
    decided = judged(summed, roll=100, yes=30, no=20, invalid=0, voted=51)
    (clash,) = decided.clashes
    assert (clash.name, clash.given, clash.reckoned) == ("voted", 51, 50)
    assert decided.outcome is Outcome.NO_VOTE
    assert decided.as_given is Outcome.ADOPTED
    assert decided.needs_a_person
    assert not judged(summed, roll=100, yes=30, no=21, invalid=0, voted=51).needs_a_person


def test_a_figure_without_its_parts_is_taken_as_reported_and_marked() -> None:
    summed = rule(*TWO, define={"voted": "yes + no + invalid"})
    decided = judged(summed, roll=100, yes=30, voted=51)
    assert decided.outcome is Outcome.ADOPTED
    assert {one.basis for one in decided.readings[0].clauses} == {Basis.REPORTED}


def test_what_a_source_only_states_is_used_and_marked_and_never_against_the_figures() -> None:
    stated = {"majority": Established(True, "the gazette")}
    taken = decide(rule(*TWO), Tally({"roll": 9, "voted": 5}, None, stated))
    clause = taken.readings[0].clauses[1]
    assert (taken.outcome, clause.basis, clause.published) == (
        Outcome.ADOPTED,
        Basis.PUBLISHED,
        "the gazette",
    )
    against = decide(rule(*TWO), Tally({"roll": 9, "voted": 5, "yes": 2}, None, stated))
    assert against.outcome is Outcome.REJECTED
    assert [one.clause for one in against.contradictions] == ["majority"]
    assert against.needs_a_person


def test_an_established_clause_that_the_rule_has_not_is_refused() -> None:
    with pytest.raises(UnusableRule) as told:
        decide(rule(*TWO), Tally({}, None, {"quorum": Established(True, "x")}))
    assert (told.value.code, told.value.fields["found"]) == ("Q27", "quorum")


# -- readings --------------------------------------------------------------------------------------


def test_readings_that_differ_are_told_and_decide_nothing() -> None:
    law = rule_named("kazakhstan/2023")
    decided = judged(law, roll=100, yes=49, no=31, both=0, invalid=20)
    assert [read.outcome for read in decided.readings] == [Outcome.REJECTED, Outcome.ADOPTED]
    assert decided.differ
    assert decided.needs_a_person
    assert decided.outcome is Outcome.NOT_DECIDED


def test_readings_that_agree_give_one_outcome() -> None:
    decided = judged(rule_named("kazakhstan/2023"), roll=100, yes=60, no=20, both=0, invalid=5)
    assert (decided.outcome, decided.differ) == (Outcome.ADOPTED, False)


def test_one_reading_without_figures_leaves_the_outcome_open() -> None:
    law = rule_named("kazakhstan/2023")
    decided = judged(law, roll=100, yes=60, voted=90)
    assert [read.outcome for read in decided.readings] == [Outcome.ADOPTED, Outcome.MISSING]
    assert decided.outcome is Outcome.MISSING
    assert not decided.differ


# -- units -----------------------------------------------------------------------------------------


def of_kazakhstan(*yes: int | None, reading: int = 0) -> Decided:
    """Units of ten voters each; None is not counted yet."""
    units = tuple(
        Unit(f"U{n}", {"voted": 10, "invalid": 0} | ({} if one is None else {"yes": one}))
        for n, one in enumerate(yes)
    )
    whole = {"roll": 300, "yes": 200, "no": 1, "both": 0, "invalid": 0}
    return decide(rule_named("kazakhstan/2023-amendments"), Tally(whole, units))


def test_two_thirds_of_17_units_are_12_and_not_11() -> None:
    assert of_kazakhstan(*[6] * 11, *[5] * 6).outcome is Outcome.REJECTED
    assert of_kazakhstan(*[6] * 12, *[5] * 5).outcome is Outcome.ADOPTED


def test_units_that_are_missing_and_cannot_change_the_clause_do_not_hold_it_up() -> None:
    decided = of_kazakhstan(*[6] * 14, *[None] * 6)
    clause = decided.readings[0].clauses[2]
    assert (clause.holds, clause.basis) == (True, Basis.SETTLED)
    lost = of_kazakhstan(*[5] * 7, *[None] * 13)
    assert lost.readings[0].clauses[2].holds is False


def test_units_that_could_change_it_are_named_with_their_figures() -> None:
    decided = of_kazakhstan(*[6] * 13, *[None] * 7)
    assert decided.readings[0].clauses[2].holds is None
    assert decided.readings[0].missing == tuple(f"U{n}.yes" for n in range(13, 20))


def test_a_half_canton_weighs_half_and_a_tie_counts_against() -> None:
    def swiss(halves: int, wholes: int) -> Outcome:
        units = [
            Unit(f"H{n}", {"yes": 2 - (n >= halves), "no": 1}, Fraction(1, 2)) for n in range(6)
        ]
        units += [Unit(f"W{n}", {"yes": 2 - (n >= wholes), "no": 1}) for n in range(20)]
        rule = rule_named("switzerland/double-majority")
        return decide(rule, Tally({"yes": 3, "no": 2}, tuple(units))).outcome

    assert swiss(halves=1, wholes=11) is Outcome.REJECTED  # 11 1/2 of 23
    assert swiss(halves=2, wholes=11) is Outcome.ADOPTED
    assert swiss(halves=6, wholes=8) is Outcome.REJECTED


def test_an_even_number_of_states_that_are_split_is_no_majority() -> None:
    def australian(states: int) -> Outcome:
        units = tuple(Unit(f"S{n}", {"yes": 2 - (n >= states), "no": 1}) for n in range(6))
        return decide(
            rule_named("australia/constitution"), Tally({"yes": 9, "no": 1}, units)
        ).outcome

    assert australian(3) is Outcome.REJECTED
    assert australian(4) is Outcome.ADOPTED


def test_both_chambers_must_agree() -> None:
    def chambers(*yes: int) -> Outcome:
        units = tuple(Unit(f"C{n}", {"members": 60, "yes": one}) for n, one in enumerate(yes))
        return decide(rule_named("association/chambers"), Tally({}, units)).outcome

    assert chambers(40, 40) is Outcome.ADOPTED
    assert chambers(60, 39) is Outcome.REJECTED


def test_a_meeting_counts_those_present_by_tellers() -> None:
    def meeting(*tellers: tuple[int, int, int], **figures: Figure) -> Decided:
        units = tuple(
            Unit(f"T{n}", {"yes": yes, "no": no, "abstained": idle})
            for n, (yes, no, idle) in enumerate(tellers)
        )
        return decide(rule_named("association/amend"), Tally(figures, units))

    at = {"members": 100, "in_room": 50, "by_video": 10}
    assert meeting((20, 2, 2), (20, 10, 6), **at).outcome is Outcome.ADOPTED
    assert meeting((20, 2, 2), (19, 11, 6), **at).outcome is Outcome.REJECTED
    assert meeting((50, 0, 0), **{**at, "by_video": 0}).outcome is Outcome.NO_VOTE
    announced = meeting((20, 2, 2), (20, 10, 6), **at, yes=41)
    assert [clash.name for clash in announced.clashes] == ["yes"]


# -- what was needed -------------------------------------------------------------------------------


def test_what_was_needed_is_the_smallest_whole_number() -> None:
    clauses = judged(rule(*TWO), roll=101, voted=60, yes=31).readings[0].clauses
    assert [one.needed and one.needed.at_least for one in clauses] == [51, 31]
    assert [one.margin for one in clauses] == [Fraction(19, 2), Fraction(1)]
    most = judged(rule(("few", "no < 1/2 * voted", "rejected")), voted=60, no=31)
    needed = most.readings[0].clauses[0].needed
    assert needed is not None
    assert (needed.at_least, needed.at_most) == (None, 29)


# -- real votes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_shipped_case_decides_or_names_what_is_missing(path: Path) -> None:
    ((_, decided),) = decide_files([path])
    named = {"it-2025": ("roll", "voted", "no", "yes"), "ro-2018": ("roll", "voted", "no", "yes"),
             "ru-2020": ("voted", "yes")}  # fmt: skip
    assert decided.missing == named.get(path.stem, ())
    assert (decided.outcome is Outcome.MISSING) is (path.stem in named)
    assert not decided.differ


def test_thirteen_real_votes_come_out_as_they_did_and_three_lack_figures() -> None:
    if not FACTS.is_file():
        pytest.skip("threshold-cases.csv is found beside ZHARGY_REAL_DATA, in facts/")
    with FACTS.open(encoding="utf-8", newline="") as file:
        rows = {row["case_id"]: row for row in csv.DictReader(file)}
    found = {}
    for name, row in rows.items():
        path = ROOT / "examples" / "referendums" / f"{name.lower()}.toml"
        case = case_in(path)
        assert str(case.day) == row["date"]
        for column, figure in FIGURES.items():
            given = case.tally.figures.get(figure)
            assert ("" if given is None else str(given)) == row[column], (name, figure)
        ((_, decided),) = decide_files([path])
        found[name] = decided.outcome
    missing = {name for name, outcome in found.items() if outcome is Outcome.MISSING}
    right = {name for name, outcome in found.items() if outcome.value == rows[name]["outcome"]}
    assert missing == {"RU-2020", "IT-2025", "RO-2018"}
    assert right == rows.keys() - missing
    assert (len(right), len(missing)) == (13, 3)
