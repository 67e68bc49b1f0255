"""References as tables, which reports turn into documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhargy.text.citation.cited import CitedAct
from zhargy.text.citation.reference import Reference
from zhargy.text.table import Cell, Column, Table

_COLUMNS = (
    Column("cited_words"),
    Column("cited_act"),
    Column("cited_act_id"),
    Column("cited_path"),
    Column("cited_kind", "kind"),
    Column("cited_resolved", "resolved"),
    Column("cited_target"),
    Column("confidence"),
)


def citations_table(acts: Sequence[CitedAct]) -> Table:
    """A row for each reference of each act, with the place it stands in."""
    rows = [
        (cited.act.title, one.address, *_cells(one.text, reference))
        for cited in acts
        for one, reference in cited.references
    ]
    return Table("citations", (Column("citing_act"), Column("citing"), *_COLUMNS), tuple(rows))


def lines_table(lines: Iterable[tuple[str, Sequence[Reference]]]) -> Table:
    """A row for each reference of each line, with the number of the line."""
    rows = [
        (number, *_cells(text, reference))
        for number, (text, references) in enumerate(lines, 1)
        for reference in references
    ]
    return Table("citations", (Column("line"), *_COLUMNS), tuple(rows))


def _cells(text: str, reference: Reference) -> tuple[Cell, ...]:
    start, end = reference.span
    return (
        text[start:end],
        reference.act,
        reference.act_id,
        ", ".join(f"{level} {number}" for level, number in reference.path.steps),
        reference.kind.value,
        reference.resolved.value,
        " ".join(reference.target),
        reference.confidence,
    )
