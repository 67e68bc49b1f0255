"""Signed notes (C2SP signed-note v1.0.0): a text, an empty line, signature lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhargy.errors import RecordMismatch, UnreadableRecord
from zhargy.record.keys import Kind, SigningKey, VerifierKey, is_key_name
from zhargy.record.lines import decoded, encoded, is_plain, plain

__all__ = [
    "Kind",
    "Note",
    "Opened",
    "Signature",
    "SigningKey",
    "VerifierKey",
    "opened",
    "read_note",
    "read_signature",
    "sign",
]

MOST_SIGNATURES = 100
MOST_BYTES = 1_000_000

_DASH = "— "
_ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name of a key, its id of four bytes, and what it signed with."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line with its newline."""
        return f"{_DASH}{self.name} {encoded(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, with its signatures; nothing is verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def bytes(self) -> bytes:
        return f"{self.text}\n{''.join(s.line for s in self.signatures)}".encode()

    def with_signatures(self, *signatures: Signature) -> Note:
        """The same note with lines added at its end; a line that stands there is not repeated."""
        new = [s for s in dict.fromkeys(signatures) if s not in self.signatures]
        return Note(self.text, (*self.signatures, *new))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note with a signature of a known key, and none of a known key that is wrong."""

    text: str
    verified: tuple[tuple[VerifierKey, Signature], ...]
    ignored: tuple[Signature, ...]

    @property
    def by(self) -> tuple[VerifierKey, ...]:
        """The known keys that signed, each once, in the order of their lines."""
        return tuple(dict.fromkeys(key for key, _ in self.verified))


def read_note(data: bytes) -> Note:
    """The note that these very bytes are the one form of."""
    if len(data) > MOST_BYTES:
        raise UnreadableRecord("V13", where="note", limit=MOST_BYTES)
    text = plain(data)
    end = text.rfind("\n\n")
    if end < 0 or not text.endswith("\n") or end + 2 == len(text):
        raise UnreadableRecord("V11", where="note")
    lines = text[end + 2 : -1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise UnreadableRecord("V30", where="note", limit=MOST_SIGNATURES)
    first = text.count("\n", 0, end + 2) + 1
    signatures = tuple(_signature(line, f"line {n}") for n, line in enumerate(lines, first))
    return Note(text[: end + 1], signatures)


def read_signature(line: str) -> Signature:
    """A signature line with its newline, as a witness answers."""
    if not line.endswith("\n"):
        raise UnreadableRecord("V12", where="line 1")
    return _signature(line[:-1], "line 1")


def _signature(line: str, where: str) -> Signature:
    name, _, rest = line.removeprefix(_DASH).partition(" ")
    signed = decoded(rest)
    if not line.startswith(_DASH) or not is_key_name(name):
        raise UnreadableRecord("V12", where=where)
    if signed is None or len(signed) <= _ID_BYTES:
        raise UnreadableRecord("V12", where=where)
    return Signature(name, signed[:_ID_BYTES], signed[_ID_BYTES:])


def sign(text: str, key: SigningKey) -> Signature:
    """The plain Ed25519 signature of a note text."""
    if not text.endswith("\n") or not is_plain(text):
        raise UnreadableRecord("V11", where="note")
    return Signature(key.name, key.verifier.key_id, key.signature(text))


def opened(note: Note, keys: Iterable[VerifierKey]) -> Opened:
    """The note as the known keys vouch for it.

    1. Every signature of a known key, by name and id, is verified; one that is wrong spoils the
       note. 2. The others are ignored, as signed-note demands, and reported. 3. A note that no
       known key signed is refused.
    """
    known: dict[tuple[str, bytes], VerifierKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise RecordMismatch("V48", where=key.name)
    verified, ignored = [], []
    for signature in note.signatures:
        signer = known.get((signature.name, signature.key_id))
        if signer is None:
            ignored.append(signature)  # 2
        elif signer.verifies(note.text, signature.value):
            verified.append((signer, signature))
        else:
            raise RecordMismatch("V46", where=signature.name)  # 1
    if not verified:
        raise RecordMismatch("V47", where="note", ignored=len(ignored))  # 3
    return Opened(note.text, tuple(verified), tuple(ignored))
