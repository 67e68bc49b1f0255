"""How often references are read right, and how fast, beside a plain regular expression.

python -m benchmarks citations
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.gold import REAL, ROOT
from zhargy.reform.texts import read_file
from zhargy.text.act import Act
from zhargy.text.citation.cited import cited_acts
from zhargy.text.citation.find import find
from zhargy.text.reading import pdf

LABELS = ROOT / "tests" / "text" / "citation"
SERIES = ("dev", "grammar", "held1", "held2", "held3", "held4", "held5", "held6")
ENGLISH = ("held7", "held8")  # out of the drafting of other countries
REAL_STRINGS = ("held9", "held10", "held11")  # found in public texts by search
MANNER = ("held12", "held13", "held14", "held15", "held16")  # written in the manner of such texts
PAGES = ("running.tsv", "running4.tsv")
_RUNS = 5
_LEAST = 4_000_000  # characters of a text for timing
Path_ = tuple[tuple[str, str], ...]
Reference = tuple[str, Path_, str]

# What one writes in ten minutes: a number of an article with what stands before or in it.
_NUMBER = r"(\d+(?:-\d+)?)"
_PLAIN = {
    "ru": (
        rf"(?:подпункт\w*\s+{_NUMBER}\)\s+)?(?:пункт\w*\s+{_NUMBER}\s+)?стат(?:ь|ей)\w*\s+{_NUMBER}",
        ("subpoint", "point", "article"),
    ),
    "kk": (
        rf"{_NUMBER}-ба[пб]\w*(?:\s+{_NUMBER}-тарма[қғ]\w*)?(?:\s+{_NUMBER}\)\s+тармақша\w*)?",
        ("article", "point", "subpoint"),
    ),
    "en": (
        r"(?:article|section)s?\s+(\d+[A-Z]?(?:-\d+)?)(?:\((\d+)\))?(?:\(([a-z])\))?",
        ("article", "point", "subpoint"),
    ),
}


def plain(text: str, language: str) -> list[Path_]:
    """The paths that the plain regular expression finds, outermost first."""
    pattern, levels = _PLAIN[language]
    out = []
    for found in re.finditer(pattern, text, re.IGNORECASE):
        steps = {
            level: number for level, number in zip(levels, found.groups(), strict=True) if number
        }
        out.append(
            tuple(
                (level, steps[level])
                for level in ("article", "point", "subpoint")
                if level in steps
            )
        )
    return out


def ours(text: str, language: str) -> list[Reference]:
    return [(r.act, r.path.steps, r.kind.value) for r in find(text, language)]


def expected(cell: str) -> list[Reference]:
    out = []
    for part in () if cell.strip() == "-" else cell.split(" ; "):
        kind = next((k for k in ("note", "instruction") if part.endswith(f"[{k}]")), "citation")
        act, _, path = part.removesuffix(f" [{kind}]").partition(" | ")
        steps = tuple(tuple(step.split("=")) for step in path.split())
        out.append((act.strip(), steps, kind))
    return out  # type: ignore[return-value]


def main(arguments: list[str]) -> None:
    print(
        "strings read right: whole (act, every path, kind); paths alone; a plain expression, paths"
    )
    for series in SERIES:
        for language in ("ru", "kk", "en"):
            _score(series, language)
    for series in ENGLISH:
        _score(series, "en")
    for series in (*REAL_STRINGS, *MANNER):
        for language in ("ru", "kk", "en"):
            _score(series, language)
    if REAL is None:
        print("pages of laws and speed: ZHARGY_REAL_DATA is not set")
        return
    _pages()
    _speed()


def _score(series: str, language: str) -> None:
    lines = (LABELS / f"{series}.{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    whole = paths = peer = 0
    for text, cell in rows:
        text, wanted = text.removeprefix("* "), expected(cell)
        found = ours(text, language)
        whole += found == wanted
        paths += [r[1] for r in found] == [r[1] for r in wanted]
        peer += plain(text, language) == [r[1] for r in wanted]
    n = len(rows)
    print(f"  {series:7} {language}  {whole:3} / {n}   {paths:3} / {n}   {peer:3} / {n}")


def _pages() -> None:
    print("pages of laws: right, wrong, missed; the plain expression: paths right, wrong, missed")
    whole, constitution = Counter[str](), Counter[str]()
    for name, first, last, cells in _regions():
        language = name.split(".")[-2]
        counts, peer = Counter[str](), Counter[str]()
        for number, text in enumerate(_paragraphs(name)):
            if first <= number <= last:
                wanted = expected(cells[number]) if number in cells else []
                found = ours(text, language)
                _count(counts, Counter(found), Counter(wanted))
                _count(constitution, _of_constitution(found), _of_constitution(wanted))
                _count(peer, Counter(plain(text, language)), Counter(r[1] for r in wanted))
        shown = [f"{c['right']:4} {c['wrong']:4} {c['missed']:4}" for c in (counts, peer)]
        print(f"  {name:44}{shown[0]}   {shown[1]}")
        whole.update(counts)
    for name, counts in (("all", whole), ("of the constitution", constitution)):
        print(f"  {name:44}{counts['right']:4} {counts['wrong']:4} {counts['missed']:4}")


def _regions() -> list[tuple[str, int, int, dict[int, str]]]:
    """File, first and last paragraph, and the labelled ones among them."""
    regions: list[tuple[str, int, int, dict[int, str]]] = []
    lines = [x for f in PAGES for x in (LABELS / f).read_text(encoding="utf-8").splitlines()]
    for line in lines:
        head, *rest = line.split("\t")
        if head == "@":
            regions.append((rest[0], int(rest[1]), int(rest[2]), {}))
        else:
            regions[-1][3][int(head)] = rest[0]
    return regions


def _of_constitution(references: list[Reference]) -> Counter[Reference]:
    return Counter(r for r in references if "онституция" in r[0])


def _count(counts: Counter[str], found: Counter, wanted: Counter) -> None:  # type: ignore[type-arg]
    right = sum((found & wanted).values())
    counts["right"] += right
    counts["wrong"] += sum(found.values()) - right
    counts["missed"] += sum(wanted.values()) - right


def _paragraphs(name: str) -> list[str]:
    path = Path(str(REAL)) / "kz" / name
    if path.suffix == ".pdf":
        return [p.text for p in pdf.read(path.read_bytes(), where=name).paragraphs]
    return path.read_text(encoding="utf-8").split("\n")


def _speed() -> None:
    print("speed on one core, MB of UTF-8 a second, references a second; median of five")
    kz = Path(str(REAL)) / "kz"
    for language, goal in (("ru", 8), ("kk", 3), ("en", 8)):
        if language == "en":
            paths = sorted((ROOT / "examples").glob("*/texts/*.en.txt"))
        else:
            paths = sorted(p for p in kz.glob(f"*.{language}.*") if "preamble" not in p.name)
        acts = [read_file(path).act for path in paths]
        text = _long("\n".join(p.text for act in acts for p in act.provisions))
        _time(f"{language}: running text, ours", text, lambda t, c=language: find(t, c), goal)  # type: ignore[misc]
        _time(f"{language}: running text, plain", text, lambda t, c=language: plain(t, c))  # type: ignore[misc]
        dense = _long("\n".join(_strings(language)))
        _time(f"{language}: nothing but citations, ours", dense, lambda t, c=language: find(t, c))  # type: ignore[misc]
        _time_acts(f"{language}: acts in memory, resolved", acts, goal)


def _long(text: str) -> str:
    return (text + "\n") * max(1, _LEAST // (4 * len(text)))


def _strings(language: str) -> list[str]:
    rows = [
        line.split("\t")
        for series in SERIES
        if series != "grammar"
        for line in (LABELS / f"{series}.{language}.tsv").read_text(encoding="utf-8").splitlines()
    ]
    return [text.removeprefix("* ") for text, cell in rows if cell != "-"]


def _time(name: str, text: str, work: Callable[[str], list], goal: int = 0) -> None:  # type: ignore[type-arg]
    times, found = [], 0
    for _ in range(_RUNS):
        started = time.process_time()
        found = len(work(text))
        times.append(time.process_time() - started)
    _print(name, len(text.encode()), median(times), found, goal)


def _time_acts(name: str, acts: list[Act], goal: int) -> None:
    times, found = [], 0
    for _ in range(_RUNS):
        started = time.process_time()
        found = sum(1 for act in cited_acts(acts) for _ in act.references)
        times.append(time.process_time() - started)
    size = sum(len(p.text.encode()) for act in acts for p in act.provisions)
    size += sum(len(n.text.encode()) for act in acts for e in act.elements() for n in e.notes)
    _print(name, size, median(times), found, goal)


def _print(name: str, size: int, seconds: float, found: int, goal: int) -> None:
    wanted = f"   goal {goal}" if goal else ""
    print(f"  {name:36}{size / 1e6 / seconds:7.1f} MB/s {found / seconds:9.0f} /s{wanted}")
