"""What a person must see: a rule, a place, the words it speaks of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `rule` is a code of the catalogue, `severity` 1 (a hint) to 5.

    `address` is the provision's, "" where there is none; `place` where it stands in the file.
    `span` is half-open, in code points of the provision's text. `words` are the words it speaks
    of; `fields` what its sentence mentions.
    """

    rule: str
    severity: int
    address: str = ""
    place: str = ""
    span: tuple[int, int] = (0, 0)
    words: str = ""
    fields: tuple[tuple[str, str | int], ...] = ()

    @property
    def digest(self) -> str:
        """Rule and words, so that an acceptance survives renumbering: 16 hexadecimal digits."""
        return hashlib.sha256(f"{self.rule}\n{self.words}".encode()).hexdigest()[:16]
