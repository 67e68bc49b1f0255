from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.languages.forms.kazakh import CASES, OWN_CASES, PLURAL
from zhargy.terms.lemmas import lemma, normal, words

NOUNS = """
азамат құқық заң бап тармақ мемлекет республика конституция мәселе мүше кеңес қызмет ұйым бөлім
төлем жыл тіл сөз мәжіліс құрылтай өкім сайлау дауыс кодекс судья прокурор халық тәртіп орган бюджет
жүйе ереже шешім келісім көмек білік клуб субъекті парламент сенат министр әкім туризм
""".split()


def declined(noun: str) -> list[str]:
    """A Kazakh noun in both numbers, in every case, alone and with the possessive."""
    soft = noun_is_soft(noun)
    found = [noun]
    for base in (noun, noun + _fitting(PLURAL, noun, soft)[0]):
        found.append(base)
        found += [base + ending for ending in _fitting(CASES, base, soft)]
        own = _possessed(base, soft)
        found += [own + case[soft] for case in OWN_CASES]
    return found


def noun_is_soft(noun: str) -> bool:
    return next(c in "әеөүіэи" for c in reversed(noun) if c in "аәеиіоөуұүыэя")


def _fitting(rows: object, base: str, soft: bool) -> list[str]:
    return [pair[soft] for follows, pair in rows if base[-1] in follows]  # type: ignore[attr-defined]


def _possessed(base: str, soft: bool) -> str:
    if base[-1] in "аәеыіяоө":
        return base + ("сы", "сі")[soft]
    if base == "халық":
        return "халқы"
    softened = {"к": "г", "қ": "ғ", "п": "б"}.get(base[-1], base[-1])
    return base[:-1] + softened + ("ы", "і")[soft]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_case_of_a_kazakh_noun_is_that_noun(noun: str) -> None:
    assert {form: lemma(form, "kk") for form in declined(noun)} == dict.fromkeys(
        declined(noun), noun
    )


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("kk", "қабылдау қабылдайды қабылдаған қабылдайтын қабылдап қабылдауға қабылдамаса"),
        ("kk", "жойылу жойылды жойылмаған жойылатын жойылуы жойылғаннан"),
        ("ru", "республика республике республиками Республикою"),
        ("ru", "избрать избран избранного избрал избранными"),
        ("en", "authorize authorizes authorized authorizing"),
        ("en", "policy policies policy's"),
        ("en", "lose lost losing loses"),
    ],
)
def test_forms_of_one_word_share_a_base(language: str, forms: str) -> None:
    assert len({lemma(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("kk", "қабылдау", "қабылдану"),
        ("kk", "құқық", "құқықтық"),
        ("kk", "төраға", "төралқа"),
        ("ru", "право", "правило"),
        ("ru", "курултай", "культура"),
        ("en", "vote", "voter"),
        ("en", "universal", "university"),
    ],
)
def test_another_word_keeps_a_base_of_its_own(language: str, one: str, other: str) -> None:
    assert lemma(one, language) != lemma(other, language)


def test_a_letter_of_the_wrong_script_does_not_hide_a_word() -> None:
    assert lemma("мәдениетiн", "kk") == lemma("мәдениет", "kk")
    assert lemma("cyд", "ru") == lemma("суда", "ru") == "суд"
    assert normal("Ёлка", "ru") == "елка"


def test_marks_and_soft_hyphens_inside_a_word_are_no_letters() -> None:
    assert lemma("за\u0301мка", "ru") == lemma("замка", "ru")
    assert [w.lemma for w in words("кон\u00adституция", "ru")] == ["конституция"]
    assert lemma("курултаи\u0306", "ru") == "курултай"


def test_a_word_stands_where_its_span_says() -> None:
    text = "Статья 39-1. «Курултай» избирается; 83–84-статьи"
    found = list(words(text, "ru"))
    assert [text[slice(*word.span)] for word in found] == [word.text for word in found]
    assert [word.text for word in found] == [
        "Статья", "39-1", "Курултай", "избирается", "83", "84", "статьи",
    ]  # fmt: skip


@given(
    st.one_of(
        st.text("аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяё", min_size=1, max_size=14),
        st.tuples(st.sampled_from(NOUNS), st.text("аеыіуднтлрмнбғгқк", max_size=6)).map("".join),
    ),
    st.sampled_from(["kk", "ru"]),
)
def test_the_base_of_a_base_is_itself(word: str, language: str) -> None:
    base = lemma(word, language)
    assert lemma(base, language) == base


@given(st.text("abcdefghijklmnopqrstuvwxyz'-", min_size=1, max_size=12))
def test_the_base_of_an_english_base_is_itself(word: str) -> None:
    base = lemma(word, "en")
    assert lemma(base, "en") == base


def test_the_dictionary_is_loaded_only_for_russian() -> None:
    code = (
        "import sys; from zhargy.terms.lemmas import lemma; lemma('баптың', 'kk'); "
        "lemma('rights', 'en'); assert 'pymorphy3' not in sys.modules; "
        "lemma('права', 'ru'); assert 'pymorphy3' in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
