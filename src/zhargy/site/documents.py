"""Two editions compared as documents to take along: which there are, and where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhargy.messages import number, say
from zhargy.site.addresses import Addresses, act_name
from zhargy.site.library import Edition, Library
from zhargy.site.pages.naming import act_title, edition_title

TABLE, REDLINE = "table", "redline"
# By name: the kinds as people call them.
KINDS: Mapping[str, str] = {
    f"{TABLE}.docx": "DOCX",
    f"{TABLE}.xlsx": "XLSX",
    f"{TABLE}.pdf": "PDF",
    f"{REDLINE}.docx": "DOCX",
}
MEDIA: Mapping[str, str] = {
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "PDF": "application/pdf",
}
_NAMED = {TABLE: "site-document-table", REDLINE: "site-document-redline"}
_KILO = 1_000


@dataclass(frozen=True)
class Documents:
    """The documents of one comparison that speak one language of the site.

    `texts` is the language of the texts, `at_vote` whether they are the one in force and the newest
    that would replace it. `basis` says what decides the bytes of the documents.
    """

    language: str
    texts: str
    old: Edition
    new: Edition
    at_vote: bool
    basis: str

    @cached_property
    def folder(self) -> str:
        """Beside the page of the changes."""
        return Addresses(self.language).changes(self.new.act, self.old.name, self.new.name)

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(f"{self.folder}{name}" for name in KINDS)


def documents_of(library: Library, old: Edition, new: Edition, language: str) -> Documents:
    """Those of two editions that were compared."""
    code = library.compared_in(old, new, language)
    told = library.alignments[new.act, code, old.name, new.name]
    at_vote = old.status == "in-force" and new is library.newest(new.act)
    made_of = (
        act_title(library, new.act, language),
        *(edition_title(one, language) for one in (old, new)),
        *((one.texts[code].akn, code) for one in (old, new)),
        (told.place, told.time, told.corrections, library.jurisdiction),
        at_vote,
    )
    basis = hashlib.sha256(repr(made_of).encode()).hexdigest()
    return Documents(language, code, old, new, at_vote, basis)


def documents_view(
    sizes: Mapping[str, int], old: Edition, new: Edition, language: str
) -> list[dict[str, Any]]:
    """What a page says of the documents of a comparison: those of which the size is known."""
    folder = Addresses(language).changes(new.act, old.name, new.name)
    stem = f"{act_name(new.act)}-{old.name}-{new.name}.{language}"
    return [
        {
            "code": code,
            "name": say(_NAMED[code], language),
            "files": [
                {
                    "kind": KINDS[name],
                    "path": f"{folder}{name}",
                    "size": size_said(sizes[f"{folder}{name}"], language),
                    # The name under which a reader finds it again among others.
                    "saved": f"{stem}.{name}",
                }
                for name in names
            ],
        }
        for code in _NAMED
        for names in [[name for name in KINDS if name.startswith(f"{code}.")]]
        if all(f"{folder}{name}" in sizes for name in names)
    ]


def documents_rows(
    sizes: Mapping[str, int], compared: Sequence[tuple[Edition, Edition]], language: str
) -> list[dict[str, Any]]:
    """The documents of comparisons for other programs."""
    here = Addresses(language)
    return [
        {"act": new.act, "old": old.name, "new": new.name, "file": path, "bytes": sizes[path]}
        for old, new in compared
        for name in KINDS
        for path in [f"{here.changes(new.act, old.name, new.name)}{name}"]
        if path in sizes
    ]


def size_said(size: int, language: str) -> str:
    """Bytes as a person reads them: in thousands, or in millions to one decimal.

    >>> size_said(48_213, "ru"), size_said(1_249_000, "kk"), size_said(12, "en")
    ('48\\xa0КБ', '1,2\\xa0МБ', '1\\xa0kB')
    """
    if round(size / _KILO) < _KILO:
        return say("site-size-kilo", language, n=max(1, round(size / _KILO)))
    whole, tenth = divmod(round(size / (_KILO * _KILO / 10)), 10)
    point = "." if language == "en" else ","
    return say("site-size-mega", language, n=f"{number(whole, language)}{point}{tenth}")
