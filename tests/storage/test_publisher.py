"""Publishing: what was acknowledged stands for ever, once, whatever happens on the way."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import pytest
from failing_disk import FailingDisk, Killed

from zhargy.errors import RecordMismatch, UnusableFolder, UnwritableOutput
from zhargy.record.bundles import unpack
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.entry import Entry
from zhargy.record.note import SigningKey, opened, read_note
from zhargy.record.tree import check_inclusion, leaf_hash, root_of
from zhargy.storage import journal
from zhargy.storage.disk import FolderDisk
from zhargy.storage.index import Index
from zhargy.storage.publisher import CHECKPOINT, Publisher, blob_path, open_publisher

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
KEY = SigningKey("test.example/record", bytes(range(32)))


def memory() -> Index:
    return Index.at(Path(":memory:"))


def entry(number: int) -> Entry:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    body = {"words": digest, "person": digest, "channel": "site"}
    return Entry("commitment", 1, "2031-02-10T09:00:00Z", "secretariat", body)


def held(disk: FailingDisk) -> list[bytes]:
    """The entries that the published files hold, of which tree and signature were checked."""
    note = read_note(disk.content[CHECKPOINT])
    assert opened(note, [KEY.verifier]).by == (KEY.verifier,)
    checkpoint = read_checkpoint(note.text)
    entries: list[bytes] = []
    while len(entries) < checkpoint.size:
        number, width = len(entries) // 256, min(256, checkpoint.size - len(entries))
        suffix = "" if width == 256 else f".p/{width}"
        entries += unpack(disk.content[f"record/tile/entries/{number:03}{suffix}"], width)
        tile = disk.content[f"record/tile/0/{number:03}{suffix}"]
        assert tile == b"".join(map(leaf_hash, entries[number * 256 :]))
    assert root_of(map(leaf_hash, entries)) == checkpoint.root
    return entries


def batches(chance: Random) -> Iterator[tuple[list[Entry], dict[str, bytes]]]:
    numbers = count()
    while True:
        size = chance.choice([1, 2, 5, 250, 256, 300])
        blob = chance.randbytes(chance.randint(1, 40))
        yield (
            [entry(next(numbers)) for _ in range(size)],
            {hashlib.sha256(blob).hexdigest(): blob} if chance.random() < 0.5 else {},
        )


def test_entries_come_back_in_their_order_with_tiles_that_fit() -> None:
    disk = FailingDisk()
    publisher = Publisher(disk, KEY, memory())
    said: list[bytes] = []
    for entries, blobs in zip(range(12), batches(Random(1)), strict=False):
        del entries
        batch, named = blobs
        assert publisher.append(batch, named) == range(len(said), len(said) + len(batch))
        said += [one.bytes for one in batch]
        assert held(disk) == said
        for digest, blob in named.items():
            assert disk.content[blob_path(digest)] == blob


def test_a_batch_costs_one_fsync() -> None:
    disk = FailingDisk()
    publisher = Publisher(disk, KEY, memory())
    before = disk.syncs
    publisher.append([entry(n) for n in range(300)])
    publisher.append([entry(300)])
    assert disk.syncs == before + 2


def test_the_receipt_of_an_entry_proves_it() -> None:
    publisher = Publisher(FailingDisk(), KEY, memory())
    publisher.append([entry(n) for n in range(700)])
    for place in (0, 255, 256, 511, 512, 699):
        proof = publisher.receipt(place)
        assert proof.extra == entry(place).bytes
        leaf = leaf_hash(proof.extra)
        check_inclusion(leaf, place, publisher.size, proof.hashes, publisher.root)


def test_an_outgrown_partial_tile_is_gone_after_the_flush() -> None:
    disk = FailingDisk()
    publisher = Publisher(disk, KEY, memory())
    publisher.append([entry(n) for n in range(200)])
    assert "record/tile/0/000.p/200" in disk.content
    publisher.append([entry(n) for n in range(200, 300)])
    publisher.flush()
    assert not any(name.startswith("record/tile/0/000.p/") for name in disk.content)
    assert {"record/tile/0/000", "record/tile/0/001.p/44"} <= disk.content.keys()


@pytest.mark.parametrize("seed", range(1_000 if WHOLE else 40))
def test_no_acknowledged_entry_is_lost_or_stands_twice_whatever_fails(seed: int) -> None:
    chance = Random(seed)
    disk = FailingDisk(chance.randint(1, 120), full=chance.random() < 0.3, chance=chance)
    acknowledged: list[bytes] = []
    blobs: dict[str, bytes] = {}
    seen: list[Checkpoint] = []
    under_way: list[bytes] = []
    stream = batches(chance)
    try:
        publisher = Publisher(disk, KEY, memory())
        for entries, named in stream:
            under_way = [one.bytes for one in entries]
            publisher.append(entries, named)
            acknowledged += under_way
            blobs |= named
            seen.append(Checkpoint(KEY.name, publisher.size, publisher.root))
            under_way = []
            if chance.random() < 0.2:
                publisher.flush()
            if chance.random() < 0.1:
                publisher.close()
                publisher = Publisher(disk, KEY, memory())
    except (Killed, OSError, UnwritableOutput):
        pass
    faults = 1
    while True:
        power = chance.random() < 0.6
        disk = disk.restarted(power=power)
        # The next process may be killed while it recovers, too.
        disk.fails_at = chance.randint(1, 15) if faults < 3 and chance.random() < 0.4 else -1
        faults += 1
        try:
            publisher = Publisher(disk, KEY, memory())
        except Killed:
            continue
        break
    entries = held(disk) if CHECKPOINT in disk.content else []
    assert entries in (acknowledged, acknowledged + under_way)
    for digest, blob in blobs.items():
        assert disk.content[blob_path(digest)] == blob
    for checkpoint in seen:
        assert root_of(map(leaf_hash, entries[: checkpoint.size])) == checkpoint.root
    disk.fails_at = -1
    publisher.append([entry(10**6)])
    assert held(disk) == [*entries, entry(10**6).bytes]


def test_every_step_of_a_publish_may_be_the_last() -> None:
    whole = FailingDisk()
    publish_260(whole)
    for step in range(1, whole.steps + 1):
        for power in (False, True):
            disk = FailingDisk(step, chance=Random(step))
            with pytest.raises(Killed):
                publish_260(disk)
            disk = disk.restarted(power=power)
            Publisher(disk, KEY, memory()).close()
            count_ = len(held(disk)) if CHECKPOINT in disk.content else 0
            assert count_ in (0, 260)
            assert (blob_path(blob_digest()) in disk.content) == (count_ == 260)


def publish_260(disk: FailingDisk) -> None:
    publisher = Publisher(disk, KEY, memory())
    publisher.append([entry(n) for n in range(260)], {blob_digest(): b"blob"})
    publisher.close()


def blob_digest() -> str:
    return hashlib.sha256(b"blob").hexdigest()


def test_a_full_disk_leaves_the_record_as_it_was_and_says_so() -> None:
    disk = FailingDisk()
    publisher = Publisher(disk, KEY, memory())
    publisher.append([entry(0)])
    publisher.close()
    disk.fails_at, disk._full = disk.steps + 2, True
    again = Publisher(disk, KEY, memory())
    with pytest.raises(UnwritableOutput, match="J6"):
        again.append([entry(1)])
    with pytest.raises(UnwritableOutput, match="J6"):
        again.append([entry(3)])
    disk = disk.restarted(power=False)
    Publisher(disk, KEY, memory())
    assert held(disk)[0] == entry(0).bytes


# -- what does not fit together ----------------------------------------------------------------------


def published(tmp_path: Path, entries: int = 300) -> Path:
    with open_publisher(tmp_path, KEY) as publisher:
        publisher.append([entry(n) for n in range(entries)])
    return tmp_path


def refusal(folder: Path, key: SigningKey = KEY) -> str:
    with pytest.raises(RecordMismatch) as refused, open_publisher(folder, key):
        pass
    return refused.value.code


def test_a_second_publisher_is_told_to_wait(tmp_path: Path) -> None:
    with (
        open_publisher(tmp_path, KEY),
        pytest.raises(UnusableFolder, match="G10"),
        open_publisher(tmp_path, KEY),
    ):
        pass
    with open_publisher(tmp_path, KEY) as publisher:
        assert publisher.size == 0


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """A disk that is read-only, or a right that lacks: here a folder stands in the way."""
    (tmp_path / ".publisher.lock").mkdir()
    with pytest.raises(UnwritableOutput, match="W11"), open_publisher(tmp_path, KEY):
        pass


def test_a_key_of_another_record_is_refused(tmp_path: Path) -> None:
    other = SigningKey("other.example/record", bytes(32))
    assert refusal(published(tmp_path), other) == "J5"


def test_the_same_name_with_another_key_is_refused(tmp_path: Path) -> None:
    assert refusal(published(tmp_path), SigningKey(KEY.name, bytes(32))) == "V47"


def test_a_changed_tile_is_never_signed_over(tmp_path: Path) -> None:
    folder = published(tmp_path)
    tile = folder / "record/tile/0/001.p/44"
    tile.write_bytes(tile.read_bytes()[:-1] + b"\0")
    assert refusal(folder) == "J4"


def test_a_lost_journal_or_an_older_record_is_named(tmp_path: Path) -> None:
    folder = published(tmp_path)
    (folder / journal.NAME).write_bytes(b"garbage\n")
    assert refusal(folder) == "J1"
    (folder / journal.NAME).write_bytes(journal.head(301, bytes(32)))
    assert refusal(folder) == "J2"
    (folder / journal.NAME).write_bytes(journal.head(0, hashlib.sha256(b"").digest()))
    assert refusal(folder) == "J3"


def test_a_journal_that_is_gone_is_begun_anew_from_a_whole_record(tmp_path: Path) -> None:
    folder = published(tmp_path)
    (folder / journal.NAME).unlink()
    with open_publisher(folder, KEY) as publisher:
        assert publisher.size == 300


@pytest.mark.parametrize("damage", ["gone", "garbage", "of another record"])
def test_the_index_can_be_deleted_at_any_time(tmp_path: Path, damage: str) -> None:
    folder = published(tmp_path)
    file = folder / "index.sqlite"
    file.unlink()
    if damage == "garbage":
        file.write_bytes(os.urandom(5_000))
    elif damage == "of another record":
        other = tmp_path / "other"
        other.mkdir()
        with open_publisher(other, KEY) as publisher:
            publisher.append([entry(n) for n in range(900, 1_200)])
        (other / "index.sqlite").rename(file)
    with open_publisher(folder, KEY) as publisher:
        index = publisher.index
        assert index.state == (300, publisher.root.hex())
        assert index.commitment(entry(299).body["words"]) == 299
        assert index.commitment(entry(999).body["words"]) is None
        assert index.entry(7) == entry(7)


def test_an_index_of_a_later_version_is_replaced(tmp_path: Path) -> None:
    folder = published(tmp_path)
    database = sqlite3.connect(folder / "index.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with open_publisher(folder, KEY) as publisher:
        assert publisher.index.entry(0) == entry(0)


def test_a_real_folder_holds_what_the_model_holds(tmp_path: Path) -> None:
    model = FailingDisk()
    publisher = Publisher(model, KEY, memory())
    real = Publisher(FolderDisk(tmp_path), KEY, memory())
    for (entries, blobs), _ in zip(batches(Random(5)), range(6), strict=False):
        publisher.append(entries, blobs)
        real.append(entries, blobs)
    publisher.close()
    real.close()
    files = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert files == model.content
