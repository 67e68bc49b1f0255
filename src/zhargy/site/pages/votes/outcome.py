"""What came of a question, in one sentence."""

from __future__ import annotations

from zhargy.messages import number, say
from zhargy.messages.dates import day
from zhargy.referendum.count import State
from zhargy.site.votes import Vote


def outcome_line(vote: Vote, language: str) -> str:
    """The outcome in one sentence."""
    if vote.annulled:
        return say("vote-line-annulled", language)
    if vote.found is None:
        if vote.turnout is not None:
            return say("vote-line-voting", language)
        return say("vote-line-not-yet", language, day=day(vote.told.entry.body["day"], language))
    if vote.standing is None:
        return say("vote-line-counting", language)
    if vote.partial:
        tally = vote.found.count.tally()
        come, of = (
            number(n, language) for n in (tally.precincts.get(State.COUNTED, 0), tally.expected)
        )
        return say("vote-line-partial", language, counted=come, precincts=of)
    decided = vote.found.decided
    stage = vote.standing.told.entry.body["stage"]
    if decided.differ:
        return say("vote-line-hangs", language)
    outcome = decided.outcome.value.replace(" ", "-")
    line = say(f"vote-line-{outcome}", language)
    return line if stage == "final" else say("vote-line-preliminary-line", language, line=line)
