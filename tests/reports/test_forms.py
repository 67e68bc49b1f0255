"""A form is data: columns, their order, headings and language; what it cannot say is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhargy.errors import UnusableForm
from zhargy.messages import LANGUAGES
from zhargy.reform.forms import form_named, shipped_forms
from zhargy.reports.forms import Form, form_of

WORDS = {"ru": "слова"}
SMALL: dict[str, Any] = {
    "schema": "zhargy.form/1",
    "kind": "table",
    "about": WORDS,
    "title": WORDS,
    "absent": WORDS,
    "excluded": WORDS,
    "column": [{"content": "old_text", "heading": WORDS}],
}


def contents(name: str) -> list[str]:
    return [column.content for column in form_named(name).columns]


@pytest.mark.parametrize("form", shipped_forms(), ids=lambda form: form.name)
def test_every_form_speaks_three_languages(form: Form) -> None:
    assert set(form.languages) == set(LANGUAGES)
    for column in form.columns:
        assert set(column.heading) == set(LANGUAGES)


def test_the_working_table_has_the_columns_that_the_law_on_legal_acts_asks_for() -> None:
    assert contents("kazakhstan/working") == [
        "number", "element", "old_text", "new_text", "justification",
    ]  # fmt: skip


def test_the_table_of_2022_put_the_wording_to_the_vote_first() -> None:
    assert contents("kazakhstan/official-2022") == ["number", "element", "new_text", "old_text"]


def test_the_table_of_parliament_has_author_and_decision() -> None:
    assert {"author", "decision", "justification"} <= set(contents("kazakhstan/parliament"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": "zhargy.form/2"}, "F12"),
        ({"kind": "poster"}, "F12"),
        ({"title": {}}, "F11"),
        ({"about": {"en": "words"}}, "F11"),
        ({"absent": "нет"}, "F11"),
        ({"column": []}, "F11"),
        ({"column": "old_text"}, "F11"),
        ({"column": [{"content": "colour", "heading": WORDS}]}, "F12"),
        ({"column": [{"content": "old_text"}]}, "F11"),
        ({"column": [{"content": "old_text", "heading": {"ru": " "}}]}, "F11"),
        ({"column": [{"content": "old_text", "heading": WORDS, "width": 0}]}, "F12"),
        ({"column": [{"content": "old_text", "heading": WORDS, "width": True}]}, "F12"),
        ({"column": SMALL["column"] * 2}, "F13"),
        ({"rows": "some"}, "F12"),
        ({"group": "chapter"}, "F12"),
        ({"kind": "note"}, "F11"),
        ({"kind": "note", "section": [{"heading": WORDS, "content": "poem"}]}, "F12"),
    ],
)
def test_what_a_form_cannot_say_is_refused(change: dict[str, Any], code: str) -> None:
    assert form_of(SMALL, "own").columns[0].content == "old_text"
    with pytest.raises(UnusableForm) as refused:
        form_of({**SMALL, **change}, "own")
    assert refused.value.code == code


def test_a_form_of_one_s_own_is_a_file(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(
        'schema = "zhargy.form/1"\nkind = "table"\nabout.ru = "о"\ntitle.ru = "т"\n'
        'absent.ru = "нет"\nexcluded.ru = "уходит"\n'
        '[[column]]\ncontent = "fate"\nheading.ru = "Что"\n',
        encoding="utf-8",
    )
    assert form_named(str(own)).name == "ours"


@pytest.mark.parametrize(
    ("name", "code"),
    [("kazakhstan/wrking", "F14"), ("nowhere.toml", "F15"), ("broken.toml", "F15")],
)
def test_a_form_that_is_not_there_is_named(
    name: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.toml").write_text("[[column", encoding="utf-8")
    with pytest.raises(UnusableForm) as refused:
        form_named(name)
    assert refused.value.code == code
