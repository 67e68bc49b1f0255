"""What the words say of each possible pair: columns that do not change when the acts swap names.

A column ending in `/level` is the logarithm of a share divided by the level of the pair of acts, so
that the same figure means the same in a light amendment and in a text that was written anew.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from zhargy.compare.align.decide import Link
from zhargy.compare.align.nearest import Index, Numbers, paired_cosines
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.score import Scores
from zhargy.compare.align.sentences import Likeness
from zhargy.compare.align.vectors import Corpus, Vectors

Columns = dict[str, Numbers]

_LEAST = 0.01
_LEAST_LEVEL = 0.1
_STEM = 6
_NEAR = 0.6
# What a word is worth that stands everywhere, as it does in an act of one provision.
_COMMON = 0.2


def to_level(values: Numbers, level: float) -> Numbers:
    """How large a share is beside the level of the acts, on a logarithmic scale."""
    return np.log(np.maximum(values, 0.0) / max(level, _LEAST_LEVEL) + _LEAST)


def of_words(
    possible: Possible,
    old: Passages,
    new: Passages,
    corpus: Corpus,
    cosines: Numbers,
    shares: Scores,
    sentences: Likeness,
    level: float,
) -> Columns:
    """Likeness of the whole texts, of their sentences, of rare words; lengths."""
    w, v = possible.of_matrix(shares.w), possible.of_matrix(shares.v)
    best_sentence = possible.of_matrix(sentences.cosine)
    held = _held(possible, corpus)
    lengths = [np.array([len(text) for text in side.texts], float) for side in (old, new)]
    shorter = np.minimum(lengths[0][possible.old], lengths[1][possible.new])
    longer = np.maximum(lengths[0][possible.old], lengths[1][possible.new])
    return {
        "smaller-share/level": to_level(np.minimum(w, v), level),
        "larger-share/level": to_level(np.maximum(w, v), level),
        "sentence/level": to_level(possible.of_matrix(sentences.score), level),
        "cosine/level": to_level(cosines, level),
        "cosine": cosines,
        "sentence-near": np.maximum(0.0, best_sentence - _NEAR),
        "text-near": np.maximum(0.0, cosines - _NEAR),
        "held": np.maximum(held[0], held[1]) / max(level, _LEAST_LEVEL),
        "held-both/level": to_level(np.minimum(held[0], held[1]), level),
        "rare-words": np.log(held[2] + 0.5),
        "length-ratio": shorter / np.maximum(longer, 1.0),
        "length": np.log(np.maximum(shorter, 1.0)),
    }


def _held(possible: Possible, corpus: Corpus) -> tuple[Numbers, Numbers, Numbers]:
    """The part of the old text's rare words that the new one holds, the reverse, and their weight."""
    stems: dict[str, int] = {}
    stem_of = np.array([stems.setdefault(word[:_STEM], len(stems)) for word in corpus.words])
    old, new = (_stems_of(side, stem_of, len(stems)) for side in (corpus.old, corpus.new))
    texts = old.shape[0] + new.shape[0]
    rarity = np.log((1.0 + texts) / (1.0 + old.sum(axis=0) + new.sum(axis=0))) + _COMMON
    root = sparse.diags_array(np.sqrt(rarity))
    old, new = sparse.csr_array(old @ root), sparse.csr_array(new @ root)
    common = paired_cosines(old, new, possible.old, possible.new)
    whole = [np.asarray(side.multiply(side).sum(axis=1)).ravel() + 1e-9 for side in (old, new)]
    return common / whole[0][possible.old], common / whole[1][possible.new], common


def _stems_of(texts: Sequence[Index], stem_of: Index, width: int) -> sparse.csr_array:
    """Which stems stand in each text."""
    found = [np.unique(stem_of[text]) for text in texts]
    columns = np.concatenate([*found, np.empty(0, np.int64)])
    ends = np.cumsum([0, *(len(row) for row in found)])
    return sparse.csr_array((np.ones(len(columns)), columns, ends), shape=(len(texts), width))


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
    w, v = possible.of_matrix(scores.w), possible.of_matrix(scores.v)
    score = to_level(possible.of_matrix(scores.g), level)
    rules = {
        rule: possible.of_matrix(_chosen(links, rule, possible.shape))
        for rule in ("assigned", "further", "orphan")
    }
    return {
        "first-score/level": score,
        "first-smaller/level": to_level(np.minimum(w, v), level),
        "first-larger/level": to_level(np.maximum(w, v), level),
        **rules,
        "assigned-score": rules["assigned"] * score,
        "further-score": rules["further"] * score,
    }


def _chosen(links: Sequence[Link], rule: str, shape: tuple[int, int]) -> sparse.csr_array:
    chosen = [link for link in links if link.rule == rule]
    places = ([link.old for link in chosen], [link.new for link in chosen])
    return sparse.csr_array(sparse.coo_array((np.ones(len(chosen)), places), shape=shape))
