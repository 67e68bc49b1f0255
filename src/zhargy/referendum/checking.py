"""The equations of a form over protocols: one by one, or all at once; both say the same.

`check_batch` is the fast path (whole columns), `check_figures` that of a single protocol at a
desk. A property test holds them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Column, truths
from zhargy.referendum.evaluating import Missing, number, truth
from zhargy.referendum.expression import written
from zhargy.referendum.figures import Broken, read_share
from zhargy.referendum.form import Equation, ProtocolForm, Share, rounds_to
from zhargy.referendum.protocols import Batch
from zhargy.referendum.remark import Remark, said


@dataclass(frozen=True, slots=True)
class Checked:
    """How often an equation held, failed, or could not be told for want of a figure."""

    equation: str
    held: int
    failed: int
    not_known: int


def check_figures(
    figures: Mapping[str, int], form: ProtocolForm, place: str = "", listed: int | None = None
) -> list[Remark]:
    """What does not hold in one protocol, in the order of the form; nothing if it is sound.

    `listed` is the roll of the precinct in the version that was in force.
    """
    known = dict(figures) if listed is None else {**figures, "listed": listed}
    missing = [
        Remark("Q61", "error", "", 0, name, place, (name,), fields=said(column=name))
        for name in sorted(form.required)
        if name not in figures
    ]
    return missing + [
        _broken(equation, known, place)
        for equation in form.equations
        if truth(equation.expression, known) is False
    ]


def check_batch(
    batch: Batch, form: ProtocolForm, listed: Column | None = None
) -> tuple[Batch, list[Remark], list[Checked]]:
    """The batch with protocols that an error keeps out, what does not hold, and how much was
    checked. `listed` is the roll in force, by the ordinals of precincts."""
    columns = dict(batch.figures)
    if listed is not None:
        rows = batch.ordinals
        columns["listed"] = Column(listed.values[rows], listed.absent[rows])
    remarks: list[Remark] = []
    counts: list[Checked] = []
    out = np.zeros(len(batch), dtype=np.bool_)
    for equation in form.equations:
        found = truths(equation.expression, columns, len(batch))
        failed = found.known & ~found.holds
        rows = np.flatnonzero(failed)
        if equation.severity == "error":
            out |= failed
        remarks += _remarks(equation, columns, batch, rows)
        known, wrong = int(found.known.sum()), len(rows)
        counts.append(Checked(equation.code, known - wrong, wrong, len(batch) - known))
    for share in form.shares:
        remarks += _misprinted(share, batch)
    return batch.holding_back(out), remarks, counts


def _remarks(
    equation: Equation, columns: Mapping[str, Column], batch: Batch, rows: NDArray[np.int64]
) -> list[Remark]:
    names = [name for name in equation.names if name in columns]
    found = []
    for row in rows.tolist():
        figures = {n: int(columns[n].values[row]) for n in names if not columns[n].absent[row]}
        found.append(_broken(equation, figures, batch.codes[row]).at(batch.file, batch.lines[row]))
    return found


def _broken(equation: Equation, known: Mapping[str, int], place: str) -> Remark:
    figures = tuple((name, known[name]) for name in equation.names if name in known)
    shown = ", ".join(f"{name} {value}" for name, value in figures)
    fields = said(
        title=tuple(equation.title.items()), says=written(equation.expression), figures=shown
    )
    return Remark(
        "Q60", equation.severity, "", 0, ", ".join(equation.points), place, equation.points,
        equation.code, fields, figures,
    )  # fmt: skip


def _misprinted(share: Share, batch: Batch) -> list[Remark]:
    """Printed percentages that are not those of the counts beside them (Q79)."""
    cells: Sequence[str] = (batch.shares or {}).get(share.heading, ())
    found = []
    for row, cell in enumerate(cells):
        printed = read_share(cell)
        if printed is None:
            continue
        where = (batch.file, batch.lines[row], share.heading, batch.codes[row])
        if isinstance(printed, Broken):
            found.append(Remark(printed.code, "warning", *where, fields=printed.fields))
            continue
        figures = batch.figures_of(row)
        part, base = number(share.part, figures), number(share.base, figures)
        if isinstance(part, Missing) or isinstance(base, Missing) or base == 0:
            continue
        if not rounds_to(100 * part / base, printed, share.decimals):
            fields = said(text=cell, part=int(part), base=int(base))
            found.append(
                Remark("Q79", "warning", *where, fields=fields,
                       figures=(("part", int(part)), ("base", int(base))))
            )  # fmt: skip
    return found
