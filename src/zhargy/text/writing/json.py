"""What reading a text gave, as JSON (docs/spec/read.md)."""

from __future__ import annotations

from typing import Any

from zhargy.text.finding import Finding
from zhargy.text.structure.acts import Reading

SCHEMA = "zhargy.read/1"


def reading_as_dict(reading: Reading, say: Any) -> dict[str, Any]:
    """The JSON value; `say(code, language, **fields)` gives the sentence of a finding."""
    placed, whole = reading.characters
    first, *others = [_act(reading, ordinal, say) for ordinal in range(len(reading.acts))]
    return {
        "schema": SCHEMA,
        "format": reading.format,
        "encoding": reading.encoding,
        "characters": {"placed": placed, "all": whole},
        **first,
        "other_acts": others,
        "set_aside": [
            {"text": s.text, "place": s.place, "reason": s.reason} for s in reading.set_aside
        ],
    }


def _act(reading: Reading, ordinal: int, say: Any) -> dict[str, Any]:
    act, places = reading.acts[ordinal], reading.places[ordinal]
    return {
        "title": act.title,
        "language": act.language,
        "edition": act.edition,
        "provisions": [{**p.as_dict(), "place": places.get(p.address, "")} for p in act.provisions],
        "repealed": [
            {"address": e.citation.address, "citation": e.citation.as_dict(), "text": e.text}
            for e in act.repealed
        ],
        "notes": [{"kind": note.kind, "address": "", "text": note.text} for note in act.notes]
        + [
            {"kind": note.kind, "address": e.citation.address, "text": note.text}
            for e in act.elements()
            for note in e.notes
        ],
        "findings": [finding_as_dict(f, say) for f in reading.findings[ordinal]],
    }


def finding_as_dict(finding: Finding, say: Any) -> dict[str, Any]:
    """The JSON form of DESIGN.md, section 6."""
    fields = dict(finding.fields)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "anchor": finding.address,
        "place": finding.place,
        "span": list(finding.span),
        "words": finding.words,
        "digest": finding.digest,
        "message": {code: say(finding.rule, code, **fields) for code in ("kk", "ru", "en")},
    }
