"""A report in the words of a person: what was checked against what, and what does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from zhargy.messages import kind_name, say
from zhargy.record.published import Fault
from zhargy.verify.verify import Report

MOST_LINES = 20
_MOST_KINDS = 100
# What only a stage can hold against its blobs.
_JUDGED = ("edition", "alignment", "correction")
_LONGEST_LINE = 2_000


def report_lines(report: Report, language: str) -> Iterator[str]:
    """The lines of a report; the verdict is the last."""
    return map(harmless, _lines(report, language))


def _lines(report: Report, language: str) -> Iterator[str]:
    def told(code: str, **fields: object) -> str:
        return say(code, language, **fields)

    checkpoint = report.checkpoint
    if checkpoint is not None:
        yield told("verify-record", origin=checkpoint.origin, n=checkpoint.size)
        yield told("verify-root", root=checkpoint.root.hex())
    for kind, count in sorted(report.kinds.items())[:_MOST_KINDS]:
        yield f"  {count:>9,}".replace(",", " ") + f"  {kind_name(kind, language)}"
    if len(report.kinds) > _MOST_KINDS:
        yield f"  {sum(report.kinds.values()):>9,}  …".replace(",", " ")
    if report.last_time:
        yield told("verify-last", time=report.last_time)
    if report.accepted is not None:
        yield told("verify-signed", key=str(report.accepted.log))
        for name, time in sorted(report.accepted.witnesses.items()):
            yield told("verify-witness", name=name, time=moment(time))
        if report.quorum == "none":
            yield told("verify-no-quorum")
    if report.own_policy and report.accepted is not None:
        yield told("verify-own-policy")
        if len(report.key_changes) > 1:
            said = ", ".join(f"#{place}" for place in report.key_changes[1 : MOST_LINES + 1])
            yield told("verify-keys-changed", n=len(report.key_changes) - 1, entries=said)
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
    unjudged = 0 if report.judged else sum(report.kinds.get(kind, 0) for kind in _JUDGED)
    if unjudged:
        yield told("verify-not-judged", n=unjudged)
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
    if faults:
        yield told("verify-fails", n=faults)
    else:
        yield told("verify-holds-tree" if report.tree_only else "verify-holds")


def moment(time: int) -> str:
    """The second in which a witness cosigned, as entries write theirs."""
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fault_line(fault: Fault, language: str) -> str:
    """One fault: the item, the code, the sentence."""
    line = f"{fault.where}: {fault.code}: {say(fault.code, language, **fault.fields)}"
    return harmless(line)


def harmless(line: str) -> str:
    """A name out of a record may hold what moves a terminal's cursor or breaks the line."""
    shown = "".join(
        letter
        if letter.isprintable()
        else letter.encode("unicode_escape", "surrogatepass").decode()
        for letter in line[:_LONGEST_LINE]
    )
    return shown if len(line) <= _LONGEST_LINE else f"{shown}…"
