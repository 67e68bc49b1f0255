"""The folder of a referendum as its settings name it (docs/spec/referendum.md): the one place where
referendum.toml is read, for the count, the desk, the printer and the publisher alike."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableFolder
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.moment import Moment
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.sheet import Sheet, read_sheet, sheet_of_rows
from zhargy.referendum.units import Tree, read_places, tree_on
from zhargy.reform.child import USUAL, Limits, workbook_in_child
from zhargy.reform.protocol_forms import protocol_form
from zhargy.reform.texts import content_of

SCHEMA = "zhargy.referendum/1"
SETTINGS = "referendum.toml"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, under a name that protocols use. `act` and `edition` name the text that is put
    to the vote, where there is one; `answers` are those of the ballot, where not yes and no."""

    name: str
    asks: Words
    act: str = ""
    edition: str = ""
    answers: tuple[Words, ...] = ()


class VoteFolder:
    """referendum.toml, and the files that it names. Raises UnusableFolder (Q42, Q43, R23)."""

    def __init__(self, folder: Path, limits: Limits = USUAL) -> None:
        self.folder = folder.parent if folder.name == SETTINGS else folder
        self.limits, self.path = limits, self.folder / SETTINGS
        self.read = [self.path]
        try:
            self.table: Mapping[str, Any] = tomllib.loads(self.path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            raise UnusableFolder("R23", str(self.path)) from None
        except OSError as refused:
            detail = refused.strerror or ""
            raise UnusableFolder("Q42", str(self.path), detail=detail) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            raise UnusableFolder("Q42", str(self.path), detail=str(broken)) from None
        if self.table.get("schema") != SCHEMA:
            raise self.refused(0, f"schema = {SCHEMA}")

    def refused(self, ordinal: int, key: str) -> UnusableFolder:
        return UnusableFolder("Q43", str(self.path), ordinal=ordinal, key=key)

    # -- what a key says ---------------------------------------------------------------------------

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value:
            raise self.refused(0, key)
        return value

    def tables(self, key: str) -> Sequence[Mapping[str, Any]]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refused(0, key)
        return value

    def batches(self) -> list[Mapping[str, Any]]:
        """The batches that `[[protocols]]` names, and those that have come to the folders of
        `[[live]]`: a table there is as of the time in its name."""
        found = list(self.tables("protocols"))
        for ordinal, one in enumerate(self.tables("live"), 1):
            found += (self.batch_of(one, path) for path in self.come(one, ordinal))
        return found

    def batch_of(self, live: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
        """A table in the folder of a `[[live]]` as `[[protocols]]` would name it. Raises
        UnusableFolder Q130."""
        try:
            as_of = datetime.fromisoformat(path.stem)
        except ValueError:
            as_of = None
        if as_of is None or as_of.tzinfo is None:
            raise UnusableFolder("Q130", str(path))
        file = path.relative_to(self.folder).as_posix()
        return {"stage": "preliminary", **live, "file": file, "as_of": as_of}

    def come(self, live: Mapping[str, Any], ordinal: int) -> list[Path]:
        """The tables in the folder of a `[[live]]`, the earliest name first."""
        name = live.get("folder")
        if not isinstance(name, str) or not name or Path(name).is_absolute() or ".." in name:
            raise self.refused(ordinal, "live.folder")
        return sorted(
            path for path in (self.folder / name).glob("*.csv") if not path.name.startswith(".")
        )

    def file(self, one: Mapping[str, Any], ordinal: int, key: str) -> str:
        name = one.get("file") if isinstance(one, dict) else None
        if not isinstance(name, str) or not name or Path(name).is_absolute() or ".." in name:
            raise self.refused(ordinal, f"{key}.file")
        return name

    def moment(self, one: Mapping[str, Any], ordinal: int, key: str) -> Moment:
        try:
            return Moment.of(one["as_of"])
        except (KeyError, ValueError, TypeError, AttributeError):
            raise self.refused(ordinal, f"{key}.as_of") from None

    @property
    def day(self) -> date | None:
        """The day of the vote, where one is set."""
        day = self.table.get("day")
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise self.refused(0, "day")
        return day

    @property
    def title(self) -> Words:
        title = self.table.get("title")
        return _words(title) if isinstance(title, dict) else {}

    def questions(self) -> tuple[Question, ...]:
        """What is asked; one question without a name where none is written."""
        found = []
        for ordinal, one in enumerate(self.tables("question"), 1):
            name, asks = one.get("name"), one.get("asks", {})
            if not isinstance(name, str) or not name or not isinstance(asks, dict):
                raise self.refused(ordinal, "question.name")
            answers = one.get("answers", [])
            if not isinstance(answers, list) or not all(isinstance(a, dict) for a in answers):
                raise self.refused(ordinal, "question.answers")
            act, edition = str(one.get("act", "")), str(one.get("edition", ""))
            found.append(Question(name, _words(asks), act, edition, tuple(map(_words, answers))))
        return tuple(found) or (Question("", {}),)

    # -- what a named file holds -------------------------------------------------------------------

    def form(self) -> ProtocolForm:
        """Raises UnusableForm."""
        return protocol_form(self.text("form"), self.folder)

    def tree(self) -> tuple[Tree, list[Remark]]:
        """The units of the day. Raises UnusableFolder Q44, Q134 where there is no country."""
        return tree_of_sheet(*self.sheet(self.text("units")), self.day)

    def sheet(self, name: str, encoding: str = "") -> tuple[Sheet, list[Remark]]:
        self.read.append(self.folder / name)
        return read_table(self.folder / name, name, encoding, self.limits)


def _words(said_: Mapping[str, Any]) -> Words:
    return {str(code): str(words) for code, words in said_.items()}


def tree_of_sheet(
    sheet: Sheet, remarks: Sequence[Remark], day: date | None
) -> tuple[Tree, list[Remark]]:
    """The units of a table on a day, and all that is wrong with them.

    Raises UnusableFolder: Q44 without the columns that a country needs, Q134 without a country.
    """
    places, more = read_places(sheet)
    tree, hanging = tree_on(places, day, sheet.name)
    if not tree.places:
        lacks = next((remark for remark in more if remark.code == "Q44"), None)
        if lacks is not None:
            raise UnusableFolder("Q44", sheet.name, **dict(lacks.fields))
        raise UnusableFolder("Q134", sheet.name)
    return tree, [*remarks, *more, *hanging]


def read_table(
    path: Path, name: str = "", encoding: str = "", limits: Limits = USUAL
) -> tuple[Sheet, list[Remark]]:
    """The table in a CSV, JSON or XLSX file; a workbook is read in a child process."""
    data, name = content_of(path), name or str(path)
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return read_sheet(data, name, encoding)
    rows, sheets = workbook_in_child(data, name, limits)
    sheet, remarks = sheet_of_rows(rows, name)
    if len(sheets) > 1:
        fields = said(first=sheets[0], sheets=", ".join(sheets[1:]))
        remarks.append(Remark("Q48", "warning", name, 0, fields=fields))
    return sheet, remarks
