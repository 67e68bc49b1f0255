"""Laws that hold for every text: spans, writing and reading, time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.languages.citing import USAGES
from zhargy.text.citation.find import find
from zhargy.text.citation.reference import RANK
from zhargy.text.citation.write import written
from zhargy.text.provision import Citation

languages = st.sampled_from(sorted(USAGES))
each = pytest.mark.parametrize("language", sorted(USAGES))
plain_numbers = st.builds(
    lambda number, inserted: f"{number}{inserted}",
    st.integers(1, 120),
    st.sampled_from(("", "", "", "-1")),
)


@st.composite
def written_places(draw: st.DrawFn) -> tuple[str, Citation]:
    """A language, and a citation that it has words for: one level of each rank, outermost first."""
    language = draw(languages)
    ladders = [
        levels
        for levels in (
            ("article", "point", "subpoint"),
            ("article", "subpoint"),
            ("article", "part", "subpoint"),
            ("article", "point", "part"),
            ("section", "chapter"),
            ("annex", "row"),
            ("article", "point", "subpoint", "paragraph"),
        )
        if all(level in USAGES[language].written for level in levels)
    ]
    ladder = draw(st.sampled_from(ladders))
    first = draw(st.integers(0, len(ladder) - 1))
    last = draw(st.integers(first, len(ladder) - 1))
    return language, Citation(
        tuple((level, draw(plain_numbers)) for level in ladder[first : last + 1])
    )


@given(written_places())
def test_a_citation_that_was_written_is_read_back(place: tuple[str, Citation]) -> None:
    language, citation = place
    text = str(written(citation, language))
    around = {"ru": f"согласно {text}", "kk": f"{text} бойынша", "en": f"see {text}"}[language]
    if len(citation.steps) == 1 and citation.steps[0][0] in ("part", "paragraph", "row"):
        return  # alone they speak of any part of a text
    assert [r.path for r in find(around, language)] == [citation]


@given(st.sampled_from(("I", "II", "IV", "IX", "XIV")), plain_numbers)
def test_a_roman_number_stands_apart_in_kazakh_and_is_read_back(roman: str, chapter: str) -> None:
    place = Citation.of(section=roman, chapter=chapter)
    text = str(written(place, "kk"))
    assert text.startswith(f"{roman} бөлімнің ")
    assert [r.path for r in find(f"{text} бойынша", "kk")] == [place]


@st.composite
def running_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Pieces of citations in any order, among other words and signs."""
    language = draw(languages)
    words = sorted(USAGES[language].words) + sorted(USAGES[language].heads)
    pieces = st.one_of(
        st.sampled_from(words),
        plain_numbers,
        st.builds("{})".format, plain_numbers),
        st.sampled_from(
            ("(1)", "(a)", "II", "–", "-", ", ", "; ", ". ", "\n", "№", "«", "»", "от")
        ),
        st.text(max_size=5),
    )
    parts = draw(st.lists(pieces, max_size=25))
    glue = draw(st.sampled_from((" ", " ", "", "\u00a0")))
    return language, glue.join(parts)


@given(running_texts())
def test_spans_and_marks_lie_inside_the_text_and_in_order(text: tuple[str, str]) -> None:
    language, words = text
    references = find(words, language)
    assert references == find(words, language)
    for reference in references:
        start, end = reference.span
        assert 0 <= start < end <= len(words)
        assert len(reference.marks) == len(reference.path.steps)
        assert all(a == b == 0 or start <= a <= b <= end for a, b in reference.marks)
        assert all(level in RANK and number for level, number in reference.path.steps)
        assert 0 < reference.confidence <= 1
    starts = [reference.span[0] for reference in references]
    assert starts == sorted(starts)


