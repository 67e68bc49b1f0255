"""What stops an instruction, or must be seen though it was applied."""

from __future__ import annotations

from dataclasses import replace

from zhargy.text.amending.instruction import Instruction, Unread
from zhargy.text.finding import Finding

_MOST_LETTERS = 160


class Refused(Exception):
    """Why an instruction cannot be applied in one place."""

    def __init__(self, rule: str, **fields: str | int) -> None:
        super().__init__(rule)
        self.rule, self.fields = rule, fields


_FINDINGS = {
    finding.rule: finding
    for finding in (
        Finding("A1", 3),  # a clause that fits no form
        Finding("A2", 3),  # no such place
        Finding("A3", 3),  # the words do not stand there
        Finding("A4", 3),  # they stand there several times
        Finding("A5", 3),  # it was done before
        Finding("A6", 3),  # the number is taken
        Finding("A7", 3),  # the new wording is not what is announced
        Finding("A8", 3),  # all of it is said of another act
        Finding("A9", 1),  # the words stand there with look-alike letters or other signs
        Finding("A10", 3),  # the number stands several times
        Finding("A11", 3),  # forms of a word that have no counterpart
        Finding("A12", 1),  # the act has another name for the place
        Finding("A13", 3),  # paragraphs are counted that an earlier instruction moved
    )
}


def finding(
    rule: str, step: Instruction | Unread, address: str = "", **fields: str | int
) -> Finding:
    """What a person must see of one instruction: its rule, its clause, the place it speaks of."""
    clause = step.clause if len(step.clause) <= _MOST_LETTERS else step.clause[:_MOST_LETTERS] + "…"
    said: dict[str, str | int] = {"clause": clause, "path": address, "words": "", "n": 0, **fields}
    return replace(
        _FINDINGS[rule],
        address=str(said["path"]),
        place=step.label,
        words=step.clause,
        fields=tuple(said.items()),
    )
