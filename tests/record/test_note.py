"""Signed notes, the keys under them, and checkpoints: one form each, and no forgery."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from record.logs import COURT, LOG, NOON, log_of, signed, signer
from record.mangling import anything, each_byte_changed

from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.cosignature import cosign, cosigned_at
from zhargy.record.keys import Kind, SigningKey, VerifierKey, cosigned_message
from zhargy.record.lines import plain
from zhargy.record.note import (
    MOST_BYTES,
    MOST_SIGNATURES,
    Note,
    Signature,
    opened,
    read_note,
    read_signature,
    sign,
)
from zhargy.record.tree import EMPTY_ROOT

TEXT = "One line.\n\nAnother after an empty one.\n"
STRANGER = signer("stranger.example")
SIGNED = Note(TEXT, (sign(TEXT, LOG), sign(TEXT, STRANGER)))
LINE = SIGNED.signatures[0].line.encode()
CHECKPOINT = log_of(3).checkpoint()
# The order of the group of Ed25519.
ORDER = 2**252 + 27742317777372353535851937790883648493

names = st.text(
    st.characters(
        exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"], exclude_characters="+\x85\u180e"
    ),
    min_size=1,
    max_size=12,
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=60).map(
    lambda text: text + "\n"
)
seeds = st.binary(min_size=32, max_size=32)


@given(names, texts, seeds)
def test_a_signed_text_is_read_back_and_verifies(name: str, text: str, seed: bytes) -> None:
    key = SigningKey(name, seed)
    note = Note(text, (sign(text, key),))
    assert read_note(note.bytes) == note
    seen = opened(note, [key.verifier])
    assert (seen.text, seen.by, seen.ignored) == (text, (key.verifier,), ())


@given(names, seeds, st.sampled_from(Kind))
def test_a_key_is_written_in_the_form_that_is_read(name: str, seed: bytes, kind: Kind) -> None:
    key = SigningKey(name, seed, kind)
    assert SigningKey.parse(key.private_text) == key
    assert VerifierKey.parse(str(key.verifier)) == key.verifier


@given(anything(SIGNED.bytes))
def test_any_bytes_are_a_note_in_its_one_form_or_refused(data: bytes) -> None:
    try:
        note = read_note(data)
    except ZhargyError:
        return
    assert note.bytes == data


@given(anything(LINE, str(LOG.verifier).encode(), LOG.private_text.encode()))
def test_any_text_is_a_key_or_a_line_in_its_one_form_or_refused(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    for read, written in (
        (VerifierKey.parse, str),
        (SigningKey.parse, lambda key: key.private_text),
        (read_signature, lambda signature: signature.line),
        (read_checkpoint, lambda checkpoint: checkpoint.text),
    ):
        try:
            value = read(text)
        except ZhargyError:
            continue
        assert written(value) == text


def test_a_changed_byte_of_a_note_is_refused_or_reported_as_ignored() -> None:
    keys = [LOG.verifier, COURT.verifier]
    note = read_note(signed(CHECKPOINT, COURT)).with_signatures(sign(CHECKPOINT.text, STRANGER))
    ignored = set(opened(note, keys).ignored)
    assert {signature.name for signature in ignored} == {STRANGER.name}
    for data in each_byte_changed(note.bytes):
        try:
            seen = opened(read_note(data), keys)
        except ZhargyError:
            continue
        assert seen.text == note.text
        assert set(seen.ignored) - ignored


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("nothing", b""),
        ("no empty line", b"text\n" + LINE),
        ("no signature", b"text\n\n"),
        ("no text", b"\n" + LINE),
        ("no last newline", b"text\n\n" + LINE[:-1]),
        ("a line after the signatures", b"text\n\n" + LINE + b"more\n"),
        ("an empty line after the signatures", b"text\n\n" + LINE + b"\n"),
        ("a hyphen for the dash", b"text\n\n" + LINE.replace("—".encode(), b"-")),
        ("a no-break space", b"text\n\n" + LINE.replace("— ".encode(), "—\xa0".encode())),
        ("two spaces", b"text\n\n" + LINE.replace("— ".encode(), "—  ".encode())),
        ("a space at the end", b"text\n\n" + LINE[:-1] + b" \n"),
        ("a plus in the name", b"text\n\n" + LINE.replace(b"reform", b"ref+rm")),
        ("an ideographic space in the name", b"text\n\n" + LINE.replace(b"f", "\u3000".encode())),
        ("a carriage return", b"text\r\n\n" + LINE),
        ("a tab", b"te\txt\n\n" + LINE),
        ("a zero byte", b"te\x00xt\n\n" + LINE),
        ("not UTF-8", b"te\xffxt\n\n" + LINE),
        ("a surrogate", b"te\xed\xa0\x80xt\n\n" + LINE),
        ("an overlong letter", b"te\xc1\xa1xt\n\n" + LINE),
        ("a signature of no bytes", b"text\n\n" + "— name AAAAAA==\n".encode()),
    ],
)
def test_a_note_that_is_not_in_its_form_is_refused(said: str, data: bytes) -> None:
    with pytest.raises(UnreadableRecord):
        read_note(data)


def test_the_line_of_the_fault_is_named() -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        read_note(TEXT.encode() + b"\n" + LINE + b"- x\n")
    assert (refusal.value.code, refusal.value.where) == ("V12", "line 6")
    with pytest.raises(UnreadableRecord) as refusal:
        plain("қ\nә\x07".encode())
    assert (refusal.value.code, refusal.value.where) == ("V10", "line 2")


@pytest.mark.parametrize("variant", ["AAAA AAAA", "AAAAAAA", "AAAAAAB=", "AAAA-_8=", "AAAAAAA=\n"])
def test_another_base64_form_of_the_same_bytes_is_refused(variant: str) -> None:
    read_note("text\n\n— name AAAAAAA=\n".encode())
    with pytest.raises(UnreadableRecord):
        read_note(f"text\n\n— name {variant}\n".encode())


def test_a_note_has_a_hundred_signatures_at_most_and_a_size() -> None:
    read_note(TEXT.encode() + b"\n" + LINE * MOST_SIGNATURES)
    with pytest.raises(UnreadableRecord) as refusal:
        read_note(TEXT.encode() + b"\n" + LINE * (MOST_SIGNATURES + 1))
    assert refusal.value.code == "V30"
    text = b"x" * (MOST_BYTES - len(LINE) - 2) + b"\n"
    read_note(text + b"\n" + LINE)
    with pytest.raises(UnreadableRecord) as refusal:
        read_note(b"x" + text + b"\n" + LINE)
    assert refusal.value.code == "V13"


def test_a_kind_of_key_that_we_do_not_know_is_named() -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        VerifierKey.parse(key_text(LOG.name, b"\x06" + bytes(1312)))
    assert (refusal.value.where, refusal.value.fields) == (LOG.name, {"kind": "06"})


def test_a_wrong_signature_of_a_known_key_spoils_the_whole_note() -> None:
    wrong = Signature(LOG.name, LOG.verifier.key_id, bytes(64))
    for signatures in ((wrong, *SIGNED.signatures), (*SIGNED.signatures, wrong)):
        with pytest.raises(RecordMismatch) as refusal:
            opened(Note(TEXT, signatures), [LOG.verifier, STRANGER.verifier])
        assert (refusal.value.code, refusal.value.where) == ("V46", LOG.name)


def test_a_note_that_no_known_key_signed_is_refused() -> None:
    with pytest.raises(RecordMismatch) as refusal:
        opened(SIGNED, [COURT.verifier])
    assert (refusal.value.code, refusal.value.fields) == ("V47", {"ignored": 2})


def test_a_signature_with_a_known_name_and_another_id_is_ignored_and_reported() -> None:
    other = signer("other.example").verifier
    namesake = Signature(LOG.name, other.key_id, bytes(64))
    seen = opened(SIGNED.with_signatures(namesake), [LOG.verifier])
    assert seen.by == (LOG.verifier,)
    assert seen.ignored == (SIGNED.signatures[1], namesake)


def test_a_line_added_twice_stands_once() -> None:
    assert SIGNED.with_signatures(*SIGNED.signatures) == SIGNED


def test_two_keys_of_one_name_and_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collision of 32 bits, which anyone can compute; here by decree."""
    other = VerifierKey(LOG.name, Kind.ED25519, STRANGER.verifier.public)
    monkeypatch.setattr(VerifierKey, "key_id", property(lambda key: b"same"))
    with pytest.raises(RecordMismatch) as refusal:
        opened(SIGNED, [LOG.verifier, other])
    assert refusal.value.code == "V48"


