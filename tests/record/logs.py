"""A log in memory as its publisher would write it, the people who sign it, and plain RFC 6962."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from zhargy.record.checkpoint import Checkpoint
from zhargy.record.cosignature import cosign
from zhargy.record.note import Kind, Note, SigningKey, sign
from zhargy.record.policy import Policy, read_policy
from zhargy.record.tiles import WIDTH, Edge, TileReader, bundle_files, grown
from zhargy.record.tree import EMPTY_ROOT, leaf_hash, root_of

VECTORS = Path(__file__).parents[1] / "vectors" / "record"
ORIGIN = "reform.example/record"


def signer(name: str, kind: Kind = Kind.ED25519) -> SigningKey:
    """A key whose seed is the digest of its name: the same in every run, and no secret."""
    return SigningKey(name, hashlib.sha256(f"test {name}".encode()).digest(), kind)


LOG = signer(ORIGIN)
COURT, PRESS, PARTY = (
    signer(f"{name}.example", Kind.COSIGNATURE) for name in ("court", "press", "party")
)
NOON = 1_800_000_000


def policy_text(*quorum: str) -> str:
    lines = [
        f"log {LOG.verifier}",
        f"witness court {COURT.verifier}",
        f"witness press {PRESS.verifier}",
        f"witness party {PARTY.verifier}",
        *(quorum or ("group two 2 court press party", "quorum two")),
    ]
    return "".join(f"{line}\n" for line in lines)


def policy(*quorum: str) -> Policy:
    return read_policy(policy_text(*quorum).encode())


def entry(number: int) -> bytes:
    return f"entry {number}".encode()


@dataclass
class PublishedLog:
    """Files by path, grown as a publisher grows them."""

    files: dict[str, bytes] = field(default_factory=dict)
    edge: Edge = field(default_factory=Edge)
    leaves: list[bytes] = field(default_factory=list)
    bundle: bytes = b""

    def add(self, entries: Sequence[bytes]) -> PublishedLog:
        hashes = [leaf_hash(e) for e in entries]
        bundles = bundle_files(self.edge.size, self.bundle, entries)
        tiles, self.edge = grown(self.edge, hashes)
        self.files |= tiles | bundles
        self.leaves += hashes
        last = list(bundles.values())[-1:] or [self.bundle]
        self.bundle = last[0] if self.edge.size % WIDTH else b""
        return self

    @property
    def size(self) -> int:
        return self.edge.size

    def reader(self, size: int | None = None) -> TileReader:
        """Of the tiles as they were written when the log had this size."""
        if size is None or size == self.size:
            return TileReader(self.files.__getitem__, self.size)
        return TileReader(grown(Edge(), self.leaves[:size])[0].__getitem__, size)

    def checkpoint(self, size: int | None = None, origin: str = ORIGIN) -> Checkpoint:
        size = self.size if size is None else size
        return Checkpoint(origin, size, root_of(self.leaves[:size]))


def log_of(size: int) -> PublishedLog:
    return PublishedLog().add([entry(n) for n in range(size)])


@cache
def wide_log() -> PublishedLog:
    """70,003 entries: three levels of tiles, a partial one at each. Not to be changed."""
    return log_of(70_003)


def signed(checkpoint: Checkpoint, *witnesses: SigningKey, at: int = NOON) -> bytes:
    """The note of a checkpoint, signed by the log and cosigned at one time."""
    text = checkpoint.text
    cosignatures = (cosign(text, witness, at) for witness in witnesses)
    return Note(text, (sign(text, LOG),)).with_signatures(*cosignatures).bytes


# Section 2.1 of RFC 6962, word for word and as slow as that is: what the record is compared with.


def mth(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    k = half(len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = half(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: Sequence[bytes], known: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if known else [mth(leaves)]
    k = half(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], known), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def half(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k
