"""Is one text the text of another edition? Where it is not, letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from zhargy.languages.lookalikes import TO_CYRILLIC
from zhargy.text.act import Act

_AROUND = 24
_MARKS = frozenset(("Po", "Pd", "Ps", "Pe", "Pi", "Pf", "Pc"))


class Kind(StrEnum):
    """Of which kind a difference is."""

    MISSING = "missing"  # a provision of the edition is not in the file
    EXTRA = "extra"  # a provision of the file is not in the edition
    LETTERS = "letters"  # letters that look alike
    SPACE = "space"
    PUNCTUATION = "punctuation"
    CASE = "case"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the file is not the edition.

    `span` is half-open, in code points of the edition's provision; `file`, `edition` are the letters
    that differ, `before` and `after` those around them in the edition.
    """

    address: str
    kind: Kind
    span: tuple[int, int] = (0, 0)
    file: str = ""
    edition: str = ""
    before: str = ""
    after: str = ""


def differences(file: Act, edition: Act) -> list[Difference]:
    """Every difference in the order of the edition; none if the texts are the same."""
    out = list(_between("title", " ".join(file.title.split()), " ".join(edition.title.split())))
    theirs = {p.address: p.text for p in file.provisions}
    ours = {p.address: p.text for p in edition.provisions}
    for address, text in ours.items():
        if address in theirs:
            out += _between(address, theirs[address], text)
        else:
            out.append(Difference(address, Kind.MISSING, (0, len(text)), "", text))
    for address, text in theirs.items():
        if address not in ours:
            out.append(Difference(address, Kind.EXTRA, (0, 0), text, ""))
    return out


def _between(address: str, file: str, edition: str) -> Iterator[Difference]:
    if file == edition:
        return
    matcher = SequenceMatcher(None, edition, file, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield Difference(
                address,
                _kind(file[j1:j2], edition[i1:i2]),
                (i1, i2),
                file[j1:j2],
                edition[i1:i2],
                edition[max(0, i1 - _AROUND) : i1],
                edition[i2 : i2 + _AROUND],
            )


def _kind(file: str, edition: str) -> Kind:
    if not (file + edition).strip():
        return Kind.SPACE
    if file.translate(TO_CYRILLIC) == edition.translate(TO_CYRILLIC):
        return Kind.LETTERS
    if file.casefold() == edition.casefold():
        return Kind.CASE
    if all(unicodedata.category(c) in _MARKS or c.isspace() for c in file + edition):
        return Kind.PUNCTUATION
    return Kind.WORDS


def named(letters: str) -> str:
    """Letters with their names, so that look-alikes can be told apart.

    >>> named("і"), named("")
    ('U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I', '')
    """
    return ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in letters)
