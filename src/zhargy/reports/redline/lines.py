"""An act laid out as the paragraphs and tables of a document, each in a style of Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhargy.text.act import CONTAINERS, Act, Element, Note

_BAR = " | "
_UNDER_THE_TITLE = ("editor", "adoption")
_DEEPEST = 5  # Word has List to List 5
_HEADINGS = {
    "part": "Heading1",
    "section": "Heading1",
    "annex": "Heading1",
    "transitional": "Heading1",
    "preamble": "Heading1",
    "chapter": "Heading2",
    "subchapter": "Heading2",
    "article": "Heading3",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the document, or one row of a table.

    `address` is the provision whose words these are ("" for a note, a bare number, a repealed
    one), `start` where they begin in its text. `element` is what the line belongs to.
    """

    style: str
    label: str
    words: str
    address: str = ""
    start: int = 0
    element: str = ""
    kind: str = ""

    @property
    def head(self) -> str:
        """The number as it stands before the words."""
        return f"{self.label} " if self.label and self.words else self.label

    @property
    def text(self) -> str:
        return self.head + self.words

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a row, its number first."""
        number = (self.label,) if self.label else ()
        return (*number, *self.words.split(_BAR))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document."""

    rows: tuple[Line, ...]
    has_head: bool = False


Block = Line | Grid


def blocks_of(act: Act) -> list[Block]:
    """The document that holds the whole act: title, notes of editors, every element, signatures.

    Left out is what is of the file and not of the act: contents lists, footnotes, notices of a
    publisher (`left_out` counts them).
    """
    return _with_grids([line for line in _lines_of(act) if line.text])


def left_out(act: Act) -> int:
    """How many notes of the act the document does not hold."""
    notes = [note for element in act.elements() for note in element.notes]
    shown = sum(note.kind == "editor" for note in notes)
    return len(notes) - shown + sum(not _is_shown(note) for note in act.notes)


def _is_shown(note: Note) -> bool:
    return note.kind in (*_UNDER_THE_TITLE, "signature")


def _lines_of(act: Act) -> Iterator[Line]:
    for text in act.title.split("\n"):
        yield Line("Title", "", text)
    yield from _notes(act.notes, _UNDER_THE_TITLE, "EditorsNote")
    for element in act.body:
        yield from _element(element, 0)
    yield from _notes(act.notes, ("signature",), "Signature")


def _notes(notes: Sequence[Note], kinds: Sequence[str], style: str) -> Iterator[Line]:
    for note in notes:
        if note.kind in kinds:
            for text in note.text.split("\n"):
                yield Line(style, "", text)


def _element(element: Element, depth: int) -> Iterator[Line]:
    """`depth` counts the lists that the element stands in, its own too."""
    listed = element.kind not in (*_HEADINGS, *CONTAINERS)
    # "1)" stands further in than "1.", in an article without points too.
    depth = max(depth + listed, 2 if element.kind == "subpoint" else 0)
    lead, closing = _words(element, depth)
    yield from _head(element, lead, depth)
    ordinal = 1
    for child in element.children:
        if _opens_again(child, ordinal) and closing:
            ordinal += 1
            yield closing.pop(0)
        yield from _element(child, depth)
    yield from closing
    yield from _notes(element.notes, ("editor",), "EditorsNote")


def _opens_again(child: Element, ordinal: int) -> bool:
    """Does a further list begin here? The words that lead it in stand before it."""
    steps = child.citation.steps
    return len(steps) > 1 and steps[-2] == ("list", str(ordinal + 1))


def _words(element: Element, depth: int) -> tuple[list[Line], list[Line]]:
    """The unnumbered paragraphs of an element: before its children and after them."""
    style = f"ListContinue{min(depth, _DEEPEST)}".removesuffix("1") if depth else "BodyText"
    is_preamble = element.kind == "preamble"
    lines: list[Line] = []
    start = 0
    for ordinal, paragraph in enumerate((*element.lead, *element.closing), 1):
        address = f"preamble__p_{ordinal}" if is_preamble else element.citation.address
        for part in paragraph.split("\n"):
            own = "" if element.repealed else address
            lines.append(Line(style, "", part, own, start, element.citation.address))
            start += len(part) + 1
        if is_preamble:
            start = 0
    before = sum(len(paragraph.split("\n")) for paragraph in element.lead)
    return lines[:before], lines[before:]


def _head(element: Element, lead: list[Line], depth: int) -> Iterator[Line]:
    """A list's number stands before its words; a heading on the line of its number."""
    here = element.citation.address
    style = _HEADINGS.get(element.kind, "Heading2")
    listed = bool(depth) and bool(element.label)
    if element.heading:
        address = _heading_address(element)
        words = element.heading.replace("\n", " ")
        yield Line(style, element.label, words, address, 0, here, element.kind)
    elif listed and element.kind == "row":
        yield from (replace(line, style="Row", label=element.label) for line in lead[:1])
        lead = lead[1:]
    elif listed:
        numbered = f"List{min(depth, _DEEPEST)}".removesuffix("1")
        first = lead[0] if lead else Line(numbered, "", "", element=here)
        yield replace(first, style=numbered, label=element.label, kind=element.kind)
        lead = lead[1:]
    elif element.repealed and lead:
        yield replace(lead[0], style=style, label=element.label)
        lead = lead[1:]
    elif element.label:
        yield Line(style, element.label, "", "", 0, here, element.kind)
    elif element.kind == "row":
        yield from (replace(line, style="Row") for line in lead[:1])
        lead = lead[1:]
    if any(child.kind == "row" for child in element.children) and lead:
        yield from lead[:-1]
        yield replace(lead[-1], style="RowHead")
    else:
        yield from lead


def _heading_address(element: Element) -> str:
    if element.kind == "preamble":
        return "preamble__heading_1"
    return f"{element.citation.address}__heading_1"


def _with_grids(lines: Sequence[Line]) -> list[Block]:
    """Rows that follow one another are a table."""
    out: list[Block] = []
    rows: list[Line] = []
    for line in (*lines, None):
        if rows and (line is None or line.style != "Row"):
            out.append(Grid(tuple(rows), rows[0].style == "RowHead"))
            rows = []
        if line is not None and line.style in ("Row", "RowHead"):
            rows.append(line)
        elif line is not None:
            out.append(line)
    return out
