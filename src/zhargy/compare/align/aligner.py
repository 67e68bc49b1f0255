"""Which provision became which: many to many, whatever the numbers and the order.

A first choice by shares of words, then a judgement of every possible pair among its rivals and
neighbours. Method and its measured gains: docs/decisions/0003-alignment.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from zhargy.compare.align.context import Context, lowered
from zhargy.compare.align.decide import Link, decide
from zhargy.compare.align.evidence import (
    Columns,
    of_first_choice,
    of_headings,
    of_places,
    of_rare_words,
    of_words,
)
from zhargy.compare.align.judge import Weights, chosen, first_guess
from zhargy.compare.align.nearest import Index, Numbers
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.phrases import Phrases
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.rare import RareWords, shared
from zhargy.compare.align.renames import Rename, applied, learned
from zhargy.compare.align.score import Field, Scores
from zhargy.compare.align.sentences import WEIGHT as SENTENCES
from zhargy.compare.align.sentences import Sentences, likeness
from zhargy.compare.align.surroundings import of_surroundings
from zhargy.compare.align.vectors import Corpus, vectors
from zhargy.compare.align.weights import WEIGHTS

_NEAREST = 3
_ALIKE = 0.3

Nearest = tuple[tuple[tuple[int, float], ...], ...]


@dataclass(frozen=True)
class Known:
    """Two acts before the judgement: the first choice, and the columns of every possible pair."""

    possible: Possible
    columns: Columns
    scores: Scores
    first: tuple[Link, ...]
    level: float
    renames: tuple[Rename, ...]


@dataclass(frozen=True)
class Alignment:
    """The links between two lists of provisions, and what they rest on.

    `shares` gives for each link the score of the first choice, the share of the new text that the
    old one explains, and the reverse. `nearest_of_old[i]` are the three likeliest partners of old i, best first. `lone_old[i]` is the
    probability that old i has no partner.
    """

    links: tuple[Link, ...]
    shares: Mapping[tuple[int, int], tuple[float, float, float]]
    level: float
    renames: tuple[Rename, ...]
    nearest_of_old: Nearest
    nearest_of_new: Nearest
    lone_old: Numbers
    lone_new: Numbers


def align(old: Passages, new: Passages, weights: Weights = WEIGHTS) -> Alignment:
    """Align the provisions of two acts."""
    known = known_of(old, new)
    if known is None:
        return _nothing(len(old), len(new))
    sure = weights.sureness(known.columns, known.level)
    places = known.possible.old, known.possible.new
    lone = (
        weights.loneliness(sure, places[0], len(old)),
        weights.loneliness(sure, places[1], len(new)),
    )
    links = tuple(chosen(known.possible, sure, known.first, lone))
    return Alignment(
        links,
        _shares(links, known.scores),
        known.level,
        known.renames,
        nearest(places[0], places[1], sure, len(old)),
        nearest(places[1], places[0], sure, len(new)),
        *lone,
    )


def known_of(old: Passages, new: Passages) -> Known | None:
    """The first choice, and the columns of all possible pairs; None where no pair is possible."""
    if not len(old) or not len(new):
        return None
    whole = Corpus.of([*old.texts, *old.heads], [*new.texts, *new.heads])
    corpus, heads = whole.parted(len(old), len(new))
    sentences = Sentences.of(old.texts, new.texts, corpus)
    texts = vectors(corpus)
    field = Field.of(texts)
    if not len(Possible.of(field)):
        return None
    level = field.level()
    renames = learned(corpus, _sure(field))
    if renames:
        corpus, heads = applied(corpus, renames), applied(heads, renames)
        sentences = sentences.with_corpus(applied(sentences.corpus, renames))
        texts = vectors(corpus)
        field = Field.of(texts)
    plain = field.scores(field.old.cosines, field.new.cosines)
    links = decide(plain, level)
    alike = likeness(sentences)
    context = Context(links, old.articles, new.articles)
    shares = field.scores(
        lowered(field.old.cosines, field.old.found, context, level, from_new=False),
        lowered(field.new.cosines, field.new.found, context, level, from_new=True),
    )
    scores = _with_sentences(shares, alike)
    links = decide(scores, level)
    possible = Possible.of(field)
    guess = first_guess(possible, links, possible.of_matrix(scores.g), level)
    rare = RareWords.of(corpus)
    found = shared(possible, rare, links)
    cosines = _cosines(possible, field)
    columns = {
        **of_words(possible, old, new, cosines, plain, alike, level),
        **of_places(possible, old, new, corpus, texts, cosines),
        **of_headings(possible, old, new, texts, vectors(heads)),
        **of_rare_words(possible, rare, found, Phrases.of(corpus), level),
        **of_first_choice(possible, scores, links, level),
        **of_surroundings(possible, old, new, field, found, guess, level),
    }
    return Known(possible, columns, scores, tuple(links), level, tuple(renames))


def _sure(field: Field) -> tuple[Index, Index]:
    """Pairs that are each other's nearest and have enough in common to learn names from."""
    old, new, cosines = field.mutual()
    return old[cosines >= _ALIKE], new[cosines >= _ALIKE]


def _nothing(old: int, new: int) -> Alignment:
    """The alignment of acts that have nothing in common."""
    return Alignment(
        (),
        {},
        0.0,
        (),
        ((),) * old,
        ((),) * new,
        np.ones(old),
        np.ones(new),
    )


def _with_sentences(scores: Scores, sentences: sparse.csr_array) -> Scores:
    g = sparse.csr_array((1.0 - SENTENCES) * scores.g + SENTENCES * sentences)
    return Scores(g, scores.w, scores.v)


def _shares(
    links: Sequence[Link], scores: Scores
) -> dict[tuple[int, int], tuple[float, float, float]]:
    if not links:
        return {}
    places = np.array([[link.old, link.new] for link in links], np.int64).T
    found = [np.asarray(m[places[0], places[1]]).ravel() for m in (scores.g, scores.w, scores.v)]
    rows = zip(*(np.round(values, 4).tolist() for values in found), strict=True)
    return {(link.old, link.new): row for link, row in zip(links, rows, strict=True)}


def _cosines(possible: Possible, field: Field) -> Numbers:
    """The cosine of each possible pair, from whichever side found it."""
    width = field.shape[1]
    keys = np.concatenate(
        [
            (np.arange(len(field.old.found))[:, None] * width + field.old.found).ravel(),
            (field.new.found * width + np.arange(len(field.new.found))[:, None]).ravel(),
        ]
    )
    values = np.concatenate([field.old.cosines.ravel(), field.new.cosines.ravel()])
    out = np.zeros(len(possible))
    own = possible.old * width + possible.new
    place = np.minimum(np.searchsorted(own, keys), max(0, len(own) - 1))
    known = (values > 0) & (own[place] == keys) if len(own) else np.zeros(len(keys), bool)
    out[place[known]] = values[known]
    return out


def nearest(own: Index, other: Index, sure: Numbers, count: int) -> Nearest:
    """The three likeliest partners of each provision of one act."""
    out: list[tuple[tuple[int, float], ...]] = [()] * count
    order = np.lexsort((other, -sure, own))
    starts = np.searchsorted(own[order], np.arange(count + 1))
    for place in range(count):
        best = order[starts[place] : starts[place + 1]][:_NEAREST]
        out[place] = tuple((int(other[k]), round(float(sure[k]), 4)) for k in best)
    return tuple(out)
