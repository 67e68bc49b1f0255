"""An act as plain text: one paragraph a line, numbers as printed; reads back as the same act."""

from __future__ import annotations

from collections.abc import Iterator

from zhargy.text.act import CONTAINERS, Act, Element


def write_plain(act: Act) -> str:
    """The text of `act`, with its notes where they stood."""
    lines = [*act.title.split("\n")] if act.title else []
    lines += [note.text for note in act.notes if note.kind == "editor"]
    for element in act.body:
        lines += _lines(element)
    lines += [note.text for note in act.notes if note.kind == "signature"]
    return "\n".join(lines) + "\n"


def _lines(element: Element) -> Iterator[str]:
    yield from _head(element)
    for child in element.children:
        yield from _lines(child)
    yield from element.closing
    yield from (note.text for note in element.notes if note.kind == "editor")


def _head(element: Element) -> Iterator[str]:
    """A list's number stands before its words; a heading stands on the line of its number."""
    lead = list(element.lead)
    if element.kind in (*CONTAINERS, "article", "transitional") or not element.label:
        heading = " ".join(filter(None, (element.label, element.heading)))
        if element.repealed and lead:
            heading = " ".join(filter(None, (heading, lead.pop(0))))
        if heading:
            yield heading
    else:
        words = element.heading or (lead.pop(0) if lead else "")
        yield f"{element.label} {words}".strip()
    yield from lead
