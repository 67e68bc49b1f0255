"""A record as it is published verifies, whatever its size; what was checked is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from record.logs import COURT, PRESS
from verify.records import (
    ALONE,
    NEW,
    OLD,
    Files,
    checked,
    codes,
    commitment,
    every_kind,
    figure,
    of_every_kind,
    policy,
    policy_text,
    published,
    reform,
    written,
)

from zhargy.record.bundles import pack, unpack

SAMPLES = Path(__file__).parents[2] / "examples" / "jetiaral" / "texts"


def of_size(size: int) -> Files:
    first = reform(policy_text(*ALONE))
    return published([first, *(commitment(number) for number in range(size - 1))])


def test_a_record_of_every_kind_holds_and_says_what_was_checked() -> None:
    report = checked(every_kind())
    assert codes(report) == []
    assert report.proven == every_kind().checkpoint
    assert report.kinds == {
        "reform": 2, "role": 1, "edition": 2, "alignment": 1, "correction": 1, "figure": 2,
        "commitment": 403, "words": 4, "tombstone": 1, "key": 1, "erratum": 1, "weather": 1,
        "milestone": 1, "summary": 1, "question": 1, "roll": 1, "protocols": 2, "precinct": 1,
        "turnout": 1, "result": 2,
    }  # fmt: skip
    assert report.unknown == {"weather/1": 1, "words/2": 1}
    assert (report.blobs, report.withheld, report.witnessed) == (14, 1, 430)
    assert [one.name for one in report.ignored_signatures] == ["stranger.example"]
    assert report.ignored_files == [f"blob/00/{'0' * 64}", "index.html"]
    assert report.own_policy
    assert report.key_changes == (0, 15, 19)


def test_the_same_record_gets_the_same_verdict_twice_and_from_a_disk(tmp_path: Path) -> None:
    from zhargy.verify.source import Folder

    files = every_kind()
    files.content["tile/entries/001.p/174"] = files.content["tile/entries/001.p/174"][:-1] + b"?"
    once, again = checked(files), checked(files)
    assert codes(once)
    assert once == again
    assert checked(Folder(files.write(tmp_path))) == once


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 600])
def test_a_record_of_any_size_holds(size: int) -> None:
    report = checked(of_size(size))
    assert codes(report) == []
    assert report.proven is not None
    assert report.proven.size == size


def test_an_empty_record_needs_a_policy_and_holds_under_it() -> None:
    assert codes(checked(written([]))) == [("V87", "checkpoint")]
    report = checked(written([]), policy=policy(*ALONE))
    assert report.sound
    assert report.proven is not None


def test_the_sample_charter_is_published_and_verified() -> None:
    old, new = (
        (SAMPLES / f"{name}.kk.txt").read_text() for name in ("charter-in-force", "draft-1")
    )
    entries, blobs, _ = of_every_kind(old, new)
    report = checked(published(entries, blobs, COURT, PRESS))
    assert codes(report) == []
    assert report.blobs == 14


# -- three levels of tiles ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def wide() -> Files:
    """66,000 entries: tiles of the levels 0, 1 and 2."""
    first = reform(policy_text(*ALONE)).bytes
    text = commitment(0).bytes.decode()
    said = commitment(0).body["words"]
    return written([first, *(text.replace(said, f"{n:064x}").encode() for n in range(65_999))])


def test_a_record_with_three_levels_of_tiles_holds(wide: Files) -> None:
    assert {"tile/2/000.p/1", "tile/1/000", "tile/1/001.p/1"} <= wide.content.keys()
    report = checked(wide)
    assert codes(report) == []
    assert report.kinds == {"reform": 1, "commitment": 65_999}


@pytest.mark.parametrize("name", ["tile/2/000.p/1", "tile/1/000", "tile/1/001.p/1"])
def test_a_changed_tile_of_any_level_is_named(wide: Files, name: str) -> None:
    spoilt = wide.copy()
    spoilt.content[name] = spoilt.content[name][:-1] + b"\0"
    assert codes(checked(spoilt, tree_only=True, policy=policy(*ALONE))) == [("V76", name)]
    del spoilt.content[name]
    assert codes(checked(spoilt, tree_only=True, policy=policy(*ALONE))) == [("V49", name)]


def test_one_changed_entry_among_66_000_is_named(wide: Files) -> None:
    spoilt = wide.copy()
    rows = unpack(spoilt.content["tile/entries/129"], 256)
    rows[7] = rows[7].replace(b'"site"', b'"mail"')
    spoilt.content["tile/entries/129"] = pack(rows)
    assert ("V75", "#33031") in codes(checked(spoilt))


# -- what people see ------------------------------------------------------------------------------------


def test_texts_that_are_aligned_are_those_of_the_editions() -> None:
    """The fixture is not built so that nothing could be at fault."""
    entries, blobs, _ = of_every_kind(OLD, NEW)
    spoilt = [*entries]
    spoilt[4] = replace(entries[4], body=entries[4].body | {"pairs": 1})
    assert ("C2", "#4") in codes(checked(published(spoilt, blobs, COURT, PRESS)))


def test_a_figure_that_supersedes_is_one_chain() -> None:
    entries = [reform(policy_text(*ALONE)), figure(1), figure(2, supersedes=1)]
    assert checked(published(entries)).sound
    forked = [*entries, figure(3, supersedes=1)]
    assert codes(checked(published(forked))) == [("V64", "#3")]
