"""What is known of the votes: every version of every figure, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from zhargy.referendum.result import WHOLE, Result

_ORDER = {"final": 0, "preliminary": 1, "turnout": 2, "roll": 3}
_MEMBERS_AT_MOST = 20_000
# What a percentage of a figure is usually of.
USUAL_BASE: Mapping[str, str] = {
    "voted": "roll",
    "received": "roll",
    "absent": "roll",
    "yes": "voted",
    "no": "voted",
    "both": "voted",
    "invalid": "voted",
    "blank": "voted",
    "valid": "voted",
}
BASES = ("voted", "roll", "valid", "counted")


@dataclass(frozen=True, slots=True)
class Printed:
    """A percentage that a source printed where the counts behind it were not published."""

    place: str
    as_of: str
    source: str
    figure: str
    base: str
    value: Fraction
    step: Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """A place that texts may name: `names` in any languages, `whole` for the whole vote."""

    code: str
    names: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote: its day (ISO 8601), what sources gave of it, in any order."""

    day: str
    results: tuple[Result, ...]
    printed: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A figure with the result that holds it; `rank` 0 is the one that counts today."""

    figure: str
    value: int
    result: Result
    rank: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of two figures, each of some version."""

    figure: str
    base: str
    value: Fraction
    part: Version
    whole: Version

    @property
    def rank(self) -> int:
        return max(self.part.rank, self.whole.rank)


@dataclass(frozen=True)
class Known:
    """All votes, the latest first, and the names of places."""

    votes: tuple[Vote, ...]
    places: tuple[Place, ...] = ()
    _versions: dict[tuple[str, str, str], tuple[Version, ...]] = field(default_factory=dict)

    @property
    def small(self) -> bool:
        """Are all the votes those of a union or an assembly, whose members are counted?"""
        rolls = [
            result.figures.get("roll", result.figures.get("voted", _MEMBERS_AT_MOST))
            for vote in self.votes
            for result in vote.results
        ]
        return bool(rolls) and max(rolls) < _MEMBERS_AT_MOST

    def vote(self, day: str) -> Vote:
        return next(vote for vote in self.votes if vote.day == day)

    def versions(self, day: str, place: str, figure: str) -> tuple[Version, ...]:
        """Every value that a figure had, the one that counts first; the same value once."""
        key = (day, place, figure)
        if key not in self._versions:
            self._versions[key] = tuple(_versions(self.vote(day), place, figure))
        return self._versions[key]

    def shares(self, day: str, place: str, figure: str, base: str) -> Iterator[Share]:
        """Every share of `figure` of `base`, the one that counts first."""
        pairs = [
            Share(figure, base, Fraction(part.value, whole.value), part, whole)
            for part in self.versions(day, place, figure)
            for whole in self.versions(day, place, base)
            if whole.value and _belong(part, whole)
        ]
        yield from sorted(pairs, key=lambda one: (one.rank, one.part.rank, one.whole.rank))

    def figures(self, day: str, place: str) -> tuple[str, ...]:
        """The figures that any source gave for a place."""
        named: dict[str, None] = {}
        for result in self.vote(day).results:
            if result.place == place:
                named.update(dict.fromkeys(_with_derived(result.figures)))
        return tuple(named)


def _belong(part: Version, whole: Version) -> bool:
    """Two figures of one result, or today's part of an older roll."""
    return (
        part.result is whole.result
        or (whole.rank == 0 and part.rank == 0)
        or (whole.figure == "roll" and (part.rank == 0 or whole.rank == 0))
    )


def known_of(votes: Sequence[Vote], places: Sequence[Place] = ()) -> Known:
    """The votes in the order in which a text that names none is tried: the latest first."""
    return Known(tuple(sorted(votes, key=lambda vote: vote.day, reverse=True)), tuple(places))


def _versions(vote: Vote, place: str, figure: str) -> Iterator[Version]:
    # The newest of each stage, the final stage first; a roll alone is older than any result.
    results = [result for result in vote.results if result.place == place]
    results.sort(key=lambda one: one.as_of, reverse=True)
    results.sort(key=lambda one: _ORDER[one.stage])
    seen: set[int] = set()
    for result in results:
        value = _with_derived(result.figures).get(figure)
        if value is not None and value not in seen:
            yield Version(figure, value, result, len(seen))
            seen.add(value)


def _with_derived(figures: Mapping[str, int]) -> dict[str, int]:
    """The figures with what follows from them.

    >>> _with_derived({"roll": 10, "voted": 6, "yes": 3, "no": 2, "both": 0, "invalid": 1})["absent"]
    4
    """
    out = dict(figures)
    if "roll" in out and "voted" in out:
        out.setdefault("absent", out["roll"] - out["voted"])
    if "yes" in out and "no" in out:
        out.setdefault("counted", out["yes"] + out["no"])
        out.setdefault("valid", out["counted"] + out.get("both", 0))
    return out


__all__ = [
    "BASES",
    "USUAL_BASE",
    "WHOLE",
    "Known",
    "Place",
    "Printed",
    "Share",
    "Version",
    "Vote",
    "known_of",
]
