"""Registers of titles: those that are shipped, and a person's own file (docs/spec/register.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableRegister
from zhargy.languages.citing import USAGES
from zhargy.text.citation.register import NO_TITLES, Entry, Titles, together

_FACTS = frozenset({"id", "date", "number", "replaced_by", "source"})


def shipped_registers() -> dict[str, str]:
    """Name -> text of each register in `jurisdictions/`."""
    found = {}
    for folder in (resources.files("zhargy") / "jurisdictions").iterdir():
        file = folder / "register" / "acts.toml"
        if file.is_file():
            found[folder.name] = file.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def titles_of(names: Sequence[str]) -> Titles:
    """The registers with these names, or in these TOML files, as one. Raises UnusableRegister."""
    return together(_named(name) for name in names) if names else NO_TITLES


def _named(name: str) -> Titles:
    shipped = shipped_registers()
    if name in shipped:
        return register_from(tomllib.loads(shipped[name]), name)
    if not name.lower().endswith(".toml"):
        raise UnusableRegister("F30", name, registers=", ".join(shipped))
    try:
        return register_from(tomllib.loads(Path(name).read_text(encoding="utf-8-sig")), name)
    except OSError as refused:
        raise UnusableRegister("F31", name, detail=refused.strerror or "") from refused
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableRegister("F31", name, detail=str(broken)) from broken


def register_from(table: Mapping[str, Any], where: str) -> Titles:
    """A register from its TOML. Raises UnusableRegister."""
    acts = table.get("act")
    if not isinstance(acts, list) or not acts or table.keys() - {"act", "country"}:
        raise UnusableRegister("F32", where, ordinal=0, key="act")
    entries = [_entry(one, n, where) for n, one in enumerate(acts, 1)]
    ids = [entry.id for entry in entries]
    for n, entry in enumerate(entries, 1):
        if ids.count(entry.id) > 1:
            raise UnusableRegister("F32", where, ordinal=n, key="id")
    return Titles(tuple(entries), _words(table.get("country", {}), 0, where))


def _entry(one: object, ordinal: int, where: str) -> Entry:
    def refuse(key: str) -> UnusableRegister:
        return UnusableRegister("F32", where, ordinal=ordinal, key=key)

    if not isinstance(one, dict):
        raise refuse("act")
    for key in ("id", "number", "replaced_by", "source"):
        if not isinstance(one.get(key, ""), str):
            raise refuse(key)
    if not one.get("id", "").strip():
        raise refuse("id")
    day = one.get("date")
    if day is not None and type(day) is not date:
        raise refuse("date")
    names = _words({key: one[key] for key in one.keys() - _FACTS}, ordinal, where)
    if not names:
        raise refuse("/".join(USAGES))
    return Entry(
        id=one["id"].strip(),
        names=names,
        adopted=day,
        number=one.get("number", "").strip(),
        replaced_by=one.get("replaced_by", "").strip(),
        source=one.get("source", ""),
    )


def _words(table: object, ordinal: int, where: str) -> dict[str, tuple[str, ...]]:
    """Language -> names."""
    if not isinstance(table, dict):
        raise UnusableRegister("F32", where, ordinal=ordinal, key="country")
    found = {}
    for language, names in sorted(table.items()):
        good = isinstance(names, list) and names
        if language not in USAGES or not good or not all(_is_name(name) for name in names):
            raise UnusableRegister("F32", where, ordinal=ordinal, key=language)
        found[language] = tuple(names)
    return found


def _is_name(name: object) -> bool:
    return isinstance(name, str) and any(letter.isalpha() for letter in name)
