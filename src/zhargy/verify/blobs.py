"""The blobs that entries name: there and right, withheld after a tombstone, or missing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhargy.errors import UnreadableRecord
from zhargy.record.published import Fault
from zhargy.verify.source import Published

_KEPT = 8


def blob_name(digest: str) -> str:
    """Where a blob stands in a record.

    >>> blob_name("ab" + "0" * 62)
    'blob/ab/ab00000000000000000000000000000000000000000000000000000000000000'
    """
    return f"blob/{digest[:2]}/{digest}"


@dataclass(slots=True)
class Blobs:
    """Checks blobs as entries name them; only those that are not there are remembered."""

    record: Published
    right: int = 0
    size: int = 0
    withheld: int = 0
    absent: dict[str, int] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    _damaged: set[str] = field(default_factory=set)
    _withdrawn: set[str] = field(default_factory=set)
    _read: dict[str, bytes] = field(default_factory=dict)

    def named(self, place: int, digest: str, size: int) -> Iterator[Fault]:
        """An entry names a blob of this size."""
        self.names.add(digest)
        if digest in self._read or digest in self.absent or digest in self._damaged:
            return
        name = blob_name(digest)
        try:
            content = self.record.read(name, size)
        except UnreadableRecord as refusal:
            self._damaged.add(digest)
            yield Fault(refusal.code, name, refusal.fields | {"target": place})
            return
        if content is None:
            self.absent[digest] = place
        elif len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            self._damaged.add(digest)
            yield Fault("V60", name, {"target": place})
        else:
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
        """The content of a blob that was right when it was named."""
        if digest in self._read:
            return self._read[digest]
        if digest in self.absent or digest in self._damaged:
            return None
        try:
            content = self.record.read(blob_name(digest), 1 << 28)
        except UnreadableRecord:
            return None
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            return None
        self._keep(digest, content)
        return content

    def _keep(self, digest: str, content: bytes) -> None:
        self._read[digest] = content
        if len(self._read) > _KEPT:
            del self._read[next(iter(self._read))]

    def faults(self) -> Iterator[Fault]:
        """At the end: what is missing, and what was withdrawn and is still there."""
        for digest, place in self.absent.items():
            yield Fault("V61", blob_name(digest), {"target": place})
        for digest in sorted(self._withdrawn):
            if self.record.read(blob_name(digest), 1 << 28) is not None:
                yield Fault("V69", blob_name(digest), {})
