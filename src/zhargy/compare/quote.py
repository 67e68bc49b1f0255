"""Does a text say this sentence? Exactly, but for letters and signs, or something like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from zhargy.compare.comparison import Piece
from zhargy.compare.words import difference
from zhargy.languages.lookalikes import fold
from zhargy.text.act import Act

_WORD = re.compile(r"\w+")
_LEAST_LIKE = 55.0
_PART = re.compile(r"[^.;!?\n]+[.;!?]*")


class Said(StrEnum):
    """How a text says a sentence."""

    EXACTLY = "exactly"
    NEARLY = "nearly"  # the same words; letters, case, spaces or punctuation differ
    LIKE = "like"  # the nearest words
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text says it: `span` half-open, in code points of the provision; `words` as they
    stand there; `pieces` the difference from the quotation; `likeness` in whole per cent."""

    address: str
    span: tuple[int, int]
    words: str
    said: Said
    likeness: int = 100
    pieces: tuple[Piece, ...] = ()


def said_in(quote: str, act: Act) -> list[Place]:
    """The places of the best kind that the text has, in its order; none if nothing is like it.

    White space of the quotation counts as one space. A quotation may run over several provisions:
    its place is then the first of them.
    """
    quote = " ".join(quote.split())
    found = list(_exact(quote, act)) or list(_folded(quote, act))
    if found:
        return found
    nearest = _nearest(quote, act)
    return [nearest] if nearest else []


def _exact(quote: str, act: Act) -> Iterator[Place]:
    for provision in act.provisions:
        text = provision.text.replace("\n", " ")
        place = text.find(quote)
        while quote and place >= 0:
            span = (place, place + len(quote))
            yield Place(provision.address, span, quote, Said.EXACTLY)
            place = text.find(quote, place + 1)


def _words(text: str) -> list[tuple[str, int, int]]:
    folded = fold(text).casefold().replace("ё", "е")
    if len(folded) != len(text):
        folded = fold(text).lower()
    return [(m.group(), *m.span()) for m in _WORD.finditer(folded)]


def _folded(quote: str, act: Act) -> Iterator[Place]:
    """The same words, one after the other."""
    wanted = [word for word, _, _ in _words(quote)]
    if not wanted:
        return
    stream: list[tuple[str, int, int, int]] = []
    for n, provision in enumerate(act.provisions):
        stream += [(w, n, start, end) for w, start, end in _words(provision.text)]
    size = len(wanted)
    firsts = [n for n, one in enumerate(stream) if one[0] == wanted[0]]
    for n in firsts:
        if [one[0] for one in stream[n : n + size]] == wanted:
            _, first, start, _ = stream[n]
            _, last, _, end = stream[n + size - 1]
            provisions = act.provisions[first : last + 1]
            end = end if first == last else len(provisions[0].text)
            said = provisions[0].text[start:end]
            yield Place(
                provisions[0].address, (start, end), said, Said.NEARLY, 100, difference(quote, said)
            )


def _nearest(quote: str, act: Act) -> Place | None:
    """The sentence, or the provision, that is most like it."""
    best: tuple[float, int, tuple[int, int]] | None = None
    folded = fold(quote).casefold()
    for n, provision in enumerate(act.provisions):
        spans = [(0, len(provision.text)), *(m.span() for m in _PART.finditer(provision.text))]
        for start, end in spans:
            likeness = fuzz.ratio(folded, fold(provision.text[start:end]).strip().casefold())
            if best is None or likeness > best[0]:
                best = likeness, n, (start, end)
    if best is None or best[0] < _LEAST_LIKE:
        return None
    likeness, n, (start, end) = best
    text = act.provisions[n].text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    pieces = difference(quote, text)
    span = (start, start + len(text))
    return Place(act.provisions[n].address, span, text, Said.LIKE, int(likeness), pieces)
