"""`zhargy verify`: a record checked from its published files, with what each stage knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from zhargy import __version__
from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.entry import Entry
from zhargy.record.kinds import blob_name
from zhargy.record.policy import Policy, read_policy
from zhargy.reform.child import USUAL, Job, Limits, read_in_children
from zhargy.reform.history import entries_of
from zhargy.reform.output import write_whole
from zhargy.reform.texts import content_of
from zhargy.storage.settings import NAME as SETTINGS
from zhargy.text.structure.acts import Reading
from zhargy.text.writing.akn import write_akn
from zhargy.verify.receipt import Receipt, check_against, check_receipt, receipt_of
from zhargy.verify.seen import Seen
from zhargy.verify.source import published_at
from zhargy.verify.stages import CHECKS
from zhargy.verify.verify import Report, verify


def policy_of(path: Path | None) -> Policy | None:
    """The policy in a file. Raises UnreadableText R23 to R25, UnreadableRecord."""
    if path is None:
        return None
    try:
        return read_policy(content_of(path))
    except UnreadableRecord as refusal:
        raise _in_file(refusal, path) from None


def verify_place(place: str, *, policy: Path | None, seen: Seen) -> Report:
    """Verify the record at a path or an address against what was seen before, and remember it.

    Raises UnreadableRecord (V70 to V74, E7, or a policy that is not of its form).
    """
    record = published_at(place)
    trusted = policy_of(policy)
    report = verify(record, policy=trusted, seen=list(seen.all(trusted)), checks=CHECKS)
    if report.proven is not None:
        seen.keep(report.note, report.proven)
    return report


def write_receipt(place: str, entry: int, path: Path) -> None:
    """Write the receipt of an entry of the record at a path or an address.

    Raises RecordMismatch, UnreadableRecord, UnwritableOutput.
    """
    write_whole(path, receipt_of(published_at(place), entry).bytes)


def verify_receipt(file: Path, place: str | None, *, policy: Path | None) -> Receipt:
    """A receipt alone, or against the record at a path or an address.

    Without a policy the keys are those that the record names. Raises UnreadableRecord,
    RecordMismatch (V84: the record does not hold the entry).
    """
    content = content_of(file)
    chosen = policy_of(policy)
    try:
        if place is None:
            return check_receipt(content, chosen)
        record = published_at(place)
        report = verify(record, policy=chosen)
        if report.faults or report.checkpoint is None:
            fault = report.faults[0]
            raise RecordMismatch(fault.code, fault.where, **fault.fields)
        receipt = check_receipt(content, chosen or read_policy(report.policy.encode()))
        check_against(receipt, record, report.checkpoint.size)
        return receipt
    except UnreadableRecord as refusal:
        raise _in_file(refusal, file) from None


def _in_file(refusal: ZhargyError, file: Path) -> ZhargyError:
    return type(refusal)(refusal.code, f"{file}, {refusal.where}", **refusal.fields)


def write_checker(path: Path) -> None:
    """Put the page that checks receipts and records in a browser at `path`. Raises
    UnwritableOutput."""
    page = resources.files("zhargy.verify").joinpath("checker.html").read_bytes()
    write_whole(path, page)


@dataclass(frozen=True, slots=True)
class Rederived:
    """An edition read again: "same", "differs", "other version" (of Zhargy), or "no source"."""

    place: int
    entry: Entry
    said: str


def rederive(place: str, limits: Limits = USUAL) -> Iterator[Rederived]:
    """Read the source of each edition again, from its blob or from the folder of the reform.

    It says nothing of tampering: another version of a reader may place a paragraph otherwise.
    Raises UnreadableRecord.
    """
    record = published_at(place)
    texts = Path(place) / "texts" if (Path(place) / SETTINGS).is_file() else None
    sources = _by_digest(texts) if texts else {}
    for index, entry in entries_of(record):
        if entry.kind != "edition":
            continue
        digest, size = entry.body["source"]["digest"], entry.body["source"]["bytes"]
        content = record.read(blob_name(digest), size)
        if content is None and digest in sources:
            content = sources[digest].read_bytes()
        if content is None:
            yield Rederived(index, entry, "no-source")
            continue
        yield Rederived(index, entry, _read_again(entry, content, limits))


def _read_again(entry: Entry, content: bytes, limits: Limits) -> str:
    reader, body = entry.body["reader"], entry.body
    job = Job(
        ((content, body["source"]["name"]),),
        reader.get("language", ""),
        reader.get("changes", "after"),
    )
    try:
        reading = read_in_children([job], limits)[0]
    except ZhargyError:
        return "differs" if reader["version"] == __version__ else "other-version"
    for akn in _written(reading, entry):
        if hashlib.sha256(akn).hexdigest() == body["akn"]["digest"]:
            return "same"
    return "differs" if reader["version"] == __version__ else "other-version"


def _written(reading: Reading, entry: Entry) -> Iterator[bytes]:
    which = entry.body["reader"].get("which", "")
    for act in reading.acts:
        if act.language == entry.body["language"] and which in ("", act.language, act.edition):
            yield write_akn(act, entry.body["edition"])


def _by_digest(folder: Path) -> dict[str, Path]:
    return {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
