"""reform.toml: what a reform is, which editions it has, whose keys count. docs/spec/reform.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhargy.errors import UnusableFolder
from zhargy.record.entry import is_day, is_edition_name, is_slug
from zhargy.record.form import InLanguages, is_digest, is_language
from zhargy.record.kinds import EDITION_STATUSES

NAME = "reform.toml"
FORMAT = "zhargy.reform/1"
# Formats that `zhargy upgrade` knows; the first had no name yet.
_OLDER = ("",)


@dataclass(frozen=True, slots=True)
class Source:
    """One edition of one act in one language, and the file that it is read from.

    `file` is relative to the folder. `changes` and `which` are needed where the file has tracked
    changes or holds two acts; `which` is the language or the edition of the act that is meant.
    `publish_source`: the file itself goes into the record, with what it may carry besides its text.
    `called` (the name by language), `status` and `day` are what people say of the edition.
    """

    act: str
    edition: str
    language: str
    file: str
    digest: str
    authority: str = "authoritative"
    changes: str = "after"
    which: str = ""
    publish_source: bool = False
    called: Mapping[str, str] = field(default_factory=dict, hash=False)
    status: str = ""
    day: str = ""

    @property
    def name(self) -> str:
        """The name of the Akoma Ntoso below acts/."""
        return f"{self.act}/{self.edition}.{self.language}"

    @property
    def said(self) -> dict[str, object]:
        """What people say of the edition, as its entry holds it."""
        said = {"name": dict(self.called), "status": self.status, "day": self.day}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Settings:
    """What reform.toml says."""

    title: Mapping[str, str]
    languages: tuple[str, ...]
    authoritative: tuple[str, ...]
    jurisdiction: str
    by: str
    policy: str
    editions: tuple[Source, ...]


_EDITION_KEYS = (
    "act",
    "edition",
    "language",
    "file",
    "digest",
    "authority",
    "changes",
    "which",
    "publish_source",
    "name",
    "status",
    "day",
)
_KEYS: dict[str, tuple[str, ...]] = {
    "": ("format", "reform", "record", "edition"),
    "reform": ("title", "languages", "authoritative", "jurisdiction"),
    "record": ("by", "policy"),
    "edition": _EDITION_KEYS,
}


def read_settings(content: bytes, where: str = NAME) -> Settings:
    """The settings of a reform. Raises UnusableFolder with the line.

    G2 no TOML, G3 a key that is unknown (with those that are known), G4 a value that is not
    allowed (with what is), G5 the format of another version.
    """
    try:
        text = content.decode("utf-8-sig")
        document = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise UnusableFolder("G2", where, detail=str(wrong)) from None
    _check_format(document, where)
    return _Reader(text, where).settings(document)


def _check_format(document: Mapping[str, Any], where: str) -> None:
    said = document.get("format", "")
    if said in _OLDER:
        raise UnusableFolder("G6", where, format=said, known=FORMAT)
    if said != FORMAT:
        raise UnusableFolder("G5", where, format=str(said), known=FORMAT)


class _Reader:
    """Checks a parsed file, and finds the line of what is wrong in its text."""

    def __init__(self, text: str, where: str) -> None:
        self._text, self._where = text, where

    def settings(self, document: Mapping[str, Any]) -> Settings:
        self._known("", document)
        reform, record = self._table(document, "reform"), self._table(document, "record")
        title = self._value("reform", reform, "title", _in_languages(500))
        languages = self._value("reform", reform, "languages", _are_languages)
        editions = document.get("edition", [])
        if not isinstance(editions, list):
            raise self._wrong("edition", "edition")
        sources = [self._edition(number, one) for number, one in enumerate(editions)]
        self._once(sources)
        return Settings(
            title=title,
            languages=tuple(languages),
            authoritative=tuple(
                self._value(
                    "reform",
                    reform,
                    "authoritative",
                    lambda said: _are_languages(said) and set(said) <= set(languages),
                )
            ),
            jurisdiction=self._value("reform", reform, "jurisdiction", is_slug),
            by=self._value("record", record, "by", is_slug),
            policy=self._value("record", record, "policy", _is_policy),
            editions=tuple(sources),
        )

    def _edition(self, number: int, table: Any) -> Source:
        if not isinstance(table, dict):
            raise self._wrong("edition", "edition")
        self._known("edition", table, number)
        value = self._value
        return Source(
            act=value("edition", table, "act", is_slug, number=number),
            edition=value("edition", table, "edition", is_edition_name, number=number),
            language=value("edition", table, "language", is_language, number=number),
            file=value("edition", table, "file", is_below, number=number),
            digest=value("edition", table, "digest", is_digest, number=number),
            authority=value(
                "edition", table, "authority", _one_of("authoritative", "translation"),
                "authoritative", number,
            ),
            changes=value("edition", table, "changes", _one_of("before", "after"), "after", number),
            which=value("edition", table, "which", is_edition_name, "", number),
            publish_source=value("edition", table, "publish_source", _is_truth, False, number),
            called=value("edition", table, "name", _in_languages(200), {}, number),
            status=value("edition", table, "status", _one_of(*EDITION_STATUSES), "", number),
            day=str(value("edition", table, "day", _is_day, "", number)),
        )  # fmt: skip

    def _once(self, sources: Sequence[Source]) -> None:
        seen: set[str] = set()
        for number, source in enumerate(sources):
            if source.name in seen:
                raise self._wrong("edition", "edition", number)
            seen.add(source.name)

    def _table(self, document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        table = document.get(name)
        if not isinstance(table, dict):
            raise self._wrong(name, name)
        self._known(name, table)
        return table

    def _known(self, name: str, table: Mapping[str, Any], number: int = 0) -> None:
        for key in table:
            if key not in _KEYS[name]:
                raise UnusableFolder(
                    "G3",
                    self._place(name, key, number),
                    key=key,
                    known=", ".join(_KEYS[name]),
                )

    def _value(
        self,
        name: str,
        table: Mapping[str, Any],
        key: str,
        is_right: Callable[[Any], bool],
        default: str | bool | Mapping[str, str] | None = None,
        number: int = 0,
    ) -> Any:
        value = table.get(key, default)
        if value is default and default is not None:
            return value
        if value is None or not is_right(value):
            raise self._wrong(name, key, number)
        return value

    def _wrong(self, name: str, key: str, number: int = 0) -> UnusableFolder:
        full = key if name in ("", key) else f"{name}.{key}"
        return UnusableFolder(
            "G4", self._place(name, key, number), key=full, allowed=f"allowed-{key}"
        )

    def _place(self, name: str, key: str, number: int) -> str:
        line = line_of(self._text, name, key, number)
        return f"{self._where}:{line}" if line else self._where


def line_of(text: str, table: str, key: str, number: int = 0) -> int:
    """The line, from 1, where a key of the `number`-th such table stands; of the table's head
    where it has no such key; 0 where there is no such table.

    >>> line_of('format = 1\\n[[edition]]\\nact = "a"\\n[[edition]]\\nact = "b"\\n', "edition", "act", 1)
    5
    """
    here, count, found = "", -1, 0
    for line, said in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?", said):
            here = header[1]
            count += here == table
            if here == table and count == number:
                found = line
        elif re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]", said) and (
            here == table and (not table or count == number)
        ):
            return line
    return found


def _in_languages(most: int) -> Callable[[Any], bool]:
    return lambda value: InLanguages(most).fault(value) is None


def _is_day(value: object) -> bool:
    """A day as TOML writes it, or the same as text; no hour of it."""
    return is_day(value) or (isinstance(value, date) and not isinstance(value, datetime))


def _are_languages(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(map(is_language, value))
        and len(set(value)) == len(value)
    )


def _is_policy(value: object) -> bool:
    return isinstance(value, str) and value.endswith("\n") and len(value) <= 20_000


def is_below(value: object) -> bool:
    """A file below the folder: no way out of it."""
    return (
        isinstance(value, str)
        and bool(value)
        and not re.match(r"[/\\]|\w:", value)
        and ".." not in re.split(r"[/\\]", value)
        and value.isprintable()
    )


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in allowed
