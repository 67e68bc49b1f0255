"""Warnings that a person accepted, with a reason and a name, for the very figures that were there.

When a figure changes, the acceptance is no longer about it: the warning is open again (Q76). An
error is corrected, never accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhargy.errors import UnusableDecision
from zhargy.referendum.remark import Remark, said

SCHEMA = "zhargy.accepted/1"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`code` is that of the finding, or the form's own of an equation. `figures`: as they were."""

    place: str
    code: str
    figures: Mapping[str, int]
    reason: str
    by: str
    question: str = ""
    ordinal: int = 0

    def is_about(self, remark: Remark) -> bool:
        """The same place and rule, whatever the figures are now."""
        return self.place == remark.place and self.code in (remark.rule or remark.code, remark.code)


def acceptances_from(table: Mapping[str, Any], where: str) -> list[Acceptance]:
    """What docs/spec/protocol-form.md, "Accepted warnings", says. Raises UnusableDecision (Q43)."""
    if table.get("schema") != SCHEMA or table.keys() - {"schema", "accepted"}:
        raise UnusableDecision("Q43", where, ordinal=0, key=f"schema = {SCHEMA}")
    tables, found = table.get("accepted", []), []
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise UnusableDecision("Q43", where, ordinal=0, key="accepted")
    for ordinal, one in enumerate(tables, 1):
        for key in ("place", "code", "reason", "by"):
            if not isinstance(one.get(key), str) or not one[key].strip():
                raise UnusableDecision("Q43", where, ordinal=ordinal, key=f"accepted.{key}")
        figures = one.get("figures", {})
        if not isinstance(figures, dict) or not all(type(v) is int for v in figures.values()):
            raise UnusableDecision("Q43", where, ordinal=ordinal, key="accepted.figures")
        question = str(one.get("question", ""))
        found.append(
            Acceptance(
                one["place"], one["code"], figures, one["reason"], one["by"], question, ordinal
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Parted:
    """Findings that are open, and those that a person has accepted."""

    open: tuple[Remark, ...]
    accepted: tuple[tuple[Remark, Acceptance], ...]


def accept(
    remarks: Sequence[Remark], acceptances: Sequence[Acceptance], question: str = ""
) -> Parted:
    """Part the findings into those that are open and those that a person accepted."""
    by_place: dict[str, list[Acceptance]] = {}
    for acceptance in acceptances:
        if acceptance.question in ("", question):
            by_place.setdefault(acceptance.place, []).append(acceptance)
    still, accepted = [], []
    for remark in remarks:
        mine = next((a for a in by_place.get(remark.place, ()) if _fits(a, remark)), None)
        if mine is None:
            still.append(remark)
        else:
            accepted.append((remark, mine))
    return Parted(tuple(still), tuple(accepted))


def idle(
    acceptances: Sequence[Acceptance], used: Iterable[Acceptance], file: str = ""
) -> list[Remark]:
    """Acceptances that fit no finding any more, which a person must see (Q76)."""
    done = {acceptance.ordinal for acceptance in used}
    return [
        Remark(
            "Q76", "warning", file, 0, "", one.place,
            fields=said(ordinal=one.ordinal, place=one.place, rule=one.code),
        )
        for one in acceptances
        if one.ordinal not in done
    ]  # fmt: skip


def _fits(acceptance: Acceptance, remark: Remark) -> bool:
    if remark.severity == "error" or not acceptance.is_about(remark):
        return False
    return dict(acceptance.figures) == dict(remark.figures)
