"""The hidden keys by which a row of a comparative table is known when it comes back.

A key is text, so that every program keeps it: `z1|old address|old words|new address|new words|`.
`zc|justification|` stands in the heading of a column, `zt|form|language|rows|` in that of the
first one; `zo|...|` with four fields names a row of an earlier draft from which the words beside
this one came; `zp|2|` says that a row goes on here. docs/spec/justifications.md, section "Hidden keys".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhargy.text.anchor import words_digest

_ROW = re.compile(r"z1\|([^|\s]*)\|([0-9a-f]{16})?\|([^|\s]*)\|([0-9a-f]{16})?\|")
_ORIGIN = re.compile(_ROW.pattern.replace("z1", "zo"))
_COLUMN = re.compile(r"zc\|(\w+)\|")
_TABLE = re.compile(r"zt\|([^|]*)\|(\w+)\|(\d+)\|")
_PART = re.compile(r"zp\|(\d+)\|")
_ANY = re.compile(
    f"{_PART.pattern}|{_ROW.pattern}|{_ORIGIN.pattern}|{_COLUMN.pattern}|{_TABLE.pattern}"
)
_MARK = re.compile(r"zh_([0-9a-f]{16})_([0-9a-f]{16})(?:_\d+)?")
_NONE = "0" * 16
# Ends a piece of a word that goes on in the next row.
GLUED = "\N{WORD JOINER}"


@dataclass(frozen=True, slots=True)
class RowKey:
    """Both ends of a row: address and words digest, "" where there is none (or none is known)."""

    old: str
    old_words: str
    new: str
    new_words: str

    @classmethod
    def of(cls, old: tuple[str, str] | None, new: tuple[str, str] | None) -> RowKey:
        """From address and text of each end."""
        ends = (("", "") if end is None else (end[0], words_digest(end[1])) for end in (old, new))
        return cls(*(value for end in ends for value in end))

    def __str__(self) -> str:
        return f"z1|{self.old}|{self.old_words}|{self.new}|{self.new_words}|"

    @property
    def as_origin(self) -> str:
        """The key as that of an earlier row."""
        return f"zo{str(self)[2:]}"


@dataclass(frozen=True, slots=True)
class TableKey:
    """What a whole table is: the name of its form, its language, how many rows it had."""

    form: str
    language: str
    rows: int

    def __str__(self) -> str:
        return f"zt|{self.form}|{self.language}|{self.rows}|"


def column_mark(code: str) -> str:
    """What stands hidden in the heading of a column."""
    return f"zc|{code}|"


def part_mark(part: int) -> str:
    """What stands behind the key where a row goes on: 2 in the row after its first."""
    return f"zp|{part}|"


def part_of(text: str) -> int:
    """Which part of its row a text is; 1 where it says nothing of it.

    >>> part_of(part_mark(2)), part_of("")
    (2, 1)
    """
    found = _PART.search(text)
    return int(found[1]) if found else 1


def row_keys(text: str) -> Iterator[RowKey]:
    """The keys in a text: several where rows were merged.

    >>> key = RowKey("art_5", "0123456789abcdef", "", "")
    >>> list(row_keys(f"12{key}")) == [key]
    True
    """
    return (RowKey(*(group or "" for group in found.groups())) for found in _ROW.finditer(text))


def origins(text: str) -> Iterator[RowKey]:
    """The keys of earlier rows from which the words of this one came."""
    return (RowKey(*(group or "" for group in found.groups())) for found in _ORIGIN.finditer(text))


def column_code(text: str) -> str:
    """The code of a column in the text of its heading, "" where it was lost."""
    found = _COLUMN.search(text)
    return found[1] if found else ""


def table_key(text: str) -> TableKey | None:
    """The key of a whole table in a text, where there is one."""
    found = _TABLE.search(text)
    return TableKey(found[1], found[2], int(found[3])) if found else None


def keys_alone(text: str) -> str:
    """What a person does not see of a text."""
    return "".join(found[0] for found in _ANY.finditer(text))


def without_keys(text: str) -> str:
    """What a person sees of a text."""
    return _ANY.sub("", text)


def bookmark_of(key: str, taken: set[str]) -> str:
    """The name of the bookmark of a row, unlike those taken; "" where the key is none of a row.

    Forty characters are what Word allows, so it holds the words digests only.
    """
    found = next(row_keys(key), None)
    if found is None:
        return ""
    name = first = f"zh_{found.old_words or _NONE}_{found.new_words or _NONE}"
    ordinal = 1
    while name in taken:
        ordinal += 1
        name = f"{first}_{ordinal}"
    taken.add(name)
    return name[:40]


def bookmarked(name: str) -> RowKey | None:
    """The key that a bookmark's name tells: no addresses, the words of both ends."""
    found = _MARK.fullmatch(name)
    if not found:
        return None
    old, new = ("" if words == _NONE else words for words in found.groups())
    return RowKey("", old, "", new)
