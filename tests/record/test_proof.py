"""A proof that a person takes home: an entry, its place, a signed checkpoint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record.logs import COURT, PRESS, log_of, policy, signed
from record.mangling import anything, each_byte_changed

from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.proof import Proof, read_proof
from zhargy.record.tree import leaf_hash

RECORD = log_of(11)
CHECKPOINT = signed(RECORD.checkpoint(), COURT, PRESS)
RECEIPT = Proof(6, tuple(RECORD.reader().inclusion(6)), CHECKPOINT)
WITH_EXTRA = Proof(6, RECEIPT.hashes, CHECKPOINT, b"which polling station")
HEAD, SIGNED = RECEIPT.bytes.decode().split("\n\n", 1)
LINES = HEAD.split("\n")


def test_a_receipt_is_a_header_an_index_hashes_and_the_checkpoint() -> None:
    assert LINES[:2] == ["c2sp.org/tlog-proof@v1", "index 6"]
    assert len(LINES) == 2 + len(RECEIPT.hashes)
    assert SIGNED.encode() == CHECKPOINT
    assert WITH_EXTRA.bytes.decode().split("\n")[1].startswith("extra ")


@pytest.mark.parametrize("index", range(11))
def test_the_receipt_of_every_entry_holds(index: int) -> None:
    receipt = Proof(index, tuple(RECORD.reader().inclusion(index)), CHECKPOINT)
    accepted = read_proof(receipt.bytes).check(RECORD.leaves[index], policy())
    assert accepted.checkpoint.size == 11


@given(
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    st.none() | st.binary(max_size=50),
)
def test_a_proof_is_read_as_it_was_written(
    index: int, hashes: list[bytes], extra: bytes | None
) -> None:
    proof = Proof(index, tuple(hashes), CHECKPOINT, extra)
    assert read_proof(proof.bytes) == proof


@given(anything(RECEIPT.bytes, WITH_EXTRA.bytes))
def test_any_bytes_are_a_proof_in_its_one_form_or_refused(data: bytes) -> None:
    try:
        proof = read_proof(data)
    except ZhargyError:
        return
    assert proof.bytes == data


def test_a_changed_byte_of_a_receipt_is_refused_or_reported_as_ignored() -> None:
    leaf, rules = RECORD.leaves[6], policy("quorum none")
    assert RECEIPT.check(leaf, rules).ignored == ()
    for changed in each_byte_changed(RECEIPT.bytes):
        try:
            proof = read_proof(changed)
            accepted = proof.check(leaf, rules)
        except ZhargyError:
            continue
        assert len(accepted.ignored) == 1
        assert (proof.index, proof.hashes) == (RECEIPT.index, RECEIPT.hashes)


def test_a_receipt_for_another_entry_or_another_place_is_refused() -> None:
    for leaf, index in ((leaf_hash(b"another"), 6), (RECORD.leaves[6], 7), (RECORD.leaves[6], 11)):
        with pytest.raises(RecordMismatch):
            Proof(index, RECEIPT.hashes, CHECKPOINT).check(leaf, policy())


def test_a_receipt_under_a_checkpoint_that_nobody_vouches_for_is_refused() -> None:
    alone = Proof(6, RECEIPT.hashes, signed(RECORD.checkpoint()))
    with pytest.raises(RecordMismatch) as refusal:
        alone.check(RECORD.leaves[6], policy())
    assert refusal.value.code == "V52"


@pytest.mark.parametrize(
    ("said", "head", "where"),
    [
        ("no header", LINES[1:], "line 1"),
        ("another version", ["c2sp.org/tlog-proof@v2", *LINES[1:]], "line 1"),
        ("no index", [LINES[0], *LINES[2:]], "line 2"),
        ("only a header", LINES[:1], "line 2"),
        ("only a header and extra", [LINES[0], "extra YQ=="], "line 3"),
        ("a number with a zero before it", [LINES[0], "index 06", *LINES[2:]], "line 2"),
        ("a huge number", [LINES[0], f"index {2**63}", *LINES[2:]], "line 2"),
        ("two spaces", [LINES[0], "index  6", *LINES[2:]], "line 2"),
        ("extra that is no base64", [LINES[0], "extra a", *LINES[1:]], "line 2"),
        ("extra after the index", [*LINES[:2], "extra YQ==", *LINES[2:]], "line 3"),
        ("extra twice", [LINES[0], "extra YQ==", "extra YQ==", *LINES[1:]], "line 3"),
        ("a short hash", [*LINES, "AAAA"], "line 7"),
        ("64 hashes", [*LINES[:2], *[LINES[2]] * 64], "line 66"),
    ],
)
def test_a_proof_that_is_not_in_its_form_is_refused_where_it_is_wrong(
    said: str, head: list[str], where: str
) -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        read_proof("\n".join([*head, "", SIGNED]).encode())
    assert (refusal.value.code, refusal.value.where) == ("V22", where)


def test_a_proof_without_a_checkpoint_is_refused() -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        read_proof(HEAD.encode())
    assert (refusal.value.code, refusal.value.where) == ("V22", f"line {len(LINES)}")
    for data in (HEAD, HEAD + "\n", HEAD + "\n\n", HEAD + "\n\ntext\n\n" + SIGNED[-100:]):
        with pytest.raises(UnreadableRecord):
            read_proof(data.encode())
