"""A table of TOML read field by field; whatever is wrong is told with its place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from zhargy.errors import UnusableRule

Words = Mapping[str, str]
LANGUAGES = ("kk", "ru", "en")
QUANTITY = re.compile(r"[a-z][a-z0-9_]*")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_Value = TypeVar("_Value")


class Fields:
    """One table of a file, `at` its place in it ("[source]", "clause 2")."""

    def __init__(self, table: Mapping[str, Any], where: str, at: str = "") -> None:
        self.table, self.where, self.at = table, where, at

    def refuse(self, code: str, key: str = "", **fields: object) -> UnusableRule:
        place = " ".join(filter(None, (self.at, key)))
        return UnusableRule(code, self.where, key=place, **fields)

    def only(self, *keys: str) -> None:
        """Raises Q12 for any other key."""
        for key in self.table:
            if key not in keys:
                raise self.refuse("Q12", key, known=", ".join(keys))

    def schema(self, wanted: str) -> None:
        if self.table.get("schema") != wanted:
            raise self.refuse("Q10", wanted=wanted)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.refuse("Q11", key, wanted="allowed-rule-text")
        return value.strip()

    def name(self, key: str) -> str:
        value = self.text(key)
        if not _NAME.fullmatch(value):
            raise self.refuse("Q11", key, wanted="allowed-rule-name")
        return value

    def words(self, key: str, default: Words | None = None) -> Words:
        """A sentence by language; a plain one stands for all languages."""
        value: object = self.table.get(key, default)
        if isinstance(value, str) and value.strip():
            return dict.fromkeys(LANGUAGES, value.strip())
        if default is not None and value is default:
            return default
        if not isinstance(value, Mapping) or not value or not set(value) <= set(LANGUAGES):
            raise self.refuse("Q11", key, wanted="allowed-rule-words")
        if not all(isinstance(one, str) and one.strip() for one in value.values()):
            raise self.refuse("Q11", key, wanted="allowed-rule-words")
        return {language: value[language].strip() for language in LANGUAGES if language in value}

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.table.get(key, default)
        if value not in allowed:
            raise self.refuse("Q13", key, found=str(value), known=", ".join(allowed))
        return str(value)

    def inner(self, key: str) -> Fields:
        """A table in the table; empty where it is left out."""
        value = self.table.get(key, {})
        if not isinstance(value, Mapping):
            raise self.refuse("Q11", key, wanted="allowed-rule-table")
        return Fields(value, self.where, f"{self.at}[{key}]")

    def each(self, key: str) -> Iterator[Fields]:
        """Tables that repeat: [[clause]]."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            raise self.refuse("Q11", key, wanted="allowed-rule-tables")
        for ordinal, one in enumerate(value, 1):
            yield Fields(one, self.where, f"{key} {ordinal}")

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.refuse("Q11", key, wanted="allowed-rule-list")
        return tuple(value)

    def once(self, found: dict[str, _Value], name: str, value: _Value) -> None:
        """Adds to `found`; a name that stands there already is Q14."""
        if name in found:
            raise self.refuse("Q14", name)
        found[name] = value


def said(words: Words, language: str) -> str:
    """The sentence in a language, or in the first that there is."""
    return words.get(language) or next((words[one] for one in LANGUAGES if one in words), "")
