"""The site follows its record: whole, or not at all."""

from __future__ import annotations

import logging
import shutil
import time
from pathlib import Path

import pytest
from web.server import files, founded

from zhargy.web.content import PAGE, content_of
from zhargy.web.kept import Kept
from zhargy.web.shelf import Shelf

MEGABYTE = 1 << 20


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return founded(tmp_path / "reform")


@pytest.fixture
def shelf(folder: Path, clock: Clock) -> Shelf:
    return Shelf(str(folder), MEGABYTE, clock)


def grow(folder: Path, more: int) -> None:
    files(more).write(folder / "record")


def later(shelf: Shelf, clock: Clock, seconds: float = 60.0) -> None:
    """Let time pass and a reader come, and wait until what that set off has ended."""
    clock.now += seconds
    shelf.now()
    with shelf.renewing:
        pass


def entries(shelf: Shelf) -> int:
    return shelf.now().site.library.head.size


def test_a_longer_record_is_shown_once_it_has_been_read(
    shelf: Shelf, folder: Path, clock: Clock
) -> None:
    before = entries(shelf)
    grow(folder, 3)
    assert entries(shelf) == before  # not asked for at every request
    later(shelf, clock)
    assert entries(shelf) == before + 3
    assert shelf.now().at(f"kk/record/{before + 2}/") is not None


def test_the_old_site_serves_while_the_new_one_is_made(
    shelf: Shelf, folder: Path, clock: Clock
) -> None:
    old = shelf.now()
    grow(folder, 3)
    clock.now += 60
    start = time.perf_counter()
    assert shelf.now() is old
    assert time.perf_counter() - start < 0.05
    with shelf.renewing:
        pass
    assert shelf.now() is not old


def test_a_page_that_shows_the_same_is_not_made_again(
    shelf: Shelf, folder: Path, clock: Clock
) -> None:
    path = "kk/charter/draft-1/art_1/"
    before = shelf.now().at(path)
    grow(folder, 3)
    later(shelf, clock)
    assert shelf.now().at(path) is before


@pytest.mark.parametrize("damage", ["tile", "checkpoint", "gone", "empty"])
def test_a_damaged_record_leaves_the_old_site_and_a_line_in_the_log(
    damage: str, shelf: Shelf, folder: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    old, record = shelf.now(), folder / "record"
    grow(folder, 3)
    if damage == "tile":
        for bundle in (record / "tile" / "entries").rglob("*"):
            if bundle.is_file():
                bundle.write_bytes(bundle.read_bytes()[:-1] + b"?")
    elif damage == "checkpoint":
        (record / "checkpoint").write_bytes(b"\xff\x00")
    elif damage == "empty":
        (record / "checkpoint").write_bytes(b"")
    else:
        shutil.rmtree(record / "tile")
    with caplog.at_level(logging.INFO, "zhargy.web"):
        later(shelf, clock)
        later(shelf, clock)
    assert shelf.now() is old
    assert shelf.now().at("kk/") is not None
    assert [entry.levelname for entry in caplog.records] == ["ERROR"]  # once, not at every look


def test_a_record_that_is_mended_is_shown(shelf: Shelf, folder: Path, clock: Clock) -> None:
    before = entries(shelf)
    (folder / "record" / "checkpoint").write_bytes(b"damaged")
    later(shelf, clock)
    grow(folder, 2)
    later(shelf, clock)
    assert entries(shelf) == before + 2


def test_a_checkpoint_that_is_gone_leaves_the_old_site(
    shelf: Shelf, folder: Path, clock: Clock
) -> None:
    old = shelf.now()
    (folder / "record" / "checkpoint").unlink()
    later(shelf, clock)
    assert shelf.now() is old


def test_no_more_is_kept_in_memory_than_is_said() -> None:
    kept, file = Kept(5_000), content_of("a.png", bytes(900), PAGE)
    for number in range(20):
        kept.put((str(number), "a"), file)
        kept.get(("0", "a"))
    assert kept.bytes == 4_500
    assert kept.get(("0", "a")) is not None  # asked for most recently
    assert kept.get(("1", "a")) is None
    kept.put(("large", "a"), content_of("a.png", bytes(9_000), PAGE))
    assert kept.bytes == 4_500


def test_a_site_that_does_not_fit_into_memory_is_served_all_the_same(folder: Path) -> None:
    shelf = Shelf(str(folder), 1)
    served = shelf.now()
    assert served.at("kk/") is not None
    assert served.at("en/record/") is not None
