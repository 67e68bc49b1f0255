"""The small corpus of amending instructions: each says what it does, and is read so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhargy.text.amending.instruction import Deed, Instruction, Unread
from zhargy.text.amending.read import read_amending
from zhargy.text.provision import Citation

CORPUS = Path(__file__).parent


def said(path: Citation) -> str:
    return " ".join(f"{level}={number}" for level, number in path.steps) or "()"


def listed(paths: tuple[Citation, ...]) -> str:
    return "; ".join(map(said, paths))


def shown(step: Instruction | Unread) -> str:
    """One instruction in the notation of the corpus."""
    if isinstance(step, Unread):
        return f"unread {step.clause}"
    head = f"{step.deed.value} {listed(step.places)}"
    if step.everywhere:
        head += " everywhere"
    if step.inflected:
        head += " forms"
    if step.without:
        head += f" except {listed(step.without)}"
    if step.added:
        head += f" [{listed(step.added)}]"
    if step.after:
        head += f" after {said(step.after)}"
    if step.beyond:
        head += f" before {said(step.beyond)}"
    if step.through:
        ((old, new),) = step.words
        return f"{head}: {old} … {step.through}" + (f" => {new}" if new else "")
    if step.deed is Deed.REPLACE:
        return f"{head}: " + ", ".join(f"{old} => {new}" for old, new in step.words)
    if step.deed is Deed.OMIT:
        return f"{head}: " + ", ".join(old for old, _ in step.words)
    if step.deed is Deed.INSERT:
        (anchor, new) = step.words[0]
        return f"{head} {step.side}" + (f" {anchor}" if anchor else "") + f": {new}"
    return f"{head}: {' / '.join(step.lines)}" if step.lines else head


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for file in sorted(CORPUS.glob("*.*.txt")):
        language = file.name.split(".")[1]
        text = file.read_text(encoding="utf-8")
        for block in text.split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            wanted = [line.removeprefix("-> ") for line in lines if line.startswith("-> ")]
            clause = "\n".join(line for line in lines if not line.startswith("-> "))
            yield language, clause, wanted


CASES = list(cases())


@pytest.mark.parametrize(
    ("language", "clause", "wanted"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)]
)
def test_an_instruction_does_what_it_says(language: str, clause: str, wanted: list[str]) -> None:
    assert [shown(step) for step in read_amending(clause, language).steps] == wanted
