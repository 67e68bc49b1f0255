"""Offline proofs (C2SP tlog-proof v1): an entry, its place, and the checkpoint that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhargy.errors import UnreadableRecord
from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.lines import LONGEST_PROOF, decimal, decoded, decoded_hash, encoded, plain
from zhargy.record.note import read_note
from zhargy.record.policy import Accepted, Policy
from zhargy.record.tree import check_inclusion

HEADER = "c2sp.org/tlog-proof@v1"

_EXTRA, _INDEX = "extra ", "index "


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an entry stands, the hashes from its sibling up, and a signed checkpoint.

    `extra` is what the application adds; nothing vouches for it.
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def check(self, leaf: bytes, policy: Policy) -> Accepted:
        """Raise unless the policy accepts the checkpoint and the leaf hash stands in its tree."""
        accepted = policy.accept(self.checkpoint)
        seen = accepted.checkpoint
        check_inclusion(leaf, self.index, seen.size, self.hashes, seen.root)
        return accepted

    @property
    def bytes(self) -> bytes:
        """The file."""
        head = [HEADER, *([_EXTRA + encoded(self.extra)] if self.extra is not None else [])]
        lines = [*head, f"{_INDEX}{self.index}", *map(encoded, self.hashes), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint


def read_proof(data: bytes) -> Proof:
    """The proof that these very bytes are the one form of; nothing is verified yet."""
    head, rest = headed(data)
    lines = iter(enumerate(head, 1))
    number, line = next(lines)
    if line != HEADER:
        raise UnreadableRecord("V22", where=f"line {number}")
    number, line = next(lines, (2, ""))
    extra = None
    if line.startswith(_EXTRA):
        extra = decoded(line.removeprefix(_EXTRA))
        if extra is None:
            raise UnreadableRecord("V22", where=f"line {number}")
        number, line = next(lines, (3, ""))
    index = decimal(line.removeprefix(_INDEX)) if line.startswith(_INDEX) else None
    if index is None:
        raise UnreadableRecord("V22", where=f"line {number}")
    return Proof(index, hashes_of(list(lines)), rest, extra)


def headed(data: bytes) -> tuple[list[str], bytes]:
    """The lines above the first empty line, and the checkpoint below it, which is well formed."""
    text = plain(data)
    head, found, _ = text.partition("\n\n")
    if not found:
        raise UnreadableRecord("V22", where=f"line {text.count(chr(10)) + 1}")
    rest = data[len(head.encode()) + 2 :]
    read_checkpoint(read_note(rest).text)
    return head.split("\n"), rest


def hashes_of(lines: Sequence[tuple[int, str]]) -> tuple[bytes, ...]:
    """One hash on each numbered line, 63 at most."""
    hashes: list[bytes] = []
    for number, line in lines:
        hash_ = decoded_hash(line)
        if hash_ is None or len(hashes) == LONGEST_PROOF:
            raise UnreadableRecord("V22", where=f"line {number}")
        hashes.append(hash_)
    return tuple(hashes)
