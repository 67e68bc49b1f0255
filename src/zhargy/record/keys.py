"""Keys that sign notes (signed-note, "Verifier keys"; tlog-cosignature for the second kind)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from zhargy.errors import UnreadableRecord
from zhargy.record.lines import LARGEST, decoded, encoded, is_plain

_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_TIME_BYTES = 8
_PRIVATE = "PRIVATE+KEY+"
# White_Space of Unicode, written out: a verdict must not depend on the tables of a Python version.
_SPACES = frozenset(
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
_PRIME = 2**255 - 19
# The y of the points of order 1, 2, 4 and 8: under such a key anything may pass as signed.
_EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_WEAK = {0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH}


class Kind(IntEnum):
    """The signature types of signed-note that the record uses."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


def is_key_name(name: str) -> bool:
    """Not empty, no Unicode space, no plus, no control character."""
    return bool(name) and "+" not in name and is_plain(name) and not _SPACES & set(name)


def cosigned_message(text: str, time: int) -> bytes:
    """What an Ed25519 cosignature signs (tlog-cosignature, "Ed25519 signed message")."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Whose signature is believed: a name and an Ed25519 public key of 32 bytes, for one kind."""

    name: str
    kind: Kind
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.public) != _KEY_BYTES:
            raise UnreadableRecord("V14", where="key")
        y = int.from_bytes(self.public, "little") & (1 << 255) - 1
        if y >= _PRIME or y in _WEAK:
            raise UnreadableRecord("V17", where=self.name)

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """From `name+id+base64`; the id must be that of this name and key."""
        name, key_id, kind, public = _parts(text, "V14")
        key = cls(name, kind, public)
        if key_id != key.key_id.hex():
            raise UnreadableRecord("V16", where=name)
        return key

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256 over name, newline, kind and public key."""
        kind = self.kind.to_bytes(1, "big")
        return hashlib.sha256(self.name.encode() + b"\n" + kind + self.public).digest()[:4]

    def __str__(self) -> str:
        kind = self.kind.to_bytes(1, "big")
        return f"{self.name}+{self.key_id.hex()}+{encoded(kind + self.public)}"

    def verifies(self, text: str, signature: bytes) -> bool:
        """Did this key sign the text of a note? `signature` comes without the key id."""
        message = text.encode()
        if self.kind is Kind.COSIGNATURE:
            time = time_signed(signature)
            if time is None:
                return False
            message, signature = cosigned_message(text, time), signature[_TIME_BYTES:]
        if len(signature) != _SIGNATURE_BYTES:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def time_signed(signature: bytes) -> int | None:
    """The POSIX time of a cosignature, or nothing where it has none."""
    if len(signature) != _TIME_BYTES + _SIGNATURE_BYTES:
        return None
    time = int.from_bytes(signature[:_TIME_BYTES], "big")
    return time if 0 < time <= LARGEST else None


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A name and 32 secret bytes that the caller drew; neither `repr` nor an error shows them."""

    name: str
    seed: bytes = field(repr=False)
    kind: Kind = Kind.ED25519

    def __post_init__(self) -> None:
        if not is_key_name(self.name) or len(self.seed) != _KEY_BYTES:
            raise UnreadableRecord("V18", where="key")

    @classmethod
    def parse(cls, text: str) -> SigningKey:
        """From `PRIVATE+KEY+name+id+base64`, as Go's note package writes it."""
        if not text.startswith(_PRIVATE):
            raise UnreadableRecord("V18", where="key")
        name, key_id, kind, seed = _parts(text.removeprefix(_PRIVATE), "V18")
        key = cls(name, seed, kind)
        if key_id != key.verifier.key_id.hex():
            raise UnreadableRecord("V16", where=name)
        return key

    @property
    def private_text(self) -> str:
        """The form that `parse` reads: a secret."""
        kind = self.kind.to_bytes(1, "big")
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{encoded(kind + self.seed)}"

    @property
    def verifier(self) -> VerifierKey:
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return VerifierKey(self.name, self.kind, private.public_key().public_bytes_raw())

    def signature(self, text: str, time: int | None = None) -> bytes:
        """The signature without the key id; a cosignature has a time, a plain signature none."""
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        if (time is None) is (self.kind is Kind.COSIGNATURE):
            wanted = Kind.ED25519 if time is None else Kind.COSIGNATURE
            raise UnreadableRecord(
                "V19", where=self.name, kind=f"{self.kind:02x}", wanted=f"{wanted:02x}"
            )
        if time is None:
            return private.sign(text.encode())
        if not 0 < time <= LARGEST:
            raise ValueError("a cosignature has a time from 1 to 2**63 - 1")
        return time.to_bytes(_TIME_BYTES, "big") + private.sign(cosigned_message(text, time))


def _parts(text: str, code: str) -> tuple[str, str, Kind, bytes]:
    """Name, hexadecimal id, kind and key bytes; base64 may hold plus signs, a name may not."""
    name, _, rest = text.partition("+")
    key_id, _, key = rest.partition("+")
    material = decoded(key)
    if not is_key_name(name) or not material:
        raise UnreadableRecord(code, where="key")
    try:
        kind = Kind(material[0])
    except ValueError:
        raise UnreadableRecord("V15", where=name, kind=f"{material[0]:02x}") from None
    return name, key_id, kind, material[1:]
