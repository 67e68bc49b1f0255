"""Words that the record has in one language only are marked with it on pages in others."""

from __future__ import annotations

import re

import pytest
from benchmarks.showing import sample_record

from zhargy.reform.library import library_of
from zhargy.site.pages.tongue import tongue, tongue_of
from zhargy.site.site import Site

THREE = ("kk", "ru", "en")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Election commission of the Republic, decision 41", "en"),
        ("Order No. 12", "en"),
        ("Хаттама № 3, 2031 ж. 2 сәуір", "kk"),
        ("Сайлау комиссиясының 41-шешімі", "kk"),
        ("Протокол № 3 от 2 апреля 2031 года", "ru"),
        ("Решение комиссии о списках", "ru"),
        # A name without a letter or a word of one of them alone may be of either.
        ("Протокол № 3", ""),
        ("Орган", ""),
        ("Ещё четыре комиссии", ""),
        ("№ 3, 02.04.2031", ""),
        ("", ""),
    ],
)
def test_the_language_of_words_is_told_only_where_it_can_be(words: str, told: str) -> None:
    for page in THREE:
        assert tongue(words, page, THREE) == ("" if told == page else told)


def test_an_alphabet_that_only_one_language_of_the_reform_writes_decides() -> None:
    assert tongue("Протокол № 3", "en", ("ru", "en")) == "ru"
    assert tongue("Протокол № 3", "ru", ("ru", "en")) == ""


def test_words_that_stand_in_another_language_are_of_the_first_that_there_is() -> None:
    assert tongue_of({"ru": "Избиратели", "en": "Voters"}, "kk") == "ru"
    assert tongue_of({"ru": "Избиратели", "en": "Voters"}, "en") == ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(library_of(str(sample_record(tmp_path_factory.mktemp("sample")))))


def shown(site: Site, path: str) -> str:
    page = site.page(path)
    assert page
    return page.html().decode()


@pytest.mark.parametrize("path", ["", "record/", "summary/"])
def test_english_words_are_marked_on_pages_in_other_languages(site: Site, path: str) -> None:
    marked = {
        code: re.findall(r'<span lang="(\w+)">([^<]+)</span>', shown(site, f"{code}/{path}"))
        for code in THREE
    }
    assert marked["en"] == []
    assert marked["kk"] == marked["ru"]
    assert {code for code, _ in marked["kk"]} == {"en"}
    assert "Election commission of the Republic, decision 41" in {said for _, said in marked["kk"]}


def test_the_base_of_a_figure_is_marked_and_its_entry_too(site: Site) -> None:
    assert '(<span lang="en">the roll as closed on the eve of the vote</span>)' in shown(
        site, "kk/"
    )
    entry = next(one for one in site.library.figures if one.entry.body.get("base"))
    page = shown(site, f"ru/record/{entry.place}/")
    assert (
        '<dd><span lang="en">Election commission of the Republic, decision 41</span></dd>' in page
    )
    assert "<dd>Election commission" in shown(site, f"en/record/{entry.place}/")
