"""How long the comparative table takes as DOCX, XLSX and PDF, after comparing.

python -m benchmarks tables
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median

from benchmarks.gold import REAL, ROOT
from benchmarks.scale import acts
from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison
from zhargy.reform.forms import form_named
from zhargy.reform.texts import read_file
from zhargy.reports.comparative import comparative_document, comparative_table
from zhargy.reports.documents import KINDS, Document, document_bytes

_COUNTED = (".docx", ".xlsx", ".pdf")
_DAY = date(2026, 7, 1)
_ROWS = 5_000


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
