"""The observers' copies beside the official protocols: the differences, and nothing decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from zhargy.referendum.remark import Remark, said
from zhargy.referendum.standing import Standing
from zhargy.referendum.swapped import NO, YES, are_swapped, swap


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
    """A remark for each difference (Q72), at the place of the observers' copy; one for both answers
    where they stand the other way round (Q95)."""
    remarks = _turned(found, observers)
    turned = {remark.place for remark in remarks}
    for one in found:
        if one.precinct in turned and one.line in (YES, NO):
            continue
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


def _turned(found: list[Difference], observers: Standing) -> list[Remark]:
    answers: dict[str, dict[str, Difference]] = defaultdict(dict)
    for one in found:
        if one.line in (YES, NO):
            answers[one.precinct][one.line] = one
    remarks = []
    for precinct, mine in answers.items():
        official = {name: one.official for name, one in mine.items()}
        copy = {name: one.observers for name, one in mine.items()}
        if are_swapped(copy, official):
            remarks.append(swap(precinct, copy, observers.place_of(precinct), "", "Q95"))
    return remarks


def without_copy(official: Standing, observers: Standing) -> int:
    """How many official protocols have no copy of observers beside them."""
    return int((official.stands & ~observers.stands).sum())
