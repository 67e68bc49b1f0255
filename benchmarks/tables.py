"""How long the comparative table takes as DOCX, XLSX and PDF, after comparing; and how many
justifications find their provision in the next draft.

python -m benchmarks tables
"""

from __future__ import annotations

import csv
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median

from benchmarks.gold import REAL, ROOT
from benchmarks.scale import acts
from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison
from zhargy.messages import LANGUAGES
from zhargy.reform.forms import form_named
from zhargy.reform.texts import read_file
from zhargy.reports.comparative import comparative_document, comparative_table, compared_rows
from zhargy.reports.documents import KINDS, Document, document_bytes
from zhargy.reports.justifications import Justification, place

_COUNTED = (".docx", ".xlsx", ".pdf")
_DAY = date(2026, 7, 1)
_ROWS = 5_000
SAMPLE = ROOT / "examples" / "jetiaral"


def main(arguments: list[str]) -> None:
    if REAL is None:
        print("tables: ZHARGY_REAL_DATA is not set, so the sample stands in for the real pair")
        texts = ROOT / "examples/jetiaral/texts"
        old, new = texts / "charter-in-force.ru.txt", texts / "adopted.ru.txt"
    else:
        old = REAL / "kz/constitution-1995.2023-01-01.ru.pdf"
        new = REAL / "kz/constitution-2026.ru.txt"
    _measure("the pair", compare(read_file(old).act, read_file(new).act), 2.0, runs=5)
    _measure("synthetic acts", compare(*acts(_ROWS)), 15.0, runs=1)
    for first, second in (("draft-1", "draft-2"), ("draft-2", "adopted")):
        for language in LANGUAGES:
            _carried(first, second, language)


def _measure(name: str, comparison: Comparison, goal: float, runs: int) -> None:
    """The table with all its rows, then each kind of file, then what they take together."""
    total = taken = _median(lambda: _document(comparison), runs)
    document = _document(comparison)
    rows = len(document.tables[0].rows)
    _say(f"{name}, {rows} rows: the table", taken)
    for kind in KINDS:
        taken = _median(lambda kind=kind: document_bytes(document, kind), runs)  # type: ignore[misc]
        total += taken * (kind in _COUNTED)
        size = len(document_bytes(document, kind)) / 1e6
        _say(f"{name}, {rows} rows: {kind}, {size:.1f} MB", taken)
    _say(f"{name}: the table, DOCX, XLSX and PDF", total, f"   goal {goal} s")


def _carried(first: str, second: str, language: str) -> None:
    """A justification in every row of one draft's table, against the alignment made by hand.

    Right: at a row of the provision that the gold pairs with its own. A provision that the second
    draft drops, or no longer changes, has no such row: its justification should be lost.
    """
    texts = SAMPLE / "texts"
    in_force, before, after = (
        read_file(texts / f"{name}.{language}.txt").act
        for name in ("charter-in-force", first, second)
    )
    form = form_named("kazakhstan/working")
    rows = [row for row in compared_rows(compare(in_force, before), form) if row.new]
    comparison = compare(in_force, after)
    said = [
        Justification(row.key, language, {"justification": str(n)}, "", row.pairs[0].new.text)
        for n, row in enumerate(rows)
        if row.pairs[0].new
    ]
    found = compared_rows(comparison, form)
    placed = place(said, found, comparison, language)
    where = {
        number: row.new.address if row.new else ""
        for row in found
        for number in placed.written.get(row.key, {}).get("justification", "").split("\n")
    }
    gold = _gold(first, second)
    shown = {row.new.address for row in found if row.new}
    tally = Counter(
        _verdict(where.get(str(n)), gold[row.new.address] & shown)
        for n, row in enumerate(rows)
        if row.new
    )
    counts = ", ".join(f"{kind} {tally[kind]}" for kind in _VERDICTS)
    print(f"{f'{first} to {second}, {language}: {len(said)} justifications':56}{counts}")


_VERDICTS = ("right", "wrong", "lost rightly", "lost wrongly")


def _verdict(at: str | None, wanted: set[str]) -> str:
    if at is None:
        return "lost wrongly" if wanted else "lost rightly"
    return "right" if at in wanted else "wrong"


def _gold(first: str, second: str) -> dict[str, set[str]]:
    gold: dict[str, set[str]] = defaultdict(set)
    path = SAMPLE / "expected" / f"align.{first}.{second}.tsv"
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t"):
        gold[row["old"]].add(row["new"])
    return gold


def _document(comparison: Comparison) -> Document:
    form = replace(form_named("kazakhstan/working"), rows="all")
    table = comparative_table(comparison, form, "ru")
    return comparative_document(comparison, table, form, "ru", _DAY)


def _median(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def _say(what: str, seconds: float, goal: str = "") -> None:
    print(f"{what:56}{seconds:8.2f} s{goal}")


if __name__ == "__main__":
    main([])
