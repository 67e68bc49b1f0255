"""Precincts whose figures may show how a person voted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referendum.precincts import received, tiny_form, tree_of

from zhargy.errors import UnusableRule
from zhargy.referendum.remark import Remark
from zhargy.referendum.rule import USUAL_SECRECY, Secrecy
from zhargy.referendum.standing import standing
from zhargy.referendum.telling import telling
from zhargy.reform.rules import rule_named

FORM, TREE = tiny_form(), tree_of()
TEN = Secrecy(10, "an example, not a law")


def found(rows: str, secrecy: Secrecy = TEN) -> list[Remark]:
    batch = received(f"precinct,voted,yes,no\n{rows}", FORM, TREE).batch
    return telling(standing([batch], FORM, TREE)[0], secrecy)


def codes(rows: str, secrecy: Secrecy = TEN) -> list[tuple[str, str]]:
    return [(remark.code, remark.place) for remark in found(rows, secrecy)]


def test_fewer_ballots_than_the_threshold_tell_and_as_many_do_not() -> None:
    assert codes("a1,9,5,4\na2,10,6,4\n") == [("Q96", "a1")]
    assert codes("a1,9,5,4\na2,10,6,4\n", Secrecy(11, "")) == [("Q96", "a1"), ("Q96", "a2")]


def test_ballots_that_are_all_for_one_answer_tell_however_many_they_are() -> None:
    assert codes("a1,500,500,0\na2,700,0,700\nb1,500,499,1\n") == [("Q97", "a1"), ("Q97", "a2")]


def test_a_precinct_is_told_once_and_one_where_nobody_voted_not_at_all() -> None:
    assert codes("a1,3,3,0\na2,0,0,0\n") == [("Q96", "a1")]


def test_the_finding_names_figure_threshold_and_rule() -> None:
    (remark,) = found("a1,9,5,4\n")
    assert (remark.severity, remark.line, remark.lines) == ("warning", 2, ("voted",))
    fields = {"place": "a1", "ballots": 9, "limit": 10, "rule": "an example, not a law"}
    assert dict(remark.fields) == fields


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 60))
def test_a_higher_threshold_never_tells_of_fewer_precincts(low: int, more: int, yes: int) -> None:
    row = f"a1,{yes + 1},{yes},1\n"
    lower, higher = Secrecy(low, ""), Secrecy(low + more, "")
    assert {code for _, code in codes(row, lower)} <= {code for _, code in codes(row, higher)}


def test_a_rule_without_a_threshold_has_the_usual_one() -> None:
    assert rule_named("kazakhstan/2026").secrecy == USUAL_SECRECY
    assert rule_named("jetiaral").secrecy.ballots == 20
    assert rule_named("jetiaral").secrecy.rule == "jetiaral/2031"


@pytest.mark.parametrize("ballots", ["0", "-1", '"ten"', "true", "2.5"])
def test_a_threshold_is_a_whole_number_above_zero(ballots: str, tmp_path_factory: pytest.TempPathFactory) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("rule") / "own.toml"
    own = f"""schema = "zhargy.rule/1"
name = "own"
title = "own"
source = {{ law = "own", sure = "read" }}
secrecy = {{ ballots = {ballots}, source = "Article 1" }}
[[clause]]
name = "majority"
title = "more yes than no"
test = "yes > no"
source = "Article 2"
"""
    path.write_text(own, encoding="utf-8")
    with pytest.raises(UnusableRule) as refusal:
        rule_named(str(path))
    assert (refusal.value.code, refusal.value.fields["key"]) == ("Q11", "[secrecy] ballots")
