"""Quotations of an amending act: nested, over many paragraphs, closed or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PAIRS = {"«": "»", "“": "”", "„": "“"}
# So many straight marks are looked at for the one that closes: nobody nests more.
_MOST_MARKS = 400
_FIRST = 0xE000
_MOST = 0x0FFF
QUOTE = "[\ue000-\uefff]"
_SINGLE = re.compile(r"['’](?=[;.,]{0,2}\s*(?:\n|$))")
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
    closing = {first: _matched(text, first, last) for first, last in _PAIRS.items()}
    done = place = 0
    while place < len(text) and len(quotes) < _MOST:
        end = _closing(text, place, closing) if _opens(text, place) else None
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
    if sign == "'":
        # New words that hold quotations of their own.
        return text[place - 1 : place] in ("", "\n") and text[place + 1 : place + 2] == "("
    if sign == "‘":
        return text[place - 1 : place] in ("", "\n") or text[place - 2 : place] in (": ", "— ")
    return sign in "«“„"


def _matched(text: str, first: str, last: str) -> dict[int, int]:
    """Where each opening mark is closed, the inner ones first."""
    found: dict[int, int] = {}
    standing: list[int] = []
    for mark in re.finditer(f"[{first}{last}]", text):
        if mark.group() == first:
            standing.append(mark.start())
        elif standing:
            found[standing.pop()] = mark.start()
    return found


def _closing(text: str, start: int, closing: Mapping[str, Mapping[int, int]]) -> int | None:
    """Where the quotation that opens at `start` closes."""
    sign = text[start]
    if sign == '"':
        return _straight(text, start)
    if sign in "'‘":
        found = _SINGLE.search(text, start + 1)
        return found.start() if found else None
    end = closing[sign].get(start)
    return _last_of_lines(text, start, _PAIRS[sign]) if end is None else end


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
    for _ in range(_MOST_MARKS):
        if (place := text.find('"', place + 1)) < 0:
            break
        depth += 1 if _opens(text, place) and text[place + 1 : place + 2].isalnum() else -1
        if depth == 0:
            return place
    found = text.find('"', start + 1)
    return found if found >= 0 else None
