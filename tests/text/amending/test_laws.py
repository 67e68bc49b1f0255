"""What holds for every act and every later edition of it."""

from __future__ import annotations

from time import process_time

import pytest
from forms import sayer, the_form
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import TONGUES, Tongue, acts, amended
from text.amending.test_instructions import CASES

from zhargy.compare.compare import compare
from zhargy.text.act import Act
from zhargy.text.amending.apply import consolidate
from zhargy.text.amending.compose import agree, compose
from zhargy.text.amending.draft import Draft
from zhargy.text.amending.read import read_amending
from zhargy.text.read import read_bytes
from zhargy.text.writing.plain import write_plain

by_language = pytest.mark.parametrize("tongue", TONGUES, ids=[t.code for t in TONGUES])


def can_be_written(act: Act) -> bool:
    """Says plain text the same act?"""
    try:
        return read_bytes(write_plain(act).encode(), "a.txt", language=act.language).act == act
    except Exception:
        return False


@given(acts())
def test_an_act_that_nobody_amends_stays_as_it_is(act: Act) -> None:
    assert Draft(act).act() == act
    assert consolidate(act, []).act == act


@by_language
def test_the_amending_act_of_two_editions_gives_back_the_new_one(tongue: Tongue) -> None:
    @settings(max_examples=60, deadline=None)
    @given(amended(tongue), st.booleans())
    def law(editions: tuple[Act, Act], aligned: bool) -> None:
        old, new = editions
        assume(can_be_written(new))
        pairs = {}
        if aligned:
            rows = compare(old, new).pairs
            pairs = {row.old.address: row.new.address for row in rows if row.old and row.new}
        composed = compose(old, new, pairs, sayer(tongue.code, old.title))
        assert composed.exact
        text = the_form(tongue.code).act(composed.steps, old.title)
        again = consolidate(old, [read_amending(text, tongue.code, old.title)])
        assert agree(again.act, new)

    law()


@by_language
def test_an_amending_act_applied_twice_changes_nothing_more_in_silence(tongue: Tongue) -> None:
    """What was applied before is a finding, or changes nothing."""

    @settings(max_examples=25, deadline=None)
    @given(amended(tongue))
    def law(editions: tuple[Act, Act]) -> None:
        old, new = editions
        assume(can_be_written(new) and not agree(old, new))
        steps = compose(old, new, {}, sayer(tongue.code, old.title)).steps
        text = the_form(tongue.code).act(steps, old.title)
        amending = read_amending(text, tongue.code, old.title)
        twice = consolidate(consolidate(old, [amending]).act, [amending])
        assert twice.needs_a_person or agree(twice.act, new)

    law()


@given(
    st.text(
        alphabet='«»“”"слова заменить исключить пункт статья 12);:.\nдеген сөз бап for substitute omit',
        max_size=120,
    )
)
def test_whatever_is_read_no_instruction_invents_the_words_it_looks_for(text: str) -> None:
    for language in ("kk", "ru", "en"):
        for step in read_amending(text, language, "О мостах").steps:
            for old, _ in getattr(step, "words", ()):
                assert "".join(old.split()) in "".join(text.split())


def test_every_instruction_of_the_corpus_looks_for_words_that_it_holds() -> None:
    looked = 0
    for language, clause, _ in CASES:
        for step in read_amending(clause, language).steps:
            for old, _ in getattr(step, "words", ()):
                assert "".join(old.split()) in "".join(clause.split())
                looked += bool(old)
    assert looked > len(CASES) / 4


@by_language
def test_whatever_is_ordered_of_whatever_act_is_done_or_told(tongue: Tongue) -> None:
    clauses = [clause for language, clause, _ in CASES if language == tongue.code]

    @settings(max_examples=120, deadline=None)
    @given(acts(tongue), st.lists(st.sampled_from(clauses), min_size=1, max_size=4))
    def law(act: Act, said: list[str]) -> None:
        amending = read_amending("\n".join(said), tongue.code)
        done = consolidate(act, [amending])
        assert len(done.outcomes) == len(amending.steps)
        for outcome in done.outcomes:
            assert outcome.changed or outcome.findings
        if all(outcome.changed == 0 for outcome in done.outcomes):
            assert done.act == act

    law()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "слова «а», " * 70 + "исключить"),
        ("ru", "слова «а» " * 20000),
        ("ru", "1) " * 30000),
        ("ru", "«" * 50000),
        ("ru", '"а ' * 10000),
        ("kk", "«а» деген сөз " * 10000),
        ("en", "after “a” " * 79 + "insert"),
    ],
    ids=lambda value: value[:12],
)
def test_a_clause_that_nobody_would_write_is_read_at_once(language: str, text: str) -> None:
    """Patterns that try a list in every way would take minutes, or for ever."""
    start = process_time()
    read_amending(text, language)
    assert process_time() - start < 5
