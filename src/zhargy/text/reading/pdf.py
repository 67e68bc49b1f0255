"""PDF to paragraphs: every character that pdfium reports, in the order in which people read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2

from zhargy.errors import UnreadableText
from zhargy.languages import LANGUAGES
from zhargy.text.reading.hyphens import Words
from zhargy.text.reading.pdf_glyphs import Sheet, sheet
from zhargy.text.reading.pdf_lines import Line
from zhargy.text.reading.pdf_pages import Cell, Layout, footnote_mark, layout
from zhargy.text.reading.pdf_paragraphs import (
    Habits,
    grouped,
    habits,
    marks_resolved,
    text_of,
    with_edges,
)
from zhargy.text.reading.source import Paragraph, SetAside, Source
from zhargy.text.reading.starts import begins_with_label

_NOTES = tuple(word for language in LANGUAGES.values() for word in language.notes)


def read(data: bytes, *, where: str) -> Source:
    """The paragraphs of a PDF; R12 if it is locked, R13 if it is a scan, R14 if it is damaged."""
    sheets = _sheets(data, where)
    found = layout(sheets)
    if found.empty * 2 > len(sheets):
        raise UnreadableText("R13", where, pages=len(sheets), name=where)
    lines, aside = _without_marks(found)
    words = Words([line.text for line in lines.all])
    habit = habits([line for line in lines.body if isinstance(line, Line)])
    paragraphs = [
        *_notes_marked(_paragraphs(lines.body, habit, words)),
        *_footnotes(lines.notes, words),
    ]
    if not paragraphs:
        raise UnreadableText("R13", where, pages=len(sheets), name=where)
    return Source("pdf", "", tuple(paragraphs), (*found.aside, *aside))


def _sheets(data: bytes, where: str) -> list[Sheet]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as refusal:
        code = "R12" if "password" in str(refusal).lower() else "R14"
        raise UnreadableText(code, where, detail=_detail(refusal)) from None
    except (ValueError, TypeError) as refusal:
        raise UnreadableText("R14", where, detail=_detail(refusal)) from None
    try:
        sheets = [sheet(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as refusal:
        raise UnreadableText("R14", where, detail=_detail(refusal)) from None
    finally:
        document.close()
    if not sheets:
        raise UnreadableText("R14", where, detail="0 pages")
    return sheets


def _detail(refusal: Exception) -> str:
    return str(refusal).partition("PDFium: ")[2].rstrip(").") or type(refusal).__name__


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of the document, footnote marks taken out."""

    body: list[Line | Cell]
    notes: list[Line]

    @property
    def all(self) -> list[Line]:
        return [
            line
            for part in self.body
            for line in (part.lines if isinstance(part, Cell) else (part,))
        ]


def _without_marks(found: Layout) -> tuple[_Lines, list[SetAside]]:
    """Raised digits resolved line by line; marks of footnotes are set aside."""
    marks: defaultdict[int, set[str]] = defaultdict(set)
    for line in found.notes:
        if mark := footnote_mark(line.text)[0]:
            marks[line.page].add(mark)
    aside: list[SetAside] = []

    def resolved(line: Line) -> Line:
        text, taken = marks_resolved(line.text, frozenset(marks[line.page]))
        aside.extend(SetAside(mark, _place(line), "footnote mark") for mark in taken)
        return line if text == line.text else replace(line, text=text)

    body: list[Line | Cell] = []
    for part in found.body:
        if isinstance(part, Cell):
            body.append(replace(part, lines=tuple(resolved(line) for line in part.lines)))
        else:
            body.append(resolved(part))
    lines = iter(with_edges([part for part in body if isinstance(part, Line)]))
    body = [next(lines) if isinstance(part, Line) else part for part in body]
    return _Lines(body, found.notes), aside


def _place(line: Line) -> str:
    return f"page {line.page}, line {line.row}"


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph, and whether it is printed in red, as editors' notes are."""

    paragraph: Paragraph
    red: bool


def _paragraphs(body: Sequence[Line | Cell], habit: Habits, words: Words) -> list[_Set]:
    """Lines joined to paragraphs; a table ends the paragraph before it."""
    found: list[_Set] = []
    open_lines: list[Line] = []
    for part in [*body, None]:
        if isinstance(part, Line):
            open_lines.append(part)
            continue
        found.extend(_set(lines, words) for lines in grouped(open_lines, habit))
        open_lines = []
        if part is not None:
            found.extend(_cell(part, words))
    return [one for one in found if one.paragraph.text]


def _set(lines: Sequence[Line], words: Words, cell: tuple[int, int, int] | None = None) -> _Set:
    paragraph = Paragraph(text_of(lines, words), _place(lines[0]), cell=cell)
    return _Set(paragraph, all(line.red for line in lines[:1]))


def _cell(cell: Cell, words: Words) -> list[_Set]:
    """The paragraphs of a cell, read as a page of its own."""
    lines = with_edges(cell.lines)
    return [
        _set(one, words, (cell.table, cell.row, cell.column))
        for one in grouped(lines, habits(lines))
    ]


def _notes_marked(found: Sequence[_Set]) -> list[Paragraph]:
    """Red paragraphs that begin like an editors' note, and the red ones that go on with it."""
    marked: list[Paragraph] = []
    inside = False
    for one in found:
        begins = one.paragraph.text.lstrip("*[( ").casefold().startswith(_NOTES)
        inside = one.red and (begins or (inside and not begins_with_label(one.paragraph.text)))
        marked.append(replace(one.paragraph, kind="note") if inside else one.paragraph)
    return marked


def _footnotes(notes: Sequence[Line], words: Words) -> list[Paragraph]:
    """Footnotes with their marks as labels; a line without a mark goes on with the one above."""
    found: list[tuple[str, list[Line]]] = []
    for line in notes:
        mark, text = footnote_mark(line.text)
        if mark or not found:
            found.append((mark, [replace(line, text=marks_resolved(text, frozenset())[0])]))
        else:
            found[-1][1].append(replace(line, text=marks_resolved(line.text, frozenset())[0]))
    return [
        Paragraph(text_of(lines, words) or mark, _place(lines[0]), mark, kind="footnote")
        for mark, lines in found
    ]
