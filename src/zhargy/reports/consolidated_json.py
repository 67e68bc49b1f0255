"""`zhargy consolidate --json` (docs/spec/amending.md)."""

from __future__ import annotations

import json

from zhargy.messages import LANGUAGES, say
from zhargy.text.amending.apply import Consolidated, Outcome
from zhargy.text.amending.instruction import Instruction, Unread
from zhargy.text.finding import Finding

SCHEMA = "zhargy.consolidated/1"


def consolidated_as_json(consolidated: Consolidated) -> str:
    """The consolidated edition, and what each instruction did."""
    act = consolidated.act
    value = {
        "schema": SCHEMA,
        "title": act.title,
        "language": act.language,
        "provisions": [p.as_dict() for p in act.provisions],
        "instructions": [_outcome(outcome) for outcome in consolidated.outcomes],
        "elsewhere": list(consolidated.elsewhere),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "label": outcome.step.label,
        "clause": outcome.step.clause,
        "instruction": _instruction(outcome.step),
        "changed": outcome.changed,
        "applied": outcome.applied,
        "findings": [_finding(finding) for finding in outcome.findings],
    }


def _instruction(step: Instruction | Unread) -> dict[str, object] | None:
    if isinstance(step, Unread):
        return None
    return {
        "deed": step.deed.value,
        "places": [p.as_dict() for p in step.places],
        "words": [list(pair) for pair in step.words],
        "side": step.side,
        "everywhere": step.everywhere,
        "inflected": step.inflected,
        "without": [p.as_dict() for p in step.without],
        "added": [p.as_dict() for p in step.added],
        "after": step.after.as_dict() if step.after else None,
        "before": step.beyond.as_dict() if step.beyond else None,
        "lines": list(step.lines),
        "through": step.through,
    }


def _finding(finding: Finding) -> dict[str, object]:
    fields = dict(finding.fields)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "anchor": finding.address,
        "place": finding.place,
        "digest": finding.digest,
        "message": {language: say(finding.rule, language, **fields) for language in LANGUAGES},
    }
