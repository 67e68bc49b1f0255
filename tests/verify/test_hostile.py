"""A publisher who holds the key and lies, a mirror that changes its mind, a file that is no file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
from record.logs import COURT, LOG, NOON, ORIGIN, PRESS, signer
from verify.records import (
    ALONE,
    EVE,
    NEW,
    OLD,
    SHOWN,
    Files,
    an_entry,
    changed,
    checked,
    codes,
    commitment,
    edition,
    every_kind,
    figure,
    key_entry,
    loose,
    of_every_kind,
    policy,
    policy_text,
    reform,
    signed,
    table,
    with_a_field_changed,
    words,
    written,
)

from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.checkpoint import Checkpoint
from zhargy.record.commitment import Words
from zhargy.record.entry import Entry, canonical
from zhargy.record.note import Kind, Note, SigningKey, sign
from zhargy.record.proof import Proof
from zhargy.record.tiles import TileReader
from zhargy.text.entries import blob_of
from zhargy.verify.receipt import check_against, check_receipt
from zhargy.verify.seen import Seen
from zhargy.verify.source import Folder
from zhargy.verify.told import fault_line, report_lines
from zhargy.verify.verify import Report

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
FIRST = reform(policy_text(*ALONE))
UNDER = policy(*ALONE)


def kept(*entries: Entry | bytes, blobs: dict[str, bytes] | None = None) -> Report:
    """The report of a record that its own publisher wrote so and signed."""
    rows = [one if isinstance(one, bytes) else one.bytes for one in entries]
    return checked(written(rows, blobs), policy=UNDER)


def by_digest(*blobs: bytes) -> dict[str, bytes]:
    return {hashlib.sha256(blob).hexdigest(): blob for blob in blobs}


# -- the board (anchors: elections and logs) -----------------------------------------------------------


def other_record(size: int) -> Files:
    return written([FIRST.bytes, *(commitment(n).bytes for n in range(1_000, 999 + size))])


def record_of(size: int) -> Files:
    return written([FIRST.bytes, *(commitment(n).bytes for n in range(1, size))])


def test_two_people_who_are_shown_two_records_of_one_size_find_out() -> None:
    """A split view."""
    report = checked(record_of(30), seen=[other_record(30).checkpoint])
    assert codes(report) == [("V83", "checkpoint")]
    assert report.proven is None


def test_a_record_that_was_rolled_back_is_told() -> None:
    report = checked(record_of(20), seen=[record_of(30).checkpoint])
    assert codes(report) == [("V82", "checkpoint")]


@pytest.mark.parametrize("before", [1, 2, 255, 256, 257, 299])
def test_a_record_that_does_not_only_append_is_told(before: int) -> None:
    seen = record_of(before).checkpoint
    assert checked(record_of(300), seen=[seen]).sound
    if before > 1:
        report = checked(other_record(300), seen=[seen])
        assert codes(report) == [("V80", "checkpoint")]


def test_checkpoints_of_another_origin_are_not_held_against_a_record() -> None:
    other = Checkpoint("other.example", 5, bytes(32))
    report = checked(record_of(3), seen=[other])
    assert report.sound
    assert report.earlier == 0


def test_a_log_that_goes_back_on_what_witnesses_cosigned_is_told() -> None:
    files = record_of(30)
    files.content["witnessed"] = signed(other_record(20).checkpoint, COURT)
    assert ("V80", "witnessed") in codes(checked(files, policy=policy("quorum court")))
    assert ("V80", "witnessed") in codes(checked(files, policy=UNDER))


def test_the_newest_entries_may_wait_for_their_witnesses_and_are_counted() -> None:
    files = record_of(30)
    files.content["witnessed"] = signed(record_of(20).checkpoint, COURT)
    report = checked(files, policy=policy("quorum court"))
    assert [(f.code, f.fields) for f in report.faults] == [("V81", {"n": 10})]
    assert report.witnessed == 20
    files.content["witnessed"] = signed(files.checkpoint, COURT)
    report = checked(files, policy=policy("quorum court"))
    assert report.sound
    assert report.witnessed == 30


def test_the_time_of_a_witness_does_not_go_back_from_one_checkpoint_to_the_next() -> None:
    files = record_of(30)
    files.content["checkpoint"] = signed(files.checkpoint, COURT, at=NOON)
    files.content["witnessed"] = signed(record_of(20).checkpoint, COURT, at=NOON + 1)
    report = checked(files, policy=policy("quorum court"))
    assert codes(report) == [("V55", "checkpoint, court")]


def test_the_time_of_entries_does_not_go_back() -> None:
    earlier = replace(commitment(1), time="2031-02-10T08:59:59Z")
    assert codes(kept(FIRST, earlier)) == [("V62", "#1")]


def test_a_checkpoint_of_another_origin_is_refused_even_with_the_right_key() -> None:
    files = record_of(3)
    checkpoint = replace(files.checkpoint, origin="other.example/record")
    files.content["checkpoint"] = signed(checkpoint)
    for under in (None, UNDER):
        assert ("V53", "checkpoint, other.example/record") in codes(checked(files, policy=under))


def test_one_operator_is_no_quorum() -> None:
    """Two cosignatures of one key count once; a second name for it is refused in the policy."""
    files = record_of(3)
    text = files.checkpoint.text
    twice = signed(files.checkpoint, COURT, at=NOON), signed(files.checkpoint, COURT, at=NOON + 1)
    lines = dict.fromkeys(line for note in twice for line in note.decode().split("\n")[4:-1])
    files.content["checkpoint"] = (f"{text}\n" + "".join(f"{x}\n" for x in lines)).encode()
    assert codes(checked(files, policy=policy())) == [("V81", "checkpoint")]
    twin = SigningKey("press.example", COURT.seed, Kind.COSIGNATURE)
    renamed = policy_text().replace(str(PRESS.verifier), str(twin.verifier))
    assert codes(kept(reform(renamed))) == [("V27", "#0")]


def test_a_witness_under_the_name_of_another_is_not_that_witness() -> None:
    files = record_of(3)
    false = SigningKey(PRESS.name, EVE.seed, Kind.COSIGNATURE)
    files.content["checkpoint"] = signed(files.checkpoint, COURT, false)
    report = checked(files, policy=policy())
    assert codes(report) == [("V81", "checkpoint")]
    assert [one.name for one in report.ignored_signatures] == [PRESS.name]


def test_a_partial_tile_cannot_be_passed_off_for_a_full_one() -> None:
    files = record_of(600)
    for name in ("tile/0/000", "tile/entries/000", "tile/0/002.p/88"):
        spoilt = files.copy()
        spoilt.content[name + ".p/255"] = spoilt.content.pop(name)[:-32]
        assert any(where == name for _, where in codes(checked(spoilt, policy=UNDER)))


def test_a_full_file_stands_for_its_beginning() -> None:
    """A mirror that has the tiles of a larger tree than it signs shows no more than is signed."""
    larger, files = record_of(300), record_of(200)
    for name in ("tile/0/000", "tile/entries/000"):
        files.content[name] = larger.content[name]
        del files.content[f"{name}.p/200"]
    report = checked(files, policy=UNDER)
    assert codes(report) == []
    assert report.kinds == {"reform": 1, "commitment": 199}


def test_a_node_of_the_tree_cannot_be_passed_off_as_an_entry() -> None:
    files = record_of(2)
    node = files.content["tile/0/000.p/2"]
    forged = Files({**files.content})
    forged.content["tile/entries/000.p/1"] = len(node).to_bytes(2, "big") + node
    forged.content["tile/0/000.p/1"] = hashlib.sha256(b"\x00" + node).digest()
    forged.content["checkpoint"] = signed(replace(files.checkpoint, size=1))
    assert ("V79", "checkpoint") in codes(checked(forged, policy=UNDER))


def test_the_same_entry_at_two_indexes_is_told() -> None:
    report = kept(FIRST, *(commitment(n) for n in range(300)), commitment(7))
    assert [(f.code, f.where, f.fields) for f in report.faults] == [("V68", "#301", {"target": 8})]


def test_the_same_words_received_twice_are_told_whatever_else_the_entries_say() -> None:
    """The words' digest is the key by which a reception is recorded once."""
    again = changed(commitment(7), person="ab" * 32)
    later = replace(commitment(7), by="commission")
    report = kept(FIRST, *(commitment(n) for n in range(300)), again, commitment(9), later)
    assert [(f.code, f.where, f.fields) for f in report.faults] == [
        ("V68", "#302", {"target": 10}),
        ("V90", "#301", {"target": 8}),
        ("V90", "#303", {"target": 8}),
    ]
    begins = commitment(7).body["words"][:16]
    near = changed(commitment(301), words=begins + "0" * 48)
    assert kept(FIRST, commitment(7), near).sound


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 100, 255, 256, 257])
def test_the_root_of_one_size_proves_no_other(size: int) -> None:
    files = record_of(size)
    for other in {size - 1, size + 1, 2 * size} - {0}:
        spoilt = files.copy()
        spoilt.content["checkpoint"] = signed(replace(files.checkpoint, size=other))
        assert not checked(spoilt, policy=UNDER).sound


