"""A receipt: that an entry stands in the record, shown without the record, or against it."""

from __future__ import annotations

from dataclasses import dataclass

from zhargy.errors import RecordMismatch, UnreadableRecord
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.entry import Entry, read_entry
from zhargy.record.note import MOST_BYTES, read_note
from zhargy.record.policy import Accepted, Policy
from zhargy.record.proof import Proof, read_proof
from zhargy.record.tiles import WIDTH
from zhargy.record.tree import check_inclusion, leaf_hash
from zhargy.verify.source import Published, tile_reader


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt proves: the entry, its index, and the checkpoint that holds it.

    `accepted` is nothing where no policy was given: then the arithmetic holds and nobody's
    signature was checked.
    """

    place: int
    entry: Entry
    checkpoint: Checkpoint
    accepted: Accepted | None


def check_receipt(data: bytes, policy: Policy | None) -> Receipt:
    """The receipt, if it holds.

    1. It is of its form and carries its entry. 2. The entry stands at its index of the tree that
    the checkpoint names. 3. The policy vouches for the checkpoint. Raises UnreadableRecord,
    RecordMismatch.
    """
    proof = read_proof(data)  # 1
    if proof.extra is None:
        raise UnreadableRecord("V85", "extra")
    entry = read_entry(proof.extra, f"#{proof.index}")
    checkpoint = read_checkpoint(read_note(proof.checkpoint).text)
    leaf = leaf_hash(proof.extra)
    check_inclusion(leaf, proof.index, checkpoint.size, proof.hashes, checkpoint.root)  # 2
    accepted = policy.accept(proof.checkpoint) if policy else None  # 3
    return Receipt(proof.index, entry, checkpoint, accepted)


def receipt_of(record: Published, place: int) -> Proof:
    """The receipt of an entry, which anybody can make from the published files.

    Raises RecordMismatch V41 (there is no such entry), V49, V50; UnreadableRecord.
    """
    note = record.read("checkpoint", MOST_BYTES)
    if note is None:
        raise UnreadableRecord("V74", record.name)
    checkpoint = read_checkpoint(read_note(note).text)
    reader = tile_reader(record, checkpoint.size)
    hashes = tuple(reader.inclusion(place))
    entry = reader.entries(place // WIDTH)[place % WIDTH]
    check_inclusion(leaf_hash(entry), place, checkpoint.size, hashes, checkpoint.root)
    return Proof(place, hashes, note, entry)


def check_against(receipt: Receipt, record: Published, size: int) -> None:
    """Raise RecordMismatch V84 unless the record holds this very entry at its index, V82 where the
    receipt is of a later state, V80 unless its checkpoint is the beginning of the record."""
    where, earlier = f"#{receipt.place}", receipt.checkpoint
    if earlier.size > size:
        raise RecordMismatch("V82", "checkpoint", size=earlier.size, now=size)
    if receipt.place >= size:
        raise RecordMismatch("V84", where)
    reader = tile_reader(record, size)
    if reader.entries(receipt.place // WIDTH)[receipt.place % WIDTH] != receipt.entry.bytes:
        raise RecordMismatch("V84", where)
    if tile_reader(record, earlier.size).root() != earlier.root:
        raise RecordMismatch("V80", "checkpoint", size=earlier.size)
