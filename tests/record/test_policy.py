"""Who must have signed before a checkpoint is believed."""

from __future__ import annotations

from itertools import combinations

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
    log_of,
    policy,
    policy_text,
    signed,
    signer,
)
from record.mangling import anything, each_byte_changed

from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.cosignature import cosign
from zhargy.record.keys import Kind, SigningKey, VerifierKey
from zhargy.record.note import Note, read_note, sign
from zhargy.record.policy import MOST_BYTES, Group, read_policy

CHECKPOINT = log_of(5).checkpoint()
WITNESSES = {"court": COURT, "press": PRESS, "party": PARTY}
NESTED = (
    "group people any press party",
    "group all-of-them all court people",
    "quorum all-of-them",
)


def test_the_example_of_the_specification_is_read_as_it_says() -> None:
    """Its keys are elided there and made for this test."""
    keys = {
        name: signer(f"{name}.example", Kind.COSIGNATURE) for name in "X1 X2 X3 Y1 Y2 Y3".split()
    }
    example = f"""
log {LOG.verifier}

witness X1 {keys["X1"].verifier}
witness X2 {keys["X2"].verifier}
witness X3 {keys["X3"].verifier}
group X-witnesses 2 X1 X2 X3

witness Y1 {keys["Y1"].verifier}
witness Y2 {keys["Y2"].verifier}
witness Y3 {keys["Y3"].verifier}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""
    rules = read_policy(example.encode())
    assert rules.groups[0] == Group("X-witnesses", 2, ("X1", "X2", "X3"))
    assert rules.groups[2] == Group("X-and-Y", 2, ("X-witnesses", "Y-witnesses"))
    for count in range(7):
        for names in combinations(keys, count):
            x, y = (sum(name.startswith(letter) for name in names) for letter in "XY")
            assert rules.met(names) == (x >= 2 and y >= 1)


@given(st.sets(st.sampled_from(sorted(WITNESSES))), st.sampled_from(sorted(WITNESSES)))
def test_another_cosignature_never_breaks_a_quorum(names: set[str], more: str) -> None:
    for rules in (policy(), policy(*NESTED), policy("quorum none"), policy("quorum court")):
        assert rules.met(names | {more}) >= rules.met(names)


def test_two_of_three_witnesses_make_a_quorum_of_two() -> None:
    accepted = policy().accept(signed(CHECKPOINT, COURT, PARTY))
    assert accepted.checkpoint == CHECKPOINT
    assert accepted.log == LOG.verifier
    assert accepted.witnesses == {"court": NOON, "party": NOON}
    assert accepted.ignored == ()


def test_a_quorum_that_is_not_met_says_how_many_are_missing_and_who() -> None:
    with pytest.raises(RecordMismatch) as refusal:
        policy().accept(signed(CHECKPOINT, PRESS))
    assert (refusal.value.code, refusal.value.where) == ("V52", ORIGIN)
    assert refusal.value.fields == {
        "quorum": "two", "wanted": 2, "found": 1, "absent": "court, party",
    }  # fmt: skip
    with pytest.raises(RecordMismatch) as refusal:
        policy(*NESTED).accept(signed(CHECKPOINT, COURT))
    assert refusal.value.fields["absent"] == "people (0/1: press, party)"
    with pytest.raises(RecordMismatch) as refusal:
        policy("quorum court").accept(signed(CHECKPOINT))
    assert refusal.value.fields["absent"] == "court"


def test_without_a_quorum_the_log_alone_is_believed() -> None:
    assert policy("quorum none").accept(signed(CHECKPOINT)).witnesses == {}


def test_a_witness_that_signed_twice_counts_once_with_its_last_time() -> None:
    text = CHECKPOINT.text
    twice = [cosign(text, COURT, NOON + second) for second in (5, 3)]
    note = Note(text, (sign(text, LOG),)).with_signatures(*twice)
    assert policy("quorum court").accept(note.bytes).witnesses == {"court": NOON + 5}
    with pytest.raises(RecordMismatch):
        policy().accept(note.bytes)


def test_cosignatures_without_the_log_are_refused() -> None:
    text = CHECKPOINT.text
    note = Note(text, (cosign(text, COURT, NOON), cosign(text, PRESS, NOON)))
    with pytest.raises(RecordMismatch) as refusal:
        policy().accept(note.bytes)
    assert refusal.value.code == "V51"


def test_the_name_of_the_log_is_the_origin() -> None:
    other = log_of(5).checkpoint(origin="elsewhere.example/record")
    with pytest.raises(RecordMismatch) as refusal:
        policy("quorum none").accept(signed(other))
    assert (refusal.value.code, refusal.value.where) == ("V53", "elsewhere.example/record")
    assert refusal.value.fields == {"wanted": ORIGIN}


def test_the_key_of_one_listed_log_does_not_vouch_for_another() -> None:
    other = signer("elsewhere.example/record")
    rules = read_policy(f"log {LOG.verifier}\nlog {other.verifier}\nquorum none\n".encode())
    with pytest.raises(RecordMismatch) as refusal:
        rules.accept(signed(log_of(5).checkpoint(origin=other.name)))
    assert refusal.value.code == "V53"


def test_signatures_of_strangers_are_ignored_and_reported() -> None:
    stranger = signer("stranger.example", Kind.COSIGNATURE)
    note = read_note(signed(CHECKPOINT, COURT, PRESS, stranger))
    assert [s.name for s in policy().accept(note.bytes).ignored] == [stranger.name]


def test_a_changed_byte_of_a_signed_checkpoint_is_refused_or_reported() -> None:
    rules, data = policy(), signed(CHECKPOINT, COURT, PRESS, PARTY)
    before = rules.accept(data)
    for changed in each_byte_changed(data):
        try:
            after = rules.accept(changed)
        except ZhargyError:
            continue
        assert (after.checkpoint, after.log) == (before.checkpoint, before.log)
        assert len(after.ignored) == 1
        assert len(after.witnesses) == 2


@given(anything(policy_text().encode(), policy_text(*NESTED).encode()))
def test_any_bytes_are_a_policy_or_refused(data: bytes) -> None:
    try:
        rules = read_policy(data)
    except UnreadableRecord:
        return
    assert rules.met([witness.name for witness in rules.witnesses])
    assert rules.quorum == "none" or not rules.met([])


def test_a_mistyped_key_is_refused_whatever_the_letter() -> None:
    line = f"log {LOG.verifier}\n".encode()
    for changed in each_byte_changed(line[4:-1]):
        with pytest.raises(UnreadableRecord):
            read_policy(b"log " + changed + b"\nquorum none\n")


def test_spaces_tabs_comments_and_urls_change_nothing() -> None:
    plain = f"log {LOG.verifier}\nwitness w {COURT.verifier}\nquorum w\n"
    loose = (
        f"# who we trust\n \t\nlog\t{LOG.verifier} https://reform.example\n"
        f"  witness  w {COURT.verifier}\t https://court.example \n\t# the quorum\nquorum w\n"
    )
    one, two = read_policy(plain.encode()), read_policy(loose.encode())
    assert (one.logs[0].key, one.witnesses[0].key, one.quorum) == (
        two.logs[0].key, two.witnesses[0].key, two.quorum,
    )  # fmt: skip
    assert (two.logs[0].url, two.witnesses[0].url) == (
        "https://reform.example",
        "https://court.example",
    )


def test_names_are_opaque_octets() -> None:
    """Two that look alike are two, and what is no UTF-8 is a name like any other."""
    text = f"witness K {COURT.verifier}\nwitness \u212a {PRESS.verifier}\n".encode()
    rules = read_policy(
        text + b"witness \xff " + str(PARTY.verifier).encode() + b"\ngroup g all K \xff\nquorum g\n"
    )
    assert not rules.met(["K"])
    with pytest.raises(RecordMismatch) as refusal:
        rules.check_quorum(["K"], "here")
    assert f"{refusal.value.fields['absent']}".isprintable()
    assert not read_policy(text + b"quorum K\n").met(["\u212a"])


SHADOW = SigningKey("shadow.example", COURT.seed, Kind.COSIGNATURE).verifier
OWN_WITNESS = SigningKey("independent.example", LOG.seed, Kind.COSIGNATURE).verifier
RENAMED_LOG = VerifierKey("renamed.example", Kind.ED25519, LOG.verifier.public)
COURT_LINE = f"witness court {COURT.verifier}"


@pytest.mark.parametrize(
    ("said", "code", "lines"),
    [
        ("one key under two names", "V27", [COURT_LINE, f"witness shadow {SHADOW}"]),
        ("one witness twice", "V27", [COURT_LINE, f"witness again {COURT.verifier}"]),
        ("a log that is its own witness", "V27", [f"log {LOG.verifier}", f"witness w {OWN_WITNESS}"]),
        ("one log under two names", "V27", [f"log {LOG.verifier}", f"log {RENAMED_LOG}"]),
        ("a log's key for a witness", "V19", [f"witness w {LOG.verifier}"]),
        ("a witness's key for a log", "V19", [f"log {COURT.verifier}"]),
        ("a name for two", "V25", [COURT_LINE, f"witness court {PRESS.verifier}"]),
        ("a group with the name of a witness", "V25", [COURT_LINE, "group court any court"]),
        ("the reserved name", "V25", [f"witness none {COURT.verifier}"]),
        ("a group of the reserved name", "V25", [COURT_LINE, "group none any court"]),
        ("nobody of that name", "V24", [COURT_LINE, "group g any court press"]),
        ("none as a member", "V24", [COURT_LINE, "group g any none"]),
        ("itself as a member", "V24", [COURT_LINE, "group g any g"]),
        ("a member defined only below", "V24", ["group g any court", COURT_LINE]),
        ("one member twice", "V26", [COURT_LINE, "group g 2 court court"]),
        ("a member of two groups", "V26", [COURT_LINE, "group g any court", "group h any court"]),
        ("none of the members", "V28", [COURT_LINE, "group g 0 court"]),
        ("more than there are", "V28", [COURT_LINE, "group g 2 court"]),
        ("a number with a zero before it", "V28", [COURT_LINE, "group g 01 court"]),
        ("a negative number", "V28", [COURT_LINE, "group g -1 court"]),
        ("a number of other digits", "V28", [COURT_LINE, "group g ١ court"]),
        ("a number nobody can hold", "V28", [COURT_LINE, f"group g {'9' * 5000} court"]),
        ("a group without members", "V23", ["group g any"]),
        ("a word we do not know", "V23", ["mirror example.com"]),
        ("a log without a key", "V23", ["log"]),
        ("a witness without a key", "V23", ["witness w"]),
        ("too many words", "V23", [f"log {LOG.verifier} https://a.example more"]),
        ("a capital letter", "V23", [f"Log {LOG.verifier}"]),
        ("a key that is none", "V14", ["log reform.example"]),
        ("two quorums", "V29", ["quorum none", "quorum none"]),
        ("a quorum that is not defined", "V24", ["quorum court"]),
        ("a carriage return", "V10", ["quorum none\r"]),
        ("a control character", "V10", ["# \x07"]),
        ("a delete character", "V10", ["# \x7f"]),
    ],
)  # fmt: skip
def test_a_policy_that_is_not_in_its_form_is_refused_at_its_line(
    said: str, code: str, lines: list[str]
) -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        read_policy("".join(f"{line}\n" for line in [*lines, "quorum none"]).encode())
    fault = next((n for n, line in enumerate(lines, 1) if line.startswith("group")), len(lines))
    if "two groups" in said or "two quorums" in said:
        fault = len(lines)
    assert (refusal.value.code, refusal.value.where) == (code, f"line {fault}")


@pytest.mark.parametrize("text", ["", "# nothing\n", "quorum none"])
def test_a_policy_without_a_whole_quorum_line_is_refused(text: str) -> None:
    with pytest.raises(UnreadableRecord):
        read_policy(text.encode())


def test_a_policy_has_a_size() -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        read_policy(b"quorum none\n" + b"#\n" * MOST_BYTES)
    assert refusal.value.code == "V13"
