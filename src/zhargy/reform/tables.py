"""The comparative table as an act of work: made with what people wrote, and read back."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from zhargy.compare.comparison import Comparison
from zhargy.compare.table import measures_table, pairs_table
from zhargy.errors import UnusableDecision, UnwritableOutput
from zhargy.messages import say
from zhargy.reform.apart import document_apart
from zhargy.reform.forms import form_named, shipped_forms
from zhargy.reform.output import write_whole
from zhargy.reform.texts import content_of
from zhargy.reports.comparative import (
    ComparedRow,
    comparative_document,
    comparative_table,
    compared_rows,
)
from zhargy.reports.documents import KINDS, Document, Paragraph
from zhargy.reports.forms import Form
from zhargy.reports.justifications import (
    SCHEMA,
    Justification,
    Placed,
    as_rows,
    justifications_of,
    place,
)
from zhargy.reports.note import explanatory_note
from zhargy.reports.returning.brought_in import BroughtIn, bring_in
from zhargy.reports.returning.grids import grids_of
from zhargy.reports.returning.returned import returned_table
from zhargy.text.finding import Finding
from zhargy.text.table import Table, has_marks

JUSTIFICATIONS = Path("decisions") / "justifications.toml"
# What fits on a page of a plain comparison: both places, both texts, the fate.
_ON_PAPER = 5


# -- making -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Made:
    """A document of a form, and what became of the justifications. `rows` are those of the table;
    `without` counts those that have none yet."""

    document: Document
    placed: Placed = field(default_factory=Placed)
    rows: tuple[ComparedRow, ...] = ()
    without: int = 0

    @property
    def needs_a_person(self) -> bool:
        return bool(self.placed.suspect or self.placed.lost)


def make_document(
    comparison: Comparison,
    form_name: str,
    language: str,
    day: date | None,
    justifications: Path | None = None,
) -> Made:
    """The document of a form, in the language of the texts where the form has it.

    `justifications`: a file of docs/spec/justifications.md. Raises UnusableForm, UnusableDecision.
    """
    form = form_named(form_name)
    spoken = _spoken(form, comparison.new.language, language)
    if form.kind == "note":
        return Made(explanatory_note(comparison, form, spoken, day))
    rows = compared_rows(comparison, form)
    said = read_justifications(justifications) if justifications else ()
    placed = place(said, rows, comparison, spoken)
    table = comparative_table(comparison, form, spoken, placed.written, placed.origins)
    numbers = sorted({number + 1 for _, number in placed.suspect})
    remark = say("table-suspect", spoken, rows=", ".join(map(str, numbers))) if numbers else ""
    document = comparative_document(comparison, table, form, spoken, day, remark)
    asked = any(column.content == "justification" for column in form.columns)
    done = {key for key, written in placed.written.items() if written.get("justification")}
    without = sum(row.key not in done for row in rows) if asked else 0
    return Made(document, placed, tuple(rows), without)


def _spoken(form: Form, of_text: str, of_person: str) -> str:
    wanted = (of_text, of_person, *form.languages)
    return next(language for language in wanted if language in form.languages)


def plain_document(
    comparison: Comparison, suffix: str, language: str, day: date | None, title: str
) -> Document:
    """The comparison without a form: all columns for a spreadsheet, five for paper."""
    pairs = pairs_table(comparison)
    if suffix != ".xlsx":
        rows = tuple(row[:_ON_PAPER] for row in pairs.rows)
        pairs = Table(pairs.name, pairs.columns[:_ON_PAPER], rows)
    marks = (Paragraph(say("table-marks", language)),) if has_marks(pairs) else ()
    blocks = (pairs, *marks, measures_table(comparison))
    return Document(say("page-title", language), language, day, blocks, title)


def write_document(document: Document, path: Path) -> None:
    """Write it, the kind by the suffix. Raises UnwritableOutput."""
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=", ".join(KINDS))
    if suffix in (".csv", ".xlsx") and not document.tables:
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=".docx, .pdf, .html, .json")
    write_whole(path, document_apart(document, suffix))


# -- reading back -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReadBack:
    """What a table brought: counts of justifications, and what a person must see."""

    rows: int
    new: int
    changed: int
    same: int
    findings: tuple[Finding, ...]


def read_table(path: Path, into: Path | None, language: str = "", form: str = "") -> ReadBack:
    """Read a table that people edited and bring what they wrote into a justifications file.

    Nothing is taken out of that file: what is missing or empty in the table stays and is said.
    `form`: the person's own form, where the table was made with one. Raises UnreadableText,
    UnreadableTable, UnusableDecision, UnwritableOutput.
    """
    forms = [*shipped_forms(), *([form_named(form)] if form else ())]
    returned = returned_table(grids_of(content_of(path), str(path)), forms, str(path), language)
    known = read_justifications(into) if into and into.exists() else ()
    brought = bring_in(known, returned.rows)
    if into:
        write_whole(into, _as_toml(into, brought).encode())
    return ReadBack(
        len(returned.rows),
        brought.new,
        brought.changed,
        brought.same,
        (*returned.findings, *brought.findings),
    )


def read_justifications(path: Path) -> tuple[Justification, ...]:
    """The justifications of a file. Raises UnreadableText, UnusableDecision."""
    content = content_of(path)
    try:
        return justifications_of(tomllib.loads(content.decode("utf-8")), str(path))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableDecision("D14", str(path), detail=str(broken)) from None


def justifications_beside(path: Path) -> Path | None:
    """The usual file beside a text, if it is there."""
    candidate = path.parent / JUSTIFICATIONS
    return candidate if candidate.is_file() else None


def _as_toml(path: Path, brought: BroughtIn) -> str:
    """The file with what changed; what people wrote beside it stays."""
    if path.exists():
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    else:
        document = tomlkit.document()
        document.add("schema", SCHEMA)
        document.add(tomlkit.nl())
    rows = document.get("row")
    if rows is None:
        rows = tomlkit.aot()
        document.add("row", rows)
    for gone in reversed([n for n, j in enumerate(brought.known) if j is None]):
        del rows[gone]
    for row in as_rows(brought.added):
        rows.append(_toml_row(row))
    return tomlkit.dumps(document)


def _toml_row(row: Mapping[str, Any]) -> Any:
    table = tomlkit.table()
    for name, value in row.items():
        if isinstance(value, dict):
            end = tomlkit.inline_table()
            end.update(value)
            table.add(name, end)
        else:
            table.add(name, tomlkit.string(value, multiline="\n" in value))
    return table