def test_an_enormous_size_with_no_files_ends_at_once() -> None:
    for size in (2**31, 2**63 - 1):
        files = Files({"checkpoint": signed(Checkpoint(ORIGIN, size, bytes(32)))})
        report = checked(files, policy=UNDER)
        assert [f.code for f in report.faults] == ["V49", "V49", "V78"]
        assert report.proven is None


def test_nothing_is_walked_for_a_size_that_no_known_key_signed() -> None:
    files = record_of(300)
    files.content["checkpoint"] = signed(files.checkpoint, key=EVE)
    report = checked(files, policy=UNDER)
    assert codes(report) == [("V47", "checkpoint, note")]
    assert report.kinds == {}


def receipt(files: Files, place: int) -> Proof:
    reader = TileReader(files.content.__getitem__, files.checkpoint.size)
    said = files.entries()[place]
    return Proof(place, tuple(reader.inclusion(place)), files.content["checkpoint"], said)


def test_an_entry_left_out_contradicts_its_receipt() -> None:
    holder = check_receipt(receipt(record_of(30), 17).bytes, UNDER)
    check_against(holder, record_of(30), 30)
    check_against(holder, record_of(600), 600)
    rows = [FIRST.bytes, *(commitment(n).bytes for n in range(1, 31) if n != 17)]
    without = written(rows)
    assert checked(without, policy=UNDER).sound  # by itself nothing is wrong with it
    with pytest.raises(RecordMismatch, match="V84"):
        check_against(holder, without, 30)


