"""A count as the report that election offices exchange (docs/spec/nist.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from zhargy.referendum.count import Count
from zhargy.referendum.entries import ruled
from zhargy.referendum.outcome import Decided, decide
from zhargy.reform.counting import Referendum
from zhargy.reform.output import write_whole
from zhargy.reform.rules import rule_named, rule_text
from zhargy.reform.vote_folder import VoteFolder
from zhargy.reports.nist import Asked, Held, nist_report

SUFFIX = ".nist.json"
_Decides = Callable[[Count], Decided | None]


def asks_for_nist(path: Path) -> bool:
    """
    >>> asks_for_nist(Path("result.nist.json")), asks_for_nist(Path("nist.json"))
    (True, False)
    """
    return path.name.lower().endswith(SUFFIX)


def write_nist(folder: Path, referendum: Referendum, counts: Sequence[Count], path: Path) -> None:
    """Write the counts of all questions, with what the rule of the folder makes of each.

    The report is of the time of the newest protocols: the clock is not asked. What is counted from
    a folder was not announced, so it is never "certified".
    Raises UnusableFolder Q43 without a day, UnusableRule, UnwritableOutput.
    """
    settings = VoteFolder(folder)
    if referendum.day is None:
        raise settings.refused(0, "day")
    decide_one, digest = _rule(settings)
    asks = {question.name: question.asks for question in referendum.questions}
    held = Held(
        referendum.name,
        settings.title,
        referendum.day,
        issuer(counts) or referendum.name,
        _newest(counts) or datetime.combine(referendum.day, time(), UTC),
    )
    asked = [
        Asked(
            one, asks[one.question], None if one.training else decide_one(one), rule_digest=digest
        )
        for one in counts
    ]
    write_whole(path, nist_report(held, asked))


def _rule(settings: VoteFolder) -> tuple[_Decides, str]:
    """What decides a count, and the digest of the rule's file; without a rule nothing is decided."""
    name = settings.table.get("rule")
    if name is None:
        return lambda _: None, ""
    rule = rule_named(settings.text("rule"), settings.folder)
    _, text = rule_text(settings.text("rule"), settings.folder)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return lambda counted: decide(rule, ruled(counted), reversals=False), digest


def issuer(counts: Sequence[Count]) -> str:
    """Who gave the protocols that are counted."""
    sources = (batch.about.source for one in counts for batch in one.standing.batches)
    return "; ".join(dict.fromkeys(filter(None, sources)))


def _newest(counts: Sequence[Count]) -> datetime | None:
    moments = (batch.about.as_of.since for one in counts for batch in one.standing.batches)
    return max(moments, default=None)
