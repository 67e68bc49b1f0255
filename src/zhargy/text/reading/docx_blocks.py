"""Paragraphs and tables of a DOCX in order, out of whatever they are wrapped in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from zhargy.text.reading.docx_changes import REASON, Edition, Leaf, is_gone
from zhargy.text.reading.docx_markup import (
    ALTERNATE,
    CHUNK,
    DEL,
    FALLBACK,
    INS,
    MOVE_FROM,
    MOVE_TO,
    SETTINGS,
    TBL,
    P,
    W,
    chosen,
    leaves,
    spoken,
)

_WRAPPERS = frozenset(
    (*(W + n for n in ("sdt", "sdtContent", "customXml", "smartTag")), INS, DEL, MOVE_FROM, MOVE_TO)
)
_BLOCKS = frozenset((P, TBL))


def unplaced(
    block: etree._Element, order: Mapping[etree._Element, int], place: str, reason: str
) -> Iterator[Leaf]:
    """All characters of a block, to be set aside."""
    for leaf in leaves(block):
        owner = next(leaf.iterancestors(P), block)
        yield Leaf(leaf, spoken(leaf), order.get(owner, -1), place, reason)


def blocks(
    container: etree._Element, edition: Edition | None, wanted: frozenset[str] = _BLOCKS
) -> Iterator[tuple[etree._Element, str]]:
    """The blocks of a container in order, wrappers opened, each with the reason to set it aside.

    The reason is "" for what the edition holds; without an edition nothing is gone.
    """
    for child in container:
        tag = child.tag
        if tag in wanted or tag == CHUNK:
            yield child, ""
        elif tag in _WRAPPERS:
            gone = REASON[edition] if edition and is_gone(child, edition) else ""
            for block, reason in blocks(child, edition, wanted):
                yield block, reason or gone
        elif tag == ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from blocks(branch, edition, wanted)
        elif tag not in SETTINGS and next(leaves(child), None) is not None:
            yield child, "unplaced"


def numbered_tables(roots: list[etree._Element]) -> dict[etree._Element, int]:
    """Every table of the file, counted from 1 in reading order."""
    found = (table for root in roots for table in root.iter(TBL))
    shown = (t for t in found if next(t.iterancestors(FALLBACK), None) is None)
    return {table: number for number, table in enumerate(shown, 1)}


def numbered_paragraphs(body: etree._Element) -> dict[etree._Element, int]:
    """The paragraphs of the body that stand in no table, counted from 1, empty ones too."""
    found = (block for block, _ in blocks(body, None) if block.tag == P)
    return {paragraph: number for number, paragraph in enumerate(found, 1)}
