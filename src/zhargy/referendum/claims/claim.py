"""What was published of a vote, and what is said of it after a check. Never "lie", never "fraud"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from zhargy.referendum.claims.quantity import Quantity

# What a claim can be about: figures of docs/spec/referendum.md, and what follows from them.
FIGURES = (
    "roll", "received", "voted", "yes", "no", "both", "invalid", "blank",
    "valid", "absent", "counted", "delivered", "precincts", "abroad", "units",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A figure that a number may be said to be; `cost` 0 where nothing else is possible."""

    figure: str
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One published number.

    `labels`: what it may be said to be, the likeliest first; empty where the words do not say it.
    `base`: of what a share is, "" where it is not said. `votes`: the days of the votes that the
    words name, () where they name none; `place`: code, WHOLE, or None for a place that is not known.
    `stage`: "preliminary", "final", "turnout" or ""; `dated`: given as of an earlier day.
    `span`: half-open, in code points of the text; `row`: of a table.
    """

    text: str
    span: tuple[int, int]
    quantity: Quantity
    labels: tuple[Label, ...] = ()
    base: str = ""
    votes: tuple[str, ...] = ()
    place: str | None = ""
    stage: str = ""
    dated: bool = False
    people: bool = False
    group: int = 0
    sentence: int = 0
    total: bool = False
    certain: bool = False
    outside: bool = False

    @property
    def words(self) -> str:
        start, end = self.span
        return self.text[start:end]

    @property
    def figure(self) -> str:
        return self.labels[0].figure if self.labels else ""


class Verdict(StrEnum):
    """What a check says of a claim. The first two are no alarm."""

    FITS = "fits"
    UNKNOWN = "unknown"
    VERSION = "version"
    LABEL = "label"
    DIGIT = "digit"
    SUM = "sum"
    BASE = "base"
    IMPOSSIBLE = "impossible"
    ROUNDING = "rounding"
    VOTE = "vote"
    TOTAL = "total"
    BOUND = "bound"
    DIFFERS = "differs"


QUIET = frozenset({Verdict.FITS, Verdict.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Source:
    """Which result fits: vote, place, stage, as of, source."""

    vote: str
    place: str
    stage: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A step that a reader can redo: `code` names the sentence, `fields` its numbers."""

    code: str
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim after the check. `figure` and `base` as they were understood; `fits`: the figure that
    the number would be, `value` what stands there in the record; `confidence` 0 to 1, in tenths.
    """

    claim: Claim
    verdict: Verdict
    figure: str = ""
    base: str = ""
    fits: str = ""
    fits_base: str = ""
    value: int | Fraction | None = None
    source: Source | None = None
    reckoning: tuple[Reckoning, ...] = field(default=())
    confidence: Fraction = Fraction(1)

    @property
    def alarm(self) -> bool:
        return self.verdict not in QUIET
