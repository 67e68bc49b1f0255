"""A national count: 100,000 protocols of 17 lines over four levels, on one core.

python -m benchmarks protocols [PRECINCTS]

Each program reads the same files in a process of its own, bound to one core: ours (units, roll,
protocols; 17 equations; every total at every level), a plain loop over `csv`, and pandas. The
peers read and sum only; pandas also reckons two of the equations. Then the same protocols as a
workbook, a tenth of them: ours, and openpyxl, which reads the cells only. The programs take turns,
so that whatever else the machine does falls on all of them alike.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.nation import Nation, nation

_RUNS = 5
_SETTINGS = """schema = "zhargy.referendum/1"
form = "form.toml"
units = "units.csv"

[[roll]]
file = "roll.csv"
as_of = 2031-05-19

[[protocols]]
file = "protocols.csv"
as_of = 2031-06-09
"""
_SEVENTEENTH = """
[[line]]
name = "complaints"
title = { kk = "шағымдар", ru = "жалобы", en = "complaints" }
"""

Report = dict[str, float | int]


def main(arguments: list[str]) -> None:
    precincts = int(next((one for one in arguments if one.isdecimal()), "100000"))
    made = nation(precincts, complaints=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, made)
        size = len(made.protocols) / 1e6
        print(f"{precincts:,} protocols of 17 lines, {size:.1f} MB, 20 units, 200 commissions")
        print(f"load of the machine, of 1, 5 and 15 minutes: {_load()}")
        programs = {"zhargy": _ours, "csv loop": _loop, "pandas": _pandas}
        programs |= {"zhargy XLSX": _our_workbook, "openpyxl": _openpyxl}
        rounds = [
            {title: _apart(run, folder) for title, run in programs.items()} for _ in range(_RUNS)
        ]
        for title in programs:
            _show(title, [one[title] for one in rounds])
        print(f"load at the end: {_load()}")


def _load() -> str:
    return ", ".join(f"{one:.1f}" for one in os.getloadavg())


def _write(folder: Path, made: Nation) -> None:
    from zhargy.reform.protocol_forms import protocol_form

    assert protocol_form("kazakhstan").lines
    source = Path(__file__).parents[1] / "src" / "zhargy" / "jurisdictions" / "kazakhstan"
    form = (source / "protocol" / "precinct.toml").read_text(encoding="utf-8")
    (folder / "form.toml").write_text(form + _SEVENTEENTH, encoding="utf-8")
    (folder / "referendum.toml").write_text(_SETTINGS, encoding="utf-8")
    for name in ("units", "roll", "protocols"):
        (folder / f"{name}.csv").write_bytes(getattr(made, name))
    _write_workbook(folder / "protocols.xlsx", made)
    # What each program must find.
    totals = "\n".join(f"{name},{total}" for name, total in made.totals.items())
    (folder / "totals.txt").write_text(totals, encoding="utf-8")


def _write_workbook(path: Path, made: Nation) -> None:
    """A tenth of the protocols, as a workbook that counts by numbers."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("protocols")
    rows = list(csv.reader(made.protocols.decode().splitlines()))
    for row in rows[: 1 + len(rows) // 10]:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    book.save(path)


def _show(title: str, runs: list[Report]) -> None:
    if not all(runs):
        print(f"{title:12} is not installed: pip install --require-hashes -r locks/bench.txt")
        return
    for name in runs[0]:
        values = sorted(run[name] for run in runs)
        middle, most = values[len(values) // 2], values[-1]
        unit = "MB" if name == "memory" else "s"
        print(f"{title:12} {name:24} {middle:8.3f} {unit}  (most {most:.3f})")


def _apart(run: Callable[[Path], Report], folder: Path) -> Report:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, run, folder))
    child.start()
    theirs.close()
    report: Report = ours.recv()
    child.join()
    return report


def _child(connection: Connection, run: Callable[[Path], Report], folder: Path) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    try:
        report = run(folder)
        report["memory"] = _most_memory()
    except ModuleNotFoundError:
        report = {}
    connection.send(report)


