"""Instructions in the forms of real acts do to an act what a person would do, or leave it alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.amending import LANGUAGES, Block, Result, blocks

from zhargy.text.act import Act
from zhargy.text.amending.apply import Consolidated, consolidate
from zhargy.text.amending.read import read_amending
from zhargy.text.read import read_bytes
from zhargy.text.writing.plain import write_plain

FOLDER = Path(__file__).parent / "applied"
BLOCKS = [
    block
    for language in LANGUAGES
    for block in blocks((FOLDER / f"{language}.blocks").read_text(encoding="utf-8"), language)
]
ACT = """УСТАВ РЫБАКОВ
Статья 1. Лодка
1. Лодка стоит у моста, весло лежит у моста.
2. Лодку моют утром.
Статья 2. Опись
В описи:
лодки;
сети;
вёсла.
"""


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: f"{b.language}: {b.name}")
def test_an_instruction_does_what_a_person_would_do(block: Block) -> None:
    done = block.applied()
    assert block.result(done) is (Result.LEFT if block.person else Result.RIGHT), write_plain(
        done.act
    )
    assert done.needs_a_person == block.person


def applied(text: str) -> tuple[Consolidated, str]:
    act: Act = read_bytes(ACT.encode(), "a.txt", language="ru").act
    done = consolidate(act, [read_amending(text, "ru", act.title)])
    return done, write_plain(done.act)


def rules(done: Consolidated) -> list[str]:
    return [finding.rule for finding in done.findings]


def test_words_that_do_not_occur_change_nothing_and_are_told() -> None:
    done, text = applied("в пункте 2 статьи 1 слово «вечером» заменить словом «ночью».")
    assert (rules(done), text) == (["A3"], ACT)


def test_words_that_occur_twice_change_nothing_and_are_told() -> None:
    done, text = applied("в пункте 1 статьи 1 слово «моста» заменить словом «берега».")
    assert (rules(done), text) == (["A4"], ACT)


def test_a_span_that_ends_nowhere_or_begins_twice_is_told() -> None:
    for words in ("с «весло» по «утром»", "с «у» по «моста»"):
        done, text = applied(f"в пункте 1 статьи 1 слова {words} исключить.")
        assert rules(done) in (["A3"], ["A4"])
        assert text == ACT


def test_of_two_instructions_for_the_same_words_the_second_is_told() -> None:
    done, text = applied(
        "1) в пункте 2 статьи 1 слова «моют утром» заменить словами «красят в мае»;\n"
        "2) в пункте 2 статьи 1 слово «утром» заменить словом «вечером»."
    )
    assert rules(done) == ["A3"]
    assert done.findings[0].place == "2)"
    assert "2. Лодку красят в мае." in text


def test_a_place_that_an_earlier_instruction_excluded_is_told() -> None:
    done, text = applied(
        "1) пункт 2 статьи 1 исключить;\n2) в пункте 2 статьи 1 слово «утром» исключить."
    )
    assert rules(done) == ["A2"]
    assert "2. Исключен." in text


def test_paragraphs_that_an_earlier_instruction_moved_are_not_counted() -> None:
    done, text = applied(
        "1) абзац второй статьи 2 исключить;\n"
        "2) абзац третий статьи 2 изложить в следующей редакции: «неводы;»."
    )
    assert rules(done) == ["A13"]
    assert "неводы" not in text


def test_another_name_for_a_place_is_a_hint() -> None:
    done, text = applied("в части 2 статьи 1 слово «утром» заменить словом «вечером».")
    assert rules(done) == ["A12"]
    assert not done.needs_a_person
    assert "2. Лодку моют вечером." in text


def test_paragraphs_of_another_amending_act_are_counted_anew() -> None:
    act = read_bytes(ACT.encode(), "a.txt", language="ru").act
    one, two = (
        read_amending(text, "ru")
        for text in (
            "абзац второй статьи 2 исключить.",
            "абзац второй статьи 2 изложить в следующей редакции: «неводы;».",
        )
    )
    done = consolidate(act, [one, two])
    assert not done.findings
    assert "В описи:\nневоды;\nвёсла." in write_plain(done.act)
