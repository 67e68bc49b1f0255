"""What people decided about pairs: confirmed, rejected, added; honoured exactly.

[[pair]]
old = "art_5__para_1"
new = "art_7__para_2"     # "" : this provision has no partner
decision = "confirm"      # confirm | reject | add
why = "the same rule, other words"
by = "working group, 14 April"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhargy.errors import UnusableDecision


class Verdict(StrEnum):
    """What a person says of a pair."""

    CONFIRM = "confirm"
    REJECT = "reject"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision by addresses; "" on one side says that the other side has no partner."""

    old: str
    new: str
    verdict: Verdict
    why: str = ""
    by: str = ""


def decisions_of(document: Mapping[str, object], where: str) -> tuple[Decision, ...]:
    """The decisions of a parsed TOML file. Raises UnusableDecision (D10, D11)."""
    rows = document.get("pair", [])
    if not isinstance(rows, list):
        raise UnusableDecision("D10", where, ordinal=1)
    out = []
    for ordinal, row in enumerate(rows, 1):
        verdict = row.get("decision") if isinstance(row, Mapping) else None
        if verdict not in tuple(Verdict):
            raise UnusableDecision("D10", where, ordinal=ordinal)
        old, new = str(row.get("old", "")), str(row.get("new", ""))
        if not (old or new) or (verdict == Verdict.REJECT and not (old and new)):
            raise UnusableDecision("D11", where, ordinal=ordinal)
        out.append(
            Decision(old, new, Verdict(verdict), str(row.get("why", "")), str(row.get("by", "")))
        )
    return tuple(out)


Keys = dict[tuple[int, int], str]


def apply_decisions(
    pairs: Iterable[tuple[int, int]],
    old: Mapping[str, int],
    new: Mapping[str, int],
    decisions: Iterable[Decision],
    where: str,
) -> Keys:
    """The pairs that stand, each with who decided: "" (the aligner), "confirmed", "added".

    `old` and `new` give the place of each address. Raises UnusableDecision D12 for an address that
    is not in the act, D13 where two decisions contradict.
    """
    standing: Keys = dict.fromkeys(pairs, "")
    alone: tuple[set[int], set[int]] = (set(), set())
    said: dict[tuple[str, str], Verdict] = {}
    for decision in decisions:
        _agrees(decision, said, where)
        i, j = _place(decision.old, old, where), _place(decision.new, new, where)
        if i is None or j is None:
            alone[0 if j is None else 1].add(i if j is None else j)  # type: ignore[arg-type]
        elif decision.verdict is Verdict.REJECT:
            standing.pop((i, j), None)
        else:
            standing[i, j] = standing.get((i, j), "added") or "confirmed"
    for i, j in list(standing):
        if i in alone[0] or j in alone[1]:
            if standing[i, j]:
                raise UnusableDecision("D13", where, address=_name(old, i))
            del standing[i, j]
    return standing


def _agrees(decision: Decision, said: dict[tuple[str, str], Verdict], where: str) -> None:
    key = (decision.old, decision.new)
    before = said.setdefault(key, decision.verdict)
    if (before is Verdict.REJECT) != (decision.verdict is Verdict.REJECT):
        raise UnusableDecision("D13", where, address=decision.old or decision.new)


def _place(address: str, places: Mapping[str, int], where: str) -> int | None:
    if not address:
        return None
    if address not in places:
        raise UnusableDecision("D12", where, address=address)
    return places[address]


def _name(places: Mapping[str, int], place: int) -> str:
    return next(address for address, at in places.items() if at == place)
