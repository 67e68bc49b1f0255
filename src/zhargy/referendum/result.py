"""Figures of one place, as they stood at one time, from one source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Stage = Literal["roll", "turnout", "preliminary", "final"]
STAGES: tuple[Stage, ...] = ("roll", "turnout", "preliminary", "final")
WHOLE = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one source gave for one place.

    `place` is the code of a unit or precinct, WHOLE for the whole vote; `as_of` an ISO 8601 day or
    time; `figures` are named as in docs/spec/referendum.md. What was not given is not there.
    A result is never overwritten: a later one stands beside it.
    """

    place: str
    stage: Stage
    as_of: str
    source: str
    figures: Mapping[str, int]
    question: str = ""
