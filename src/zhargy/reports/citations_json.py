"""`zhargy cite --json` (docs/spec/cite.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from zhargy.text.citation.cited import Cited, CitedAct
from zhargy.text.citation.reference import Reference

SCHEMA = "zhargy.cite/1"


def lines_as_json(lines: Iterable[tuple[str, str, Sequence[Reference]]]) -> str:
    """Strings, each with its language and references."""
    return _written(
        {
            "schema": SCHEMA,
            "lines": [
                {
                    "text": text,
                    "language": language,
                    "references": [reference.as_dict() for reference in references],
                }
                for text, language, references in lines
            ],
        }
    )


def acts_as_json(acts: Iterable[CitedAct]) -> str:
    """Acts, each with the provisions and the notes that cite something."""
    return _written(
        {
            "schema": SCHEMA,
            "acts": [
                {
                    "title": cited.act.title,
                    "language": cited.act.language,
                    "edition": cited.act.edition,
                    "provisions": [_one(one) for one in cited.provisions],
                    "notes": [_one(one) for one in cited.notes],
                }
                for cited in acts
            ],
        }
    )


def _one(cited: Cited) -> dict[str, object]:
    return {
        "address": cited.address,
        "citation": cited.citation.as_dict(),
        "text": cited.text,
        "references": [reference.as_dict() for reference in cited.references],
    }


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
