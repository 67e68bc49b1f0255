"""What a check of entries sees of a record, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from zhargy.record.entry import Entry


@dataclass(frozen=True, slots=True)
class Fault:
    """Something published is not what it claims to be: a code, the item, what the code mentions.

    `where` names the item: "#12" is the entry at index 12, anything else a file of the record.
    """

    code: str
    where: str
    fields: dict[str, object] = field(default_factory=dict)


class Shown(Protocol):
    """The entries and blobs of a record whose tree is being checked."""

    def entry(self, place: int) -> Entry:
        """An entry before the one that is checked."""

    def about(self, kind: str, *name: str) -> Sequence[int]:
        """The earlier sound entries of a kind in NAMED that bear a name, in their order."""

    def all_judged(self, kind: str) -> bool:
        """Could each earlier entry of a kind be judged? If not, what is not found may be there."""

    def blob(self, digest: str) -> bytes | None:
        """A blob whose bytes fit its digest; nothing if it is withheld, missing or damaged."""