def test_a_receipt_of_other_bytes_is_refused() -> None:
    proof = receipt(record_of(30), 17)
    for spoilt in (
        replace(proof, extra=commitment(99).bytes),
        replace(proof, index=16),
        replace(proof, hashes=proof.hashes[::-1]),
        replace(proof, checkpoint=signed(other_record(30).checkpoint)),
    ):
        with pytest.raises(ZhargyError):
            check_receipt(spoilt.bytes, UNDER)
    with pytest.raises(UnreadableRecord, match="V85"):
        check_receipt(replace(proof, extra=None).bytes, UNDER)


def test_a_mirror_with_the_same_checkpoint_and_other_bytes_is_told() -> None:
    files, mirror = every_kind(), every_kind()
    name = "tile/entries/000"
    mirror.content[name] = files.content[name].replace(b"voters-on-roll", b"voters_on_roll")
    assert mirror.content["checkpoint"] == files.content["checkpoint"]
    assert ("V75", "#6") in codes(checked(mirror))


# -- parsing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b'{"body":{},"body":{}}', "E2"),
        (commitment(1).bytes.replace(b'"by"', b'"by":"x","by"'), "E2"),
        (commitment(1).bytes + b"\n", "E2"),
        (b"\xef\xbb\xbf" + commitment(1).bytes, "E2"),
        (commitment(1).bytes.replace(b'"version":1', b'"version":1.0'), "E2"),
        (commitment(1).bytes.replace(b'"version":1', b'"version":1e0'), "E2"),
        (commitment(1).bytes.replace(b'"version":1', b'"version":NaN'), "E2"),
        (commitment(1).bytes.replace(b'"version":1', b'"version":-0'), "E2"),
        (commitment(1).bytes.replace(b'"version":1', b'"version":' + b"9" * 60_000), "E2"),
        (commitment(1).bytes.replace(b'"site"', b'"\\u0073ite"'), "E2"),
        (commitment(1).bytes.replace(b'"site"', b'"\xff"'), "E2"),
        (commitment(1).bytes.replace(b'"site"', b'"\\ud800"'), "E2"),
        (commitment(1).bytes.replace(b'"site"', "\"s\u0456te\"".encode()), "E4"),
        (commitment(1).bytes.replace(b"commitment", "сommitment".encode()), "E4"),
        (loose(commitment(1), time="2031-02-1٠T09:00:00Z"), "E4"),
        (loose(commitment(1), time="2031-02-10T09:00:60Z"), "E4"),
        (loose(commitment(1), as_of="２031-02-10"), "E4"),
        (loose(commitment(1), version=True), "E4"),
        (loose(commitment(1), supersedes=-1), "E4"),
        (loose(commitment(1), extra=1), "E3"),
        (loose(commitment(1), body=[]), "E4"),
        (b"[" * 30_000 + b"]" * 30_000, "E2"),
        (b"null", "E2"),
        (b"1", "E2"),
    ],
)  # fmt: skip
def test_an_entry_in_another_form_is_told_where_it_stands(said: bytes, code: str) -> None:
    assert codes(kept(FIRST, said)) == [(code, "#1")]


