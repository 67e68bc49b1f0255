"""The labelled strings, read; see README.md beside this file."""

from __future__ import annotations

from pathlib import Path

from zhargy.text.citation.find import find

HERE = Path(__file__).parent
LANGUAGES = ("kk", "ru", "en")
KINDS = ("note", "instruction")
Expected = tuple[str, tuple[tuple[str, str], ...], str]


def labelled(name: str) -> list[tuple[str, list[Expected]]]:
    """The strings of a file with what they cite: (act, path, kind)."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [(text.removeprefix("* "), expected(cell)) for text, cell in rows]


def expected(cell: str) -> list[Expected]:
    if cell.strip() == "-":
        return []
    return [_one(part.strip()) for part in cell.split(" ; ")]


def _one(part: str) -> Expected:
    kind = next((kind for kind in KINDS if part.endswith(f"[{kind}]")), "citation")
    act, _, path = part.removesuffix(f" [{kind}]").partition(" | ")
    steps = tuple((level, number) for level, _, number in (s.partition("=") for s in path.split()))
    return act.strip(), steps, kind


def found(text: str, language: str) -> list[Expected]:
    return [(r.act, r.path.steps, r.kind.value) for r in find(text, language)]