def test_a_second_signature_made_from_the_first_is_refused() -> None:
    """Ed25519 signatures with s + order verify under careless libraries."""
    value = SIGNED.signatures[0].value
    s = int.from_bytes(value[32:], "little") + ORDER
    twin = Signature(LOG.name, LOG.verifier.key_id, value[:32] + s.to_bytes(32, "little"))
    with pytest.raises(RecordMismatch):
        opened(Note(TEXT, (twin,)), [LOG.verifier])


@pytest.mark.parametrize("length", [0, 63, 65, 72])
def test_a_signature_of_another_length_is_wrong(length: int) -> None:
    value = (SIGNED.signatures[0].value + bytes(9))[:length]
    assert not LOG.verifier.verifies(TEXT, value)
    assert not COURT.verifier.verifies(TEXT, value)


@pytest.mark.parametrize(
    "public",
    [
        bytes(32),
        (1).to_bytes(32, "little"),
        (1 | 1 << 255).to_bytes(32, "little"),
        (2**255 - 20).to_bytes(32, "little"),
        bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
        (2**255 - 19).to_bytes(32, "little"),
        (2**255 - 1).to_bytes(32, "little"),
    ],
)
def test_a_key_under_which_anything_may_pass_as_signed_is_refused(public: bytes) -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        VerifierKey("weak.example", Kind.ED25519, public)
    assert refusal.value.code == "V17"


