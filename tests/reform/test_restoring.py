"""A backup and what comes out of it again: everything, but for what was withdrawn meanwhile."""

from __future__ import annotations

import io
import os
import shutil
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library import NEW, OLD
from secretariat import NOON, WORDS, Reform, everything_in
from storage.test_publisher import entry
from verify.records import Files
from verify.test_web import mirror, reply, server

from zhargy.cli.main import main
from zhargy.errors import RecordMismatch, UnreadableRecord, UnusableFolder, UnwritableOutput
from zhargy.messages import LANGUAGES
from zhargy.record.note import SigningKey
from zhargy.reform.backing_up import back_up
from zhargy.reform.folder import open_record
from zhargy.reform.publishing import publish
from zhargy.reform.restoring import Restored, restore
from zhargy.reform.verifying import verify_place
from zhargy.reform.witnessing import new_witness, sign_as_witness, take_cosigned
from zhargy.storage import journal, restored
from zhargy.storage.backup import FORMAT, Backup
from zhargy.storage.disk import FolderDisk
from zhargy.storage.journal import Batch
from zhargy.storage.keys import write_private
from zhargy.storage.lock import only_publisher
from zhargy.storage.publisher import Publisher
from zhargy.storage.salts import PrivateSalts
from zhargy.verify.seen import Seen


class Kept(Reform):
    """A reform whose private file lies in its folder, and that is backed up."""

    @property
    def salts(self) -> PrivateSalts:
        return PrivateSalts(self.folder / "private.sqlite")

    @property
    def record(self) -> str:
        return str(self.folder / "record")

    def back_up(self, name: str = "backup.zip") -> Path:
        back_up(self.folder, self.outside / name)
        return self.outside / name

    def restore(self, file: Path, name: str = "again", published: str | None = None) -> Restored:
        return restore(file, self.outside / name, published)

    def restored(self, name: str = "again") -> Kept:
        other = object.__new__(type(self))
        other.folder, other.key = self.outside / name, self.key
        other.seen, other.outside = self.seen, self.outside
        return other


def begun(place: Path) -> Kept:
    reform = Kept(place)
    reform.add("in-force", OLD)
    reform.publish()
    return reform


@pytest.fixture
def reform(tmp_path: Path) -> Kept:
    return begun(tmp_path)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# -- the backup ----------------------------------------------------------------------------------


def test_the_same_folder_gives_the_same_bytes_whenever_it_is_backed_up(reform: Kept) -> None:
    place = reform.receive()
    reform.show(place)
    first = reform.back_up("first.zip")
    for path in reform.folder.rglob("*"):
        os.utime(path, (1, 1))
    (reform.folder / "index.sqlite").unlink()
    assert reform.back_up("second.zip").read_bytes() == first.read_bytes()


def test_a_backup_holds_everything_but_what_is_derived(reform: Kept) -> None:
    (reform.folder / "out" / "table.html").write_text("derived")
    reform.receive()
    (reform.folder / "record" / ".waiting-checkpoint").write_text("left by a crash")
    with zipfile.ZipFile(reform.back_up()) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    left_out = {name for name in files_of(reform.folder) if name not in names}
    assert left_out == {
        "index.sqlite",
        "out/table.html",
        ".publisher.lock",
        "record/.waiting-checkpoint",
        "private.sqlite-journal",
    }
    assert {"reform.toml", "record.journal", "record/checkpoint", "private.sqlite"} <= set(names)


def test_a_backup_is_for_its_owner_alone(reform: Kept) -> None:
    assert stat.S_IMODE(reform.back_up().stat().st_mode) == 0o600


def test_a_private_key_is_never_in_a_backup(reform: Kept) -> None:
    inside = reform.folder / "texts" / "notes.txt"
    shutil.copy(reform.key, inside)
    with pytest.raises(UnusableFolder, match="G12") as refusal:
        reform.back_up()
    assert refusal.value.where == str(inside)
    assert not (reform.outside / "backup.zip").exists()


def test_a_backup_while_somebody_publishes_is_told_to_wait(reform: Kept) -> None:
    with only_publisher(reform.folder), pytest.raises(UnusableFolder, match="G10"):
        reform.back_up()
    reform.back_up()


