"""The one writer of a record: appends, signs, and finishes what a crash left half done.

A batch is acknowledged when its frame in the journal is durable (one fsync). Everything public
is derived from it: tiles and bundles, then blobs, then the checkpoint. Opening the record writes
all of it again, byte for byte, from the journal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from zhargy.errors import RecordMismatch, UnwritableOutput, ZhargyError
from zhargy.record.bundles import unpack
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.entry import Entry, read_entry
from zhargy.record.note import SigningKey, opened, read_note, sign
from zhargy.record.proof import Proof
from zhargy.record.tiles import TileReader
from zhargy.storage import journal
from zhargy.storage.disk import Disk, FolderDisk
from zhargy.storage.index import NAME as INDEX
from zhargy.storage.index import Index
from zhargy.storage.journal import Batch
from zhargy.storage.lock import only_publisher

RECORD = "record/"
CHECKPOINT = RECORD + "checkpoint"
# After so many entries or bytes the journal is begun anew.
_FLUSH_ENTRIES, _FLUSH_BYTES = 20_000, 64 << 20
