"""Protocols that are published as they come, and nothing else of the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from evening import NOW, PRECINCTS, RESULT, Evening

from zhargy.errors import UnusableFolder, ZhargyError
from zhargy.reform.counting import count_referendum, read_referendum
from zhargy.reform.following import follow
from zhargy.reform.library import library_of
from zhargy.reform.publishing import Published
from zhargy.reform.verifying import verify_place
from zhargy.verify.seen import Seen


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    made = Evening(tmp_path)
    made.call()
    made.publish()
    return made


def turns(*deeds: Callable[[], object]) -> Callable[[], bool]:
    """What happens between two looks, one deed after another; then it ends."""
    left = list(deeds)

    def wait() -> bool:
        if left:
            left.pop(0)()
        return bool(left)

    return wait


def nothing() -> None:
    """Time goes by."""


def followed(evening: Evening, *deeds: Callable[[], object]) -> list[Published | ZhargyError]:
    return list(follow(evening.folder, evening.key, lambda: NOW, turns(*deeds, nothing)))


def kinds(told: list[Published | ZhargyError]) -> list[list[str]]:
    return [[entry.kind for _, entry in one.entries] for one in told if isinstance(one, Published)]


def test_each_table_that_comes_is_published_once_as_of_the_time_in_its_name(
    evening: Evening, tmp_path: Path
) -> None:
    told = followed(
        evening,
        nothing,
        lambda: evening.come("20310608T210000+0500", PRECINCTS[:3]),
        nothing,
        lambda: evening.come("20310608T213000+0500", PRECINCTS[3:5]),
        nothing,
        nothing,
    )
    assert kinds(told) == [["protocols"], ["protocols"]]
    (vote,) = library_of(str(evening.folder)).votes
    assert vote.counting is not None
    assert vote.counting.count.as_of == "2031-06-08T16:30:00Z"
    assert [told.entry.as_of for told, _ in vote.batches] == [
        "2031-06-08T16:00:00Z", "2031-06-08T16:30:00Z",
    ]  # fmt: skip
    assert verify_place(str(evening.folder), policy=None, seen=Seen(tmp_path / "seen")).sound


def test_a_table_that_is_still_being_copied_waits(evening: Evening) -> None:
    file = evening.folder / "referendum" / "2031-06-08" / "come" / "20310608T210000+0500.csv"
    whole = evening.come("20310608T210000+0500", PRECINCTS[:3]).read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)

    def written(n: int) -> Callable[[], object]:
        return lambda: file.write_text("".join(lines[:n]), encoding="utf-8")

    file.unlink()
    told = followed(evening, written(2), written(3), written(4), nothing)
    assert kinds(told) == [["protocols"]]
    (published,) = told
    assert isinstance(published, Published)
    assert published.entries[0][1].body["protocols"] == 3


def test_results_events_and_all_else_wait_for_a_person(evening: Evening) -> None:
    evening.say(RESULT.format("preliminary", "2031-06-08T23:00:00+05:00"))
    evening.annul(PRECINCTS[:1])
    (evening.folder / "decisions" / "figures.toml").write_text("no TOML at all", encoding="utf-8")
    evening.come("20310608T210000+0500", PRECINCTS[:3])
    assert kinds(followed(evening, nothing, nothing)) == [["protocols"]]


def test_a_bad_table_is_told_and_keeps_no_other_one_back(evening: Evening) -> None:
    bad = evening.folder / "referendum" / "2031-06-08" / "come" / "in-the-evening.csv"
    told = followed(
        evening,
        lambda: evening.come(bad.stem, PRECINCTS[:1]),
        nothing,
        nothing,
        nothing,
        lambda: evening.come("20310608T210000+0500", PRECINCTS[1:3]),
        nothing,
        nothing,
        lambda: bad.rename(bad.with_name("20310608T220000Z.csv")),
        nothing,
        nothing,
    )
    # Told again when another table comes, and not at every look.
    assert [one.code for one in told if isinstance(one, ZhargyError)] == ["Q130", "Q130"]
    assert kinds(told) == [["protocols"], ["protocols"]]


def test_settings_that_are_being_written_are_told_once_and_read_again(evening: Evening) -> None:
    settings = evening.folder / "referendum" / "2031-06-08" / "referendum.toml"
    text = settings.read_text(encoding="utf-8")
    told = followed(
        evening,
        lambda: settings.write_text("half = ", encoding="utf-8"),
        nothing,
        nothing,
        lambda: settings.write_text(text, encoding="utf-8"),
        lambda: evening.come("20310608T210000+0500", PRECINCTS[:3]),
        nothing,
        nothing,
    )
    assert [one.code for one in told if isinstance(one, ZhargyError)] == ["Q42"]
    assert kinds(told) == [["protocols"]]


def test_a_name_in_a_reason_is_not_published_by_itself(evening: Evening) -> None:
    file = evening.come("20310608T210000+0500", PRECINCTS[:1])
    head, row = file.read_text(encoding="utf-8").splitlines()
    said = "ask Askar on +7 701 555 01 02"
    file.write_text(f"{head},reason,author\n{row},{said},commission\n", encoding="utf-8")
    published = evening.publish_protocols()
    assert published.entries == ()
    assert [one.code for one in published.refused] == ["G21"]


def test_a_question_that_is_not_in_the_record_is_not_counted_in_it(tmp_path: Path) -> None:
    early = Evening(tmp_path)
    early.call()
    with pytest.raises(UnusableFolder, match="Q132"):
        early.publish_protocols()
    early.publish()
    early.publish_protocols()


def test_a_folder_that_lets_nothing_be_published_at_once_is_told_so(evening: Evening) -> None:
    settings = evening.folder / "referendum" / "2031-06-08" / "referendum.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[[live]]", "[[roll]]").replace('folder = "come"', 'file = "roll.csv"\nas_of = 2031-06-07'), encoding="utf-8")  # fmt: skip
    with pytest.raises(UnusableFolder, match="Q131"):
        evening.publish_protocols()


def test_tables_that_came_are_counted_at_the_desk_and_by_a_result_too(evening: Evening) -> None:
    evening.come("20310608T210000+0500", PRECINCTS[:3])
    evening.come("20310608T220000+0500", PRECINCTS[3:])
    (counted,) = count_referendum(read_referendum(evening.folder / "referendum" / "2031-06-08"))
    assert counted.tally().figures["yes"] == 7 * 400
    evening.say(RESULT.format("preliminary", "2031-06-08T21:30:00+05:00"))
    evening.publish()
    (vote,) = library_of(str(evening.folder)).votes
    assert vote.standing is not None
    assert vote.standing.told.entry.body["figures"]["yes"] == 3 * 400
    assert len(vote.standing.told.entry.body["protocols"]) == 1


@pytest.mark.parametrize("name", ["20310608T210000", "2031-06-08", "evening"])
def test_the_name_of_a_table_is_a_time_with_its_zone(evening: Evening, name: str) -> None:
    evening.come(name, PRECINCTS[:1])
    assert [one.code for one in evening.publish_protocols().refused] == ["Q130"]
    with pytest.raises(UnusableFolder, match="Q130"):
        evening.publish()
