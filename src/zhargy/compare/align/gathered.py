"""Texts gathered: whole articles, and lead-ins together with what they lead to.

What is said in one provision of one act may be a lead-in with its list in the other; and articles
can be told apart by far more words than the provisions in them.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from zhargy.compare.align.nearest import Index, Numbers, paired_cosines
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.possible import Possible
from zhargy.compare.align.score import Field
from zhargy.compare.align.vectors import Vectors


def article_share(
    possible: Possible, old: Passages, new: Passages, texts: Vectors
) -> tuple[Numbers, float]:
    """For each pair how much their articles are each other's source, and the level of articles."""
    rows = Vectors(_gathered(texts.old, old.articles), _gathered(texts.new, new.articles))
    field = Field.of(rows)
    g = field.scores(field.old.cosines, field.new.cosines).g
    share = np.asarray(g[old.articles[possible.old], new.articles[possible.new]]).ravel()
    return share, field.level()


def gain_of_lists(
    possible: Possible, old: Passages, new: Passages, texts: Vectors, cosines: Numbers
) -> Numbers:
    """How much more alike the two are if what a lead-in leads to counts as part of it."""
    whole = _with_lists(texts.old, old.parents), _with_lists(texts.new, new.parents)
    leads = [np.bincount(p.parents[p.parents >= 0], minlength=len(p)) > 0 for p in (old, new)]
    led = np.flatnonzero(leads[0][possible.old] | leads[1][possible.new])
    gain = np.zeros(len(possible))
    pairs = possible.old[led], possible.new[led]
    for left, right in ((whole[0], whole[1]), (whole[0], texts.new), (texts.old, whole[1])):
        more = paired_cosines(left, right, *pairs) - cosines[led]
        gain[led] = np.maximum(gain[led], more)
    return gain


def _gathered(rows: sparse.csr_array, group: Index) -> sparse.csr_array:
    """The sum of the rows of each group, of unit length."""
    member = sparse.csr_array((np.ones(len(group)), (group, np.arange(len(group)))))
    return _of_unit_length(sparse.csr_array(member @ rows))


def _with_lists(rows: sparse.csr_array, parents: Index) -> sparse.csr_array:
    """Each row with those of everything below it, of unit length."""
    own, above = np.arange(len(parents)), np.arange(len(parents))
    owners, members = [own], [own]
    while len(own):
        above = parents[above]
        own, above = own[above >= 0], above[above >= 0]
        owners.append(above)
        members.append(own)
    places = np.concatenate(owners), np.concatenate(members)
    member = sparse.coo_array((np.ones(len(places[0])), places), shape=(len(parents),) * 2)
    return _of_unit_length(sparse.csr_array(sparse.csr_array(member) @ rows))


def _of_unit_length(rows: sparse.csr_array) -> sparse.csr_array:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1.0 / np.maximum(lengths, 1e-9)) @ rows)
