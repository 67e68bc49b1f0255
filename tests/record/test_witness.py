"""A witness cosigns what only grew; readers notice a record that forked, shrank or stood still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record.logs import (
    COURT,
    LOG,
    NOON,
    ORIGIN,
    PARTY,
    PRESS,
    PublishedLog,
    entry,
    log_of,
    policy,
    signed,
    signer,
)
from record.mangling import anything

from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.checkpoint import Checkpoint
from zhargy.record.cosignature import cosigned_at
from zhargy.record.note import Note, SigningKey, read_note, read_signature, sign
from zhargy.record.policy import Accepted
from zhargy.record.succession import check_fresh, check_succession
from zhargy.record.tree import EMPTY_ROOT
from zhargy.record.witness import Request, Seen, read_request, witnessed

RECORD = log_of(40)
FORK = log_of(20).add([b"another history %d" % n for n in range(30)])


def request(old: int, new: int, log: PublishedLog = RECORD) -> Request:
    proof = tuple(log.reader(new).consistency(old)) if old <= new else ()
    return Request(old, proof, signed(log.checkpoint(new)))


def seen(size: int) -> Seen:
    return Seen(size, RECORD.checkpoint(size).root, NOON)


def refused(asked: Request, last: Seen | None, at: int = NOON) -> tuple[str, str]:
    with pytest.raises((RecordMismatch, UnreadableRecord)) as refusal:
        witnessed(asked, LOG.verifier, last, COURT, at)
    return refusal.value.code, refusal.value.where


@pytest.mark.parametrize(
    ("old", "new"), [(0, 0), (0, 7), (1, 2), (7, 7), (8, 9), (16, 40), (33, 40)]
)
def test_a_witness_cosigns_a_record_that_grew(old: int, new: int) -> None:
    last = seen(old) if old else None
    signature, now = witnessed(request(old, new), LOG.verifier, last, COURT, NOON + 60)
    assert now == Seen(new, RECORD.checkpoint(new).root, NOON + 60)
    assert read_signature(signature.line) == signature
    text = RECORD.checkpoint(new).text
    assert cosigned_at(text, signature, COURT.verifier) == NOON + 60
    note = read_note(signed(RECORD.checkpoint(new))).with_signatures(signature)
    assert policy("quorum court").accept(note.bytes).witnesses == {"court": NOON + 60}


def test_a_witness_refuses_a_record_that_shrank() -> None:
    """A rollback, whether the request admits the old size or not."""
    assert refused(Request(20, (), signed(RECORD.checkpoint(10))), seen(20))[0] == "V43"
    assert refused(Request(30, (), signed(RECORD.checkpoint(10))), seen(20))[0] == "V43"
    assert refused(request(10, 10), seen(20)) == ("V54", ORIGIN)
    assert refused(request(0, 10), seen(20)) == ("V54", ORIGIN)


def test_a_witness_refuses_two_records_of_one_size() -> None:
    """A split view: the other half of the country was shown something else."""
    assert refused(request(40, 40, FORK), seen(40))[0] == "V44"


def test_a_witness_refuses_a_record_that_was_rewritten() -> None:
    for proof in (FORK.reader(45).consistency(40), RECORD.reader(40).consistency(39), []):
        asked = Request(40, tuple(proof), signed(FORK.checkpoint(45)))
        assert refused(asked, seen(40))[0] == "V45"


def test_a_witness_says_which_size_it_saw_last() -> None:
    with pytest.raises(RecordMismatch) as refusal:
        witnessed(request(10, 40), LOG.verifier, seen(20), COURT, NOON)
    assert (refusal.value.code, refusal.value.fields) == ("V54", {"old": 10, "size": 20})
    assert refused(request(10, 40), None)[0] == "V54"


def test_a_witness_takes_no_proof_from_the_empty_record_or_to_the_same_size() -> None:
    hash_ = (RECORD.leaves[0],)
    assert refused(Request(0, hash_, signed(RECORD.checkpoint(9))), None)[0] == "V45"
    assert refused(Request(9, hash_, signed(RECORD.checkpoint(9))), seen(9))[0] == "V45"


def test_a_witness_refuses_another_origin() -> None:
    elsewhere = Request(0, (), signed(RECORD.checkpoint(9, origin="elsewhere.example")))
    assert refused(elsewhere, None) == ("V53", "elsewhere.example")


def test_a_witness_refuses_a_checkpoint_that_the_log_did_not_sign() -> None:
    text = RECORD.checkpoint(9).text
    stranger = Note(text, (sign(text, signer("stranger.example")),)).bytes
    assert refused(Request(0, (), stranger), None)[0] == "V47"
    impostor = Note(text, (sign(text, SigningKey(ORIGIN, bytes(32))),)).bytes
    assert refused(Request(0, (), impostor), None)[0] == "V47"
    spoilt = signed(RECORD.checkpoint(9)).replace(b"\n9\n", b"\n8\n")
    assert refused(Request(0, (), spoilt), None) == ("V46", ORIGIN)


def test_a_witness_refuses_a_malformed_checkpoint() -> None:
    text = f"{ORIGIN}\n09\nAAAA\n"
    malformed = Note(text, (sign(text, LOG),)).bytes
    assert refused(Request(0, (), malformed), None) == ("V20", "line 2")


def test_the_time_of_a_witness_does_not_go_back() -> None:
    assert refused(request(9, 10), seen(9), at=NOON - 1) == ("V55", COURT.name)
    witnessed(request(9, 10), LOG.verifier, seen(9), COURT, NOON)


def test_the_request_of_the_specification_is_read() -> None:
    """The example of tlog-witness; its keys are not published."""
    body = (
        "old 20852014\n"
        "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
        "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
        "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
        "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
        "\n"
        "example.com/behind-the-sofa\n"
        "20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        "\n"
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        "— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n"
    ).encode()
    asked = read_request(body)
    assert (asked.old_size, len(asked.proof)) == (20852014, 4)
    assert asked.bytes == body


@given(anything(request(7, 40).bytes, request(0, 3).bytes))
def test_any_bytes_are_a_request_in_its_one_form_or_refused(data: bytes) -> None:
    try:
        asked = read_request(data)
    except ZhargyError:
        return
    assert asked.bytes == data


@pytest.mark.parametrize(
    "line", ["", "old", "old ", "old 07", "old -1", "old  7", "new 7", "old 7 "]
)
def test_a_request_without_its_old_size_is_refused(line: str) -> None:
    with pytest.raises(UnreadableRecord):
        read_request(f"{line}\n\n".encode() + signed(RECORD.checkpoint(9)))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6).map(sorted))
def test_a_record_that_only_grows_is_cosigned_at_every_step(steps: list[int]) -> None:
    last: Seen | None = None
    for step in steps:
        old = last.size if last else 0
        _, last = witnessed(request(old, step), LOG.verifier, last, COURT, NOON)
    assert last == seen(steps[-1]) or steps[-1] == 0


def test_a_witness_that_saw_nothing_has_seen_the_empty_record() -> None:
    assert (Seen().size, Seen().root) == (0, EMPTY_ROOT)


# -- readers ---------------------------------------------------------------------------------------


def accepted(checkpoint: Checkpoint, at: int = NOON, *witnesses: SigningKey) -> Accepted:
    return policy().accept(signed(checkpoint, *(witnesses or (COURT, PRESS)), at=at))


def test_a_checkpoint_that_adds_entries_follows_the_one_before() -> None:
    older, newer = accepted(RECORD.checkpoint(20)), accepted(RECORD.checkpoint(40), NOON + 9)
    check_succession(older, newer, RECORD.reader().consistency(20))
    check_succession(older, older, [])


@pytest.mark.parametrize(
    ("code", "newer"),
    [
        ("V43", RECORD.checkpoint(19)),
        ("V44", FORK.checkpoint(40)),
        ("V45", FORK.checkpoint(45)),
    ],
)
def test_a_record_that_shrank_forked_or_was_rewritten_does_not_follow(
    code: str, newer: Checkpoint
) -> None:
    proof = FORK.reader(newer.size).consistency(40) if newer.size > 40 else []
    with pytest.raises(RecordMismatch) as refusal:
        check_succession(accepted(RECORD.checkpoint(40)), accepted(newer), proof)
    assert refusal.value.code == code


def test_an_entry_left_out_of_a_later_record_contradicts_every_receipt() -> None:
    """Ballot 39 has a receipt under size 40; no proof makes a record without it follow."""
    forged = log_of(39).add([b"put in its place", *(entry(n) for n in range(40, 60))])
    older, newer = accepted(RECORD.checkpoint(40)), accepted(forged.checkpoint())
    for proof in (forged.reader().consistency(40), [], RECORD.reader().inclusion(39)):
        with pytest.raises(RecordMismatch) as refusal:
            check_succession(older, newer, proof)
        assert refusal.value.code == "V45"


def test_another_origin_does_not_follow() -> None:
    older = accepted(RECORD.checkpoint(20))
    newer = Accepted(RECORD.checkpoint(40, origin="other.example"), LOG.verifier, {}, ())
    with pytest.raises(RecordMismatch) as refusal:
        check_succession(older, newer, RECORD.reader().consistency(20))
    assert refusal.value.code == "V53"


def test_a_witness_that_saw_the_larger_record_first_is_named() -> None:
    older, newer = accepted(RECORD.checkpoint(20)), accepted(RECORD.checkpoint(40), NOON - 1)
    with pytest.raises(RecordMismatch) as refusal:
        check_succession(older, newer, RECORD.reader().consistency(20))
    assert (refusal.value.code, refusal.value.where) == ("V55", "court")


def test_a_stale_checkpoint_is_refused() -> None:
    shown = accepted(RECORD.checkpoint(40))
    check_fresh(shown, policy(), on=NOON + 60, within=60)
    for on in (NOON + 61, NOON - 61):
        with pytest.raises(RecordMismatch) as refusal:
            check_fresh(shown, policy(), on=on, within=60)
        assert refusal.value.code == "V56"


def test_a_quorum_must_be_fresh_as_a_whole() -> None:
    shown = accepted(RECORD.checkpoint(40), NOON, COURT, PRESS, PARTY)
    mixed = Accepted(shown.checkpoint, shown.log, {"court": NOON, "press": NOON - 999}, ())
    with pytest.raises(RecordMismatch):
        check_fresh(mixed, policy(), on=NOON, within=60)
    check_fresh(mixed, policy("quorum none"), on=NOON, within=60)


def test_nothing_tells_the_time_of_a_checkpoint_without_witnesses() -> None:
    alone = policy("quorum none").accept(signed(RECORD.checkpoint(40)))
    with pytest.raises(RecordMismatch):
        check_fresh(alone, policy("quorum none"), on=NOON, within=10**9)