ACTS = {
    "ru": ("Закона", "настоящего Закона", "Конституции Республики"),
    "kk": ("Заңның", "осы Конституциялық заңның", "«Сайлау туралы» Заңның"),
    "en": ("the Charter", "this Act", "the Local Government Act 1995"),
}
JOINTS = {"ru": (", ", " и ", " или "), "kk": (", ", " және "), "en": (", ", " and ")}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    """Written citations, joined, of a named act or not."""
    places = draw(st.lists(written_places(), min_size=1, max_size=4))
    language = places[0][0]
    words = [str(written(place, code)) for code, place in places if code == language]
    text = words[0]
    for more in words[1:]:
        text += draw(st.sampled_from(JOINTS[language])) + more
    if draw(st.booleans()):
        act = draw(st.sampled_from(ACTS[language]))
        text = {"kk": f"{act} {text}", "en": f"{text} of {act}", "ru": f"{text} {act}"}[language]
    return language, {"ru": f"согласно {text}.", "kk": f"– {text}.", "en": f"see {text}."}[language]


@given(sentences())
def test_the_words_of_a_span_are_all_that_its_places_need(sentence: tuple[str, str]) -> None:
    language, text = sentence
    for reference in find(text, language):
        start, end = reference.span
        again = find(f"– {text[start:end]}", language)
        assert (reference.act, reference.path) in [(r.act, r.path) for r in again]


CHAINS = {
    "ru": (
        "Права по подпунктам 2) – 8) пункта 1 настоящей статьи, пункту 3 статьи 5 Закона и главе 2.",
        "Статьями 11, 13–15, пунктом 1 статьи 16, статьей 17 Конституции Республики Казахстан.",
        "Согласно части второй пункта 2 статьи 61, согласно пункту 4.2 Устава.",
    ),
    "kk": (
        "Заңның 50-бабының 2 және 3-тармақтарында, осы баптың 4), 5) тармақшаларында.",
        "Конституцияның 2-бабы 7-тармағының және 43-бабы 5-тармағының талаптары.",
    ),
    "en": (
        "See section 74(1)(b) or (c), Articles 12–15 and 18 of the Charter and this chapter.",
        "Under paragraph (a) of subsection (2) of section 5 of the Act, and Schedule 1, paragraph 4.",
    ),
}


@each
def test_the_words_of_a_span_read_again_give_the_same_places(language: str) -> None:
    for text in CHAINS[language]:
        for reference in find(text, language):
            start, end = reference.span
            again = find(f"… {text[start:end]}", language)
            assert (reference.act, reference.path) in [(r.act, r.path) for r in again]


HOSTILE = {
    "numbers": "1, 2, 3, ",
    "articles": "статья 5 ",
    "points": "пункт 1, пункт 2 и ",
    "lists": "пункты 1, 2, 3, 4, 5 статей 6, 7, 8, 9, ",
    "kazakh": "5-бабының 1-тармағы, ",
    "kazakh numbers": "1 және 2 және ",
    "english": "section 5(1)(a)(i) and (b) of ",
    "brackets": "(1)",
    "notes": "Сноска законом см. ст. 3 ",
    "quotes": "статьи 5 Закона «",
    "aliases": "(далее – Закон) ",
    "capitals": "section 1 of the Law on A B C D ",
    "spaces": " " * 50,
    "dashes": "5-6-7-",
    "ordinals": "первой, второй и ",
    "mixed": "сtатья 5 ",
}


@each
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_text_twice_as_long_takes_about_twice_the_time(name: str, language: str) -> None:
    """Of three sizes the largest costs, for each letter, less than four times the smallest."""
    costs = []
    for size in (4_000, 16_000, 64_000):
        text = (HOSTILE[name] * (size // len(HOSTILE[name]) + 1))[:size]
        best = min(_seconds(text, language) for _ in range(3))
        costs.append(best / size)
    assert costs[-1] < 4 * max(costs[0], 2e-8)


def _seconds(text: str, language: str) -> float:
    started = time.process_time()
    find(text, language)
    return time.process_time() - started
