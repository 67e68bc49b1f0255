"""Commitments bind without telling."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhargy.errors import UnreadableRecord
from zhargy.record.commitment import Words, commit_person, commit_words, read_words

SALT = bytes(range(32))
salts = st.binary(min_size=32, max_size=32)
said = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def test_a_commitment_is_the_digest_of_domain_salt_and_words() -> None:
    # The bytes of docs/spec/entry.md, section 4, put together by hand.
    by_hand = hashlib.sha256(b"zhargy.words/1\x00" + SALT + "Жер – халықтікі".encode()).hexdigest()
    assert commit_words("Жер – халықтікі", SALT) == by_hand
    assert by_hand == "4e445b2b8e4a4a9ceb6f61cfe2de457c566ebfabaf141a5a3652a7d01e3eb1eb"


def test_words_and_person_never_share_a_commitment() -> None:
    assert commit_words("Ayan", SALT) != commit_person("Ayan", SALT)


def test_a_salt_of_another_length_is_our_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commit_words("", b"short")


@given(said, salts, salts)
def test_only_the_salt_of_the_reception_opens_the_commitment(
    words: str, salt: bytes, other: bytes
) -> None:
    commitment = commit_words(words, salt)
    assert Words(words, salt).opens(commitment)
    assert Words(words, other).opens(commitment) == (salt == other)
    assert not Words(words + ".", salt).opens(commitment)


@given(said, salts)
def test_published_words_come_back_from_their_blob(words: str, salt: bytes) -> None:
    assert read_words(Words(words, salt).blob, "blob") == Words(words, salt)


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"{}",
        b'{"salt":"00","words":"x"}',
        b'{"salt":"' + b"00" * 32 + b'","words":1}',
        b'{"salt":"' + b"AB" * 32 + b'","words":"x"}',
        b'{"name":"x","salt":"' + b"00" * 32 + b'","words":"x"}',
    ],
)
def test_a_blob_that_holds_anything_else_is_refused(blob: bytes) -> None:
    with pytest.raises(UnreadableRecord, match=r"E[28]"):
        read_words(blob, "blob/ab")
