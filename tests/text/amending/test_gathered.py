"""Equal replacements all over an act are one instruction, where they are exact in all of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from forms import sayer, the_form

from zhargy.reform.consolidating import amend_files
from zhargy.text.act import Act
from zhargy.text.amending.apply import consolidate
from zhargy.text.amending.compose import Composed, agree, compose
from zhargy.text.amending.instruction import WHOLE
from zhargy.text.amending.read import read_amending
from zhargy.text.read import read_bytes

REAL = os.environ.get("ZHARGY_REAL_DATA")
SENTENCES = {
    "ru": ("Устав села", "Статья {n}. Правило", "По средам {word} решает дело номер {n} сам."),
    "kk": ("Ауыл жарғысы", "{n}-бап. Қағида", "Сәрсенбіде {word} {n} істі өзі шешеді."),
    "en": (
        "Village Charter",
        "Article {n}. A rule",
        "On Wednesdays {word} decides case {n} alone.",
    ),
}
WORDS = {"ru": ("сход", "собрание"), "kk": ("жиын", "кеңес"), "en": ("assembly", "council")}
SAID = {
    "ru": "по всему тексту слово «сход» заменить словом «собрание»",
    "kk": "бүкіл мәтін бойынша «жиын» деген сөз «кеңес» деген сөзбен ауыстырылсын",
    "en": "throughout the text for the word “assembly” substitute “council”",
}


def act(language: str, words: list[str]) -> Act:
    title, heading, sentence = SENTENCES[language]
    lines = [title]
    for n, word in enumerate(words, 1):
        lines += [heading.format(n=n), sentence.format(n=n, word=word)]
    return read_bytes("\n".join(lines).encode(), "a.txt", language=language).act


def between(old: Act, new: Act) -> tuple[Composed, str]:
    """The instructions and their text; applied, it gives the new edition."""
    language = old.language
    pairs = {a.address: b.address for a, b in zip(old.provisions, new.provisions, strict=True)}
    composed = compose(old, new, pairs, sayer(language, old.title))
    text = the_form(language).act(composed.steps, old.title)
    again = consolidate(old, [read_amending(text, language, old.title)])
    assert composed.exact
    assert agree(again.act, new)
    return composed, text


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_word_replaced_in_every_article_is_replaced_throughout_the_text(language: str) -> None:
    old, new = WORDS[language]
    composed, text = between(act(language, [old] * 5), act(language, [new] * 5))
    assert [step.places for step in composed.steps] == [(WHOLE,)]
    assert SAID[language] in text


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_a_word_kept_in_one_article_is_not_replaced_throughout_the_text(language: str) -> None:
    old, new = WORDS[language]
    composed, text = between(act(language, [old] * 5), act(language, [new] * 4 + [old]))
    assert len(composed.steps) == 4
    assert not any(step.everywhere for step in composed.steps)
    assert SAID[language] not in text


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_two_replacements_are_not_worth_a_sentence_on_the_whole_text(language: str) -> None:
    old, new = WORDS[language]
    composed, _ = between(act(language, [old] * 2), act(language, [new] * 2))
    assert not any(step.everywhere for step in composed.steps)


def test_a_word_with_different_successors_is_not_replaced_throughout_the_text() -> None:
    composed, _ = between(act("ru", ["сход"] * 6), act("ru", ["собрание"] * 3 + ["совет"] * 3))
    assert not any(step.everywhere for step in composed.steps)


@pytest.mark.skipif(REAL is None, reason="ZHARGY_REAL_DATA is not set")
def test_the_referendum_law_says_once_that_its_referendum_is_of_the_whole_people() -> None:
    kz = Path(str(REAL)) / "kz"
    old = kz / "law-on-referendum-1995.ru.txt"
    made = amend_files(old, kz / "law-on-referendum-1995.2026-07-01.ru.txt")
    assert made.composed.exact
    first = made.composed.steps[0]
    assert first.everywhere
    assert dict(first.words) == {
        "республиканским": "всенародным",
        "республиканском": "всенародном",
        "в республиканском": "во всенародном",
        "республиканского референдума": "всенародного референдума",
        "Республиканский": "Всенародный",
    }
    assert not any(
        "республиканск" in words for s in made.composed.steps[1:] for words, _ in s.words
    )
