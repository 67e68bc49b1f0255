"""No change of a published record changes what is proven: it is named, or what it touches is
listed as ignored. 20,000 changes in `make prove`, one in a hundred of them in the usual run."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from random import Random

import pytest
from record.logs import COURT, LOG, NOON, PRESS, PublishedLog
from verify.records import (
    EVE,
    STRANGER,
    Files,
    checked,
    every_kind,
    policy,
    policy_text,
    signed,
    with_a_field_changed,
)

from zhargy.errors import ZhargyError
from zhargy.record.bundles import pack
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.entry import canonical
from zhargy.record.note import Note, read_note
from zhargy.record.policy import Policy
from zhargy.record.tree import root_of
from zhargy.verify.told import report_lines
from zhargy.verify.verify import Report

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
MUTATIONS = 20_000 if WHOLE else 200
PIECES = 20
CHECKPOINT, WITNESSED = "checkpoint", "witnessed"


@dataclass(frozen=True)
class Mutation:
    """A record after one change, and the files that were touched."""

    said: str
    files: Files
    touched: frozenset[str]


@cache
def base() -> tuple[Files, Report]:
    files = every_kind()
    report = checked(files, policy=policy())
    assert report.sound
    return files, report


@cache
def second() -> str:
    """What the names of the second bundle and its tile end with: it is not full."""
    size = base()[1].checkpoint.size
    assert 256 < size < 512
    return f"001.p/{size - 256}"


@cache
def may_go() -> re.Pattern[str]:
    """Files that may be gone: nothing rests on them."""
    needed = second().removeprefix("001.p/")
    return re.compile(rf"witnessed|index\.html|blob/00/0{{64}}|tile/.*\.p/(?!{needed}$)(?!1$)\d+")


def mutation(chance: Random) -> Mutation:
    files = base()[0].copy()
    # The ways that need care come up as often as the simple ones.
    kind = chance.choice([bytes_of, bytes_of, names_of, entries_of, notes_of, signed_by_another])
    said, touched = kind(files.content, chance)
    return Mutation(f"{kind.__name__}: {said}", files, frozenset(touched))


# -- bytes -------------------------------------------------------------------------------------------


def bytes_of(content: dict[str, bytes], chance: Random) -> tuple[str, set[str]]:
    name = chance.choice(sorted(content))
    old = content[name]
    at, end = sorted(chance.randrange(len(old) + 1) for _ in range(2))
    bit = bytes([old[at % len(old)] ^ 1 << chance.randrange(8)])
    ways: dict[str, Callable[[], bytes]] = {
        "a bit flipped": lambda: old[: at % len(old)] + bit + old[at % len(old) + 1 :],
        "a byte deleted": lambda: old[: at % len(old)] + old[at % len(old) + 1 :],
        "a byte put in": lambda: old[:at] + chance.randbytes(1) + old[at:],
        "truncated": lambda: old[: at % len(old)],
        "appended": lambda: old + chance.choice([b"\0", b"\n", b" ", old, chance.randbytes(40)]),
        "a piece repeated": lambda: old[:end] + old[at:],
        "a piece deleted": lambda: old[:at] + old[end:],
        "a piece zeroed": lambda: old[:at] + bytes(end - at) + old[end:],
        "emptied": lambda: b"",
        "of other ends of line": lambda: old.replace(b"\n", b"\r\n"),
        "noise": lambda: chance.randbytes(len(old)),
    }
    said = chance.choice(sorted(ways))
    content[name] = ways[said]()
    return f"{name} {said}", {name}


# -- names -------------------------------------------------------------------------------------------


def names_of(content: dict[str, bytes], chance: Random) -> tuple[str, set[str]]:
    one, two = chance.sample(sorted(content), 2)
    withheld = "blob/ab/ab" + "0" * 62
    other = chance.choice(
        [f"{one}x", one.upper(), one.replace("/", "-"), f"old/{one}", "tile/0/000.p/256",
         "tile/0/000.p/10", "tile/entries/001", "tile/0/002", "tile/3/000.p/1", "tile/63/000",
         "tile/0/x000/000", "tile/64/000", withheld, f"{one}.p/3", ".waiting-checkpoint"]
    )  # fmt: skip
    way = chance.randrange(5)
    if way == 0:
        del content[one]
        return f"{one} deleted", {one}
    if way == 1:
        content[other] = content.pop(one)
        return f"{one} renamed {other}", {one, other}
    if way == 2:
        content[other] = content[one]
        return f"{one} copied to {other}", {other}
    if way == 3:
        content[one], content[two] = content[two], content[one]
        return f"{one} and {two} swapped", {one, two}
    if two == WITNESSED:
        one, two = two, one
    content[two] = content[one]
    return f"{one} put over {two}", {two}


# -- entries -----------------------------------------------------------------------------------------


def entries_of(content: dict[str, bytes], chance: Random) -> tuple[str, set[str]]:
    """Entries changed, with the bundle packed anew and perhaps the tiles too."""
    files = Files(content)
    entries = files.entries()
    place = chance.randrange(20) if chance.random() < 0.7 else chance.randrange(len(entries))
    other = chance.randrange(len(entries))
    said = chance.choice(["a field", "a field", "a field", "gone", "twice", "swapped", "put in"])
    if said == "a field":
        told, entries[place] = with_a_field_changed(entries[place], chance)
        said = f"{said} {told}"
    elif said == "gone":
        del entries[place]
    elif said == "twice":
        entries.insert(other, entries[place])
    elif said == "swapped":
        entries[place], entries[other] = entries[other], entries[place]
    else:
        entries.insert(place, canonical({"kind": "figure"}))
    return f"#{place} {said}, " + rewritten(content, entries, chance), set(changed_files(content))


def rewritten(content: dict[str, bytes], entries: list[bytes], chance: Random) -> str:
    if chance.random() < 0.4:
        for number in range(2):
            rows = entries[number * 256 : (number + 1) * 256]
            name = f"tile/entries/{second() if number else '000'}"
            content[name] = pack(rows)
        return "the bundles packed anew"
    log = PublishedLog().add(entries)
    old = [name for name in content if name.startswith("tile/")]
    for name in old:
        del content[name]
    content |= log.files
    how = chance.choice(["the tree too", "and signed by another", "and by a stranger"])
    checkpoint = Checkpoint(LOG.name, log.size, root_of(log.leaves))
    if how == "and signed by another":
        content[CHECKPOINT] = signed(checkpoint, COURT, PRESS, key=EVE)
    elif how == "and by a stranger":
        content[CHECKPOINT] = signed(checkpoint, COURT, PRESS, key=STRANGER)
    return how


def changed_files(content: dict[str, bytes]) -> Iterable[str]:
    old = base()[0].content
    return (name for name in old.keys() | content.keys() if old.get(name) != content.get(name))


# -- notes -------------------------------------------------------------------------------------------


def notes_of(content: dict[str, bytes], chance: Random) -> tuple[str, set[str]]:
    name = chance.choice([CHECKPOINT, CHECKPOINT, WITNESSED])
    note = read_note(content[name])
    lines = list(note.signatures)
    at = chance.randrange(len(lines))
    way = chance.randrange(5)
    if way == 0:
        said, note = "a line gone", Note(note.text, (*lines[:at], *lines[at + 1 :]))
        if len(lines) == 1:
            return "nothing", set()
    elif way == 1:
        said, note = "a line twice", Note(note.text, (*lines, lines[at]))
    elif way == 2:
        checkpoint = read_checkpoint(note.text)
        size = chance.choice([0, 1, checkpoint.size - 1, checkpoint.size + 1, 2**62])
        text = note.text.replace(f"\n{checkpoint.size}\n", f"\n{size}\n")
        said, note = f"size {size}", Note(text, note.signatures)
    elif way == 3:
        said, note = "another origin", Note(note.text.replace("reform", "refοrm"), note.signatures)
    else:
        said, note = "an extension", Note(note.text + "more\n", note.signatures)
    content[name] = note.bytes
    return f"{name} {said}", {name}


def signed_by_another(content: dict[str, bytes], chance: Random) -> tuple[str, set[str]]:
    checkpoint = Files(content).checkpoint
    if chance.random() < 0.5:
        checkpoint = Checkpoint(checkpoint.origin, checkpoint.size, chance.randbytes(32))
    key = chance.choice([EVE, STRANGER])
    witnesses = chance.choice([(COURT, PRESS), (COURT,), ()])
    content[CHECKPOINT] = signed(checkpoint, *witnesses, key=key, at=NOON + chance.randrange(9))
    return f"by {key.name}", {CHECKPOINT}


# -- the law -----------------------------------------------------------------------------------------


def proven(report: Report) -> tuple[object, ...]:
    return (
        report.proven, dict(report.kinds), dict(report.unknown), report.blobs, report.blob_bytes,
        report.withheld, report.witnessed, report.last_time, report.key_changes, report.quorum,
    )  # fmt: skip


def item(where: str) -> set[str]:
    """The files that a fault names; an entry stands in a bundle and in a tile."""
    name = where.split(", ")[0]
    if not name.startswith("#"):
        return {name}
    bundle = second() if int(name[1:]) >= 256 else "000"
    return {f"tile/entries/{bundle}", f"tile/0/{bundle}"}


def checked_or_refused(
    files: Files, under: Policy | None, seen: list[Checkpoint]
) -> Report | ZhargyError:
    try:
        return checked(files, policy=under, seen=seen)
    except ZhargyError as refusal:
        return refusal


def assert_named_or_ignored(one: Mutation, under: Policy | None) -> None:
    files, before = base()
    if one.files.content == files.content:
        return
    report = checked_or_refused(one.files, under, [files.checkpoint])
    if isinstance(report, ZhargyError):
        named = item(report.where) if report.code == "E7" else {CHECKPOINT}
        assert named & one.touched, one.said
        assert CHECKPOINT in report.where or report.code == "E7", one.said
        return
    for language in ("kk", "ru", "en"):
        assert all(line.isprintable() for line in report_lines(report, language))
    if report.faults:
        named = {name for fault in report.faults for name in item(fault.where)}
        # Where the whole tree was written anew, only the signature no longer fits.
        anew = "the tree too" in one.said and CHECKPOINT in named
        assert named & one.touched or anew, (one.said, report.faults[:3])
        assert report.proven is None
        return
    assert proven(report) == proven(before), one.said
    ignored = set(report.ignored_files) ^ set(before.ignored_files) | {
        name for name in report.ignored_files if name in one.touched
    }
    if ignored & one.touched:
        return
    if report.ignored_signatures != before.ignored_signatures:
        assert one.touched <= {CHECKPOINT, WITNESSED}, one.said
        return
    gone = {name for name in one.touched if name not in one.files.content}
    assert one.touched <= gone, one.said
    assert all(map(may_go().fullmatch, gone)), one.said


@pytest.mark.parametrize("piece", range(PIECES))
def test_a_change_is_named_or_what_it_touches_is_ignored(piece: int) -> None:
    chance = Random(piece)
    for number in range(MUTATIONS // PIECES):
        assert_named_or_ignored(mutation(chance), policy() if number % 2 else None)


def test_the_campaign_meets_both_of_its_ends() -> None:
    """Some changes are named, some are ignored: the law above is not empty."""
    chance = Random(1)
    sound = 0
    for _ in range(60):
        one = mutation(chance)
        try:
            sound += checked(one.files, policy=policy()).sound
        except ZhargyError:
            continue
    assert 5 < sound < 45


def test_a_record_begun_anew_by_another_is_caught_by_whoever_saw_the_old_one() -> None:
    """Everything is made anew under the same origin, the keys too: only memory tells."""
    files = base()[0]
    entries = files.entries()
    opening = json.loads(entries[0])
    opening["body"]["policy"] = policy_text("quorum none", log=EVE)
    forged = PublishedLog().add([canonical(opening), *entries[1:15]])
    spoilt = Files(dict(forged.files))
    checkpoint = Checkpoint(LOG.name, forged.size, root_of(forged.leaves))
    spoilt.content[CHECKPOINT] = signed(checkpoint, key=EVE)
    for name, content in files.content.items():
        if name.startswith("blob/"):
            spoilt.content[name] = content
    assert "V82" in [fault.code for fault in checked(spoilt, seen=[files.checkpoint]).faults]
    assert [f.code for f in checked(spoilt, policy=policy()).faults] == ["V47"]
