"""Entry bundles (tlog-tiles, "Log entries"): each entry after its length as a big-endian uint16."""

from __future__ import annotations

from collections.abc import Iterable

from zhargy.errors import UnreadableRecord

LONGEST_ENTRY = 65_535


def pack(entries: Iterable[bytes]) -> bytes:
    """The entries as one bundle; each has 1 to 65,535 bytes."""
    return b"".join([_prefixed(number, entry) for number, entry in enumerate(entries, 1)])


def _prefixed(number: int, entry: bytes) -> bytes:
    if not 1 <= len(entry) <= LONGEST_ENTRY:
        raise UnreadableRecord(
            "V32", where=f"entry {number}", bytes=len(entry), limit=LONGEST_ENTRY
        )
    return len(entry).to_bytes(2, "big") + entry


def unpack(data: bytes, width: int) -> list[bytes]:
    """The `width` entries of a bundle, which holds nothing else."""
    entries, at = [], 0
    for number in range(1, width + 1):
        start = at + 2
        at = start + int.from_bytes(data[at:start], "big")
        # An entry has a byte at least, so a prefix that is cut off or zero ends here too.
        if at <= start or at > len(data):
            raise UnreadableRecord("V33", where=f"entry {number}", width=width)
        entries.append(data[start:at])
    if at != len(data):
        raise UnreadableRecord("V33", where=f"byte {at}", width=width)
    return entries
