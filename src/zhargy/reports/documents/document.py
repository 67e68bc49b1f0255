"""What stands in a document, before it is known of which kind the file will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from zhargy.text.table import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a document."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `blank` ones are for a person to write in, their text says what."""

    text: str
    blank: bool = False


# The first day that a zip knows.
FIRST_DAY = date(1980, 1, 1)

Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Title, what stands under it, and blocks, in one language ("kk", "ru", "en").

    `day` is printed at the foot and stands in the properties of the file; without one nothing is
    printed and the properties say the first day that a zip knows. Documents lie on their side
    unless they are `upright`.
    """

    title: str
    language: str
    day: date | None
    blocks: tuple[Block, ...]
    subtitle: str = ""
    upright: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def made(self) -> datetime:
        """The day at midnight, UTC."""
        return datetime.combine(self.day or FIRST_DAY, time(), UTC)
