"""The checker page, a second reader of the public record that shares nothing with the first.

The logs of these tests come from a small maker of their own, written from the C2SP specifications.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from browsing import chromium, violations
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import zhargy

PAGE = Path(zhargy.__file__).parent / "verify/checker.html"
VECTORS = Path(__file__).parents[1] / "vectors/checker"
LANGUAGES = ("kk", "ru", "en")
ORIGIN = "jetiaral.example/reform"
NOW = 2_000_000_000
PLAIN_HOST = "plain.example"


# -- a log, made from the specifications ------------------------------------------------------------


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


@dataclass(frozen=True)
class Signer:
    name: str
    seed: int
    kind: int = 1

    @property
    def _secret(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32)

    @property
    def key(self) -> bytes:
        return bytes([self.kind]) + self._secret.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + self.key)[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64(self.key)}"

    def line(self, text: str, at: int = NOW) -> str:
        if self.kind == 1:
            signed = self._secret.sign(text.encode())
        else:
            message = f"cosignature/v1\ntime {at}\n{text}"
            signed = at.to_bytes(8, "big") + self._secret.sign(message.encode())
        return f"— {self.name} {b64(self.key_id + signed)}\n"


LOG = Signer(ORIGIN, 1)
PAPER = Signer("newspaper.example", 2, kind=4)
PARTY = Signer("party.example", 3, kind=4)
COURT = Signer("court.example", 4, kind=4)
STRANGER = Signer("stranger.example", 5, kind=4)
POLICY = f"""# an example
log {LOG.vkey}
witness paper {PAPER.vkey}
witness party {PARTY.vkey} https://party.example/
witness court {COURT.vkey}
group public 2 paper party court
quorum public
"""


def tree_hash(entries: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, as it is written there."""
    if not entries:
        return sha256(b"")
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0])
    split = 1 << (len(entries) - 1).bit_length() - 1
    return sha256(b"\x01" + tree_hash(entries[:split]) + tree_hash(entries[split:]))


