"""Two clerks who do not see each other's entries, and a coordinator who is neither of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhargy.errors import UnusableEntry
from zhargy.referendum.checking import check_figures
from zhargy.referendum.entry import (
    Deed,
    Difference,
    DoubleEntry,
    Figures,
    Kind,
    OwnState,
    State,
    figures_of,
    fold,
    own_entry,
    person,
)
from zhargy.referendum.form import form_from
from zhargy.referendum.remark import Remark

FORM = form_from(
    {
        "schema": "zhargy.protocol/1",
        "title": {"kk": "Хаттама", "ru": "Протокол", "en": "Protocol"},
        "line": [
            {"name": name, "title": {"kk": name, "ru": name, "en": name}}
            for name in ("voted", "yes", "no")
        ],
        "equation": [
            {"code": "E1", "severity": "error", "says": "voted = yes + no", "title": {"kk": "қ", "ru": "р", "en": "e"}},
            {"code": "E2", "severity": "warning", "says": "voted > 0", "title": {"kk": "қ", "ru": "р", "en": "e"}},
        ],
    },
    "small",
)  # fmt: skip


def check(precinct: str, figures: Mapping[str, int]) -> Sequence[Remark]:
    return check_figures(figures, FORM, precinct)


def paper(voted: int, yes: int, no: int) -> Figures:
    return figures_of({"voted": voted, "yes": yes, "no": no})


SOUND, OTHER, BROKEN, EMPTY_BOX = paper(20, 14, 6), paper(20, 11, 9), paper(20, 14, 5), paper(0, 0, 0)  # fmt: skip


def entered(by: str, figures: Figures = SOUND, precinct: str = "A-1") -> Deed:
    return Deed(Kind.ENTERED, by, "2031-07-06T21:00:00Z", precinct, figures=figures)


def decided(kind: Kind, by: str = "Дана", **fields: object) -> Deed:
    plain = Deed(kind, by, "2031-07-06T22:00:00Z", "A-1", reason="looked at the paper")
    return replace(plain, **fields)  # type: ignore[arg-type]


def at_work(*deeds: Deed) -> DoubleEntry:
    double = DoubleEntry("A-1")
    for deed in deeds:
        double = double.after(deed)
    return double


def refusal(double: DoubleEntry, deed: Deed) -> str:
    with pytest.raises(UnusableEntry) as refused:
        double.after(deed)
    return refused.value.code


def test_one_entry_is_not_enough_and_two_alike_are() -> None:
    assert at_work().state(check) is State.EMPTY
    assert at_work(entered("Айгүл")).state(check) is State.FIRST
    assert at_work(entered("Айгүл"), entered("Болат")).state(check) is State.DEFINITIVE


def test_the_same_person_under_another_spelling_is_no_second_person() -> None:
    assert refusal(at_work(entered("Айгүл С.")), entered(" айгүл  С. ")) == "Q111"


def test_a_third_person_enters_nothing() -> None:
    assert refusal(at_work(entered("Айгүл"), entered("Болат")), entered("Дана")) == "Q110"


def test_each_line_that_differs_is_shown_with_both_values() -> None:
    double = at_work(entered("Айгүл"), entered("Болат", OTHER))
    assert double.state(check) is State.DIFFERS
    assert double.differences == (Difference("no", (6, 9)), Difference("yes", (14, 11)))


def test_a_line_left_empty_differs_from_a_zero() -> None:
    double = at_work(entered("Айгүл", (("yes", 0),)), entered("Болат", (("voted", 0),)))
    assert double.differences == (Difference("voted", (None, 0)), Difference("yes", (0, None)))


def test_an_entry_is_returned_to_its_clerk_with_the_reason_and_stays_in_the_history() -> None:
    double = at_work(
        entered("Айгүл"),
        entered("Болат", OTHER),
        decided(Kind.RETURNED, clerk="Болат", reason="look at the votes again"),
    )
    assert double.state(check) is State.FIRST
    assert [deed.figures for deed in double.deeds if deed.kind is Kind.ENTERED] == [SOUND, OTHER]
    view = own_entry(double, "Болат")
    assert (view.state, view.reason) == (OwnState.RETURNED, "look at the votes again")
    assert double.after(entered("Болат")).state(check) is State.DEFINITIVE


def test_what_was_returned_waits_for_its_clerk_unless_it_is_handed_on() -> None:
    back = at_work(entered("Айгүл"), entered("Болат"), decided(Kind.RETURNED, clerk="Болат"))
    assert refusal(back, entered("Ержан")) == "Q116"
    handed_on = back.after(decided(Kind.RETURNED, clerk="Болат", to="Ержан"))
    assert refusal(handed_on, entered("Болат")) == "Q116"
    assert handed_on.after(entered("Ержан")).state(check) is State.DEFINITIVE


def test_an_entry_is_not_handed_to_the_clerk_of_the_other_entry_or_to_a_coordinator() -> None:
    both = at_work(entered("Айгүл"), entered("Болат", OTHER))
    for to in ("Айгүл", "Дана"):
        assert refusal(both, decided(Kind.RETURNED, clerk="Болат", to=to)) == "Q112"


@pytest.mark.parametrize("kind", [Kind.RETURNED, Kind.RESOLVED, Kind.ACCEPTED, Kind.CORRECTED])
def test_a_clerk_decides_nothing_where_she_entered(kind: Kind) -> None:
    both = at_work(entered("Айгүл"), entered("Болат", OTHER))
    deed = decided(kind, "Болат", clerk="Айгүл", figures=SOUND, rule="E2", author="Төраға")
    assert refusal(both, deed) == "Q112"


def test_a_coordinator_enters_nothing_where_she_decided() -> None:
    back = at_work(entered("Айгүл"), decided(Kind.RETURNED, clerk="Айгүл"))
    assert refusal(back, entered("дана")) == "Q112"


@pytest.mark.parametrize("kind", [Kind.RETURNED, Kind.RESOLVED, Kind.ACCEPTED, Kind.CORRECTED])
def test_nothing_is_decided_without_a_reason(kind: Kind) -> None:
    both = at_work(entered("Айгүл"), entered("Болат", OTHER))
    assert refusal(both, decided(kind, clerk="Айгүл", figures=SOUND, reason=" ")) == "Q113"


def test_a_difference_is_resolved_line_by_line_among_what_the_clerks_entered() -> None:
    both = at_work(entered("Айгүл"), entered("Болат", OTHER))
    assert refusal(both, decided(Kind.RESOLVED, figures=paper(20, 12, 8))) == "Q119"
    mixed = both.after(decided(Kind.RESOLVED, figures=paper(20, 14, 9)))
    assert mixed.state(check) is State.HELD
    assert both.after(decided(Kind.RESOLVED, figures=OTHER)).state(check) is State.DEFINITIVE


def test_where_nothing_differs_nothing_is_resolved() -> None:
    assert refusal(at_work(entered("Айгүл")), decided(Kind.RESOLVED, figures=SOUND)) == "Q117"
    both = at_work(entered("Айгүл"), entered("Болат"))
    assert refusal(both, decided(Kind.RESOLVED, figures=SOUND)) == "Q117"


def test_an_error_holds_a_protocol_however_often_it_was_entered_alike() -> None:
    double = at_work(entered("Айгүл", BROKEN), entered("Болат", BROKEN))
    assert double.state(check) is State.HELD
    accepted = decided(Kind.ACCEPTED, rule="E1", figures=BROKEN)
    assert double.after(accepted).state(check) is State.HELD
    corrected = decided(Kind.CORRECTED, figures=SOUND, author="Chair of A-1")
    assert double.after(corrected).state(check) is State.DEFINITIVE


def test_a_warning_waits_for_a_person_and_is_accepted_for_these_figures_only() -> None:
    double = at_work(entered("Айгүл", EMPTY_BOX), entered("Болат", EMPTY_BOX))
    assert double.state(check) is State.WARNED
    accepted = double.after(decided(Kind.ACCEPTED, rule="E2", figures=(("voted", 0),)))
    assert accepted.state(check) is State.DEFINITIVE
    other = double.after(decided(Kind.ACCEPTED, rule="E2", figures=(("voted", 1),)))
    assert other.state(check) is State.WARNED


def test_a_correction_names_its_author_and_keeps_what_stood_before() -> None:
    double = at_work(entered("Айгүл"), entered("Болат"))
    correction = decided(Kind.CORRECTED, figures=OTHER, author="Chair of A-1")
    assert refusal(double, replace(correction, author="")) == "Q113"
    assert refusal(double, replace(correction, figures=SOUND)) == "Q121"
    corrected = double.after(correction)
    assert corrected.figures == OTHER
    assert [entry.figures for entry in corrected.entries] == [SOUND, SOUND]


def test_nothing_is_accepted_or_corrected_before_the_figures_are_settled() -> None:
    alone = at_work(entered("Айгүл"))
    correction = decided(Kind.CORRECTED, figures=OTHER, author="Chair")
    assert refusal(alone, correction) == "Q120"
    assert refusal(alone, decided(Kind.ACCEPTED, rule="E2")) == "Q120"


def test_a_definitive_protocol_is_re_opened_by_a_return_and_its_correction_falls() -> None:
    double = at_work(
        entered("Айгүл"),
        entered("Болат"),
        decided(Kind.CORRECTED, figures=OTHER, author="Chair"),
        decided(Kind.RETURNED, clerk="Айгүл", reason="a new paper came"),
    )
    assert double.state(check) is State.REOPENED
    again = double.after(entered("Айгүл"))
    assert (again.state(check), again.figures) == (State.DEFINITIVE, SOUND)


def test_the_reason_of_a_return_does_not_carry_a_figure_of_the_other_entry() -> None:
    both = at_work(entered("Айгүл"), entered("Болат", OTHER))
    assert refusal(both, decided(Kind.RETURNED, clerk="Болат", reason="not 14?")) == "Q115"
    both.after(decided(Kind.RETURNED, clerk="Болат", reason="you typed 11; line 7"))
    large = at_work(entered("Айгүл", paper(2014, 2000, 14)), entered("Болат", OTHER))
    assert refusal(large, decided(Kind.RETURNED, clerk="Болат", reason="2 014?")) == "Q115"


# -- laws -----------------------------------------------------------------------------------------

CLERKS, PEOPLE = ("Айгүл", "Болат", "Ержан"), ("Айгүл", "Болат", "Ержан", "Дана", "айгүл ")
papers = st.sampled_from([SOUND, OTHER, BROKEN, EMPTY_BOX, paper(25, 14, 11)])
deeds = st.builds(
    Deed,
    st.sampled_from(Kind),
    st.sampled_from(PEOPLE),
    st.just("2031-07-06T22:00:00Z"),
    st.sampled_from(["A-1", "A-2"]),
    figures=papers,
    clerk=st.sampled_from(CLERKS),
    to=st.sampled_from(["", *PEOPLE]),
    rule=st.sampled_from(["E1", "E2"]),
    reason=st.sampled_from(["", "look again"]),
    author=st.sampled_from(["", "Chair"]),
)
entries = st.builds(entered, st.sampled_from(PEOPLE), papers, st.sampled_from(["A-1", "A-2"]))
# Decisions that are likely to be allowed: by somebody who does not type, with a reason.
decisions = st.builds(
    replace,
    deeds.filter(lambda deed: deed.kind is not Kind.ENTERED),
    by=st.sampled_from(["Дана", "Сәуле"]),
    precinct=st.just("A-1"),
    to=st.sampled_from(["", "", "Ержан"]),
    rule=st.just("E2"),
    reason=st.just("look again"),
    author=st.just("Chair"),
)
# Two clerks begin at one precinct, else most lists come to nothing.
beginnings = st.tuples(
    st.builds(entered, st.just("Айгүл"), papers), st.builds(entered, st.just("Болат"), papers)
)
attempts = st.builds(
    lambda begun, rest: [*begun, *rest],
    st.one_of(st.just(()), beginnings, beginnings),
    st.lists(st.one_of(entries, deeds, decisions), max_size=12),
)


def outcome(double: DoubleEntry, deed: Deed) -> str:
    """The code with which a deed is refused, "" if it is done."""
    try:
        double.after(deed)
    except UnusableEntry as refused:
        return refused.code
    return ""


def done(tried: Sequence[Deed]) -> list[Deed]:
    """Those of the deeds that may be done, one after the other."""
    made: list[Deed] = []
    for deed in tried:
        try:
            fold([*made, deed])
        except UnusableEntry:
            continue
        made.append(deed)
    return made


@given(attempts)
def test_the_order_of_different_precincts_does_not_matter(tried: list[Deed]) -> None:
    made = done(tried)
    apart = sorted(made, key=lambda deed: deed.precinct)
    assert fold(apart) == fold(made)


@given(attempts)
def test_nothing_is_ever_lost(tried: list[Deed]) -> None:
    made = done(tried)
    for precinct in ("A-1", "A-2"):
        mine = tuple(deed for deed in made if deed.precinct == precinct)
        double = fold(made).get(("", precinct))
        assert (double.deeds if double else ()) == mine


@settings(max_examples=300)
@given(attempts)
def test_no_protocol_is_definitive_by_one_person_alone(tried: list[Deed]) -> None:
    for double in fold(done(tried)).values():
        if double.state(check) is not State.DEFINITIVE:
            continue
        first, second = double.entries
        assert person(first.by) != person(second.by)
        if not first.figures == second.figures == double.figures:
            decision = double.decision
            assert decision is not None
            assert decision.figures == double.figures
            assert decision.reason.strip()
            assert person(decision.by) not in double.clerks


@given(attempts)
def test_nobody_is_clerk_and_coordinator_at_one_precinct(tried: list[Deed]) -> None:
    for double in fold(done(tried)).values():
        assert not double.clerks & double.coordinators
        assert len(double.entries) <= 2


@given(attempts)
def test_the_lines_that_are_shown_are_exactly_those_that_differ(tried: list[Deed]) -> None:
    for double in fold(done(tried)).values():
        shown = {difference.line: difference.values for difference in double.differences}
        if len(double.entries) < 2:
            assert not shown
            continue
        first, second = (dict(entry.figures) for entry in double.entries)
        for line in first.keys() | second.keys():
            differs = first.get(line) != second.get(line)
            assert (line in shown) == differs
            assert not differs or shown[line] == (first.get(line), second.get(line))


@settings(max_examples=300)
@given(attempts, papers)
def test_the_view_of_a_clerk_is_the_same_whatever_the_others_entered(
    tried: list[Deed], instead: Figures
) -> None:
    """Nothing that she reads follows from figures that are not hers."""
    for double in fold(done(tried)).values():
        for clerk in CLERKS:
            changed = tuple(
                replace(deed, figures=instead) if person(deed.by) != person(clerk) else deed
                for deed in double.deeds
            )
            seen = own_entry(double, clerk)
            other = own_entry(replace(double, deeds=changed), clerk)
            assert (seen.state, seen.figures, seen.reason) == (
                other.state,
                other.figures,
                other.reason,
            )
            again = entered(clerk, instead, double.precinct)
            assert outcome(double, again) == outcome(replace(double, deeds=changed), again)
            entered_by = {person(d.by) for d in seen.deeds if d.kind is Kind.ENTERED}
            assert entered_by <= {person(clerk)}


@settings(max_examples=300)
@given(attempts)
def test_accepting_one_warning_more_never_takes_a_protocol_back(tried: list[Deed]) -> None:
    for double in fold(done(tried)).values():
        for remark in double.open_warnings(double.findings(check)):
            accepted = decided(
                Kind.ACCEPTED, "Сәуле", rule=remark.rule, figures=tuple(sorted(remark.figures))
            )
            more = double.after(replace(accepted, precinct=double.precinct))
            assert len(more.open_warnings(more.findings(check))) < len(
                double.open_warnings(double.findings(check))
            )
