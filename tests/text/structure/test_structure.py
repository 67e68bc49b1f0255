"""How an act is put together from its lines: what a lawyer would say of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnreadableText
from zhargy.text.act import Act, Note
from zhargy.text.provision import number_order
from zhargy.text.read import read_bytes
from zhargy.text.reading.source import Paragraph, Source
from zhargy.text.structure.acts import Reading, acts_of
from zhargy.text.structure.order import Order, letter_order, order


def act(text: str) -> Act:
    return read_bytes(text.encode(), "a.txt").act


def texts(found: Act) -> dict[str, str]:
    return {p.address: p.text for p in found.provisions}


def reading(*paragraphs: Paragraph) -> Reading:
    return acts_of(Source("docx", "", paragraphs), "a.docx")


# -- lists ----------------------------------------------------------------------------------------


def test_words_that_announce_a_second_list_belong_to_the_point() -> None:
    found = texts(
        act(
            "Статья 1.\n1. Выдают:\n1) копии.\nНе выдают:\n1) книги;\n2) карты.\n2. Выданное возвращают.\n"
        )
    )
    assert found["art_1__para_1"] == "Выдают:\nНе выдают:"
    assert found["art_1__para_1__list_2__subpara_2"] == "карты."
    assert found["art_1__para_1__subpara_1"] == "копии."


def test_words_between_two_points_belong_to_the_first_of_them() -> None:
    found = texts(act("Статья 1.\n1. Мост чинят.\nЧинят весной.\n2. Ключ хранят.\n"))
    assert found["art_1__para_1"] == "Мост чинят.\nЧинят весной."


def test_words_after_points_that_hang_on_nothing_are_not_lost() -> None:
    found = texts(act("1) мост общий.\n2) ключ общий.\nЧинят весной.\n"))
    assert found["subpara_2"] == "ключ общий.\nЧинят весной."


def test_a_range_of_repealed_numbers_is_one_label_and_several_numbers() -> None:
    found = act("Статья 1.\n1. Мост.\n2–4. Исключены решением схода.\n5. Ключ.\n")
    assert [(e.citation.address, e.label) for e in found.repealed] == [
        ("art_1__para_2", "2–4."),
        ("art_1__para_3", ""),
        ("art_1__para_4", ""),
    ]
    assert found.repealed[0].text == "Исключены решением схода."


def test_a_number_said_to_be_repealed_in_a_note_is_no_gap() -> None:
    found = read_bytes(
        "Устав\nСтатья 1. Мост\nМост общий.\nСноска. Статья 2 исключена решением схода.\n"
        "Статья 3. Ключ\nКлюч общий.\n".encode(),
        "a.txt",
    )
    assert not found.needs_a_person


# -- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "here"),
    [("5", "5a"), ("5a", "5b"), ("5b", "6"), ("73", "73A"), ("73A", "74"), ("5", "5-1"),
     ("5-1", "5-2"), ("5-2", "6"), ("и", "к"), ("з", "и"), ("III", "IV"), ("h", "i")],
)  # fmt: skip
def test_what_follows_is_no_gap(before: str, here: str) -> None:
    assert letter_order(here, before) is Order.NEXT


@pytest.mark.parametrize(
    ("before", "here"), [("5", "7"), ("73A", "76"), ("5-1", "5-3"), ("а", "г")]
)
def test_what_does_not_follow_is_a_gap(before: str, here: str) -> None:
    assert order(here, before) is Order.GAP


@given(st.text(max_size=6), st.text(max_size=6))
def test_any_two_numbers_have_an_order(number: str, last: str) -> None:
    assert isinstance(letter_order(number, last), Order)
    assert letter_order(number, number) is Order.SAME


def test_a_raised_digit_is_a_letter_and_no_number() -> None:
    """Python calls "²" a digit and cannot count with it."""
    assert isinstance(letter_order("", "²"), Order)
    assert sorted(["²", "3"], key=number_order) == ["3", "²"]


# -- tables in text -------------------------------------------------------------------------------


def test_lines_with_tabs_under_an_annex_are_its_rows() -> None:
    found = texts(
        act(
            "Статья 1. Ряды указаны в приложении.\nПриложение 1. Ряды\n"
            "Номер\tРяд\tМест\n1\tУ ворот\t12\n2\tУ колодца\t8\n"
        )
    )
    assert found["annex_1"] == "Номер | Ряд | Мест"
    assert found["annex_1__row_2"] == "У колодца | 8"


@pytest.mark.parametrize(
    "lines",
    [
        "1.\tМост чинят.\n2.\tКлюч хранят.\n3.\tВедро берегут.\n",
        "1)\tмост;\n2)\tключ;\n3)\tведро.\n",
        "а)\tмост;\nб)\tключ;\nв)\tведро.\n",
    ],
)
def test_a_tab_behind_a_number_makes_no_table(lines: str) -> None:
    found = act(f"Статья 1.\n{lines}")
    assert len(found.units) == 3
    assert not any("|" in p.text for p in found.units)


# -- numbers outside the text -----------------------------------------------------------------------


def test_a_number_that_the_program_shows_is_a_label() -> None:
    found = reading(
        Paragraph("Мост", "paragraph 1", "Статья 1."),
        Paragraph("Мост чинят.", "paragraph 2", "1."),
        Paragraph("Ключ хранят.", "paragraph 3", "2."),
    ).act
    assert [e.label for e in found.elements()] == ["Статья 1.", "1.", "2."]


def test_a_bullet_that_the_program_shows_stands_before_its_words() -> None:
    found = reading(
        Paragraph("Мост", "paragraph 1", "Статья 1."),
        Paragraph("Берегут:", "paragraph 2", "1."),
        Paragraph("ведро", "paragraph 3", "•"),
    ).act
    assert texts(found)["art_1__para_1"] == "Берегут:\n• ведро"


def test_a_bullet_before_a_number_of_its_own_is_set_aside() -> None:
    found = reading(Paragraph("Статья 1. Мост общий.", "paragraph 1", "•"))
    assert texts(found.act) == {"art_1": "Мост общий."}
    assert [(s.text, s.reason) for s in found.set_aside] == [("•", "unplaced")]


# -- two acts side by side -------------------------------------------------------------------------


def side_by_side(*rows: tuple[str, str]) -> Reading:
    cells = [
        Paragraph(line, "t", cell=(1, row, column))
        for row, both in enumerate(rows, 1)
        for column, text in enumerate(both, 1)
        for line in text.split("\n")
    ]
    return reading(*cells)


def test_absent_in_a_table_of_old_and_new_is_no_law() -> None:
    found = side_by_side(
        ("Действующая редакция", "Предлагаемая редакция"),
        ("Статья 1. Мост\nМост общий.", "Статья 1. Мост\nМост всеобщий."),
        ("Статья 2. Ключ\nКлюч общий.", "Статья 2. Ключ\nКлюч у старосты."),
        ("Отсутствует.", "Статья 3. Плата\nПлатят весной."),
        ("Статья 3. Сход\nСход судит.", "—"),
    )
    assert [texts(a)["art_3"] for a in found.acts] == ["Сход судит.", "Платят весной."]
    assert texts(found.acts[0])["art_2"] == "Ключ общий."
    assert [(s.text, s.reason) for s in found.set_aside][2:] == [
        ("Отсутствует.", "column"), ("—", "column")
    ]  # fmt: skip


def test_the_first_row_of_a_bilingual_table_is_the_title_unless_it_names_the_languages() -> None:
    rows = (
        ("1-бап. Көпір\nКөпір ортақ және барлық адамға ашық болып табылады.", "Статья 1. Мост\nМост общий."),
        ("2-бап. Кілт\nКілт те ортақ және осы үйде тұрады.", "Статья 2. Ключ\nКлюч тоже общий."),
    )  # fmt: skip
    assert [a.title for a in side_by_side(("ЖАРҒЫ", "УСТАВ"), *rows).acts] == ["ЖАРҒЫ", "УСТАВ"]
    named = side_by_side(("Қазақ тілінде", "На русском языке"), *rows)
    assert [a.title for a in named.acts] == ["", ""]


# -- notes and signatures ---------------------------------------------------------------------------


def test_who_signed_is_no_law() -> None:
    found = act("Устав\nСтатья 1.\n1. Мост общий.\n2. Ключ общий.\nСтароста А. Бек\nс. Каменка\n")
    assert found.notes == (Note("signature", "Староста А. Бек\nс. Каменка"),)


def test_an_editors_note_belongs_to_the_words_above_it() -> None:
    found = act("Статья 1.\n1. Мост.\nСноска. Пункт 1 изменён.\n2. Ключ.\n")
    point = found.body[0].children[0]
    assert point.notes == (Note("editor", "Сноска. Пункт 1 изменён."),)


# -- no act ---------------------------------------------------------------------------------------


def test_a_text_without_numbers_is_no_act() -> None:
    with pytest.raises(UnreadableText) as refused:
        act("Сегодня на базаре дёшевы яблоки.\nЗавтра подорожают.\n")
    assert refused.value.code == "R18"


def test_kazakh_in_latin_letters_is_refused_by_name() -> None:
    with pytest.raises(UnreadableText) as refused:
        act("1-bap. Qazaqstan Respublikasynyñ zañy men osy bap üşın memleket jäne azamat quqyğy.\n")
    assert refused.value.code == "R20"