def inclusion(index: int, entries: Sequence[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1."""
    if len(entries) == 1:
        return []
    split = 1 << (len(entries) - 1).bit_length() - 1
    if index < split:
        return [*inclusion(index, entries[:split]), tree_hash(entries[split:])]
    return [*inclusion(index - split, entries[split:]), tree_hash(entries[:split])]


def number_path(n: int) -> str:
    digits = str(n).zfill(-(-len(str(n)) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


@dataclass(frozen=True)
class Log:
    entries: tuple[bytes, ...]
    blobs: tuple[bytes, ...] = ()
    signers: tuple[Signer, ...] = (LOG, PAPER, COURT)
    origin: str = ORIGIN

    def text(self) -> str:
        return f"{self.origin}\n{len(self.entries)}\n{b64(tree_hash(self.entries))}\n"

    def checkpoint(self) -> str:
        text = self.text()
        return text + "\n" + "".join(signer.line(text) for signer in self.signers)

    def at(self, size: int) -> Log:
        return replace(self, entries=self.entries[:size])

    def receipt(self, index: int) -> str:
        path = "".join(b64(node) + "\n" for node in inclusion(index, self.entries))
        entry = b64(self.entries[index])
        head = f"c2sp.org/tlog-proof@v1\nextra {entry}\nindex {index}\n"
        return head + path + "\n" + self.checkpoint()

    def files(self) -> dict[str, bytes]:
        made = {"checkpoint": self.checkpoint().encode()}
        for start in range(0, len(self.entries), 256):
            part = self.entries[start : start + 256]
            name = number_path(start // 256) + ("" if len(part) == 256 else f".p/{len(part)}")
            made[f"tile/entries/{name}"] = b"".join(len(e).to_bytes(2, "big") + e for e in part)
        level, hashes = 0, [sha256(b"\x00" + entry) for entry in self.entries]
        while hashes:
            parts = [hashes[i : i + 256] for i in range(0, len(hashes), 256)]
            for n, part in enumerate(parts):
                name = number_path(n) + ("" if len(part) == 256 else f".p/{len(part)}")
                made[f"tile/{level}/{name}"] = b"".join(part)
            hashes = [full_tile_hash(part) for part in parts if len(part) == 256]
            level += 1
        for blob in self.blobs:
            digest = hashlib.sha256(blob).hexdigest()
            made[f"blob/{digest[:2]}/{digest}"] = blob
        return made


def full_tile_hash(hashes: Sequence[bytes]) -> bytes:
    row = list(hashes)
    while len(row) > 1:
        row = [sha256(b"\x01" + row[i] + row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def entry(number: int) -> bytes:
    said = {"kind": "proposal/1", "n": number, "words": "Сот ашық өтеді"}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def log_of(count: int) -> Log:
    return Log(tuple(entry(i) for i in range(count)), blobs=(b"attached", b"\xd3\x9b" * 900))


# -- the page ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    # a name that is not this machine's own: over plain http it is no secure origin
    with chromium(f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1") as window:
        yield window


@dataclass
class Checker:
    """The page as a person uses it: files in, marks and sentences out."""

    tab: Any
    folder: Path
    troubles: list[str] = field(default_factory=list)

    def write(self, files: dict[str, bytes]) -> str:
        folder = self.folder / "record"
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return str(folder)

    def _settled(self, act: Callable[[], object]) -> None:
        before = self.tab.evaluate("document.body.dataset.done || '0'")
        act()
        self.tab.wait_for_function("was => (document.body.dataset.done || '0') !== was", arg=before)

    def _file(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def choose(self, slot: str, content: str | bytes) -> None:
        path = self._file(f"chosen.{slot}", content)
        self._settled(lambda: self.tab.set_input_files(f"#{slot}-file", path))

    def receipt(self, content: str | bytes) -> None:
        self.choose("receipt", content)

    def policy(self, content: str | bytes = POLICY) -> None:
        self.choose("keys", content)

    def paste(self, text: str) -> None:
        self._settled(lambda: self.tab.fill("#keys-text", text))

    def record(self, files: dict[str, bytes]) -> None:
        folder = self.write(files)
        self._settled(lambda: self.tab.set_input_files("#record-folder", folder))

    def drop_folder(self, files: dict[str, bytes]) -> None:
        folder = self.write(files)
        session = self.tab.context.new_cdp_session(self.tab)
        what = {"items": [], "files": [folder], "dragOperationsMask": 1}

        def drop() -> None:
            for kind in ("dragEnter", "dragOver", "drop"):
                place = {"type": kind, "x": 200, "y": 200, "data": what}
                session.send("Input.dispatchDragEvent", place)

        self._settled(drop)

    def steps(self, subject: str) -> dict[str, tuple[str, str]]:
        """State and sentence of each step by its name."""
        rows = self.tab.evaluate(
            "subject => [...document.querySelectorAll(`[data-subject=${subject}] [data-step]`)]"
            ".map(li => [li.dataset.step, li.dataset.state, li.dataset.text])",
            subject,
        )
        return {step: (state, text) for step, state, text in rows}

    def misfits(self, subject: str) -> list[str]:
        return [step for step, (state, _) in self.steps(subject).items() if state == "misfit"]

    def verdict(self, subject: str) -> str:
        return str(self.tab.get_attribute(f"[data-subject={subject}] .verdict", "data-verdict"))

    def sentence(self, subject: str) -> str:
        return str(self.tab.inner_text(f"[data-subject={subject}] .verdict p >> nth=0"))

    def words(self, subject: str, step: str) -> str:
        return str(self.tab.inner_text(f"[data-subject={subject}] [data-step={step}]"))


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    window = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    window.set_default_timeout(20_000)
    yield window
    window.close()


@pytest.fixture
def checker(context: Any, tmp_path: Path) -> Iterator[Checker]:
    tab = context.new_page()
    page = Checker(tab, tmp_path)
    tab.on("pageerror", lambda error: page.troubles.append(str(error)))
    tab.on("console", lambda said: page.troubles.append(said.text))
    tab.on("request", lambda asked: page.troubles.append(asked.url))
    tab.goto(PAGE.as_uri() + "#lang=en")
    yield page
    tab.close()
    # the page itself is the only thing asked for, and nothing was refused or went wrong
    assert page.troubles == [PAGE.as_uri()]


# -- hashes and signatures ----------------------------------------------------------------------------


def test_hashes_are_those_of_the_standard_for_every_length_around_a_block(checker: Checker) -> None:
    texts = [bytes(i % 251 for i in range(length)) for length in [*range(300), 1000, 65_535]]
    got = checker.tab.evaluate(
        "all => all.map(h => Uint8Array.from(h.match(/../g) || [], x => parseInt(x, 16)))"
        ".map(b => [Checker.hex(Checker.sha256(b)), Checker.hex(Checker.sha512(b))])",
        [text.hex() for text in texts],
    )
    due = [[hashlib.sha256(t).hexdigest(), hashlib.sha512(t).hexdigest()] for t in texts]
    assert got == due
    assert due[0][0].startswith("e3b0c442")  # FIPS 180-4: the empty text


def faults(checker: Checker, cases: Sequence[tuple[bytes, bytes, bytes]]) -> list[str | None]:
    return list(
        checker.tab.evaluate(
            "all => all.map(c => c.map(h => Uint8Array.from(h.match(/../g) || [], "
            "x => parseInt(x, 16)))).map(([k, m, s]) => Checker.ed25519Fault(k, m, s))",
            [[part.hex() for part in case] for case in cases],
        )
    )


@pytest.mark.parametrize("name", ["rfc8032-ed25519.jsonl", "wycheproof-ed25519.jsonl"])
def test_signatures_hold_where_the_published_vectors_say_so(checker: Checker, name: str) -> None:
    rows = [json.loads(line) for line in (VECTORS / name).read_text().splitlines()]
    parts = ("key", "message", "signature")
    cases = [tuple(bytes.fromhex(row[part]) for part in parts) for row in rows]
    got = faults(checker, cases)  # type: ignore[arg-type]
    wrong = [row for row, fault in zip(rows, got, strict=True) if (fault is None) != row["valid"]]
    assert not wrong
    assert any(row["valid"] for row in rows)


ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19


def test_a_signature_has_one_form_only(checker: Checker) -> None:
    secret = Ed25519PrivateKey.from_private_bytes(bytes(32))
    key, message = secret.public_key().public_bytes_raw(), b"one text"
    good = secret.sign(message)
    s = int.from_bytes(good[32:], "little")
    malleable = good[:32] + (s + ORDER).to_bytes(32, "little")
    not_canonical = (PRIME + 1).to_bytes(32, "little") + good[32:]
    minus_zero = ((1 << 255) + 1).to_bytes(32, "little") + good[32:]
    signatures = [good, malleable, not_canonical, minus_zero, good[:63], good + b"\x00"]
    assert faults(checker, [(key, message, signature) for signature in signatures]) == [
        None,
        "signature-scalar",
        "signature-point",
        "signature-point",
        "signature-length",
        "signature-length",
    ]


def test_a_key_of_small_order_signs_nothing(checker: Checker) -> None:
    """With the neutral point as key, R = S·B holds for any text."""
    digest = bytearray(hashlib.sha512(bytes(32)).digest()[:32])
    digest[0] &= 248
    digest[31] = digest[31] & 127 | 64
    scalar = int.from_bytes(digest, "little") % ORDER
    r = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    forged = r + scalar.to_bytes(32, "little")
    y8 = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
    small = [
        (1).to_bytes(32, "little"),
        (PRIME - 1).to_bytes(32, "little"),
        bytes(32),
        (1 << 255).to_bytes(32, "little"),
        bytes.fromhex(y8),
        bytes.fromhex(y8[:-2] + "fa"),
    ]
    for key in small:
        assert faults(checker, [(key, b"any text", forged)]) == ["key-small"]
    not_canonical = [PRIME, PRIME + 1, 2**255 - 1, PRIME + 1 + (1 << 255)]
    for number in not_canonical:
        key = number.to_bytes(32, "little")
        assert faults(checker, [(key, b"any text", forged)]) == ["key-point"]


def test_the_example_of_the_note_specification_holds(checker: Checker) -> None:
    key, note = ((VECTORS / f"note-example.{end}").read_text() for end in ("key", "txt"))
    fault = checker.tab.evaluate(
        "([key, text]) => { const k = Checker.readKey(key.trim()), n = Checker.readNote(text);"
        "return [n.signatures[0].id === k.id, "
        "Checker.ed25519Fault(k.key, Checker.bytesOf(n.text), n.signatures[0].bytes)]; }",
        [key, note],
    )
    assert fault == [True, None]


# -- a receipt ----------------------------------------------------------------------------------------


def test_a_receipt_with_its_policy_is_verified_step_by_step(checker: Checker) -> None:
    checker.policy()
    checker.receipt(log_of(300).receipt(42))
    assert checker.verdict("receipt") == "v-receipt-quorum"
    assert "Verified" in checker.sentence("receipt")
    assert checker.steps("receipt") == {
        "format": ("fits", "format-receipt"),
        "entry": ("fits", "entry-hashed"),
        "index": ("fits", "index-within"),
        "path": ("fits", "path-leads"),
        "log": ("fits", "log-good"),
        "witnesses": ("fits", "witnesses-count"),
        "quorum": ("fits", "quorum-met"),
    }
    assert b64(sha256(b"\x00" + entry(42))) in checker.words("receipt", "entry")
    assert b64(tree_hash(log_of(300).entries)) in checker.words("receipt", "path")
    assert "2033-05-18 03:33:20 UTC" in checker.words("receipt", "witnesses")
    assert "no signature" in checker.words("receipt", "witnesses")
    assert checker.tab.locator("[data-step=path] tbody tr").count() == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_key_nobody_is_said_to_have_verified_anything(
    checker: Checker, language: str
) -> None:
    checker.receipt(log_of(7).receipt(3))
    checker.tab.click(f".langs [lang={language}]")
    assert checker.verdict("receipt") == "v-receipt-nobody"
    said = checker.tab.inner_text("#outcomes").lower()
    for word in ("verified", "подтвержден", "подтверждён", "расталды"):
        assert word not in said
    state = checker.tab.get_attribute("[data-subject=receipt] .verdict", "data-state")
    assert state == "unchecked"
    assert checker.steps("receipt")["log"] == ("unchecked", "log-nobody")


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_every_entry_of_a_small_log_has_a_path_that_leads_to_its_root(
    checker: Checker, size: int
) -> None:
    receipts = [log_of(size).receipt(index) for index in range(size)]
    states = checker.tab.evaluate(
        "all => all.map(r => Checker.checkReceipt(Checker.bytesOf(r), null, 0)"
        ".steps.find(s => s.id === 'path').text)",
        receipts,
    )
    assert states == ["path-leads"] * size


def test_a_key_alone_shows_the_log_and_says_that_no_quorum_was_asked(checker: Checker) -> None:
    checker.receipt(log_of(7).receipt(3))
    checker.paste(LOG.vkey)
    assert checker.verdict("receipt") == "v-receipt-log"
    assert checker.steps("receipt")["quorum"] == ("unchecked", "quorum-norule")
    assert checker.steps("receipt")["ignored"] == ("note", "ignored-found")
    checker.paste(f"log {LOG.vkey}\nquorum none")
    assert checker.verdict("receipt") == "v-receipt-alone"


def test_a_surplus_cosignature_of_an_unknown_key_is_reported_as_ignored(checker: Checker) -> None:
    log = replace(log_of(7), signers=(LOG, PAPER, COURT, STRANGER))
    checker.policy()
    checker.receipt(log.receipt(3))
    assert checker.verdict("receipt") == "v-receipt-quorum"
    assert checker.steps("receipt")["ignored"] == ("note", "ignored-found")
    assert "stranger.example" in checker.words("receipt", "ignored")
    # and one changed letter of its name passes, by design of the standard
    checker.receipt(log.receipt(3).replace("— stranger", "— strangex"))
    assert checker.verdict("receipt") == "v-receipt-quorum"
    assert "strangex.example" in checker.words("receipt", "ignored")


def test_too_few_witnesses_are_no_quorum(checker: Checker) -> None:
    checker.policy()
    for signers in [(LOG, PAPER), (LOG, PAPER, STRANGER), (LOG, PAPER, PAPER)]:
        checker.receipt(replace(log_of(7), signers=signers).receipt(3))
        assert checker.misfits("receipt") == ["quorum"]
        assert "1 signed, 2 needed, 3 in all" in checker.words("receipt", "quorum")


def test_the_origin_line_must_be_the_name_of_the_key(checker: Checker) -> None:
    checker.policy()
    checker.receipt(replace(log_of(7), origin="other.example/reform").receipt(3))
    assert checker.steps("receipt")["log"] == ("misfit", "log-origin")


def test_a_note_without_a_known_log_is_refused(checker: Checker) -> None:
    checker.policy()
    checker.receipt(replace(log_of(7), signers=(PAPER, COURT)).receipt(3))
    assert checker.misfits("receipt") == ["log"]
    checker.policy(f"witness w {PAPER.vkey}\nquorum w\n")
    checker.receipt(log_of(7).receipt(3))
    assert checker.steps("receipt")["log"] == ("misfit", "log-unnamed")


def test_a_key_kind_that_the_page_cannot_check_is_named_and_not_counted(checker: Checker) -> None:
    material = bytes([6]) + bytes(1312)
    name = "quantum.example"
    key_id = sha256(name.encode() + b"\n" + material)[:4]
    vkey = f"{name}+{key_id.hex()}+{b64(material)}"
    line = f"— {name} {b64(key_id + bytes(8 + 2420))}\n"
    checker.policy(f"log {LOG.vkey}\nwitness q {vkey}\nquorum q\n")
    checker.receipt(log_of(7).receipt(3) + line)
    assert checker.steps("receipt")["otherkind"] == ("note", "otherkind-found")
    assert checker.misfits("receipt") == ["quorum"]


def changed(text: str, line: int, at: int = 5) -> str:
    """The text with one letter of a line turned into another of the base64 alphabet."""
    lines = text.split("\n")
    letter = "B" if lines[line][at] == "A" else "A"
    lines[line] = lines[line][:at] + letter + lines[line][at + 1 :]
    return "\n".join(lines)


def receipt_mutations() -> dict[str, tuple[Callable[[str], str], list[str]]]:
    """What is changed in the receipt of entry 3 of 7 -> the steps that must not fit."""
    signed = ["log", "witnesses", "quorum"]
    return {
        "entry": (lambda r: changed(r, 1, 20), ["path"]),
        "hash of the path": (lambda r: changed(r, 4), ["path"]),
        "index": (lambda r: r.replace("index 3", "index 2"), ["path"]),
        "index beyond the size": (lambda r: r.replace("index 3", "index 7"), ["index"]),
        "size": (lambda r: r.replace("\n7\n", "\n8\n"), signed),
        "size with another path": (lambda r: r.replace("\n7\n", "\n70\n"), ["path", *signed]),
        "root": (lambda r: changed(r, 9), ["path", *signed]),
        "signature of the log": (lambda r: changed(r, 11, -9), ["log"]),
        "signature of a witness": (lambda r: changed(r, 12, -9), ["witnesses", "quorum"]),
        "time of a witness": (lambda r: changed(r, 12, 30), ["witnesses", "quorum"]),
        "a hash too few": (lambda r: r.replace(r.split("\n")[3] + "\n", ""), ["path"]),
        "a hash too many": (lambda r: r.replace("\n\n", f"\n{b64(bytes(32))}\n\n", 1), ["path"]),
        "no entry": (lambda r: re.sub("extra .*\n", "", r), ["entry"]),
    }


@pytest.mark.parametrize("part", receipt_mutations())
def test_a_change_in_a_receipt_is_found_where_it_was_made(checker: Checker, part: str) -> None:
    mutate, due = receipt_mutations()[part]
    sound = log_of(7).receipt(3)
    broken = mutate(sound)
    assert broken != sound
    checker.policy()
    checker.receipt(broken)
    assert checker.verdict("receipt") == "v-receipt-broken"
    assert checker.misfits("receipt") == due
    reasons = {"a hash too few": "path-short", "a hash too many": "path-long"}
    if part in reasons:
        assert checker.steps("receipt")["path"] == ("misfit", reasons[part])
    title = checker.words("receipt", due[0]).split("\n")[1]
    assert checker.sentence("receipt").endswith(f": “{title}”.")


def test_a_witness_whose_time_is_out_of_range_is_refused_though_its_signature_holds(
    checker: Checker,
) -> None:
    log = replace(log_of(7), signers=(LOG, PAPER))
    late = log.text() + "\n" + LOG.line(log.text()) + PAPER.line(log.text(), at=2**63)
    checker.policy()
    checker.receipt(log.receipt(3).replace(log.checkpoint(), late))
    assert checker.steps("receipt")["witnesses"] == ("misfit", "witnesses-bad")
    assert sentences()["signature-time"]["en"] in checker.words("receipt", "witnesses")


def test_no_single_changed_byte_of_a_signed_receipt_passes(checker: Checker) -> None:
    sound = replace(log_of(3), signers=(LOG,)).receipt(1).encode()
    passed = checker.tab.evaluate(
        """([hex, key]) => {
            const sound = Uint8Array.from(hex.match(/../g), x => parseInt(x, 16));
            const trust = Checker.readTrust(Checker.bytesOf(key));
            const says = bytes => Checker.checkReceipt(bytes, trust, 0).verdict.text;
            const passed = [says(sound)];
            for (let at = 0; at < sound.length; at++) {
                const broken = Uint8Array.from(sound);
                broken[at] ^= 1 << (at % 7);
                if (says(broken) !== "v-receipt-broken") passed.push(at);
            }
            return passed;
        }""",
        [sound.hex(), LOG.vkey],
    )
    assert passed == ["v-receipt-log"]


MALFORMED: dict[str, Callable[[str], str]] = {
    "receipt-first-line": lambda r: r.replace("@v1", "@v2"),
    "receipt-extra": lambda r: r.replace("extra ", "extra !"),
    "receipt-index": lambda r: r.replace("index 3", "index 03"),
    "receipt-hash": lambda r: changed(r, 3).replace(r.split("\n")[4], r.split("\n")[4][:-4]),
    "checkpoint-size": lambda r: r.replace("\n7\n", "\n07\n"),
    "checkpoint-empty": lambda r: r.replace("\n7\n", "\n0\n"),
    "checkpoint-root": lambda r: r.replace(r.split("\n")[9], r.split("\n")[9][:-4]),
    "checkpoint-lines": lambda r: r.replace(r.split("\n")[9] + "\n", ""),
    "note-signature": lambda r: r.replace("— party", "- party").replace("— court", "- court"),
    "note-form": lambda r: r.rstrip("\n"),
    "note-many": lambda r: r + STRANGER.line("x\n") * 100,
    "control-characters": lambda r: r.replace("\n", "\r\n").replace("@v1\r", "@v1"),
    "receipt-checkpoint": lambda r: r.split("\n\n")[0] + "\n",
}


@pytest.mark.parametrize("code", MALFORMED)
def test_a_receipt_that_is_not_in_its_form_is_refused_with_the_reason(
    checker: Checker, code: str
) -> None:
    checker.receipt(MALFORMED[code](log_of(7).receipt(3)))
    assert checker.steps("receipt") == {"format": ("misfit", code)}


def test_base64_has_one_form_only(checker: Checker) -> None:
    """The last letter of a padded hash carries two bits that must be zero."""
    sound = log_of(7).receipt(3)
    node = sound.split("\n")[3]
    assert node.endswith("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    loose = node[:-2] + alphabet[alphabet.index(node[-2]) + 1] + "="
    assert base64.b64decode(loose) == base64.b64decode(node)
    checker.receipt(sound.replace(node, loose))
    assert checker.steps("receipt") == {"format": ("misfit", "receipt-hash")}


def test_words_of_an_entry_are_never_markup_and_hidden_marks_are_written_out(
    checker: Checker,
) -> None:
    said = '{"a":"<img src=x onerror=alert(1)>","n":12345678901234567890,"a":"\u202etxt"}'
    log = Log((said.encode(), b"plain <b>text</b>", b"\xff\xfe"))
    checker.receipt(log.receipt(0))
    shown = checker.tab.inner_text("[data-step=entry] pre")
    # every token stays: both "a", every digit; only white space is added
    assert "".join(shown.split()) == "".join(said.replace("\u202e", "‹U+202E›").split())
    assert checker.tab.locator("#outcomes img, #outcomes b").count() == 0
    checker.receipt(log.receipt(1))
    assert "plain <b>text</b>" in checker.tab.inner_text("[data-step=entry] pre")
    checker.receipt(log.receipt(2))
    assert checker.tab.inner_text("[data-step=entry] pre").strip() == "ff fe"


# -- keys and policies ----------------------------------------------------------------------------------

SMALL = bytes([1]) + (1).to_bytes(32, "little")
SMALL_KEY = f"x+{sha256(b'x' + chr(10).encode() + SMALL)[:4].hex()}+{b64(SMALL)}"
W = f"witness a {PAPER.vkey}\n"
BAD_POLICIES = {
    "policy-end": "quorum none",
    "policy-octets": "# tabs are fine,\t\x01 this is not\nquorum none\n",
    "policy-words": "logs x\nquorum none\n",
    "policy-key": f"log {LOG.vkey[:-4]}AAA=\nquorum none\n",
    "policy-kind": f"witness a {LOG.vkey}\nquorum a\n",
    "policy-key-twice": f"{W}witness b {replace(PAPER, name='other.example').vkey}\nquorum a\n",
    "policy-name": f"{W}witness a {PARTY.vkey}\nquorum a\n",
    "policy-unknown": f"quorum a\n{W}",
    "policy-member": f"{W}group g any a a\nquorum g\n",
    "policy-count": f"{W}group g 2 a\nquorum g\n",
    "policy-quorum": f"{W}quorum a\nquorum none\n",
    "policy-quorum-none": W,
    "vkey-form": "example.com/foo",
    "vkey-id": LOG.vkey.replace(LOG.key_id.hex(), "00000000"),
    "key-small": SMALL_KEY,
}


@pytest.mark.parametrize("code", BAD_POLICIES)
def test_keys_that_cannot_be_read_are_refused_and_never_taken_for_no_keys(
    checker: Checker, code: str
) -> None:
    checker.policy(BAD_POLICIES[code])
    checker.receipt(log_of(7).receipt(3))
    assert checker.verdict("receipt") == "v-keys"
    got = checker.tab.evaluate(
        "text => { try { Checker.readTrust(Checker.bytesOf(text)); return null; }"
        "catch (fault) { return fault.code; } }",
        BAD_POLICIES[code],
    )
    assert got == code


def test_a_policy_of_groups_within_groups_is_counted_from_below(checker: Checker) -> None:
    policy = f"""
log {LOG.vkey}
witness a {PAPER.vkey}
 witness  b\t{PARTY.vkey}
witness c {COURT.vkey}
group ab any a b
group both all ab c
quorum both
"""
    checker.policy(policy)
    for signers, due in [
        ((LOG, PAPER, COURT), "v-receipt-quorum"),
        ((LOG, PARTY, COURT), "v-receipt-quorum"),
        ((LOG, PAPER, PARTY), "v-receipt-broken"),
        ((LOG, COURT), "v-receipt-broken"),
    ]:
        checker.receipt(replace(log_of(7), signers=signers).receipt(3))
        assert checker.verdict("receipt") == due


def test_names_of_a_policy_may_be_kazakh(checker: Checker) -> None:
    checker.policy(
        f"log {LOG.vkey}\nwitness газет {PAPER.vkey}\ngroup көпшілік any газет\nquorum көпшілік\n"
    )
    checker.receipt(log_of(7).receipt(3))
    assert checker.verdict("receipt") == "v-receipt-quorum"
    assert "көпшілік" in checker.words("receipt", "quorum")
    assert "газет" in checker.words("receipt", "witnesses")
    assert "көпшілік" in checker.tab.inner_text("#keys-state")


# -- a record -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 15, 256, 257, 600])
def test_a_whole_record_is_verified_against_its_policy(checker: Checker, size: int) -> None:
    checker.policy()
    checker.record(log_of(size).files())
    assert checker.verdict("record") == "v-record-quorum"
    steps = checker.steps("record")
    assert {state for state, _ in steps.values()} == {"fits"}
    assert {"bundles", "leaves", "upper", "root", "blobs"} <= set(steps)


def test_a_record_without_keys_is_arithmetic_only(checker: Checker) -> None:
    checker.record(log_of(15).files())
    assert checker.verdict("record") == "v-record-nobody"
    assert "Verified" not in checker.sentence("record")


def test_the_test_log_of_tessera_fits_with_all_its_earlier_tiles(checker: Checker) -> None:
    folder = VECTORS / "tessera-log"
    files = {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    checker.paste((VECTORS / "tessera-log.key").read_text())
    for older in ("checkpoint.1", "checkpoint.7", "checkpoint"):
        checker.choose("older", files[older])
        checker.record(files)
        assert checker.misfits("record") == []
        assert checker.verdict("record") == "v-record-log"
        assert checker.steps("record")["older"] == ("fits", "older-same")
        assert "leftover" not in checker.steps("record")


def flipped(data: bytes, at: int) -> bytes:
    place = at % len(data)
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def blob_path(log: Log) -> str:
    return next(path for path in log.files() if path.startswith("blob/"))


Files = dict[str, bytes]
RECORD = 600  # two full bundles and a partial one


def record_mutations() -> dict[str, tuple[Callable[[Files], None], str, str]]:
    """What is changed -> the step that says so, and the item that the verdict names."""
    size_line = f"\n{RECORD}\n".encode()

    def edit(path: str, change: Callable[[bytes], bytes]) -> Callable[[Files], None]:
        return lambda files: files.update({path: change(files[path])})

    def drop(path: str) -> Callable[[Files], None]:
        return lambda files: files.update({path: b""}) or files.pop(path) and None  # type: ignore[func-returns-value]

    def both(files: Files) -> None:
        """An entry and its hash in the tile changed together."""
        entries = list(log_of(RECORD).entries)
        entries[300] = b"another"
        changed_files = replace(log_of(RECORD), entries=tuple(entries)).files()
        for path in ("tile/entries/001", "tile/0/001"):
            files[path] = changed_files[path]

    blob = blob_path(log_of(RECORD))
    bundle, tile = "tile/entries/001", "tile/0/001"
    return {
        "entry": (edit(bundle, lambda b: flipped(b, 40)), "bundles", bundle),
        "length of an entry": (edit(bundle, lambda b: flipped(b, 0)), "bundles", bundle),
        "bundle cut": (edit(bundle, lambda b: b[:-1]), "bundles", bundle),
        "bundle with more": (edit(bundle, lambda b: b + b"\x00"), "bundles", bundle),
        "bundle missing": (drop(bundle), "bundles", bundle),
        "last bundle": (
            edit("tile/entries/002.p/88", lambda b: flipped(b, -1)),
            "bundles",
            "tile/entries/002.p/88",
        ),
        "last bundle missing": (drop("tile/entries/002.p/88"), "bundles", "tile/entries/002.p/88"),
        "entry with its hash": (both, "bundles", bundle),
        "tile": (edit(tile, lambda b: flipped(b, 1000)), "leaves", tile),
        "tile cut": (edit(tile, lambda b: b[:-32]), "leaves", tile),
        "tile missing": (drop(tile), "leaves", tile),
        "upper tile": (edit("tile/1/000.p/2", lambda b: flipped(b, 40)), "upper", "tile/1/000.p/2"),
        "upper tile missing": (drop("tile/1/000.p/2"), "upper", "tile/1/000.p/2"),
        "root": (
            edit("checkpoint", lambda c: changed(c.decode(), 2).encode()),
            "root",
            "checkpoint (the root)",
        ),
        "size less": (
            edit("checkpoint", lambda c: c.replace(size_line, b"\n599\n")),
            "root",
            "checkpoint (the size)",
        ),
        "size more": (
            edit("checkpoint", lambda c: c.replace(size_line, b"\n601\n")),
            "size",
            "checkpoint (the size)",
        ),
        "blob": (edit(blob, lambda b: flipped(b, 3)), "blobs", blob),
        "blob emptied": (edit(blob, lambda b: b""), "blobs", blob),
        "checkpoint without signatures": (
            edit("checkpoint", lambda c: c.split(b"\n\n")[0] + b"\n"),
            "checkpoint",
            "checkpoint",
        ),
    }


@pytest.mark.parametrize("part", record_mutations())
def test_a_change_in_a_record_is_found_and_the_item_named(checker: Checker, part: str) -> None:
    mutate, step, item = record_mutations()[part]
    files = log_of(RECORD).files()
    mutate(files)
    assert files != log_of(RECORD).files()
    checker.record(files)
    assert checker.verdict("record") == "v-record-broken"
    assert checker.misfits("record")[0] == step
    assert checker.sentence("record").endswith(f"first item that does not fit: “{item}”.")


def test_every_single_changed_byte_of_a_signed_record_is_named_by_its_file(
    checker: Checker,
) -> None:
    files = replace(log_of(5), blobs=(b"attached",), signers=(LOG,)).files()
    assert len(files) == 4
    unnamed = checker.tab.evaluate(
        """async ([files, key]) => {
            const bytes = Object.entries(files).map(([path, hex]) =>
                [path, Uint8Array.from(hex.match(/../g), x => parseInt(x, 16))]);
            const given = { trust: Checker.readTrust(Checker.bytesOf(key)), now: 0 };
            const watch = { read() {}, pause() {} };
            const verdict = async (all) => {
                const blobs = new Map(all.map(([path, b]) => [path, new Blob([b])]));
                return (await Checker.checkRecord(blobs, given, watch)).verdict;
            };
            const unnamed = [(await verdict(bytes)).text];
            for (const [i, [path, sound]] of bytes.entries()) {
                for (let at = 0; at < sound.length; at++) {
                    const all = [...bytes];
                    all[i] = [path, Uint8Array.from(sound)];
                    all[i][1][at] ^= 1 << (at % 8);
                    const { text, fields } = await verdict(all);
                    const item = fields.item?.say === "item-signature" ? "checkpoint" : fields.item;
                    if (text !== "v-record-broken" || item !== path) unnamed.push([path, at, text, item]);
                }
            }
            return unnamed;
        }""",
        [{path: content.hex() for path, content in files.items()}, LOG.vkey],
    )
    assert unnamed == ["v-record-log"]


@pytest.mark.parametrize(
    ("line", "step"), [(2, "log"), (4, "log"), (5, "witnesses"), (6, "witnesses")]
)
def test_with_keys_a_changed_checkpoint_is_found_by_its_signatures(
    checker: Checker, line: int, step: str
) -> None:
    files = log_of(15).files()
    files["checkpoint"] = changed(files["checkpoint"].decode(), line, -9).encode()
    checker.policy()
    checker.record(files)
    assert checker.misfits("record")[0] == step
    assert "checkpoint (" in checker.sentence("record")


def test_a_hole_in_the_middle_is_named_even_if_nothing_stands_for_it(checker: Checker) -> None:
    files = log_of(RECORD).files()
    for path in ("tile/entries/001", "tile/0/001"):
        del files[path]
    checker.record(files)
    assert checker.steps("record")["size"] == ("misfit", "size-short")
    assert checker.sentence("record").endswith(": “tile/entries/001”.")
    assert checker.steps("record")["root"][0] == "unchecked"


def test_what_the_checkpoint_does_not_cover_is_said_to_be_signed_by_nobody(
    checker: Checker,
) -> None:
    files = log_of(RECORD).files()
    files["checkpoint"] = log_of(RECORD).at(520).checkpoint().encode()
    checker.policy()
    checker.record(files)
    assert checker.steps("record")["size"] == ("note", "size-beyond")
    assert checker.steps("record")["root"][0] == "fits"


def test_what_no_root_covers_cannot_be_decided(checker: Checker) -> None:
    """Beyond the checkpoint an entry and its hash disagree: both are named."""
    files = log_of(RECORD).files()
    files["checkpoint"] = log_of(RECORD).at(520).checkpoint().encode()
    files["tile/0/002.p/88"] = flipped(files["tile/0/002.p/88"], -1)
    checker.record(files)
    assert checker.steps("record")["bundles"] == ("misfit", "bundle-or-tile")
    assert "tile/0/002.p/88" in checker.words("record", "bundles")
    checker.receipt(log_of(RECORD).receipt(530))
    assert checker.steps("record")["held"] == ("misfit", "held-unsigned")


def test_files_that_are_no_part_of_a_record_are_told_apart(checker: Checker) -> None:
    files = log_of(15).files()
    files["notes.txt"] = b"?"
    files["tile/0/.DS_Store"] = b"?"
    checker.record(files)
    assert checker.steps("record")["files"] == ("note", "files-strangers")
    assert checker.misfits("record") == []


def test_the_number_of_a_tile_has_one_way_to_be_written(checker: Checker) -> None:
    files = log_of(RECORD).files()
    files["tile/0/x000/001"] = files["tile/0/001"]
    checker.record(files)
    assert checker.misfits("record") == ["misnamed"]
    assert checker.sentence("record").endswith(": “tile/0/x000/001”.")


def test_a_blob_lies_in_the_folder_of_its_name(checker: Checker) -> None:
    files = log_of(15).files()
    path = blob_path(log_of(15))
    astray = path.replace(path[:8], "blob/00/")
    files[astray] = files.pop(path)
    checker.record(files)
    assert checker.steps("record")["blobs"] == ("misfit", "blob-folder")
    assert checker.sentence("record").endswith(f": “{astray}”.")


def test_a_record_in_which_nothing_was_published_yet_fits(checker: Checker) -> None:
    checker.policy()
    checker.record(Log(()).files())
    assert checker.verdict("record") == "v-record-quorum"


def test_a_folder_above_the_record_will_do_and_one_without_checkpoint_will_not(
    checker: Checker,
) -> None:
    files = {f"site/record/{path}": content for path, content in log_of(15).files().items()}
    files["site/index.html"] = b"<p>"
    checker.record(files)
    assert checker.misfits("record") == []
    checker.record({"tile/0/000": bytes(8192)})
    assert checker.steps("record") == {"files": ("misfit", "files-nocheckpoint")}


def test_a_receipt_is_held_against_the_record(checker: Checker) -> None:
    log = log_of(RECORD)
    checker.record(log.files())
    checker.receipt(log.at(300).receipt(42))
    assert checker.steps("record")["held"] == ("fits", "held-there")
    checker.receipt(log.receipt(42).replace("index 42", "index 43"))
    assert checker.steps("record")["held"] == ("misfit", "held-elsewhere")
    checker.receipt(changed(log.receipt(42), 1, 20))
    assert checker.steps("record")["held"] == ("misfit", "held-other")
    longer = log_of(RECORD + 1)
    checker.receipt(longer.receipt(RECORD))
    assert checker.steps("record")["held"] == ("misfit", "held-beyond")
    checker.receipt(longer.receipt(42))
    assert checker.steps("record")["held"] == ("note", "held-later")


def test_a_receipt_of_another_history_shows_a_split_view(checker: Checker) -> None:
    log = log_of(15)
    other = replace(log, entries=(*log.entries[:14], b"another end"))
    checker.policy()
    checker.record(log.files())
    checker.receipt(other.receipt(3))
    assert checker.verdict("receipt") == "v-receipt-quorum"
    assert checker.steps("record")["held"] == ("misfit", "held-split")


def test_an_older_checkpoint_shows_whether_the_record_only_grew(checker: Checker) -> None:
    log = log_of(RECORD)
    checker.policy()
    checker.record(log.files())
    checker.choose("older", log.at(255).checkpoint())
    assert checker.steps("record")["older"] == ("fits", "older-same")
    rewritten = replace(log, entries=(b"rewritten", *log.entries[1:]))
    checker.choose("older", rewritten.at(255).checkpoint())
    assert checker.steps("record")["older"] == ("misfit", "older-differs")
    checker.choose("older", log_of(RECORD + 1).checkpoint())
    assert checker.steps("record")["older"] == ("misfit", "older-longer")
    checker.choose("older", replace(log, origin="other.example").at(255).checkpoint())
    assert checker.steps("record")["older"] == ("misfit", "older-origin")
    checker.choose("older", replace(log.at(255), signers=(STRANGER,)).checkpoint())
    assert checker.steps("record")["older"] == ("misfit", "older-unsigned")


def test_twenty_thousand_entries_are_read_in_seconds_and_the_page_stays_awake(
    checker: Checker,
) -> None:
    entries = tuple(entry(i) for i in range(20_000))
    hashes = [sha256(b"\x00" + e) for e in entries]
    tops = [full_tile_hash(hashes[i : i + 256]) for i in range(0, 19_968, 256)]
    files = Log(entries[:1]).files()
    for n in range(79):
        part = entries[n * 256 : n * 256 + 256]
        name = number_path(n) + ("" if len(part) == 256 else ".p/32")
        files[f"tile/entries/{name}"] = b"".join(len(e).to_bytes(2, "big") + e for e in part)
        files[f"tile/0/{name}"] = b"".join(hashes[n * 256 : n * 256 + 256])
    files["tile/1/000.p/78"] = b"".join(tops)
    del files["tile/entries/000.p/1"], files["tile/0/000.p/1"]
    text = f"{ORIGIN}\n20000\n{b64(tree_hash(entries))}\n"
    files["checkpoint"] = (text + "\n" + LOG.line(text)).encode()
    checker.tab.evaluate(
        "() => { window.naps = []; let last = performance.now();"
        "const tick = () => { const now = performance.now(); naps.push(now - last); last = now;"
        "setTimeout(tick, 5); }; tick(); }"
    )
    checker.paste(LOG.vkey)
    checker.record(files)
    assert checker.verdict("record") == "v-record-log"
    took = checker.tab.inner_text("[data-subject=record] > .quiet")
    seconds = float(re.search(r"in ([\d.]+) s", took)[1])  # type: ignore[index]
    assert seconds < 10
    assert checker.tab.evaluate("Math.max(...naps)") < 1000
    print(
        f"20,000 entries: {seconds} s, longest pause {checker.tab.evaluate('Math.max(...naps)')} ms"
    )


# -- the page itself --------------------------------------------------------------------------------------


def source() -> str:
    return PAGE.read_text(encoding="utf-8")


def sentences() -> dict[str, dict[str, str]]:
    found = re.search(
        r'<script type="application/json" id="sentences">(.*?)</script>', source(), re.S
    )
    assert found
    return dict(json.loads(found[1]))


def test_every_sentence_stands_in_three_languages_with_the_same_figures() -> None:
    for key, said in sentences().items():
        assert tuple(said) == LANGUAGES, key
        assert all(said.values()), key
        figures = [set(re.findall(r"\{(\w+)\}", words)) for words in said.values()]
        assert figures[0] == figures[1] == figures[2], key


def test_every_sentence_is_used_and_every_sentence_used_is_there() -> None:
    said = set(sentences())
    code = re.sub(r'<script type="application/json".*?</script>', "", source(), flags=re.S)
    code = re.sub(r"<style>.*?</style>", "", code, flags=re.S)
    named = set(re.findall(r'data-say(?:-label)?="([\w-]+)"', code))
    assert named <= said
    quoted = set(re.findall(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"', code))
    steps = set(re.findall(r'\bstep\(\s*"(\w+)"', code)) | {"bundles", "leaves", "upper", "blobs"}
    made = {f"t-{step}" for step in steps - {"held"}} | {"t-held"}
    subjects = ("receipt", "record")
    made |= {
        f"v-{s}-{end}" for s in subjects for end in ("nobody", "log", "alone", "quorum", "broken")
    }
    made |= {f"result-{s}" for s in subjects}
    assert made <= said
    assert said - made - quoted - named == set()


def test_the_page_asks_nothing_of_the_network_and_its_policy_names_its_own_script() -> None:
    written = source()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', written)
    for tag, rule in [("<style>", "style-src"), ("<script>", "script-src")]:
        (body,) = re.findall(f"{tag}(.*?)</{tag[1:]}", written, re.S)
        digest = b64(sha256(body.encode()))
        assert f"{rule} 'sha256-{digest}'" in policy, f"write 'sha256-{digest}' for {rule}"
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    addresses = re.findall(r"""(?:src|href|action)\s*=\s*["']([^"'#][^"']*)""", written)
    assert addresses == ["data:,"]
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|import\(|innerHTML|\beval\(", written)
    assert not re.search(r"<[^>]+\s(?:on\w+|style)=", written)


def test_the_page_needs_no_crypto_of_the_browser() -> None:
    """Browsers give WebCrypto to secure origins only; this page also works over plain http."""
    assert "crypto" not in re.sub(r'<script type="application/json".*?</script>', "", source())


def test_the_language_follows_the_button_and_the_address(checker: Checker) -> None:
    checker.receipt(log_of(7).receipt(3))
    for language in LANGUAGES:
        checker.tab.click(f".langs [lang={language}]")
        checker.tab.wait_for_function(
            "code => document.documentElement.lang === code", arg=language
        )
        assert checker.tab.url.endswith(f"#lang={language}")
        assert checker.tab.title() == sentences()["page-title"][language]
        assert sentences()["t-path"][language] in checker.words("receipt", "path")
    checker.tab.evaluate("location.hash = '#main'")
    assert checker.tab.evaluate("document.documentElement.lang") == "en"


def test_no_name_of_a_sentence_is_ever_shown_instead_of_it(checker: Checker) -> None:
    checker.policy()
    checker.choose("older", log_of(7).checkpoint())
    checker.record(log_of(600).files())
    checker.receipt(log_of(300).receipt(42))
    for language in LANGUAGES:
        checker.tab.click(f".langs [lang={language}]")
        words = set(checker.tab.inner_text("body").split())
        assert not words & {key for key in sentences() if "-" in key}
        assert not re.search(r"\{\w+\}", checker.tab.inner_text("#outcomes").replace("{}", ""))


def test_files_dropped_on_the_page_are_known_by_how_they_begin(checker: Checker) -> None:
    def drop(name: str, content: str) -> None:
        checker.tab.evaluate(
            "([name, content]) => { const data = new DataTransfer();"
            "data.items.add(new File([content], name));"
            "document.body.dispatchEvent(new DragEvent('drop', "
            "{dataTransfer: data, bubbles: true, cancelable: true})); }",
            [name, content],
        )

    drop("a", log_of(7).receipt(3))
    checker.tab.wait_for_selector("[data-verdict=v-receipt-nobody]")
    drop("b", POLICY)
    checker.tab.wait_for_selector("[data-verdict=v-receipt-quorum]")
    drop("c", log_of(3).checkpoint())
    checker.tab.wait_for_function(
        "() => document.getElementById('older-name').textContent.endsWith('c')"
    )
    drop("d", "no such thing")
    checker.tab.wait_for_selector("#drop-state:visible")
    checker.tab.click("#clear")
    checker.tab.wait_for_selector("[data-subject]", state="detached")
    assert checker.tab.inner_text("#receipt-name") == "Nothing is chosen."


def test_a_folder_dropped_on_the_page_from_disk_is_read(checker: Checker) -> None:
    checker.drop_folder(log_of(RECORD).files())
    assert checker.verdict("record") == "v-record-nobody"


@pytest.fixture
def address() -> Iterator[str]:
    """The page from a plain web server."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(PAGE.parent)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{PLAIN_HOST}:{server.server_port}/{PAGE.name}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_over_plain_http_the_page_does_all_it_does_from_disk(
    context: Any, tmp_path: Path, address: str
) -> None:
    tab = context.new_page()
    page = Checker(tab, tmp_path)
    tab.on("request", lambda asked: page.troubles.append(asked.url))
    tab.goto(address + "#lang=en")
    assert not tab.evaluate("isSecureContext")
    page.policy()
    page.receipt(log_of(300).receipt(42))
    assert page.verdict("receipt") == "v-receipt-quorum"
    page.drop_folder(log_of(RECORD).files())
    assert page.verdict("record") == "v-record-quorum"
    assert page.troubles == [address]
    tab.close()


