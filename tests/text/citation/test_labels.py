"""References in strings that a reader labelled, and on pages of laws."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from text.citation.labels import HERE, LANGUAGES, expected, found, labelled

from zhargy.text.reading import pdf

REAL = os.environ.get("ZHARGY_REAL_DATA")
# What the engine does not read as the reader did.
OPEN = {
    "по основаниям настоящих статьи и пункта",
    "стаtьи 12 и 13 Конституции",
    "2-қосымшаның 3-бөлімі, 5-жолы",
    "sections 2(a) and 3(b) of the said Act",
    "15 жылдан кейін 3 баптан басқа",
    "1-бабы, 2-бабының 3-тармағы (2) тармақшасынан басқа)",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("series", ["dev", "grammar", "held1", "held2", "held4", "held5", "held6"])
def test_every_string_that_the_engine_was_made_with_is_read_as_labelled(
    series: str, language: str
) -> None:
    wrong = [
        (text, found(text, language))
        for text, references in labelled(f"{series}.{language}.tsv")
        if found(text, language) != references and text not in OPEN
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("series", "least"),
    [
        ("held7.en", 79),
        ("held8.en", 40),
        ("held9.en", 47),
        ("held9.ru", 37),
        ("held9.kk", 34),
        ("held10.en", 51),
        ("held10.ru", 35),
        ("held10.kk", 29),
        ("held11.en", 24),
        ("held11.ru", 21),
        ("held11.kk", 10),
        ("held12.en", 39),
        ("held12.ru", 40),
        ("held12.kk", 40),
        ("held13.en", 40),
        ("held13.ru", 40),
        ("held13.kk", 40),
        ("held14.en", 39),
        ("held14.ru", 40),
        ("held14.kk", 38),
        ("held15.en", 40),
        ("held15.ru", 40),
        ("held15.kk", 38),
        ("held16.en", 38),
        ("held16.ru", 39),
        ("held16.kk", 39),
    ],
)
def test_strings_of_other_traditions_are_read_as_often_as_was_measured(
    series: str, least: int
) -> None:
    rows = labelled(f"{series}.tsv")
    language = series.rpartition(".")[2]
    assert sum(found(text, language) == references for text, references in rows) >= least


@pytest.mark.parametrize("language", LANGUAGES)
def test_strings_that_the_engine_had_not_seen_are_read_as_often_as_was_measured(
    language: str,
) -> None:
    rows = labelled(f"held3.{language}.tsv")
    right = sum(found(text, language) == references for text, references in rows)
    assert right >= {"ru": 40, "kk": 38, "en": 39}[language]


def paragraphs(name: str) -> list[str]:
    path = Path(str(REAL)) / "kz" / name
    if path.suffix == ".pdf":
        return [p.text for p in pdf.read(path.read_bytes(), where=name).paragraphs]
    return path.read_text(encoding="utf-8").split("\n")


def regions() -> list[tuple[str, int, int, dict[int, str]]]:
    out: list[tuple[str, int, int, dict[int, str]]] = []
    files = ("running.tsv", "running4.tsv")
    lines = [x for file in files for x in (HERE / file).read_text(encoding="utf-8").splitlines()]
    for line in lines:
        first, *rest = line.split("\t")
        if first == "@":
            out.append((rest[0], int(rest[1]), int(rest[2]), {}))
        else:
            out[-1][3][int(first)] = rest[0]
    return out


@pytest.mark.skipif(REAL is None, reason="the laws are found through ZHARGY_REAL_DATA")
@pytest.mark.parametrize(("name", "first", "last", "cells"), regions(), ids=lambda v: str(v)[:30])
def test_on_pages_of_laws_every_reference_is_found_and_nothing_else(
    name: str, first: int, last: int, cells: dict[int, str]
) -> None:
    language = name.split(".")[-2]
    for number, text in enumerate(paragraphs(name)):
        if first <= number <= last:
            wanted = expected(cells[number]) if number in cells else []
            assert Counter(found(text, language)) == Counter(wanted), number


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Статья 1.\nв пункте 3 статьи 6:\nслова", "ru", "instruction"),
        ("Дума.\nВ случаях по пункту 3 статьи 6:\n1) мост;", "ru", "citation"),
        ("Дума.\nВ пункте 2 настоящей статьи:\n1) мост;", "ru", "citation"),
        ("Кеңес.\n6-баптың 3-тармағында:\nсөздер", "kk", "instruction"),
        ("Кеңес.\nОсы баптың 3-тармағында көзделген жағдайларда:\n1) көпір;", "kk", "citation"),
        ("Council.\nIn section 8 of the Roads Act 1980—\nwords", "en", "instruction"),
        (
            "Council.\nThe law changes, and this Article VIII shall be amended at once.",
            "en",
            "citation",
        ),
        ("Council.\nIn the cases provided for in section 8:\n(a) a bridge;", "en", "citation"),
    ],
)
def test_a_paragraph_that_only_names_a_place_is_an_instruction_and_the_head_of_a_list_is_not(
    text: str, language: str, kind: str
) -> None:
    assert {reference[2] for reference in found(text, language)} == {kind}
