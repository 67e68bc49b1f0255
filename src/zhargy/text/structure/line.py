"""A paragraph with the label that it begins with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zhargy.languages import LANGUAGES
from zhargy.text.reading.source import Paragraph
from zhargy.text.structure.labels import Label

# A note's word stands alone, or before a name in capitals ("Примечание ИЗПИ!").
_NOTE = re.compile(
    rf"[*\[(\s]*(?:{'|'.join(re.escape(w) for lang in LANGUAGES.values() for w in lang.notes)})"
    r"(?![^\W_])(?:\s*[.:!*]|\s+(?-i:[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,})|\s+\d|\s*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph and the label it begins with."""

    paragraph: Paragraph
    label: Label | None

    @property
    def text(self) -> str:
        """All its words, with the number that the program shows."""
        return f"{self.paragraph.label} {self.paragraph.text}".strip()

    @property
    def rest(self) -> str:
        return self.label.rest if self.label else self.text

    @property
    def is_note(self) -> bool:
        return self.paragraph.kind == "note" or begins_a_note(self.paragraph.text)


def begins_a_note(text: str) -> bool:
    """Editors' notes begin with a word of their own, in capitals or not."""
    return _NOTE.match(text) is not None


def labels_of(line: Line) -> tuple[Label, ...]:
    """All labels at the head of a line, outermost first."""
    return (*line.label.within, line.label) if line.label else ()


def levels_of(lines: Sequence[Line]) -> Counter[str]:
    """How many labels of each level there are."""
    return Counter(label.level for line in lines for label in labels_of(line))


def relabelled(line: Line, change: Callable[[Label], Label]) -> Line:
    """The line with each of its labels changed."""
    if line.label is None:
        return line
    within = tuple(change(outer) for outer in line.label.within)
    return replace(line, label=replace(change(line.label), within=within))


def number_at(lines: Sequence[Line], place: int) -> str:
    """The number of a line's label, "" without one."""
    label = lines[place].label
    return label.number if label else ""


def is_article(label: Label) -> bool:
    """Is it the label of an article, not one that is only named?"""
    return label.level == "article" and label.style != "cited"


def level_of(line: Line) -> str:
    """The level of its last label, "" without one."""
    return line.label.level if line.label else ""
