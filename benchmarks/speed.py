"""How long it takes, as whole processes and in memory, beside `redlines` and `xmldiff`.

python -m benchmarks speed
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import docx

from benchmarks.gold import REAL, ROOT
from zhargy.compare.compare import compare
from zhargy.reform.texts import read_file
from zhargy.text.act import Act
from zhargy.text.writing.akn import write_akn
from zhargy.text.writing.plain import write_plain

_RUNS = 5
_PATIENCE = 60


def main(arguments: list[str]) -> None:
    zhargy = [sys.executable, "-m", "zhargy.cli.main"]
    if REAL is None:
        print("speed: ZHARGY_REAL_DATA is not set, so the sample stands in for the real pair")
        texts = ROOT / "examples/jetiaral/texts"
        old, new = texts / "charter-in-force.ru.txt", texts / "adopted.ru.txt"
    else:
        old = REAL / "kz/constitution-1995.2023-01-01.ru.pdf"
        new = REAL / "kz/constitution-2026.ru.txt"
    acts = read_file(old).act, read_file(new).act
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = [
            _as_docx(folder / f"{n}.docx", act) for n, act in zip(("old", "new"), acts, strict=True)
        ]
        out = ["-o", str(folder / "c.html"), "-o", str(folder / "c.json")]
        _process("zhargy --help", [*zhargy, "--help"], 0.4)
        _process("two DOCX to HTML and JSON", [*zhargy, "compare", *words, *out], 3.0)
        _process(
            "old and new as received to HTML and JSON",
            [*zhargy, "compare", str(old), str(new), *out],
            4.0,
        )
    ours = _memory("two read acts in memory, zhargy", lambda: compare(*acts), 0.5)
    for peer, run in (("redlines", _redlines), ("xmldiff", _xmldiff)):
        seconds = _patiently(run, acts)
        said = (
            f"{seconds:8.2f} s, {seconds / ours:6.1f} times ours"
            if seconds
            else f"more than {_PATIENCE} s"
        )
        print(f"{'the same two acts, ' + peer:48}{said}")


def _as_docx(path: Path, act: Act) -> str:
    document = docx.Document()
    for line in write_plain(act).splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    path.write_bytes(out.getvalue())
    return str(path)


def _process(name: str, command: list[str], goal: float) -> None:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{name}: {done.stderr.decode()}")
        times.append(time.perf_counter() - start)
    print(f"{name:48}{median(times):8.2f} s   goal {goal} s")


def _memory(name: str, work: Callable[[], object], goal: float) -> float:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:48}{median(times):8.2f} s   goal {goal} s   (peak {peak:.0f} MB)")
    return median(times)


def _patiently(work: Callable[[tuple[Act, Act]], object], acts: tuple[Act, Act]) -> float | None:
    """Seconds in a process of its own; None if it takes longer than our patience."""
    process = get_context("fork").Process(target=work, args=(acts,))
    start = time.perf_counter()
    process.start()
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return time.perf_counter() - start


def _redlines(acts: tuple[Act, Act]) -> None:
    from redlines import Redlines

    _ = Redlines(write_plain(acts[0]), write_plain(acts[1])).output_markdown


def _xmldiff(acts: tuple[Act, Act]) -> None:
    from xmldiff import main as xmldiff

    xmldiff.diff_texts(write_akn(acts[0]), write_akn(acts[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
