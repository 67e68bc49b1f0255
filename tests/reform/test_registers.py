"""Registers of titles: the shipped one, and files of a person."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from zhargy.errors import UnusableRegister
from zhargy.reform.registers import register_from, shipped_registers, titles_of


def test_the_register_of_kazakhstan_knows_an_act_by_each_of_its_names() -> None:
    titles = titles_of(["kazakhstan"])
    for name, language, id_ in (
        ("Конституция РК", "ru", "constitution-2026"),
        ("ҚР Конституциясы", "kk", "constitution-2026"),
        ("Constitution of the Republic of Kazakhstan", "en", "constitution-2026"),
        ("Конституция Республики Казахстан от 30 августа 1995 года", "ru", "constitution-1995"),
        ("Закон РК от 06.04.2016 № 480-V", "ru", "legal-acts"),
        ("Конституционный закон «О республиканском референдуме»", "ru", "referendum"),
    ):
        assert [entry.id for entry in titles.meant(name, language)] == [id_]


def test_every_entry_says_where_it_comes_from_and_what_replaced_it_is_there() -> None:
    for name, text in shipped_registers().items():
        entries = register_from(tomllib.loads(text), name).entries
        ids = {entry.id for entry in entries}
        assert all(entry.source for entry in entries)
        assert all(entry.replaced_by in ids for entry in entries if entry.replaced_by)


def test_no_register_knows_no_act() -> None:
    assert titles_of([]).meant("Конституция", "ru") == []


def test_a_file_of_a_person_is_a_register_too(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[act]]\nid = "penal"\nru = ["УК"]\n', encoding="utf-8")
    titles = titles_of(["kazakhstan", str(file)])
    assert [entry.id for entry in titles.meant("УК РК", "ru")] == ["penal"]


@pytest.mark.parametrize(
    ("text", "ordinal", "key"),
    [
        ("title = 'x'\n[[act]]\nid='a'\nru=['Закон']", 0, "act"),
        ("act = []", 0, "act"),
        ("[[act]]\nru=['Закон']", 1, "id"),
        ("[[act]]\nid='a'", 1, "kk/ru/en"),
        ("[[act]]\nid='a'\nru=['Закон']\n[[act]]\nid='a'\nru=['Кодекс']", 1, "id"),
        ("[[act]]\nid='a'\nru='Закон'", 1, "ru"),
        ("[[act]]\nid='a'\nru=['5']", 1, "ru"),
        ("[[act]]\nid='a'\nfr=['Loi']", 1, "fr"),
        ("[[act]]\nid='a'\nru=['Закон']\ndate='2016'", 1, "date"),
        ("[[act]]\nid='a'\nru=['Закон']\nnumber=5", 1, "number"),
    ],
)
def test_an_unusable_register_is_refused_with_the_act_and_the_key(
    text: str, ordinal: int, key: str
) -> None:
    with pytest.raises(UnusableRegister) as refusal:
        register_from(tomllib.loads(text), "mine.toml")
    assert refusal.value.code == "F32"
    assert (refusal.value.fields["ordinal"], refusal.value.fields["key"]) == (ordinal, key)


def test_a_register_that_is_not_there_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("x", encoding="utf-8")
    for name, code in (("russia", "F30"), (str(tmp_path / "no.toml"), "F31"), (str(broken), "F31")):
        with pytest.raises(UnusableRegister) as refusal:
            titles_of([name])
        assert refusal.value.code == code
