"""Texts gathered: whole articles, and lead-ins together with what they lead to.

What is said in one provision of one act may be a lead-in with its list in the other; and articles
can be told apart by far more words than the provisions in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from zhargy.compare.align.nearest import Index, Numbers, paired_cosines
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.score import Field
from zhargy.compare.align.vectors import Corpus, vectors


def article_share(
    possible: Possible, old: Passages, new: Passages, corpus: Corpus
) -> tuple[Numbers, float]:
    """For each pair how much their articles are each other's source, and the level of articles."""
    whole = _whole_articles(corpus.old, old.articles), _whole_articles(corpus.new, new.articles)
    field = Field.of(vectors(replace(corpus, old=whole[0], new=whole[1])))
    g = field.scores(field.old.cosines, field.new.cosines).g
    share = np.asarray(g[old.articles[possible.old], new.articles[possible.new]]).ravel()
    return share, field.level()


def gain_of_lists(possible: Possible, old: Passages, new: Passages, corpus: Corpus) -> Numbers:
    """How much more alike the two are if what a lead-in leads to counts as part of it."""
    (old_texts, of_old), (new_texts, of_new) = (
        _with_lists(texts, side.parents) for texts, side in ((corpus.old, old), (corpus.new, new))
    )
    rows = vectors(replace(corpus, old=old_texts, new=new_texts))
    a, b = possible.old, possible.new
    led = (of_old[a] != a) | (of_new[b] != b)
    a, b = a[led], b[led]
    alike = [
        paired_cosines(rows.old, rows.new, left, right)
        for left, right in ((a, b), (of_old[a], of_new[b]), (of_old[a], b), (a, of_new[b]))
    ]
    gain = np.zeros(len(possible))
    gain[led] = np.maximum.reduce(alike[1:]) - alike[0]
    return gain


def _whole_articles(texts: Sequence[Index], articles: Index) -> tuple[Index, ...]:
    """The words of all texts of each article."""
    order = np.argsort(articles, kind="stable").tolist()
    ends = np.cumsum(np.bincount(articles)).tolist()
    return tuple(
        np.concatenate([texts[n] for n in order[start:end]])
        for start, end in zip([0, *ends[:-1]], ends, strict=True)
    )


def _with_lists(texts: Sequence[Index], parents: Index) -> tuple[tuple[Index, ...], Index]:
    """All texts, then those of lead-ins together with everything below them; and for each text the
    place of the one that holds what is below it, its own place where nothing is."""
    below: dict[int, list[Index]] = {}
    for place, parent in enumerate(parents.tolist()):
        while parent >= 0:
            below.setdefault(parent, [texts[parent]]).append(texts[place])
            parent = int(parents[parent])
    whole = np.arange(len(texts))
    whole[list(below)] = len(texts) + np.arange(len(below))
    return (*texts, *(np.concatenate(parts) for parts in below.values())), whole
