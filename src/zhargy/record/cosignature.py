"""Ed25519 cosignatures (C2SP tlog-cosignature v1.0.1): who saw a checkpoint, and when."""

from __future__ import annotations

from zhargy.errors import RecordMismatch
from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.keys import SigningKey, VerifierKey, time_signed
from zhargy.record.note import Signature


def cosign(checkpoint_text: str, key: SigningKey, time: int) -> Signature:
    """The cosignature of a checkpoint's note text at a POSIX time in seconds."""
    read_checkpoint(checkpoint_text)
    return Signature(key.name, key.verifier.key_id, key.signature(checkpoint_text, time))


def cosigned_at(checkpoint_text: str, signature: Signature, key: VerifierKey) -> int:
    """The time at which this key cosigned; raises where it did not."""
    read_checkpoint(checkpoint_text)
    named = (signature.name, signature.key_id) == (key.name, key.key_id)
    time = time_signed(signature.value)
    if not named or time is None or not key.verifies(checkpoint_text, signature.value):
        raise RecordMismatch("V46", where=signature.name)
    return time
