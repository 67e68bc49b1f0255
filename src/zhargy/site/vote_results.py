"""The result of a question as the report that election offices exchange (docs/spec/nist.md)."""

from __future__ import annotations

from datetime import date

from zhargy.referendum.moment import Moment
from zhargy.reports.nist import Asked, Held, nist_report
from zhargy.site.votes import Vote


def vote_results(vote: Vote) -> bytes:
    """The result that stands, else what has been counted so far; all names in every language."""
    assert vote.found
    body, counted = vote.told.entry.body, vote.found.count
    standing = vote.standing
    sources = [batch.about.source for batch in counted.standing.batches]
    issuer = standing.told.entry.source if standing else "; ".join(dict.fromkeys(sources))
    as_of = standing.told.entry.as_of if standing else counted.as_of
    held = Held(
        vote.referendum,
        body["title"],
        date.fromisoformat(body["day"]),
        issuer,
        Moment.of(as_of or vote.told.entry.time).since,
    )
    stages = [one.told.entry.body["stage"] for one in vote.announced]
    asked = Asked(
        counted,
        body["asks"],
        # What a rule makes of half a count is no outcome.
        vote.found.decided if standing else None,
        announced=standing is not None,
        corrects=stages.count(counted.stage) > 1,
        rule_digest=body["rule"]["digest"],
    )
    return nist_report(held, [asked])
