"""The exact language: what it reads, what it refuses, what it gives."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referendum.expressions import (
    Figures,
    Said,
    Unknown,
    conditions,
    numbers,
    tallies,
    tallies_with_gaps,
)

from zhargy.errors import UnusableRule
from zhargy.referendum.columnwise import Column, compilable, truths
from zhargy.referendum.evaluating import Missing, Unit, number, truth
from zhargy.referendum.expression import (
    DEEPEST,
    LONGEST,
    condition,
    names,
    names_of_units,
    parse,
    quantity,
    written,
)

UNITS = (
    Unit("A", {"yes": 6, "voted": 10}),
    Unit("B", {"yes": 5, "voted": 10}),
    Unit("C", {"yes": 9, "voted": 10}, Fraction(1, 2)),
)


@given(conditions, tallies)
def test_a_condition_holds_as_plain_fractions_say(said: Said, figures: Figures) -> None:
    assert truth(condition(said.text), figures) is said.means(figures)


@given(numbers, tallies)
def test_a_number_is_what_plain_fractions_give(said: Said, figures: Figures) -> None:
    found = number(quantity(said.text), figures)
    assert found == said.means(figures)
    assert type(found) is Fraction


@given(numbers, tallies_with_gaps)
def test_what_hangs_on_a_missing_figure_is_missing_with_its_name(
    said: Said, figures: Figures
) -> None:
    found = number(parse(said.text), figures)
    try:
        assert found == said.means(figures)
    except Unknown:
        assert found == Missing(names(parse(said.text)) - figures.keys())


@given(conditions)
def test_what_is_written_reads_as_the_same(said: Said) -> None:
    parsed = parse(said.text)
    assert parse(written(parsed)) == parsed


@given(conditions, st.lists(tallies_with_gaps, min_size=1, max_size=9))
def test_a_column_and_one_protocol_agree(said: Said, protocols: list[Figures]) -> None:
    parsed = condition(said.text)
    columns = {
        name: Column(
            np.array([figures.get(name, 0) for figures in protocols], dtype=np.int64),
            np.array([name not in figures for figures in protocols]),
        )
        for name in {name for figures in protocols for name in figures}
    }
    column = truths(parsed, columns, len(protocols))
    for figures, holds, known in zip(protocols, column.holds, column.known, strict=True):
        alone = truth(parsed, figures)
        assert isinstance(alone, Missing) is (not known)
        if known:
            assert bool(holds) is alone


@settings(max_examples=200)
@given(st.text("yesno<>=+-*/%().,1234567890 andortuiwhefcl", max_size=60))
def test_whatever_is_typed_is_read_or_refused_with_its_place(text: str) -> None:
    refused = None
    try:
        parsed = parse(text)
    except UnusableRule as error:
        refused = error
    if refused is None:
        assert parse(written(parsed)) == parsed
    else:
        assert refused.code in {"Q2", "Q3", "Q4", "Q5", "Q6"}
        assert 1 <= refused.fields["column"] <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "Q2", 1),
        ("yes >", "Q2", 6),
        ("yes > 1/2 voted", "Q2", 11),
        ("yes > 0", "", 0),
        ("yes > no > 1", "Q2", 10),
        ("yes + (no > 1)", "Q5", 7),
        ("yes and no > 1", "Q4", 1),
        ("not yes", "Q4", 5),
        ("yes > 1/0", "Q6", 8),
        ("count(units where yes)", "Q4", 19),
        ("count(precincts)", "Q3", 7),
        ("sum(units)", "Q2", 5),
        ("count(units where count(units) > 1) > 1", "Q2", 19),
        ("Yes > 1", "Q2", 1),
        ("yes > 12 482", "Q2", 10),
        ("__import__('os')", "Q2", 1),
        ("yes > 1,5", "Q2", 8),
        ("min(yes)", "Q3", 8),
        ("units > 1", "Q2", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_column(text: str, code: str, column: int) -> None:
    if not code:
        parse(text)
        return
    with pytest.raises(UnusableRule) as told:
        parse(text, "rule.toml")
    assert (told.value.code, told.value.fields["column"]) == (code, column)


def test_a_number_is_no_rule_and_a_condition_no_number() -> None:
    with pytest.raises(UnusableRule) as told:
        condition("yes + no")
    assert told.value.code == "Q4"
    with pytest.raises(UnusableRule) as told:
        quantity("yes > no")
    assert told.value.code == "Q5"


def test_a_text_without_end_is_refused_and_the_longest_is_not() -> None:
    for text in ("(" * 500 + "1" + ")" * 499, "not " * (DEEPEST + 1) + "a > b", "-" * 400 + "a"):
        with pytest.raises(UnusableRule) as told:
            parse(text)
        assert told.value.code == "Q7"
    with pytest.raises(UnusableRule) as told:
        parse("a + " * LONGEST + "a")
    assert told.value.code == "Q1"
    longest = "a" + "+a" * ((LONGEST - 1) // 2)
    assert number(parse(longest), {"a": 1}) == (len(longest) + 1) // 2
    assert written(parse(longest)).count("a") == (len(longest) + 1) // 2


def test_typeset_signs_are_the_same_signs() -> None:
    assert parse("yes ≥ 2×no − 1") == parse("yes >= 2*no - 1")
    assert parse("yes >= 40 % * roll") == parse("yes >= 2/5 * roll") == parse("yes >= 0.4 * roll")


def test_units_are_counted_weighed_and_summed() -> None:
    holds = "where yes > 1/2 * voted"
    assert number(parse(f"count(units {holds})"), {}, UNITS) == 2
    assert number(parse(f"weight(units {holds})"), {}, UNITS) == Fraction(3, 2)
    assert number(parse(f"sum(yes of units {holds})"), {}, UNITS) == 15
    assert number(parse("weight(units)"), {}, UNITS) == Fraction(5, 2)
    assert names_of_units(parse(f"sum(no of units {holds}) > roll")) == {"no", "yes", "voted"}


def test_a_unit_without_a_figure_is_named_and_units_never_given_are_missing() -> None:
    asked = parse("count(units where yes > no)")
    assert number(asked, {}, UNITS) == Missing(frozenset({"A.no", "B.no", "C.no"}))
    assert number(asked, {}, None) == Missing(frozenset({"units"}))


def test_what_is_settled_without_a_figure_is_settled() -> None:
    assert truth(parse("yes > 1 or no > 1"), {"yes": 2}) is True
    assert truth(parse("yes > 1 and no > 1"), {"yes": 1}) is False
    assert truth(parse("yes > 1 and no > 1"), {"yes": 2}) == Missing(frozenset({"no"}))


def test_a_share_of_nobody_cannot_be_told() -> None:
    assert truth(parse("yes / voted > 1/2"), {"yes": 0, "voted": 0}) == Missing(
        frozenset({"voted"})
    )


def test_what_has_no_column_form_is_refused_before_it_is_run() -> None:
    compilable(parse("boxes = yes + no + min(both, 1) / 2"))
    for text in ("yes / voted > 1/2", "count(units) > 1"):
        with pytest.raises(UnusableRule) as told:
            compilable(parse(text))
        assert told.value.code == "Q8"
