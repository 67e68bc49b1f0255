"""The Merkle tree of RFC 6962, section 2.1, and its two proofs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import islice

from zhargy.errors import RecordMismatch

EMPTY_ROOT = hashlib.sha256(b"").digest()

_sha256 = hashlib.sha256
_AT_ONCE = 1 << 14
_HASH_BYTES = 32


def leaf_hash(entry: bytes) -> bytes:
    """Of an entry, which no node can be taken for: the first byte tells them apart."""
    return _sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two subtrees side by side."""
    return _sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees that a tree of `size` leaves falls into.

    It grows in place; `copy` keeps the tree as it was.
    """

    __slots__ = ("_roots", "size")

    def __init__(self) -> None:
        self.size = 0
        # By height; what stands where `size` has no bit is left over and never read.
        self._roots: list[bytes] = []

    def copy(self) -> Frontier:
        twin = Frontier()
        twin.size, twin._roots = self.size, self._roots.copy()
        return twin

    def add(self, leaf: bytes) -> None:
        """Append one leaf, given by its leaf hash."""
        self._grow(0, [leaf])

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaves, given by their leaf hashes."""
        coming = iter(leaves)
        while row := list(islice(coming, _AT_ONCE)):
            self._grow(0, row)

    def add_subtree(self, height: int, root: bytes) -> None:
        """Append a perfect subtree of 2**height leaves; the size must be a multiple of that."""
        if self.size % (1 << height):
            raise ValueError("a subtree joins only where one of its size begins")
        self._grow(height, [root])

    def _grow(self, height: int, row: list[bytes]) -> None:
        grown = self.size + (len(row) << height)
        while row:
            if self.size >> height & 1:
                row.insert(0, self._roots[height])
            if len(row) & 1:
                self._keep(height, row[-1])
            row = [
                _sha256(b"\x01" + left + right).digest()
                for left, right in zip(row[::2], row[1::2], strict=False)
            ]
            height += 1
        self.size = grown

    def _keep(self, height: int, root: bytes) -> None:
        while len(self._roots) <= height:
            self._roots.append(b"")
        self._roots[height] = root

    @property
    def root(self) -> bytes:
        """MTH of all leaves; that of no leaves is the hash of no bytes."""
        parts = [root for height, root in enumerate(self._roots) if self.size >> height & 1]
        if not parts:
            return EMPTY_ROOT
        whole = parts[0]
        for part in parts[1:]:
            whole = node_hash(part, whole)
        return whole


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root


def check_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Raise unless the leaf hash stands at `index` of the tree (RFC 9162, section 2.1.3.2).

    The proof does not bind the size: the checkpoint that names size and root together does.
    """
    if not 0 <= index < size:
        raise RecordMismatch("V41", where=f"entry {index}", size=size)
    at, last, reached = index, size - 1, leaf
    for step in proof:
        if last == 0:
            break
        if at & 1 or at == last:
            reached = node_hash(step, reached)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, step)
        at, last = at >> 1, last >> 1
    else:
        if last == 0 and reached == root and len(root) == _HASH_BYTES:
            return
    raise RecordMismatch("V42", where=f"entry {index}")


def check_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Raise unless the new tree only appends to the old one (RFC 9162, section 2.1.4.2).

    The empty tree and a tree of the same size take an empty proof.
    """
    where = f"size {new_size}"
    if old_size > new_size:
        raise RecordMismatch("V43", where=where, old=old_size, new=new_size)
    if old_size == new_size and old_root != new_root:
        raise RecordMismatch("V44", where=where)
    if old_size in (0, new_size):
        if proof or (old_size == 0 and old_root != EMPTY_ROOT):
            raise RecordMismatch("V45", where=where, old=old_size, new=new_size)
        return
    if _reached(old_size, old_root, new_size, list(proof)) != (old_root, new_root):
        raise RecordMismatch("V45", where=where, old=old_size, new=new_size)


def _reached(
    old_size: int, old_root: bytes, new_size: int, path: list[bytes]
) -> tuple[bytes, bytes] | None:
    """The two roots that a consistency proof leads to, or nothing if it has the wrong length."""
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return None
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return (old, new) if last == 0 else None
