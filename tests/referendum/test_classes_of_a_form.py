"""Which lines of a protocol are ballots by class: what the form itself adds up says so."""

from __future__ import annotations

import tomllib

import pytest
from evening import CHOICE, YES_NO, form

from zhargy.referendum.form import ProtocolForm, form_from

EXTRA = '[[equation]]\ncode = "B"\nsays = "{}"\nseverity = "error"\ntitle = {{ kk = "x", ru = "x", en = "x" }}\n'


def of(text: str) -> ProtocolForm:
    return form_from(tomllib.loads(text), "form")


def test_classes_are_what_adds_up_to_those_who_took_part() -> None:
    assert of(form(YES_NO)).classes == ("yes", "no", "invalid")
    assert of(form(CHOICE)).classes == ("a_lake", "b_hill", "c_old", "invalid")


def test_answers_are_the_classes_that_give_one() -> None:
    assert of(form(YES_NO)).answers == ("yes", "no")
    assert of(form(CHOICE)).answers == ("a_lake", "b_hill", "c_old")


@pytest.mark.parametrize(
    "says", ["voted = roll", "voted <= yes + no", "voted = yes + 2 * no", "roll = yes + no"]
)
def test_another_equation_makes_no_classes(says: str) -> None:
    assert of(form(YES_NO) + EXTRA.format(says)).classes == ("yes", "no", "invalid")


def test_the_sum_may_stand_on_either_side() -> None:
    text = form(YES_NO).replace("voted = yes + no + invalid", "yes + no + invalid = voted")
    assert of(text).classes == ("yes", "no", "invalid")


def test_a_form_that_adds_nothing_up_has_the_usual_classes_answers_first() -> None:
    lines = (YES_NO[0], YES_NO[4], YES_NO[3], YES_NO[2])
    text = form(lines).partition("[[equation]]")[0]
    assert of(text).classes == ("no", "yes", "invalid")
