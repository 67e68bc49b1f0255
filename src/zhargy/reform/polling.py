"""A referendum as the desk and the printer need it: what is asked, where, on which form.

Protocols are not read: the batch that a desk is about to write may be named in referendum.toml
before it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhargy.errors import UnusableEntry
from zhargy.messages import LANGUAGES
from zhargy.referendum.columnwise import Column
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.roll import read_roll
from zhargy.referendum.units import Tree
from zhargy.reform.folder import open_settings
from zhargy.reform.vote_folder import SETTINGS, Question, VoteFolder
from zhargy.storage import settings as reform_settings
from zhargy.storage.settings import Settings

_PUBLIC = ("record", "out")


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
    questions: tuple[Question, ...]
    listed: Column | None
    languages: tuple[str, ...]
    reform: Settings | None

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    def question(self, name: str) -> Question:
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
    settings = VoteFolder(folder)
    folder, title, questions = settings.folder, settings.title, settings.questions()
    form, (tree, _) = settings.form(), settings.tree()
    root = _root(folder)
    reform = open_settings(root) if root != folder else None
    said = [title, *(one.asks for one in questions)]
    languages = reform.languages if reform else tuple(
        code for code in LANGUAGES if any(code in words for words in said)
    )  # fmt: skip
    return Poll(
        folder, root, title, settings.day, form, tree, questions,
        _listed(settings, tree, form), languages or ("en",), reform,
    )  # fmt: skip


def _root(folder: Path) -> Path:
    """The nearest folder above that is a reform's."""
    above = folder.resolve()
    found = next((p for p in above.parents if (p / reform_settings.NAME).is_file()), None)
    return found or folder


def _listed(settings: VoteFolder, tree: Tree, form: ProtocolForm) -> Column | None:
    """The newest version of the roll."""
    rolls = [
        (settings.moment(one, ordinal, "roll"), settings.file(one, ordinal, "roll"))
        for ordinal, one in enumerate(settings.tables("roll"), 1)
    ]
    if not rolls:
        return None
    when, file = max(rolls)
    sheet, _ = settings.sheet(file)
    return read_roll(sheet, tree, when, numerals=form.numerals)[0].listed
