"""The same question asked of sentences: a rule that moved into another list is one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Sentences:
    """The sentences of both acts; `old_owner[s]` is the text of old sentence s."""

    corpus: Corpus
    old_owner: Index
    new_owner: Index
    shape: tuple[int, int]

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str], texts: Corpus) -> Sentences:
        """Split all texts; `texts` is their corpus, whose words the sentences share."""
        (old_sentences, old_owner), (new_sentences, new_owner) = split(old), split(new)
        corpus = Corpus.of(old_sentences, new_sentences, texts)
        return cls(corpus, old_owner, new_owner, (len(old), len(new)))

    def with_corpus(self, corpus: Corpus) -> Sentences:
        return replace(self, corpus=corpus)


def likeness(sentences: Sentences) -> sparse.csr_array:
    """For each two texts the best pair of their sentences, by the smaller share as for whole texts.

    A matrix old x new.
    """
    if not (sentences.corpus.old and sentences.corpus.new):
        return sparse.csr_array(sentences.shape)
    field = Field.of(vectors(sentences.corpus))
    g = field.scores(field.old.cosines, field.new.cosines).g.tocoo()
    rows, columns = sentences.old_owner[g.row], sentences.new_owner[g.col]
    order = np.lexsort((-g.data, columns, rows))
    rows, columns, best = rows[order], columns[order], g.data[order]
    first = np.ones(len(rows), bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    return sparse.csr_array(
        sparse.coo_array((best[first], (rows[first], columns[first])), shape=sentences.shape)
    )
