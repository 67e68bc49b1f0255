"""Entries before they are appended: whose place they take, and which stand in the record already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from zhargy.record.entry import Entry
from zhargy.record.kinds import KINDS, check_entry
from zhargy.storage.index import Index, subject


class Draft:
    """A batch of entries in the order in which they will stand, and their blobs by digest."""

    def __init__(self, index: Index, size: int, by: str, now: str) -> None:
        self.entries: list[Entry] = []
        self.blobs: dict[str, bytes] = {}
        self._index, self._size, self._by, self._now = index, size, by, now
        self._here: dict[tuple[str, str], int] = {}

    def standing(self, kind: str, **about: object) -> tuple[int, Entry] | None:
        """The entry about a subject that nothing supersedes, here or in the record."""
        probe = Entry(kind, 1, "", "", about)
        if (place := self._here.get((kind, subject(probe)))) is not None:
            return place, self.entries[place - self._size]
        return self._index.standing(kind, **about)

    def entry(self, place: int) -> Entry:
        """The entry at an index, here or in the record."""
        if place >= self._size:
            return self.entries[place - self._size]
        entry = self._index.entry(place)
        assert entry is not None
        return entry

    def of_same_text(self, place: int | None) -> Iterator[int]:
        """The entry of an edition, and those before it in its chain whose act has the same bytes:
        they say the same words under another name or status."""
        akn = None
        while place is not None:
            entry = self.entry(place)
            akn = akn or entry.body["akn"]
            if entry.body["akn"] != akn:
                return
            yield place
            place = entry.supersedes

    def put(self, kind: str, body: Mapping[str, Any], *, blobs: tuple[bytes, ...] = ()) -> int:
        """The index of the entry that says this: the one that stands, or a new one in its place."""
        standing = self.standing(kind, **{name: body.get(name) for name in KINDS[kind].same})
        if standing and standing[1].body == body:
            return standing[0]
        return self._add(self._entry(kind, body, {}, standing), blobs)

    def put_once(
        self,
        kind: str,
        body: Mapping[str, Any],
        envelope: Mapping[str, str] | None = None,
        *,
        blobs: tuple[bytes, ...] = (),
    ) -> int:
        """The index of the entry that ever said this, or of a new one.

        What people state stays in their files after something newer took its place: it is not
        stated again. Raises UnreadableRecord E4 where the body is not of its kind.
        """
        kept = KINDS[kind].same
        standing = self.standing(kind, **{name: body.get(name) for name in kept}) if kept else None
        entry = self._entry(kind, body, envelope or {}, standing)
        if (place := self._index.place_of(entry)) is not None:
            return place
        for place, drafted in enumerate(self.entries, self._size):
            if replace(drafted, supersedes=None) == replace(entry, supersedes=None):
                return place
        return self._add(entry, blobs)

    def _entry(
        self,
        kind: str,
        body: Mapping[str, Any],
        envelope: Mapping[str, str],
        standing: tuple[int, Entry] | None,
    ) -> Entry:
        entry = Entry(
            kind,
            KINDS[kind].version,
            self._now,
            envelope.get("by", self._by),
            body,
            envelope.get("as_of", ""),
            envelope.get("source", ""),
            standing[0] if standing else None,
        )
        check_entry(entry, kind)
        return entry

    def _add(self, entry: Entry, blobs: tuple[bytes, ...]) -> int:
        place = self._size + len(self.entries)
        self.entries.append(entry)
        self.blobs |= {hashlib.sha256(blob).hexdigest(): blob for blob in blobs}
        if KINDS[entry.kind].same or entry.kind == "reform":
            self._here[entry.kind, subject(entry)] = place
        return place
