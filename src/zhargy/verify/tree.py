"""Step 2 of a verification: the tree out of its entries, held against every tile that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zhargy.errors import UnreadableRecord
from zhargy.record.bundles import LONGEST_ENTRY, unpack
from zhargy.record.lines import HASH_BYTES
from zhargy.record.published import Fault
from zhargy.record.tiles import HEIGHT, WIDTH, Bundle, Edge, Tile, grown
from zhargy.record.tree import leaf_hash
from zhargy.verify.source import Published

_TILE = WIDTH * HASH_BYTES
_BUNDLE = WIDTH * (2 + LONGEST_ENTRY)
_KEPT = 4


@dataclass(slots=True)
class Tree:
    """A walk over the entries of a tree of `size` leaves.

    `roots` are sizes at which the root must be known: those of checkpoints seen elsewhere; after
    the walk `root_at` has them, and that of the whole tree.
    """

    record: Published
    size: int
    roots: frozenset[int] = frozenset()
    root_at: dict[int, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _edge: Edge = field(default_factory=Edge)
    _kept: dict[int, list[bytes]] = field(default_factory=dict)

    def walk(self) -> Iterator[tuple[bytes | None, bytes]]:
        """Each entry with its leaf hash, in order; no entry where only the hash is left.

        Ends early where neither bundle nor tile is there: the tree cannot be known from there on.
        """
        edge = Edge()
        self._note_root(edge, [])
        while edge.size < self.size:
            index = edge.size // WIDTH
            width = min(WIDTH, self.size - edge.size)
            entries = self._entries(index, width)
            tile = self._tile(Tile(0, index, width))
            if entries is None and tile is None:
                return
            leaves = _cut(tile) if entries is None and tile else list(map(leaf_hash, entries or ()))
            if entries is not None and tile is not None:
                self._compare(edge.size, leaves, _cut(tile), entries)
            self._note_root(edge, leaves)
            files, edge = grown(edge, leaves)
            self._edge = edge
            self._hold_against(files)
            here: Sequence[bytes | None] = entries or [None] * width
            yield from zip(here, leaves, strict=True)

    def _note_root(self, edge: Edge, leaves: list[bytes]) -> None:
        end = edge.size + len(leaves)
        for size in self.roots | {self.size}:
            if edge.size < size <= end or size == end == 0:
                self.root_at[size] = grown(edge, leaves[: size - edge.size])[1].root

    def _entries(self, index: int, width: int) -> list[bytes] | None:
        bundle = Bundle(index, width)
        found = self._found(bundle.path, Bundle(index).path, _BUNDLE)
        if found is None:
            return None
        path, data = found
        try:
            entries = unpack(data, width if path == bundle.path else WIDTH)[:width]
        except UnreadableRecord as refusal:
            self.faults.append(Fault(refusal.code, f"{path}, {refusal.where}", refusal.fields))
            return None
        self._keep(index, entries)
        return entries

    def _tile(self, tile: Tile) -> bytes | None:
        found = self._found(tile.path, Tile(tile.level, tile.index).path, _TILE)
        if found is None:
            return None
        path, data = found
        wanted = HASH_BYTES * (tile.width if path == tile.path else WIDTH)
        if len(data) != wanted:
            fields: dict[str, object] = {"bytes": len(data), "wanted": wanted}
            self.faults.append(Fault("V31", path, fields))
            return None
        return data[: tile.width * HASH_BYTES]

    def _found(self, path: str, full: str, most: int) -> tuple[str, bytes] | None:
        """A file, or the full one that a partial one may have been replaced by."""
        try:
            for name in dict.fromkeys((path, full)):
                if (data := self.record.read(name, most)) is not None:
                    return name, data
        except UnreadableRecord as refusal:
            self.faults.append(Fault(refusal.code, refusal.where, refusal.fields))
            return None
        self.faults.append(Fault("V49", path))
        return None

    def _compare(
        self, first: int, leaves: list[bytes], told: list[bytes], entries: list[bytes]
    ) -> None:
        for place, (leaf, said) in enumerate(zip(leaves, told, strict=True), first):
            if leaf != said:
                kind = entries[place - first][:40].decode("utf-8", "replace")
                self.faults.append(Fault("V75", f"#{place}", {"begins": kind}))

    def _hold_against(self, files: Mapping[str, bytes]) -> None:
        """Tiles above level 0, as soon as the entries make them whole."""
        for path, content in files.items():
            level = path.split("/", 2)[1]
            if level == "0" or ".p/" in path:
                continue
            self._expect(path, content)

    def _expect(self, path: str, content: bytes) -> None:
        try:
            data = self.record.read(path, _TILE)
        except UnreadableRecord as refusal:
            self.faults.append(Fault(refusal.code, path, refusal.fields))
            return
        if data is None:
            self.faults.append(Fault("V49", path))
        elif data != content:
            self.faults.append(Fault("V76", path))

    def finish(self) -> None:
        """The last, partial tiles above level 0, at the end of the walk."""
        for level, row in enumerate(self._edge.partial):
            if level and row:
                index = self._edge.size >> HEIGHT * (level + 1)
                tile = Tile(level, index, len(row) // HASH_BYTES)
                found = self._tile(tile)
                if found is not None and found != row:
                    self.faults.append(Fault("V76", tile.path))

    # -- an entry again --------------------------------------------------------------------------

    def entry(self, place: int) -> bytes:
        """The bytes of an entry that was walked before. Raises UnreadableRecord V33 where they
        were not there."""
        index, at = divmod(place, WIDTH)
        if index not in self._kept:
            before = len(self.faults)
            found = self._entries(index, min(WIDTH, self.size - index * WIDTH))
            del self.faults[before:]  # told already, in the walk
            if found is None:
                raise UnreadableRecord("V33", where=f"#{place}", width=WIDTH)
        return self._kept[index][at]

    def _keep(self, index: int, entries: list[bytes]) -> None:
        self._kept.pop(index, None)
        self._kept[index] = entries
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]


def _cut(row: bytes) -> list[bytes]:
    return [row[at : at + HASH_BYTES] for at in range(0, len(row), HASH_BYTES)]