def test_a_share_is_written_in_the_digits_of_ascii() -> None:
    assert kept(FIRST, changed(figure(1), value="2/3")).sound
    for value in ("٢/3", "2/٣", "1٣/2", "-0/1", "2/0", "02/3", "2 / 3"):
        spoilt = loose(figure(1), body={**figure(1).body, "value": value},
                       as_of="2031-02-09", source="x")  # fmt: skip
        assert codes(kept(FIRST, spoilt)) == [("E4", "#1")]


def test_what_is_nested_64_deep_is_read_and_65_is_not() -> None:
    """Python's own limit differs from version to version; a verdict must not."""
    for depth, sound in ((62, True), (63, False)):
        body = {"deep": json.loads("[" * depth + "]" * depth)}
        assert kept(FIRST, loose(commitment(1), kind="weather", body=body)).sound is sound


def test_a_checkpoint_in_another_form_is_refused() -> None:
    good = record_of(3).content["checkpoint"]
    for spoilt in (
        good.replace(b"\n3\n", b"\n03\n"),
        good.replace(b"\n3\n", b"\n+3\n"),
        good.replace(b"\n3\n", "\n٣\n".encode()),
        good.replace(b"\n3\n", b"\n" + b"9" * 5_000 + b"\n"),
        good.replace(b"=\n\n", b"\n\n"),
        good.replace(b"=\n\n", b"==\n\n"),
        good[:-1],
        good + b"x",
        good + b"\n",
        b"",
        b"\x00" * 50,
    ):
        files = record_of(3)
        files.content["checkpoint"] = spoilt
        with pytest.raises(UnreadableRecord) as refusal:
            checked(files, policy=UNDER)
        assert "checkpoint" in refusal.value.where


# -- what a publisher with the key may try -------------------------------------------------------------


@pytest.mark.parametrize("seed", range(10))
def test_whatever_a_publisher_signs_is_judged_and_never_breaks_the_verifier(seed: int) -> None:
    chance = Random(seed)
    entries, blobs, _ = of_every_kind()
    for _ in range(100 if WHOLE else 6):
        rows = [one.bytes for one in entries]
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(rows))
            rows[at] = with_a_field_changed(rows[at], chance)[1][:60_000]
        try:
            report = checked(written(rows, blobs), policy=UNDER)
        except UnreadableRecord:  # of a format that is not known
            continue
        assert report.sound is (report.proven is not None)
        for language in ("kk", "ru", "en"):
            assert all(report_lines(report, language))


@pytest.mark.parametrize("seed", range(10))
def test_whatever_text_and_table_a_publisher_shows_is_judged(seed: int) -> None:
    """The blobs are changed and named by their true digests."""
    chance = Random(seed)
    entries, blobs, _ = of_every_kind()
    for _ in range(40 if WHOLE else 3):
        rows = list(entries)
        shown = dict(blobs)
        at = chance.choice([2, 3, 4, 11, 12])
        name = {2: "akn", 3: "akn", 4: "table"}.get(at, "words")
        old = blobs[rows[at].body[name]["digest"]]
        begin, end = sorted(chance.randrange(len(old) + 1) for _ in range(2))
        piece = chance.choice([b"", b"\0", b"<x>", b"&amp;", b"null", chance.randbytes(9)])
        new = old[:begin] + piece + old[min(end, begin + 30) :]
        shown |= by_digest(new)
        rows[at] = changed(rows[at], **{name: blob_of(new)})
        report = checked(written([one.bytes for one in rows], shown), policy=UNDER)
        assert all(where in (f"#{at}", "#4", "#5") for _, where in codes(report))


def test_a_record_that_does_not_open_with_its_reform_is_told() -> None:
    assert ("E6", "#0") in codes(kept(commitment(1), FIRST))
    with pytest.raises(UnreadableRecord, match="E7"):
        kept(changed(FIRST, format="zhargy.record/2"))


