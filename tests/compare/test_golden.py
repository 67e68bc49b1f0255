"""Small cases that a person can read: old text, new text, the table that they give.

`pytest --update-golden` rewrites the tables; the diff is what we review.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Mark, Nature, Pair
from zhargy.text.act import Act
from zhargy.text.read import read_bytes

FOLDER = Path(__file__).parents[1] / "golden" / "compare"
CASES = sorted(FOLDER.glob("*.txt"))
OLD, NEW, TABLE = "======== old\n", "======== new\n", "======== table\n"
_SIGNS = {Mark.DELETED: ("[-", "-]"), Mark.INSERTED: ("{+", "+}")}


def parts(case: Path) -> tuple[str, str, str]:
    """The old text, the new text and the table of a file."""
    _, _, rest = case.read_text(encoding="utf-8").partition(OLD)
    old, _, rest = rest.partition(NEW)
    new, _, table = rest.partition(TABLE)
    return old, new, table


def read(text: str) -> Act:
    return read_bytes(text.encode(), "a.txt").act


def shown(pair: Pair) -> str:
    """One row: addresses, fate, what it means, the words; kinds other than words are named."""
    address = " -> ".join(p.address if p else "–" for p in (pair.old, pair.new))
    marks = [
        name
        for name, holds in (
            ("substantive", pair.substantive),
            ("moved", pair.moved and pair.fate.value != "moved"),
        )
        if holds
    ]
    return " | ".join((address, " ".join((pair.fate.value, *marks)), words(pair)))


def words(pair: Pair) -> str:
    out = ""
    for piece in pair.pieces:
        if pair.old is None or pair.new is None or piece.mark is Mark.SAME:
            out += piece.text
            continue
        before, after = _SIGNS[piece.mark]
        kind = "" if piece.nature is Nature.WORDS else f"{piece.nature.value}:"
        out += f"{before}{kind}{piece.text}{after}"
    return out.replace("\n", " / ")


def table(comparison: Comparison) -> str:
    rows = [shown(pair) for pair in comparison.pairs]
    rows += [f"bulk | {e.old or '–'} -> {e.new or '–'} | {e.count}" for e in comparison.bulk]
    rows += [f"{m.code} | {m.part} of {m.base}" for m in comparison.measures if m.part]
    return "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_the_table_is_as_reviewed(case: Path, update_golden: bool) -> None:
    old, new, expected = parts(case)
    found = table(compare(read(old), read(new)))
    if update_golden:
        head, _, _ = case.read_text(encoding="utf-8").partition(OLD)
        case.write_text(head + OLD + old + NEW + new + TABLE + found, encoding="utf-8")
    else:
        assert found == expected


def test_there_are_cases() -> None:
    assert CASES
