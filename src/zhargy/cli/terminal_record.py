"""The public record as a person reads it in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from zhargy.messages import kind_name, say
from zhargy.reform.history import History, Told
from zhargy.reform.publishing import Published
from zhargy.reform.restoring import Restored
from zhargy.reform.verifying import Rederived
from zhargy.reports.count_json import sentence
from zhargy.reports.entry_line import summary
from zhargy.verify.receipt import Receipt
from zhargy.verify.told import fault_line, moment, report_lines
from zhargy.verify.verify import Report

_MOST_TELLING = 12


def print_published(published: Published, language: str) -> None:
    """What was published, and the checkpoint after it."""
    for place, entry in published.entries:
        print(f"#{place}  {summary(entry, language)}")
    if not published.entries:
        print(say("publish-nothing", language))
    print(say("publish-checkpoint", language, origin=published.origin, n=published.size))
    print(say("verify-root", language, root=published.root))
    for path in published.requests:
        print(say("publish-request", language, path=path))
    if published.telling:
        print(say("publish-telling", language, n=len(published.telling)))
    for remark in published.telling[:_MOST_TELLING]:
        print(f"  {remark.code} · {remark.file}, {remark.line}: {sentence(remark, language)}")
    if len(published.telling) > _MOST_TELLING:
        print("  " + say("read-more", language, n=len(published.telling) - _MOST_TELLING))


def print_restored(folder: Path, restored: Restored, published: str, language: str) -> None:
    """What stands there again, what was brought in and left out, and what is still to be done."""

    def told(code: str, **fields: object) -> None:
        print(say(code, language, **fields))

    told("restore-files", folder=folder, n=restored.files)
    if published:
        told("restore-brought", n=restored.brought, place=published)
        if restored.behind:
            told("restore-behind", n=restored.behind)
    told("restore-blobs", n=restored.blobs)
    told("restore-salts", n=restored.kept)
    told("backup-record", n=restored.size)
    if restored.awaited.copy:
        told("restore-warning")
    if places := restored.awaited.entries:
        told("restore-texts", entries=", ".join(f"#{place}" for place in places))


def print_history(history: History, language: str) -> None:
    """A line for each entry: index, time, kind, by whom, what."""
    for told in history.told:
        print(_line(told, language))
    shown = len(history.told)
    print(say("log-shown", language, n=shown, size=history.size, origin=history.origin))


def _line(told: Told, language: str) -> str:
    entry = told.entry
    said = summary(entry, language) if told.known else say("log-unknown", language)
    time = entry.time.replace("T", " ").removesuffix("Z")
    line = f"#{told.place}  {time}  {kind_name(entry.kind, language)}, {entry.by}: {said}"
    if entry.supersedes is not None:
        line += "; " + say("log-supersedes", language, target=entry.supersedes)
    if told.superseded_by is not None:
        line += "; " + say("log-superseded", language, target=told.superseded_by)
    if told.withdrawn:
        line += "; " + say("log-withdrawn", language)
    return line


def history_as_json(history: History) -> str:
    """The schema zhargy.log/1."""
    rows = [
        {
            "index": told.place,
            "entry": json.loads(told.entry.bytes),
            "superseded_by": told.superseded_by,
            "withdrawn": told.withdrawn,
        }
        for told in history.told
    ]
    said = {
        "schema": "zhargy.log/1",
        "origin": history.origin,
        "size": history.size,
        "entries": rows,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def print_report(report: Report, language: str) -> None:
    """What was checked against what, what does not hold, and the verdict."""
    for line in report_lines(report, language):
        print(line)


def report_as_json(report: Report, language: str) -> str:
    """The schema zhargy.verify/1."""
    proven = report.proven
    said = {
        "schema": "zhargy.verify/1",
        "holds": report.sound,
        "proven": {"origin": proven.origin, "size": proven.size, "root": proven.root.hex()}
        if proven
        else None,
        "witnessed": report.witnessed,
        "key_named_by_record": report.own_policy,
        "kinds": report.kinds,
        "unknown": report.unknown,
        "blobs": report.blobs,
        "withheld": report.withheld,
        "earlier_checkpoints": report.earlier,
        "ignored": [*(one.name for one in report.ignored_signatures), *report.ignored_files],
        "faults": [
            asdict(fault) | {"message": fault_line(fault, language)} for fault in report.faults
        ],
        "more_faults": report.more_faults,
    }
    return json.dumps(said, ensure_ascii=False, indent=1, default=str)


def print_receipt(receipt: Receipt, against: bool, language: str) -> None:
    """What a receipt proves."""
    print(
        say(
            "receipt-entry",
            language,
            place=receipt.place,
            said=summary(receipt.entry, language),
            time=receipt.entry.time,
        )
    )
    checkpoint = receipt.checkpoint
    print(say("verify-record", language, origin=checkpoint.origin, n=checkpoint.size))
    print(say("verify-root", language, root=checkpoint.root.hex()))
    accepted = receipt.accepted
    if accepted is None:
        print(say("receipt-no-key", language))
        return
    print(say("verify-signed", language, key=str(accepted.log)))
    for name, time in accepted.witnesses.items():
        print(say("verify-witness", language, name=name, time=moment(time)))
    print(say("receipt-in-record" if against else "receipt-holds", language))


def print_rederived(editions: Iterable[Rederived], language: str) -> int:
    """A line for each edition; 1 if one differs."""
    differs = False
    for one in editions:
        name = summary(one.entry, language)
        print(f"#{one.place}  {name}: {say(f'rederived-{one.said}', language)}")
        differs |= one.said == "differs"
    return 1 if differs else 0
