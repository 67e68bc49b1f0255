"""Which pairs are shown, and what phrases, whole articles and lists tell of a pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_words

from zhargy.compare.align.gathered import article_share, gain_of_lists
from zhargy.compare.align.judge import LEAST_OF_THE_LONE, chosen
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.phrases import Phrases
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.vectors import Corpus
from zhargy.text.provision import Citation, Provision

Pairs = dict[tuple[int, int], float]
_SIZE = 5


def every_pair(old: int, new: int) -> Possible:
    places = np.divmod(np.arange(old * new), new)
    return Possible(places[0], places[1], (old, new))


def shown(sure: Pairs, lone_old: list[float], lone_new: list[float]) -> set[tuple[int, int]]:
    keys = sorted(sure)
    possible = Possible(
        np.array([i for i, _ in keys], np.int64),
        np.array([j for _, j in keys], np.int64),
        (_SIZE, _SIZE),
    )
    lone = np.array(lone_old), np.array(lone_new)
    links = chosen(possible, np.array([sure[key] for key in keys]), (), lone)
    return {(link.old, link.new) for link in links}


places = st.integers(0, _SIZE - 1)
pairs = st.dictionaries(st.tuples(places, places), st.floats(0.01, 0.99), max_size=12)
alone = st.lists(st.floats(0, 1), min_size=_SIZE, max_size=_SIZE)


# -- which pairs are shown ------------------------------------------------------------------------


def test_a_provision_that_likely_has_a_partner_is_shown_with_the_likeliest() -> None:
    sure = {(0, 0): 0.99, (1, 1): 0.99, (2, 2): 0.98, (3, 3): 0.4, (3, 4): 0.38}
    certain = [0.0] * 3
    assert (3, 3) not in shown(sure, [*certain, 0.6, 1.0], [*certain, 0.6, 0.6])
    assert shown(sure, [*certain, 0.4, 1.0], [*certain, 0.6, 0.6]) == {
        (0, 0),
        (1, 1),
        (2, 2),
        (3, 3),
    }


@given(pairs, alone, alone)
def test_none_that_likely_has_a_partner_is_left_alone_beside_a_pair_of_one_in_three(
    sure: Pairs, lone_old: list[float], lone_new: list[float]
) -> None:
    found = shown(sure, lone_old, lone_new)
    for (i, j), p in sure.items():
        if p >= LEAST_OF_THE_LONE:
            assert lone_old[i] >= 0.5 or any(old == i for old, _ in found)
            assert lone_new[j] >= 0.5 or any(new == j for _, new in found)


@given(pairs, alone, alone)
def test_to_be_likely_alone_never_adds_a_pair(
    sure: Pairs, lone_old: list[float], lone_new: list[float]
) -> None:
    surely = [1.0] * _SIZE
    assert shown(sure, surely, surely) <= shown(sure, lone_old, lone_new)


distinct = st.lists(st.floats(0.01, 0.99), min_size=12, max_size=12, unique=True)


@given(pairs, distinct, alone, alone)
def test_the_same_pairs_are_shown_whichever_act_is_called_the_old_one(
    sure: Pairs, values: list[float], lone_old: list[float], lone_new: list[float]
) -> None:
    sure = dict(zip(sure, values, strict=False))
    back = shown({(j, i): p for (i, j), p in sure.items()}, lone_new, lone_old)
    assert {(i, j) for j, i in back} == shown(sure, lone_old, lone_new)


# -- phrases --------------------------------------------------------------------------------------


def test_a_phrase_that_no_other_text_has_speaks_for_the_pair() -> None:
    old = ["the chair keeps the seal", "the seal is kept by law", "members pay dues"]
    new = ["whoever keeps the seal signs", "dues are set by law", "the chair is paid"]
    fewer, more = Phrases.of(Corpus.of(old, new)).beyond_rivals(every_pair(3, 3))
    best = int(fewer.argmax())
    assert divmod(best, 3) == (0, 0)
    assert 0 < fewer[best] <= more[best]


texts = st.lists(any_words, min_size=1, max_size=4)


@given(texts, texts)
def test_phrases_tell_the_same_whichever_act_is_called_the_old_one(
    old: list[str], new: list[str]
) -> None:
    there = Phrases.of(Corpus.of(old, new)).beyond_rivals(every_pair(len(old), len(new)))
    back = Phrases.of(Corpus.of(new, old)).beyond_rivals(every_pair(len(new), len(old)))
    for one, other in zip(there, back, strict=True):
        assert one.reshape(len(old), len(new)) == pytest.approx(other.reshape(len(new), len(old)).T)


# -- whole articles, lists with their lead-ins ----------------------------------------------------


def act_of(*articles: tuple[str, ...]) -> Passages:
    """Articles of a lead-in and its subpoints."""
    return Passages.of(
        [
            Provision(
                Citation.of(article=str(n))
                if place == 0
                else Citation.of(article=str(n), subpoint=str(place)),
                text,
            )
            for n, texts in enumerate(articles, 1)
            for place, text in enumerate(texts)
        ]
    )


def test_articles_are_told_apart_by_all_that_stands_in_them() -> None:
    old = act_of(
        ("The board may:", "sell land", "borrow money"), ("The board may:", "hear petitions")
    )
    new = act_of(
        ("The council can:", "hear petitions"), ("The council can:", "sell land", "borrow money")
    )
    corpus = Corpus.of(old.texts, new.texts)
    share, _ = article_share(every_pair(5, 5), old, new, corpus)
    leads = share.reshape(5, 5)[np.ix_([0, 3], [0, 2])]
    assert leads[0, 1] > leads[0, 0]
    assert leads[1, 0] > leads[1, 1]


def test_a_list_that_became_one_sentence_is_nearer_with_its_items() -> None:
    old = act_of(("The board may:", "sell land", "borrow money", "hire auditors"))
    new = act_of(("It is for the board to sell land, to borrow money and to hire auditors",))
    corpus = Corpus.of(old.texts, new.texts)
    gain = gain_of_lists(every_pair(4, 1), old, new, corpus)
    assert gain[0] > 0
    assert not gain[1:].any()
