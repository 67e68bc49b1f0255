"""`zhargy same` and `zhargy quote` as a person sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhargy.cli.main import main
from zhargy.messages import LANGUAGES, say

ACT = "УСТАВ СХОДА\nСтатья 1. Мост\n1. Мост открыт днём.\n2. Ключ хранит сторож, а не староста.\n"

speaking = pytest.mark.parametrize("language", LANGUAGES)


def file(folder: Path, text: str, name: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@speaking
def test_a_text_is_the_same_as_itself(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = file(tmp_path, ACT, "a.txt"), file(tmp_path, ACT, "b.txt")
    assert main(["same", one, "--as", other, "--language", language]) == 0
    assert say("same-yes", language, file="a.txt", edition="b.txt") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("сторож", "стoрож", "same-letters"),
        ("сторож,", "сторож", "same-punctuation"),
        ("Ключ хранит", "Ключ  хранит", ""),
        ("днём", "ночью", "same-words"),
        ("Ключ", "ключ", "same-case"),
    ],
)
def test_a_difference_is_told_by_its_kind(
    old: str, new: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """White space that a reader folds is no difference of the text."""
    one = file(tmp_path, ACT.replace(old, new), "a.txt")
    code = main(["same", one, "--as", file(tmp_path, ACT, "b.txt")])
    shown = capsys.readouterr().out
    assert code == (1 if kind else 0)
    if kind:
        assert say(kind, "en") in shown


def test_a_look_alike_letter_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = file(tmp_path, ACT.replace("сторож", "стoрож"), "a.txt")
    assert main(["same", one, "--as", file(tmp_path, ACT, "b.txt")]) == 1
    shown = capsys.readouterr().out
    assert "art_1__para_2: look-alike letters, from character 15" in shown
    assert "U+043E CYRILLIC SMALL LETTER O → U+006F LATIN SMALL LETTER O" in shown


def test_provisions_that_are_missing_or_too_many_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = file(tmp_path, ACT + "3. Лодка стоит у пристани.\n", "more.txt")
    less = file(tmp_path, ACT, "less.txt")
    assert main(["same", less, "--as", more]) == 1
    assert "art_1__para_3: not in the file" in capsys.readouterr().out
    assert main(["same", more, "--as", less]) == 1
    assert "art_1__para_3: only in the file" in capsys.readouterr().out


def test_a_sentence_that_the_text_says_is_found_where_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quote", "Мост открыт днём.", file(tmp_path, ACT, "a.txt")]) == 0
    shown = capsys.readouterr().out
    assert "a.txt: says exactly this" in shown
    assert "art_1__para_1, from character 1" in shown


@pytest.mark.parametrize(
    "sentence",
    ["мост  открыт днем", "МОСТ ОТКРЫТ, ДНЁМ!", "Mост открыт днём", "открыт днём. Ключ хранит"],
)
def test_the_same_words_with_other_letters_and_signs_are_found(
    sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quote", sentence, file(tmp_path, ACT, "a.txt")]) == 1
    assert say("quote-nearly", "en") in capsys.readouterr().out


def test_the_nearest_sentence_is_shown_with_its_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quote", "Ключ хранит староста, а не сторож.", file(tmp_path, ACT, "a.txt")]) == 1
    shown = capsys.readouterr().out
    assert say("quote-like", "en") in shown
    assert "art_1__para_2" in shown
    assert "{+" in shown
    assert "[-" in shown


def test_each_edition_answers_for_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = file(tmp_path, ACT.replace("днём", "всегда"), "old.txt")
    assert main(["quote", "Мост открыт днём.", old, file(tmp_path, ACT, "new.txt")]) == 1
    shown = capsys.readouterr().out
    assert f"old.txt: {say('quote-like', 'en')}" in shown
    assert f"new.txt: {say('quote-exactly', 'en')}" in shown


@speaking
def test_what_no_text_says_is_said_so(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = file(tmp_path, ACT, "a.txt")
    assert main(["quote", "Zebra 12345", one, "--language", language]) == 1
    assert say("quote-not", language) in capsys.readouterr().out