def test_a_backup_inside_of_the_folder_and_a_link_in_it_are_refused(reform: Kept) -> None:
    with pytest.raises(UnusableFolder, match="G33"):
        back_up(reform.folder, reform.folder / "backup.zip")
    link = reform.folder / "texts" / "elsewhere"
    link.symlink_to(reform.outside)
    with pytest.raises(UnusableFolder, match="G34") as refusal:
        reform.back_up()
    assert refusal.value.where == str(link)


def test_a_name_that_could_not_be_restored_everywhere_is_refused_now(reform: Kept) -> None:
    (reform.folder / "texts" / "Note.txt").write_text("one")
    (reform.folder / "texts" / "note.txt").write_text("another")
    with pytest.raises(UnusableFolder, match="G32"):
        reform.back_up()


def test_a_damaged_record_is_not_taken_for_a_backup(reform: Kept) -> None:
    (bundle,) = (reform.folder / "record/tile/entries").rglob("2")
    bundle.write_bytes(bundle.read_bytes().replace(b"Charter", b"charter"))
    with pytest.raises(RecordMismatch, match="V50"):
        reform.back_up()


def test_what_is_no_reform_has_no_backup(tmp_path: Path) -> None:
    with pytest.raises(UnusableFolder, match="G1"):
        back_up(tmp_path, tmp_path.parent / "backup.zip")


# -- a folder again ------------------------------------------------------------------------------


def test_a_folder_comes_back_byte_for_byte_and_goes_on(reform: Kept) -> None:
    reform.show(reform.receive())
    before = files_of(reform.folder)
    told = reform.restore(reform.back_up(), published=reform.record)
    assert (told.brought, told.behind, told.blobs, told.kept) == (0, 0, 0, 0)
    assert not told.awaited
    again = reform.restored()
    after = files_of(again.folder)
    for derived in ("index.sqlite", ".publisher.lock", "private.sqlite-journal", "private.sqlite"):
        before.pop(derived), after.pop(derived, None)
    assert after == before
    assert list(again.salts.all()) == list(reform.salts.all())
    assert stat.S_IMODE((again.folder / "private.sqlite").stat().st_mode) == 0o600
    assert again.publish().entries == ()
    again.add("draft-1", NEW)
    assert [entry.kind for _, entry in again.publish().entries] == ["edition", "alignment"]
    assert again.verify().sound


def test_a_reform_that_was_never_published_comes_back(tmp_path: Path) -> None:
    reform = Kept(tmp_path)
    reform.add("in-force", OLD)
    told = reform.restore(reform.back_up())
    assert (told.size, told.awaited.copy) == (0, True)
    again = reform.restored()
    assert len(publish(again.folder, again.key, NOON, latest=True).entries) == 2


def test_what_was_acknowledged_and_stands_in_the_journal_alone_comes_back(reform: Kept) -> None:
    place = reform.receive()
    before = files_of(reform.folder)
    reform.show(place)
    frame = Batch(*_last_batch(reform)).frame
    crashed = reform.folder
    shutil.rmtree(crashed / "record")
    for name in [name for name in before if name.startswith("record")]:
        (crashed / name).parent.mkdir(parents=True, exist_ok=True)
        (crashed / name).write_bytes(before[name])
    with (crashed / "record.journal").open("ab") as file:
        file.write(frame)
    told = reform.restore(reform.back_up())
    again = reform.restored()
    publish(again.folder, again.key, NOON, latest=True)
    assert told.size == place + 2
    report = again.verify()
    assert report.sound
    assert WORDS.encode() in everything_in(again.folder / "record")


