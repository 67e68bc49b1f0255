"""Findings and sums of a count as tables."""

from __future__ import annotations

from collections.abc import Sequence

from zhargy.referendum.count import Count, State
from zhargy.referendum.remark import Remark
from zhargy.reports.count_json import sentence, tallies_of
from zhargy.text.table import Cell, Column, Table


def findings_table(remarks: Sequence[Remark], language: str) -> Table:
    """A row for each finding."""
    columns = (
        Column("finding_severity", values="severity"),
        Column("finding_code"),
        Column("finding_rule"),
        Column("finding_place"),
        Column("finding_file"),
        Column("finding_line"),
        Column("finding_column"),
        Column("finding_said", width=40),
    )
    rows = tuple(
        (
            remark.severity,
            remark.code,
            remark.rule,
            remark.place,
            remark.file,
            remark.line or None,
            remark.column,
            sentence(remark, language),
        )
        for remark in remarks
    )
    return Table("findings", columns, rows)


def places_table(counted: Count, level: str, unit: str, language: str) -> Table:
    """A row for each place: its protocols, its roll, and the figures of the form."""
    form = counted.form
    lines = [line for line in form.lines if line.name != "roll"]
    columns = (
        Column("count_code"),
        Column("count_place"),
        Column("count_protocols"),
        Column("count_roll"),
        *(Column(line.name, heading=line.title[language]) for line in lines),
    )
    rows: list[tuple[Cell, ...]] = []
    for tally in tallies_of(counted, level, unit):
        names = dict(tally.place.names)
        rows.append(
            (
                tally.place.code,
                names.get(language) or next(iter(names.values()), ""),
                f"{tally.precincts.get(State.COUNTED, 0)}/{tally.expected}",
                tally.roll_of_all,
                *(tally.figures.get(line.name) for line in lines),
            )
        )
    return Table("count", columns, tuple(rows))
