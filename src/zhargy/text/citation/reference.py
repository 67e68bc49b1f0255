"""A reference: where a text names a place of an act, and which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhargy.text.provision import Citation

THIS, PREVIOUS, NEXT = "this", "previous", "next"
SAME = "same"  # of the place named before, whose number it stands for
# Outermost first. A part (часть, бөлік) may hold points or stand in one: its place is the text's.
RANK = {
    "annex": 0,
    "section": 1,
    "subsection": 2,
    "chapter": 3,
    "subchapter": 4,
    "article": 5,
    "part": 6,
    "point": 7,
    "subpoint": 8,
    "item": 9,
    "subitem": 10,
    "subsubitem": 11,
    "row": 12,
    "paragraph": 13,
    "sentence": 14,
}


class Kind(StrEnum):
    """Why the place is named."""

    CITATION = "citation"
    INSTRUCTION = "instruction"  # what an amending act changes
    NOTE = "note"  # in a footnote or an editors' note: history, no law


class Resolved(StrEnum):
    """Is there such a place in the act that is named?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that a text names; a list gives one reference for each of its members.

    `span`: the words that name it, half-open, in code points; the members of a list share it, and
    reading those words again gives the same. `marks`: where each number of `path` stands, `(0, 0)`
    where it stands outside of the span. `act` is "this" or the act as it is named, its head in the
    nominative. `path`: outermost level first; a number, "5..9", "this", "previous" or "next".
    `rule` says how the path was put together. `target`: the addresses in the act that is cited, as
    far as they are known. `act_id`: the act in a register of titles.
    """

    span: tuple[int, int]
    act: str
    path: Citation
    kind: Kind = Kind.CITATION
    rule: str = "single"
    confidence: float = 1.0
    marks: tuple[tuple[int, int], ...] = ()
    resolved: Resolved = Resolved.UNKNOWN
    target: tuple[str, ...] = ()
    act_id: str = ""

    def as_dict(self) -> dict[str, object]:
        """The JSON form of DESIGN.md, section 6."""
        return {
            "act": self.act,
            "path": self.path.as_dict(),
            "kind": self.kind.value,
            "resolved": self.resolved.value,
            "span": list(self.span),
            "rule": self.rule,
            "confidence": round(self.confidence, 4),
            "target": list(self.target),
            **({"act_id": self.act_id} if self.act_id else {}),
        }
