"""A made-up nation that votes: units, rolls and sound protocols, the same every time.

Turnout and answers differ from precinct to precinct as they do in life; every protocol is sound by
the form of Kazakhstan. Used by the benchmark and by the tests of faults.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Nation:
    """CSV files of a referendum, and the totals that a count must give."""

    units: bytes
    roll: bytes
    protocols: bytes
    precincts: int
    totals: dict[str, int]


def nation(
    precincts: int = 100_000,
    *,
    units: int = 20,
    commissions: int = 200,
    complaints: bool = False,
    seed: int = 1,
) -> Nation:
    """`precincts` spread over commissions and units of one country: four levels. Protocols have
    the sixteen lines of the form of Kazakhstan, and with `complaints` a seventeenth."""
    chance = np.random.default_rng(seed)
    roll = chance.integers(120, 2500, precincts)
    columns = _columns(chance, roll)
    if complaints:
        columns["complaints"] = chance.binomial(3, 0.02, precincts)
    codes = [f"P{n:06}" for n in range(precincts)]
    of_commission = np.arange(precincts) * (commissions) // precincts
    return Nation(
        _units(codes, of_commission.tolist(), units, commissions),
        _written(["precinct", "roll"], [codes, roll.tolist()]),
        _written(["precinct", *columns], [codes, *(c.tolist() for c in columns.values())]),
        precincts,
        {name: int(column.sum()) for name, column in columns.items()},
    )


def _columns(chance: np.random.Generator, roll: np.ndarray) -> dict[str, np.ndarray]:
    turnout = np.clip(chance.normal(0.7, 0.1, len(roll)), 0.2, 0.98)
    received = np.floor(roll * turnout).astype(np.int64)
    voted = received - chance.integers(0, 3, len(roll)) * (received > 50)
    invalid = np.minimum(chance.binomial(voted, 0.012), 14)
    both = np.minimum(chance.binomial(voted, 0.01), 14)
    yes = chance.binomial(voted - invalid - both, 0.75)
    delivered = roll + roll // 100
    spoiled = chance.integers(0, 3, len(roll))
    return {
        "roll": roll,
        "received": received,
        "voted": voted,
        "yes": yes,
        "no": voted - invalid - both - yes,
        "invalid": invalid,
        "both": both,
        "delivered": delivered,
        "issued": received,
        "spoiled": np.minimum(spoiled, delivered - received),
        "unused": delivered - received - np.minimum(spoiled, delivered - received),
        "boxes": voted,
        "home": chance.binomial(voted, 0.02),
        "certificates": chance.binomial(received, 0.004),
        "added": np.zeros(len(roll), dtype=np.int64),
        "removed": np.zeros(len(roll), dtype=np.int64),
    }


def _units(codes: list[str], commission: list[int], units: int, commissions: int) -> bytes:
    rows = [["N", "", "country", "", "", "", "", "", "", "Nation"]]
    rows += [[f"U{n:02}", "N", "unit", "", "", "", "", "", "", f"Unit {n}"] for n in range(units)]
    rows += [
        [f"C{n:04}", f"U{n * units // commissions:02}", "commission", *[""] * 7]
        for n in range(commissions)
    ]
    rows += [
        [code, f"C{n:04}", "precinct", *[""] * 7] for code, n in zip(codes, commission, strict=True)
    ]
    head = ["code", "parent", "kind", "type", "weight", "from", "to", "kk", "ru", "en"]
    return _csv([head, *rows])


def _written(head: list[str], columns: list[list[object]]) -> bytes:
    return _csv([head, *map(list, zip(*columns, strict=True))])


def _csv(rows: list[list[object]] | list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
