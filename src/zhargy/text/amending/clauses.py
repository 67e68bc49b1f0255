"""The clauses of an amending act, each with the numbers that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhargy.languages.amending import Forms
from zhargy.text.amending.quotes import QUOTE, Quoted

_STYLES = (
    ("roman", r"[IVX]+\.(?=\s)"),
    ("dot", r"\d+(?:[-.]\d+)*\.(?=\s)"),
    # "2) тармақша", "2) тармақ" is a place, no number of the amending act.
    ("paren", r"\d+(?:-\d+)?\)(?!(?:(?:,| және)? *\d+(?:-\d+)?\)){0,12} *тармақ)"),
    ("bracket", r"\(\d+\)"),
    (
        "bare",
        r"\d+(?:\.\d+)?(?=\s+(?:\(\d+\)\s+)?(?:The|In|Sections?|Subsections?|Paragraphs?|Subparagraphs?|After|At)\b)",
    ),
    ("capital", r"\([A-Z]\)"),
    ("letter", r"[^\W\d_]\)"),
    ("inletter", r"\([a-z]{1,2}\)"),
    ("dash", r"[-–—•](?=\s)"),
)
# No clause ends inside of brackets: there stands where an act was published.
_BRACKETS = re.compile(r"(?<=\()[^()]*\d{4}[^()]*(?=\))")
_MOST_LABELS = 4
_DASH = re.compile(r"\s*[—–]$")
_ROMAN = re.compile(r"\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x)\)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without its numbers.

    `style`: how the number is written that it opens with, "" if it goes on under the one before;
    `opens`: it ends with a colon, and what follows stands under it.
    """

    text: str
    style: str = ""
    label: str = ""
    opens: bool = False


class Splitter:
    """Parts amending acts of one language into clauses."""

    def __init__(self, forms: Forms) -> None:
        self._verbs = re.compile(forms.verbs, re.IGNORECASE)
        self._word_label = re.compile(forms.label)
        self._at_end = re.compile(forms.at_end, re.IGNORECASE)
        self._styles = [(name, re.compile(pattern)) for name, pattern in _STYLES]
        short = "|".join(rf"(?<!\b{word})" for word in forms.abbreviations).replace("|", "")
        self._ends = re.compile(rf";|{short}\.(?=\s+(?:{QUOTE}|[^\W\d_a-zа-яёәғқңөұүһі]))|\.$")

    def clauses(self, source: Quoted) -> Iterator[Clause]:
        """The clauses in order; numbers alone give no clause."""
        for line in self._lines(source.text):
            style, label, rest = self._labelled(line)
            first = True
            for text, opens in self._parts(rest):
                yield Clause(text, style if first else "", label if first else "", opens)
                first = False
            if first and style:
                yield Clause("", style, label, True)

    def _lines(self, text: str) -> Iterator[str]:
        """Paragraphs; a quotation that a verb announces belongs to the paragraph of the verb."""
        waiting = ""
        for line in text.split("\n"):
            stripped = " ".join(line.split())
            if not stripped:
                continue
            goes_on = bool(re.match(QUOTE, stripped)) and self._announces(waiting)
            goes_on = goes_on or self._at_end.fullmatch(waiting) is not None
            if waiting and not goes_on:
                yield waiting
                waiting = ""
            waiting = f"{waiting} {stripped}".strip()
        if waiting:
            yield waiting

    def _announces(self, line: str) -> bool:
        if not line or line[-1] in ";.":
            return False
        last = re.split(r"[;.]\s", line)[-1]
        return bool(self._verbs.search(last))

    def _labelled(self, line: str) -> tuple[str, str, str]:
        """The innermost label of a line; those before it on the same line are left out."""
        style = label = ""
        for _ in range(_MOST_LABELS):
            found = self._word_label.match(line)
            name = "word"
            if not found:
                for name, pattern in self._styles:  # noqa: B007
                    if found := pattern.match(line):
                        break
            if not found:
                return style, label, line
            style, label = name, found.group().strip()
            if name == "inletter" and _ROMAN.fullmatch(label) and label != "(i)" and len(label) > 3:
                style = "inroman"
            line = line[found.end() :].lstrip()
        return style, label, line

    def _parts(self, line: str) -> Iterator[tuple[str, bool]]:
        """The clauses of one paragraph, each with: does it end with a colon?"""
        start = 0
        inside = _BRACKETS.sub(lambda found: "_" * len(found.group()), line)
        places = [*(m.span() for m in self._ends.finditer(inside)), (len(line), len(line))]
        for end, after in places:
            piece, start = _DASH.sub(":", line[start:end].strip()), after
            while piece:
                colon = piece.find(":")
                if colon < 0 or self._verbs.search(piece[:colon]):
                    yield piece, piece.endswith(":")
                    break
                yield piece[:colon].strip(), True
                piece = piece[colon + 1 :].strip()
