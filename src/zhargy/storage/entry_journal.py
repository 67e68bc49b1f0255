"""The journal of entries: one line for each deed, only ever added to. docs/spec/entry-journal.md.

Each line names the digest of the line before it, so a line that is changed or taken out in the
middle is noticed. A last line without its end was never acknowledged: it is left out, and the next
deed is written over it.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableEntry
from zhargy.referendum.entry import Deed, Kind, figures_of
from zhargy.storage.disk import FolderDisk
from zhargy.storage.lock import locked

NAME = "entries.jsonl"
LOCK = ".entries.lock"
FORMAT = "zhargy.entry/1"
_DIGEST = 16  # digits of the digest of the line before
_TEXTS = ("by", "at", "precinct", "question", "clerk", "to", "rule", "reason", "author")
_MUST = ("by", "at", "precinct")
_PATIENCE, _PAUSE = 10.0, 0.05  # seconds


def line_of(deed: Deed, before: bytes) -> bytes:
    """The line of a deed that follows the line `before` (b"": it is the first)."""
    said: dict[str, Any] = {"format": FORMAT, "kind": deed.kind.value, "before": _digest(before)}
    said |= {name: value for name in _TEXTS if (value := getattr(deed, name))}
    if deed.figures:
        said["figures"] = dict(deed.figures)
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:_DIGEST] if line else ""


def read_deeds(data: bytes, where: str = NAME) -> tuple[list[Deed], bytes, int]:
    """The deeds, the last line, and how many bytes of `data` are whole lines.

    Raises UnusableEntry (Q124) with the line that cannot be read or does not follow the one before.
    """
    whole = data[: data.rfind(b"\n") + 1]
    deeds, before = [], b""
    for ordinal, line in enumerate(whole.splitlines(keepends=True), 1):
        try:
            deeds.append(_deed(json.loads(line), before))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise UnusableEntry("Q124", where, line=ordinal) from None
        before = line
    return deeds, before, len(whole)


def _deed(said: Mapping[str, Any], before: bytes) -> Deed:
    if said["format"] != FORMAT or said["before"] != _digest(before):
        raise ValueError
    texts = {name: said.get(name, "") for name in _TEXTS}
    figures = said.get("figures", {})
    known = {"format", "kind", "before", "figures", *_TEXTS}
    good = all(isinstance(text, str) for text in texts.values()) and all(map(texts.get, _MUST))
    if not good or not all(type(value) is int and value >= 0 for value in figures.values()):
        raise ValueError
    if said.keys() - known:
        raise ValueError
    return Deed(Kind(said["kind"]), figures=figures_of(figures), **texts)


class EntryJournal:
    """The journal in a private folder, held by its one writer."""

    def __init__(self, folder: Path) -> None:
        """Raises UnusableEntry (Q124)."""
        self._folder, self._disk, self._where = folder, FolderDisk(folder), str(folder / NAME)
        self._data = self._disk.read(NAME)
        self.deeds, self._last, self._whole = read_deeds(self._data or b"", self._where)

    def append(self, deeds: Sequence[Deed]) -> None:
        """Add deeds; all of them are durable when it returns, after one fsync."""
        if not deeds:
            return
        lines, before = [], self._last
        for deed in deeds:
            before = line_of(deed, before)
            lines.append(before)
        if self._data is None:
            self._disk.replace(NAME, b"")
            # The folders may be as new as the file.
            desk = self._folder.parent
            FolderDisk(desk.parent).sync([f"{desk.name}/{self._folder.name}/{NAME}"])
        elif len(self._data) > self._whole:
            self._disk.replace(NAME, self._data[: self._whole])
        added = b"".join(lines)
        self._disk.append(NAME, added)
        self._data = (self._data or b"")[: self._whole] + added
        self.deeds, self._last, self._whole = [*self.deeds, *deeds], before, len(self._data)


def read_journal(folder: Path) -> list[Deed]:
    """The deeds that stand there now, read without the lock. Raises UnusableEntry (Q124)."""
    return read_deeds(FolderDisk(folder).read(NAME) or b"", str(folder / NAME))[0]


@contextmanager
def open_journal(
    folder: Path, patience: float = _PATIENCE, told: Callable[[], None] = lambda: None
) -> Iterator[EntryJournal]:
    """The journal for writing, alone with it.

    Where another holds it, `told` is called once and the lock is waited for. Raises UnusableEntry:
    Q125 after `patience` seconds, Q124 a journal that cannot be read.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until, first = time.monotonic() + patience, True
        while not locked(handle):
            if first:
                told()
                first = False
            if time.monotonic() >= until:
                raise UnusableEntry("Q125", str(folder / NAME), seconds=round(patience))
            time.sleep(_PAUSE)
        yield EntryJournal(folder)
    finally:
        os.close(handle)
