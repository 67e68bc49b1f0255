"""A register of titles: one act by all its names."""

from __future__ import annotations

from datetime import date

import pytest
from text.citation.test_resolve import act

from zhargy.text.citation.cited import cited_acts
from zhargy.text.citation.reference import Reference, Resolved
from zhargy.text.citation.register import Entry, Titles, together

OLD = Entry(
    "charter-1990",
    {"ru": ("Конституция Республики Жетиарал",), "kk": ("Жетіарал Республикасының Конституциясы",)},
    date(1990, 3, 1),
    replaced_by="charter-2020",
)
NEW = Entry(
    "charter-2020",
    {"ru": ("Конституция Республики Жетиарал",), "kk": ("Жетіарал Республикасының Конституциясы",)},
    date(2020, 7, 4),
)
PENAL = Entry("penal", {"ru": ("Уголовный кодекс", "УК"), "kk": ("Қылмыстық кодекс", "ҚК")})
FAIRS = Entry(
    "fairs", {"ru": ("Закон Республики Жетиарал «О ярмарках»",)}, date(2016, 4, 6), "480-V"
)
TITLES = Titles(
    (OLD, NEW, PENAL, FAIRS),
    {"ru": ("Республики Жетиарал", "РЖ"), "kk": ("Жетіарал Республикасының", "ЖР")},
)


def ids(name: str, language: str = "ru") -> list[str]:
    return [entry.id for entry in TITLES.meant(name, language)]


@pytest.mark.parametrize(
    ("name", "language", "id_"),
    [
        ("УК РЖ", "ru", "penal"),
        ("Уголовный кодекс Республики Жетиарал", "ru", "penal"),
        ("ҚК", "kk", "penal"),
        ("Закон «О ярмарках»", "ru", "fairs"),
        ("Закон РЖ от 06.04.2016 № 480-V", "ru", "fairs"),
        ("Закон РЖ от 6 апреля 2016 года № 480 -V «О ярмарках»", "ru", "fairs"),
        ("Конституция", "ru", "charter-2020"),
        ("Конституция Республики Жетиарал от 1 марта 1990 года", "ru", "charter-1990"),
        ("1990 жылғы 1 наурыздағы Жетіарал Республикасының Конституциясы", "kk", "charter-1990"),
    ],
)
def test_an_act_is_known_by_each_of_its_names(name: str, language: str, id_: str) -> None:
    assert ids(name, language) == [id_]


@pytest.mark.parametrize(
    "name",
    [
        "Закон",
        "Закон РЖ от 07.04.2016 № 480-V",
        "Закон от 6 апреля 2016 года № 481-V «О ярмарках»",
        "Закон № 480-V «О рекламе»",
        "Конституция Республики Жетиарал от 2 марта 1990 года",
        "Конституция Республики Узбекистан",
    ],
)
def test_another_date_number_title_or_country_is_another_act(name: str) -> None:
    assert ids(name) == []


def test_of_registers_together_the_last_word_on_an_act_counts() -> None:
    mine = Titles((Entry("penal", {"ru": ("Кодекс о наказаниях",)}),))
    both = together((TITLES, mine))
    assert [e.id for e in both.meant("Кодекс о наказаниях", "ru")] == ["penal"]
    assert both.meant("УК", "ru") == []
    assert len(both.entries) == len(TITLES.entries)


LAW = """Закон о мостах
Статья 1. Основа
Силу статьи 1 Закона от 06.04.2016 № 480-V и статьи 2 УК хранит сход.
Статья 2. Пошлина
Размер – в статье 9 Закона «О ярмарках».
"""
FAIR_LAW = """Закон Республики Жетиарал «О ярмарках»
Статья 1. Место
Ярмарка стоит на лугу.
Статья 2. Время
Она открыта утром.
"""


def references(*texts: str) -> list[Reference]:
    first, *others = (act(text) for text in texts)
    (cited,) = cited_acts([first], others, TITLES)
    return [reference for _, reference in cited.references]


def test_a_law_that_is_named_by_its_number_is_looked_up_in_its_text() -> None:
    found = references(LAW, FAIR_LAW)
    assert [(r.act_id, r.resolved) for r in found] == [
        ("fairs", Resolved.YES),
        ("penal", Resolved.UNKNOWN),
        ("fairs", Resolved.NO),
    ]
    assert found[0].target == ("art_1",)


def test_an_act_that_names_itself_by_its_number_means_itself() -> None:
    text = FAIR_LAW + "Статья 3. Сила\nСлова статьи 1 Закона от 06.04.2016 № 480-V неизменны.\n"
    (reference,) = references(text)
    assert (reference.act, reference.resolved) == ("this", Resolved.YES)


def test_two_acts_of_one_title_are_told_apart_by_the_date_in_the_front_matter() -> None:
    law = "Закон о луге\nСтатья 1. Основа\nПо статье 1 Конституции луг общий.\n"
    old = "Конституция Республики Жетиарал\nПринята 1 марта 1990 года\nСтатья 1. Луг\nЛуг общий.\n"
    unsaid = "Конституция Республики Жетиарал\nСтатья 1. Луг\nЛуг общий.\n"
    assert [(r.act_id, r.resolved) for r in references(law, old)] == [
        ("charter-1990", Resolved.YES)
    ]
    assert [(r.act_id, r.resolved) for r in references(law, unsaid)] == [("", Resolved.YES)]


def test_without_a_register_no_act_has_an_id() -> None:
    (cited,) = cited_acts([act(LAW)])
    assert not any(reference.act_id for _, reference in cited.references)


def test_of_acts_with_one_name_the_one_at_hand_is_meant() -> None:
    law = "Закон о луге\nСтатья 1. Основа\nПо статье 1 Конституции Жетиарал луг общий.\n"
    old = "Конституция Республики Жетиарал\nПринята 1 марта 1990 года\nСтатья 1. Луг\nЛуг общий.\n"
    (reference,) = references(law.replace(" Жетиарал луг", " Республики Жетиарал луг"), old)
    assert (reference.act_id, reference.resolved) == ("charter-1990", Resolved.YES)
