"""The preliminary protocols beside the final ones: yes and no the other way round."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Mask
from zhargy.referendum.remark import Remark
from zhargy.referendum.standing import Standing
from zhargy.referendum.swapped import NO, YES, swap


def turned_between(earlier: Standing, later: Standing) -> list[Remark]:
    """Precincts for which the two have yes and no the other way round (Q94), told of the later."""
    if not {YES, NO} <= set(earlier.lines) & set(later.lines):
        return []
    (was_yes, had_yes), (was_no, had_no) = (_line(earlier, name) for name in (YES, NO))
    (yes, has_yes), (no, has_no) = (_line(later, name) for name in (YES, NO))
    both = earlier.stands & later.stands & had_yes & had_no & has_yes & has_no
    found, codes = [], later.codes
    for ordinal in np.flatnonzero(both & (was_yes == no) & (was_no == yes) & (yes != no)).tolist():
        precinct = codes[ordinal]
        file, line = earlier.place_of(precinct)
        figures = {YES: int(yes[ordinal]), NO: int(no[ordinal])}
        found.append(swap(precinct, figures, later.place_of(precinct), f"{file}, {line}"))
    return found


def _line(of: Standing, name: str) -> tuple[NDArray[np.int64], Mask]:
    at = of.lines.index(name)
    return of.figures[at], of.given[at]
