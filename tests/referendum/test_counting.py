"""The laws of counting: parts and whole, order, one protocol and a column of them, corrections."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referendum.precincts import (
    EVENING,
    NEXT_DAY,
    TINY,
    UNITS,
    as_csv,
    received,
    sound,
    tiny_form,
    tree_of,
)

from zhargy.errors import UnusableForm, UnusableRule
from zhargy.referendum.acceptance import Acceptance, idle
from zhargy.referendum.checking import check_batch, check_figures
from zhargy.referendum.columnwise import Column
from zhargy.referendum.count import Count, State, count
from zhargy.referendum.events import Event
from zhargy.referendum.form import ProtocolForm, form_from
from zhargy.referendum.moment import Moment
from zhargy.referendum.protocols import About
from zhargy.referendum.roll import read_roll, shrinking
from zhargy.referendum.sheet import read_sheet
from zhargy.referendum.turnout import check_turnout, read_turnout
from zhargy.referendum.units import Tree, read_places, tree_on
from zhargy.reform.protocol_forms import protocol_form, shipped_protocol_forms

FORM, TREE = tiny_form(), tree_of()
PROTOCOLS = "precinct,voted,yes,no\na1,10,6,4\na2,20,15,5\nb1,7,3,4\nabroad,3,3,0\n"
LATER = About(as_of=NEXT_DAY)


def of(*texts: str, **how: object) -> Count:
    """The count of tables that came one day after the other."""
    batches = [
        received(text, FORM, TREE, About(as_of=Moment.of(f"2031-06-{9 + n:02}")), f"{n}.csv")
        for n, text in enumerate(texts)
    ]
    return count(FORM, TREE, batches, **how)  # type: ignore[arg-type]


# -- one protocol and a column ----------------------------------------------------------------------

figures = st.integers(0, 40) | st.just(None)
KAZAKHSTAN = protocol_form("kazakhstan")


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(KAZAKHSTAN.names, figures)), max_size=6))
def test_the_path_for_a_column_says_what_the_path_for_one_protocol_says(
    protocols: list[dict[str, int | None]],
) -> None:
    whole = sound()
    rows = [
        {"precinct": f"P{n:06}", **{k: "" if v is None else str(v) for k, v in one.items()}}
        for n, one in enumerate(protocols)
    ]
    data = as_csv(rows) if rows else f"precinct,{','.join(KAZAKHSTAN.names)}\n".encode()
    got = received(data, KAZAKHSTAN, whole.tree)
    _, by_column, _ = check_batch(got.batch, KAZAKHSTAN, whole.roll.listed)
    together = [*got.remarks, *by_column]
    for n, one in enumerate(protocols):
        given_ = {name: value for name, value in one.items() if value is not None}
        listed = int(whole.roll.listed.values[n])
        single = check_figures(given_, KAZAKHSTAN, f"P{n:06}", listed)
        mine = [remark.at("", 0) for remark in together if remark.place == f"P{n:06}"]
        assert sorted(mine, key=str) == sorted(single, key=str)


def test_counts_of_equations_say_how_much_could_not_be_told() -> None:
    checked = of("precinct,voted,yes,no\na1,10,6,4\na2,20,15,\nb1,9,3,4\n").checked
    assert [(c.equation, c.held, c.failed, c.not_known) for c in checked] == [("T1", 1, 1, 1)]


# -- parts and whole --------------------------------------------------------------------------------


@st.composite
def nations(draw: st.DrawFn) -> tuple[Tree, str]:
    """Any tree of up to four levels, levels left out here and there, with sound protocols."""
    rows, table = ["code,parent,kind", "N,,country"], ["precinct,voted,yes,no"]
    parents = ["N"]
    for n in range(draw(st.integers(0, 3))):
        rows.append(f"U{n},N,unit")
        parents.append(f"U{n}")
    for n in range(draw(st.integers(0, 4))):
        rows.append(f"C{n},{draw(st.sampled_from(parents[:4]))},commission")
        parents.append(f"C{n}")
    for n in range(draw(st.integers(1, 12))):
        rows.append(f"p{n},{draw(st.sampled_from(parents))},precinct")
        yes, no = draw(st.integers(0, 10**11)), draw(st.integers(0, 10**11))
        if draw(st.booleans()):
            table.append(f"p{n},{yes + no},{yes},{no}")
    return tree_of("\n".join(rows)), "\n".join(table)


@given(nations())
def test_a_total_is_the_sum_of_the_totals_of_its_parts(made: tuple[Tree, str]) -> None:
    tree, table = made
    counted = count(FORM, tree, [received(table, FORM, tree)])
    for number, place in enumerate(tree.places):
        below = [n for n, above in enumerate(tree.parents) if above == number]
        if not below:
            continue
        tallies = [counted.tally(tree.places[n].code) for n in below]
        whole = counted.tally(place.code)
        assert whole.expected == sum(tally.expected for tally in tallies)
        for line in FORM.names:
            assert whole.figures.get(line, 0) == sum(t.figures.get(line, 0) for t in tallies)


@given(nations(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(made: tuple[Tree, str], chance: random.Random) -> None:
    tree, table = made
    head, *lines = table.split("\n")
    one = count(FORM, tree, [received(table, FORM, tree)])
    chance.shuffle(lines)
    other = count(FORM, tree, [received("\n".join([head, *lines]), FORM, tree)])
    assert [one.tally(p.code) for p in tree.places] == [other.tally(p.code) for p in tree.places]


@given(nations(), st.data())
def test_one_more_protocol_gives_what_counting_all_again_gives(
    made: tuple[Tree, str], data: st.DataObject
) -> None:
    tree, table = made
    first = received(table, FORM, tree)
    code = data.draw(st.sampled_from(sorted(tree.ordinal)))
    yes, slip = data.draw(st.integers(0, 99)), data.draw(st.sampled_from([0, 0, 1]))
    text = f"precinct,voted,yes,no,reason,author\n{code},{yes + 5},{yes + slip},5,a slip,a person\n"
    more = received(text, FORM, tree, LATER, "later.csv")
    at_once = count(FORM, tree, [first, more])
    after = count(FORM, tree, [first]).with_batch(more)
    assert [after.tally(p.code) for p in tree.places] == [
        at_once.tally(p.code) for p in tree.places
    ]
    assert after.corrections == at_once.corrections
    assert set(after.findings) == set(at_once.findings)
    assert after.checked == at_once.checked


def test_a_batch_of_another_stage_is_not_taken_for_one_more() -> None:
    trained = received(PROTOCOLS, FORM, TREE, About(stage="training", as_of=NEXT_DAY))
    with pytest.raises(ValueError, match="training"):
        of(PROTOCOLS).with_batch(trained)


def test_every_total_names_its_precincts_and_where_their_protocols_stand() -> None:
    sources = of(PROTOCOLS).sources("A")
    assert [(s.precinct, s.file, s.line) for s in sources] == [
        ("a1", "0.csv", 2),
        ("a2", "0.csv", 3),
    ]
    assert all(source.state is State.COUNTED for source in sources)


def test_a_precinct_abroad_counts_for_the_whole_and_in_no_unit() -> None:
    counted = of(PROTOCOLS)
    units = sum(tally.figures["yes"] for tally in counted.tallies("unit"))
    assert counted.tally().figures["yes"] == units + 3


def test_results_are_given_for_the_whole_and_for_every_unit() -> None:
    results = of(PROTOCOLS).results()
    assert [(r.place, r.figures["yes"]) for r in results] == [("", 27), ("A", 21), ("B", 3)]
    assert {r.stage for r in results} == {"final"}


# -- corrections, moments, stages -------------------------------------------------------------------


def test_a_correction_needs_a_reason_and_an_author_or_the_earlier_protocol_stands() -> None:
    silent = of(PROTOCOLS, "precinct,voted,yes,no\na1,10,7,3\n")
    (remark,) = silent.findings
    assert (remark.code, remark.place, remark.lines) == ("Q68", "a1", ("no", "yes"))
    assert silent.tally("A").figures["yes"] == 21
    head = "precinct,voted,yes,no,reason,author\n"
    told = of(PROTOCOLS, head + "a1,10,7,3,recounted,the commission\n")
    assert told.findings == ()
    assert told.tally("A").figures["yes"] == 22
    (correction,) = told.corrections
    assert dict(correction.before)["yes"] == 6
    assert (correction.was_in, correction.stands_in) == ("0.csv, 2", "1.csv, 2")


def test_the_same_figures_sent_again_are_no_correction() -> None:
    again = of(PROTOCOLS, PROTOCOLS)
    assert (again.findings, again.corrections) == ((), ())


def test_a_broken_protocol_never_displaces_a_sound_one_and_a_sound_one_heals_a_broken_one() -> None:
    broken = PROTOCOLS.replace("a1,10", "a1,11")
    worse = of(PROTOCOLS, broken)
    assert worse.tally("A").figures["voted"] == 30
    assert [r.code for r in worse.findings] == ["Q60"]
    healed = of(broken, PROTOCOLS)
    assert healed.findings == ()
    assert healed.tally("A").figures["voted"] == 30


def test_the_count_of_an_earlier_moment_is_as_it_was() -> None:
    head = "precinct,voted,yes,no,reason,author\n"
    tables = (PROTOCOLS, head + "a1,10,7,3,recounted,the commission\n")
    assert of(*tables, at=Moment.of("2031-06-09")).tally("A").figures["yes"] == 21
    assert of(*tables, at=Moment.of("2031-06-10")).tally("A").figures["yes"] == 22
    assert of(*tables, at=Moment.of("2031-06-08")).tally("A").figures == {}


def test_stages_and_training_never_meet() -> None:
    first = received(PROTOCOLS, FORM, TREE, About(stage="preliminary", as_of=EVENING))
    last = received(PROTOCOLS.replace("10,6,4", "11,7,4"), FORM, TREE, About(as_of=NEXT_DAY))
    trained = received("precinct,voted,yes,no\na1,1,1,0\n", FORM, TREE, About(stage="training"))
    together = [first, last, trained]
    yes = {s: count(FORM, TREE, together, stage=s).tally("A").figures["yes"]
           for s in ("preliminary", "final", "training")}  # fmt: skip
    assert yes == {"preliminary": 21, "final": 22, "training": 1}
    with pytest.raises(ValueError, match="training"):
        count(FORM, TREE, together, stage="training").results()


# -- events and bases -------------------------------------------------------------------------------

ROLL = "precinct,roll\na1,100\na2,200\nb1,50\nabroad,30\n"


def with_roll(text: str, *events: Event) -> Count:
    roll, remarks = read_roll(
        read_sheet(ROLL.encode(), "roll.csv")[0], TREE, Moment.of("2031-06-01")
    )
    assert remarks == []
    batch = received(text, FORM, TREE, About(as_of=EVENING))
    return count(FORM, TREE, [batch], rolls=[roll], events=list(events))


def event(precinct: str, kind: str, day: str) -> Event:
    return Event(precinct, kind, Moment.of(day), "a reason", "a body")


def test_an_annulled_precinct_leaves_the_votes_and_both_rolls_are_given() -> None:
    counted = with_roll(PROTOCOLS, event("a2", "annulled", "2031-06-20"))
    tally = counted.tally("A")
    assert tally.figures == {"voted": 10, "yes": 6, "no": 4}
    assert (tally.roll_of_all, tally.roll_without) == (300, 100)
    assert counted.bases_differ
    rolls = [counted.results(basis=basis)[0].figures["roll"] for basis in ("all", "without")]
    assert rolls == [380, 180]


def test_what_was_annulled_may_be_restored_and_an_earlier_moment_knows_nothing_of_it() -> None:
    events = event("a2", "annulled", "2031-06-20"), event("a2", "restored", "2031-06-25")
    assert with_roll(PROTOCOLS, *events).tally("A").figures["voted"] == 30
    assert not with_roll(PROTOCOLS, *events).bases_differ


def test_missing_late_and_forgotten_precincts_are_told_apart() -> None:
    text = "precinct,voted,yes,no\na1,10,6,4\n"
    counted = with_roll(
        text, event("a2", "missing", "2031-06-09"), event("b1", "late", "2031-06-09")
    )
    assert counted.tally().precincts == {
        State.WAITING: 1, State.COUNTED: 1, State.MISSING: 1, State.LATE: 1,
    }  # fmt: skip
    assert [(r.code, r.place) for r in counted.findings] == [("Q69", "abroad")]
    assert (counted.tally().roll_of_all, counted.tally().roll_without) == (380, 180)


def test_a_late_protocol_that_came_is_counted() -> None:
    counted = with_roll(PROTOCOLS, event("b1", "late", "2031-06-09"))
    assert counted.tally("B").precincts == {State.COUNTED: 1}


# -- the roll ---------------------------------------------------------------------------------------


def test_a_roll_that_shrinks_is_told_with_both_figures() -> None:
    later = ROLL.replace("a2,200", "a2,190").replace("b1,50", "b1,60")
    rolls = [
        read_roll(read_sheet(text.encode(), name)[0], TREE, Moment.of(day))[0]
        for text, name, day in ((ROLL, "one.csv", "2031-05-01"), (later, "two.csv", "2031-06-01"))
    ]
    (remark,) = shrinking(*rolls, TREE)
    assert (remark.code, remark.place, remark.file, remark.line) == ("Q66", "a2", "two.csv", 3)
    assert dict(remark.figures) == {"before": 200, "roll": 190}
    assert rolls[0].total == 380


def test_a_roll_names_unknown_double_and_absent_precincts() -> None:
    text = "precinct,roll\na1,100\na1,101\nzz,5\na2,\nb1,-4\n"
    roll, remarks = read_roll(read_sheet(text.encode(), "r.csv")[0], TREE, Moment.of("2031-06-01"))
    assert sorted((r.code, r.place) for r in remarks) == [
        ("Q52", "b1"), ("Q62", "zz"), ("Q63", "a1"), ("Q67", "a2"), ("Q67", "abroad"), ("Q67", "b1"),
    ]  # fmt: skip
    assert roll.total == 0


@pytest.mark.parametrize("code", ["A", "Итого", "Барлығы:", "Total"])
def test_a_row_of_sums_in_a_roll_is_known_as_one_and_never_added(code: str) -> None:
    text = f"precinct,roll\na1,100\na2,20\nb1,5\nabroad,3\n{code},128\n"
    roll, remarks = read_roll(read_sheet(text.encode(), "r.csv")[0], TREE, Moment.of("2031-06-01"))
    assert [(r.code, r.place, r.line) for r in remarks] == [("Q136", code, 6)]
    assert roll.total == 128


# -- units ------------------------------------------------------------------------------------------


def test_units_are_those_of_the_day_of_the_vote() -> None:
    text = UNITS + "c1,B,precinct,,,2031-01-01,,,,\nold,B,precinct,,,,2030-01-01,,,\n"
    places, _ = read_places(read_sheet(text.encode(), "u.csv")[0])
    for day, codes in (("2029-12-31", {"old"}), ("2030-01-01", set()), ("2031-06-08", {"c1"})):
        tree, remarks = tree_on(places, Moment.of(day).day)
        assert remarks == []
        assert set(tree.ordinal) - {"a1", "a2", "b1", "abroad"} == codes


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("a1,B,precinct,,,,,,,", "Q57", "code"),
        ("n,nowhere,precinct,,,,,,,", "Q58", "parent"),
        ("n,a1,precinct,,,,,,,", "Q58", "parent"),
        ("Y,,country,,,,,,,", "Q58", "parent"),
        ("n,n,commission,,,,,,,", "Q59", "parent"),
        ("n,A,house,,,,,,,", "Q78", "kind"),
        ("n,A,precinct,castle,,,,,,", "Q78", "type"),
        ("n,A,precinct,,half,,,,,", "Q78", "weight"),
        ("n,A,precinct,,,31.12.2030,,,,", "Q78", "from"),
        ("n,A,precinct,,,2031-02-01,2031-01-01,,,", "Q78", "to"),
    ],
)
def test_a_row_of_units_that_cannot_be_is_told_with_its_line(
    row: str, code: str, column: str
) -> None:
    places, remarks = read_places(read_sheet((UNITS + row + "\n").encode(), "u.csv")[0])
    tree, hanging = tree_on(places, None, "u.csv")
    (remark,) = [*remarks, *hanging]
    assert (remark.code, remark.column, remark.line) == (code, column, 9)
    assert len(tree.precincts) == 4


def test_a_code_may_return_when_its_first_days_are_over() -> None:
    text = UNITS.replace("b1,B,precinct,,,,,", "b1,B,precinct,,,,2031-01-01,").replace(
        "\nabroad,", "\nb1,A,precinct,,,2031-01-01,,,,\nabroad,"
    )
    places, remarks = read_places(read_sheet(text.encode(), "u.csv")[0])
    assert remarks == []
    tree, _ = tree_on(places, Moment.of("2031-06-08").day)
    assert tree.places[tree.parents[tree.number["b1"]]].code == "A"


# -- observers, acceptances, turnout ----------------------------------------------------------------


def test_observers_copies_stand_beside_the_official_ones_and_decide_nothing() -> None:
    seen = [
        received(text, FORM, TREE, About(kind="observers", source=source, as_of=NEXT_DAY), f"{source}.csv")
        for source, text in (
            ("Watch", "precinct,voted,yes,no\na1,10,6,4\na2,20,14,6\n"),
            ("Eye", "precinct,voted,yes,no\na1,10,5,5\n"),
        )
    ]  # fmt: skip
    counted = count(FORM, TREE, [received(PROTOCOLS, FORM, TREE), *seen])
    assert counted.tally("A").figures["yes"] == 21
    assert [(d.precinct, d.line, d.official, d.observers) for d in counted.differences] == [
        ("a2", "yes", 15, 14), ("a2", "no", 5, 6), ("a1", "yes", 6, 5), ("a1", "no", 4, 5),
    ]  # fmt: skip
    assert {(r.code, r.file) for r in counted.findings} == {
        ("Q72", "Watch.csv"),
        ("Q72", "Eye.csv"),
    }


WARNED = (
    TINY
    + """
