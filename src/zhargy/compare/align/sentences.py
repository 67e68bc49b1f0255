"""The same question asked of sentences: a rule that moved into another list is one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from zhargy.compare.align.nearest import Index
from zhargy.compare.align.score import Field
from zhargy.compare.align.vectors import Corpus, vectors

WEIGHT = 0.3
_END = re.compile(r"(?<=[.;!?])\s+|\n+")


def split(texts: Sequence[str]) -> tuple[list[str], Index]:
    """The sentences of all texts, and for each the place of its text."""
    sentences: list[str] = []
    owners: list[int] = []
    for place, text in enumerate(texts):
        for sentence in _END.split(text):
            if sentence.strip():
                sentences.append(sentence)
                owners.append(place)
    return sentences, np.array(owners, np.int64)


def sentence_scores(
    old: Sequence[str], new: Sequence[str], rename: object = None
) -> sparse.csr_array:
    """For each pair of texts the best score of a pair of their sentences, shape old x new."""
    (old_sentences, old_owner), (new_sentences, new_owner) = split(old), split(new)
    corpus = Corpus.of(old_sentences, new_sentences)
    if callable(rename):
        corpus = rename(corpus)
    field = Field.of(vectors(corpus))
    g = field.scores(field.old.cosines, field.new.cosines).g.tocoo()
    shape = (len(old), len(new))
    if len(g.data) == 0:
        return sparse.csr_array(shape)
    rows, columns = old_owner[g.row], new_owner[g.col]
    order = np.lexsort((-g.data, columns, rows))
    rows, columns, data = rows[order], columns[order], g.data[order]
    first = np.r_[True, (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])]
    return sparse.csr_array(
        sparse.coo_array((data[first], (rows[first], columns[first])), shape=shape)
    )
