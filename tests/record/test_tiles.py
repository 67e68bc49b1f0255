"""The files of the record: which there are, how they grow, and that none can be changed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record.logs import PublishedLog, entry, log_of, wide_log

from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.bundles import LONGEST_ENTRY, pack, unpack
from zhargy.record.tiles import (
    Bundle,
    Edge,
    Tile,
    TileReader,
    bundles_of,
    grown,
    new_bundles,
    new_tiles,
    tiles_of,
)
from zhargy.record.tree import check_inclusion, leaf_hash, root_of

sizes = st.integers(0, 1 << 18) | st.sampled_from([256, 257, 65_535, 65_536, 65_537, 70_000])


def test_the_tiles_of_the_example_in_the_specification() -> None:
    tiles = list(tiles_of(70_000))
    assert Counter(t.level for t in tiles if t.width == 256) == {0: 273, 1: 1}
    assert [(t.level, t.width) for t in tiles if t.width < 256] == [(0, 112), (1, 17), (2, 1)]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == list(bundles_of(0)) == []


def test_a_path_counts_in_groups_of_three_digits() -> None:
    assert Tile(0, 1_234_067).path == "tile/0/x001/x234/067"
    assert Tile(2, 1_234, 17).path == "tile/2/x001/234.p/17"
    assert Bundle(0, 1).path == "tile/entries/000.p/1"
    assert Bundle(999).path == "tile/entries/999"
    assert Bundle(1_000).path == "tile/entries/x001/000"


@given(sizes, sizes)
def test_new_tiles_are_those_that_the_smaller_record_did_not_have(one: int, two: int) -> None:
    old, new = sorted((one, two))
    assert set(new_tiles(old, new)) == set(tiles_of(new)) - set(tiles_of(old))
    assert set(new_bundles(old, new)) == set(bundles_of(new)) - set(bundles_of(old))


@given(st.lists(st.integers(0, 600), min_size=1, max_size=4))
def test_a_record_grown_in_steps_has_the_files_of_one_written_at_once(steps: list[int]) -> None:
    log, total = PublishedLog(), 0
    for step in steps:
        before, old_edge = dict(log.files), log.edge
        log.add([entry(n) for n in range(total, total + step)])
        written = {path for path in log.files if path not in before}
        paths = {t.path for t in new_tiles(total, total + step)}
        assert written == paths | {b.path for b in new_bundles(total, total + step)}
        assert all(log.files[path] == data for path, data in before.items())
        assert old_edge == TileReader(before.__getitem__, total).edge()
        total += step
    whole = log_of(total)
    assert whole.files.items() <= log.files.items()
    assert log.edge == whole.edge == log.reader().edge()
    assert log.edge.root == root_of(whole.leaves)


def test_the_whole_of_a_wide_record_reads_back() -> None:
    log = wide_log()
    reader = log.reader()
    reader.check()
    assert reader.root() == root_of(log.leaves)
    assert list(reader.leaves()) == log.leaves
    assert [reader.leaf(at) for at in range(0, log.size, 256)] == log.leaves[::256]
    assert reader.entries(273) == [entry(n) for n in range(273 * 256, 70_003)]


@given(st.integers(1, 65_536), st.data())
def test_a_partial_tile_that_is_gone_is_cut_from_the_full_one(
    size: int, data: st.DataObject
) -> None:
    """The wide log never wrote the partial tiles of these sizes; it was never this small."""
    log, asked = wide_log(), list[str]()

    def read(path: str) -> bytes:
        asked.append(path)
        return log.files[path]

    reader, index = TileReader(read, size), data.draw(st.integers(0, size - 1))
    root = reader.root()
    assert root == root_of(log.leaves[:size])
    check_inclusion(log.leaves[index], index, size, reader.inclusion(index), root)
    assert reader.entries(index // 256)[index % 256] == entry(index)
    own = {part.path for part in (*tiles_of(size), *bundles_of(size))}
    assert set(asked) <= own | {path.partition(".p/")[0] for path in own}


def test_a_new_entry_never_spoils_an_old_proof() -> None:
    log = log_of(300)
    root, proofs = log.checkpoint().root, [log.reader().inclusion(n) for n in range(300)]
    log.add([entry(n) for n in range(300, 900)])
    reader = TileReader(log.files.__getitem__, 300)
    assert reader.root() == root
    assert [reader.inclusion(n) for n in range(300)] == proofs
    for n, proof in enumerate(proofs):
        check_inclusion(leaf_hash(entry(n)), n, 300, proof, root)


def test_a_missing_file_is_named() -> None:
    log = log_of(600)
    for path in ("tile/0/001", "tile/0/002.p/88", "tile/entries/002.p/88"):
        files = {name: data for name, data in log.files.items() if name != path}
        with pytest.raises(RecordMismatch) as refusal:
            verify(TileReader(files.__getitem__, 600), log.checkpoint().root)
        assert (refusal.value.code, refusal.value.where) == ("V49", path)


def verify(reader: TileReader, root: bytes) -> None:
    """What a verifier does with a mirror: the tiles, the root, and every entry."""
    reader.check()
    if reader.root() != root:
        raise RecordMismatch("V44", where="mirror")
    for bundle in bundles_of(reader.size):
        reader.entries(bundle.index)


def test_the_same_checkpoint_over_other_bytes_on_a_mirror_is_noticed() -> None:
    """One bit at a time, near every edge of every file that a record of 600 entries has."""
    log = log_of(600)
    root = log.checkpoint().root
    verify(log.reader(), root)
    for path, data in log.files.items():
        for at in sorted({0, 1, 31, 32, len(data) // 2, len(data) - 1} & {*range(len(data))}):
            spoilt = data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
            mirror = log.files | {path: spoilt}
            with pytest.raises(ZhargyError):
                verify(TileReader(mirror.__getitem__, 600), root)


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/255", "tile/0/272", "tile/1/000"])
def test_a_tile_that_contradicts_the_one_above_is_found_without_the_entries(path: str) -> None:
    log = wide_log()
    data = log.files[path]
    files = log.files | {path: data[:-1] + bytes([data[-1] ^ 1])}
    with pytest.raises(RecordMismatch) as refusal:
        TileReader(files.__getitem__, log.size).check()
    below = "tile/0/255" if path == "tile/1/000" else path
    assert (refusal.value.code, refusal.value.where) == ("V50", below)


def test_a_tile_of_the_second_level_that_contradicts_the_third_is_found() -> None:
    log = wide_log()
    files = log.files | {"tile/2/000.p/1": bytes(32)}
    with pytest.raises(RecordMismatch) as refusal:
        TileReader(files.__getitem__, log.size).check()
    assert (refusal.value.code, refusal.value.where) == ("V50", "tile/1/000")


@pytest.mark.parametrize("change", [-32, -1, 1, 32])
def test_a_tile_of_the_wrong_width_is_refused(change: int) -> None:
    log = log_of(600)
    for path, data in log.files.items():
        if path.startswith("tile/entries/"):
            continue
        other = data[:change] if change < 0 else data + bytes(change)
        files = log.files | {path: other}
        with pytest.raises(UnreadableRecord) as refusal:
            verify(TileReader(files.__getitem__, 600), log.checkpoint().root)
        assert (refusal.value.code, refusal.value.where) == ("V31", path)


def test_a_partial_tile_hashed_into_the_tile_above_is_refused() -> None:
    """The partial-tile trick: entries beyond the last full tile pass for a full subtree."""
    log = log_of(600)
    trick = log.files["tile/1/000.p/2"] + root_of(log.leaves[512:])
    for path in ("tile/1/000.p/2", "tile/1/000.p/3"):
        files = log.files | {path: trick}
        if path == "tile/1/000.p/3":
            del files["tile/1/000.p/2"]
        with pytest.raises((RecordMismatch, UnreadableRecord)) as refusal:
            TileReader(files.__getitem__, 600).root()
        assert refusal.value.code in ("V31", "V49")


def test_a_place_outside_the_record_is_refused() -> None:
    reader = log_of(300).reader()
    for ask in (reader.leaf, reader.inclusion):
        for index in (-1, 300):
            with pytest.raises(RecordMismatch):
                ask(index)
    for old in (-1, 301):
        with pytest.raises(RecordMismatch):
            reader.consistency(old)
    for level, index in ((0, 2), (1, 1), (2, 0), (0, -1)):
        with pytest.raises(RecordMismatch):
            reader.tile(level, index)


def test_nothing_appended_writes_nothing() -> None:
    edge = log_of(600).edge
    assert grown(edge, []) == ({}, edge)
    assert grown(Edge(), []) == ({}, Edge())
    log = log_of(600)
    files = dict(log.files)
    assert log.add([]).files == files


@given(st.lists(st.binary(min_size=1, max_size=400), max_size=256))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    assert unpack(pack(entries), len(entries)) == entries


def test_the_longest_entry_fits_and_one_byte_more_does_not() -> None:
    longest = bytes(LONGEST_ENTRY)
    assert unpack(pack([longest]), 1) == [longest]
    for entry_ in (b"", longest + b"x"):
        with pytest.raises(UnreadableRecord) as refusal:
            pack([b"first", entry_])
        assert (refusal.value.code, refusal.value.where) == ("V32", "entry 2")


@pytest.mark.parametrize(
    ("data", "width"),
    [
        (b"\x00\x01ab", 1),
        (b"\x00\x01a\x00", 1),
        (b"\x00\x01a", 2),
        (b"\x00\x02a", 1),
        (b"\x00", 1),
        (b"\x00\x00", 1),
        (b"\x00\x01a\x00\x00", 2),
        (b"x", 0),
    ],
)
def test_a_bundle_with_missing_or_trailing_bytes_is_refused(data: bytes, width: int) -> None:
    with pytest.raises(UnreadableRecord):
        unpack(data, width)


@given(st.binary(max_size=64), st.integers(0, 8))
def test_any_bytes_are_a_bundle_in_its_one_form_or_refused(data: bytes, width: int) -> None:
    try:
        entries = unpack(data, width)
    except UnreadableRecord:
        return
    assert len(entries) == width
    assert pack(entries) == data