def _most_memory() -> float:
    """Megabytes. The system's own count of a child begins with the size of its parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _expected(folder: Path) -> dict[str, int]:
    lines = (folder / "totals.txt").read_text(encoding="utf-8").splitlines()
    return {name: int(total) for name, total in (line.split(",") for line in lines)}


def _ours(folder: Path) -> Report:
    from zhargy.referendum.count import Received
    from zhargy.referendum.moment import Moment
    from zhargy.referendum.protocols import About, read_batch
    from zhargy.referendum.sheet import read_sheet
    from zhargy.reform.counting import count_referendum, read_referendum

    start, of_processor = time.perf_counter(), time.process_time()
    referendum = read_referendum(folder)
    (counted,) = count_referendum(referendum)
    tallies = [counted.tallies(kind) for kind in ("country", "unit", "commission")]
    took, worked = time.perf_counter() - start, time.process_time() - of_processor
    assert counted.findings == ()
    assert dict(tallies[0][0].figures) == _expected(folder)
    head, row, *_ = (folder / "protocols.csv").read_text(encoding="utf-8").splitlines()
    cells = row.split(",")
    cells[4], cells[5] = str(int(cells[4]) - 1), str(int(cells[5]) + 1)
    table = f"{head},reason,author\n{','.join(cells)},recounted,the commission\n".encode()
    updates = []
    for _ in range(9):
        begin = time.perf_counter()
        sheet, _ = read_sheet(table, "correction.csv")
        about = About(as_of=Moment.of("2031-06-10"))
        batch, remarks = read_batch(sheet, referendum.form, referendum.tree, about)
        after = counted.with_batch(Received(batch, tuple(remarks)))
        whole = after.tally().figures
        updates.append(time.perf_counter() - begin)
        assert whole["yes"] == tallies[0][0].figures["yes"] - 1
        assert len(after.corrections) == 1
    return {
        "read, check, sum": took,
        "... of the processor": worked,
        "one protocol more": sorted(updates)[len(updates) // 2],
        "... the slowest": max(updates),
    }


def _loop(folder: Path) -> Report:
    start, of_processor = time.perf_counter(), time.process_time()
    above: dict[str, str] = {}
    with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
        for place in csv.DictReader(file):
            above[place["code"]] = place["parent"]
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with (folder / "protocols.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = above[row.pop("precinct")]
            figures = {name: int(value) for name, value in row.items()}
            while code:
                mine = sums[code]
                for name, value in figures.items():
                    mine[name] += value
                code = above[code]
    took, worked = time.perf_counter() - start, time.process_time() - of_processor
    assert dict(sums["N"]) == _expected(folder)
    return {"read, sum": took, "... of the processor": worked}


def _pandas(folder: Path) -> Report:
    import pandas as pd

    start, of_processor = time.perf_counter(), time.process_time()
    units = pd.read_csv(folder / "units.csv", usecols=["code", "parent"]).set_index("code")[
        "parent"
    ]
    table = pd.read_csv(folder / "protocols.csv")
    table["commission"] = table["precinct"].map(units)
    by_commission = table.drop(columns="precinct").groupby("commission").sum()
    by_unit = by_commission.groupby(units.reindex(by_commission.index)).sum()
    whole = by_unit.sum()
    wrong = table["voted"] != table[["yes", "no", "both", "invalid"]].sum(axis=1)
    wrong |= table["received"] > table["delivered"]
    took, worked = time.perf_counter() - start, time.process_time() - of_processor
    assert not wrong.any()
    assert {name: int(total) for name, total in whole.items()} == _expected(folder)
    return {"read, sum, 2 equations": took, "... of the processor": worked}


def _our_workbook(folder: Path) -> Report:
    from zhargy.referendum.workbook import rows_of

    data = (folder / "protocols.xlsx").read_bytes()
    start, of_processor = time.perf_counter(), time.process_time()
    rows, _ = rows_of(data, "protocols.xlsx")
    took, worked = time.perf_counter() - start, time.process_time() - of_processor
    assert len(rows[0]) == 18
    return {f"{len(rows):,} rows": took, "... of the processor": worked}


def _openpyxl(folder: Path) -> Report:
    from openpyxl import load_workbook

    start, of_processor = time.perf_counter(), time.process_time()
    book = load_workbook(folder / "protocols.xlsx", data_only=True, read_only=True)
    rows = [[str(cell) for cell in row] for row in book["protocols"].iter_rows(values_only=True)]
    took, worked = time.perf_counter() - start, time.process_time() - of_processor
    assert len(rows[0]) == 18
    return {f"{len(rows):,} rows": took, "... of the processor": worked}
