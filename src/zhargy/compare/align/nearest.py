"""For each text the few of the other act that come nearest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_BLOCK = 1024
# Above this many pairs, letter groups that stand nearly everywhere no longer choose candidates.
_MANY_PAIRS = 3_000_000
_COMMON_IN = 120

Index = NDArray[np.int64]
Numbers = NDArray[np.float64]


def nearest(rows: sparse.csr_array, columns: sparse.csr_array, count: int) -> tuple[Index, Numbers]:
    """The `count` nearest columns of each row and their cosines, best first.

    Shapes (rows, count); where there are fewer, index 0 with cosine 0 fills up.
    """
    count = min(count, max(1, columns.shape[0]))
    found = np.zeros((rows.shape[0], count), np.int64)
    cosines = np.zeros((rows.shape[0], count))
    if 0 in rows.shape or 0 in columns.shape:
        return found, cosines
    many = rows.shape[0] * columns.shape[0] > _MANY_PAIRS
    chooser = _rare_only(rows, columns) if many else rows
    turned = columns.T.tocsr()
    for start in range(0, rows.shape[0], _BLOCK):
        block = sparse.csr_array(chooser[start : start + _BLOCK] @ turned)
        _best(block, found[start : start + _BLOCK], cosines[start : start + _BLOCK])
    if many:
        cosines = _exact(rows, columns, found, cosines)
        order = np.argsort(-cosines, axis=1, kind="stable")
        found, cosines = np.take_along_axis(found, order, 1), np.take_along_axis(cosines, order, 1)
    return found, cosines


def _rare_only(rows: sparse.csr_array, columns: sparse.csr_array) -> sparse.csr_array:
    frequency = np.bincount(columns.indices, minlength=columns.shape[1])
    keep = sparse.diags_array((frequency <= _COMMON_IN).astype(float))
    return sparse.csr_array(rows @ keep)


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
    out = np.zeros(len(lefts))
    for start in range(0, len(lefts), 20_000):
        part = slice(start, start + 20_000)
        product = left[lefts[part]].multiply(right[rights[part]])
        out[part] = np.asarray(product.sum(axis=1)).ravel()
    return out