def _last_batch(reform: Kept) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The entry of the words that were shown last, and its blob."""
    with open_record(reform.folder, reform.key) as publisher:
        entry = publisher.index.entry(publisher.size - 1)
        assert entry is not None
        blob = publisher.blob(entry.body["words"]["digest"])
        assert blob is not None
        return (entry.bytes,), (blob,)


def test_restoring_needs_a_new_or_empty_folder(reform: Kept) -> None:
    file = reform.back_up()
    (reform.outside / "again").mkdir()
    reform.restore(file)
    before = files_of(reform.outside / "again")
    with pytest.raises(UnusableFolder, match="G30"):
        reform.restore(file)
    assert files_of(reform.outside / "again") == before
    with pytest.raises(UnwritableOutput, match="W14"):
        reform.restore(file, "no/such/place")


def test_two_restores_at_once_leave_one_whole_folder(reform: Kept) -> None:
    file = reform.back_up()

    def one(_: int) -> str:
        try:
            reform.restore(file, published=reform.record)
        except UnusableFolder as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == ["G30", "G30", "G30", "done"]
    assert reform.restored().verify().sound
    assert not list(reform.outside.glob(".zhargy-*"))


def test_an_interrupted_restore_leaves_nothing(
    reform: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every file that is written: the process is told to end, or the disk is full."""
    file = reform.back_up()
    put, interrupted = FolderDisk.put, 0
    for failure, expected in (
        (KeyboardInterrupt(), KeyboardInterrupt),
        (OSError(28, "No space left on device"), UnwritableOutput),
    ):
        for at in range(1, 100):
            steps = count(1)

            def failing(
                disk: FolderDisk,
                name: str,
                content: bytes,
                steps: Iterator[int] = steps,
                at: int = at,
                failure: BaseException = failure,
            ) -> None:
                if next(steps) == at:
                    raise failure
                put(disk, name, content)

            monkeypatch.setattr(FolderDisk, "put", failing)
            try:
                reform.restore(file, f"again-{at}")
            except expected:
                interrupted += 1
                assert not (reform.outside / f"again-{at}").exists()
                assert not list(reform.outside.glob(".zhargy-*"))
            else:
                shutil.rmtree(reform.outside / f"again-{at}")
                break
    assert interrupted > 10


# -- the newest public copy ----------------------------------------------------------------------


@given(st.integers(0, 2**32))
def test_nothing_of_what_was_withdrawn_after_the_backup_lives_again(seed: int) -> None:
    """Submissions come, are shown, redacted and withdrawn in any order; a backup is made somewhere
    on the way. Words and salts of what was withdrawn are nowhere in the restored folder's bytes,
    everything else is there, and the record goes on."""
    chance = Random(seed)
    with tempfile.TemporaryDirectory() as place:
        reform = begun(Path(place))
        words: dict[int, str] = {}
        secrets: dict[int, list[bytes]] = {}
        shown: set[int] = set()
        gone: set[int] = set()
        file, size = None, 0
        for number in range(chance.randint(3, 9)):
            if file is None and (number == 2 or chance.random() < 0.3):
                file, size = reform.back_up(), reform.verify().checkpoint.size  # type: ignore[union-attr]
            living = [one for one in words if one not in gone]
            act = chance.choice(["receive", "show", "withdraw"]) if living else "receive"
            if act == "receive":
                said = f"{WORDS} {number} {chance.random()}"
                at = reform.receive(said)
                words[at] = said
                (kept,) = [one for _, one in reform.salts.all() if one.words == said]
                secrets[at] = [said.encode(), kept.words_salt, kept.person_salt]
                secrets[at].append(kept.words_salt.hex().encode())
            elif act == "show":
                one = chance.choice(living)
                if one not in shown:
                    reform.show(one)
                    shown.add(one)
            else:
                one = chance.choice(living)
                reform.withdraw(one)
                gone.add(one)
        assert file is not None
        told = reform.restore(file, published=reform.record)
        again = reform.restored()
        there = everything_in(again.folder)
        for at, hidden in secrets.items():
            for secret in hidden if at in gone else ():
                assert secret not in there
            if at in shown - gone:
                assert words[at].encode() in there
        report = again.verify()
        assert report.sound
        assert report.checkpoint is not None
        assert told.brought == report.checkpoint.size - size
        assert again.publish().entries == ()
        again.receive("кейін")
        assert again.verify().sound


def test_what_was_withdrawn_is_counted(reform: Kept) -> None:
    places = [reform.receive(f"{WORDS} {n}") for n in range(3)]
    for place in places:
        reform.show(place)
    file = reform.back_up()
    for place in places[:2]:
        reform.withdraw(place)
    told = reform.restore(file, published=reform.record)
    assert (told.brought, told.blobs, told.kept) == (2, 2, 2)
    assert reform.restored().verify().withheld == 2


