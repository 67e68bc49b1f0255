"""What a witness does with a checkpoint (C2SP tlog-witness, add-checkpoint), without the network."""

from __future__ import annotations

from dataclasses import dataclass

from zhargy.errors import RecordMismatch, UnreadableRecord
from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.cosignature import cosign
from zhargy.record.keys import SigningKey, VerifierKey
from zhargy.record.lines import decimal, encoded
from zhargy.record.note import Signature, opened, read_note
from zhargy.record.proof import hashes_of, headed
from zhargy.record.tree import EMPTY_ROOT, check_consistency

_OLD = "old "


@dataclass(frozen=True, slots=True)
class Seen:
    """The last checkpoint of an origin that a witness cosigned, and when."""

    size: int = 0
    root: bytes = EMPTY_ROOT
    time: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint, and the proof that it only appends to the one of the old size."""

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    @property
    def bytes(self) -> bytes:
        """The body of add-checkpoint."""
        lines = [f"{_OLD}{self.old_size}", *map(encoded, self.proof), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint


def read_request(data: bytes) -> Request:
    """The request that these very bytes are the one form of; nothing is verified yet."""
    (first, *lines), checkpoint = headed(data)
    old_size = decimal(first.removeprefix(_OLD)) if first.startswith(_OLD) else None
    if old_size is None:
        raise UnreadableRecord("V22", where="line 1")
    return Request(old_size, hashes_of(list(enumerate(lines, 2))), checkpoint)


def witnessed(
    request: Request, log: VerifierKey, seen: Seen | None, key: SigningKey, time: int
) -> tuple[Signature, Seen]:
    """The cosignature, and what the witness must have stored before it answers.

    1. The log's key signed, and is named as the origin. 2. The old size is not beyond the new one,
    and is that of the last cosigned checkpoint (`seen`, nothing for a log never seen). 3. The tree
    only appends; at the same size the roots are the same. 4. The time has not gone back. Doing
    check and storing as one step is left to the caller.
    """
    checkpoint = read_checkpoint(opened(read_note(request.checkpoint), [log]).text)  # 1
    if checkpoint.origin != log.name:
        raise RecordMismatch("V53", where=checkpoint.origin, wanted=log.name)
    last = seen or Seen()
    new = checkpoint.size
    if request.old_size > new:  # 2
        raise RecordMismatch("V43", where=log.name, old=request.old_size, new=new)
    if request.old_size != last.size:
        raise RecordMismatch("V54", where=log.name, old=request.old_size, size=last.size)
    check_consistency(last.size, last.root, new, checkpoint.root, request.proof)  # 3
    if time < last.time:  # 4
        raise RecordMismatch("V55", where=key.name)
    return cosign(checkpoint.text, key, time), Seen(new, checkpoint.root, time)
