"""What was written to one draft stands in the next, or is listed; it is never dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from strategies import RUSSIAN, act_of, editions

from zhargy.compare.compare import compare
from zhargy.errors import UnusableDecision
from zhargy.reform.forms import form_named
from zhargy.reports.comparative import ComparedRow, compared_rows
from zhargy.reports.justifications import Justification, Placed, justifications_of, place
from zhargy.reports.returning.brought_in import bring_in
from zhargy.reports.row_key import RowKey
from zhargy.text.act import Act

FORM = form_named("kazakhstan/working")
BRIDGE = "Сторож открывает мост на рассвете и закрывает его на закате."
WELL = "Колодец на площади чистят весной и осенью всем сходом."
FERRY = "Паромщик берёт плату за телегу, но не за пешего."
BOAT = "Лодка у пристани служит всякому, кто просит перевезти больного."
GARDEN = "Сад за мельницей общий, и яблоки в нём делят по дворам."


def rows_of(old: Act, new: Act) -> list[ComparedRow]:
    return compared_rows(compare(old, new), FORM)


def written_to(rows: list[ComparedRow]) -> list[Justification]:
    out = []
    for number, row in enumerate(rows):
        provision = row.pairs[0].new or row.pairs[0].old
        assert provision
        text = {"justification": f"обоснование {number}"}
        out.append(Justification(row.key, "ru", text, "", provision.text))
    return out


def carried(old: Act, first: Act, second: Act) -> tuple[list[Justification], Placed]:
    said = written_to(rows_of(old, first))
    comparison = compare(old, second)
    return said, place(said, compared_rows(comparison, FORM), comparison, "ru")


def row_with(placed: Placed, text: str) -> RowKey | None:
    return next((k for k, w in placed.written.items() if text in w["justification"]), None)


OLD = act_of([[BRIDGE, WELL], [FERRY]])
FIRST = act_of([[BRIDGE.replace("закате", "ночь"), WELL], [FERRY, BOAT]])


def test_a_draft_that_did_not_change_keeps_every_justification() -> None:
    said, placed = carried(OLD, FIRST, FIRST)
    assert len(said) == len(placed.sure) == 2
    assert not placed.suspect
    assert not placed.lost


def test_a_provision_that_only_moved_keeps_its_justification_without_a_word() -> None:
    second = act_of([[GARDEN], [BRIDGE.replace("закате", "ночь"), WELL], [FERRY, BOAT]])
    _, placed = carried(OLD, FIRST, second)
    assert len(placed.sure) == 2
    key = row_with(placed, "обоснование 1")
    assert key is not None
    assert key.new == "art_3__para_2"


def test_a_new_provision_that_was_reworded_is_found_by_its_words_and_is_suspect() -> None:
    second = act_of(
        [[BRIDGE.replace("закате", "ночь"), WELL], [FERRY], [BOAT.replace("больного", "врача")]]
    )
    _, placed = carried(OLD, FIRST, second)
    assert len(placed.sure) == 1
    ((justification, _),) = placed.suspect
    assert justification.written == {"justification": "обоснование 1"}
    key = row_with(placed, "обоснование 1")
    assert key is not None
    assert key.new == "art_3__para_1"
    assert placed.origins[key] == (justification.key,)


def test_a_provision_that_left_the_draft_is_listed_with_what_was_written() -> None:
    second = act_of([[BRIDGE.replace("закате", "ночь"), WELL], [FERRY]])
    _, placed = carried(OLD, FIRST, second)
    (lost,) = placed.lost
    assert lost.written == {"justification": "обоснование 1"}


def test_a_justification_in_another_language_is_left_alone() -> None:
    said = [replace(j, language="kk") for j in written_to(rows_of(OLD, FIRST))]
    comparison = compare(OLD, FIRST)
    placed = place(said, compared_rows(comparison, FORM), comparison, "ru")
    assert placed == Placed()


@given(editions(RUSSIAN), editions(RUSSIAN))
def test_every_justification_is_sure_suspect_or_lost(
    first: tuple[Act, Act], second: tuple[Act, Act]
) -> None:
    said, placed = carried(first[0], first[1], second[1])
    found = [*placed.sure, *(j for j, _ in placed.suspect), *placed.lost]
    assert sorted(map(repr, found)) == sorted(map(repr, said))
    texts = "\n".join(w["justification"] for w in placed.written.values()).split("\n")
    lost = {j.written["justification"] for j in placed.lost}
    assert {t for t in texts if t} | lost == {j.written["justification"] for j in said}


# -- what a table brings ----------------------------------------------------------------------------

ONE = Justification(RowKey("a", "1" * 16, "b", "2" * 16), "ru", {"justification": "потому"})
OTHER = Justification(RowKey("c", "3" * 16, "", ""), "ru", {"justification": "иначе"})


def with_text(text: str, of: Justification = ONE) -> Justification:
    return replace(of, written={"justification": text})


def test_new_words_take_the_place_of_old_ones() -> None:
    brought = bring_in([ONE, OTHER], [with_text("теперь иначе"), OTHER])
    assert brought.known == [None, OTHER]
    assert brought.added == [with_text("теперь иначе")]
    assert (brought.new, brought.changed, brought.same) == (0, 1, 1)


def test_an_emptied_cell_takes_nothing_away_and_is_said() -> None:
    brought = bring_in([ONE], [with_text("")])
    assert brought.known == [ONE]
    assert [finding.rule for finding in brought.findings] == ["T15"]


def test_a_row_that_the_table_lacks_stays_and_is_said() -> None:
    brought = bring_in([ONE, OTHER], [ONE])
    assert brought.known == [ONE, OTHER]
    assert [(f.rule, dict(f.fields)) for f in brought.findings] == [("T16", {"n": 1})]


def test_two_copies_of_a_row_are_both_kept() -> None:
    brought = bring_in([], [with_text("потому"), with_text("и ещё")])
    assert brought.added == [with_text("потому\nи ещё")]


def test_words_that_came_from_an_earlier_row_take_its_place() -> None:
    key = RowKey("a", "1" * 16, "d", "4" * 16)
    later = replace(ONE, key=key, written={"justification": "ещё лучше"}, replaces=(ONE.key,))
    brought = bring_in([ONE], [later])
    assert brought.known == [None]
    assert brought.added == [later]


def test_a_column_that_the_table_lacks_keeps_what_it_had() -> None:
    known = replace(ONE, written={"justification": "потому", "author": "сход"})
    brought = bring_in([known], [with_text("теперь")])
    assert brought.added[0].written == {"justification": "теперь", "author": "сход"}


def test_what_nobody_knows_is_kept_row_by_row() -> None:
    lost = [with_text(text, Justification(RowKey("", "", "", ""), "ru", {})) for text in "аб"]
    assert bring_in([], lost).added == lost


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"schema": "zhargy.justifications/2"},
        {"schema": "zhargy.justifications/1", "row": "x"},
        {"schema": "zhargy.justifications/1", "row": ["x"]},
        {"schema": "zhargy.justifications/1", "row": [{"justification": "нет языка"}]},
        {"schema": "zhargy.justifications/1", "row": [{"language": "ru", "old": "art_5"}]},
    ],
)
def test_a_file_that_is_none_of_justifications_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(UnusableDecision) as refused:
        justifications_of(document, "justifications.toml")
    assert refused.value.code == "D17"