def test_a_tombstone_that_is_in_the_backup_itself_counts_too(reform: Kept) -> None:
    place = reform.receive()
    reform.show(place)
    before = files_of(reform.folder)
    reform.withdraw(place)
    for name, content in before.items():
        path = reform.folder / name
        if name.startswith("record/blob/") and not path.exists():
            path.write_bytes(content)
    told = reform.restore(reform.back_up())
    assert (told.blobs, told.kept) == (1, 0)
    assert WORDS.encode() not in everything_in(reform.outside / "again")


def test_many_entries_after_the_backup_come_whole(reform: Kept) -> None:
    """Over the edge of a tile, with partial tiles of earlier sizes in the backup."""
    file = reform.back_up()
    with open_record(reform.folder, reform.key) as publisher:
        _receive_many(publisher, 250)
        publisher.flush()
        middle = reform.outside / "middle.zip"
        publisher.close()
    back_up(reform.folder, middle)
    with open_record(reform.folder, reform.key) as publisher:
        _receive_many(publisher, 600)
    for number, one in enumerate((file, middle)):
        told = reform.restore(one, f"again-{number}", published=reform.record)
        assert told.size == 852
        again = reform.restored(f"again-{number}")
        report = again.verify()
        assert report.sound
        assert not report.ignored_files
        record, there = files_of(reform.folder / "record"), files_of(again.folder / "record")
        assert there == record


def _receive_many(publisher: Publisher, count: int) -> None:
    size = publisher.size
    publisher.append([replace(entry(size + n), time=NOON) for n in range(count)])


def test_a_fork_is_refused_and_nothing_is_changed(reform: Kept) -> None:
    file = reform.back_up()
    reform.restore(file, "other")
    other = reform.restored("other")
    publish(other.folder, other.key, NOON, latest=True)
    reform.receive("бір")
    other.receive("екі")
    later = reform.back_up("later.zip")
    for published in (other.record, str(other.folder)):
        with pytest.raises(UnusableFolder, match="G35") as refusal:
            reform.restore(later, published=published)
        assert refusal.value.fields["size"] == 3
    other.receive("үш")
    with pytest.raises(UnusableFolder, match="G35"):
        reform.restore(later, published=other.record)
    reform.receive("төрт")
    reform.receive("бес")
    with pytest.raises(UnusableFolder, match="G35"):
        reform.restore(reform.back_up("last.zip"), published=other.record)
    assert not (reform.outside / "again").exists()
    assert not list(reform.outside.glob(".zhargy-*"))


def test_a_public_copy_that_lags_behind_brings_nothing_and_takes_nothing(reform: Kept) -> None:
    old = reform.outside / "mirror"
    shutil.copytree(reform.folder / "record", old)
    place = reform.receive()
    told = reform.restore(reform.back_up(), published=str(old))
    assert (told.size, told.brought, told.behind) == (place + 1, 0, 1)
    assert not told.awaited
    assert reform.restored().verify().sound


def test_a_public_copy_of_another_key_is_refused(reform: Kept) -> None:
    file = reform.back_up()
    (reform.outside / "stranger").mkdir()
    stranger = Kept(reform.outside / "stranger", seed=bytes(32))
    stranger.add("in-force", OLD)
    stranger.publish()
    with pytest.raises(RecordMismatch, match="V47"):
        reform.restore(file, published=stranger.record)
    with pytest.raises(UnreadableRecord, match="V74"):
        reform.restore(file, published=str(reform.folder / "texts"))
    assert not (reform.outside / "again").exists()


def test_a_key_that_was_replaced_after_the_backup_is_believed_by_a_policy(reform: Kept) -> None:
    file = reform.back_up()
    signing, new = SigningKey("library.example/record", bytes(32)), reform.outside / "new.key"
    write_private(new, signing.private_text)
    path = reform.folder / "reform.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("\nquorum none\n", f"\nlog {signing.verifier}\nquorum none\n")
    path.write_text(text, encoding="utf-8")
    reform.publish()
    reform.key = new
    reform.receive()
    with pytest.raises(RecordMismatch, match="V47"):
        reform.restore(file, published=reform.record)
    policy = reform.outside / "policy"
    policy.write_text(f"log {signing.verifier}\nquorum none\n", encoding="utf-8")
    told = restore(file, reform.outside / "again", reform.record, policy=policy)
    assert told.brought == 2
    assert told.awaited.entries == (2,)


