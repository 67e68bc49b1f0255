"""The journal of entries only grows, and says where somebody changed it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnusableEntry
from zhargy.referendum.entry import Deed, Kind, figures_of
from zhargy.storage.entry_journal import (
    LOCK,
    NAME,
    line_of,
    open_journal,
    read_deeds,
    read_journal,
)

ENTRY = Deed(
    Kind.ENTERED, "Айгүл", "2031-07-06T21:00:00Z", "A-1", "constitution", (("no", 6), ("yes", 14))
)
RETURN = Deed(
    Kind.RETURNED, "Дана", "2031-07-06T22:00:00Z", "A-1", clerk="Айгүл", reason="қайта қараңыз"
)
words = st.text('аәбвғqw =\u2028\r\n"\\', max_size=9)
deeds = st.builds(
    Deed,
    st.sampled_from(Kind),
    words.map(lambda w: f"x{w}"),
    st.just("2031-07-06T21:00:00Z"),
    words.map(lambda w: f"A-{w}"),
    question=words,
    figures=st.dictionaries(st.sampled_from(["yes", "no"]), st.integers(0, 10**9)).map(figures_of),
    clerk=words,
    to=words,
    rule=words,
    reason=words,
    author=words,
)


def journal_of(*done: Deed) -> bytes:
    lines, before = [], b""
    for deed in done:
        before = line_of(deed, before)
        lines.append(before)
    return b"".join(lines)


def refusal(act: Callable[[], object]) -> tuple[str, object]:
    with pytest.raises(UnusableEntry) as refused:
        act()
    return refused.value.code, refused.value.fields.get("line")


@given(st.lists(deeds, max_size=5))
def test_what_was_written_is_read_again(done: list[Deed]) -> None:
    data = journal_of(*done)
    assert read_deeds(data)[0] == done
    assert read_deeds(data)[2] == len(data)


def test_the_first_lines_are_these_bytes() -> None:
    """The example of docs/spec/entry-journal.md; written by this program, read by a person."""
    vector = Path(__file__).parents[1] / "vectors" / "entries.jsonl"
    assert journal_of(ENTRY, RETURN) == vector.read_bytes()


@given(st.lists(deeds, min_size=1, max_size=3), st.data())
def test_a_last_line_that_was_torn_was_never_acknowledged(
    done: list[Deed], data: st.DataObject
) -> None:
    whole = journal_of(*done)
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    cut = data.draw(st.integers(last, len(whole) - 1))
    assert read_deeds(whole[:cut])[0] == done[:-1]


def test_a_torn_line_is_written_over_by_the_next_deed(tmp_path: Path) -> None:
    folder = tmp_path / "desk" / "vote"
    with open_journal(folder) as journal:
        journal.append([ENTRY])
    with (folder / NAME).open("ab") as file:
        file.write(line_of(RETURN, line_of(ENTRY, b""))[:40])
    assert read_journal(folder) == [ENTRY]
    with open_journal(folder) as journal:
        assert journal.deeds == [ENTRY]
        journal.append([RETURN])
    assert read_journal(folder) == [ENTRY, RETURN]
    assert (folder / NAME).read_bytes() == journal_of(ENTRY, RETURN)


@pytest.mark.parametrize("ordinal", [1, 2])
def test_a_line_that_was_changed_or_taken_out_in_the_middle_is_noticed(ordinal: int) -> None:
    second = replace(ENTRY, by="Болат")
    lines = journal_of(ENTRY, second, RETURN).splitlines(keepends=True)
    changed = list(lines)
    changed[ordinal - 1] = changed[ordinal - 1].replace(b'"yes": 14', b'"yes": 15')
    assert refusal(lambda: read_deeds(b"".join(changed))) == ("Q124", ordinal + 1)
    taken_out = lines[: ordinal - 1] + lines[ordinal:]
    assert refusal(lambda: read_deeds(b"".join(taken_out))) == ("Q124", ordinal)


@pytest.mark.parametrize(
    "line",
    [
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"\xff\n",
        b"[" * 100_000 + b"\n",
        line_of(ENTRY, b"").replace(b'"yes": 14', b'"yes": -1'),
        line_of(ENTRY, b"").replace(b'"yes": 14', b'"yes": 14.0'),
        line_of(ENTRY, b"").replace(b'"yes": 14', b'"yes": true'),
        line_of(ENTRY, b"").replace(b'"entered"', b'"deleted"'),
        line_of(ENTRY, b"").replace(b"zhargy.entry/1", b"zhargy.entry/2"),
        line_of(ENTRY, b"").replace(b'"precinct"', b'"place"'),
    ],
)
def test_a_whole_line_that_is_no_deed_is_refused_where_it_stands(line: bytes) -> None:
    assert refusal(lambda: read_deeds(line)) == ("Q124", 1)


def test_many_deeds_are_durable_after_one_fsync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_journal(tmp_path / "desk" / "vote") as journal:
        journal.append([ENTRY])
        calls: list[int] = []
        real = os.fsync

        def counted(handle: int) -> None:
            calls.append(handle)
            real(handle)

        monkeypatch.setattr(os, "fsync", counted)
        journal.append([replace(ENTRY, by="Болат"), RETURN])
        assert len(calls) == 1


HOLDER = """
import sys, time
from pathlib import Path
from zhargy.storage.entry_journal import open_journal
with open_journal(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def held_elsewhere(folder: Path, seconds: float) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_clerk_is_told_and_waits_for_the_first(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        held_elsewhere(tmp_path, 0.3),
        open_journal(tmp_path, patience=20, told=lambda: told.append("waits")) as journal,
    ):
        journal.append([ENTRY])
    assert told == ["waits"]
    assert read_journal(tmp_path) == [ENTRY]


def test_who_waits_too_long_is_told_so(tmp_path: Path) -> None:
    holder = held_elsewhere(tmp_path, 60)
    try:
        with pytest.raises(UnusableEntry) as refused, open_journal(tmp_path, patience=0.1):
            pass
        assert refused.value.code == "Q125"
    finally:
        holder.kill()
        holder.communicate()
    # A killed process leaves no lock behind.
    with open_journal(tmp_path, patience=0.1):
        assert (tmp_path / LOCK).exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_nobody_else_can_read_the_desk(tmp_path: Path) -> None:
    with open_journal(tmp_path / "desk" / "vote") as journal:
        journal.append([ENTRY])
    assert (tmp_path / "desk" / "vote").stat().st_mode & 0o077 == 0
