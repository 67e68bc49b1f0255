"""Tracked changes of a DOCX: what one edition holds, and two editions read as one source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Literal

from lxml import etree

from zhargy.text.reading.docx_markup import (
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_PR,
    W,
    child_value,
)
from zhargy.text.reading.source import Paragraph, SetAside

Edition = Literal["after", "before"]
_GONE = {"after": frozenset((DEL, MOVE_FROM)), "before": frozenset((INS, MOVE_TO))}
_CELL_GONE = {"after": W + "cellDel", "before": W + "cellIns"}
REASON = {"after": "deleted", "before": "inserted"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph and where in the file it begins: the same in both editions, and sortable."""

    at: tuple[int, ...]
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Leaf:
    """Characters of one element that were not placed; `owner` is the paragraph they stand in."""

    element: etree._Element
    text: str
    owner: int
    place: str
    reason: str


def is_gone(element: etree._Element, edition: Edition) -> bool:
    """Whether the edition lacks what this element wraps (w:del after, w:ins before)."""
    return element.tag in _GONE[edition]


def mark_is_gone(paragraph: etree._Element, edition: Edition) -> bool:
    """Whether the edition lacks the paragraph mark, so that the next paragraph follows on."""
    mark = paragraph.find(f"{P_PR}/{R_PR}")
    return mark is not None and any(is_gone(child, edition) for child in mark)


def row_is_gone(row: etree._Element, edition: Edition) -> bool:
    """Whether the edition lacks a whole row of a table."""
    properties = row.find(W + "trPr")
    return properties is not None and any(is_gone(child, edition) for child in properties)


def cell_is_gone(cell: etree._Element, edition: Edition) -> bool:
    """Whether the edition lacks a cell."""
    return cell.find(f"{W}tcPr/{_CELL_GONE[edition]}") is not None


def paragraph_properties(paragraph: etree._Element, edition: Edition) -> etree._Element | None:
    """The paragraph's properties in this edition (an older set stands in pPrChange)."""
    return _properties(paragraph, P_PR, edition)


def run_properties(run: etree._Element, edition: Edition) -> etree._Element | None:
    """The run's properties in this edition (an older set stands in rPrChange)."""
    return _properties(run, R_PR, edition)


def list_is_gone(properties: etree._Element | None, edition: Edition) -> bool:
    """Whether the paragraph's own numbering was put there by a tracked change, for "before"."""
    found = None if properties is None else properties.find(W + "numPr")
    return found is not None and any(is_gone(child, edition) for child in found)


def _properties(owner: etree._Element, tag: str, edition: Edition) -> etree._Element | None:
    now = owner.find(tag)
    if edition == "after" or now is None:
        return now
    change = now.find(tag + "Change")
    return now if change is None else change.find(tag)


def as_two_editions(before: Sequence[Placed], after: Sequence[Placed]) -> Iterator[Paragraph]:
    """Paragraphs of both editions: what is the same once, the rest once for each edition."""
    old = {placed.at: placed.paragraph for placed in before}
    new = {placed.at: placed.paragraph for placed in after}
    for at in sorted(old.keys() | new.keys()):
        was, now = old.get(at), new.get(at)
        if was is not None and was == now:
            yield was
            continue
        if was is not None:
            yield replace(was, edition="before")
        if now is not None:
            yield replace(now, edition="after")


def in_neither(before: Sequence[Leaf], after: Sequence[Leaf]) -> list[Leaf]:
    """What both editions set aside; the rest stands in a paragraph of one of them."""
    elsewhere = {leaf.element for leaf in before}
    return [leaf for leaf in after if leaf.element in elsewhere]


def set_aside(leaves: Sequence[Leaf]) -> Iterator[SetAside]:
    """One entry for what stands side by side in a paragraph and has one reason."""
    together = attrgetter("owner", "place", "reason")
    for (_, place, reason), group in groupby(leaves, together):
        text = " ".join("".join(leaf.text for leaf in group).split())
        if text:
            yield SetAside(text, place, reason)


def counts_as_on(element: etree._Element, name: str) -> bool:
    """Whether a merge says "continue": `<w:vMerge/>` without a value does."""
    return element.find(W + name) is not None and child_value(element, name) in (None, "continue")
