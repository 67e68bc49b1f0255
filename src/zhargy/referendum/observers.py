"""The observers' copies beside the official protocols: the differences, and nothing decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhargy.referendum.remark import Remark, said
from zhargy.referendum.standing import Standing


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of one precinct that the two papers give differently."""

    precinct: str
    line: str
    official: int
    observers: int


def differences(official: Standing, observers: Standing) -> list[Difference]:
    """Where both give a figure and not the same, precinct by precinct in the tree's order."""
    both = official.given & observers.given & (official.stands & observers.stands)
    apart = both & (official.figures != observers.figures)
    codes = official.codes
    return [
        Difference(
            codes[ordinal],
            official.lines[line],
            int(official.figures[line, ordinal]),
            int(observers.figures[line, ordinal]),
        )
        for ordinal, line in np.argwhere(apart.T).tolist()
    ]


def told(found: list[Difference], observers: Standing) -> list[Remark]:
    """A remark for each difference (Q72), at the place of the observers' copy."""
    remarks = []
    for one in found:
        file, line = observers.place_of(one.precinct)
        fields = said(
            place=one.precinct, column=one.line, official=one.official, observers=one.observers
        )
        figures = (("official", one.official), ("observers", one.observers))
        remarks.append(
            Remark("Q72", "warning", file, line, one.line, one.precinct, (one.line,),
                   fields=fields, figures=figures)
        )  # fmt: skip
    return remarks


def without_copy(official: Standing, observers: Standing) -> int:
    """How many official protocols have no copy of observers beside them."""
    return int((official.stands & ~observers.stands).sum())