def test_the_public_copy_may_be_a_web_server_whose_answers_are_bounded(reform: Kept) -> None:
    file = reform.back_up()
    place = reform.receive()
    reform.show(place)
    reform.withdraw(place)
    files = Files(files_of(reform.folder / "record"))
    with server(mirror(files)) as address:
        assert reform.restore(file, published=address).brought == 3
    assert reform.restored().verify().sound
    endless = reply("200 OK", bytes(1 << 20))
    with (
        server(mirror(files, checkpoint=endless)) as address,
        pytest.raises(UnreadableRecord, match="V70"),
    ):
        reform.restore(file, "other", published=address)
    assert not (reform.outside / "other").exists()


@pytest.mark.parametrize(
    ("damage", "code"), [("blob", "V60"), ("no blob", "V61"), ("bundle", "V50"), ("tile", "V79")]
)
def test_a_damaged_public_copy_is_refused_and_nothing_is_changed(
    reform: Kept, damage: str, code: str
) -> None:
    file = reform.back_up()
    place = reform.receive()
    reform.show(place)
    public = reform.outside / "public"
    shutil.copytree(reform.folder / "record", public)
    (blob,) = [path for path in public.rglob("blob/*/*") if WORDS.encode() in path.read_bytes()]
    target = {
        "blob": blob,
        "no blob": blob,
        "bundle": public / "tile/entries/000.p/4",
        "tile": public / "tile/0/000.p/4",
    }[damage]
    content = target.read_bytes()
    target.write_bytes(content[:-9] + bytes(8) + content[-1:])
    if damage == "no blob":
        target.unlink()
    with pytest.raises(RecordMismatch, match=code):
        reform.restore(file, published=str(public))
    assert not (reform.outside / "again").exists()


def test_what_a_witness_cosigned_after_the_backup_comes_too(reform: Kept) -> None:
    key = reform.outside / "keys" / "witness.key"
    verifier = new_witness("university.example/witness", key, bytes(32))
    path = reform.folder / "reform.toml"
    text = path.read_text(encoding="utf-8")
    named = f"\nwitness university {verifier}\nquorum university\n"
    path.write_text(text.replace("\nquorum none\n", named), encoding="utf-8")
    reform.publish()
    file = reform.back_up()
    reform.receive()
    (request,) = reform.publish().requests
    log = str(SigningKey("library.example/record", bytes(range(32))).verifier)
    state = reform.outside / "state"
    cosigned = sign_as_witness(request, key=key, log=log, state=state, time=1_900_000_000)
    back = reform.outside / "cosigned"
    back.write_bytes(cosigned.note)
    assert take_cosigned(reform.folder, reform.key, [back]) == (4, True)
    reform.restore(file, published=reform.record)
    again = reform.restored()
    assert again.verify().sound
    again.receive("кейін")
    (request,) = again.publish().requests
    later = sign_as_witness(request, key=key, log=log, state=state, time=1_900_000_001)
    assert (later.before, later.checkpoint.size) == (4, 5)


# -- no fork by accident -------------------------------------------------------------------------


def test_nothing_is_published_from_an_old_copy_until_the_newest_was_brought_in(
    reform: Kept,
) -> None:
    file = reform.back_up()
    place = reform.receive()
    assert reform.restore(file).awaited.copy
    again = reform.restored()
    with pytest.raises(UnusableFolder, match="G36"):
        again.publish()
    with pytest.raises(UnusableFolder, match="G36"):
        again.receive()
    second = reform.outside / "second.zip"
    back_up(again.folder, second)
    assert restore(second, reform.outside / "once-more").awaited.copy
    told = restore(second, reform.outside / "right", reform.record)
    assert (told.brought, bool(told.awaited)) == (1, False)
    right = reform.restored("right")
    assert right.publish().entries == ()
    assert right.receive("кейін") == place + 1


def test_a_person_may_say_that_the_copy_is_the_latest(reform: Kept) -> None:
    reform.restore(reform.back_up())
    again = reform.restored()
    publish(again.folder, again.key, NOON, latest=True)
    assert not (again.folder / restored.NAME).exists()
    again.add("draft-1", NEW)
    assert len(again.publish().entries) == 2
    assert again.verify().sound


