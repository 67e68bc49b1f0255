"""One vote to which a rule is applied: its day, its figures, its units, what is only established.

Nothing but whole numbers, and fractions written "17/2", is let in (docs/spec/case.md).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zhargy.errors import UnusableRule
from zhargy.referendum.evaluating import Figure, Figures, Unit
from zhargy.referendum.rule_fields import QUANTITY, Fields, Words

SCHEMA = "zhargy.case/1"
MOST = 10**15
_WHOLE = re.compile(r"[0-9]{1,16}")
_SHARE = re.compile(r"([0-9]{1,16})/([0-9]{1,16})")
_OF_UNIT = ("code", "weight", "from", "to")


@dataclass(frozen=True, slots=True)
class Established:
    """A clause of which a source states only whether it holds, without the figures."""

    holds: bool
    source: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What a rule looks at. `units` is None where none were given, which is not "no units"."""

    figures: Figures
    units: tuple[Unit, ...] | None = None
    established: Mapping[str, Established] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A vote on one question; `rule` is the name of a shipped rule or a file beside the case.

    `sources` has the source and the day of each figure that has its own; `left_out` the units that
    did not exist on the day. Where the figures were counted from protocols, `stage` is theirs, and
    `open` says how many precincts are neither counted nor annulled.
    """

    rule: str
    title: Words
    day: date | None
    source: str
    tally: Tally
    sources: Mapping[str, tuple[str, str]]
    left_out: tuple[str, ...]
    stage: str = ""
    open: int = 0

    @property
    def not_the_last_word(self) -> bool:
        """May protocols that are still to come change the figures?"""
        return bool(self.open) or self.stage == "preliminary"


def units_file(table: Mapping[str, object]) -> str:
    """The name of the CSV file of the units, "" where they stand in the case."""
    name = table.get("units", "")
    return name if isinstance(name, str) else ""


def case_of(table: Mapping[str, object], where: str, units_csv: str | None = None) -> Case:
    """The case of a parsed TOML file, `units_csv` being the text of the file that it names.

    Raises UnusableRule with the place (Q10 to Q29).
    """
    whole = Fields(table, where)
    whole.schema(SCHEMA)
    whole.only(
        "schema", "rule", "title", "day", "source", "figures", "units", "unit", "established"
    )
    day = table.get("day")
    if day is not None and type(day) is not date:
        raise whole.refuse("Q11", "day", wanted="allowed-rule-day")
    given = whole.inner("figures")
    figures: dict[str, Figure] = {}
    sources: dict[str, tuple[str, str]] = {}
    for name in given.table:
        figures[name], sources[name] = _given(given, name)
    units, left_out = _units(whole, units_csv, day)
    return Case(
        whole.text("rule"),
        whole.words("title"),
        day,
        whole.text("source", ""),
        Tally(figures, units, _established(whole.inner("established"))),
        {name: one for name, one in sources.items() if any(one)},
        left_out,
    )


def _given(fields: Fields, name: str) -> tuple[Figure, tuple[str, str]]:
    value = fields.table[name]
    source = as_of = ""
    if isinstance(value, Mapping):
        one = Fields(value, fields.where, f"{fields.at} {name}")
        one.only("value", "source", "as_of")
        source, as_of = one.text("source", ""), str(value.get("as_of", ""))
        value = value.get("value")
    return figure(name, value, fields), (source, as_of)


def figure(name: str, value: object, fields: Fields) -> Figure:
    """A figure as it was given. Raises UnusableRule: Q20 a name that no expression can hold, Q21
    what is no whole number, Q22 less than nothing, Q23 more than any vote has."""
    if not QUANTITY.fullmatch(name):
        raise fields.refuse("Q20", name)
    if isinstance(value, str) and (share := _SHARE.fullmatch(value)) and int(share[2]):
        return Fraction(int(share[1]), int(share[2]))
    if type(value) is not int:
        raise fields.refuse("Q21", name, found=str(value)[:40])
    if value < 0:
        raise fields.refuse("Q22", name, found=str(value)[:40])
    if value > MOST:
        raise fields.refuse("Q23", name, found=str(value)[:40])
    return value


def _established(fields: Fields) -> Mapping[str, Established]:
    found = {}
    for name in fields.table:
        one = fields.inner(name)
        one.only("holds", "source")
        holds = one.table.get("holds")
        if not isinstance(holds, bool):
            raise one.refuse("Q11", "holds", wanted="allowed-rule-truth")
        found[name] = Established(holds, one.text("source"))
    return found


# -- units -----------------------------------------------------------------------------------------


def _units(
    fields: Fields, units_csv: str | None, day: date | None
) -> tuple[tuple[Unit, ...] | None, tuple[str, ...]]:
    if units_csv is not None:
        return units_on(_rows(units_csv, fields.table["units"], fields), day)
    key = "unit" if "unit" in fields.table else "units"
    if key not in fields.table:
        return None, ()
    return units_on(list(fields.each(key)), day)


def units_on(rows: Iterable[Fields], day: date | None) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units that exist on the day (`to` is exclusive), and the codes of the others.

    Where the vote has no day, a unit with a date is refused (Q24).
    """
    units: dict[str, Unit] = {}
    left_out = []
    for row in rows:
        code = row.text("code")
        begins, ends = _day(row, "from"), _day(row, "to")
        if (begins or ends) and day is None:
            raise row.refuse("Q24", code)
        if day and ((begins and day < begins) or (ends and day >= ends)):
            left_out.append(code)
            continue
        figures = {
            name: figure(name, value, row)
            for name, value in row.table.items()
            if name not in _OF_UNIT
        }
        row.once(units, code, Unit(code, figures, _weight(row)))
    return tuple(units.values()), tuple(code for code in left_out if code not in units)


def _weight(row: Fields) -> Fraction:
    value = row.table.get("weight", 1)
    weight = figure("weight", value, row)
    if not weight:
        raise row.refuse("Q21", "weight", found="0")
    return Fraction(weight)


def _day(row: Fields, key: str) -> date | None:
    value = row.table.get(key)
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise row.refuse("Q11", key, wanted="allowed-rule-day") from None


def _rows(text: str, name: object, fields: Fields) -> Sequence[Fields]:
    """The rows of a CSV file; an empty cell is not given."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        lines = list(
            csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter, strict=True)
        )
    except csv.Error as broken:
        raise fields.refuse("Q18", str(name), detail=str(broken)) from None
    head = [cell.strip() for cell in lines[0]] if lines else []
    if "code" not in head or len(set(head)) < len(head):
        raise fields.refuse("Q25", str(name))
    rows = []
    for number, line in enumerate(lines[1:], 2):
        at = f"{name}, {number}"
        if not any(cell.strip() for cell in line):
            continue
        if len(line) > len(head):
            raise UnusableRule("Q26", fields.where, key=at)
        cells = {key: cell.strip() for key, cell in zip(head, line, strict=False) if cell.strip()}
        rows.append(
            Fields({key: _cell(key, cell) for key, cell in cells.items()}, fields.where, at)
        )
    return rows


def _cell(key: str, cell: str) -> object:
    return int(cell) if key not in ("code", "from", "to") and _WHOLE.fullmatch(cell) else cell
