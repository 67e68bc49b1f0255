"""`zhargy restore`: a folder out of its backup, in which nothing lives again that was withdrawn.

1. The backup is opened; whatever would do harm is refused. 2. Its record is read and checked. 3.
With the newest public copy: the copy is signed by a key of the policy and only adds to the record
of the backup; its later entries are read. 4. What tombstones name is known now, and is left out of
all that is written. 5. The folder appears, whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Container, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from zhargy.errors import RecordMismatch, UnreadableRecord, UnusableFolder, UnwritableOutput
from zhargy.record.checkpoint import Checkpoint
from zhargy.record.kinds import blob_name
from zhargy.record.note import MOST_BYTES
from zhargy.record.policy import Policy
from zhargy.record.tiles import WIDTH
from zhargy.record.tree import check_consistency, leaf_hash, root_of
from zhargy.reform.folder import policy_in_force
from zhargy.reform.founding import FOLDERS
from zhargy.reform.output import refusal_of, umask
from zhargy.reform.verifying import policy_of
from zhargy.reform.witnessing import keep_cosigned
from zhargy.storage import index as derived
from zhargy.storage import journal, restored, salts, settings
from zhargy.storage.backup import Backup
from zhargy.storage.disk import FolderDisk
from zhargy.storage.index import Index
from zhargy.storage.keys import holds_private_key
from zhargy.storage.publisher import RECORD
from zhargy.storage.restored import Awaited, read_awaited
from zhargy.storage.settings import read_settings
from zhargy.storage.standing import Standing, standing, write_tree
from zhargy.verify.blobs import MOST_BYTES as MOST_OF_BLOB
from zhargy.verify.source import Published, published_at, tile_reader
from zhargy.verify.verify import CHECKPOINT, WITNESSED


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands there now. `brought` counts the entries that the public copy added, `behind` those
    that it lacks; `blobs` and `kept` what was left out since it was withdrawn."""

    files: int
    size: int
    brought: int
    behind: int
    blobs: int
    kept: int
    awaited: Awaited


@dataclass(frozen=True, slots=True)
class _Public:
    """The newest public copy: its files, its checkpoint as signed, and who is believed."""

    record: Published
    note: bytes
    checkpoint: Checkpoint
    policy: Policy


