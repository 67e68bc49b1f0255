"""A referendum as the desk and the printer need it: what is asked, where, on which form.

Protocols are not read: the batch that a desk is about to write may be named in referendum.toml
before it is there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableEntry, UnusableFolder
from zhargy.messages import LANGUAGES
from zhargy.referendum.columnwise import Column
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.moment import Moment
from zhargy.referendum.roll import read_roll
from zhargy.referendum.units import Tree, read_places, tree_on
from zhargy.reform.counting import SCHEMA, SETTINGS, read_table
from zhargy.reform.folder import open_settings
from zhargy.reform.protocol_forms import protocol_form
from zhargy.storage import settings as reform_settings
from zhargy.storage.settings import Settings

_PUBLIC = ("record", "out")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `act` and `edition` name the text that is put to the vote, where there is one.
    `answers` are those printed on the ballot, where they are not yes and no."""

    name: str
    asks: Mapping[str, str]
    act: str = ""
    edition: str = ""
    answers: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Poll:
    """`root` is the folder of the reform, or the referendum's own where it belongs to none.
    `listed` is the newest roll, by the ordinals of precincts."""

    folder: Path
    root: Path
    title: Mapping[str, str]
    day: date | None
    form: ProtocolForm
    tree: Tree
    questions: tuple[Asked, ...]
    listed: Column | None
    languages: tuple[str, ...]
    reform: Settings | None

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    def question(self, name: str) -> Asked:
        """The question of this name, or the only one. Raises UnusableEntry (Q126)."""
        found = [one for one in self.questions if name in ("", one.name)]
        if len(found) != 1:
            names = ", ".join(one.name for one in self.questions)
            raise UnusableEntry("Q126", str(self.folder / SETTINGS), questions=names)
        return found[0]

    def on_roll(self, precinct: str) -> int | None:
        """Citizens on the newest roll of a precinct."""
        ordinal = self.tree.ordinal.get(precinct)
        if self.listed is None or ordinal is None or self.listed.absent[ordinal]:
            return None
        return int(self.listed.values[ordinal])

    def private(self, *parts: str) -> Path:
        """A place in the desk of the reform, which no public folder holds. Raises UnusableEntry
        (Q123)."""
        path = self.root.joinpath("desk", self.name, *parts)
        public = [(self.root / name).resolve() for name in _PUBLIC]
        for place in (path.resolve(), self.folder.resolve()):
            if any(place.is_relative_to(folder) for folder in public):
                raise UnusableEntry("Q123", str(path))
        return path


def open_poll(folder: Path) -> Poll:
    """Raises UnusableFolder (Q42, Q43, Q58), UnusableForm, UnreadableText."""
    if folder.name == SETTINGS:
        folder = folder.parent
    table, where = _settings(folder), str(folder / SETTINGS)
    day = table.get("day")
    if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
        raise UnusableFolder("Q43", where, ordinal=0, key="day")
    form = protocol_form(_text(table, "form", where), folder)
    units = _text(table, "units", where)
    places, _ = read_places(read_table(folder / units, units)[0])
    tree, _ = tree_on(places, day, units)
    if not tree.places:
        raise UnusableFolder("Q58", units, place="–", parent="country")
    root = _root(folder)
    reform = open_settings(root) if root != folder else None
    title, questions = table.get("title"), _questions(table, where)
    title = _words(title) if isinstance(title, dict) else {}
    said = [title, *(one.asks for one in questions)]
    languages = reform.languages if reform else tuple(
        code for code in LANGUAGES if any(code in words for words in said)
    )  # fmt: skip
    return Poll(
        folder, root, title, day, form, tree, questions,
        _listed(table, folder, tree, form, where), languages or ("en",), reform,
    )  # fmt: skip


def _root(folder: Path) -> Path:
    """The nearest folder above that is a reform's."""
    above = folder.resolve()
    found = next((p for p in above.parents if (p / reform_settings.NAME).is_file()), None)
    return found or folder


def _settings(folder: Path) -> Mapping[str, Any]:
    path = folder / SETTINGS
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as refused:
        raise UnusableFolder("Q42", str(path), detail=refused.strerror or "") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableFolder("Q42", str(path), detail=str(broken)) from None
    if table.get("schema") != SCHEMA:
        raise UnusableFolder("Q43", str(path), ordinal=0, key=f"schema = {SCHEMA}")
    return table


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise UnusableFolder("Q43", where, ordinal=0, key=key)
    return value


def _tables(table: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise UnusableFolder("Q43", where, ordinal=0, key=key)
    return value


def _questions(table: Mapping[str, Any], where: str) -> tuple[Asked, ...]:
    found = []
    for ordinal, one in enumerate(_tables(table, "question", where), 1):
        name, asks = one.get("name"), one.get("asks", {})
        if not isinstance(name, str) or not name or not isinstance(asks, dict):
            raise UnusableFolder("Q43", where, ordinal=ordinal, key="question.name")
        answers = one.get("answers", [])
        if not isinstance(answers, list) or not all(isinstance(a, dict) for a in answers):
            raise UnusableFolder("Q43", where, ordinal=ordinal, key="question.answers")
        act, edition = str(one.get("act", "")), str(one.get("edition", ""))
        found.append(Asked(name, _words(asks), act, edition, tuple(map(_words, answers))))
    return tuple(found) or (Asked("", {}),)


def _words(said: Mapping[str, Any]) -> Mapping[str, str]:
    return {str(code): str(words) for code, words in said.items()}


def _listed(
    table: Mapping[str, Any], folder: Path, tree: Tree, form: ProtocolForm, where: str
) -> Column | None:
    """The newest version of the roll."""
    rolls = []
    for ordinal, one in enumerate(_tables(table, "roll", where), 1):
        try:
            rolls.append((Moment.of(one["as_of"]), str(one["file"])))
        except (KeyError, ValueError, TypeError, AttributeError):
            raise UnusableFolder("Q43", where, ordinal=ordinal, key="roll.as_of") from None
    if not rolls:
        return None
    when, file = max(rolls)
    sheet, _ = read_table(folder / file, file)
    return read_roll(sheet, tree, when, numerals=form.numerals)[0].listed