def test_older_texts_do_not_take_the_place_of_newer_ones_in_silence(reform: Kept) -> None:
    file = reform.back_up()
    newer = OLD.replace("Lantern", "Beacon")
    reform.add("in-force", newer, replace=True)
    ((place, _),) = reform.publish().entries
    told = reform.restore(file, published=reform.record)
    assert told.awaited.entries == (place,)
    again = reform.restored()
    with pytest.raises(UnusableFolder, match="G37") as refusal:
        again.publish()
    assert refusal.value.fields["entries"] == f"#{place}"
    assert again.receive() == place + 1, "people are not made to wait"
    again.add("in-force", newer, replace=True)
    assert publish(again.folder, again.key, NOON, latest=True).entries == ()
    assert again.publish().entries == ()


def test_a_marker_that_cannot_be_read_waits_for_everything(reform: Kept) -> None:
    reform.restore(reform.back_up())
    again = reform.restored()
    for content in (b"", b"{}", b"[]", b'{"copy": false}', b'{"copy": 0, "entries": []}'):
        (again.folder / restored.NAME).write_bytes(content)
        with pytest.raises(UnusableFolder, match="G36"):
            again.publish()


# -- hostile files -------------------------------------------------------------------------------


@contextmanager
def rewritten(file: Path) -> Iterator[tuple[zipfile.ZipFile, zipfile.ZipFile]]:
    """The backup, and another zip that takes its place."""
    content = io.BytesIO(file.read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(file, "w") as new:
        new.comment = FORMAT
        yield old, new


def with_one_more(file: Path, info: zipfile.ZipInfo | str, content: bytes = b"x") -> None:
    with rewritten(file) as (old, new):
        for one in old.infolist():
            new.writestr(one, old.read(one))
        new.writestr(info, content)


def a_link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("texts/link")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def packed() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("texts/bomb.txt")
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt",
        "texts/../../outside.txt",
        "/etc/passwd",
        "C:/outside.txt",
        "..\\outside.txt",
        "texts\\..\\..\\outside.txt",
        "texts//empty.txt",
        "texts/./dot.txt",
        "texts/folder/",
        "texts/new\nline.txt",
        "reform.toml/inside",
        "REFORM.TOML",
        "index.sqlite",
        "out/site/index.html",
        ".publisher.lock",
        a_link(),
        packed(),
    ],
    ids=repr,
)
def test_a_file_that_would_do_harm_is_refused_by_name(
    reform: Kept, name: str | zipfile.ZipInfo
) -> None:
    file = reform.back_up()
    with_one_more(file, name, b"\n" * 10_000_000 if isinstance(name, zipfile.ZipInfo) else b"x")
    told = name.filename if isinstance(name, zipfile.ZipInfo) else name
    with pytest.raises(UnusableFolder, match="G32") as refusal:
        reform.restore(file)
    assert repr(told) in refusal.value.where
    assert not (reform.outside / "again").exists()
    assert not (reform.outside / "outside.txt").exists()


def test_a_name_that_stands_twice_is_refused(reform: Kept) -> None:
    file = reform.back_up()
    with pytest.warns(UserWarning, match="Duplicate"):
        with_one_more(file, "reform.toml")
    with pytest.raises(UnusableFolder, match="G32"):
        reform.restore(file)


def test_files_that_lie_over_each_other_are_refused(reform: Kept) -> None:
    """A thousand names for the same bytes: a bomb without packing."""
    file = reform.back_up()
    with_one_more(file, "texts/a-large-one.txt", bytes(1_000_000))
    with zipfile.ZipFile(file, "a") as archive:
        large = archive.getinfo("texts/a-large-one.txt")
        for number in range(1_000):
            again = zipfile.ZipInfo(f"texts/{number}.txt")
            for same in ("header_offset", "file_size", "compress_size", "CRC", "create_system"):
                setattr(again, same, getattr(large, same))
            archive.filelist.append(again)
        archive._didModify = True  # type: ignore[attr-defined]
    assert file.stat().st_size < 2_000_000
    with pytest.raises(UnusableFolder, match="G32"):
        reform.restore(file)


