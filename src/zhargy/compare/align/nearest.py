"""For each text the few of the other act that come nearest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_BLOCK, _PAIRS = 256, 5_000
# Above this many pairs the most common letter groups no longer choose candidates: a product of
# sparse matrices costs one step for each two texts that share a group.
_MANY_PAIRS = 3_000_000
_MOST_PRODUCTS = 3e8

Index = NDArray[np.int64]
Numbers = NDArray[np.float64]


def nearest_both(
    old: sparse.csr_array, new: sparse.csr_array, count: int
) -> tuple[tuple[Index, Numbers], tuple[Index, Numbers]]:
    """The `count` nearest new rows of each old one and their cosines, best first; and the reverse.

    Shapes (rows, count); where there are fewer, index 0 with cosine 0 fills up.
    """
    if 0 in old.shape or 0 in new.shape:
        return _none(old.shape[0], count), _none(new.shape[0], count)
    if old.shape[0] * new.shape[0] > _MANY_PAIRS:
        return _nearest_of_many(old, new, count), _nearest_of_many(new, old, count)
    cosines = (old @ new.T).toarray()
    return _best_of_all(cosines, count), _best_of_all(cosines.T, count)


def _none(rows: int, count: int) -> tuple[Index, Numbers]:
    return np.zeros((rows, min(count, 1)), np.int64), np.zeros((rows, min(count, 1)))


def _best_of_all(cosines: Numbers, count: int) -> tuple[Index, Numbers]:
    """The best of each row of a whole matrix; of equal ones the first."""
    count = min(count, cosines.shape[1])
    chosen = np.sort(np.argpartition(-cosines, count - 1, axis=1)[:, :count], axis=1)
    values = np.take_along_axis(cosines, chosen, 1)
    order = np.argsort(-values, axis=1, kind="stable")
    return np.take_along_axis(chosen, order, 1), np.take_along_axis(values, order, 1)


def _nearest_of_many(
    rows: sparse.csr_array, columns: sparse.csr_array, count: int
) -> tuple[Index, Numbers]:
    """Candidates by rare letter groups, ranked by their true cosines."""
    count = min(count, columns.shape[0])
    found = np.zeros((rows.shape[0], count), np.int64)
    seen = np.zeros((rows.shape[0], count))
    chooser, turned = _rare_only(rows, columns), columns.T.tocsr()
    for start in range(0, rows.shape[0], _BLOCK):
        block = sparse.csr_array(chooser[start : start + _BLOCK] @ turned)
        _best(block, found[start : start + _BLOCK], seen[start : start + _BLOCK])
    cosines = _exact(rows, columns, found, seen)
    order = np.argsort(-cosines, axis=1, kind="stable")
    return np.take_along_axis(found, order, 1), np.take_along_axis(cosines, order, 1)


def _rare_only(rows: sparse.csr_array, columns: sparse.csr_array) -> sparse.csr_array:
    """The rows without the most common letter groups, so that the product stays affordable."""
    cost = np.bincount(rows.indices, minlength=rows.shape[1]) * np.bincount(
        columns.indices, minlength=rows.shape[1]
    ).astype(float)
    order = np.argsort(cost, kind="stable")
    keep = np.zeros(rows.shape[1])
    keep[order[np.cumsum(cost[order]) <= _MOST_PRODUCTS]] = 1.0
    return sparse.csr_array(rows @ sparse.diags_array(keep))


def _best(block: sparse.csr_array, found: Index, cosines: Numbers) -> None:
    count = found.shape[1]
    for row in range(block.shape[0]):
        begin, end = block.indptr[row], block.indptr[row + 1]
        values, places = block.data[begin:end], block.indices[begin:end]
        if len(values) > count:
            chosen = np.argpartition(-values, count - 1)[:count]
            values, places = values[chosen], places[chosen]
        order = np.lexsort((places, -values))
        found[row, : len(order)] = places[order]
        cosines[row, : len(order)] = values[order]


def _exact(
    rows: sparse.csr_array, columns: sparse.csr_array, found: Index, seen: Numbers
) -> Numbers:
    row, place = np.nonzero(seen > 0)
    cosines = np.zeros_like(seen)
    cosines[row, place] = paired_cosines(rows, columns, row, found[row, place])
    return cosines


def paired_cosines(
    left: sparse.csr_array, right: sparse.csr_array, lefts: Index, rights: Index
) -> Numbers:
    """The cosine of left[lefts[k]] and right[rights[k]] for each k."""
    if left.shape[0] * right.shape[0] <= _MANY_PAIRS:
        every: Numbers = (left @ right.T).toarray()[lefts, rights]
        return every
    out = np.zeros(len(lefts))
    for start in range(0, len(lefts), _PAIRS):
        part = slice(start, start + _PAIRS)
        product = left[lefts[part]].multiply(right[rights[part]])
        out[part] = np.asarray(product.sum(axis=1)).ravel()
    return out
