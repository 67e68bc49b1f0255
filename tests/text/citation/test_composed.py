"""What the tables of composed.py can say, the engine reads back: places, act and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from text.citation import composed as said

from zhargy.text.citation.find import find

Reading = list[tuple[str, said.Path]]


def read(text: str, language: str) -> Reading:
    return [(reference.act, reference.path.steps) for reference in find(text, language)]


def single(number: said.Number) -> bool:
    return len(number.values) == 1 and ".." not in number.values[0]


# What is not said: Roman numbers of points, "с 3 по 7" in words, abbreviations before words.
CONTAINERS = ("section", "chapter")
SHORT = ("short", "glued", "short steps", "bare steps")


def fits_russian(level: str, number: said.Number, order: str) -> bool:
    if number.name == "Roman":
        return level in CONTAINERS
    if number.name == "letter":
        return level in ("point", "subpoint")
    if number.said in ("after", "before", "glued") and order in SHORT:
        return False
    if level == "paragraph":
        return number.name == "low in words"
    return not (level in (*CONTAINERS, "part") and number.name == "inserted")


@st.composite
def russian(draw: st.DrawFn) -> tuple[str, Reading]:
    order = draw(st.sampled_from(said.RUSSIAN_ORDERS))
    levels = draw(
        st.sampled_from(
            [ls for ls in said.RUSSIAN_LEVELS if "paragraph" not in ls or order not in SHORT]
        )
    )
    numbers = []
    for n, level in enumerate(levels):
        last = n == len(levels) - 1
        numbers.append(
            draw(
                st.sampled_from(
                    [
                        number
                        for number in said.RUSSIAN_NUMBERS
                        if fits_russian(level, number, order) and (last or single(number))
                    ]
                )
            )
        )
    act, name = draw(st.sampled_from(said.RUSSIAN_ACTS))
    # "Закона о равенстве": what follows would be its title.
    company = [c for c in said.RUSSIAN_COMPANY if not c[1].startswith(" о ")]
    before, after = draw(st.sampled_from(company))
    case = draw(st.integers(said.NOM, said.LOC))
    text = f"{before}{said.russian(levels, numbers, order, case)} {act}{after}"
    return text, [(name, path) for path in said.steps(levels, numbers)]


@settings(max_examples=400)
@given(russian())
def test_a_place_composed_in_russian_is_read_back(composed: tuple[str, Reading]) -> None:
    text, wanted = composed
    assert read(text, "ru") == wanted, text


@pytest.mark.parametrize(
    ("act", "name"),
    [a for a in said.RUSSIAN_ACTS if a[1].startswith(("Конституция", "Основной", "Гражданский"))],
)
def test_an_act_with_a_whole_name_takes_no_title(act: str, name: str) -> None:
    assert read(f"по статье 39 {act} о равенстве всех", "ru") == [(name, (("article", "39"),))]


def fits_kazakh(level: str, number: said.Number) -> bool:
    if number.name == "Roman":
        return level in CONTAINERS
    if level == "paragraph":
        return number.name == "low in words"
    if level == "subpoint":
        return number.said != "words" and number.name != "with ending"
    if level in ("part", "point"):
        return number.name not in ("in words", "tens in words", "two digits", "with ending")
    return not (level in CONTAINERS and number.name == "inserted")


@st.composite
def kazakh(draw: st.DrawFn) -> tuple[str, Reading]:
    order = draw(st.sampled_from(said.KAZAKH_ORDERS))
    levels = draw(st.sampled_from(said.KAZAKH_LEVELS))
    numbers = []
    for n, level in enumerate(levels):
        last = n == len(levels) - 1
        numbers.append(
            draw(
                st.sampled_from(
                    [
                        x
                        for x in said.KAZAKH_NUMBERS
                        if fits_kazakh(level, x) and (last or single(x))
                    ]
                )
            )
        )
    # "96 баптан" counts, where nothing says whose.
    named = order == "space" or draw(st.booleans())
    act, name = draw(st.sampled_from(said.KAZAKH_ACTS)) if named else ("", "this")
    case = draw(st.integers(said.NOM, 6)) if single(numbers[-1]) else said.NOM
    before, after = draw(st.sampled_from(said.KAZAKH_COMPANY))
    place = said.kazakh(levels, numbers, order, case, act=named)
    text = f"{before}{act}{' ' if named else ''}{place}{after}"
    return text, [(name, path) for path in said.steps(levels, numbers)]


@settings(max_examples=400)
@given(kazakh())
def test_a_place_composed_in_kazakh_is_read_back(composed: tuple[str, Reading]) -> None:
    text, wanted = composed
    assert read(text, "kk") == wanted, text


@st.composite
def english(draw: st.DrawFn) -> tuple[str, Reading]:
    # "the fifth article" alone is any, and "(Chapter 14)" may be the number of an Act.
    styles = [s for s in said.ENGLISH_STYLES if "o" not in s.kinds]
    style = draw(st.sampled_from(styles))
    numbers = []
    for n, kind in enumerate(style.kinds):
        inner = n > 0 or style.levels[0] != "article" or "." in style.said.partition("{0}")[2][:1]
        few = said.SMALL if kind == "d" and inner else said.ENGLISH_NUMBERS[kind]
        numbers.append(draw(st.sampled_from(few)))
    place, places = said.english(style, numbers)
    before, after = draw(st.sampled_from(said.ENGLISH_COMPANY))
    kind = draw(st.sampled_from(("after", "after", "before", "none")))
    if "w" in style.kinds and place[0].islower():
        kind = "after"  # "section five" alone counts
    act, name = "", "this"
    if kind == "after":
        act, name = draw(st.sampled_from(said.ENGLISH_ACTS))
        place = f"{place} {act}"
    elif kind == "before" and not place.startswith(("the ", "Chapter", "Regulation")):
        act, name = draw(st.sampled_from(said.ENGLISH_BEFORE))
        place = act.format(place)
    return f"{before}{place}{after}", [(name, path) for path in places]


@settings(max_examples=400)
@given(english())
def test_a_place_composed_in_english_is_read_back(composed: tuple[str, Reading]) -> None:
    text, wanted = composed
    assert read(text, "en") == wanted, text
