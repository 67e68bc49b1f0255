from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest
from docs.schema import faults
from hypothesis import given
from hypothesis import strategies as st

from zhargy.reform.texts import read_file
from zhargy.reports.citing import cited
from zhargy.terms.search import Document, Index, build
from zhargy.terms.search_files import from_steps, to_json

SPEC = Path(__file__).parents[2] / "docs/spec"
ACT = [
    Document("art_1__heading_1", "1-бап, тақырыбы", "Халық билігі"),
    Document("art_1__para_1", "1-бап, 1-тармақ", "Билік халықтан бастау алады."),
    Document("art_1__para_2", "1-бап, 2-тармақ", "Халықтың құқықтары мен бостандықтары бар."),
    Document("art_39", "39-бап", "Құрылтай 145 депутаттан тұрады."),
    Document("art_39-1", "39-1-бап", "Премьер-министр құрылтайға есеп береді; 39-бап қолданылады."),
]


def found(query: str, act: list[Document] = ACT, language: str = "kk") -> list[str]:
    return [hit.document.address for hit in build(act, language).find(query)]


def test_a_word_finds_its_other_forms() -> None:
    assert found("халыққа") == found("халық ") == ["art_1__heading_1", "art_1__para_1", "art_1__para_2"]  # fmt: skip


def test_a_word_is_found_while_it_is_typed() -> None:
    assert [found("құрылтай"[:n]) for n in (3, 5, 8)] == [["art_39", "art_39-1"]] * 3


def test_a_form_that_the_act_does_not_hold_is_met_by_its_stem() -> None:
    assert found("депутаттардікі ") == ["art_39"]


def test_letters_of_the_wrong_script_find_the_same() -> None:
    assert found("xaлық билiк") == found("халық билік") != []


def test_the_number_of_an_article_finds_it_before_a_text_that_names_it() -> None:
    assert found("39") == ["art_39", "art_39-1"]
    assert found("39-1") == ["art_39-1"]
    assert found("39-бап")[0] == "art_39"
    assert found("4") == []


def test_all_words_must_occur_but_little_words_do_not_count() -> None:
    assert found("құқық және бостандық") == ["art_1__para_2"]
    assert found("құқық депутат") == []


def test_a_part_of_a_compound_is_a_word() -> None:
    assert found("министр") == ["art_39-1"]


def test_a_heading_goes_before_a_text() -> None:
    assert found("билік") == ["art_1__heading_1", "art_1__para_1"]


def test_the_words_asked_for_are_marked_in_the_text() -> None:
    (hit,) = build(ACT, "kk").find("құқық бостандығы")
    assert [hit.document.text[slice(*span)] for span in hit.spans] == ["құқықтары", "бостандықтары"]


@given(
    st.lists(st.text("абв 39-", max_size=12), max_size=6),
    st.text("абв39- ", max_size=8),
)
def test_what_is_found_holds_a_beginning_of_every_word(texts: list[str], query: str) -> None:
    act = [Document(f"art_{n}", f"ст. {n}", text) for n, text in enumerate(texts)]
    hits = build(act, "ru").find(query)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    for hit in hits:
        assert all(0 <= a < b <= len(hit.document.text) for a, b in hit.spans)


@given(st.lists(st.sampled_from("право закон суд выборы 39 народ".split()), min_size=1, max_size=8))
def test_every_word_of_a_provision_finds_it(words: list[str]) -> None:
    act = [Document("art_1", "ст. 1", " ".join(words)), Document("art_2", "ст. 2", "иное")]
    assert all("art_1" in found(word, act, "ru") for word in words)


def test_steps_are_ordinals() -> None:
    assert from_steps([0, 1, 5]) == (0, 1, 6)


@pytest.mark.parametrize("largest", [0, 1 << 30])
def test_the_files_are_as_the_specification_says(largest: int) -> None:
    schema = json.loads((SPEC / "search.schema.json").read_text(encoding="utf-8"))
    files = to_json(build(ACT, "kk"), largest=largest)
    head = json.loads(files["index.json"])
    assert list(faults(head, schema, schema)) == []
    assert set(files) == {"index.json", *head.get("parts", {}).values(), *head.get("blocks", [])}
    for parts, kind in (("parts", "entries"), ("blocks", "documents")):
        named = head.get(parts, {})
        for name in named.values() if isinstance(named, dict) else named:
            assert list(faults(json.loads(files[name]), schema["$defs"][kind], schema)) == []


def test_the_example_of_the_specification_is_what_is_written() -> None:
    page = (SPEC / "search.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    said = json.loads(example)
    act = [Document(*row) for row in said["documents"]]
    written = json.loads(to_json(build(act, "en"))["index.json"])
    assert {**said, "stop": "", "letters": {}} == {**written, "stop": "", "letters": {}}
    assert set(said["stop"].split()) <= set(written["stop"].split())
    assert all(written["letters"][letter] == rows for letter, rows in said["letters"].items())


def act_of(path: Path, language: str) -> Index:
    act = read_file(path, language=language).act
    return build((Document(p.address, cited(p.citation, language), p.text) for p in act.provisions), language)  # fmt: skip


@pytest.mark.skipif(not os.environ.get("ZHARGY_REAL_DATA"), reason="ZHARGY_REAL_DATA is not set")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_index_of_a_constitution_packs_below_60_kilobytes(language: str) -> None:
    folder = Path(os.environ["ZHARGY_REAL_DATA"]) / "kz"
    files = to_json(act_of(folder / f"constitution-2026.{language}.txt", language))
    assert list(files) == ["index.json"]
    assert len(gzip.compress(files["index.json"].encode(), 9)) < 60_000


def test_a_phone_loads_little_of_a_large_act() -> None:
    act = [
        Document(f"art_{n}__para_{k}", f"ст. {n}, п. {k}", f"{'абвгдежзик'[n % 10]}слово{n} права " * 9)
        for n in range(1, 1001)
        for k in (1, 2)
    ]  # fmt: skip
    files = to_json(build(act, "ru"))
    head = json.loads(files["index.json"])
    loaded = [
        files["index.json"],
        files[head["parts"]["п"]],
        *(files[b] for b in head["blocks"][:2]),
    ]
    assert sum(len(gzip.compress(text.encode())) for text in loaded) < 20_000
    assert max(len(text) for text in files.values()) < 150_000
