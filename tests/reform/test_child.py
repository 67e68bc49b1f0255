"""What a hostile file does to its reader it does to nobody else."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from typing import Any

import pytest

from zhargy.errors import UnreadableText
from zhargy.reform import child
from zhargy.reform.child import Job, Limits, read_in_children

ACT = "Статья 1.\n1. Мост чинят весной.\n2. Ключ хранит староста.\n".encode()


@pytest.fixture(autouse=True)
def _forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that a test puts in place are known to a fork only."""
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr(child, "process_context", lambda: fork)


def job(data: bytes = ACT, name: str = "a.txt") -> Job:
    return Job(((data, name),))


def refusal(jobs: list[Job], limits: Limits = child.USUAL) -> UnreadableText:
    with pytest.raises(UnreadableText) as refused:
        read_in_children(jobs, limits)
    return refused.value


def many_articles(count: int) -> bytes:
    return "".join(
        f"Статья {n}. Мост {n}\n1. Ключ хранит староста села.\n" for n in range(1, count + 1)
    ).encode()


def test_each_file_is_read_in_a_process_of_its_own() -> None:
    readings = read_in_children([job(), job(name="b.txt")])
    assert [len(r.act.provisions) for r in readings] == [2, 2]


def test_parts_of_an_act_are_read_as_one() -> None:
    parts = ((ACT, "a.txt"), ("Статья 2.\nСлово.\n".encode(), "b.txt"))
    (reading,) = read_in_children([Job(parts)])
    assert [p.address for p in reading.act.provisions][-1] == "art_2"


def test_a_file_that_takes_too_long_is_stopped_in_time() -> None:
    started = time.monotonic()
    refused = refusal([job(many_articles(300_000))], Limits(seconds=1))
    assert (refused.code, refused.where, refused.fields) == ("R21", "a.txt", {"seconds": 1})
    assert time.monotonic() - started < 5


def test_two_files_that_take_too_long_are_stopped_for_the_same_reason() -> None:
    slow = many_articles(300_000)
    assert refusal([job(slow), job(slow, "b.txt")], Limits(seconds=1)).code == "R21"


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_file_that_takes_too_much_memory_is_stopped(
    method: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A fork has the memory of all the tests before it, which is not taken by the file.
    monkeypatch.setattr(child, "process_context", lambda: multiprocessing.get_context(method))
    refused = refusal([job(many_articles(100_000))], Limits(seconds=60, megabytes=64))
    assert (refused.code, refused.fields) == ("R22", {"megabytes": 64})
    assert capfd.readouterr().err == ""


def test_the_first_refusal_is_told_and_no_process_stays() -> None:
    refused = refusal([job(), job(b"", "empty.txt"), job()])
    assert (refused.code, refused.where) == ("R10", "empty.txt")
    assert multiprocessing.active_children() == []


# A reader that falls has no bytes that we know of: such a reader is put in its place.


def fallen(monkeypatch: pytest.MonkeyPatch, reader: Any) -> UnreadableText:
    # A fork alone knows it; beside typst a new interpreter would be started (forking.py).
    monkeypatch.setattr(child, "process_context", lambda: multiprocessing.get_context("fork"))
    monkeypatch.setattr(child, "read_parts", reader)
    return refusal([job()])


def test_a_reader_that_dies_is_told_apart_from_a_file_that_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused = fallen(monkeypatch, lambda *_, **__: os._exit(3))
    assert (refused.code, refused.where, refused.fields) == ("R26", "a.txt", {"detail": "exit 3"})


def test_a_reader_that_is_killed_says_by_what(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = fallen(monkeypatch, lambda *_, **__: os.kill(os.getpid(), 9))
    assert (refused.code, refused.fields) == ("R26", {"detail": "exit -9"})


def test_a_bug_of_a_reader_is_told_in_one_line_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("x" * 1000)

    refused = fallen(monkeypatch, broken)
    assert refused.code == "R26"
    assert str(refused.fields["detail"]).startswith("ValueError: xxx")
    assert len(str(refused.fields["detail"])) <= 200
    assert capfd.readouterr().err == ""


def test_endless_nesting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        endless()

    assert fallen(monkeypatch, endless).code == "R26"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_child_without_a_byte_of_memory_still_says_so(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def hungry(*_: object, **__: object) -> None:
        for size in (1 << 22, 1 << 18, 1 << 14, *range(600, -1, -8)):
            try:
                while True:
                    eaten[0] = (eaten[0], bytes(size))
            except MemoryError:
                continue
        raise MemoryError

    # As what was read so far is held by the frames of an error.
    eaten: list[object] = [None]

    monkeypatch.setattr(child, "read_parts", hungry)
    started = time.monotonic()
    refused = refusal([job()], Limits(seconds=20, megabytes=16))
    assert (refused.code, refused.fields) == ("R22", {"megabytes": 16})
    assert time.monotonic() - started < 15
    assert capfd.readouterr().err == ""


def test_a_refusal_of_a_reader_arrives_with_its_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise UnreadableText("R13", "page 2", pages=4)

    refused = fallen(monkeypatch, refusing)
    assert (refused.code, refused.where, refused.fields) == ("R13", "page 2", {"pages": 4})
