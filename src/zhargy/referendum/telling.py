"""Precincts so small, or so much of one mind, that their figures may show how a person voted.

What is done about it (published together with a neighbouring precinct, or not by precinct at all)
is for the law to say; here it is only said where.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.remark import Remark, said
from zhargy.referendum.rule import Secrecy
from zhargy.referendum.standing import Standing
from zhargy.referendum.swapped import NO, YES

# Where the ballots of a precinct are counted, the best first.
_BALLOTS = ("voted", "boxes")


def telling(stands: Standing, secrecy: Secrecy) -> list[Remark]:
    """Precincts with fewer ballots than the threshold (Q96), and those with more that are all for
    one answer (Q97). Where nobody voted there is nothing to tell."""
    ballots, codes = _ballots(stands), stands.codes
    few = (ballots > 0) & (ballots < secrecy.ballots)
    found = [_few(stands, codes[n], int(ballots[n]), secrecy) for n in _places(few)]
    for name in (YES, NO):
        if name in stands.lines:
            votes = stands.figures[stands.lines.index(name)]
            alike = (ballots > 0) & (votes == ballots) & ~few
            found += [_alike(stands, codes[n], name, int(votes[n])) for n in _places(alike)]
    return found


def _ballots(stands: Standing) -> NDArray[np.int64]:
    """The ballots of each precinct; 0 where none stands or they are not known."""
    ballots = np.zeros(len(stands.batch), dtype=np.int64)
    known = ~stands.stands
    for name in _BALLOTS:
        if name in stands.lines:
            line = stands.lines.index(name)
            mine = stands.given[line] & ~known
            ballots[mine] = stands.figures[line, mine]
            known |= mine
    if YES in stands.lines and NO in stands.lines:
        yes, no = (stands.lines.index(name) for name in (YES, NO))
        mine = stands.given[yes] & stands.given[no] & ~known
        ballots[mine] = (stands.figures[yes] + stands.figures[no])[mine]
    return ballots


def _places(rows: NDArray[np.bool_]) -> list[int]:
    return [int(one) for one in np.flatnonzero(rows)]


def _few(stands: Standing, place: str, ballots: int, secrecy: Secrecy) -> Remark:
    fields = {"ballots": ballots, "limit": secrecy.ballots, "rule": secrecy.rule}
    return _remark("Q96", stands, place, "voted", ballots, **fields)


def _alike(stands: Standing, place: str, name: str, votes: int) -> Remark:
    return _remark("Q97", stands, place, name, votes, ballots=votes, column=name)


def _remark(
    code: str, stands: Standing, place: str, line: str, figure: int, **fields: object
) -> Remark:
    file, row = stands.place_of(place)
    return Remark(
        code, "warning", file, row, line, place, (line,),
        fields=said(place=place, **fields), figures=((line, figure),),
    )  # fmt: skip
