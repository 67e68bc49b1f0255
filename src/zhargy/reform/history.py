"""`zhargy log`: the history that a record tells, by kind, provision and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhargy.compare.entries import read_table
from zhargy.errors import RecordMismatch, UnreadableRecord
from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.entry import Entry, read_entry
from zhargy.record.kinds import blob_name, check_entry
from zhargy.record.note import MOST_BYTES, read_note
from zhargy.text.reading.akn import read_akn
from zhargy.verify.source import Published, published_at
from zhargy.verify.tree import Tree


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the history; `withdrawn` and `superseded_by` come from later entries."""

    place: int
    entry: Entry
    known: bool
    superseded_by: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The entries that were asked for, of so many."""

    origin: str
    size: int
    told: tuple[Told, ...]


def history_of(
    place: str, *, kinds: tuple[str, ...] = (), day: str = "", provision: str = ""
) -> History:
    """The entries of these kinds (of all, if none is named), of this day (taken in then or speaking
    of it), that touch a provision by its address.

    The tree is checked on the way; signatures are not: that is `verify`. Raises UnreadableRecord,
    RecordMismatch V79 where the files are not those of the checkpoint.
    """
    record = published_at(place)
    superseded: dict[int, int] = {}
    withdrawn: set[int] = set()
    chosen: list[tuple[int, Entry]] = []
    size = 0
    for index, entry in entries_of(record):
        size = index + 1
        if entry.supersedes is not None:
            superseded[entry.supersedes] = index
        if entry.kind == "tombstone" and _known(entry):
            withdrawn.update(entry.body["entries"])
        if kinds and entry.kind not in kinds:
            continue
        if day and not (entry.time.startswith(day) or entry.as_of.startswith(day)):
            continue
        if provision and not _touches(entry, provision, record):
            continue
        chosen.append((index, entry))
    told = tuple(
        Told(index, entry, _known(entry), superseded.get(index), index in withdrawn)
        for index, entry in chosen
    )
    return History(_head(record)[0], size, told)


def entries_of(record: Published) -> Iterator[tuple[int, Entry]]:
    """Each entry with its index. Raises UnreadableRecord, RecordMismatch V79 at the end."""
    _, size, root = _head(record)
    tree = Tree(record, size)
    for index, (content, _) in enumerate(tree.walk()):
        if tree.faults:
            fault = tree.faults[0]
            raise RecordMismatch(fault.code, fault.where, **fault.fields)
        if content is None:
            raise RecordMismatch("V49", f"#{index}")
        yield index, read_entry(content, f"#{index}")
    if tree.faults:
        fault = tree.faults[0]
        raise RecordMismatch(fault.code, fault.where, **fault.fields)
    if tree.root_at.get(size) != root:
        raise RecordMismatch("V79", "checkpoint")


def _head(record: Published) -> tuple[str, int, bytes]:
    content = record.read("checkpoint", MOST_BYTES)
    if content is None:
        raise UnreadableRecord("V74", record.name)
    checkpoint = read_checkpoint(read_note(content).text)
    return checkpoint.origin, checkpoint.size, checkpoint.root


def _known(entry: Entry) -> bool:
    try:
        return check_entry(entry)
    except UnreadableRecord:
        return False


def _touches(entry: Entry, address: str, record: Published) -> bool:
    """Whether an entry says something of a provision: an edition that has it, an alignment or a
    correction that names it, anything whose body names its address."""
    if not _known(entry):
        return False
    if entry.kind == "edition":
        akn = record.read(blob_name(entry.body["akn"]["digest"]), entry.body["akn"]["bytes"])
        if akn is None:
            return False
        act, *_ = read_akn(akn, "")
        return any(one.address == address for one in act.provisions)
    if entry.kind == "alignment":
        blob = entry.body["table"]
        table = record.read(blob_name(blob["digest"]), blob["bytes"])
        return table is not None and any(
            address in (row["old"], row["new"]) for row in read_table(table, "")["pairs"]
        )
    return address in entry.body.values() or address in entry.body.get("provisions", ())
