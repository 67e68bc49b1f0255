"""What the words say of each possible pair: columns that do not change when the acts swap names.

A column ending in `/level` is the logarithm of a share divided by the level of the pair of acts, so
that the same figure means the same in a light amendment and in a text that was written anew.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from zhargy.compare.align.decide import Link
from zhargy.compare.align.gathered import article_share, gain_of_lists
from zhargy.compare.align.nearest import Index, Numbers, paired_cosines
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.phrases import Phrases
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.rare import RareWords, Shared
from zhargy.compare.align.score import Scores
from zhargy.compare.align.vectors import Corpus, Vectors

Columns = dict[str, Numbers]

_LEAST = 0.01
_LEAST_LEVEL = 0.1
_NEAR = 0.6
_NEARBY = 0.1


def to_level(values: Numbers, level: float) -> Numbers:
    """How large a share is beside the level of the acts, on a logarithmic scale."""
    return np.log(np.maximum(values, 0.0) / max(level, _LEAST_LEVEL) + _LEAST)


def of_words(
    possible: Possible,
    old: Passages,
    new: Passages,
    cosines: Numbers,
    shares: Scores,
    sentences: sparse.csr_array,
    level: float,
) -> Columns:
    """Likeness of the whole texts, of their sentences; lengths."""
    w, v = possible.of_matrix(shares.w), possible.of_matrix(shares.v)
    lengths = [np.array([len(text) for text in side.texts], float) for side in (old, new)]
    shorter = np.minimum(lengths[0][possible.old], lengths[1][possible.new])
    longer = np.maximum(lengths[0][possible.old], lengths[1][possible.new])
    return {
        "smaller-share/level": to_level(np.minimum(w, v), level),
        "larger-share/level": to_level(np.maximum(w, v), level),
        "sentence/level": to_level(possible.of_matrix(sentences), level),
        "text-near": np.maximum(0.0, cosines - _NEAR),
        "length-ratio": shorter / np.maximum(longer, 1.0),
        "length": np.log(np.maximum(shorter, 1.0)),
    }


def of_rare_words(
    possible: Possible, rare: RareWords, found: Shared, phrases: Phrases, level: float
) -> Columns:
    """Rare words and phrases in common, and those that no other partner has."""
    held = np.sqrt(found.of_old * found.of_new)
    beyond = [held - possible.best_other(held, side) for side in (possible.old, possible.new)]
    fewer, more = phrases.beyond_rivals(possible)
    return {
        "opening": rare.opening(possible),
        "held-beyond-rivals": np.minimum(*beyond),
        "phrases-beyond-rivals": fewer,
        "phrases-beyond-a-rival": more,
        "held": np.maximum(found.of_old, found.of_new) / max(level, _LEAST_LEVEL),
        "held-both/level": to_level(np.minimum(found.of_old, found.of_new), level),
        "rare-words": np.log(found.worth + 0.5),
        "home-or-source/level": to_level(np.maximum(found.only_home, found.only_source), level),
        "home-and-source": np.minimum(found.only_home, found.only_source),
        "home-and-source/level": to_level(np.minimum(found.only_home, found.only_source), level),
    }


def of_places(
    possible: Possible,
    old: Passages,
    new: Passages,
    corpus: Corpus,
    texts: Vectors,
    cosines: Numbers,
) -> Columns:
    """Where in their acts the two stand, and how like each other what stands around them is."""
    a, b = possible.old, possible.new
    apart = np.abs(a / max(1, len(old) - 1) - b / max(1, len(new) - 1))
    rest = (
        _like_the_rest(texts.old, a, texts.new, new.articles, b, cosines),
        _like_the_rest(texts.new, b, texts.old, old.articles, a, cosines),
    )
    return {
        "same-place": np.exp(-apart / _NEARBY),
        "like-both-articles": np.minimum(*rest),
        "article-share/level": to_level(*article_share(possible, old, new, corpus)),
        "gain-of-lists": gain_of_lists(possible, old, new, corpus),
    }


def _like_the_rest(
    own: sparse.csr_array,
    text: Index,
    others: sparse.csr_array,
    articles: Index,
    partner: Index,
    cosines: Numbers,
) -> Numbers:
    """For each pair the likeness of its text to the article of its partner, the partner left out."""
    size = np.bincount(articles)
    member = sparse.csr_array((np.ones(len(articles)), (articles, np.arange(len(articles)))))
    whole = sparse.csr_array(member @ others)
    length = np.sqrt(np.asarray(whole.multiply(whole).sum(axis=1)).ravel())
    article = articles[partner]
    keys, place = np.unique(text * len(size) + article, return_inverse=True)
    alike = paired_cosines(own, whole, keys // len(size), keys % len(size))[place] - cosines
    rest: Numbers = np.where(size[article] > 1, alike / np.maximum(length[article], 1e-9), 0.0)
    return rest


def of_headings(
    possible: Possible, old: Passages, new: Passages, texts: Vectors, heads: Vectors
) -> Columns:
    """Likeness of the headings, of the headings above, and of a heading with the other's text."""
    a, b = possible.old, possible.new
    heading = old.heading[a], new.heading[b]
    return {
        "heading": paired_cosines(heads.old, heads.new, *heading),
        "heading-above": paired_cosines(heads.old, heads.new, old.above[a], new.above[b]),
        "heading-in-text": np.maximum(
            paired_cosines(heads.old, texts.new, heading[0], b),
            paired_cosines(texts.old, heads.new, a, heading[1]),
        ),
    }


def of_first_choice(
    possible: Possible, scores: Scores, links: Sequence[Link], level: float
) -> Columns:
    """What the first choice made of each pair."""
    assigned = [link for link in links if link.rule == "assigned"]
    further = [link for link in links if link.rule == "further"]
    return {
        "first-score/level": to_level(possible.of_matrix(scores.g), level),
        "assigned": possible.holding(assigned),
        "further": possible.holding(further),
    }