def test_a_locked_file_is_refused(reform: Kept) -> None:
    file = reform.back_up()
    content = bytearray(file.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    (flags,) = struct.unpack_from("<H", content, at + 8)
    struct.pack_into("<H", content, at + 8, flags | 1)
    file.write_bytes(content)
    with pytest.raises(UnusableFolder, match="G32"):
        reform.restore(file)


def test_a_private_key_in_a_backup_is_refused(reform: Kept) -> None:
    file = reform.back_up()
    with_one_more(file, "texts/notes.txt", reform.key.read_bytes())
    with pytest.raises(UnusableFolder, match="G12") as refusal:
        reform.restore(file)
    assert refusal.value.where.endswith("texts/notes.txt")
    assert not (reform.outside / "again").exists()


def test_what_is_no_backup_is_told_so(reform: Kept) -> None:
    file = reform.outside / "some.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    for content in (file.read_bytes(), b"", b"PK", b"a poem"):
        file.write_bytes(content)
        with pytest.raises(UnusableFolder, match="G31"):
            reform.restore(file)
    with pytest.raises(UnusableFolder, match="G31"):
        reform.restore(reform.outside / "nowhere.zip")


def test_private_rows_that_are_none_are_refused(reform: Kept) -> None:
    file = reform.back_up()
    with_one_more(file, "private.sqlite", b"SQLite format 3\0" + bytes(5_000))
    with pytest.raises(UnusableFolder, match="G38"):
        reform.restore(file)
    assert not (reform.outside / "again").exists()


@given(st.integers(0, 2**32))
def test_a_damaged_backup_is_refused_or_restored_and_never_our_bug(seed: int) -> None:
    """Bytes are changed, cut off and put in anywhere: what is restored is a record that holds."""
    chance = Random(seed)
    with tempfile.TemporaryDirectory() as place:
        reform = begun(Path(place))
        reform.receive()
        file = reform.back_up()
        content = bytearray(file.read_bytes())
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            change = chance.choice(["byte", "cut", "in"])
            if change == "byte":
                content[at] ^= 1 << chance.randrange(8)
            elif change == "cut":
                del content[at : at + chance.randint(1, 200)]
            else:
                content[at:at] = chance.randbytes(chance.randint(1, 50))
        file.write_bytes(content)
        try:
            reform.restore(file)
        except (UnusableFolder, UnreadableRecord, RecordMismatch, UnwritableOutput):
            assert not (reform.outside / "again").exists()
        else:
            report = verify_place(str(reform.outside / "again"), policy=None, seen=Seen(Path("-")))
            assert report.sound
            shutil.rmtree("-", ignore_errors=True)


# -- the commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_say_what_came_what_went_and_what_is_left_to_do(
    reform: Kept, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = reform.receive()
    reform.show(place)
    file = reform.outside / "backup.zip"
    spoken = ["--language", language]
    assert main(["backup", str(reform.folder), "-o", str(file), *spoken]) == 0
    reform.withdraw(place)
    again, other = str(reform.outside / "again"), str(reform.outside / "other")
    capsys.readouterr()
    assert main(["restore", str(file), again, "--published", reform.record, *spoken]) == 0
    brought = capsys.readouterr().out
    assert reform.record in brought
    assert "--published" not in brought
    assert main(["restore", str(file), other, *spoken]) == 1
    assert "--published" in capsys.readouterr().out
    assert main(["publish", "--reform", other, "--key", str(reform.key), *spoken]) == 2
    assert "--latest" in capsys.readouterr().err
    assert main(["restore", str(file), other, *spoken]) == 2


def test_files_are_closed_when_a_backup_is_refused(reform: Kept) -> None:
    backup = Backup(reform.back_up())
    assert backup.read("reform.toml") == (reform.folder / "reform.toml").read_bytes()
    assert backup.read("nothing") is None
    backup.close()


def test_the_journal_of_a_restored_record_follows_its_tree(reform: Kept) -> None:
    file = reform.back_up()
    reform.receive()
    reform.restore(file, published=reform.record)
    content = (reform.outside / "again" / journal.NAME).read_bytes()
    size, _, batches = journal.read_journal(content)
    assert (size, batches) == (3, [])
