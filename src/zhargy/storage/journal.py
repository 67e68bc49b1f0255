"""The publisher's journal: what was acknowledged and may not yet stand safely in record/.

A batch is acknowledged when its frame is durable, after one fsync; tiles, blobs and checkpoint
are written after it and need no fsync of their own until the journal is begun anew. What a power
failure takes of them, opening the record again writes again, byte for byte.

The file: a head (JSON, a line: format, size and root of the tree that stands safely in record/),
then frames: length of the payload (4 bytes), its SHA-256, the payload. Integers are big-endian.
The payload: count of entries (4 bytes), each with its length (2 bytes); count of blobs (4 bytes),
each with its length (4 bytes).
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhargy.errors import RecordMismatch

NAME = "record.journal"
_FORMAT = "zhargy.journal/1"
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Batch:
    """What one append acknowledged: entries as bytes, and the blobs that they name."""

    entries: tuple[bytes, ...]
    blobs: tuple[bytes, ...] = ()

    @property
    def frame(self) -> bytes:
        """The bytes of this batch in the journal."""
        payload = _packed(self.entries, ">H") + _packed(self.blobs, ">I")
        return struct.pack(">I", len(payload)) + hashlib.sha256(payload).digest() + payload


def _packed(parts: Sequence[bytes], length: str) -> bytes:
    return struct.pack(">I", len(parts)) + b"".join(
        struct.pack(length, len(part)) + part for part in parts
    )


def head(size: int, root: bytes) -> bytes:
    """The beginning of a journal that follows the tree of this size and root."""
    said = {"format": _FORMAT, "root": root.hex(), "size": size}
    return json.dumps(said, sort_keys=True).encode() + b"\n"


def read_journal(data: bytes) -> tuple[int, bytes, list[Batch]]:
    """Size and root of the tree that the journal follows, and its batches.

    A last frame that is not whole was never acknowledged: it is left out. Raises RecordMismatch
    J1 where the head is not readable: it was durable before the first frame.
    """
    first, end, frames = data.partition(b"\n")
    try:
        said = json.loads(first)
        size, root = said["size"], bytes.fromhex(said["root"])
        known = said["format"] == _FORMAT and type(size) is int and end == b"\n"
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise RecordMismatch("J1", NAME)
    return size, root, list(_batches(frames))


def _batches(data: bytes) -> Iterator[Batch]:
    at = 0
    while len(data) - at >= 4 + _DIGEST:
        (length,) = struct.unpack_from(">I", data, at)
        digest = data[at + 4 : at + 4 + _DIGEST]
        payload = data[at + 4 + _DIGEST : at + 4 + _DIGEST + length]
        if len(payload) < length or hashlib.sha256(payload).digest() != digest:
            return
        entries, after = _unpacked(payload, 0, ">H")
        blobs, _ = _unpacked(payload, after, ">I")
        yield Batch(entries, blobs)
        at += 4 + _DIGEST + length


def _unpacked(data: bytes, at: int, length: str) -> tuple[tuple[bytes, ...], int]:
    (count,) = struct.unpack_from(">I", data, at)
    at += 4
    parts = []
    for _ in range(count):
        (size,) = struct.unpack_from(length, data, at)
        at += struct.calcsize(length)
        parts.append(data[at : at + size])
        at += size
    return tuple(parts), at
