"""What became of every provision: pairs, their fates, and the whole comparison as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zhargy.text.act import Act
from zhargy.text.provision import Provision


class Fate(StrEnum):
    """What became of a provision; where several hold, the first of this order is named."""

    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    KEPT = "kept"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pair is a pair: a rule of the aligner and its value (0 to 1, four decimals), or the
    words that speak for it."""

    rule: str
    value: float | str


class Mark(StrEnum):
    """What a piece of a word difference is."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Nature(StrEnum):
    """Of which kind a change of words is; only WORDS is substantive."""

    WORDS = "words"
    PUNCTUATION = "punctuation"
    BULK = "bulk"  # one of many equal small replacements, counted and folded
    REFERENCE = "reference"  # a number that moved with its target
    SPELLING = "spelling"  # case, look-alike letters, hyphens, white space
    MOVED = "moved"  # a phrase that stands elsewhere in the same provision


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a word difference.

    Joined over SAME and DELETED the pieces give the old text letter by letter, over SAME and
    INSERTED the new one. `edit` is the index of the bulk edit it belongs to, -1 for none.
    """

    mark: Mark
    text: str
    nature: Nature = Nature.WORDS
    edit: int = -1


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """One small replacement made in many places: "является" -> "–", `count` times.

    `old` and `new` are the words in the form that they have most often ("" for nothing);
    `places` the addresses in the new act, in order, one for each time.
    """

    old: str
    new: str
    count: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a comparison: old, new, or both (split and merged provisions have several rows).

    `confidence` is calibrated: of rows said at 0.9, nine in ten are right. `decided` tells who
    said so: "" the aligner, "confirmed" or "added" a person.
    """

    old: Provision | None
    new: Provision | None
    fate: Fate
    moved: bool
    words_changed: bool
    substantive: bool
    confidence: float
    reasons: tuple[Reason, ...] = ()
    pieces: tuple[Piece, ...] = ()
    decided: str = ""

    @property
    def number_changed(self) -> bool:
        return bool(self.old and self.new and self.old.citation != self.new.citation)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of change: `part` of `base`, both counts; `code` names formula and base."""

    code: str
    part: int
    base: int

    @property
    def share(self) -> Fraction | None:
        """None where the base is empty."""
        return Fraction(self.part, self.base) if self.base else None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The provisions of the other act that come nearest, best first, with their scores (0 to 1)."""

    address: str
    nearest: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two acts side by side.

    `pairs` stand in the order of the new act; dropped provisions stand where they would follow.
    `level` tells how much wording was kept: 1 amended, 0.9 replaced but reworded, below 0.6 hard
    (show `candidates`, which hold three for each unsettled provision of either side).
    """

    old: Act
    new: Act
    pairs: tuple[Pair, ...]
    measures: tuple[Measure, ...]
    bulk: tuple[BulkEdit, ...]
    level: float
    old_candidates: tuple[Candidates, ...] = ()
    new_candidates: tuple[Candidates, ...] = ()
