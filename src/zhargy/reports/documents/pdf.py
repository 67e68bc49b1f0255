"""A document as PDF: typst with its own fonts, which hold every Kazakh letter."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import resources
from typing import Any

import typst

from zhargy.messages import say
from zhargy.reports.documents.cells import (
    day_said,
    fit,
    heading_of,
    is_figure,
    is_quiet,
    is_short,
    keeps_words_whole,
    runs_of,
    widths_of,
)
from zhargy.reports.documents.document import Block, Document, Heading, Paragraph
from zhargy.text.table import Cell, Table

# One letter for each look: inserted, deleted; small where the meaning is not touched. W is a word
# that is not broken.
_LOOKS = {"inserted": "I", "deleted": "D"}


def as_pdf(document: Document) -> bytes:
    """The file; the same bytes for the same document."""
    language = document.language
    source = {
        "title": fit(document.title),
        "subtitle": fit(document.subtitle),
        "author": "Zhargy",
        "language": language,
        "upright": document.upright,
        "date": [document.made.year, document.made.month, document.made.day],
        "day": day_said(document.day, language),
        "page": say("document-page", language, page="\x01", pages="\x02"),
        "blocks": [_block(block, document) for block in document.blocks],
    }
    return typeset("document.typ", source, document.made)


def typeset(template: str, source: Mapping[str, Any], made: datetime) -> bytes:
    """The PDF that a template of ours makes of `source`, with the time `made` in its properties."""
    content = (resources.files("zhargy.reports") / "assets" / template).read_bytes()
    compiler = typst.Compiler(
        content, ignore_system_fonts=True, sys_inputs={"source": json.dumps(source)}
    )
    pdf = compiler.compile(format="pdf", timestamp=made)
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no PDF")
    return pdf


def _block(block: Block, document: Document) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": fit(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": "blank" if block.blank else "paragraph", "text": fit(block.text)}
    widths = widths_of(block)
    rows = [_row(block, row, document.language) for row in block.rows]
    return {
        "kind": "table",
        "widths": widths,
        "heads": [heading_of(column, document.language) for column in block.columns],
        "sides": ["right" if _figures(block, n) else "left" for n in range(len(block.columns))],
        "rows": rows,
        "whole": [
            is_short([_words(cell) for cell in row], widths, upright=document.upright)
            for row in rows
        ],
    }


def _figures(table: Table, place: int) -> bool:
    return bool(table.rows) and all(
        row[place] is None or is_figure(row[place]) for row in table.rows
    )


def _row(table: Table, row: Sequence[Cell], language: str) -> list[Any]:
    """Each cell as text, or as runs where it has marks."""
    out: list[Any] = []
    for cell, column in zip(row, table.columns, strict=True):
        runs = runs_of(cell, column, language)
        if keeps_words_whole(column):
            pieces = re.split(r"(\s+)", "".join(run.text for run in runs))
            out.append([[piece, "" if piece.isspace() else "W"] for piece in pieces])
        elif any(run.mark for run in runs):
            out.append([[run.text, _look(run.mark, is_quiet(run))] for run in runs])
        else:
            out.append("".join(run.text for run in runs))
    return out


def _words(cell: Any) -> str:
    return cell if isinstance(cell, str) else "".join(words for words, _ in cell)


def _look(mark: str, quiet: bool) -> str:
    look = _LOOKS.get(mark, "")
    return look.lower() if quiet else look
