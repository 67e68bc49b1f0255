"""What the source says of headings and lists: its outline levels and how deep a list is nested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zhargy.text.structure.labels import Label
from zhargy.text.structure.line import Line, labels_of, level_of
from zhargy.text.structure.order import is_first

_FEWEST_HEADINGS = 2
_OUTLINE_LEVELS = ("section", "chapter", "subchapter")


def outlined(lines: list[Line]) -> list[Line]:
    """The lines with the sections and the depth of lists that the source shows."""
    return _styles_by_depth(_outline_in_annexes(_outline_as_containers(lines)))


def _outline_as_containers(lines: list[Line]) -> list[Line]:
    """The headings of an act that names no parts and numbers none of them: its sections.

    The first heading is the title if no other is as high. A section has its ordinal for a number.
    """
    named = any(
        label.level != "mark" or label.style == "decimal" for x in lines for label in labels_of(x)
    )
    headings = [(n, x.paragraph.outline) for n, x in enumerate(lines) if _is_bare_outline(x)]
    levels = sorted({outline for _, outline in headings})
    if headings and sum(outline == levels[0] for _, outline in headings) == 1:
        headings, levels = headings[1:], levels[1:]
    if named or len(headings) < _FEWEST_HEADINGS:
        return lines
    found = list(lines)
    counts: list[int] = []
    for place, outline in headings:
        depth = min(levels.index(outline), len(_OUTLINE_LEVELS) - 1, len(counts))
        counts = [*counts[:depth], (counts[depth] if depth < len(counts) else 0) + 1]
        label = Label(_OUTLINE_LEVELS[depth], "outline", str(counts[-1]), "", lines[place].text)
        found[place] = replace(lines[place], label=label)
    return found


def _outline_in_annexes(lines: list[Line]) -> list[Line]:
    """The headings below the heading of an annex that numbers nothing: its sections."""
    found = list(lines)
    annexes = [place for place, line in enumerate(lines) if level_of(line) == "annex"]
    for annex, end in pairwise([*annexes, len(lines)]):
        above = lines[annex].paragraph.outline
        inner = range(annex + 1, end)
        headings = [n for n in inner if _is_bare_outline(lines[n])]
        deepest = all(lines[n].paragraph.outline == above + 1 for n in headings)
        numbered = any(lines[n].label for n in inner)
        if not above or numbered or not deepest or len(headings) < _FEWEST_HEADINGS:
            continue
        for number, place in enumerate(headings, 1):
            label = Label("section", "outline", str(number), "", lines[place].text)
            found[place] = replace(lines[place], label=label)
    return found


def _is_bare_outline(line: Line) -> bool:
    return bool(line.paragraph.outline and line.label is None and line.paragraph.kind == "text")


def _styles_by_depth(lines: Sequence[Line]) -> list[Line]:
    """Where the source says that "1." stands in a list in "1.", the inner one is another style."""
    found: list[Line] = []
    above: list[tuple[int, str]] = []
    for line in lines:
        label, depth = line.label, line.paragraph.depth
        if label is None or not depth:
            above = above if label is None or label.level == "mark" else []
        elif label.level == "mark":
            goes_on = (depth, label.style) in above
            above = [(outer, style) for outer, style in above if outer < depth]
            nested = sum(style == label.style for _, style in above)
            if not nested or goes_on or is_first(label.number):
                above.append((depth, label.style))
            if nested and above[-1] == (depth, label.style):
                line = replace(line, label=replace(label, style=f"{label.style}-{nested + 1}"))
        else:
            above = []
        found.append(line)
    return found
