"""A walk through the blocks of a DOCX in one edition: paragraphs, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from zhargy.text.reading.docx_blocks import blocks, unplaced
from zhargy.text.reading.docx_changes import (
    REASON,
    Edition,
    Leaf,
    Placed,
    cell_is_gone,
    counts_as_on,
    list_is_gone,
    mark_is_gone,
    paragraph_properties,
    row_is_gone,
)
from zhargy.text.reading.docx_markup import (
    CHUNK,
    P_PR,
    R_PR,
    TC,
    TR,
    P,
    W,
    child_value,
    switched_on,
    whole,
)
from zhargy.text.reading.docx_numbering import Counters, Numbering
from zhargy.text.reading.docx_numerals import numeral
from zhargy.text.reading.docx_styles import (
    BODY_TEXT,
    Numbered,
    Resolved,
    Styles,
    numbered,
    outline_level,
)
from zhargy.text.reading.docx_words import NoteMark, Speaker, Words
from zhargy.text.reading.source import Paragraph


@dataclass(frozen=True, slots=True)
class NoteShape:
    """How notes of a kind are counted."""

    form: str
    start: int


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a DOCX that both editions are read from.

    `order` counts every paragraph of the file; `numbers` those of the body that stand in no table;
    `tables` every table. All count the file, not an edition, so a place is the same in both.
    """

    body: etree._Element
    styles: Styles
    numbering: Numbering
    notes: Mapping[tuple[str, str], etree._Element]
    note_shapes: Mapping[str, NoteShape]
    order: Mapping[etree._Element, int]
    numbers: Mapping[etree._Element, int]
    tables: Mapping[etree._Element, int]
    sound: bool
    chunks: Mapping[etree._Element, list[Paragraph]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where blocks stand: what their paragraphs have in common."""

    story: str = "body"
    place: str = "body"
    cell: tuple[int, int, int] | None = None
    kind: str = "text"
    host: int | None = None


@dataclass(slots=True)
class Reading:
    """One edition, as it is read."""

    document: Document
    edition: Edition
    placed: list[Placed] = field(default_factory=list)
    aside: list[Leaf] = field(default_factory=list)
    _counters: dict[str, Counters] = field(default_factory=dict)
    _speakers: dict[str, Speaker] = field(default_factory=dict)
    _note_counts: dict[str, int] = field(default_factory=dict)
    _note_fates: dict[tuple[str, str], str] = field(default_factory=dict)  # "" once it is read
    _chunks: int = 0
    _mark: str = ""  # of the note that is being read, until its first paragraph has taken it

    def read(self) -> None:
        """Read the body and all that hangs on it; what hangs on nothing is set aside."""
        self._flow(self.document.body, Spot())
        for (kind, identity), note in self.document.notes.items():
            reason = self._note_fates.get((kind, identity), "hidden")
            if reason:
                self._leave(note, f"{kind} {identity}", reason)
        self.placed.sort(key=lambda placed: placed.at)

    def _flow(self, container: etree._Element, spot: Spot) -> None:
        joined: list[etree._Element] = []
        for block, reason in blocks(container, self.edition):
            if reason:
                self._leave(block, self._place(block, spot), reason)
            elif block.tag == CHUNK:
                self._paragraph(joined, spot)
                joined = []
                self._chunk(block, spot)
            elif block.tag == P:
                joined.append(block)
                if not mark_is_gone(block, self.edition):
                    self._paragraph(joined, spot)
                    joined = []
            else:
                self._paragraph(joined, spot)
                joined = []
                self._table(block, spot)
        self._paragraph(joined, spot)

    def _paragraph(self, joined: list[etree._Element], spot: Spot) -> None:
        """Paragraphs that share one mark, the last one's: it carries the properties."""
        if not joined:
            return
        properties = paragraph_properties(joined[-1], self.edition)
        words, first = self._words(joined, spot, child_value(properties, "pStyle"))
        self.aside += words.aside
        lines = words.lines
        if not self._is_no_paragraph(joined[-1], lines):
            style = self.document.styles.paragraph(child_value(properties, "pStyle"))
            number = self._number(properties, style, spot)
            self._place_lines(lines, first, number, _outline(properties, style), spot)
        for key in words.lost_notes:
            self._note_fates.setdefault(key, REASON[self.edition])
        for note in words.notes:
            self._note(note, self._place(joined[-1], spot))
        for box in words.boxes:
            self._flow(box, replace(spot, story="box", place=self._place(joined[-1], spot)))

    def _words(
        self, joined: list[etree._Element], spot: Spot, style: str | None
    ) -> tuple[Words, etree._Element]:
        """What the joined paragraphs say, and the one in which the text begins."""
        words = Words()
        first: etree._Element | None = None
        for paragraph in joined:
            said = len(words.parts)
            owner, place = self.document.order[paragraph], self._place(paragraph, spot)
            self._speaker(spot.story).read(paragraph, words, owner, place, style)
            if first is None and any(part.strip() for part in words.parts[said:]):
                first = paragraph
        return words, joined[-1] if first is None else first

    def _is_no_paragraph(self, last: etree._Element, lines: list[str]) -> bool:
        """Nothing to show and no mark to show it: Word does not count such a paragraph."""
        if lines:
            return False
        mark = last.find(f"{P_PR}/{R_PR}")
        return mark_is_gone(last, self.edition) or bool(switched_on(mark, "vanish"))

    def _number(
        self, properties: etree._Element | None, style: Resolved, spot: Spot
    ) -> tuple[str, int]:
        """The automatic number and how deep its list is nested; "" and 0 without one."""
        gone = list_is_gone(properties, self.edition)
        own = Numbered() if gone else numbered(properties)
        place = self.document.numbering.place(own, style)
        if place is None:
            return "", 0
        if spot.story not in self._counters:
            self._counters[spot.story] = Counters(self.document.numbering)
        return self._counters[spot.story].label(*place), place[1] + 1

    def _place_lines(
        self,
        lines: list[str],
        first: etree._Element,
        number: tuple[str, int],
        outline: int,
        spot: Spot,
    ) -> None:
        label, depth = number
        order = self.document.order[first]
        at = (order, 0, 0) if spot.host is None else (spot.host, 1, order)
        for ordinal, line in enumerate(lines):
            if ordinal == 0:
                label, self._mark = f"{self._mark} {label}".strip(), ""
            self.placed.append(
                Placed(
                    (*at, ordinal),
                    Paragraph(
                        line,
                        self._place(first, spot),
                        "" if ordinal else label,
                        outline,
                        spot.kind,
                        spot.cell,
                        depth=0 if ordinal else depth,
                    ),
                )
            )

    def _chunk(self, chunk: etree._Element, spot: Spot) -> None:
        """An embedded file, after the paragraph before it."""
        self._chunks += 1
        before = self.placed[-1].at[0] if self.placed else -1
        for number, paragraph in enumerate(self.document.chunks.get(chunk, ())):
            place = f"embedded file {self._chunks}, {paragraph.place}"
            cell = paragraph.cell or spot.cell
            self.placed.append(
                Placed((before, 2, number), replace(paragraph, place=place, cell=cell))
            )

    def _table(self, table: etree._Element, spot: Spot) -> None:
        number = self.document.tables.get(table, 0)
        rows = blocks(table, self.edition, frozenset((TR,)))
        for row_number, (row, reason) in enumerate(rows, 1):
            if not reason and row_is_gone(row, self.edition):
                reason = REASON[self.edition]
            self._row(row, reason, replace(spot, cell=(number, row_number, 1)))

    def _row(self, row: etree._Element, row_reason: str, spot: Spot) -> None:
        assert spot.cell is not None
        table, number, _ = spot.cell
        column = 1 + whole(child_value(row.find(W + "trPr"), "gridBefore"), 0, high=1000)
        for cell, reason in blocks(row, self.edition, frozenset((TC,))):
            place = f"table {table}, row {number}, column {column}"
            reason = row_reason or reason or self._missing(cell)
            if reason:
                self._leave(cell, place, reason)
            else:
                self._flow(cell, replace(spot, place=place, cell=(table, number, column)))
            column += whole(child_value(cell.find(W + "tcPr"), "gridSpan"), 1, 1, 1000)

    def _missing(self, cell: etree._Element) -> str:
        """Why a cell shows nothing of its own; "" if it does."""
        if cell_is_gone(cell, self.edition):
            return REASON[self.edition]
        properties = cell.find(W + "tcPr")
        if properties is None:
            return ""
        merged = any(counts_as_on(properties, name) for name in ("vMerge", "hMerge"))
        return "hidden" if merged else ""

    def _note(self, mark: NoteMark, place: str) -> None:
        key = (mark.kind, mark.identity)
        if key not in self.document.notes or self._note_fates.get(key) == "":
            return
        self._note_fates[key] = ""
        shape = self.document.note_shapes[mark.kind]
        if not mark.chosen:
            self._note_counts[mark.kind] = self._note_counts.get(mark.kind, shape.start - 1) + 1
            mark.sign = numeral(self._note_counts[mark.kind], shape.form)
        spot = Spot(mark.kind, f"{place}, {mark.kind} {mark.sign}", None, "footnote", mark.host)
        outer, self._mark = self._mark, mark.sign
        self._flow(self.document.notes[key], spot)
        self._mark = outer

    def _leave(self, block: etree._Element, place: str, reason: str) -> None:
        self.aside += unplaced(block, self.document.order, place, reason)
        for tag_kind in ("footnote", "endnote"):
            for call in block.iter(f"{W}{tag_kind}Reference"):
                self._note_fates.setdefault((tag_kind, call.get(W + "id", "")), reason)

    def _place(self, paragraph: etree._Element, spot: Spot) -> str:
        number = self.document.numbers.get(paragraph)
        return spot.place if number is None else f"paragraph {number}"

    def _speaker(self, story: str) -> Speaker:
        if story not in self._speakers:
            document = self.document
            self._speakers[story] = Speaker(self.edition, document.styles, document.sound)
        return self._speakers[story]


def _outline(properties: etree._Element | None, style: Resolved) -> int:
    own = outline_level(properties)
    level = style.outline if own is None else own
    return 0 if level == BODY_TEXT else level + 1