@pytest.mark.parametrize(
    ("language", "opens", "expected"),
    [
        ("kk", "қабылдау туралы белгі", "редакция"),
        ("ru", "отметка о приёме", "редакция"),
        ("en", "commitment", "edition"),
    ],
)
def test_a_kind_of_entry_is_named_in_the_language_of_the_reader(
    language: str, opens: str, expected: str
) -> None:
    (fault,) = [f for f in kept(commitment(1), FIRST).faults if f.code == "E6"]
    assert f"“{opens}”" in fault_line(fault, language).replace("«", "“").replace("»", "”")
    assert fault.fields["kind"] == "commitment"
    body, _ = table(OLD, NEW)  # of the editions #2 and #3, which are none
    judged = kept(FIRST, *(figure(n) for n in range(3)), an_entry("alignment", body))
    fault = next(fault for fault in judged.faults if fault.code == "V65")
    assert f": {expected}" in fault_line(fault, language)
    unknown = kept(FIRST, an_entry("weather", {}), replace(figure(2), supersedes=1))
    assert "weather" in fault_line(unknown.faults[0], language)


def test_a_second_opening_must_supersede_the_first() -> None:
    again = changed(FIRST, title={"en": "Another reform"})
    assert codes(kept(FIRST, again)) == [("V88", "#1")]
    assert kept(FIRST, replace(again, supersedes=0)).sound
    assert codes(kept(FIRST, replace(again, supersedes=0), replace(FIRST, supersedes=0))) == [
        ("V64", "#2")
    ]
    other = replace(changed(FIRST, format="zhargy.record/2"), supersedes=0)
    assert codes(kept(FIRST, other)) == [("E7", "#1")]


def test_supersession_keeps_to_earlier_entries_of_the_same_subject() -> None:
    for entry, code in (
        (figure(2, supersedes=2), "V63"),
        (figure(2, supersedes=2**53 - 1), "V63"),
        (replace(changed(figure(2), unit="people"), supersedes=1), "E5"),
        (replace(commitment(1), supersedes=1), "E5"),
        (replace(an_entry("weather", {}), supersedes=1), "E5"),
    ):
        assert codes(kept(FIRST, figure(1), entry)) == [(code, "#2")]


def test_an_unknown_kind_supersedes_its_own_kind_once() -> None:
    one, two = an_entry("weather", {"sky": "clear"}), an_entry("weather", {"sky": "grey"})
    assert kept(FIRST, one, replace(two, supersedes=1)).sound
    twice = kept(FIRST, one, replace(two, supersedes=1), replace(one, supersedes=1))
    assert codes(twice) == [("V64", "#3")]


def test_what_refers_to_a_later_version_is_kept_and_not_judged() -> None:
    """A words/1 of a commitment/2, a tombstone of a words/2, an alignment of an edition/2."""
    later = an_entry("commitment", {"words": ["of another form"]}, version=2)
    said = Words(SHOWN, bytes(32))
    shown, blob = words(1, said)
    strange = an_entry("words", {"words": "of another form"}, version=2)
    stone = {"reason": "court", "entries": [3], "blobs": ["0" * 64]}
    old, akn = edition(OLD, "old")
    new = an_entry("edition", {"akn": 5}, version=2)
    rows = canonical({"schema": "zhargy.alignment/1", "pairs": []})
    aligned = an_entry(
        "alignment",
        {"old": 5, "new": 6, "pairs": 0, "decided": 0, "method": "m", "table": blob_of(rows)},
    )
    corrected = an_entry(
        "correction", {"alignment": 7, "decision": "reject", "old": "art_9", "reason": "r"}
    )
    report = kept(
        FIRST, later, shown, strange, an_entry("tombstone", stone), old, new, aligned, corrected,
        blobs=by_digest(blob, akn, rows),
    )  # fmt: skip
    assert codes(report) == []
    assert report.unknown == {"commitment/2": 1, "words/2": 1, "edition/2": 1}


POINT = {
    "name": "hours",
    "says": {"en": "The library is open longer."},
    "act": "charter",
    "edition": "draft-1",
    "provisions": ["art_1__para_1"],
}


def test_a_point_of_the_summary_is_held_against_what_stands_before_it() -> None:
    text, akn = edition(NEW, "draft-1")
    blobs = {hashlib.sha256(akn).hexdigest(): akn}
    span = {"name": "vote", "day": "2031-05-02", "until": "2031-05-01", "title": {"en": "Vote"}}
    wrong = [
        an_entry("summary", POINT),
        text,
        an_entry("summary", POINT | {"place": 1}),
        an_entry("summary", POINT | {"provisions": ["art_1__para_1", "art_99"]}),
        an_entry("summary", POINT | {"edition": "draft-2"}),
        an_entry("summary", POINT | {"figures": ["voters-on-roll"]}),
        figure(5),
        an_entry("summary", POINT | {"place": 2, "figures": ["voters-on-roll"]}),
        an_entry("milestone", span, source="The commission"),
    ]
    assert codes(kept(FIRST, *wrong, blobs=blobs)) == [
        ("E12", "#1"), ("E13", "#4"), ("E12", "#5"), ("E14", "#6"), ("E15", "#9"),
    ]  # fmt: skip