def key_text(name: str, material: bytes) -> str:
    return f"{name}+{LOG.verifier.key_id.hex()}+{base64.b64encode(material).decode()}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "V14"),
        ("name", "V14"),
        ("name+00000000", "V14"),
        (key_text("", b"\x01" + LOG.verifier.public), "V14"),
        (key_text("a b", b"\x01" + LOG.verifier.public), "V14"),
        (key_text(ORIGIN := LOG.name, b"\x01" + LOG.verifier.public[:-1]), "V14"),
        (key_text(ORIGIN, b"\x01" + LOG.verifier.public + b"x"), "V14"),
        (key_text(ORIGIN, b"\x02" + LOG.verifier.public), "V15"),
        (key_text(ORIGIN, b"\x06" + bytes(1312)), "V15"),
        (key_text(ORIGIN, b"\x04" + LOG.verifier.public), "V16"),
        (key_text("other.example", b"\x01" + LOG.verifier.public), "V16"),
        (str(LOG.verifier) + "\n", "V14"),
    ],
)
def test_a_verifier_key_that_is_not_in_its_form_is_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        VerifierKey.parse(text)
    assert refusal.value.code == code


def test_the_id_of_a_key_is_written_in_small_hexadecimal_digits() -> None:
    name, key_id, material = str(LOG.verifier).split("+", 2)
    assert key_id != key_id.upper()
    with pytest.raises(UnreadableRecord) as refusal:
        VerifierKey.parse(f"{name}+{key_id.upper()}+{material}")
    assert refusal.value.code == "V16"


def test_a_secret_is_shown_neither_by_repr_nor_by_an_error() -> None:
    secret = base64.b64encode(b"\x01" + LOG.seed).decode()
    assert secret in LOG.private_text
    assert repr(LOG.seed) not in repr(LOG)
    for text in (LOG.private_text[:-1], LOG.private_text.replace(LOG.name, "x"), secret):
        with pytest.raises(UnreadableRecord) as refusal:
            SigningKey.parse(text)
        assert secret[:12] not in f"{refusal.value.args}"


def test_a_secret_says_that_it_is_one() -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        SigningKey.parse(LOG.private_text.removeprefix("PRIVATE+KEY+"))
    assert refusal.value.code == "V18"


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_signing_key_has_32_secret_bytes(length: int) -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        SigningKey("log.example", bytes(length))
    assert refusal.value.code == "V18"


def test_a_log_key_does_not_cosign_and_a_witness_key_does_not_sign() -> None:
    for refused in (lambda: sign(TEXT, COURT), lambda: cosign(CHECKPOINT.text, LOG, NOON)):
        with pytest.raises(UnreadableRecord) as refusal:
            refused()
        assert refusal.value.code == "V19"


@pytest.mark.parametrize("text", ["", "no newline", "a\tb\n", "\ud800\n"])
def test_a_text_that_could_not_be_read_back_is_not_signed(text: str) -> None:
    with pytest.raises(UnreadableRecord):
        sign(text, LOG)


# -- checkpoints and cosignatures ------------------------------------------------------------------


@given(names, st.integers(1, 2**63 - 1), seeds, st.lists(names, max_size=2))
def test_a_checkpoint_is_written_in_the_form_that_is_read(
    origin: str, size: int, root: bytes, extensions: list[str]
) -> None:
    checkpoint = Checkpoint(origin, size, root, tuple(extensions))
    assert read_checkpoint(checkpoint.text) == checkpoint