def restore(
    file: Path, folder: Path, published: str | None = None, *, policy: Path | None = None
) -> Restored:
    """Restore a backup into a folder that is new or empty, whole or not at all.

    `published` is the newest public copy, a path or an address; its keys are those of the settings
    in the backup, or of `policy`. Raises UnusableFolder (G1 to G6, G12, G30 something stands there
    already, G31 no backup, G32 a file in it that would do harm, G35 the public copy does not add to
    the backup, G38), UnwritableOutput, UnreadableRecord, RecordMismatch.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UnusableFolder("G30", str(folder))
    with closing(Backup(file)) as backup, _whole_folder(folder) as new:  # 1 and 5
        return _restored(backup, new, published, policy)


@contextmanager
def _whole_folder(target: Path) -> Iterator[Path]:
    """A folder to write into, which stands at `target` once all of it was written. Raises
    UnwritableOutput (W11, W12, W14), UnusableFolder G30 where another was quicker."""
    place = target.resolve()
    if not place.parent.is_dir():
        raise UnwritableOutput("W14", str(target), folder=str(place.parent))
    new = None
    try:
        new = Path(tempfile.mkdtemp(prefix=".zhargy-", dir=place.parent))
        yield new
        new.chmod(0o777 & ~umask())
        if os.name != "posix" and place.is_dir():
            place.rmdir()  # only an empty one can be
        new.rename(place)
    except sqlite3.OperationalError as refused:
        raise UnwritableOutput("W11", str(target), detail=str(refused)) from None
    except OSError as refused:
        if place.is_dir() and any(place.iterdir()):
            raise UnusableFolder("G30", str(target)) from None
        raise refusal_of(refused, target) from None
    finally:
        if new is not None:
            shutil.rmtree(new, ignore_errors=True)


def _restored(backup: Backup, new: Path, published: str | None, policy: Path | None) -> Restored:
    if (content := backup.read(settings.NAME)) is None:
        raise UnusableFolder("G31", backup.name, detail=settings.NAME)
    held = standing(backup.read)  # 2
    with closing(Index.at(new / derived.NAME)) as index:
        index.add(0, held.entries(), held.size, held.root.hex())
        public = None
        if published is not None:  # 3
            said = read_settings(content, f"{backup.name}, {settings.NAME}")
            trusted = policy_of(policy) or policy_in_force(Path(backup.name), said)
            public = _signed_by(trusted, published_at(published))
            _take_in(public, index, held)
        return _written(backup, new, index, held, public)  # 4


# -- the newest public copy ----------------------------------------------------------------------


def _signed_by(policy: Policy, record: Published) -> _Public:
    note = record.read(CHECKPOINT, MOST_BYTES)
    if note is None:
        raise UnreadableRecord("V74", record.name)
    return _Public(record, note, policy.log_alone.accept(note).checkpoint, policy)


def _take_in(public: _Public, index: Index, held: Standing) -> None:
    """Read what the public copy has and the backup has not. Raises UnusableFolder G35 for a fork."""
    now = public.checkpoint
    if now.size <= held.size:
        leaves = map(leaf_hash, islice(index.contents(0), now.size))
        if root_of(list(leaves)) != now.root:
            raise UnusableFolder("G35", public.record.name, size=now.size)
        return
    reader = tile_reader(public.record, now.size)
    try:
        proof = reader.consistency(held.size)
        check_consistency(held.size, held.root, now.size, now.root, proof)
    except RecordMismatch as refusal:
        if refusal.code not in ("V44", "V45"):
            raise
        if reader.root() != now.root:
            raise RecordMismatch("V79", CHECKPOINT) from None
        reader.check()  # damage is not called a fork
        raise UnusableFolder("G35", public.record.name, size=held.size) from None
    size = held.size
    while size < now.size:
        fresh = reader.entries(size // WIDTH)[size % WIDTH :]
        index.add(size, fresh, size + len(fresh), now.root.hex())
        size += len(fresh)


# -- writing -------------------------------------------------------------------------------------


def _written(
    backup: Backup, new: Path, index: Index, held: Standing, public: _Public | None
) -> Restored:
    disk, withdrawn = FolderDisk(new), index.withdrawn()
    files, blobs, kept = _unpack(backup, disk, new, index, held)
    awaited = replace(read_awaited(backup.read(restored.NAME)), copy=public is None)
    size = behind = held.size
    if public is not None:
        size = behind = public.checkpoint.size
    if public is not None and size >= held.size:
        _bring(public, disk, index, held, withdrawn)
        _bring_witnesses(public, new, index)
        late = [place for place, _ in index.of_kind("reform", "edition") if place >= held.size]
        awaited = replace(awaited, entries=tuple(sorted({*awaited.entries, *late})))
    if awaited:
        disk.put(restored.NAME, awaited.bytes)
    disk.sync(list(disk.names(".")))
    size = max(size, held.size)
    return Restored(files, size, size - held.size, size - behind, len(blobs), kept, awaited)


def _unpack(
    backup: Backup, disk: FolderDisk, new: Path, index: Index, held: Standing
) -> tuple[int, set[str], int]:
    """Write the files of the backup, without what was withdrawn: how many files, which blobs were
    left out, and how many submissions."""
    withdrawn, forgotten = index.withdrawn(), set(index.withdrawn_words())
    files, blobs, kept = 0, set[str](), 0
    for name in FOLDERS:
        (new / name).mkdir()
    for name in backup:
        last = name.rpartition("/")[2]
        content = backup.read(name) or b""
        if holds_private_key(content):
            raise UnusableFolder("G12", f"{backup.name}, {name}")
        if last in withdrawn and name == RECORD + blob_name(last):
            blobs.add(last)
            continue
        if name == restored.NAME:
            continue
        files += 1
        if name == journal.NAME:
            content, left_out = _without(held, withdrawn)
            blobs |= left_out
        if last == salts.NAME:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            kept += salts.copy_kept(content, new / name, forgotten, f"{backup.name}, {name}")
        else:
            disk.put(name, content)
    return files, blobs, kept


def _without(held: Standing, withdrawn: Container[str]) -> tuple[bytes, set[str]]:
    """The journal without withdrawn blobs, and their digests."""
    content, left_out = [journal.head(held.safe.size, held.safe.root)], set[str]()
    for batch in held.batches:
        by_digest = {hashlib.sha256(blob).hexdigest(): blob for blob in batch.blobs}
        left_out.update(digest for digest in by_digest if digest in withdrawn)
        stay = tuple(blob for digest, blob in by_digest.items() if digest not in withdrawn)
        content.append(replace(batch, blobs=stay).frame)
    return b"".join(content), left_out


def _bring(
    public: _Public, disk: FolderDisk, index: Index, held: Standing, withdrawn: Container[str]
) -> None:
    """Write what the public copy adds: tiles out of the entries, blobs, the checkpoint."""
    now = public.checkpoint
    if write_tree(disk, held, index.contents(held.safe.size)).root != now.root:
        raise RecordMismatch("V79", CHECKPOINT)
    mine = {
        hashlib.sha256(blob).hexdigest(): blob for batch in held.batches for blob in batch.blobs
    }
    for digest, size, place in index.blobs_from(held.safe.size):
        name = RECORD + blob_name(digest)
        if digest not in withdrawn and disk.read(name) is None:
            disk.put(name, mine.get(digest) or _blob(public.record, digest, size, place))
    disk.put(RECORD + CHECKPOINT, public.note)
    disk.put(journal.NAME, journal.head(now.size, now.root))


def _blob(record: Published, digest: str, size: int, place: int) -> bytes:
    name = blob_name(digest)
    if size > MOST_OF_BLOB:
        raise UnreadableRecord("V70", name, most=MOST_OF_BLOB)
    content = record.read(name, size)
    if content is None:
        raise RecordMismatch("V61", name, target=place)
    if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
        raise RecordMismatch("V60", name, target=place)
    return content


def _bring_witnesses(public: _Public, new: Path, index: Index) -> None:
    """What witnesses cosigned after the backup: else they would be asked from an older size on."""
    note = public.record.read(WITNESSED, MOST_BYTES)
    if note is not None:
        seen = public.policy.log_alone.accept(note)
        size = seen.checkpoint.size
        leaves = map(leaf_hash, islice(index.contents(0), size))
        if size > public.checkpoint.size or root_of(leaves) != seen.checkpoint.root:
            raise RecordMismatch("V80", WITNESSED, size=size)
        (new / RECORD / WITNESSED).write_bytes(note)
        keep_cosigned(new, seen.witnesses, note, size)
    newest = public.policy.log_alone.accept(public.note)
    keep_cosigned(new, newest.witnesses, public.note, newest.checkpoint.size)