def test_what_could_not_be_judged_is_not_held_against_a_point_of_the_summary() -> None:
    later = an_entry("edition", {"act": "charter"}, version=2)
    counted = an_entry("figure", {"name": "voters-on-roll"}, version=2)
    point = an_entry("summary", POINT | {"figures": ["voters-on-roll"]})
    assert codes(kept(FIRST, later, counted, point)) == []
    another = an_entry("weather", {"sky": "clear"})
    assert codes(kept(FIRST, another, point)) == [("E14", "#2"), ("E12", "#2")]


def test_a_point_about_a_text_that_is_not_there_is_not_held_against_anybody() -> None:
    text, akn = edition(NEW, "draft-1")
    point = an_entry("summary", POINT | {"provisions": ["art_99"]})
    report = kept(FIRST, text, point)
    assert codes(report) == [("V61", f"blob/{(d := hashlib.sha256(akn).hexdigest())[:2]}/{d}")]


def test_a_reference_to_what_is_itself_at_fault_breaks_nothing() -> None:
    rows = canonical({"schema": "zhargy.alignment/1", "pairs": []})
    body = {"pairs": 0, "decided": 0, "method": "m", "table": blob_of(rows)}
    for old, new, code in ((1, 1, "V65"), (2**53 - 1, 2**53 - 1, "V63"), (300, 300, "V63")):
        aligned = an_entry("alignment", {**body, "old": old, "new": new})
        corrected = an_entry(
            "correction", {"alignment": 2, "decision": "reject", "old": "a", "reason": "r"}
        )
        report = kept(FIRST, commitment(1), aligned, corrected, blobs=by_digest(rows))
        assert {(c, w) for c, w in codes(report)} == {(code, "#2")}


def test_a_tombstone_withdraws_only_what_its_entries_name() -> None:
    said = Words("words 1", hashlib.sha256(b"1").digest())
    shown, blob = words(1, said)
    old, akn = edition(OLD, "old")
    digest = old.body["akn"]["digest"]

    def stone(*entries: int) -> Entry:
        return an_entry("tombstone", {"reason": "court", "entries": [*entries], "blobs": [digest]})

    only_words = by_digest(blob)
    wrong = kept(FIRST, commitment(1), shown, old, stone(2), blobs=only_words)
    assert codes(wrong) == [("V66", "#4"), ("V61", f"blob/{digest[:2]}/{digest}")]
    unknown = an_entry("words", {}, version=2)
    cover = kept(FIRST, commitment(1), unknown, old, stone(2))
    assert [code for code, _ in codes(cover)] == ["V61"]
    right = kept(FIRST, commitment(1), shown, old, stone(3), blobs=only_words)
    assert right.sound
    assert right.withheld == 1
    still = kept(FIRST, commitment(1), shown, old, stone(3), blobs=by_digest(blob, akn))
    assert codes(still) == [("V69", f"blob/{digest[:2]}/{digest}")]


def test_published_words_must_be_those_that_were_received() -> None:
    for said in (Words("other words", hashlib.sha256(b"1").digest()), Words("words 1", bytes(32))):
        shown, blob = words(1, said)
        assert codes(kept(FIRST, commitment(1), shown, blobs=by_digest(blob))) == [("V67", "#2")]
    shown = changed(words(1, Words("x", bytes(32)))[0], words=blob_of(b"{}"))
    assert codes(kept(FIRST, commitment(1), shown, blobs=by_digest(b"{}"))) == [("E8", "#2")]


def test_a_blob_has_the_size_that_every_entry_gives_it() -> None:
    first, blob = words(1, Words("words 1", hashlib.sha256(b"1").digest()))
    second = changed(first, language="ru", words={**first.body["words"], "bytes": 999})
    report = kept(FIRST, commitment(1), first, second, blobs=by_digest(blob))
    assert [code for code, _ in codes(report)] == ["V60"]
    again = changed(first, language="ru")
    assert kept(FIRST, commitment(1), first, again, blobs=by_digest(blob)).blobs == 1


