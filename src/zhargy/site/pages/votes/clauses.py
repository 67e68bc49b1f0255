"""The rule, clause by clause."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zhargy.messages import say
from zhargy.referendum.outcome import Judged, Needed
from zhargy.referendum.reversal import Reversal
from zhargy.referendum.rule import Rule
from zhargy.referendum.rule_fields import said
from zhargy.reports.in_numbers import compared, exact
from zhargy.reports.outcome_json import outcome_said
from zhargy.site.pages.votes.bars import coordinate
from zhargy.site.votes import Vote


def readings(vote: Vote, language: str) -> list[dict[str, Any]]:
    """The outcome under each reading of the rule; a clause is told with the first that asks it."""
    assert vote.found
    decided = vote.found.decided
    seen: list[Judged] = []
    found = []
    for read in decided.readings:
        fresh = [judged for judged in read.clauses if judged not in seen]
        seen += fresh
        found.append(
            {
                "title": said(read.reading.title, language),
                "why": said(read.reading.why, language),
                "outcome": outcome_said(read.outcome, language),
                "alone": len(decided.readings) == 1,
                "clauses": [_clause(vote.put.rule, judged, language) for judged in fresh],
                "again": len(read.clauses) - len(fresh),
            }
        )
    return found


def _turned(rule: Rule, nearest: Reversal, language: str) -> str:
    """What would have turned the clause, with the fewest people."""
    title = next(said(c.title, language) for c in rule.changes if c.name == nearest.change)
    people = nearest.people or 0
    if title:
        return say("outcome-change-own", language, title=title, people=people)
    return say(f"outcome-change-{nearest.change}", language, people=people)


def _clause(rule: Rule, judged: Judged, language: str) -> dict[str, Any]:
    clause = judged.clause
    reachable = [one for one in judged.reversals if one.people is not None]
    nearest = min(reachable, key=lambda one: one.people or 0, default=None)
    return {
        "holds": judged.holds,
        "title": said(clause.title, language),
        "source": said(clause.source, language),
        "numbers": compared(judged, language),
        "needed": _needed(judged.needed),
        "margin": exact(judged.margin, language) if judged.margin is not None else "",
        "rounding": said(clause.rounding, language),
        "bar": _bar(judged),
        "missing": ", ".join(judged.missing),
        "turned": _turned(rule, nearest, language) if nearest else "",
        "units_against": [code for code, held in judged.units if held is False],
    }


def _needed(needed: Needed | None) -> int | None:
    return needed.at_least if needed else None


def _bar(judged: Judged) -> dict[str, str] | None:
    """The left side of a clause on a bar that is as long as what both sides are a share of."""
    if not judged.sides or judged.needed is None or judged.needed.at_least is None:
        return None
    left, right = (side.value for side in judged.sides)
    whole = _whole(judged)
    if whole <= 0 or left > whole or right > whole:
        return None
    return {"fill": coordinate(left, whole), "need": coordinate(right, whole)}


def _whole(judged: Judged) -> Fraction:
    """The largest figure that entered the clause: the roll, those who took part, all units."""
    figures = [Fraction(value) for value in judged.figures.values()]
    return max(figures, default=Fraction(0))
