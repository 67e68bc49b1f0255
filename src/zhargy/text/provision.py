"""A citation is what a lawyer says; a provision is a piece of normative text that has one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

# Level of a citation -> abbreviation in an Akoma Ntoso eId (Naming Convention 1.0, section 5.1).
PREFIX = {
    "annex": "annex",
    "part": "part",
    "section": "sec",
    "chapter": "chp",
    "subchapter": "subchp",
    "article": "art",
    "point": "para",
    "list": "list",
    "subpoint": "subpara",
    "item": "cl",
    "subitem": "subcl",
    "subsubitem": "point",
    "row": "row",
    "transitional": "transitional",
    "preamble": "p",
    "heading": "heading",
    "occurrence": "dup",
}
# Charters numbered by decimals have a series of their own: 4.2.2.3.
_DECIMAL_PREFIX = {"section": "sec", "item": "para", "subitem": "subpara", "subsubitem": "cl"}
# An eId holds no white space; slashes and the like would read as structure.
_UNFIT = re.compile(r"[^\w.-]")
_NUMBER = re.compile(r"\d+|\D+")
_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Citation:
    """The levels that a lawyer names, outermost first; absent levels are absent.

    >>> Citation.of(article="39", point="3", subpoint="2").address
    'art_39__para_3__subpara_2'
    >>> Citation.of(preamble="3").address, Citation.of(article="5", heading="1").address
    ('preamble__p_3', 'art_5__heading_1')
    >>> Citation.of(section="4", item="2", subitem="2", subsubitem="3").address
    'sec_4__para_2__subpara_2__cl_3'
    """

    steps: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, **levels: str) -> Citation:
        """A citation from its levels, outermost first."""
        return cls(tuple(levels.items()))

    @classmethod
    def read(cls, levels: Mapping[str, str]) -> Citation:
        """A citation from its JSON form."""
        return cls(tuple((str(k), str(v)) for k, v in levels.items()))

    def get(self, level: str) -> str | None:
        """The number at `level`, or None where the citation does not name it."""
        return next((number for name, number in self.steps if name == level), None)

    def as_dict(self) -> dict[str, str]:
        """The JSON form of DESIGN.md, section 6."""
        return dict(self.steps)

    @property
    def is_heading(self) -> bool:
        return bool(self.steps) and self.steps[-1][0] == "heading"

    @property
    def address(self) -> str:
        """The Akoma Ntoso eId."""
        return _address(self.steps)

    def __str__(self) -> str:
        return self.address


@lru_cache(maxsize=1 << 16)
def _address(steps: tuple[tuple[str, str], ...]) -> str:
    levels = dict(steps)
    decimal = steps[:1] and steps[0][0] == "section" and "item" in levels
    prefixes = {**PREFIX, **_DECIMAL_PREFIX} if decimal else PREFIX
    if "preamble" in levels and steps[-1][0] == "heading":
        return "preamble__heading_1"
    head = "preamble__" if "preamble" in levels else ""
    return head + "__".join(
        f"{prefixes[level]}_{_UNFIT.sub('-', number)}" for level, number in steps
    )


def number_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """The sort key of a number that is text: 5 < 5-1 < 6 < 10 < 10-1 < а.

    >>> sorted(["10-1", "6", "5-1", "5", "а", "10"], key=number_order)
    ['5', '5-1', '6', '10', '10-1', 'а']
    """
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBER.findall(number)
    )


@dataclass(frozen=True, slots=True)
class Provision:
    """A piece of normative text with an address of its own (DESIGN.md, section 4).

    `text` has no number label; a lead-in, a line break, its closing text.
    """

    citation: Citation
    text: str

    @property
    def address(self) -> str:
        return self.citation.address

    def as_dict(self) -> dict[str, object]:
        """The JSON form of DESIGN.md, section 6."""
        return {"address": self.address, "citation": self.citation.as_dict(), "text": self.text}


def words(text: str) -> Iterator[str]:
    """The words of a text as they stand, without punctuation; inner hyphens hold.

    >>> list(words("Көк-ту, 83-1-бап; «ел»."))
    ['Көк-ту', '83-1-бап', 'ел']
    """
    return iter(_WORD.findall(text))