ROOT = base64.b64encode(CHECKPOINT.root).decode()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "line 1"),
        ("origin\n", "line 2"),
        ("origin\n3\n", "line 3"),
        (f"origin\n3\n{ROOT}", "line 3"),
        (f"\n3\n{ROOT}\n", "line 1"),
        (f"origin\n03\n{ROOT}\n", "line 2"),
        (f"origin\n+3\n{ROOT}\n", "line 2"),
        (f"origin\n٣\n{ROOT}\n", "line 2"),
        (f"origin\n 3\n{ROOT}\n", "line 2"),
        (f"origin\n-3\n{ROOT}\n", "line 2"),
        (f"origin\nNaN\n{ROOT}\n", "line 2"),
        (f"origin\n{2**63}\n{ROOT}\n", "line 2"),
        (f"origin\n{'9' * 5000}\n{ROOT}\n", "line 2"),
        (f"origin\n3\n{ROOT[:-1]}\n", "line 3"),
        ("origin\n3\nAAAA\n", "line 3"),
        (f"origin\n3\n{ROOT}\n\n", "line 4"),
        (f"origin\n3\n{ROOT}\nmore\n\n", "line 5"),
        (f"origin\r\n3\n{ROOT}\n", "line 1"),
    ],
)
def test_a_checkpoint_that_is_not_in_its_form_is_refused_where_it_is_wrong(
    text: str, where: str
) -> None:
    with pytest.raises(UnreadableRecord) as refusal:
        read_checkpoint(text)
    assert (refusal.value.code, refusal.value.where) == ("V20", where)


def test_a_checkpoint_of_size_0_has_the_root_of_the_empty_record() -> None:
    assert read_checkpoint(Checkpoint("origin", 0, EMPTY_ROOT).text).size == 0
    with pytest.raises(UnreadableRecord) as refusal:
        read_checkpoint(f"origin\n0\n{ROOT}\n")
    assert refusal.value.code == "V21"


@pytest.mark.parametrize(("size", "root"), [(-1, EMPTY_ROOT), (2**63, EMPTY_ROOT), (3, b"short")])
def test_a_checkpoint_that_could_not_be_read_back_cannot_be_made(size: int, root: bytes) -> None:
    with pytest.raises(UnreadableRecord):
        Checkpoint("origin", size, root)


def test_a_cosignature_binds_its_time_and_its_text() -> None:
    text = CHECKPOINT.text
    signature = cosign(text, COURT, NOON)
    assert cosigned_at(text, signature, COURT.verifier) == NOON
    later = (NOON + 1).to_bytes(8, "big") + signature.value[8:]
    for spoilt_text, value in ((text, later), (f"{text}more\n", signature.value)):
        spoilt = Signature(COURT.name, COURT.verifier.key_id, value)
        with pytest.raises(RecordMismatch):
            cosigned_at(spoilt_text, spoilt, COURT.verifier)
    with pytest.raises(RecordMismatch):
        cosigned_at(text, signature, signer("press.example", Kind.COSIGNATURE).verifier)


@pytest.mark.parametrize("time", [0, -1, 2**63])
def test_a_cosignature_without_a_usable_time_is_neither_made_nor_believed(time: int) -> None:
    with pytest.raises(ValueError, match="time"):
        cosign(CHECKPOINT.text, COURT, time)
    value = (time % 2**64).to_bytes(8, "big") + bytes(64)
    assert not COURT.verifier.verifies(CHECKPOINT.text, value)


@pytest.mark.parametrize("time", [1, 2**63 - 1])
def test_the_first_and_the_last_second_can_be_cosigned(time: int) -> None:
    signature = cosign(CHECKPOINT.text, COURT, time)
    assert cosigned_at(CHECKPOINT.text, signature, COURT.verifier) == time


def test_a_cosignature_of_time_0_is_not_believed_though_its_key_made_it() -> None:
    private = Ed25519PrivateKey.from_private_bytes(COURT.seed)
    signature = private.sign(cosigned_message(CHECKPOINT.text, 0))
    assert not COURT.verifier.verifies(CHECKPOINT.text, bytes(8) + signature)


def test_what_is_no_checkpoint_is_not_cosigned() -> None:
    with pytest.raises(UnreadableRecord):
        cosign(TEXT, COURT, NOON)
