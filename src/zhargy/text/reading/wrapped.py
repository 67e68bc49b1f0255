"""Text that was wrapped by hand: is it, and which lines make a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhargy.text.reading.hyphens import Words
from zhargy.text.reading.source import Paragraph
from zhargy.text.reading.starts import begins_with_mark, begins_with_word, ends_a_sentence

_FEWEST_LINES = 6
_FEWEST_BROKEN = 3


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A line of the file: its words, its number from 1, its indent, is the one above blank."""

    text: str
    number: int
    indent: int
    after_blank: bool


def numbered(raw: Sequence[str]) -> list[Wrapped]:
    """The lines that hold anything."""
    found: list[Wrapped] = []
    blank = True
    for number, line in enumerate(raw, 1):
        text = " ".join(line.split())
        if text:
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            found.append(Wrapped(text, number, indent, blank))
        blank = not text
    return found


def wrapped_at(lines: Sequence[Wrapped]) -> int:
    """The width at which the text is wrapped, 0 if every line is a paragraph."""
    if len(lines) < _FEWEST_LINES:
        return 0
    lengths = sorted(line.indent + len(line.text) for line in lines)
    width = lengths[int(0.97 * (len(lengths) - 1))]
    if not 55 <= width <= 100 or lengths[-1] > 1.3 * width:
        return 0
    full = sum(length >= 0.8 * width for length in lengths)
    going_on = sum(
        not ends_a_sentence(a.text) and not b.after_blank and a.indent + len(a.text) >= 0.8 * width
        for a, b in pairwise(lines)
    )
    if full >= 0.4 * len(lengths) and going_on >= 0.25 * len(lengths):
        return width
    broken = sum(_is_broken(a, b, width) for a, b in pairwise(lines))
    return width if broken >= _FEWEST_BROKEN and broken >= 0.2 * len(lengths) else 0


def _is_broken(before: Wrapped, after: Wrapped, width: int) -> bool:
    """A full line, no end of a sentence, and small letters that go on: no other cause is likely."""
    full = before.indent + len(before.text) >= 0.8 * width and not after.after_blank
    return full and not ends_a_sentence(before.text) and after.text[:1].islower()


def unwrapped(lines: Sequence[Wrapped], width: int) -> list[Paragraph]:
    """Wrapped lines joined to paragraphs, each placed where it begins."""
    words = Words([line.text for line in lines])
    found: list[Paragraph] = []
    text = ""
    first = last = lines[0]
    for line in lines:
        if text and _begins(first, last, line, width):
            found.append(Paragraph(text, f"line {first.number}"))
            text = ""
        if text:
            text = words.join(text, line.text)
        else:
            text, first = line.text, line
        last = line
    return [*found, Paragraph(text, f"line {first.number}")]


def _begins(first: Wrapped, last: Wrapped, line: Wrapped, width: int) -> bool:
    """Does this line begin a paragraph, or go on with the one of `first` and `last`?"""
    if line.after_blank:
        return True
    fits = last.indent + len(last.text) + 1 + len(line.text.split(" ", 1)[0]) <= 0.93 * width
    ended = ends_a_sentence(last.text) or fits
    if begins_with_word(line.text) and ended:
        return True
    if begins_with_mark(line.text) and (ended or last.text.endswith(",")):
        return True
    if line.indent >= last.indent + 2 and not (last is first and begins_with_mark(first.text)):
        return True
    goes_on = line.text[:1].islower() and not ends_a_sentence(last.text)
    return fits and not goes_on
