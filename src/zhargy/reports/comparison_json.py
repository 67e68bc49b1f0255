"""A comparison as JSON (docs/spec/compare.md): the same bytes for the same comparison."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from zhargy.compare.comparison import Candidates, Comparison, Measure, Pair
from zhargy.compare.editions import History, Line
from zhargy.text.act import Act
from zhargy.text.provision import Provision

SCHEMA = "zhargy.compare/1"


def comparison_as_dict(comparison: Comparison) -> dict[str, Any]:
    """The JSON form of DESIGN.md, section 6."""
    return {
        "schema": SCHEMA,
        "old": _act(comparison.old),
        "new": _act(comparison.new),
        "level": comparison.level,
        "pairs": [pair_as_dict(pair) for pair in comparison.pairs],
        "measures": {m.code: _measure(m) for m in comparison.measures},
        "bulk": [
            {"old": e.old, "new": e.new, "count": e.count, "places": list(e.places)}
            for e in comparison.bulk
        ],
        "candidates": {
            "old": _candidates(comparison.old_candidates),
            "new": _candidates(comparison.new_candidates),
        },
    }


def pair_as_dict(pair: Pair) -> dict[str, Any]:
    """One row."""
    return {
        "old": _citation(pair.old),
        "new": _citation(pair.new),
        "old_address": pair.old.address if pair.old else None,
        "new_address": pair.new.address if pair.new else None,
        "fate": pair.fate.value,
        "number_changed": pair.number_changed,
        "words_changed": pair.words_changed,
        "moved": pair.moved,
        "substantive": pair.substantive,
        "confidence": pair.confidence,
        "decided": pair.decided,
        "reasons": [{"rule": r.rule, "value": r.value} for r in pair.reasons],
        "pieces": [
            {"mark": p.mark.value, "text": p.text, "nature": p.nature.value, "edit": p.edit}
            for p in pair.pieces
        ],
    }


def comparison_as_json(comparison: Comparison, history: History | None = None) -> str:
    """The text of the file; with three and more editions also the lines through them."""
    whole = comparison_as_dict(comparison)
    if history is not None:
        whole["history"] = [_line(line) for line in history.lines]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _line(line: Line) -> dict[str, Any]:
    steps = [
        {"edition": s.edition, "event": s.event.value, "address": s.address, "since": s.since}
        for s in line.steps
    ]
    return {"undone": line.undone, "steps": steps}


def _citation(provision: Provision | None) -> dict[str, str] | None:
    return provision.citation.as_dict() if provision else None


def _act(act: Act) -> dict[str, Any]:
    return {
        "title": act.title,
        "language": act.language,
        "edition": act.edition,
        "provisions": len(act.provisions),
        "units": len(act.units),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    share = measure.share
    return {
        "part": measure.part,
        "base": measure.base,
        "share": None if share is None else f"{share.numerator}/{share.denominator}",
    }


def _candidates(candidates: Sequence[Candidates]) -> list[dict[str, Any]]:
    return [
        {"address": c.address, "nearest": [{"address": a, "score": s} for a, s in c.nearest]}
        for c in candidates
    ]
