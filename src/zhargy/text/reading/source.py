"""What a reader gives: paragraphs in reading order, each with its place, and what it set aside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a source, white space collapsed, never empty.

    `place`: where a person finds it ("page 3, line 12", "paragraph 40", "line 7").
    `label`: the number that the program shows but the text does not hold (automatic numbering of
    Word, items of an HTML list), exactly as shown: "1)", "Статья 5.".
    `outline`: heading level said by the source (style, h1-h6, #), 1 the highest; 0 if it says none.
    `kind`: "text", "footnote" (with its mark in `label`), "note" (marked as such by the source).
    `depth`: how deep the list of its number is nested in others, 1 the outermost, where the source
    says so; else 0.
    `cell`: (table, row, column), each from 1, for text that stands in a table.
    `edition`: "" for text of every edition, "before" or "after" for text of one of them
    (tracked changes read as two editions).
    """

    text: str
    place: str
    label: str = ""
    outline: int = 0
    kind: str = "text"
    cell: tuple[int, int, int] | None = None
    depth: int = 0
    edition: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text that a reader or the parser did not place, with the reason and its place.

    `reason`: running head, page number, header, footer, comment, hidden, deleted, inserted (text of the other edition), column, navigation, script, unplaced.
    """

    text: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file as received, turned into paragraphs.

    `format`: docx, pdf, html, txt, md, akn. `encoding`: as detected, "" where the format says it.
    Every character of the file that is not white space or mark-up stands in `paragraphs`
    (text or label) or in `set_aside`.
    """

    format: str
    encoding: str
    paragraphs: tuple[Paragraph, ...]
    set_aside: tuple[SetAside, ...] = ()
