"""A report in the words of a person: what was checked against what, and what does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from zhargy.messages import say
from zhargy.record.published import Fault
from zhargy.verify.verify import Report

MOST_LINES = 20


def report_lines(report: Report, language: str) -> Iterator[str]:
    """The lines of a report; the verdict is the last."""

    def told(code: str, **fields: object) -> str:
        return say(code, language, **fields)

    checkpoint = report.checkpoint
    if checkpoint is not None:
        yield told("verify-record", origin=checkpoint.origin, n=checkpoint.size)
        yield told("verify-root", root=checkpoint.root.hex())
    for kind, count in sorted(report.kinds.items()):
        yield f"  {count:>9,}  {kind}".replace(",", " ")
    if report.last_time:
        yield told("verify-last", time=report.last_time)
    if report.accepted is not None:
        yield told("verify-signed", key=str(report.accepted.log))
        for name, time in sorted(report.accepted.witnesses.items()):
            moment = datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            yield told("verify-witness", name=name, time=moment)
        if report.quorum == "none":
            yield told("verify-no-quorum")
    if report.own_policy and report.accepted is not None:
        yield told("verify-own-policy")
    if report.earlier:
        yield told("verify-earlier", n=report.earlier)
    if report.blobs or report.withheld:
        yield told("verify-blobs", n=report.blobs)
    if report.withheld:
        yield told("verify-withheld", n=report.withheld)
    if report.unknown:
        yield told(
            "verify-unknown",
            n=sum(report.unknown.values()),
            kinds=", ".join(sorted(report.unknown)[:MOST_LINES]),
        )
    for signature in report.ignored_signatures:
        yield told("verify-ignored-signature", name=signature.name)
    for name in report.ignored_files[:MOST_LINES]:
        yield told("verify-ignored-file", name=name)
    if len(report.ignored_files) > MOST_LINES:
        yield told("verify-ignored-more", n=len(report.ignored_files) - MOST_LINES)
    for fault in report.faults[:MOST_LINES]:
        yield fault_line(fault, language)
    more = len(report.faults) - MOST_LINES + report.more_faults
    if more > 0:
        yield told("verify-more", n=more)
    faults = len(report.faults) + report.more_faults
    yield told("verify-fails", n=faults) if faults else told("verify-holds")


def fault_line(fault: Fault, language: str) -> str:
    """One fault: the item, the code, the sentence."""
    return f"{fault.where}: {fault.code}: {say(fault.code, language, **fault.fields)}"
