"""The comparative table: places as a lawyer writes them, texts with their numbers, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from strategies import RUSSIAN, act_of, editions

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Fate
from zhargy.messages import say
from zhargy.reform.forms import form_named
from zhargy.reports.comparative import comparative_document, comparative_table, compared_rows
from zhargy.reports.documents import Paragraph
from zhargy.reports.note import explanatory_note
from zhargy.reports.row_key import row_keys
from zhargy.text.act import Act
from zhargy.text.anchor import words_digest
from zhargy.text.table import Cell, Table

WORKING = form_named("kazakhstan/working")
BRIDGE = "Сторож открывает мост на рассвете и закрывает его на закате."
WELL = "Колодец на площади чистят весной и осенью всем сходом."
FERRY = "Паромщик берёт плату за телегу, но не за пешего."
BOAT = "Лодка у пристани служит всякому, кто просит перевезти больного."


def compared(old: list[list[str]], new: list[list[str]]) -> Comparison:
    return compare(act_of(old), act_of(new))


def words(cell: Cell) -> str:
    return "".join(run.text for run in cell) if isinstance(cell, tuple) else str(cell or "")


def rows(table: Table) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in table.rows]


def test_a_changed_point_stands_with_its_place_and_both_texts() -> None:
    comparison = compared([[BRIDGE, WELL]], [[BRIDGE, WELL.replace("весной", "летом")]])
    (row,) = rows(comparative_table(comparison, WORKING, "ru"))
    assert row == [
        "1",
        "пункт 2 статьи 1",
        f"2. {WELL}",
        f"2. {WELL.replace('весной', 'летом')}",
        "",
    ]


def test_a_new_point_was_absent_and_a_dropped_one_is_to_be_excluded() -> None:
    comparison = compared([[BRIDGE, WELL]], [[BRIDGE, FERRY]])
    table = rows(comparative_table(comparison, WORKING, "ru"))
    assert sorted(row[2:4] for row in table) == sorted(
        [["Отсутствует", f"2. {FERRY}"], [f"2. {WELL}", "Исключить"]]
    )


def test_a_place_that_changed_names_what_is_in_force_first() -> None:
    comparison = compared([[BRIDGE, WELL]], [[FERRY, BRIDGE, WELL]])
    places = [row[1] for row in rows(comparative_table(comparison, WORKING, "kk"))]
    assert "1-баптың 1-тармағы\n(жобада – 1-баптың 2-тармағы)" in places


def test_a_new_provision_at_a_taken_number_says_that_it_is_the_draft_s() -> None:
    comparison = compared([[BRIDGE, WELL]], [[FERRY, BRIDGE, WELL]])
    for form, place in (("working", "пункт 1 статьи 1"), ("parliament", "пункт 1 статьи 1")):
        table = rows(comparative_table(comparison, form_named(f"kazakhstan/{form}"), "ru"))
        (new,) = (row for row in table if row[2] == "Отсутствует")
        assert new[1] == f"в проекте – {place}"
    comparison = compared([[BRIDGE]], [[BRIDGE], [FERRY]])
    (row,) = rows(comparative_table(comparison, WORKING, "ru"))
    assert row[1] == "пункт 1 статьи 2"


def test_what_stays_is_counted_under_the_table() -> None:
    comparison = compared([[BRIDGE, WELL, FERRY]], [[BRIDGE, WELL, BOAT]])
    table = comparative_table(comparison, WORKING, "ru")
    document = comparative_document(comparison, table, WORKING, "ru", date(2031, 1, 1))
    kept = sum(pair.fate is Fate.KEPT for pair in comparison.pairs)
    marks, note = (block.text for block in document.blocks if isinstance(block, Paragraph))
    assert marks == say("table-marks", "ru")
    assert note == f"В таблицу не включены {kept} положения, оставшиеся без изменений."


def test_an_article_in_one_row_holds_all_its_points() -> None:
    comparison = compared([[BRIDGE, WELL]], [[BRIDGE, WELL.replace("весной", "летом")]])
    (row,) = rows(comparative_table(comparison, form_named("kazakhstan/official-2022"), "ru"))
    assert row[1:] == [
        "статья 1",
        f"1. {BRIDGE}\n2. {WELL.replace('весной', 'летом')}",
        f"1. {BRIDGE}\n2. {WELL}",
    ]


@given(editions(RUSSIAN))
def test_no_provision_is_lost_in_a_table_of_all_rows(acts: tuple[Act, Act]) -> None:
    comparison = compare(*acts)
    for group in ("provision", "article"):
        form = replace(WORKING, rows="all", group=group)
        table = comparative_table(comparison, form, "ru")
        shown = "\n".join(words(cell) for row in table.rows for cell in row)
        for act in acts:
            assert all(provision.text in shown for provision in act.provisions)


@given(editions(RUSSIAN))
def test_each_row_has_a_key_of_its_own_that_says_its_words(acts: tuple[Act, Act]) -> None:
    comparison = compare(*acts)
    form = replace(WORKING, rows="all")
    found = compared_rows(comparison, form)
    assert len({row.key for row in found}) == len(found)
    table = comparative_table(comparison, form, "ru")
    for text, row in zip(table.keys, found, strict=True):
        assert list(row_keys(text)) == [row.key]
        for pair in row.pairs:
            assert pair.old is None or row.key.old_words == words_digest(pair.old.text)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_note_names_new_articles_and_every_measure_with_its_base(language: str) -> None:
    comparison = compared([[BRIDGE], [WELL]], [[BRIDGE], [WELL], [FERRY, BOAT]])
    form = form_named("kazakhstan/note")
    document = explanatory_note(comparison, form, language, date(2031, 1, 1))
    said = "\n".join(block.text for block in document.blocks if not isinstance(block, Table))
    assert {"kk": "3-бап", "ru": "ст. 3", "en": "art. 3"}[language] in said
    assert document.upright
    (measures,) = document.tables
    assert [column.code for column in measures.columns] == ["measure", "part", "base", "share"]
    assert len(measures.rows) == len(comparison.measures)
