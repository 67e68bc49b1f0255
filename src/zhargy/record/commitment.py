"""Salted commitments: the record says that something was received without saying what.

A short text or a name can be guessed from its plain hash, so each commitment has 32 random bytes
of its own (DESIGN: a person can be forgotten). The salt of the person is never published.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from zhargy.errors import UnreadableRecord
from zhargy.record.entry import canonical, read_canonical
from zhargy.record.form import is_digest

SALT_BYTES = 32
_WORDS, _PERSON = b"zhargy.words/1\x00", b"zhargy.person/1\x00"


def commit_words(words: str, salt: bytes) -> str:
    """The commitment to the words of a submission, in hexadecimal digits."""
    return _commit(_WORDS, words, salt)


def commit_person(person: str, salt: bytes) -> str:
    """The commitment to who made it: whatever the desk knows a person by, as one text."""
    return _commit(_PERSON, person, salt)


def _commit(domain: bytes, said: str, salt: bytes) -> str:
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hashlib.sha256(domain + salt + said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Words:
    """Words that were published, as their blob holds them.

    `salt` opens the commitment of the reception if nothing was taken out of the words; redacted
    words carry a fresh one, which only keeps their digest from being guessed.
    """

    words: str
    salt: bytes

    @property
    def blob(self) -> bytes:
        """The bytes of the blob."""
        return canonical({"salt": self.salt.hex(), "words": self.words})

    def opens(self, commitment: str) -> bool:
        """Whether these are the very words that were received."""
        return commit_words(self.words, self.salt) == commitment


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept in private of one submission, so that it can be recorded, shown, or forgotten.

    `person` is the commitment to who made it; the name itself is the desk's.
    """

    words: str
    words_salt: bytes
    person: str
    person_salt: bytes
    channel: str


def read_words(blob: bytes, where: str) -> Words:
    """The words of a blob. Raises UnreadableRecord E8."""
    fields = read_canonical(blob, where)
    if type(fields) is dict and fields.keys() == {"salt", "words"}:
        words, salt = fields["words"], fields["salt"]
        if type(words) is str and is_digest(salt):
            return Words(words, bytes.fromhex(salt))
    raise UnreadableRecord("E8", where)