[[equation]]
code = "T2"
severity = "warning"
says = "yes < 15"
title = { kk = "х", ru = "х", en = "few say yes" }
"""
)


def warned(acceptance: Acceptance, table: str = PROTOCOLS) -> Count:
    form = form_from(tomllib.loads(WARNED), "warned")
    return count(form, TREE, [received(table, form, TREE)], acceptances=[acceptance])


def test_a_warning_is_accepted_for_the_figures_that_were_there_and_no_others() -> None:
    accepted = Acceptance("a2", "T2", {"yes": 15}, "counted twice", "the commission")
    kept = warned(accepted)
    assert kept.findings == ()
    assert [(r.rule, a.by) for r, a in kept.accepted] == [("T2", "the commission")]
    changed = warned(accepted, PROTOCOLS.replace("20,15,5", "20,16,4"))
    assert [(r.rule, r.place) for r in changed.findings] == [("T2", "a2")]
    assert [r.code for r in idle([accepted], [])] == ["Q76"]


def test_an_error_is_corrected_and_never_accepted() -> None:
    accepted = Acceptance("a2", "T1", {"voted": 21, "yes": 15, "no": 5}, "let it be", "a person")
    counted = warned(accepted, PROTOCOLS.replace("20,15,5", "21,15,5"))
    assert [r.rule for r in counted.errors] == ["T1"]
    assert counted.accepted == ()


def test_turnout_never_falls_and_is_a_series_of_its_own() -> None:
    text = (
        "unit,time,value,measure\nA,2031-06-08T10:00+05:00,10,ballots\n"
        'A,2031-06-08T12:00+05:00,9,ballots\nA,2031-06-08T10:00+05:00,"3,33",percent\n'
        "A,2031-06-08T12:00+05:00,10.50,percent\nB,noon,1,ballots\nzz,2031-06-08,1,ballots\n"
        "B,2031-06-08T10:00+05:00,120,percent\nB,2031-06-08T10:00+05:00,1.5,ballots\n"
    )
    readings, remarks = read_turnout(read_sheet(text.encode(), "t.csv")[0], TREE)
    assert [(r.code, r.line, r.column) for r in remarks] == [
        ("Q78", 6, "time"), ("Q62", 7, "unit"), ("Q55", 8, "value"), ("Q54", 9, "value"),
    ]  # fmt: skip
    falls = check_turnout(readings, "t.csv")
    assert [(r.code, r.place, r.line) for r in falls] == [("Q73", "A", 3)]
    final = {"A": {"received": 9, "voted": 9, "roll": 100}}
    above = check_turnout(readings, "t.csv", lambda code: final.get(code, {}))
    assert sorted((r.code, r.line) for r in above) == [("Q73", 3), ("Q74", 2), ("Q74", 5)]


# -- forms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", shipped_protocol_forms(), ids=lambda form: form.name)
def test_a_shipped_form_says_what_it_must(form: ProtocolForm) -> None:
    assert form.required
    assert form.equations
    assert {"yes", "no", "voted"} <= set(form.names)


def test_kazakhstan_requires_the_six_figures_of_the_law_in_its_order() -> None:
    assert [line.name for line in KAZAKHSTAN.lines if line.required] == [
        "roll", "received", "voted", "yes", "no", "invalid", "both",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('schema = "zhargy.protocol/1"', 'schema = "zhargy.protocol/0"'),
        ('name = "yes"', 'name = "voted"'),
        ('name = "yes"', 'name = "Yes!"'),
        ('name = "yes"', 'name = "listed"'),
        ("required = true", 'required = "yes"'),
        ('severity = "error"', 'severity = "fatal"'),
        ('says = "voted = yes + no"', 'says = "voted = yes + maybe"'),
        ('code = "T1"', 'kode = "T1"'),
        ('en = "they add up"', 'fr = "x"'),
        ("[[line]]", "[[lines]]"),
    ],
)
def test_a_form_that_does_not_say_what_it_must_is_refused(wrong: str, right: str) -> None:
    with pytest.raises(UnusableForm) as refusal:
        form_from(tomllib.loads(TINY.replace(wrong, right)), "tiny")
    assert refusal.value.code == "Q40"


@pytest.mark.parametrize("says", ["voted / yes > 1", "count(units) > 1", "voted +", "voted + yes"])
def test_an_equation_must_be_one_that_columns_can_reckon(says: str) -> None:
    with pytest.raises(UnusableRule):
        form_from(tomllib.loads(TINY.replace("voted = yes + no", says)), "tiny")


def test_figures_as_large_as_they_may_be_are_summed_exactly() -> None:
    counted = of(
        "precinct,voted,yes,no\na1,999999999999,999999999999,0\na2,999999999999,0,999999999999\n"
    )
    assert counted.tally("A").figures["voted"] == 2 * 999999999999


def test_a_roll_beside_a_column_says_nothing_where_it_has_no_figure() -> None:
    got = received("precinct,voted,yes,no\na1,1,1,0\n", FORM, TREE)
    listed = Column(np.zeros(4, dtype=np.int64), np.ones(4, dtype=np.bool_))
    assert check_batch(replace(got.batch), FORM, listed)[1] == []
