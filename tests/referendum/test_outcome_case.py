"""What a case may say, and what it is refused for."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnusableRule
from zhargy.messages import catalogue
from zhargy.referendum.case import MOST, Tally, case_of
from zhargy.referendum.outcome import decide
from zhargy.referendum.rule import Outcome
from zhargy.reform.rules import case_in, rule_named

CASE: dict[str, Any] = tomllib.loads(
    """
    schema = "zhargy.case/1"
    rule = "kazakhstan/2023"
    title = "The bridge"
    day = 2031-06-08

    [figures]
    roll = 12482613
    voted = { value = 9127192, source = "the gazette", as_of = 2031-06-09 }

    [[unit]]
    code = "A"
    yes = 5

    [[unit]]
    code = "B"
    weight = "1/2"
    from = 2031-06-08
    yes = 3

    [[unit]]
    code = "C"
    from = 2031-06-09
    yes = 1

    [[unit]]
    code = "D"
    to = 2031-06-08
    yes = 1
    """
)
CSV = "code;weight;from;to;yes;no\nA;;;;5;\nB;1/2;2031-06-08;;3;0\nC;;2031-06-09;;1;1\n"


def changed(*path: Any, to: Any) -> dict[str, Any]:
    case = copy.deepcopy(CASE)
    at: Any = case
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = to
    return case


def test_figures_carry_their_source_and_units_exist_on_the_day_of_the_vote() -> None:
    case = case_of(CASE, "case.toml")
    assert case.tally.figures == {"roll": 12482613, "voted": 9127192}
    assert case.sources == {"voted": ("the gazette", "2031-06-09")}
    assert [unit.code for unit in case.tally.units or ()] == ["A", "B"]
    assert [unit.weight for unit in case.tally.units or ()] == [1, Fraction(1, 2)]
    assert case.left_out == ("C", "D")


def test_no_units_given_is_not_the_same_as_no_units() -> None:
    case = copy.deepcopy(CASE)
    del case["unit"]
    assert case_of(case, "case.toml").tally.units is None


def test_units_of_a_file_are_the_same_and_an_empty_cell_is_not_given() -> None:
    case = copy.deepcopy(CASE) | {"units": "units.csv"}
    del case["unit"]
    read = case_of(case, "case.toml", "\ufeff" + CSV)
    assert [dict(unit.figures) for unit in read.tally.units or ()] == [
        {"yes": 5},
        {"yes": 3, "no": 0},
    ]
    assert read.left_out == ("C",)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "Q21"),
        (12482613.0, "Q21"),
        (float("nan"), "Q21"),
        ("12 482 613", "Q21"),
        ("12,482,613", "Q21"),
        ("12482613", "Q21"),
        ("1/0", "Q21"),
        ("-1/2", "Q21"),
        ("73.12 %", "Q21"),
        (True, "Q21"),
        ([1], "Q21"),
        (date(2031, 1, 1), "Q21"),
        (-1, "Q22"),
        (MOST + 1, "Q23"),
        ({"value": -1}, "Q22"),
        ({"value": "9 127"}, "Q21"),
        ({"source": "the gazette"}, "Q21"),
        ({"value": 1, "when": 1}, "Q12"),
    ],
)
def test_what_is_no_count_is_refused_where_it_stands(value: object, code: str) -> None:
    with pytest.raises(UnusableRule) as told:
        case_of(changed("figures", "roll", to=value), "case.toml")
    assert (told.value.code, told.value.where) == (code, "case.toml")
    assert str(told.value.fields["key"]).startswith("[figures] roll")


@pytest.mark.parametrize(
    ("path", "to", "code", "key"),
    [
        (("schema",), "zhargy.rule/1", "Q10", ""),
        (("rule",), "", "Q11", "rule"),
        (("day",), "2031-06-08", "Q11", "day"),
        (("figures", "Roll"), 1, "Q20", "[figures] Roll"),
        (("roll",), 1, "Q12", "roll"),
        (("unit", 0, "code"), "", "Q11", "unit 1 code"),
        (("unit", 0, "yes"), 1.5, "Q21", "unit 1 yes"),
        (("unit", 0, "weight"), 0, "Q21", "unit 1 weight"),
        (("unit", 0, "weight"), 0.5, "Q21", "unit 1 weight"),
        (("unit", 1, "code"), "A", "Q14", "unit 2 A"),
        (("unit", 1, "from"), "June", "Q11", "unit 2 from"),
        (
            ("established",),
            {"majority": {"holds": 1, "source": "x"}},
            "Q11",
            "[established][majority] holds",
        ),
        (("established",), {"majority": {"holds": True}}, "Q11", "[established][majority] source"),
    ],
)
def test_what_is_wrong_in_a_case_is_told_with_its_place(
    path: tuple[Any, ...], to: Any, code: str, key: str
) -> None:
    with pytest.raises(UnusableRule) as told:
        case_of(changed(*path, to=to), "case.toml")
    assert (told.value.code, told.value.fields["key"]) == (code, key)


def test_a_dated_unit_in_a_vote_without_a_day_is_refused() -> None:
    case = copy.deepcopy(CASE)
    del case["day"]
    with pytest.raises(UnusableRule) as told:
        case_of(case, "case.toml")
    assert (told.value.code, told.value.fields["key"]) == ("Q24", "unit 2 B")


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("", "Q25", "units.csv"),
        ("yes,no\n1,2\n", "Q25", "units.csv"),
        ("code,yes,yes\nA,1,2\n", "Q25", "units.csv"),
        ("code,yes\nA,12,482\n", "Q26", "units.csv, 2"),
        ("code,yes\nA,12 482\n", "Q21", "units.csv, 2 yes"),
        ("code,yes\nA,1\nA,2\n", "Q14", "units.csv, 3 A"),
        ("code,yes\n,1\n", "Q11", "units.csv, 2 code"),
        ("code,yes\nA,-1\n", "Q21", "units.csv, 2 yes"),
        ("code,from\nA,2031-06-31\n", "Q11", "units.csv, 2 from"),
        ('code,yes\nA,"1\n', "Q18", "units.csv"),
    ],
)
def test_what_is_wrong_in_a_file_of_units_is_told_with_its_line(
    text: str, code: str, key: str
) -> None:
    case = copy.deepcopy(CASE) | {"units": "units.csv"}
    del case["unit"]
    with pytest.raises(UnusableRule) as told:
        case_of(case, "case.toml", text)
    assert (told.value.code, told.value.fields["key"]) == (code, key)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"schema = ", b"a = " + b"9" * 5000, b"x = " + b"[" * 5000, b"\x00", b""],
)
def test_whatever_file_is_given_is_read_or_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    with pytest.raises(UnusableRule) as told:
        case_in(path)
    assert told.value.code in {"Q10", "Q18"}
    with pytest.raises(UnusableRule) as told:
        case_in(tmp_path / "none.toml")
    assert told.value.code == "Q18"


tables = st.recursive(
    st.one_of(st.integers(-5, 5), st.booleans(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(st.sampled_from([*CASE, "units", "established"]), tables)
def test_whatever_stands_in_a_case_is_used_or_refused(key: str, value: Any) -> None:
    case, refused = None, ""
    try:
        case = case_of(changed(key, to=value), "case.toml")
    except UnusableRule as error:
        refused = error.code
    assert refused in catalogue() or (case is not None and isinstance(case.tally, Tally))


# -- what is missing, completed --------------------------------------------------------------------

FIGURES = ("roll", "yes", "no", "both", "invalid")
partial = st.dictionaries(st.sampled_from(FIGURES), st.integers(0, 3), min_size=3, max_size=5)


@given(
    st.sampled_from(["kazakhstan/2023", "romania/2018", "denmark/law", "italy/abrogative"]), partial
)
def test_an_outcome_that_is_told_is_that_of_every_completion(
    name: str, figures: dict[str, int]
) -> None:
    rule = rule_named(name)
    decided = decide(rule, Tally(figures), reversals=False)
    missing = [name for name in FIGURES if name not in figures]
    for filled in completions(missing):
        complete = decide(rule, Tally({**figures, **filled}), reversals=False)
        assert complete.outcome is not Outcome.MISSING
        for read, whole in zip(decided.readings, complete.readings, strict=True):
            assert read.outcome in (Outcome.MISSING, whole.outcome)


def completions(missing: list[str]) -> list[dict[str, int]]:
    found: list[dict[str, int]] = [{}]
    for name in missing:
        found = [{**one, name: value} for one in found for value in range(9)]
    return found
