"""Laws of the tree: what was appended is in it, what was in it stays, and nothing else is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record.logs import half, log_of, mth, path, subproof, wide_log

from zhargy.errors import RecordMismatch
from zhargy.record.tree import (
    EMPTY_ROOT,
    Frontier,
    check_consistency,
    check_inclusion,
    leaf_hash,
    node_hash,
    root_of,
)

MOST = 70
LOG = log_of(MOST)
ROOTS = [mth(LOG.leaves[:size]) for size in range(MOST + 1)]
SIZES = (1, 2, 3, 4, 6, 7, 8, 13)


def spoilt(hash_: bytes) -> Iterator[bytes]:
    """The hash with each of its bits changed in turn."""
    for bit in range(8 * len(hash_)):
        yield (int.from_bytes(hash_, "big") ^ 1 << bit).to_bytes(len(hash_), "big")


@pytest.mark.parametrize("size", range(MOST + 1))
def test_the_proofs_are_those_of_rfc_6962_and_hold(size: int) -> None:
    reader, leaves = LOG.reader(size), LOG.leaves[:size]
    assert reader.root() == root_of(leaves) == ROOTS[size]
    for index in range(size):
        proof = reader.inclusion(index)
        assert proof == path(index, leaves)
        check_inclusion(leaves[index], index, size, proof, ROOTS[size])
    for old in range(size + 1):
        proof = reader.consistency(old)
        assert proof == (subproof(old, leaves, True) if old else [])
        check_consistency(old, ROOTS[old], size, ROOTS[size], proof)


@given(st.data())
def test_proofs_of_a_wide_tree_hold(data: st.DataObject) -> None:
    log = wide_log()
    size = data.draw(st.integers(1, log.size))
    index = data.draw(st.integers(0, size - 1))
    reader = log.reader(size)
    root = reader.root()
    assert root == root_of(log.leaves[:size])
    check_inclusion(log.leaves[index], index, size, reader.inclusion(index), root)
    check_consistency(index, root_of(log.leaves[:index]), size, root, reader.consistency(index))


@pytest.mark.parametrize("size", SIZES)
def test_any_changed_bit_of_an_inclusion_proof_a_leaf_or_a_root_is_noticed(size: int) -> None:
    for index in range(size):
        leaf, root, proof = LOG.leaves[index], ROOTS[size], LOG.reader(size).inclusion(index)
        changed = [(leaf, proof, other) for other in spoilt(root)]
        changed += [(other, proof, root) for other in spoilt(leaf)]
        for n, step in enumerate(proof):
            changed += [(leaf, [*proof[:n], s, *proof[n + 1 :]], root) for s in spoilt(step)]
        changed += [(leaf, proof[:-1], root)] if proof else []
        changed += [(leaf, [*proof, root], root), (leaf, [leaf, *proof], root)]
        for spoilt_leaf, spoilt_proof, spoilt_root in changed:
            with pytest.raises(RecordMismatch):
                check_inclusion(spoilt_leaf, index, size, spoilt_proof, spoilt_root)


@pytest.mark.parametrize("size", SIZES)
def test_any_changed_bit_of_a_consistency_proof_or_a_root_is_noticed(size: int) -> None:
    for old in range(1, size + 1):
        before, after, proof = ROOTS[old], ROOTS[size], LOG.reader(size).consistency(old)
        changed = [(other, after, proof) for other in spoilt(before)]
        changed += [(before, other, proof) for other in spoilt(after)]
        for n, step in enumerate(proof):
            changed += [(before, after, [*proof[:n], s, *proof[n + 1 :]]) for s in spoilt(step)]
        changed += [(before, after, proof[:-1])] if proof else []
        changed += [(before, after, [*proof, after]), (before, after, [before, *proof])]
        for spoilt_before, spoilt_after, spoilt_proof in changed:
            with pytest.raises(RecordMismatch):
                check_consistency(old, spoilt_before, size, spoilt_after, spoilt_proof)


def turns(index: int, size: int) -> str:
    """The way from the root to a leaf."""
    if size == 1:
        return ""
    k = half(size)
    return f"L{turns(index, k)}" if index < k else f"R{turns(index - k, size - k)}"


@pytest.mark.parametrize("size", range(1, 41))
def test_a_proof_holds_at_no_other_index(size: int) -> None:
    reader = LOG.reader(size)
    for index in range(size):
        proof = reader.inclusion(index)
        for other in {*range(-1, size + 2)} - {index}:
            with pytest.raises(RecordMismatch):
                check_inclusion(LOG.leaves[index], other, size, proof, ROOTS[size])


@pytest.mark.parametrize("size", range(1, 25))
def test_a_proof_holds_at_another_size_only_where_the_way_to_the_leaf_is_the_same(
    size: int,
) -> None:
    """A root does not bind a size: the checkpoint that names both together does."""
    reader = LOG.reader(size)
    for index in range(size):
        proof = reader.inclusion(index)
        for other in {*range(41)} - {size}:
            if index < other and turns(index, other) == turns(index, size):
                check_inclusion(LOG.leaves[index], index, other, proof, ROOTS[size])
            else:
                with pytest.raises(RecordMismatch):
                    check_inclusion(LOG.leaves[index], index, other, proof, ROOTS[size])


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=60), st.data())
def test_it_does_not_matter_how_the_entries_are_cut_when_they_are_appended(
    entries: list[bytes], data: st.DataObject
) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    frontier, at = Frontier(), 0
    while at < len(leaves):
        taken = data.draw(st.integers(1, len(leaves) - at))
        if taken == 1:
            frontier.add(leaves[at])
        else:
            frontier.extend(leaves[at : at + taken])
        at += taken
        assert (frontier.size, frontier.root) == (at, mth(leaves[:at]))


def test_a_copy_keeps_the_tree_as_it_was() -> None:
    frontier = Frontier()
    frontier.extend(LOG.leaves[:5])
    copy = frontier.copy()
    frontier.extend(LOG.leaves[5:9])
    assert (copy.size, copy.root) == (5, ROOTS[5])
    assert (frontier.size, frontier.root) == (9, ROOTS[9])


def test_a_subtree_joins_only_where_one_of_its_size_begins() -> None:
    frontier = Frontier()
    frontier.add_subtree(1, node_hash(*LOG.leaves[:2]))
    frontier.add(LOG.leaves[2])
    assert frontier.root == ROOTS[3]
    frontier.add_subtree(0, LOG.leaves[3])
    frontier.add_subtree(1, node_hash(*LOG.leaves[4:6]))
    frontier.add_subtree(1, node_hash(*LOG.leaves[6:8]))
    frontier.add(LOG.leaves[8])
    assert frontier.root == ROOTS[9]
    with pytest.raises(ValueError, match="subtree"):
        frontier.add_subtree(1, node_hash(*LOG.leaves[9:11]))


def test_the_empty_record_has_the_root_of_no_bytes() -> None:
    assert Frontier().root == root_of([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_a_record_of_one_entry_is_its_leaf_and_needs_no_proof() -> None:
    check_inclusion(LOG.leaves[0], 0, 1, [], LOG.leaves[0])
    assert ROOTS[1] == LOG.leaves[0]


def test_no_entry_is_in_an_empty_record() -> None:
    with pytest.raises(RecordMismatch):
        check_inclusion(EMPTY_ROOT, 0, 0, [], EMPTY_ROOT)


def test_a_node_cannot_be_passed_off_as_an_entry() -> None:
    """The bytes below a node, taken as an entry, hash to something else than the node."""
    inner = LOG.leaves[0] + LOG.leaves[1]
    assert leaf_hash(inner) != node_hash(LOG.leaves[0], LOG.leaves[1])
    assert leaf_hash(b"\x01" + inner) != node_hash(LOG.leaves[0], LOG.leaves[1])
    with pytest.raises(RecordMismatch):
        check_inclusion(leaf_hash(inner), 0, 1, [], ROOTS[2])


def test_an_entry_that_stands_twice_counts_twice() -> None:
    once, twice = LOG.leaves[:3], [*LOG.leaves[:3], LOG.leaves[2]]
    assert root_of(once) != root_of(twice)
    for index in (2, 3):
        check_inclusion(LOG.leaves[2], index, 4, path(index, twice), root_of(twice))


def test_the_empty_record_is_consistent_with_every_record_without_proof() -> None:
    check_consistency(0, EMPTY_ROOT, 9, ROOTS[9], [])
    check_consistency(0, EMPTY_ROOT, 0, EMPTY_ROOT, [])
    for old_root, proof in ((ROOTS[1], []), (EMPTY_ROOT, [ROOTS[9]])):
        with pytest.raises(RecordMismatch):
            check_consistency(0, old_root, 9, ROOTS[9], proof)
