"""What a copy of a folder holds of its record: what stands safely in record/, and what only the
journal has. It is read without the key, and nothing is mended: that is the publisher's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from zhargy.errors import RecordMismatch, UnreadableRecord
from zhargy.record.bundles import pack
from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.note import read_note
from zhargy.record.tiles import WIDTH, Edge, TileReader, bundle_files, grown
from zhargy.record.tree import EMPTY_ROOT, leaf_hash
from zhargy.storage import journal
from zhargy.storage.disk import Disk
from zhargy.storage.journal import Batch
from zhargy.storage.publisher import CHECKPOINT, RECORD

# So many entries become tiles at once: a tile of level 1.
_AT_ONCE = WIDTH * WIDTH


@dataclass(frozen=True, slots=True)
class Standing:
    """`safe` is the tree that stands in record/; `size` and `root` count the journal's too."""

    safe: Edge
    batches: tuple[Batch, ...]
    size: int
    root: bytes
    reader: TileReader

    def entries(self) -> Iterator[bytes]:
        """All entries, those of the journal last. Raises RecordMismatch V49, V50."""
        for number in range(-(-self.safe.size // WIDTH)):
            yield from self.reader.entries(number)
        for batch in self.batches:
            yield from batch.entries


def standing(read: Callable[[str], bytes | None]) -> Standing:
    """`read` gives the files of a folder by their names.

    Raises RecordMismatch: J1 to J4 what stands there does not fit together, V49, V50.
    """

    def of_record(name: str) -> bytes:
        content = read(RECORD + name)
        if content is None:
            raise FileNotFoundError(name)
        return content

    signed = _signed(read)
    content = read(journal.NAME)
    if content is not None:
        size, root, batches = journal.read_journal(content)
    elif signed is not None:
        size, root, batches = (*signed, [])
    elif read(CHECKPOINT) is None:
        size, root, batches = 0, EMPTY_ROOT, []
    else:
        raise RecordMismatch("J4", CHECKPOINT)
    reader = TileReader(of_record, size)
    safe = edge = reader.edge()
    if safe.root != root:
        raise RecordMismatch("J4", CHECKPOINT)
    reader.check()
    for batch in batches:
        edge = grown(edge, map(leaf_hash, batch.entries))[1]
    if signed is not None and signed[0] > edge.size:
        raise RecordMismatch("J3", CHECKPOINT, signed=signed[0], held=edge.size)
    return Standing(safe, tuple(batches), edge.size, edge.root, reader)


def _signed(read: Callable[[str], bytes | None]) -> tuple[int, bytes] | None:
    """Size and root of the checkpoint; nothing where it is not there or was torn by a power
    failure: then the journal has what it signed."""
    content = read(CHECKPOINT)
    try:
        checkpoint = read_checkpoint(read_note(content).text) if content is not None else None
    except UnreadableRecord:
        return None
    return (checkpoint.size, checkpoint.root) if checkpoint else None


def write_tree(disk: Disk, held: Standing, entries: Iterator[bytes]) -> Edge:
    """Write bundles and tiles of entries that come after what stands safely in record/."""
    edge = held.safe
    last, left = divmod(edge.size, WIDTH)
    tail = held.reader.entries(last) if left else []
    while chunk := list(islice(entries, _AT_ONCE)):
        files = bundle_files(edge.size, pack(tail), chunk)
        tiles, edge = grown(edge, map(leaf_hash, chunk))
        for name, content in (files | tiles).items():
            for outgrown in list(disk.names(RECORD + name.partition(".p/")[0] + ".p")):
                disk.remove(outgrown)
            disk.put(RECORD + name, content)
        tail = [*tail, *chunk]
        tail = tail[len(tail) // WIDTH * WIDTH :]
    return edge
