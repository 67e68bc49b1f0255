"""Headings follow the provisions under them; preamble paragraphs are aligned among themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from zhargy.compare.align.decide import Link
from zhargy.compare.align.vectors import Corpus, vectors

_LEAST = 0.3


def align_headings(
    old: Sequence[str],
    new: Sequence[str],
    old_under: Sequence[frozenset[int]],
    new_under: Sequence[frozenset[int]],
    links: Sequence[Link],
) -> list[Link]:
    """One-to-one links of headings: half what stands under them, half their own words.

    `old_under[h]` are the places of the units under old heading h; `links` those of the units.
    """
    if not old or not new:
        return []
    rows = vectors(Corpus.of(old, new))
    words = np.asarray((rows.old @ rows.new.T).todense())
    score = 0.5 * words + 0.5 * _together(old_under, new_under, links)
    chosen = zip(*linear_sum_assignment(score, maximize=True), strict=True)
    return [
        Link(int(i), int(j), float(score[i, j]), "heading")
        for i, j in chosen
        if score[i, j] > _LEAST
    ]


def _together(
    old_under: Sequence[frozenset[int]],
    new_under: Sequence[frozenset[int]],
    links: Sequence[Link],
) -> np.ndarray:
    """For each two headings the share of what stands under them that is linked (Dice)."""
    shared = np.zeros((len(old_under), len(new_under)))
    above_old, above_new = _above(old_under), _above(new_under)
    sizes = (np.zeros(len(old_under)), np.zeros(len(new_under)))
    for link in links:
        for i in above_old.get(link.old, ()):
            sizes[0][i] += 1
            for j in above_new.get(link.new, ()):
                shared[i, j] += 1
        for j in above_new.get(link.new, ()):
            sizes[1][j] += 1
    whole = sizes[0][:, None] + sizes[1][None, :]
    return np.divide(2 * shared, whole, out=np.zeros_like(shared), where=whole > 0)


def _above(under: Sequence[frozenset[int]]) -> dict[int, list[int]]:
    above: dict[int, list[int]] = {}
    for heading, units in enumerate(under):
        for unit in units:
            above.setdefault(unit, []).append(heading)
    return above
