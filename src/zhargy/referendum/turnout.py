"""Readings of turnout during the day: a series of their own, never mixed with the final figures.

Ballots issued by an hour and ballots found in the boxes are different series: in 2022 turnout at the
close in Kazakhstan was above the final one. So a reading above the final figure is a warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from zhargy.referendum.figures import Broken, read_figure, read_share
from zhargy.referendum.moment import Moment
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.sheet import Sheet
from zhargy.referendum.units import Tree

MEASURES = ("ballots", "percent")


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` is ballots issued so far, or per cent of the roll as printed ("percent")."""

    unit: str
    time: Moment
    value: Fraction
    measure: str
    line: int = 0


def read_turnout(sheet: Sheet, tree: Tree) -> tuple[list[Reading], list[Remark]]:
    """The readings that can be used, by unit and time."""
    columns = {n: sheet.column(n) for n in ("unit", "time", "value", "measure")}
    lacks = [name for name, column in columns.items() if column is None]
    if lacks:
        return [], [Remark("Q44", "error", sheet.name, 1, fields=said(column=n)) for n in lacks]
    readings, remarks = [], []
    rows = zip(*(column or () for column in columns.values()), strict=True)
    for line, (unit, time, value, measure) in zip(sheet.lines, rows, strict=True):
        read = _reading(tree, unit, time, value, measure, line)
        if isinstance(read, Reading):
            readings.append(read)
        elif read is not None:
            column, code, fields = read
            remarks.append(Remark(code, "error", sheet.name, line, column, unit, fields=fields))
    readings.sort(key=lambda reading: (reading.unit, reading.measure, reading.time))
    return readings, remarks


_Wrong = tuple[str, str, tuple[tuple[str, object], ...]]


def _reading(
    tree: Tree, unit: str, time: str, value: str, measure: str, line: int
) -> Reading | _Wrong | None:
    if unit not in tree.number:
        return "unit", "Q62", said(place=unit or "–")
    if measure not in MEASURES:
        return "measure", "Q78", said(column="measure", text=measure, place=unit)
    try:
        when = Moment.of(time)
    except ValueError:
        return "time", "Q78", said(column="time", text=time, place=unit)
    read = read_share(value) if measure == "percent" else read_figure(value)
    if read is None:
        return None
    if isinstance(read, Broken):
        return "value", read.code, read.fields
    if measure == "percent" and read > 100:
        return "value", "Q55", said(text=value, limit=100)
    return Reading(unit, when, Fraction(read), measure, line)


def check_turnout(
    readings: Sequence[Reading], file: str, final: Callable[[str], Mapping[str, int]] | None = None
) -> list[Remark]:
    """Where a series falls (Q73), or is above the final figures (Q74). `final` gives the figures of
    a place: `received` (or `voted`) for ballots, `voted` of `roll` for per cent."""
    series: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in sorted(readings, key=lambda reading: reading.time):
        series[reading.unit, reading.measure].append(reading)
    remarks = []
    for (unit, measure), run in series.items():
        for before, after in pairwise(run):
            if after.value < before.value:
                remarks.append(_about("Q73", file, after, before.value))
        last = max(run, key=lambda reading: reading.value)
        limit = _limit(final(unit), measure) if final else None
        # As printed a percentage is rounded: half a hundredth above is not above.
        if limit is not None and last.value > limit + (
            Fraction(1, 200) if measure == "percent" else 0
        ):
            remarks.append(_about("Q74", file, last, limit))
    return remarks


def _limit(figures: Mapping[str, int], measure: str) -> Fraction | None:
    issued = figures.get("received", figures.get("voted"))
    if issued is None:
        return None
    if measure == "ballots":
        return Fraction(issued)
    roll = figures.get("roll")
    return Fraction(100 * issued, roll) if roll else None


def _about(code: str, file: str, reading: Reading, other: Fraction) -> Remark:
    fields = said(
        place=reading.unit, time=reading.time.text,
        value=_shown(reading.value), other=_shown(other), measure=reading.measure,
    )  # fmt: skip
    return Remark(code, "warning", file, reading.line, "value", reading.unit, fields=fields)


def _shown(value: Fraction) -> int | str:
    """A count as a whole number, a percentage with its two decimals."""
    if value.denominator == 1:
        return int(value)
    hundredths = round(value * 100)
    return f"{hundredths // 100}.{hundredths % 100:02}"
