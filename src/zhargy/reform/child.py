"""Readers run in a child process: what a hostile file does to it, it does to nobody else.

The child is limited in memory and time and answers in JSON, never in pickles.
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from zhargy.errors import UnreadableText, ZhargyError
from zhargy.referendum.workbook import rows_of
from zhargy.reform.forking import process_context
from zhargy.reform.wire import from_plain, to_plain
from zhargy.text.read import Changes, paragraphs_of, read_parts
from zhargy.text.structure.acts import Reading

_MEGABYTE = 1 << 20
# Kept from the reader. Where the last byte is gone, the interpreter cannot enter a handler of
# errors: it tries again for ever (CPython 3.11 makes an int there), or the child falls silently.
_RESERVE = 16 * _MEGABYTE
# Made ahead, for the same reason. C code that gets no memory may say the latter.
_NO_MEMORY = (MemoryError, SystemError)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: seconds of wall-clock, megabytes of memory beside those that
    the child has as it begins."""

    seconds: int = 120
    megabytes: int = 2048


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Job:
    """One act to read: the bytes and names of its parts (usually one), and how.

    `lines`: only the paragraphs of the file are wanted, whether it holds an act or not; `rows`:
    those of a workbook.
    """

    parts: tuple[tuple[bytes, str], ...]
    language: str = ""
    changes: Changes = "after"
    lines: bool = False
    rows: bool = False

    @property
    def name(self) -> str:
        return self.parts[0][1]


def read_in_children(jobs: Sequence[Job], limits: Limits = USUAL) -> list[Reading]:
    """Read each job in a child of its own, all at once; the first error is raised.

    Raises UnreadableText: what the reader says, R21 (time), R22 (memory), R26 (the child fell).
    """
    started = [_start(job, limits) for job in jobs]
    try:
        return [_answer(job, *child, limits) for job, child in zip(jobs, started, strict=True)]
    finally:
        _ended(started)


def _ended(started: Sequence[tuple[BaseProcess, Connection]]) -> None:
    for process, connection in started:
        connection.close()
        if process.is_alive():
            process.kill()
        process.join()


def lines_in_children(jobs: Sequence[Job], limits: Limits = USUAL) -> list[list[str]]:
    """The paragraphs of each file, numbers included. Raises as `read_in_children` does."""
    jobs = [replace(job, lines=True) for job in jobs]
    started = [_start(job, limits) for job in jobs]
    try:
        return [
            [str(line) for line in _said(job, *child, limits)["lines"]]
            for job, child in zip(jobs, started, strict=True)
        ]
    finally:
        _ended(started)


def workbook_in_child(
    data: bytes, name: str, limits: Limits = USUAL
) -> tuple[list[list[str]], list[str]]:
    """The rows of the first sheet of a workbook that has any, and the names of all that have.

    Raises as `read_in_children` does.
    """
    job = Job(((data, name),), rows=True)
    started = [_start(job, limits)]
    try:
        answer = _said(job, *started[0], limits)
    finally:
        _ended(started)
    return answer["rows"], answer["sheets"]


def _start(job: Job, limits: Limits) -> tuple[BaseProcess, Connection]:
    context = process_context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, job, limits), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _answer(job: Job, process: BaseProcess, connection: Connection, limits: Limits) -> Reading:
    return from_plain(Reading, _said(job, process, connection, limits)["reading"])


def _said(job: Job, process: BaseProcess, connection: Connection, limits: Limits) -> dict[str, Any]:
    deadline = time.monotonic() + limits.seconds
    if not connection.poll(max(0.0, deadline - time.monotonic())):
        raise UnreadableText("R21", job.name, seconds=limits.seconds)
    try:
        answer = json.loads(connection.recv_bytes())
    except EOFError:
        process.join(5)
        if process.exitcode == -getattr(signal, "SIGXCPU", 0):
            raise UnreadableText("R21", job.name, seconds=limits.seconds) from None
        # The reader of workbooks has no other end than this where it gets no memory.
        if job.rows and process.exitcode == -getattr(signal, "SIGABRT", 0):
            raise UnreadableText("R22", job.name, megabytes=limits.megabytes) from None
        raise UnreadableText("R26", job.name, detail=f"exit {process.exitcode}") from None
    if "error" in answer:
        raise UnreadableText(answer["error"], answer["where"], **answer["fields"])
    return dict(answer)


def _child(connection: Connection, job: Job, limits: Limits) -> None:
    reserve = mmap.mmap(-1, _RESERVE)
    _limit(limits)
    answer: dict[str, object]
    try:
        if job.lines:
            answer = {"lines": paragraphs_of(*job.parts[0])}
        elif job.rows:
            _quiet()
            rows, sheets = rows_of(*job.parts[0])
            answer = {"rows": rows, "sheets": sheets}
        else:
            reading = read_parts(job.parts, language=job.language, changes=job.changes)
            answer = {"reading": to_plain(reading)}
        message = json.dumps(answer, ensure_ascii=True).encode()
    except ZhargyError as refused:
        answer = {"error": refused.code, "where": refused.where, "fields": refused.fields}
        message = json.dumps(answer, default=str).encode()
    except _NO_MEMORY:
        reserve.close()
        answer = {"error": "R22", "where": job.name, "fields": {"megabytes": limits.megabytes}}
        message = json.dumps(answer).encode()
    except RecursionError:
        answer = {"error": "R26", "where": job.name, "fields": {"detail": "nested too deeply"}}
        message = json.dumps(answer).encode()
    except Exception as bug:
        if os.environ.get("ZHARGY_TRACEBACK"):
            traceback.print_exc()
        detail = f"{type(bug).__name__}: {bug}"[:200]
        answer = {"error": "R26", "where": job.name, "fields": {"detail": detail}}
        message = json.dumps(answer).encode()
    connection.send_bytes(message)
    connection.close()


def _quiet() -> None:
    """Nothing that C code prints as it falls is for the person who gave the file."""
    if not os.environ.get("ZHARGY_TRACEBACK"):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit(limits: Limits) -> None:
    """No core dump, no more memory and processor time than allowed (where the system can)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    if sys.platform.startswith("linux"):
        # A fork begins with all that its parent has, of which the file took nothing.
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        wanted = pages * resource.getpagesize() + limits.megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (wanted, wanted))
