"""A document as JSON (docs/spec/table.md): cells as values, runs with their marks."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from zhargy.reports.documents.cells import heading_of
from zhargy.reports.documents.document import Block, Document, Heading
from zhargy.text.provision import Citation
from zhargy.text.table import Cell, Run, Table

SCHEMA = "zhargy.table/1"


def as_json(document: Document) -> bytes:
    """The whole file; the same bytes for the same document."""
    whole = {
        "schema": SCHEMA,
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "day": document.day.isoformat() if document.day else None,
        "blocks": [_block(block, document.language) for block in document.blocks],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _block(block: Block, language: str) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"table": _table(block, language)}
    return {"heading" if isinstance(block, Heading) else "paragraph": block.text}


def _table(table: Table, language: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "columns": [
            {"code": column.code, "heading": heading_of(column, language)}
            for column in table.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "keys": list(table.keys),
    }


def _cell(cell: Cell) -> Any:
    if isinstance(cell, Citation):
        return cell.as_dict()
    if isinstance(cell, Fraction):
        return f"{cell.numerator}/{cell.denominator}"
    if isinstance(cell, tuple):
        return [_run(run) for run in cell]
    return cell


def _run(run: Run) -> dict[str, str]:
    return {"text": run.text, "mark": run.mark, "nature": run.nature}
