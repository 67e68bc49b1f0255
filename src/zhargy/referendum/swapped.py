"""For and against the other way round in two papers of one place: a signal with both figures.

Figures that were swapped add up as well as before, so no equation sees them. Which paper is right,
and why, people find out: two precincts of ten may have swapped lines, and a third a new count.
"""

from __future__ import annotations

from collections.abc import Mapping

from zhargy.referendum.remark import Remark, said

YES, NO = "yes", "no"


def are_swapped(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """
    >>> are_swapped({"yes": 7, "no": 2}, {"yes": 2, "no": 7}), are_swapped({"yes": 3, "no": 3}, {"yes": 3, "no": 3})
    (True, False)
    """
    if not {YES, NO} <= one.keys() & other.keys() or one[YES] == one[NO]:
        return False
    return (one[YES], one[NO]) == (other[NO], other[YES])


def swap(
    place: str, figures: Mapping[str, int], here: tuple[str, int], there: str, code: str = "Q94"
) -> Remark:
    """The signal about the paper `here`; `there` says where the figures stand the other way."""
    file, line = here
    both = ((YES, figures[YES]), (NO, figures[NO]))
    fields = said(place=place, yes=figures[YES], no=figures[NO], other=there)
    return Remark(
        code, "warning", file, line, f"{YES}, {NO}", place, (YES, NO), fields=fields, figures=both
    )
