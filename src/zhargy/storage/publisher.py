"""The one writer of a record: appends, signs, and finishes what a crash left half done.

A batch is acknowledged when its frame in the journal is durable (one fsync). All that is public
is derived from the journal: bundles, tiles, blobs, then the checkpoint. Opening the record writes
it again, byte for byte, so nothing that was acknowledged is lost and nothing stands twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from zhargy.errors import RecordMismatch, UnwritableOutput
from zhargy.record.bundles import pack, unpack
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.edge import WIDTH, Edge
from zhargy.record.entry import Entry, read_entry
from zhargy.record.note import Note, SigningKey, opened, read_note, sign
from zhargy.record.proof import Proof
from zhargy.record.tiles import Tile, TileReader, bundle_path
from zhargy.record.tree import leaf_hash
from zhargy.storage import index as derived
from zhargy.storage import journal
from zhargy.storage.disk import Disk, FolderDisk
from zhargy.storage.index import Index
from zhargy.storage.journal import Batch
from zhargy.storage.lock import only_publisher

CHECKPOINT = "record/checkpoint"
_RECORD = "record/"
# After so many entries or bytes the journal is begun anew.
_LONGEST, _LARGEST = 20_000, 64 << 20


@contextmanager
def open_publisher(folder: Path, key: SigningKey) -> Iterator[Publisher]:
    """The publisher of a folder, alone with it. Raises UnusableFolder G10, RecordMismatch."""
    with only_publisher(folder):
        publisher = Publisher(FolderDisk(folder), key, Index.at(folder / derived.NAME))
        try:
            yield publisher
        finally:
            publisher.close()


class Publisher:
    """Appends to the record of one folder. Opening it recovers; see the head of this module."""

    def __init__(self, disk: Disk, key: SigningKey, index: Index) -> None:
        """Raises RecordMismatch: J1 to J4 what stands there does not fit together, J5 it is the
        record of another key."""
        self._disk, self._key, self.index = disk, key, index
        self.origin = key.name
        self.last_time = ""
        self._written: dict[str, None] = {}
        self._outgrown: list[str] = []
        self._journal = [0, 0]
        self._broken = False
        signed = self._signed()
        size, batches = self._journalled(signed)
        self._edge = self._edge_of(size)
        self._tail = self._entries_of_last_bundle(size)
        self._check_root(size, signed)
        for batch in batches:
            self._take_in(batch)
            if self.size == signed.size and self.root != signed.root:
                raise RecordMismatch("J4", CHECKPOINT)
        if self.size < signed.size:
            raise RecordMismatch("J3", CHECKPOINT, signed=signed.size, held=self.size)
        self._remember()
        self._forget_withdrawn()
        if batches or disk.read(journal.NAME) is None:
            if self.size > signed.size:
                self._sign()
            self.flush()

    @property
    def size(self) -> int:
        """How many entries the record holds."""
        return self._edge.size

    @property
    def root(self) -> bytes:
        """The hash of its tree."""
        return self._edge.root

    # -- opening -----------------------------------------------------------------------------------

    def _signed(self) -> Checkpoint:
        """The checkpoint that was published last."""
        content = self._disk.read(CHECKPOINT)
        if content is None:
            return Checkpoint(self.origin, 0, Edge().root)
        note = read_note(content)
        checkpoint = read_checkpoint(note.text)
        if checkpoint.origin != self.origin:
            raise RecordMismatch("J5", CHECKPOINT, record=checkpoint.origin, key=self.origin)
        opened(note, [self._key.verifier])
        return checkpoint

    def _journalled(self, signed: Checkpoint) -> tuple[int, list[Batch]]:
        content = self._disk.read(journal.NAME)
        if content is None:
            return signed.size, []
        size, root, batches = journal.read_journal(content)
        if size > signed.size:
            raise RecordMismatch("J2", journal.NAME, journal=size, record=signed.size)
        self._base = (size, root)
        return size, batches

    def _edge_of(self, size: int) -> Edge:
        levels = []
        height = 0
        while size >> (8 * height):
            width = (size >> (8 * height)) % WIDTH
            hashes: list[bytes] = []
            if width:
                tile = Tile(height, size >> (8 * (height + 1)), width)
                content = self._must_read(_RECORD + tile.path)
                hashes = [content[i : i + 32] for i in range(0, 32 * width, 32)]
            levels.append(hashes)
            height += 1
        return Edge.at(size, levels)

    def _entries_of_last_bundle(self, size: int) -> list[bytes]:
        if not size % WIDTH:
            return []
        name = _RECORD + bundle_path(size // WIDTH, size % WIDTH)
        return list(unpack(self._must_read(name), size % WIDTH))

    def _must_read(self, name: str) -> bytes:
        content = self._disk.read(name)
        if content is None:
            raise RecordMismatch("J4", name)
        return content

    def _check_root(self, size: int, signed: Checkpoint) -> None:
        expected = signed.root if size == signed.size else getattr(self, "_base", (0, b""))[1]
        if self._edge.root != expected:
            raise RecordMismatch("J4", CHECKPOINT)

    def _remember(self) -> None:
        """Bring the derived index up to the record; one that tells of another begins anew."""
        size, root = self.index.state
        if size > self.size or (size == self.size and root != self.root.hex()):
            self.index.clear()
            size = 0
        while size < self.size:
            width = min(WIDTH, self.size - size // WIDTH * WIDTH)
            entries = unpack(self._must_read(_RECORD + bundle_path(size // WIDTH, width)), width)
            fresh = list(entries)[size % WIDTH :]
            after = size + len(fresh)
            self.index.add(size, fresh, after, self.root.hex() if after == self.size else "")
            size = after
        last = self.index.entry(self.size - 1) if self.size else None
        self.last_time = last.time if last else ""

    def _forget_withdrawn(self) -> None:
        """Delete what tombstones name: a restored copy may have brought it back."""
        for digest in self.index.withdrawn():
            self._disk.remove(blob_path(digest))

    # -- appending ---------------------------------------------------------------------------------

    def append(
        self, entries: Sequence[Entry], blobs: Mapping[str, bytes] | None = None
    ) -> range:
        """The indexes of these entries, once they are acknowledged and published.

        Raises UnwritableOutput J6 where the disk refuses: what was acknowledged before stands, and
        this batch will stand whole or not at all. Open the record again to go on.
        """
        first = self.size
        if not entries:
            return range(first, first)
        batch = Batch(tuple(entry.bytes for entry in entries), tuple((blobs or {}).values()))
        if self._broken:
            raise UnwritableOutput("J6", journal.NAME, detail="")
        try:
            self._disk.append(journal.NAME, batch.frame)
            self._take_in(batch)
            self._sign()
            self._remember()
            self._journal[0] += len(batch.entries)
            self._journal[1] += len(batch.frame)
            if self._journal[0] > _LONGEST or self._journal[1] > _LARGEST:
                self.flush()
        except OSError as refused:
            self._broken = True
            raise UnwritableOutput("J6", journal.NAME, detail=refused.strerror or "") from None
        return range(first, self.size)

    def _take_in(self, batch: Batch) -> None:
        for blob in batch.blobs:
            self._put(blob_path(hashlib.sha256(blob).hexdigest()), blob)
        start = self.size - len(self._tail)
        before = {(height, at): len(tile) for height, at, tile in self._edge.partial()}
        tiles = list(self._edge.add(map(leaf_hash, batch.entries)))
        for height, at, tile in tiles:
            self._put(_RECORD + Tile(height, at, WIDTH).path, b"".join(tile))
            self._outgrown.append(_RECORD + Tile(height, at, WIDTH).path + ".p/")
        for height, at, tile in self._edge.partial():
            if before.get((height, at)) != len(tile):
                self._put(_RECORD + Tile(height, at, len(tile)).path, b"".join(tile))
        waiting = [*self._tail, *batch.entries]
        for at in range(0, len(waiting), WIDTH):
            bundle = waiting[at : at + WIDTH]
            number = (start + at) // WIDTH
            self._put(_RECORD + bundle_path(number, len(bundle)), pack(bundle))
            if len(bundle) == WIDTH:
                self._outgrown.append(_RECORD + bundle_path(number, WIDTH) + ".p/")
        self._tail = waiting[len(waiting) // WIDTH * WIDTH :]

    def _sign(self) -> None:
        checkpoint = Checkpoint(self.origin, self.size, self.root)
        signed = Note(checkpoint.text, (sign(checkpoint.text, self._key),))
        self._put(CHECKPOINT, signed.bytes)

    def _put(self, name: str, content: bytes) -> None:
        self._disk.put(name, content)
        self._written[name] = None

    def flush(self) -> None:
        """All of record/ is durable; the journal begins anew; outgrown partial tiles are gone."""
        self._disk.sync(self._written)
        self._disk.put(journal.NAME, journal.head(self.size, self.root))
        self._disk.sync([journal.NAME])
        self._written.clear()
        self._journal = [0, 0]
        for folder in self._outgrown:
            for name in list(self._disk.names(folder)):
                self._disk.remove(name)
        self._outgrown.clear()

    def close(self) -> None:
        """Leave everything durable and the folder to the next."""
        if not self._broken and self._written:
            self.flush()
        self.index.close()

    # -- what was published ------------------------------------------------------------------------

    def blob(self, digest: str) -> bytes | None:
        """A blob of the record."""
        return self._disk.read(blob_path(digest))

    def receipt(self, place: int) -> Proof:
        """The proof that the entry at an index stands in the record as it is signed now."""
        reader = TileReader(lambda name: self._must_read(_RECORD + name), self.size)
        width = min(WIDTH, self.size - place // WIDTH * WIDTH)
        bundle = unpack(self._must_read(_RECORD + bundle_path(place // WIDTH, width)), width)
        return Proof(
            place,
            tuple(reader.inclusion(place)),
            self._must_read(CHECKPOINT),
            list(bundle)[place % WIDTH],
        )

    def erase(self, digests: Sequence[str]) -> None:
        """Delete blobs that a tombstone in the record names, from the journal too."""
        self.flush()
        for digest in digests:
            self._disk.remove(blob_path(digest))


def blob_path(digest: str) -> str:
    """Where a blob stands in the folder."""
    return f"{_RECORD}blob/{digest[:2]}/{digest}"
