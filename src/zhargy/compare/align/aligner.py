"""Which provision became which: many to many, whatever the numbers and the order.

Method and its measured gains: docs/decisions/0003-alignment.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from zhargy.compare.align.context import Context, lowered, numbered
from zhargy.compare.align.decide import Link, decide
from zhargy.compare.align.renames import Rename, applied, learned
from zhargy.compare.align.score import Field, Scores
from zhargy.compare.align.sentences import WEIGHT as SENTENCES
from zhargy.compare.align.sentences import Sentences, sentence_scores
from zhargy.compare.align.vectors import Corpus, vectors
from zhargy.text.provision import Citation, Provision

_ROUNDS = 2
_NEAREST = 3


@dataclass(frozen=True)
class Alignment:
    """The links between two lists of provisions, and what they rest on.

    `nearest_of_old[i]` are the three best partners of old i with their scores, best first.
    """

    links: tuple[Link, ...]
    scores: Scores
    level: float
    renames: tuple[Rename, ...]
    nearest_of_old: tuple[tuple[tuple[int, float], ...], ...]
    nearest_of_new: tuple[tuple[tuple[int, float], ...], ...]


def align(old: Sequence[Provision], new: Sequence[Provision]) -> Alignment:
    """Align the provisions of two acts, each in the order of its act."""
    if not old or not new:
        return _nothing(len(old), len(new))
    old_texts, new_texts = [p.text for p in old], [p.text for p in new]
    articles = (
        numbered([article_of(p.citation) for p in old]),
        numbered([article_of(p.citation) for p in new]),
    )
    corpus = Corpus.of(old_texts, new_texts)
    sentences = Sentences.of(old_texts, new_texts, corpus)
    field = Field.of(vectors(corpus))
    level = field.level()
    scores = field.scores(field.old.cosines, field.new.cosines)
    links = decide(scores, level)
    renames = learned(corpus, links)
    if renames:
        field = Field.of(vectors(applied(corpus, renames)))
        sentences = sentences.with_corpus(applied(sentences.corpus, renames))
    by_sentence = sentence_scores(sentences)
    for _ in range(_ROUNDS):
        context = Context(links, *articles)
        scores = field.scores(
            lowered(field.old.cosines, field.old.found, context, level, from_new=False),
            lowered(field.new.cosines, field.new.found, context, level, from_new=True),
        )
        scores = _with_sentences(scores, by_sentence)
        links = decide(scores, level)
    return Alignment(
        tuple(links),
        scores,
        level,
        tuple(renames),
        _nearest(scores.g, field.old.found, field.old.cosines),
        _nearest(sparse.csr_array(scores.g.T), field.new.found, field.new.cosines),
    )


def _nothing(old: int, new: int) -> Alignment:
    """The alignment where one side is empty."""
    empty = sparse.csr_array((old, new))
    return Alignment((), Scores(empty, empty, empty), 0.0, (), ((),) * old, ((),) * new)


def article_of(citation: Citation) -> tuple[tuple[str, str], ...]:
    """The article (or what stands for it) in which a provision is: its citation down to there."""
    steps = citation.steps
    for place, (level, _) in enumerate(steps):
        if level == "article":
            return steps[: place + 1]
    return steps[:1]


def _with_sentences(scores: Scores, sentences: sparse.csr_array) -> Scores:
    g = sparse.csr_array((1.0 - SENTENCES) * scores.g + SENTENCES * sentences)
    return Scores(g, scores.w, scores.v)


def _nearest(
    g: sparse.csr_array,
    found: np.ndarray,
    cosines: np.ndarray,
) -> tuple[tuple[tuple[int, float], ...], ...]:
    """By score, then by cosine: three candidates for each text."""
    out = []
    for row in range(found.shape[0]):
        begin, end = g.indptr[row], g.indptr[row + 1]
        ranked = {
            int(c): float(v) for c, v in zip(g.indices[begin:end], g.data[begin:end], strict=True)
        }
        for column, cosine in zip(found[row], cosines[row], strict=True):
            if cosine > 0:
                ranked[int(column)] = ranked.get(int(column), 0.0) + 0.05 * float(cosine)
        best = sorted(ranked.items(), key=lambda item: (-item[1], item[0]))[:_NEAREST]
        out.append(tuple(best))
    return tuple(out)
