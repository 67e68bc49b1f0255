"""What stands beside the figures: pictures, times of signing, commissions, and swapped answers."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referendum.precincts import EVENING, NEXT_DAY, received, tiny_form, tree_of

from zhargy.referendum.count import Count, count
from zhargy.referendum.moment import Moment
from zhargy.referendum.papers import (
    MOST_PHOTO,
    Picture,
    Voting,
    check_papers,
    check_pictures,
    without_pictures,
)
from zhargy.referendum.protocols import About
from zhargy.referendum.remark import Remark
from zhargy.referendum.sheet import read_sheet
from zhargy.referendum.stages import turned_between
from zhargy.referendum.swapped import are_swapped

FORM, TREE = tiny_form('[place]\nlevels = ["commission"]\n'), tree_of()
VOTING = Voting(date(2031, 6, 8), time(20))
GOOD, OTHER = "a" * 64, "b" * 64


def found(*rows: str, head: str = "precinct,voted,yes,no,signed", voting: Voting = VOTING) -> list[tuple[str, str, int]]:  # fmt: skip
    sheet, _ = read_sheet("\n".join([head, *rows]).encode(), "p.csv")
    batch = received("\n".join([head, *rows]), FORM, TREE).batch
    return [(r.code, r.place, r.line) for r in check_papers(sheet, batch, FORM, TREE, voting)]


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        ("2031-06-08T20:00:00+05:00", ""),
        ("2031-06-08T21:40", ""),
        ("2031-06-09T03:10:00+05:00", ""),
        ("2031-06-08T20:30:00-04:00", ""),
        ("2031-06-08", ""),
        ("", ""),
        ("2031-06-08T19:59:00+05:00", "Q90"),
        ("2031-06-07T21:40", "Q92"),
        ("2031-06-10T00:10", "Q92"),
        ("2030-06-08T21:40", "Q92"),
        ("2031-08-06", "Q92"),
        ("in the evening", "Q91"),
        ("08.06.2031 21:40", "Q91"),
    ],
)
def test_a_protocol_is_signed_after_the_vote_by_the_clock_of_its_precinct(
    signed: str, code: str
) -> None:
    expected = [(code, "a1", 2)] if code else []
    assert found(f"a1,10,6,4,{signed}") == expected


def test_where_no_hour_is_known_only_the_day_is_judged_and_without_a_day_nothing() -> None:
    rows = ("a1,10,6,4,2031-06-08T07:00", "a2,10,6,4,2031-06-01T21:00")
    assert found(*rows, voting=Voting(VOTING.day)) == [("Q92", "a2", 3)]
    assert found(*rows, voting=Voting()) == []


def test_a_commission_that_is_not_above_the_precinct_is_told_by_code_or_name() -> None:
    head = "precinct,voted,yes,no,commission"
    assert found("a1,1,1,0,A", "a2,1,1,0,Aside", "b1,1,1,0,", "abroad,1,1,0,X", head=head) == []
    assert found("a1,1,1,0,A", "a2,1,1,0,B", "b1,1,1,0,Nowhere", head=head) == [
        ("Q93", "a2", 3),
        ("Q93", "b1", 4),
    ]


def test_a_column_that_speaks_of_other_units_than_the_tree_is_left_alone() -> None:
    head = "precinct,voted,yes,no,commission"
    assert found("a1,1,1,0,North", "b1,1,1,0,South", head=head) == []


def test_a_row_without_a_picture_is_told_where_others_have_one() -> None:
    head = "precinct,voted,yes,no,photo"
    assert found(f"a1,1,1,0,{GOOD}", "a2,1,1,0,", "b1,1,1,0,b1.jpg", head=head) == [
        ("Q87", "a2", 3),
        ("Q71", "b1", 4),
    ]
    assert found("a1,1,1,0,", "a2,1,1,0,", head=head) == []


def test_a_table_that_promised_pictures_and_has_none_is_told_once() -> None:
    none = received("precinct,voted,yes,no,photo\na1,1,1,0,\na2,1,1,0,\n", FORM, TREE).batch
    assert [remark.code for remark in without_pictures(none)] == ["Q88"]
    some = received(f"precinct,voted,yes,no,photo\na1,1,1,0,{GOOD}\na2,1,1,0,\n", FORM, TREE).batch
    assert without_pictures(some) == []


def test_pictures_of_the_folder_are_known_by_digest_and_then_by_the_name_of_the_precinct() -> None:
    rows = f"a1,1,1,0,{GOOD}\na2,1,1,0,{'c' * 64}\nb1,1,1,0,{'d' * 64}\nabroad,1,1,0,{'e' * 64}\n"
    batch = received(f"precinct,voted,yes,no,photo\n{rows}", FORM, TREE).batch
    folder = [
        Picture("photos/scan-1.jpg", "scan-1", 1_000, GOOD),
        Picture("photos/A2.jpg", "A2", 1_000, OTHER),
        Picture("photos/x.jpg", "x", MOST_PHOTO + 1, "d" * 64),
    ]
    told = check_pictures(batch, folder)
    assert [(r.code, r.place) for r in told] == [("Q89", "a2"), ("Q75", "b1"), ("Q71", "abroad")]
    assert dict(told[0].fields)["found"] == OTHER
    assert dict(told[1].fields) == {"place": "b1", "file": "photos/x.jpg", "size": 21, "limit": 20}


# -- for and against the other way round ------------------------------------------------------------

SOUND = "precinct,voted,yes,no\na1,10,6,4\na2,20,15,5\nb1,7,3,4\nabroad,4,2,2\n"
TURNED = "precinct,voted,yes,no\na1,10,6,4\na2,20,5,15\nb1,7,3,4\nabroad,4,2,2\n"


def of(*texts: tuple[str, About]) -> Count:
    return count(
        FORM,
        TREE,
        [received(text, FORM, TREE, about, f"{n}.csv") for n, (text, about) in enumerate(texts)],
    )


def signals(findings: tuple[Remark, ...] | list[Remark]) -> list[tuple[str, str, str, int]]:
    return [(r.code, r.place, r.file, r.line) for r in findings if r.code in ("Q94", "Q95")]


def test_a_stage_that_has_them_the_other_way_round_is_a_signal_with_both_figures() -> None:
    early, final = of((TURNED, About(as_of=EVENING))), of((SOUND, About(as_of=NEXT_DAY)))
    (remark,) = turned_between(early.standing, final.standing)
    assert (remark.code, remark.severity, remark.place) == ("Q94", "warning", "a2")
    assert dict(remark.fields) == {"place": "a2", "yes": 15, "no": 5, "other": "0.csv, 3"}
    assert turned_between(final.standing, final.standing) == []


def test_an_observers_copy_of_that_kind_is_one_signal_and_not_two_differences() -> None:
    told = of((SOUND, About(as_of=EVENING)), (TURNED, About(kind="observers", as_of=NEXT_DAY)))
    assert [(r.code, r.place) for r in told.findings] == [("Q95", "a2")]
    assert len(told.differences) == 2


def test_a_correction_that_exchanges_them_is_a_signal_whether_it_gives_a_reason_or_not() -> None:
    head, row = "precinct,voted,yes,no,reason,author\n", "a2,20,5,15"
    for reason, codes in ((",", ["Q68", "Q94"]), ("lines exchanged,chair", ["Q94"])):
        later = of((SOUND, About(as_of=EVENING)), (f"{head}{row},{reason}\n", About(as_of=NEXT_DAY)))  # fmt: skip
        assert sorted(r.code for r in later.findings) == codes


def test_the_sheet_of_a_commission_is_held_against_the_protocols_that_stand() -> None:
    sheet = About(as_of=Moment.of("2031-06-10"), source="district")
    right = of((SOUND, About(as_of=EVENING)), ("precinct,voted,yes,no\nA,30,21,9\n", sheet))
    assert right.findings == ()
    turned = of((SOUND, About(as_of=EVENING)), ("precinct,voted,yes,no\nA,30,9,21\n", sheet))
    assert signals(turned.findings) == [("Q94", "A", "1.csv", 2)]
    other = of((SOUND, About(as_of=EVENING)), ("precinct,voted,yes,no\nA,30,20,10\n", sheet))
    assert [(r.code, r.lines) for r in other.findings] == [("Q64", ("yes",)), ("Q64", ("no",))]


def test_a_sheet_of_a_commission_whose_protocols_have_not_all_come_is_not_judged() -> None:
    some = SOUND.replace("a2,20,15,5\n", "")
    told = of((some, About(as_of=EVENING)), ("precinct,voted,yes,no\nA,30,9,21\n", About(as_of=NEXT_DAY)))  # fmt: skip
    assert [r.code for r in told.findings] == ["Q69"]


@given(*[st.integers(0, 9)] * 4)
def test_figures_are_swapped_only_if_they_differ_and_change_places(
    yes: int, no: int, other_yes: int, other_no: int
) -> None:
    one, other = {"yes": yes, "no": no}, {"yes": other_yes, "no": other_no}
    assert are_swapped(one, other) == are_swapped(other, one)
    assert are_swapped(one, other) == (yes != no and sorted([yes, no]) == sorted([other_yes, other_no]) and yes != other_yes)  # fmt: skip
