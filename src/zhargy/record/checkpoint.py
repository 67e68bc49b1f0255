"""Checkpoints (C2SP tlog-checkpoint v1.0.0): origin, size and root of a log at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from zhargy.errors import UnreadableRecord
from zhargy.record.lines import HASH_BYTES, LARGEST, decimal, decoded_hash, encoded, is_plain
from zhargy.record.tree import EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log. Extension lines are opaque and, as the specification advises, unused."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for number, line in ((1, self.origin), *enumerate(self.extensions, 4)):
            if not line or "\n" in line or not is_plain(line):
                raise UnreadableRecord("V20", where=f"line {number}")
        if not 0 <= self.size <= LARGEST:
            raise UnreadableRecord("V20", where="line 2")
        if len(self.root) != HASH_BYTES:
            raise UnreadableRecord("V20", where="line 3")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise UnreadableRecord("V21", where="line 3")

    @property
    def text(self) -> str:
        """The note text, from the origin to the newline after the last line."""
        lines = (self.origin, str(self.size), encoded(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that a note's text is the one form of."""
    origin, *rest = text.split("\n")
    if len(rest) < 3 or rest[-1]:
        raise UnreadableRecord("V20", where=f"line {len(rest) + 1}")
    size, root = decimal(rest[0]), decoded_hash(rest[1])
    if size is None:
        raise UnreadableRecord("V20", where="line 2")
    if root is None:
        raise UnreadableRecord("V20", where="line 3")
    return Checkpoint(origin, size, root, tuple(rest[2:-1]))
