"""An act as plain text: one paragraph a line, numbers as printed; reads back as the same act.

Not said: the edition, notes other than editors' and signatures, what only the mark-up of a source
told (headings without numbers, a list in a list of the same numbers), and to which of several elements
that end on one line a note or an unnumbered paragraph belongs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
    head = list(_with_tabs(element, _head(element)))
    if element.children and element.label.endswith((",", "—")) and head == [element.label]:
        first, *others = _lines(element.children[0])
        yield f"{element.label} {first}"  # "Article I, Section 1.", "1.— (1)"
        yield from others
        element = replace(element, children=element.children[1:])
    else:
        yield from head
    closing, ordinal = list(element.closing), 1
    for child in element.children:
        if _opens_again(child, ordinal) and closing:
            ordinal += 1
            yield closing.pop(0)
        yield from _lines(child)
    yield from closing
    yield from (note.text for note in element.notes if note.kind == "editor")


def _is_bare(label: str) -> bool:
    """Is this the number of an article without a word ("3.")?"""
    return label[:1].isdigit() and label.rstrip(".—–- ").isalnum()


def _opens_again(child: Element, ordinal: int) -> bool:
    """Does a further list begin with this element? The words that lead it in stand before it."""
    steps = child.citation.steps
    return len(steps) > 1 and steps[-2] == ("list", str(ordinal + 1))


def _with_tabs(element: Element, lines: Iterator[str]) -> Iterator[str]:
    """Cells are parted by tabs: those of a row, and those of the head of a table."""
    table = element.kind == "row" or any(child.kind == "row" for child in element.children)
    for line in lines:
        yield line.replace(" | ", "\t") if table else line


def _head(element: Element) -> Iterator[str]:
    """A list's number stands before its words; a heading stands on the line of its number."""
    lead = list(element.lead)
    marked = element.kind == "article" and _is_bare(element.label)
    named = element.kind in (*CONTAINERS, "article", "transitional") and not marked
    if named or not element.label:
        heading = " ".join(filter(None, (element.label, element.heading)))
        if element.repealed and lead:
            heading = " ".join(filter(None, (heading, lead.pop(0))))
        if heading:
            yield heading
    else:
        words = element.heading or (lead.pop(0) if lead else "")
        gap = "\t" if element.kind == "row" else " "
        yield f"{element.label}{gap}{words}".strip()
    yield from lead
