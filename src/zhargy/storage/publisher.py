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

from zhargy.errors import RecordMismatch, UnreadableRecord, UnwritableOutput
from zhargy.record.bundles import pack
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.entry import Entry
from zhargy.record.kinds import blob_name
from zhargy.record.note import Note, SigningKey, VerifierKey, opened, read_note, sign
from zhargy.record.proof import Proof
from zhargy.record.tiles import WIDTH, TileReader, bundle_files, grown
from zhargy.record.tree import EMPTY_ROOT, leaf_hash
from zhargy.storage import index as derived
from zhargy.storage import journal
from zhargy.storage.disk import Disk, FolderDisk
from zhargy.storage.index import Index
from zhargy.storage.journal import Batch
from zhargy.storage.lock import only_publisher

RECORD = "record/"
CHECKPOINT = RECORD + "checkpoint"
# After so many entries or bytes the journal is begun anew.
_LONGEST, _LARGEST = 20_000, 64 << 20


@contextmanager
def open_publisher(
    folder: Path, key: SigningKey, before: Sequence[VerifierKey] = ()
) -> Iterator[Publisher]:
    """The publisher of a folder, alone with it. Raises UnusableFolder G10, RecordMismatch.

    `before` are further keys that may have signed what stands there.
    """
    with only_publisher(folder):
        publisher = Publisher(FolderDisk(folder), key, Index.at(folder / derived.NAME), before)
        try:
            yield publisher
        finally:
            publisher.close()


class Publisher:
    """Appends to the record of one folder. Opening it recovers; see the head of this module."""

    def __init__(
        self, disk: Disk, key: SigningKey, index: Index, before: Sequence[VerifierKey] = ()
    ) -> None:
        """Raises RecordMismatch: J1 to J4 what stands there does not fit together, J5 it is the
        record of another key."""
        self._disk, self._key, self.index = disk, key, index
        self._known = dict.fromkeys((key.verifier, *before))
        self.origin = key.name
        self.last_time = ""
        self._written: dict[str, None] = {}
        self._outgrown: list[str] = []
        self._journal = [0, 0]
        self._broken = False
        base, batches = self._journalled()
        signed = self._signed(base)
        start = base or signed
        if start.size > signed.size:
            raise RecordMismatch("J2", journal.NAME, journal=start.size, record=signed.size)
        reader = self._reader(start.size)
        self._edge = reader.edge()
        if self.root != start.root:
            raise RecordMismatch("J4", CHECKPOINT)
        last, left = divmod(start.size, WIDTH)
        self._tail = reader.entries(last) if left else []
        for batch in batches:
            self._take_in(batch)
            if self.size == signed.size and self.root != signed.root:
                raise RecordMismatch("J4", CHECKPOINT)
        if self.size < signed.size:
            raise RecordMismatch("J3", CHECKPOINT, signed=signed.size, held=self.size)
        self._remember()
        self._forget_withdrawn()
        if batches or base is None:
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

    def _journalled(self) -> tuple[Checkpoint | None, list[Batch]]:
        """The tree that the journal follows, which stands safely in record/, and its batches."""
        content = self._disk.read(journal.NAME)
        if content is None:
            return None, []
        size, root, batches = journal.read_journal(content)
        return Checkpoint(self.origin, size, root), batches

    def _signed(self, base: Checkpoint | None) -> Checkpoint:
        """The checkpoint that was published last.

        A power failure can leave half of a file that was not yet durable. Then the journal holds
        all that this checkpoint signed, and `base` is where to begin.
        """
        content = self._disk.read(CHECKPOINT)
        if content is None:
            return base or Checkpoint(self.origin, 0, EMPTY_ROOT)
        try:
            note = read_note(content)
            checkpoint = read_checkpoint(note.text)
        except UnreadableRecord as torn:
            if base is None:
                raise RecordMismatch("J4", CHECKPOINT) from torn
            return base
        if checkpoint.origin != self.origin:
            raise RecordMismatch("J5", CHECKPOINT, record=checkpoint.origin, key=self.origin)
        opened(note, self._known)
        return checkpoint

    def _reader(self, size: int) -> TileReader:
        return TileReader(self._must_read, size)

    def _must_read(self, name: str) -> bytes:
        content = self._disk.read(RECORD + name)
        if content is None:
            raise FileNotFoundError(name)
        return content

    def _remember(self) -> None:
        """Bring the derived index up to the record; one that tells of another begins anew."""
        size, root = self.index.state
        if size > self.size or (size == self.size and root != self.root.hex()):
            self.index.clear()
            size = 0
        reader = self._reader(self.size)
        while size < self.size:
            fresh = reader.entries(size // WIDTH)[size % WIDTH :]
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

    def append(self, entries: Sequence[Entry], blobs: Mapping[str, bytes] | None = None) -> range:
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
        files = bundle_files(self.size, pack(self._tail), batch.entries)
        tiles, self._edge = grown(self._edge, map(leaf_hash, batch.entries))
        for name, content in (files | tiles).items():
            self._put(RECORD + name, content)
            if "." not in name:
                self._outgrown.append(f"{RECORD}{name}.p/")
        self._tail = [*self._tail, *batch.entries]
        self._tail = self._tail[len(self._tail) // WIDTH * WIDTH :]

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
        self._disk.replace(journal.NAME, journal.head(self.size, self.root))
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
        reader = self._reader(self.size)
        said = reader.entries(place // WIDTH)[place % WIDTH]
        return Proof(place, tuple(reader.inclusion(place)), self._must_read("checkpoint"), said)

    @property
    def checkpoint(self) -> bytes:
        """The signed note of the record as it stands; of an empty record there is none."""
        return self._must_read("checkpoint")

    @property
    def verifier(self) -> VerifierKey:
        """The key that others verify the record with."""
        return self._key.verifier

    def consistency(self, old_size: int) -> tuple[bytes, ...]:
        """The proof that the record only adds to what it was at an earlier size."""
        return tuple(self._reader(self.size).consistency(old_size))

    def root_at(self, size: int) -> bytes:
        """The hash of the tree when it had so many entries."""
        return self._reader(size).root()

    def put_public(self, name: str, content: bytes) -> None:
        """A checkpoint with further signatures, durable when this returns."""
        self._disk.replace(RECORD + name, content)

    def erase(self, digests: Sequence[str]) -> None:
        """Delete blobs that a tombstone in the record names, from the journal too."""
        self.flush()
        for digest in digests:
            self._disk.remove(blob_path(digest))


def blob_path(digest: str) -> str:
    """Where a blob stands in the folder."""
    return RECORD + blob_name(digest)
