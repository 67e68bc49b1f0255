"""Parts of the aligner: letter groups, names that changed, provisions without a partner."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_words

from zhargy.compare.align.renames import applied, learned
from zhargy.compare.align.vectors import Corpus, tokens, vectors
from zhargy.compare.align.weights import WEIGHTS

# -- letter groups --------------------------------------------------------------------------------


def cosines_by_hand(old: list[str], new: list[str]) -> list[list[float]]:
    """TF-IDF of letter groups inside words, with a dictionary for each text."""
    counted = [
        Counter(
            f" {word} "[start : start + size]
            for word in tokens(text)
            for size in (3, 4, 5)
            for start in range(len(word) + 3 - size)
        )
        for text in (*old, *new)
    ]
    standing = Counter(group for text in counted for group in text)
    weighted = [
        {
            group: (1 + math.log(count))
            * (1 + math.log((1 + len(counted)) / (1 + standing[group])))
            for group, count in text.items()
        }
        for text in counted
    ]

    def product(one: dict[str, float], other: dict[str, float]) -> float:
        return sum(weight * other.get(group, 0.0) for group, weight in one.items())

    lengths = [math.sqrt(product(text, text)) or 1.0 for text in weighted]
    return [
        [
            product(weighted[i], weighted[j]) / (lengths[i] * lengths[j])
            for j in range(len(old), len(weighted))
        ]
        for i in range(len(old))
    ]


@given(st.lists(any_words, min_size=1, max_size=4), st.lists(any_words, min_size=1, max_size=4))
def test_groups_that_share_a_column_change_no_likeness(old: list[str], new: list[str]) -> None:
    rows = vectors(Corpus.of(old, new))
    found = (rows.old @ rows.new.T).toarray()
    assert found == pytest.approx(np.array(cosines_by_hand(old, new)))


# -- names that changed ---------------------------------------------------------------------------

_RULES = (
    "adopts the budget of the year",
    "elects its chair by secret ballot",
    "hears the report of auditors",
    "may expel a member for cause",
    "confirms the plan of works",
    "appoints two deputies at a time",
    "decides on the sale of land",
    "receives petitions from residents",
    "sets the fee for guests",
    "publishes minutes every month",
    "keeps the register of donors",
    "opens accounts with banks",
)
_OTHERS = [f"Whoever {rule} does so in writing" for rule in _RULES]
_BEFORE = [f"The {('senate', 'chamber')[n % 2]} {rule}" for n, rule in enumerate(_RULES)] + _OTHERS
_AFTER = [f"The kurultai {rule}" for rule in _RULES] + _OTHERS
_ALL = np.arange(len(_BEFORE)), np.arange(len(_AFTER))


def test_two_names_that_gave_way_to_one_are_learned_without_a_list() -> None:
    renames = learned(Corpus.of(_BEFORE, _AFTER), _ALL)
    assert {(r.old, r.new, r.pairs) for r in renames} == {
        ("senate", "kurult", 6),
        ("chambe", "kurult", 6),
    }


def test_one_name_that_gave_way_to_two_is_learned_as_well() -> None:
    there = learned(Corpus.of(_BEFORE, _AFTER), _ALL)
    back = learned(Corpus.of(_AFTER, _BEFORE), _ALL)
    assert {(r.new, r.old, r.pairs) for r in back} == {(r.old, r.new, r.pairs) for r in there}


def test_both_acts_then_speak_one_name() -> None:
    corpus = Corpus.of(_BEFORE, _AFTER)
    spoken = applied(corpus, learned(corpus, _ALL))
    assert [text.tolist() for text in spoken.old] == [text.tolist() for text in spoken.new]


def test_a_word_that_stands_in_both_acts_is_no_name_that_changed() -> None:
    """The senate is still there, only not in these rules."""
    still = [f"The senate sits in room {n}" for n in range(12)]
    renames = learned(Corpus.of(_BEFORE, [*_AFTER, *still]), _ALL)
    assert {r.old for r in renames} == {"chambe"}


# -- without a partner ----------------------------------------------------------------------------


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.data())
def test_the_surer_a_pair_the_less_alone_its_provision(
    sure: list[float], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(sure) - 1))
    surer = [*sure[:place], data.draw(st.floats(sure[place], 1)), *sure[place + 1 :]]
    side = np.zeros(len(sure), np.int64)
    before, after = (WEIGHTS.loneliness(np.array(s), side, 1)[0] for s in (sure, surer))
    assert 0 <= after <= before <= 1


def test_a_provision_that_shares_nothing_with_the_other_act_is_surely_alone() -> None:
    none = np.zeros(0), np.zeros(0, np.int64)
    assert WEIGHTS.loneliness(*none, 1)[0] > 0.999
