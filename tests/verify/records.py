"""Records as their publisher writes them, in memory: files by name, to be read and to be spoilt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from failing_disk import FailingDisk
from library import NEW, OLD
from record.logs import COURT, LOG, NOON, ORIGIN, PRESS, PublishedLog, signer
from verify.a_vote import entries_of_a_vote

from zhargy.compare.compare import compare
from zhargy.compare.entries import alignment_body, alignment_table
from zhargy.errors import UnreadableRecord
from zhargy.record.bundles import unpack
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.commitment import Words, commit_person, commit_words
from zhargy.record.cosignature import cosign
from zhargy.record.entry import Entry, canonical
from zhargy.record.note import Note, SigningKey, read_note, sign
from zhargy.record.policy import Policy, read_policy
from zhargy.record.tree import EMPTY_ROOT, root_of
from zhargy.storage.index import Index
from zhargy.storage.publisher import Publisher
from zhargy.text.act import Act
from zhargy.text.entries import blob_of, edition_body
from zhargy.text.reading.plain import read
from zhargy.text.structure.acts import acts_of
from zhargy.text.writing.akn import write_akn
from zhargy.verify.stages import CHECKS
from zhargy.verify.verify import Report, verify

STRANGER = signer("stranger.example")
EVE = SigningKey(ORIGIN, hashlib.sha256(b"eve").digest())
TIME = "2031-02-10T09:00:00Z"


@dataclass
class Files:
    """A published record in memory."""

    content: dict[str, bytes] = field(default_factory=dict)
    name: str = "memory"

    def read(self, name: str, most: int) -> bytes | None:
        content = self.content.get(name)
        if content is not None and len(content) > most:
            raise UnreadableRecord("V70", name, most=most)
        return content

    def names(self) -> Iterator[str] | None:
        return iter(sorted(self.content))

    def copy(self) -> Files:
        return Files(dict(self.content))

    def write(self, folder: Path) -> Path:
        for name, content in self.content.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder

    @property
    def checkpoint(self) -> Checkpoint:
        return read_checkpoint(read_note(self.content["checkpoint"]).text)

    def entries(self) -> list[bytes]:
        found: list[bytes] = []
        size = self.checkpoint.size
        while len(found) < size:
            number, width = len(found) // 256, min(256, size - len(found))
            suffix = "" if width == 256 else f".p/{width}"
            path = f"tile/entries/{number:03}{suffix}"
            found += unpack(self.content[path], width)
        return found


def policy_text(*quorum: str, log: SigningKey = LOG) -> str:
    lines = [
        f"log {log.verifier}",
        f"witness court {COURT.verifier}",
        f"witness press {PRESS.verifier}",
        *(quorum or ("group both all court press", "quorum both")),
    ]
    return "".join(f"{line}\n" for line in lines)


def policy(*quorum: str) -> Policy:
    return read_policy(policy_text(*quorum).encode())


ALONE = ("quorum none",)


def an_entry(kind: str, body: Mapping[str, Any], **more: Any) -> Entry:
    return Entry(kind, more.pop("version", 1), TIME, "secretariat", body, **more)


def reform(policy: str = "", **more: Any) -> Entry:
    body = {
        "format": "zhargy.record/1",
        "title": {"en": "Reform of the Charter", "kk": "Жарғы реформасы"},
        "languages": ["kk", "en"],
        "authoritative": ["kk"],
        "jurisdiction": "association",
        "policy": policy or policy_text(),
    }
    return an_entry("reform", body, **more)


def commitment(number: int, words: str = "") -> Entry:
    salt = hashlib.sha256(str(number).encode()).digest()
    body = {
        "words": commit_words(words or f"words {number}", salt),
        "person": commit_person(f"person {number}", salt),
        "channel": "site",
    }
    return an_entry("commitment", body)


def figure(value: int, **more: Any) -> Entry:
    body = {"name": "voters-on-roll", "value": value, "unit": "voters"}
    more = {"as_of": "2031-02-09", "source": "The commission, decision 4"} | more
    return an_entry("figure", body, **more)


def key_entry(text: str) -> Entry:
    body = {"event": "adopted", "use": "log", "key": str(EVE.verifier), "policy": text}
    return an_entry("key", body)


@cache
def act(text: str) -> tuple[Act, bytes]:
    one = acts_of(read(text.encode(), where="text"), "text").acts[0]
    return one, write_akn(one, "edition")


def edition(text: str, name: str) -> tuple[Entry, bytes]:
    one, akn = act(text)
    body = edition_body(
        one,
        akn,
        (f"{name}.txt", text.encode()),
        names=("charter", name),
        authority="authoritative",
        reader="0.1.0",
        options={},
    )
    return an_entry("edition", body), akn


@cache
def table(old: str, new: str) -> tuple[dict[str, Any], bytes]:
    comparison = compare(act(old)[0], act(new)[0])
    rows = alignment_table(comparison)
    return alignment_body(comparison, rows, 2, 3, "zhargy.compare 0.1.0"), rows


def words(of: int, said: Words, *, redacted: bool = False, **more: Any) -> tuple[Entry, bytes]:
    body = {
        "commitment": of,
        "language": "kk",
        "redacted": redacted,
        "words": blob_of(said.blob),
    }
    return an_entry("words", body, **more), said.blob


SHOWN = "Кітапхана жексенбіде де ашық болсын."


def of_every_kind(old: str = OLD, new: str = NEW) -> tuple[list[Entry], dict[str, bytes], str]:
    """An entry of each kind and of two unknown ones, their blobs, and the digest withdrawn."""
    (first, one), (second, two) = edition(old, "in-force"), edition(new, "draft-1")
    body, rows = table(old, new)
    address = act(new)[0].provisions[0].address
    shown, shown_blob = words(8, Words(SHOWN, hashlib.sha256(b"8").digest()))
    cut, cut_blob = words(9, Words("[…] болсын.", bytes(32)), redacted=True)
    taken, taken_blob = words(10, Words("words 10", hashlib.sha256(b"10").digest()))
    digest = hashlib.sha256(taken_blob).hexdigest()
    tombstone = {"reason": "withdrawn", "entries": [13], "blobs": [digest]}
    entries = [
        reform(policy_text(*ALONE)),
        an_entry("role", {"event": "granted", "role": "secretariat", "holder": "staff-4"}),
        first,
        second,
        an_entry("alignment", body),
        an_entry(
            "correction",
            {"alignment": 4, "decision": "confirm", "new": address, "reason": "As it was meant."},
        ),
        figure(412_480),
        figure(412_479, supersedes=6),
        commitment(8, SHOWN),
        commitment(9),
        commitment(10),
        shown,
        cut,
        taken,
        an_entry("tombstone", tombstone),
        an_entry(
            "key",
            {
                "event": "adopted",
                "use": "witness",
                "key": str(PRESS.verifier),
                "policy": policy_text(),
            },
        ),
        an_entry("erratum", {"entry": 6, "says": {"en": "One voter was listed twice."}}),
        an_entry("weather", {"sky": "clear"}),
        an_entry("words", {"commitment": "eight"}, version=2),
        reform(supersedes=0),
        an_entry(
            "milestone",
            {"name": "vote", "day": "2031-05-01", "title": {"en": "The vote"}, "act": "charter"},
            source="The commission, decision 5",
        ),
        an_entry(
            "summary",
            {
                "name": "hours",
                "says": {"en": "The library is open longer."},
                "act": "charter",
                "edition": "draft-1",
                "provisions": [address],
                "figures": ["voters-on-roll"],
            },
        ),
    ]
    vote, more = entries_of_a_vote(len(entries), [2, 3])
    held = (one, two, rows, shown_blob, cut_blob, *more)
    return [*entries, *vote], {hashlib.sha256(one).hexdigest(): one for one in held}, digest


def signed(
    checkpoint: Checkpoint,
    *witnesses: SigningKey,
    key: SigningKey = LOG,
    surplus: Iterable[SigningKey] = (),
    at: int = NOON,
) -> bytes:
    text = checkpoint.text
    cosigned = (cosign(text, witness, at) for witness in witnesses)
    others = (sign(text, one) for one in surplus)
    return Note(text, (sign(text, key),)).with_signatures(*cosigned, *others).bytes


def published(
    entries: Sequence[Entry],
    blobs: Mapping[str, bytes] | None = None,
    *witnesses: SigningKey,
    before: int = 0,
) -> Files:
    """What the publisher writes; with `before`, an earlier checkpoint as `witnessed`, and the
    partial files of that size, as nobody has deleted them."""
    disk = FailingDisk()
    publisher = Publisher(disk, LOG, Index.at(Path(":memory:")))
    old: dict[str, bytes] = {}
    if before:
        publisher.append(entries[:before], blobs)
        old = {n: c for n, c in disk.content.items() if n.startswith("record/tile/")}
        old["record/witnessed"] = signed(
            Checkpoint(ORIGIN, publisher.size, publisher.root), *witnesses
        )
    if entries[before:]:
        publisher.append(entries[before:], blobs)
    publisher.close()
    content = old | disk.content
    files = Files({n.removeprefix("record/"): c for n, c in content.items() if "record/" in n})
    if witnesses:
        files.content["checkpoint"] = signed(files.checkpoint, *witnesses, surplus=(STRANGER,))
    return files


def written(
    entries: Sequence[bytes],
    blobs: Mapping[str, bytes] | None = None,
    *witnesses: SigningKey,
    key: SigningKey = LOG,
) -> Files:
    """What a publisher writes who puts anything whatever on the record."""
    log = PublishedLog().add(entries) if entries else PublishedLog()
    root = root_of(log.leaves) if entries else EMPTY_ROOT
    files = Files(dict(log.files))
    files.content |= {f"blob/{d[:2]}/{d}": blob for d, blob in (blobs or {}).items()}
    files.content["checkpoint"] = signed(Checkpoint(ORIGIN, log.size, root), *witnesses, key=key)
    return files


def checked(files: Any, **options: Any) -> Report:
    return verify(files, checks=CHECKS, **options)


def codes(report: Report) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in report.faults]


def changed(entry: Entry, **fields: Any) -> Entry:
    """The entry with other fields in its body."""
    return replace(entry, body={**entry.body, **fields})


def loose(entry: Entry, **fields: Any) -> bytes:
    """Canonical bytes of an envelope with other fields, right or wrong."""
    said: dict[str, Any] = {
        "kind": entry.kind,
        "version": entry.version,
        "time": entry.time,
        "by": entry.by,
        "body": entry.body,
    }
    return canonical(said | fields)


@cache
def _every_kind() -> Files:
    entries, blobs, _ = of_every_kind()
    entries += [commitment(number) for number in range(100, 500)]
    return published(entries, blobs, COURT, PRESS, before=300)


def every_kind() -> Files:
    """420 entries of every kind, two witnesses, one surplus signature, two files too many."""
    files = _every_kind().copy()
    files.content["index.html"] = b"<p>not of the record</p>"
    files.content[f"blob/00/{'0' * 64}"] = b"named by nobody"
    return files


def with_a_field_changed(entry: bytes, chance: Random) -> tuple[str, bytes]:
    fields = json.loads(entry)
    paths = list(leaves(fields))
    path = chance.choice(paths)
    inside = fields
    for step in path[:-1]:
        inside = inside[step]
    old = inside[path[-1]]
    new = chance.choice([other_value(old, chance), 0, "x", None, [], {}, True, 2**53, "a" * 300])
    if chance.random() < 0.1 and isinstance(path[-1], str):
        del inside[path[-1]]
    elif chance.random() < 0.1:
        fields[chance.choice(["supersedes", "as_of", "extra"])] = new
    else:
        inside[path[-1]] = new
    return ".".join(map(str, path)), canonical(fields)


def other_value(old: object, chance: Random) -> object:
    if isinstance(old, str) and old:
        at = chance.randrange(len(old))
        return old[:at] + chance.choice("0af-Z ") + old[at + 1 :]
    return old + chance.choice([-1, 1, 7]) if type(old) is int else "another"


def leaves(value: Any, *path: Any) -> Iterable[tuple[Any, ...]]:
    inside: Iterable[Any] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for name, one in inside:
        yield (*path, name)
        yield from leaves(one, *path, name)