def test_all_can_be_done_with_the_keyboard(checker: Checker) -> None:
    reached = []
    for _ in range(12):
        checker.tab.keyboard.press("Tab")
        reached.append(
            checker.tab.evaluate("(e => e.id || e.lang || e.className)(document.activeElement)")
        )
    due = ["skip", "kk", "ru", "en", "receipt-file", "record-folder", "older-file", "keys-file"]
    assert reached[:10] == [*due, "keys-text", "clear"]


def shown_page(browser: Any, folder: Path, width: int, language: str, scheme: str) -> Checker:
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab.goto(f"{PAGE.as_uri()}#lang={language}")
    page = Checker(tab, folder)
    page.policy()
    page.receipt(replace(log_of(300), signers=(LOG, PAPER, STRANGER)).receipt(42))
    page.choose("older", log_of(7).checkpoint())
    files = log_of(300).files()
    files["tile/0/000"] = flipped(files["tile/0/000"], 99)
    page.record(files)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_of_320_pixels_scrolls_only_down(
    browser: Any, tmp_path: Path, language: str
) -> None:
    page = shown_page(browser, tmp_path, 320, language, "light")
    assert page.tab.evaluate("document.documentElement.scrollWidth") == 320
    page.tab.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(
    browser: Any, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    page = shown_page(browser, tmp_path, width, language, scheme)
    assert violations(page.tab) == []
    page.tab.close()
