"""The comparison and its measures as tables."""

from __future__ import annotations

from zhargy.compare.comparison import Comparison, Mark, Pair
from zhargy.text.table import Cell, Column, Run, Table

_PAIRS = (
    Column("old"),
    Column("old_text"),
    Column("new"),
    Column("new_text"),
    Column("fate", values="fate"),
    Column("number_changed"),
    Column("words_changed"),
    Column("moved"),
    Column("substantive"),
    Column("confidence"),
    Column("decided"),
)
_MEASURES = (Column("measure", values="measure"), Column("part"), Column("base"), Column("share"))


def pairs_table(comparison: Comparison) -> Table:
    """One row for each pair, in the order of the new act."""
    return Table("comparison", _PAIRS, tuple(_row(pair) for pair in comparison.pairs))


def _row(pair: Pair) -> tuple[Cell, ...]:
    return (
        pair.old.citation if pair.old else None,
        runs_of_pair(pair, Mark.INSERTED) if pair.old else None,
        pair.new.citation if pair.new else None,
        runs_of_pair(pair, Mark.DELETED) if pair.new else None,
        pair.fate.value,
        pair.number_changed,
        pair.words_changed,
        pair.moved,
        pair.substantive,
        pair.confidence if pair.old and pair.new else None,
        pair.decided,
    )


def runs_of_pair(pair: Pair, without: Mark) -> tuple[Run, ...]:
    """One side of a row: all its words, those marked `without` left out."""
    return tuple(
        Run(
            p.text,
            "" if p.mark is Mark.SAME else p.mark.value,
            "" if p.mark is Mark.SAME else p.nature.value,
        )
        for p in pair.pieces
        if p.mark is not without
    )


def measures_table(comparison: Comparison) -> Table:
    """One row for each measure: what was counted, of what, the share."""
    rows = tuple((m.code, m.part, m.base, m.share) for m in comparison.measures)
    return Table("measures", _MEASURES, rows)
