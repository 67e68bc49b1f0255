"""The words of the law on a page: the tree of an act with links to what it cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from zhargy.text.act import CONTAINERS, Element
from zhargy.text.citation.cited import CitedAct
from zhargy.text.citation.reference import Reference
from zhargy.text.provision import Citation

# A run of words and the address that they lead to ("" for none).
Segment = tuple[str, str]
Spans = Mapping[str, Sequence[Reference]]
To = Callable[[str], str]


def spans_of(cited: CitedAct | None) -> Spans:
    """The references of each provision to places of its own act."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for one in cited.provisions if cited else ():
        found[one.address] += [
            reference
            for reference in one.references
            if reference.target and reference.act == "this"
        ]
    return found


def node(element: Element, spans: Spans, to: To, *, deep: bool = True) -> dict[str, Any]:
    """An element and what stands in it; `to` gives the path of an address, "" where it has no page.

    Lead and closing paragraphs are lists of segments.
    """
    address = element.citation.address
    lines = _lines(element, spans, to)
    lead = len(element.lead)
    return {
        "address": address,
        "kind": "container" if element.kind in CONTAINERS else element.kind,
        "path": to(address),
        "label": element.label,
        "heading": element.heading,
        "repealed": element.repealed,
        "lead": lines[:lead],
        "children": [node(child, spans, to) for child in element.children] if deep else [],
        "closing": lines[lead:],
        "notes": [note.text for note in element.notes],
    }


def _lines(element: Element, spans: Spans, to: To) -> list[list[Segment]]:
    lines = (*element.lead, *element.closing)
    if element.kind == "preamble":
        return [
            _segments(line, 0, spans.get(Citation((("preamble", str(n)),)).address, ()), to)
            for n, line in enumerate(lines, 1)
        ]
    found, start = [], 0
    references = spans.get(element.citation.address, ())
    for line in lines:
        found.append(_segments(line, start, references, to))
        start += len(line) + 1
    return found


def _segments(line: str, start: int, references: Sequence[Reference], to: To) -> list[Segment]:
    """The runs of a line that begins at `start` of the provision's text."""
    out: list[Segment] = []
    at = 0
    for (a, b), path in _links(references, to):
        a, b = a - start, b - start
        if a < at or b > len(line):
            continue
        if a > at:
            out.append((line[at:a], ""))
        out.append((line[a:b], path))
        at = b
    if at < len(line):
        out.append((line[at:], ""))
    return out


def _links(references: Sequence[Reference], to: To) -> Iterator[tuple[tuple[int, int], str]]:
    """Spans in order; a list of places shares one span, and leads to the first of them."""
    seen: set[tuple[int, int]] = set()
    for reference in sorted(references, key=lambda r: r.span):
        path = next(filter(None, map(to, reference.target)), "")
        if path and reference.span not in seen:
            seen.add(reference.span)
            yield reference.span, path
