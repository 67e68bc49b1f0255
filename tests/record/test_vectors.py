"""What others published verifies, and what they call wrong is refused."""

from __future__ import annotations

import json
import re
import tomllib
from base64 import b64decode
from typing import Any

import pytest
from record.logs import VECTORS

from zhargy.errors import RecordMismatch
from zhargy.record.bundles import pack
from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.cosignature import cosigned_at
from zhargy.record.keys import Kind
from zhargy.record.note import Note, SigningKey, VerifierKey, opened, read_note, sign
from zhargy.record.policy import read_policy
from zhargy.record.proof import read_proof
from zhargy.record.tiles import TileReader, bundle_files, bundles_of, grown, tiles_of
from zhargy.record.tree import check_consistency, check_inclusion, leaf_hash, root_of

TREE = json.loads((VECTORS / "tree.json").read_text())
PROOFS = json.loads((VECTORS / "proofs.json").read_text())
NOTES = tomllib.loads((VECTORS / "notes.toml").read_text(encoding="utf-8"))
TESSERA = VECTORS / "tessera"
TESSERA_KEY = VerifierKey.parse(
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
)
TESSERA_SIGNER = (
    "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
)
TESSERA_WORDS = (
    b"one two three four five six seven eit nain ten ileven twelf threeten fourten fivten"
).split()
# The reference calls it meaningless; tlog-witness demands it of a log that was never seen.
OURS_ACCEPTS = {"consistency/additional/size1-is-zero-and-size2-is-not-zero"}


@pytest.mark.parametrize("size", range(9))
def test_the_tree_of_certificate_transparency_has_its_known_roots(size: int) -> None:
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in TREE["entries"][:size]]
    assert root_of(leaves).hex() == TREE["roots"][size]


def hashes(lines: list[str] | None) -> list[bytes]:
    return [b64decode(line) for line in lines or []]


@pytest.mark.parametrize("case", PROOFS["inclusion"], ids=lambda case: case["file"])
def test_a_published_inclusion_proof_is_judged_as_published(case: dict[str, Any]) -> None:
    leaf, root = b64decode(case["leafHash"] or ""), b64decode(case["root"] or "")
    arguments = leaf, case["leafIdx"], case["treeSize"], hashes(case["proof"]), root
    if case["wantErr"]:
        with pytest.raises(RecordMismatch):
            check_inclusion(*arguments)
    else:
        check_inclusion(*arguments)


@pytest.mark.parametrize("case", PROOFS["consistency"], ids=lambda case: case["file"])
def test_a_published_consistency_proof_is_judged_as_published(case: dict[str, Any]) -> None:
    old, new = b64decode(case["root1"] or ""), b64decode(case["root2"] or "")
    arguments = case["size1"], old, case["size2"], new, hashes(case["proof"])
    if case["wantErr"] and case["file"] not in OURS_ACCEPTS:
        with pytest.raises(RecordMismatch):
            check_consistency(*arguments)
    else:
        check_consistency(*arguments)


@pytest.mark.parametrize("name", NOTES)
def test_a_published_note_is_read_and_written_to_the_same_bytes(name: str) -> None:
    data = NOTES[name]["note"].encode()
    assert read_note(data).bytes == data


@pytest.mark.parametrize("name", [name for name in NOTES if NOTES[name]["keys"]])
def test_a_published_note_is_signed_by_its_published_keys(name: str) -> None:
    keys = [VerifierKey.parse(key) for key in NOTES[name]["keys"]]
    assert [str(key) for key in keys] == NOTES[name]["keys"]
    assert set(opened(read_note(NOTES[name]["note"].encode()), keys).by) == set(keys)


def test_the_cosignatures_of_public_witnesses_carry_their_time() -> None:
    case = NOTES["public-checkpoint"]
    keys = [VerifierKey.parse(key) for key in case["keys"]]
    seen = opened(read_note(case["note"].encode()), keys)
    witnesses = [(k, s) for k, s in seen.verified if k.kind is Kind.COSIGNATURE]
    assert len(witnesses) == 3
    assert len(seen.ignored) == 2
    for key, signature in witnesses:
        assert cosigned_at(seen.text, signature, key) == case["cosigned"]
    assert read_checkpoint(seen.text).size == 1432088532


def test_we_sign_the_bytes_that_go_signs() -> None:
    case = NOTES["go-note"]
    note, key = read_note(case["note"].encode()), SigningKey.parse(case["signing_key"])
    assert key.private_text == case["signing_key"]
    assert [str(key.verifier)] == case["keys"]
    assert Note(note.text, (sign(note.text, key),)) == note


def tessera(path: str) -> bytes:
    return (TESSERA / path).read_bytes()


def tessera_root(size: int) -> bytes:
    seen = opened(read_note(tessera(f"checkpoint.{size}")), [TESSERA_KEY])
    checkpoint = read_checkpoint(seen.text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/log/testdata", size)
    assert checkpoint.text == seen.text
    return checkpoint.root


@pytest.mark.parametrize("size", range(16))
def test_the_log_of_tessera_verifies_at_every_size(size: int) -> None:
    root, reader = tessera_root(size), TileReader(tessera, size)
    assert reader.root() == root == root_of(reader.leaves())
    reader.check()
    for old in range(size + 1):
        check_consistency(old, tessera_root(old), size, root, reader.consistency(old))
    for index in range(size):
        check_inclusion(leaf_hash(TESSERA_WORDS[index]), index, size, reader.inclusion(index), root)
    for bundle in bundles_of(size):
        assert reader.entries(bundle.index) == TESSERA_WORDS[:size]


@pytest.mark.parametrize("size", range(16))
def test_we_write_the_files_of_the_log_of_tessera(size: int) -> None:
    words = TESSERA_WORDS[:size]
    edge = TileReader(tessera, max(size - 3, 0)).edge()
    tiles, new_edge = grown(edge, [leaf_hash(word) for word in words[edge.size :]])
    bundles = bundle_files(edge.size, pack(words[: edge.size]), words[edge.size :])
    expected = {*(t.path for t in tiles_of(size)), *(b.path for b in bundles_of(size))}
    assert {path: tessera(path) for path in expected} == tiles | bundles
    assert new_edge.root == tessera_root(size)
    text = f"example.com/log/testdata\n{size}\n"
    note = read_note(tessera(f"checkpoint.{size}"))
    assert note.text.startswith(text)
    assert sign(note.text, SigningKey.parse(TESSERA_SIGNER)) == note.signatures[0]


def test_the_receipt_in_the_documentation_is_accepted_by_the_policy_beside_it() -> None:
    page = (VECTORS.parents[2] / "docs" / "spec" / "record.md").read_text(encoding="utf-8")
    receipt, rules = re.findall(r"```text\n(.*?)```", page, re.DOTALL)[:2]
    proof = read_proof(receipt.encode())
    accepted = proof.check(leaf_hash(b"entry 1"), read_policy(rules.encode()))
    assert set(accepted.witnesses) == {"court", "press"}
    assert accepted.ignored == ()