def test_a_blob_of_an_enormous_size_is_not_read() -> None:
    @dataclass
    class Careful(Files):
        def read(self, name: str, most: int) -> bytes | None:
            assert most <= 1 << 28
            return super().read(name, most)

    shown = changed(
        words(1, Words("x", bytes(32)))[0], words={"digest": "0" * 64, "bytes": 2**53 - 1}
    )
    files = Careful(written([FIRST.bytes, commitment(1).bytes, shown.bytes]).content)
    assert codes(checked(files, policy=UNDER)) == [("V70", f"blob/00/{'0' * 64}")]


def test_a_thousand_faults_are_kept_and_the_others_counted() -> None:
    report = kept(FIRST, *(b"{%d}" % n for n in range(3_000)))
    assert (len(report.faults), report.more_faults) == (1_000, 2_000)


def test_a_new_kind_in_every_entry_fills_no_memory_and_no_screen() -> None:
    report = kept(FIRST, *(an_entry(f"kind-{n}", {}) for n in range(3_000)))
    assert report.sound
    assert len(report.unknown) <= 1_001
    assert sum(report.unknown.values()) == 3_000
    assert len(list(report_lines(report, "kk"))) < 150


# -- keys that the record names ------------------------------------------------------------------------


def test_nobody_can_go_on_with_a_record_under_a_key_of_their_own() -> None:
    """Eve copies the record, adds an entry that names her key, and signs on."""
    rows = record_of(10).entries()
    stolen = written([*rows, key_entry(policy_text(*ALONE, log=EVE)).bytes], key=EVE)
    assert codes(checked(stolen, seen=[record_of(10).checkpoint])) == [("V86", "#10")]
    assert codes(checked(stolen, policy=UNDER)) == [("V47", "checkpoint, note")]
    # Who never saw the record has only the key that is shown, and the note that it was changed.
    report = checked(stolen)
    assert report.own_policy
    assert report.key_changes == (0, 10)
    assert any("#10" in line for line in report_lines(report, "en"))


def test_the_log_alone_cannot_do_away_with_its_witnesses() -> None:
    """A quorum faked by one operator: an entry that says that none is needed any more."""
    rows = [reform(policy_text("quorum court")).bytes, commitment(1).bytes]
    before = written(rows, None, COURT)
    assert checked(before).sound
    freed = [*rows, key_entry(policy_text(*ALONE)).bytes]
    assert codes(checked(written(freed), seen=[before.checkpoint])) == [("V86", "#2")]
    assert codes(checked(written(freed), policy=policy("quorum court"))) == [("V81", "checkpoint")]
    assert checked(written(freed, None, COURT), seen=[before.checkpoint]).sound
    stale = written(freed)
    stale.content["witnessed"] = before.content["checkpoint"]
    assert codes(checked(stale, seen=[before.checkpoint])) == [("V86", "#2")]


def test_a_change_of_keys_that_those_before_cosigned_is_taken() -> None:
    rows = [reform(policy_text("quorum court")).bytes, commitment(1).bytes]
    before = written(rows, None, COURT).checkpoint
    moved = [*rows, key_entry(policy_text("quorum press")).bytes]
    agreed = written([*moved, commitment(2).bytes], None, PRESS)
    assert codes(checked(agreed, seen=[before])) == [("V86", "#2")]
    agreed.content["checkpoint"] = signed(agreed.checkpoint, PRESS, COURT)
    assert checked(agreed, seen=[before]).sound
    # A reader who saw it after the change has nothing to ask.
    later = written([*moved, commitment(2).bytes, commitment(3).bytes], None, PRESS)
    assert checked(later, seen=[before, agreed.checkpoint]).sound


def test_a_policy_that_cannot_be_read_is_told_at_its_entry() -> None:
    report = kept(FIRST, key_entry("log nobody\nquorum none\n"))
    assert [where for _, where in codes(report)] == ["#1"]


# -- a source that is not what it was, or no file at all -----------------------------------------------


@dataclass
class Fickle(Files):
    """A server that gives other bytes the second time it is asked for a file."""

    other: dict[str, bytes | None] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def read(self, name: str, most: int) -> bytes | None:
        if name in self.asked and name in self.other:
            return self.other[name]
        self.asked.add(name)
        return super().read(name, most)

    def names(self) -> Iterator[str] | None:
        return None


def test_a_server_that_shows_another_entry_when_asked_again_is_told() -> None:
    """The figure that is superseded is of another name; on the second reading it would fit."""
    filler = [commitment(n).bytes for n in range(1_500)]
    old = changed(figure(1), name="another")
    honest = written([FIRST.bytes, old.bytes, *filler, figure(2, supersedes=1).bytes])
    assert codes(checked(honest, policy=UNDER)) == [("E5", "#1502")]
    forged = written([FIRST.bytes, figure(1).bytes, *filler])
    name = "tile/entries/000"
    fickle = Fickle(honest.content, other={name: forged.content[name]})
    assert codes(checked(fickle, policy=UNDER)) == [("V89", "#1502")]


