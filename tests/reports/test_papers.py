"""Papers for the printer: what must stand on them, in every language, and the same bytes."""

from __future__ import annotations

import re
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voting import form_text

from zhargy.messages import LANGUAGES, say
from zhargy.referendum.form import Line, form_from
from zhargy.reports.papers.ballot import KINDS, Ballot, Specimens, ballot_bytes
from zhargy.reports.papers.protocol_blank import Blanks, Precinct, blank_bytes

KAZAKH = "әғқңөұүһі ӘҒҚҢӨҰҮҺІ"
FORM = form_from(tomllib.loads(form_text()), "small")
ASKS = {
    "kk": f"Жаңа Конституцияны қабылдайсыз ба? {KAZAKH}",
    "ru": "Принимаете ли Вы новую Конституцию?",
    "en": "Do you adopt the new Constitution?",
}
TITLE = {"kk": "Референдум – 2031 жыл", "ru": "Референдум 2031 года", "en": "Referendum of 2031"}
DIGESTS = tuple((code, digit * 64) for code, digit in zip(LANGUAGES, "abc", strict=True))
BALLOT = Ballot(TITLE, ASKS, (), {"kk": "Жарғы", "en": "The charter"}, "charter, adopted", DIGESTS)
SPECIMENS = Specimens((BALLOT,), LANGUAGES, date(2031, 6, 1))
PRECINCTS = tuple(
    Precinct(f"P-{n}", {"kk": f"{n}-мектеп", "ru": f"Школа {n}"}, ({"ru": "Город Акжар"},))
    for n in (1, 2, 3)
)
BLANKS = Blanks(FORM, TITLE, ASKS, PRECINCTS, LANGUAGES, date(2031, 7, 6), date(2031, 6, 1))

each_kind = pytest.mark.parametrize("suffix", KINDS)


def pages(content: bytes) -> list[str]:
    """The words of each page of a PDF, on one line."""
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for page in document:
            words = page.get_textpage()
            found.append(" ".join(words.get_text_range().split()))
            words.close()
            page.close()
        return found
    finally:
        document.close()


def words_of(content: bytes, suffix: str) -> str:
    """All the words of a paper, heads and feet too."""
    if suffix == ".pdf":
        return " ".join(pages(content))
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [n for n in sorted(package.namelist()) if re.match(r"word/(doc|head|foot)", n)]
        text = " ".join(package.read(name).decode() for name in parts)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&amp;", "&").split())


@each_kind
@pytest.mark.parametrize("beside", [False, True])
def test_a_ballot_asks_in_every_language_and_says_in_each_that_it_is_a_specimen(
    suffix: str, beside: bool
) -> None:
    words = words_of(ballot_bytes(replace(SPECIMENS, beside=beside), suffix), suffix)
    for language in LANGUAGES:
        for code in ("print-specimen", "print-not-valid", "print-how", "print-yes", "print-no"):
            assert say(code, language) in words
        for word in ASKS[language].split():
            assert word in words
    for _, digest in DIGESTS:
        assert digest in words
    assert "charter, adopted" in words
    assert "The charter" in words


@each_kind
def test_a_voter_has_one_box_for_each_answer_whatever_language_she_reads(suffix: str) -> None:
    words = words_of(ballot_bytes(SPECIMENS, suffix), suffix)
    assert words.count("ИӘ · ДА · YES") == 1
    assert words.count("ЖОҚ · НЕТ · NO") == 1
    others = ({"kk": "Қолдаймын", "ru": "За", "en": "For"}, {"kk": "Қарсымын", "ru": "Против"})
    words = words_of(
        ballot_bytes(replace(SPECIMENS, ballots=(replace(BALLOT, answers=others),)), suffix), suffix
    )
    assert "Қарсымын · Против" in words
    assert "ДА" not in words


@each_kind
def test_a_ballot_that_names_no_text_speaks_of_no_digest(suffix: str) -> None:
    plain = Specimens((Ballot(TITLE, ASKS),), LANGUAGES)
    assert "SHA-256" not in words_of(ballot_bytes(plain, suffix), suffix)


