"""Words cut at the end of a line: joined, or kept with their hyphen if it is their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from zhargy.text.reading.starts import glue

_WORDS = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)[-‐\u00ad]$")
_FIRST = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_OWN = frozenset(("то", "либо", "нибудь", "таки", "ка", "за", "под", "ау", "ақ", "мыс", "міс"))
_HYPHENS = ("-", "‐", "\u00ad")
_LONGEST_WORD = 100
_LONG_FIRST_PART = 7
# First parts of compounds that the laws write with a hyphen.
_FIRST_PARTS = frozenset(
    (
        "административно",
        "военно",
        "государственно",
        "гражданско",
        "информационно",
        "контрольно",
        "культурно",
        "материально",
        "научно",
        "национально",
        "нормативно",
        "общественно",
        "организационно",
        "политико",
        "социально",
        "торгово",
        "уголовно",
        "учебно",
        "финансово",
        "хозяйственно",
        "экономико",
        "әкімшілік",
        "қоғамдық",
        "әлеуметтік",
    )
)


class Words:
    """The words of a document by which a hyphen at a line end is judged."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._seen: Counter[str] | None = None

    def _count(self, word: str) -> int:
        if self._seen is None:
            self._seen = Counter(word.casefold() for word in _whole_words(self._lines))
        return self._seen[word.casefold()]

    def join(self, before: str, after: str) -> str:
        """Two lines as one; `before` may end with a hyphen."""
        cut = _cut_word(before)
        first = _FIRST.match(after)
        if not cut or not first or not first[0][0].islower():
            if before.endswith("\u00ad") and not cut:
                return before[:-1] + "-" + glue(before[:-1] + "-", after) + after
            return before + glue(before, after) + after
        if before[-1] != "\u00ad" and self._is_own(cut[1], first[0]):
            return before + after
        return before[:-1] + after

    def _is_own(self, start: str, rest: str) -> bool:
        """Does the hyphen belong to the word («административно-территориальный»)?"""
        if rest in _OWN:
            return True
        whole, hyphened = self._count(start + rest), self._count(f"{start}-{rest}")
        if whole != hyphened:
            return hyphened > whole
        part = start.rsplit("-", 1)[-1]
        if part.casefold() in _FIRST_PARTS:
            return True
        compound = len(part) >= _LONG_FIRST_PART and part.endswith("о")
        return compound and self._count(rest) > 0


def _cut_word(line: str) -> re.Match[str] | None:
    """The word that the end of a line cuts; only the tail is searched, lines may be long."""
    return _CUT.search(line[-_LONGEST_WORD:]) if line[-1:] in _HYPHENS else None


def _whole_words(lines: Iterable[str]) -> Iterator[str]:
    """All words but those that a line end cuts."""
    cut = False
    for line in lines:
        words = _WORDS.findall(line)
        ends_cut = _cut_word(line) is not None
        yield from words[int(cut) : len(words) - int(ends_cut)]
        cut = ends_cut
