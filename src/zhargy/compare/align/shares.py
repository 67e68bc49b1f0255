"""Shares, not similarity: how much of a text each candidate explains while its rivals are present.

Each new text is written as a non-negative least-squares sum of its nearest old texts. The share of
a candidate is its coefficient times its cosine, so what one source explains is not explained twice.
Solved for all texts at once by cyclic coordinate descent (Franc, Hlavac and Navara 2005).
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from zhargy.compare.align.nearest import Index, Numbers, paired_cosines

_ROUNDS = 40
_ENOUGH = 1e-6


def shares(found: Index, cosines: Numbers, among: Numbers) -> Numbers:
    """The share of each candidate, shape (texts, candidates).

    `cosines[t, c]` between text t and candidate c (already lowered by context), `among[t, c, d]`
    between candidates c and d of text t.
    """
    wanted_of = np.ascontiguousarray(cosines.T)
    rivals = np.ascontiguousarray(among.transpose(1, 2, 0))
    coefficients = np.zeros_like(wanted_of)
    fitted = np.zeros_like(wanted_of)  # among @ coefficients
    change = np.empty_like(wanted_of)
    for _ in range(_ROUNDS):
        largest = 0.0
        for c, own in enumerate(coefficients):
            step = np.maximum(0.0, own + wanted_of[c] - fitted[c]) - own
            size = float(np.abs(step).max(initial=0.0))
            if size:
                fitted += np.multiply(rivals[c], step, out=change)
                own += step
                largest = max(largest, size)
        if largest < _ENOUGH:
            break
    return coefficients.T * np.maximum(cosines, 0.0)


def among_candidates(sources: sparse.csr_array, found: Index, cosines: Numbers) -> Numbers:
    """Cosines between the candidates of each text, shape (texts, candidates, candidates)."""
    texts, count = found.shape
    among = np.zeros((texts, count, count))
    left, right = np.triu_indices(count, 1)
    if sources.shape[0] <= 3000:
        every = (sources @ sources.T).toarray()
        among[:] = every[found[:, :, None], found[:, None, :]]
    else:
        one, other = found[:, left].ravel(), found[:, right].ravel()
        low, high = np.minimum(one, other), np.maximum(one, other)
        keys, back = np.unique(low * sources.shape[0] + high, return_inverse=True)
        values = paired_cosines(sources, sources, keys // sources.shape[0], keys % sources.shape[0])
        among[:, left, right] = among[:, right, left] = values[back].reshape(texts, len(left))
    # A candidate that fills up has no similarity to anything.
    empty = cosines <= 0.0
    among[empty] = 0.0
    among.transpose(0, 2, 1)[empty] = 0.0
    among[:, np.arange(count), np.arange(count)] = 1.0
    return among
