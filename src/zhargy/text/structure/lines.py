"""Paragraphs with their labels, read as the habits of the act demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from zhargy.text.reading.source import Paragraph
from zhargy.text.structure.habits import Habits, habits_of
from zhargy.text.structure.labels import label_of
from zhargy.text.structure.line import Line, levels_of
from zhargy.text.structure.neighbours import explained
from zhargy.text.structure.outline import outlined


def lines_of(paragraphs: Sequence[Paragraph]) -> tuple[list[Line], Habits]:
    """Every paragraph with its label, and how the act numbers."""
    lines = [Line(p, None if p.kind != "text" else label_of(p.text, p.label)) for p in paragraphs]
    lines = explained([replace(line, label=None) if line.is_note else line for line in lines])
    articles = "article" in levels_of(lines)
    decimals = not articles and _has_decimals(lines)
    lines = outlined([_without_foreign_mark(line, decimals) for line in lines])
    return lines, habits_of(lines, articles=articles, decimals=decimals)


def _has_decimals(lines: Sequence[Line]) -> bool:
    styles = Counter(line.label.style for line in lines if line.label)
    return styles["decimal"] >= 3


def _without_foreign_mark(line: Line, decimals: bool) -> Line:
    """A bare number is a label only in a charter that numbers so; 1.5 only among decimals."""
    if line.label is None:
        return line
    if line.label.style == "bare" and line.label.level == "mark" and not decimals:
        return replace(line, label=None)
    if line.label.style == "decimal" and not decimals:
        if line.rest[:1].islower() and not line.label.printed.endswith("."):
            return replace(line, label=None)  # "1.5 часа"
        if deeper := line.label.number.count(".") - 1:
            return replace(line, label=replace(line.label, style=f"decimal-{deeper + 1}"))
    return line
