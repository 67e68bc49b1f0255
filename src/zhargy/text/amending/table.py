"""What each instruction did, as a table."""

from __future__ import annotations

from zhargy.text.amending.apply import Consolidated, Outcome
from zhargy.text.amending.instruction import Unread
from zhargy.text.amending.places import address_of
from zhargy.text.table import Cell, Column, Table


def instructions_table(consolidated: Consolidated) -> Table:
    """A row for each instruction in order."""
    columns = (
        Column("instruction_label"),
        Column("instruction_clause"),
        Column("instruction_deed", "deed"),
        Column("instruction_places"),
        Column("instruction_changed"),
        Column("instruction_applied"),
        Column("instruction_findings"),
    )
    return Table("instructions", columns, tuple(map(_row, consolidated.outcomes)))


def _row(outcome: Outcome) -> tuple[Cell, ...]:
    step = outcome.step
    unread = isinstance(step, Unread)
    return (
        step.label,
        step.clause,
        "unread" if isinstance(step, Unread) else step.deed.value,
        "" if isinstance(step, Unread) else " ".join(address_of(p) for p in step.places),
        outcome.changed,
        not unread and outcome.applied,
        " ".join(f.rule for f in outcome.findings),
    )
