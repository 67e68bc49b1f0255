"""The blobs that entries name: there and right, withheld after a tombstone, or missing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhargy.errors import UnreadableRecord
from zhargy.record.kinds import blob_name
from zhargy.record.published import Fault
from zhargy.verify.source import Published

# The largest blob that is read, and how much of those that were read is kept for the next entry.
MOST_BYTES = 1 << 28
_KEPT_BYTES = 1 << 25


@dataclass(slots=True)
class Blobs:
    """Checks blobs as entries name them, each once; their sizes are remembered."""

    record: Published
    right: int = 0
    size: int = 0
    withheld: int = 0
    absent: dict[str, int] = field(default_factory=dict)
    # By digest: the true size, or -1 where the blob is absent or damaged.
    _sizes: dict[bytes, int] = field(default_factory=dict)
    _withdrawn: set[str] = field(default_factory=set)
    _read: dict[str, bytes] = field(default_factory=dict)
    _kept: int = 0

    def __contains__(self, digest: object) -> bool:
        """Did an entry name this blob?"""
        return isinstance(digest, str) and bytes.fromhex(digest) in self._sizes

    def named(self, place: int, digest: str, size: int) -> Iterator[Fault]:
        """An entry names a blob of this size."""
        key, name = bytes.fromhex(digest), blob_name(digest)
        known = self._sizes.get(key)
        if known is not None:
            if known not in (-1, size):
                yield Fault("V60", name, {"target": place})
            return
        self._sizes[key] = -1
        if size > MOST_BYTES:
            yield Fault("V70", name, {"most": MOST_BYTES})
            return
        try:
            content = self.record.read(name, size)
        except UnreadableRecord as refusal:
            yield Fault(refusal.code, name, refusal.fields | {"target": place})
            return
        if content is None:
            self.absent[digest] = place
        elif len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            yield Fault("V60", name, {"target": place})
        else:
            self._sizes[key] = size
            self.right += 1
            self.size += size
            self._keep(digest, content)

    def withdraw(self, digest: str) -> None:
        """A tombstone names this blob."""
        if digest not in self._withdrawn:
            self._withdrawn.add(digest)
            self.withheld += digest in self.absent
            self.absent.pop(digest, None)

    def content(self, digest: str) -> bytes | None:
        """The content of a blob that was right when it was named, else nothing. Raises
        UnreadableRecord V89 where it is not what it was: then nothing can be said of it."""
        if digest in self._read:
            return self._read[digest]
        size = self._sizes.get(bytes.fromhex(digest), -1)
        if size < 0:
            return None
        content = self.record.read(blob_name(digest), size)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            raise UnreadableRecord("V89", blob_name(digest))
        self._keep(digest, content)
        return content

    def _keep(self, digest: str, content: bytes) -> None:
        self._read[digest] = content
        self._kept += len(content)
        while self._kept > _KEPT_BYTES:
            self._kept -= len(self._read.pop(next(iter(self._read))))

    def faults(self) -> Iterator[Fault]:
        """At the end: what is missing, and what was withdrawn and is still there."""
        for digest, place in self.absent.items():
            yield Fault("V61", blob_name(digest), {"target": place})
        for digest in sorted(self._withdrawn):
            try:
                there = self.record.read(blob_name(digest), MOST_BYTES) is not None
            except UnreadableRecord as refusal:
                if refusal.code != "V70":
                    yield Fault(refusal.code, blob_name(digest), refusal.fields)
                    continue
                there = True
            if there:
                yield Fault("V69", blob_name(digest), {})
