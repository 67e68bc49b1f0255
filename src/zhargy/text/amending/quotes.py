"""Quotations of an amending act: nested, over many paragraphs, closed or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"«": "»", "“": "”", "„": "“", "‘": "’"}
_FIRST = 0xE000
_MOST = 0x0FFF
QUOTE = "[\ue000-\uefff]"
_ENDS = re.compile(r"[»”\"][.;,]{0,2}$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text in which each outermost quotation is one sign; `quotes` are their contents."""

    text: str
    quotes: tuple[str, ...]

    def content(self, sign: str) -> str:
        """What a sign stands for."""
        return self.quotes[ord(sign) - _FIRST]

    def shown(self, text: str) -> str:
        """The text with its quotations, those of many paragraphs shortened."""
        return re.sub(QUOTE, lambda found: f"«{_short(self.content(found.group()))}»", text)


def _short(quote: str) -> str:
    first, *rest = quote.split("\n")
    return f"{first} …" if rest else first


def quoted(text: str) -> Quoted:
    """Take the quotations out of a text.

    >>> found = quoted("слова «сход «Нижнего» аула» исключить")
    >>> found.quotes, len(found.text)
    (('сход «Нижнего» аула',), 17)
    """
    pieces: list[str] = []
    quotes: list[str] = []
    done = place = 0
    while place < len(text) and len(quotes) < _MOST:
        end = _closing(text, place) if _opens(text, place) else None
        if end is None:
            place += 1
            continue
        pieces += [text[done:place], chr(_FIRST + len(quotes))]
        quotes.append(text[place + 1 : end])
        done = place = end + 1
    return Quoted("".join([*pieces, text[done:]]), tuple(quotes))


def _opens(text: str, place: int) -> bool:
    sign = text[place]
    if sign == '"':
        before = text[place - 1 : place]
        return not before or before in " \n\t(\u00a0—–-:"
    return sign in "«“„"


def _closing(text: str, start: int) -> int | None:
    """Where the quotation that opens at `start` closes."""
    if text[start] == '"':
        return _straight(text, start)
    depth = 0
    first, last = text[start], _PAIRS[text[start]]
    for place in range(start, len(text)):
        sign = text[place]
        if sign == first:
            depth += 1
        elif sign == last:
            depth -= 1
            if depth == 0:
                return place
    return _last_of_lines(text, start, last)


def _last_of_lines(text: str, start: int, last: str) -> int | None:
    """Inner quotations that share the closing sign of the outer one: the first that ends a line."""
    place = start
    while (place := text.find(last, place + 1)) >= 0:
        end = text.find("\n", place)
        rest = text[place : end if end >= 0 else len(text)]
        if _ENDS.fullmatch(rest.rstrip()):
            return place
    return None


def _straight(text: str, start: int) -> int | None:
    place, depth = start, 1
    while (place := text.find('"', place + 1)) >= 0:
        depth += 1 if _opens(text, place) and text[place + 1 : place + 2].isalnum() else -1
        if depth == 0:
            return place
    found = text.find('"', start + 1)
    return found if found >= 0 else None