def test_every_sheet_of_a_ballot_is_marked_and_each_question_has_its_own() -> None:
    long = dict.fromkeys(LANGUAGES, "Аралдың әрбір тұрғыны туралы сұрақ. " * 60)
    content = ballot_bytes(Specimens((BALLOT, replace(BALLOT, asks=long)), LANGUAGES), ".pdf")
    found = pages(content)
    assert len(found) > 2
    for page in found:
        assert all(say("print-specimen", language) in page for language in LANGUAGES)


@each_kind
def test_a_language_of_the_reform_alone_stands_alone(suffix: str) -> None:
    words = words_of(ballot_bytes(replace(SPECIMENS, languages=("kk",)), suffix), suffix)
    assert "ҮЛГІ" in words
    assert "SPECIMEN" not in words
    assert "ОБРАЗЕЦ" not in words


@each_kind
def test_each_precinct_has_a_paper_with_its_name_all_lines_and_all_equations(suffix: str) -> None:
    words = words_of(blank_bytes(BLANKS, suffix), suffix)
    for precinct in PRECINCTS:
        assert precinct.code in words
        assert precinct.name["kk"] in words
    for titles in (*(line.title for line in FORM.lines), *(e.title for e in FORM.equations)):
        for language in LANGUAGES:
            assert titles[language] in words
    for code in ("print-chair", "print-secretary", "print-signed", "print-complaints"):
        for language in LANGUAGES:
            assert say(code, language) in words
    assert KAZAKH in words
    assert "2–4" in words  # voted = yes + no


def test_every_page_names_its_precinct() -> None:
    found = pages(blank_bytes(BLANKS, ".pdf"))
    assert len(found) == 2 * len(PRECINCTS)
    for number, page in enumerate(found):
        assert f"P-{number // 2 + 1} " in page
        assert say("print-page", "en", n=number % 2 + 1) in page


def test_long_names_do_not_push_the_figures_to_another_page() -> None:
    name = {"kk": "Әлеуметтік-гуманитарлық бағыттағы мамандандырылған мектеп-лицейі " * 2}
    long = (Precinct("1-222-333", name, (name, {"kk": "Оңтүстік өңір"})),)
    assert len(pages(blank_bytes(replace(BLANKS, precincts=long), ".pdf"))) == 2


def test_a_form_of_many_lines_goes_on_over_more_pages_with_its_heads() -> None:
    lines = tuple(
        Line(f"line_{n}", "", dict.fromkeys(LANGUAGES, f"Ұзын атау {n}"), False, ())
        for n in range(60)
    )
    long = replace(BLANKS, form=replace(FORM, lines=lines, equations=()), precincts=PRECINCTS[:1])
    found = pages(blank_bytes(long, ".pdf"))
    assert len(found) > 2
    assert sum(say("print-digits", "kk") in page for page in found) == len(found) - 1


def test_a_thousand_papers_hold_what_they_share_once() -> None:
    many = tuple(Precinct(f"P-{n}", {"kk": f"{n}-мектеп"}) for n in range(1000))
    content = blank_bytes(replace(BLANKS, precincts=many), ".pdf")
    assert len(content) < 10_000_000
    assert len(pages(content[:])) == 2000


@each_kind
def test_the_same_paper_is_the_same_bytes_and_the_day_is_its_own(suffix: str) -> None:
    assert ballot_bytes(SPECIMENS, suffix) == ballot_bytes(SPECIMENS, suffix)
    assert blank_bytes(BLANKS, suffix) == blank_bytes(BLANKS, suffix)
    other = replace(SPECIMENS, day=date(2031, 6, 2))
    assert ballot_bytes(other, suffix) != ballot_bytes(SPECIMENS, suffix)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_a_name_holds_word_opens_the_paper(code: str, name: str) -> None:
    precinct = Precinct(code, {"kk": name, "ru": f"<b>{name}&"}, ({"kk": name},))
    blanks = replace(BLANKS, precincts=(precinct, precinct), asks={"ru": name})
    document = docx.Document(BytesIO(blank_bytes(blanks, ".docx")))
    assert len(document.tables) > 6
    ballot = replace(BALLOT, asks={"kk": name, "en": code}, text={"ru": name})
    assert docx.Document(BytesIO(ballot_bytes(replace(SPECIMENS, ballots=(ballot,)), ".docx")))
