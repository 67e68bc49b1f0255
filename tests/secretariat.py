"""A reform as its secretariat keeps it: a folder, its key, and what people send in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from zhargy.reform.adding import add_edition
from zhargy.reform.founding import found_reform
from zhargy.reform.publishing import Published, publish
from zhargy.reform.receiving import receive, show_words, withdraw
from zhargy.reform.verifying import verify_place
from zhargy.storage.salts import PrivateSalts
from zhargy.verify.seen import Seen
from zhargy.verify.verify import Report

NOON = "2031-02-10T12:00:00Z"
WORDS = "Кітапхана жексенбіде де ашық болсын."


class Reform:
    """A folder with its key, on the disk of a test."""

    def __init__(self, tmp_path: Path, seed: bytes = bytes(range(32))) -> None:
        self.folder, self.key = tmp_path / "reform", tmp_path / "keys" / "record.key"
        self.seen = Seen(tmp_path / "seen")
        self.outside = tmp_path
        found_reform(
            self.folder,
            title={"en": "Reform of the Charter"},
            languages=["en"],
            authoritative=["en"],
            jurisdiction="association",
            by="commission",
            origin="library.example/record",
            key=self.key,
            seed=seed,
            language="en",
        )

    def add(self, edition: str, text: str, **said: Any) -> None:
        file = self.outside / f"{edition}.txt"
        file.write_text(text, encoding="utf-8")
        add_edition(self.folder, file, act="charter", edition=edition, **said)

    def publish(self, now: str = NOON, *, looked: bool = False) -> Published:
        return publish(self.folder, self.key, now, looked=looked)

    def verify(self) -> Report:
        return verify_place(str(self.folder), policy=None, seen=self.seen)

    def decide(self, file: str, text: str) -> None:
        (self.folder / "decisions" / file).write_text(text, encoding="utf-8")

    @property
    def salts(self) -> PrivateSalts:
        return PrivateSalts(self.outside / "private.sqlite")

    def receive(self, words: str = WORDS) -> int:
        return receive(
            self.folder,
            self.key,
            self.salts,
            words=words,
            person="Айгүл Серікқызы, +7 701 555 01 23",
            channel="site",
            now=NOON,
            random=os.urandom,
        )

    def show(self, place: int, shown: str | None = None) -> int:
        return show_words(
            self.folder,
            self.key,
            self.salts,
            place,
            language="kk",
            now=NOON,
            shown=shown,
            random=os.urandom,
        )

    def withdraw(self, place: int) -> int:
        return withdraw(self.folder, self.key, self.salts, [place], reason="withdrawn", now=NOON)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