def test_a_server_that_takes_a_blob_away_before_it_is_judged_is_told() -> None:
    old, akn = edition(OLD, "old")
    lying = changed(old, provisions=1)
    large = [changed(edition(NEW, "new")[0], source_blob=blob_of(bytes([n]) * (1 << 24)))
             for n in range(3)]  # fmt: skip
    rows = canonical({"schema": "zhargy.alignment/1", "pairs": []})
    aligned = an_entry(
        "alignment",
        {"old": 1, "new": 2, "pairs": 0, "decided": 0, "method": "m", "table": blob_of(rows)},
    )
    blobs = by_digest(
        akn, edition(NEW, "new")[1], rows, *(bytes([n]) * (1 << 24) for n in range(3))
    )
    entries = [FIRST, old, *large, aligned]
    files = written([one.bytes for one in entries], blobs)
    digest = old.body["akn"]["digest"]
    fickle = Fickle(files.content, other={f"blob/{digest[:2]}/{digest}": None})
    assert ("V89", "#5") in codes(checked(fickle, policy=UNDER))
    assert codes(kept(FIRST, lying, blobs=by_digest(akn))) == [("E11", "#1")]


def test_a_checkpoint_that_was_not_proven_is_not_remembered(tmp_path: Path) -> None:
    seen = Seen(tmp_path)
    report = checked(record_of(3))
    assert report.proven is not None
    seen.keep(other_record(9).content["checkpoint"], report.proven)
    assert list(seen.all()) == []
    seen.keep(report.note, report.proven)
    assert list(seen.all()) == [report.proven]


def test_a_link_out_of_the_record_is_not_followed(tmp_path: Path) -> None:
    files, folder = record_of(3), tmp_path / "record"
    files.write(folder)
    bundle = folder / "tile/entries/000.p/3"
    bundle.rename(tmp_path / "elsewhere")
    bundle.symlink_to(tmp_path / "elsewhere")
    assert ("V72", "tile/entries/000.p/3") in codes(checked(Folder(folder), policy=UNDER))
    inside = folder / "copy"
    (tmp_path / "elsewhere").rename(inside)
    bundle.unlink()
    bundle.symlink_to(inside)
    assert checked(Folder(folder), policy=UNDER).ignored_files == ["copy"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_place_of_a_file_is_no_file(tmp_path: Path) -> None:
    files = record_of(3)
    files.write(tmp_path)
    (tmp_path / "tile/0/000.p/3").unlink()
    os.mkfifo(tmp_path / "tile/0/000.p/3")
    assert ("V49", "tile/0/000.p/3") in codes(checked(Folder(tmp_path), policy=UNDER))


def test_names_in_other_letters_are_ignored_by_name(tmp_path: Path) -> None:
    files = record_of(300)
    for name in ("Checkpoint", "TILE/0/000", "tile/0/0OO", "tile/entries/000.p/٣", "tile/0/000 "):
        files.content[name] = b"x"
    report = checked(files, policy=UNDER)
    assert report.sound
    assert len(report.ignored_files) == 5


def test_a_name_cannot_write_a_verdict_on_the_screen() -> None:
    files = record_of(3)
    files.content["x\n\x1b[2KIt holds: signature, tree"] = b""
    files.content["\u202esdloh tI"] = b""
    files.content["\udcff"] = b""
    text = files.checkpoint.text
    liar = signer("It\u00adholds\u200b")
    files.content["checkpoint"] = Note(text, (sign(text, LOG), sign(text, liar))).bytes
    for line in report_lines(checked(files, policy=UNDER), "en"):
        assert line.isprintable()
        line.encode()


def test_what_a_record_names_is_neither_fetched_nor_run() -> None:
    """Addresses stand in sources and policies; only files of the record are asked for."""
    asked: list[str] = []

    @dataclass
    class Watched(Files):
        def read(self, name: str, most: int) -> bytes | None:
            asked.append(name)
            return super().read(name, most)

    named = policy_text(*ALONE).replace(
        f"{COURT.verifier}", f"{COURT.verifier} http://court.example/"
    )
    entry = figure(1, source="http://evil.example/$(touch /tmp/x)")
    opening = reform(named)
    files = Watched(written([opening.bytes, entry.bytes]).content)
    assert checked(files).sound
    assert all(name in files.content or name == "witnessed" for name in asked)
