"""What a person must see in a table, a protocol or a count: a code, a place, the fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

# A name in the three languages, which stands in the data (the title of an equation).
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding of a count.

    An error keeps the protocol out of the totals until it is corrected; a warning is accepted by a
    person with a reason; a note only tells. `file`, `line` (counted from 1, 0 where there is none)
    and `column` say where it stands; `place` is the code of the unit or precinct, `lines` are the
    names of the figures it points at, `rule` the code of the form's equation. `fields` is what the
    sentence mentions; `figures` are those that were judged, by which an acceptance knows them.
    """

    code: str
    severity: Severity
    file: str = ""
    line: int = 0
    column: str = ""
    place: str = ""
    lines: tuple[str, ...] = ()
    rule: str = ""
    fields: tuple[tuple[str, object], ...] = ()
    figures: tuple[tuple[str, int], ...] = ()

    def at(self, file: str, line: int) -> Remark:
        """The same, at a line of a file."""
        return replace(self, file=file, line=line)


def said(**fields: object) -> tuple[tuple[str, object], ...]:
    """The fields of a sentence."""
    return tuple(fields.items())
