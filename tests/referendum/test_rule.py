"""What a rule may say, what it is refused for, and what ships."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest

from zhargy.errors import UnusableRule
from zhargy.messages import LANGUAGES, catalogue
from zhargy.referendum.rule import Outcome, rule_of
from zhargy.reform.rules import rule_named, shipped_rules

RULE: dict[str, Any] = tomllib.loads(
    """
    schema = "zhargy.rule/1"
    name = "bridge"
    title = "The bridge"
    source = { law = "Rules of the bridge", sure = "read" }
    define = { valid = "yes + no", took_part = "valid + invalid" }

    [[clause]]
    name = "turnout"
    title = "Half came"
    test = "took_part > 1/2 * roll"
    source = "1"
    fails = "did not take place"

    [[clause]]
    name = "majority"
    title = "Most are for"
    test = "yes > 1/2 * valid"
    source = "2"
    """
)


def changed(*path: Any, to: Any) -> dict[str, Any]:
    rule = copy.deepcopy(RULE)
    at: Any = rule
    for key in path[:-1]:
        at = at[key]
    if to is None:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return rule


def test_a_rule_without_readings_has_one_of_all_clauses_in_order() -> None:
    (reading,) = rule_of(RULE, "bridge.toml").readings
    assert [clause.name for clause in reading.clauses] == ["turnout", "majority"]
    assert [clause.fails for clause in reading.clauses] == [Outcome.NO_VOTE, Outcome.REJECTED]


def test_a_definition_stands_after_those_it_needs_whatever_their_order_in_the_file() -> None:
    turned = changed("define", to={"took_part": "valid + invalid", "valid": "yes + no"})
    (reading,) = rule_of(turned, "bridge.toml").readings
    assert list(reading.define) == ["valid", "took_part"]


def test_a_reading_takes_some_clauses_and_defines_anew() -> None:
    reading = {
        "name": "other",
        "title": "Otherwise",
        "clauses": ["majority"],
        "define": {"valid": "voted"},
    }
    (other,) = rule_of(changed("reading", to=[reading]), "bridge.toml").readings
    assert [clause.name for clause in other.clauses] == ["majority"]
    assert set(other.define) == {"valid", "took_part"}


@pytest.mark.parametrize(
    ("path", "to", "code", "place"),
    [
        (("schema",), "zhargy.rule/9", "Q10", ""),
        (("schema",), None, "Q10", ""),
        (("name",), "", "Q11", "name"),
        (("title",), {"de": "Die Brücke"}, "Q11", "title"),
        (("clause",), [], "Q11", "clause"),
        (("clause",), "turnout", "Q11", "clause"),
        (("clause", 0, "source"), None, "Q11", "clause 1 source"),
        (("clause", 0, "name"), "Turn out", "Q11", "clause 1 name"),
        (("clause", 1, "tst"), "yes > no", "Q12", "clause 2 tst"),
        (("quorum",), 1, "Q12", "quorum"),
        (("clause", 1, "fails"), "lost", "Q13", "clause 2 fails"),
        (("clause", 1, "fails"), "figures missing", "Q13", "clause 2 fails"),
        (("source", "sure"), "perhaps", "Q13", "[source] sure"),
        (("clause", 1, "name"), "turnout", "Q14", "clause 2 turnout"),
        (("reading",), [{"name": "a", "title": "a", "clauses": ["b"]}], "Q15", "reading 1 clauses"),
        (("define", "valid"), "took_part", "Q16", ""),
        (("define", "valid"), "valid + 1", "Q16", ""),
        (("define", "Valid"), "yes", "Q20", "[define] Valid"),
        (("define", "1a"), "yes", "Q20", "[define] 1a"),
        (("define", "valid"), 3, "Q11", "[define] valid"),
        (
            ("change",),
            [{"name": "a", "title": "a", "moves": [{"yes": 1.0}]}],
            "Q11",
            "change 1 moves",
        ),
        (("change",), [{"name": "a", "title": "a", "moves": []}], "Q11", "change 1 moves"),
        (("limits",), "voted <= roll", "Q11", "limits"),
    ],
)
def test_what_is_wrong_in_a_rule_is_told_with_its_place(
    path: tuple[Any, ...], to: Any, code: str, place: str
) -> None:
    with pytest.raises(UnusableRule) as told:
        rule_of(changed(*path, to=to), "bridge.toml")
    assert (told.value.code, told.value.fields["key"]) == (code, place)
    assert told.value.where == "bridge.toml"


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [("test", "yes + no", "Q4"), ("test", "yes > ", "Q2"), ("test", "float(yes) > 1", "Q2")],
)
def test_an_expression_that_is_wrong_is_told_with_its_clause(
    key: str, text: str, code: str
) -> None:
    with pytest.raises(UnusableRule) as told:
        rule_of(changed("clause", 1, key, to=text), "bridge.toml")
    assert (told.value.code, told.value.where) == (code, "bridge.toml: clause 2 test")


def test_definitions_that_grow_without_end_are_refused_before_they_are_put_in() -> None:
    doubling = {f"a{n}": f"a{n - 1} + a{n - 1}" for n in range(1, 60)}
    chain = {f"a{n}": f"a{n - 1} + x + x + x" for n in range(1, 190)}
    many = {f"a{n}": "x" for n in range(300)}
    wide = {f"a{n}": " + ".join([f"a{n - 1}", *["x"] * 200]) for n in range(1, 4)}
    for define in (doubling, chain, wide):
        rule = changed("define", to={**RULE["define"], **define})
        rule["clause"][1]["test"] = f"yes > a{len(define)}"
        with pytest.raises(UnusableRule) as told:
            rule_of(rule, "bridge.toml")
        assert (told.value.code, told.value.fields["key"]) == ("Q28", "clause majority")
    with pytest.raises(UnusableRule) as told:
        rule_of(changed("define", to=many), "bridge.toml")
    assert (told.value.code, told.value.fields["key"]) == ("Q28", "[define]")


def test_inside_a_unit_there_are_no_units() -> None:
    rule = changed("define", to={"cantons": "count(units)"})
    rule["clause"][1]["test"] = "count(units where yes > cantons) > 1"
    with pytest.raises(UnusableRule) as told:
        rule_of(rule, "bridge.toml")
    assert (told.value.code, told.value.fields["key"]) == ("Q17", "cantons")


def test_a_figure_may_be_the_sum_of_the_same_figure_of_the_units() -> None:
    rule = changed("define", to={"yes": "sum(yes of units)"})
    rule["clause"][1]["test"] = "count(units where yes > 1) > 1"
    assert rule_of(rule, "bridge.toml").readings


# -- the library -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_rules())
def test_a_shipped_rule_bears_the_name_of_its_file_and_speaks_three_languages(name: str) -> None:
    rule = rule_named(name)
    assert rule.name == name
    sentences = [rule.title, rule.source.law, *rule.words.values()]
    sentences += [change.title for change in rule.changes if change.title]
    for reading in rule.readings:
        sentences += [words for words in (reading.title, reading.why) if words]
        for clause in reading.clauses:
            sentences += [clause.title, clause.source]
            sentences += [clause.rounding] if clause.rounding else []
    sentences += [rule.source.note] if rule.source.note else []
    for words in sentences:
        assert set(words) == set(LANGUAGES), words
        assert not any("а" <= letter <= "я" for letter in words["en"].casefold()), words


@pytest.mark.parametrize("name", shipped_rules())
def test_every_figure_of_a_shipped_rule_has_a_name_that_a_citizen_reads(name: str) -> None:
    from zhargy.referendum.expression import names, names_of_units

    rule = rule_named(name)
    for reading in rule.readings:
        expressions = [clause.test for clause in reading.clauses] + list(reading.define.values())
        for one in expressions:
            for figure in names(one) | names_of_units(one):
                assert figure in rule.words or f"outcome-figure-{figure}" in catalogue(), figure


def test_the_library_says_how_sure_it_is_and_what_is_open_in_the_law() -> None:
    rules = {name: rule_named(name) for name in shipped_rules()}
    assert {rule.source.sure for rule in rules.values()} == {"read", "unconfirmed"}
    assert len(rules["kazakhstan/2026-constitution"].readings) == 4
    assert len(rules["jetiaral/2031"].readings) == 2


def test_a_country_alone_is_its_only_rule() -> None:
    assert rule_named("jetiaral").name == "jetiaral/2031"
    with pytest.raises(UnusableRule):
        rule_named("kazakhstan")


def test_a_rule_that_does_not_ship_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnusableRule) as told:
        rule_named("atlantis")
    assert told.value.code == "Q19"
    assert "denmark/constitution" in str(told.value.fields["known"])
