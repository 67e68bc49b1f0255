"""A document as XLSX: a sheet for each table, headings frozen and repeated in print.

The keys of rows stand in a hidden column behind the others, those of columns in a hidden row above
the headings, so that sorting, cutting and moving take them along. What is too high for one row goes
on in the next ones, which bear the same key.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from itertools import pairwise, takewhile, zip_longest
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from zhargy.messages import say
from zhargy.reports.documents.cells import (
    day_said,
    fit,
    heading_of,
    is_count,
    is_figure,
    is_quiet,
    runs_of,
    widths_of,
)
from zhargy.reports.documents.document import Document, Paragraph
from zhargy.reports.forms import FILLED
from zhargy.reports.packed import same_bytes
from zhargy.reports.row_key import GLUED, column_mark, part_mark
from zhargy.text.table import Cell, Run, Table

# Digits across a page, paper A4, and the height of a line; no row may be higher.
_ACROSS, _A4, _LINE, _HIGHEST = 150, 9, 13.5, 409
_MOST_LINES = int((_HIGHEST - 3) / _LINE)
# Letters on the room of a digit, so few that no line is lost in a wider font that stands in for ours
# (measured in LibreOffice with Noto Serif, the two Constitutions in Russian, the sample in Kazakh).
_LETTERS, _BOLD = 0.92, 0.85
# A line ends after a space or a hyphen.
_WORD = re.compile(r"[^\s-]*-|[^\s-]+|\s+")
# What is not parted between two rows.
_UNPARTED = re.compile(r"\S+\s*|\s+")
_FONT = "Times New Roman"
_THIN = Side(style="thin", color="767676")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
# No line between the rows of one provision: the first, those in the middle, the last.
_OPEN = {
    "": _GRID,
    "first": Border(left=_THIN, right=_THIN, top=_THIN),
    "middle": Border(left=_THIN, right=_THIN),
    "last": Border(left=_THIN, right=_THIN, bottom=_THIN),
}
_PLAIN = InlineFont(rFont=_FONT, sz=10)
_LOOKS = {
    ("inserted", False): InlineFont(rFont=_FONT, sz=10, u="single", color="FF14602F"),
    ("inserted", True): InlineFont(rFont=_FONT, sz=10, u="single", color="FF595959"),
    ("deleted", False): InlineFont(rFont=_FONT, sz=10, strike=True, color="FFA3231A"),
    ("deleted", True): InlineFont(rFont=_FONT, sz=10, strike=True, color="FF595959"),
}
_GREY = PatternFill("solid", fgColor="FFEFEFEF")


def as_xlsx(document: Document) -> bytes:
    """The file; the same bytes for the same document."""
    book = Workbook(write_only=True)
    # Columns are measured in digits of the font of the book.
    book._named_styles["Normal"].font = Font(name=_FONT, size=10)
    book.properties.creator = book.properties.lastModifiedBy = "Zhargy"
    book.properties.title = fit(document.title)
    book.properties.language = document.language
    book.properties.created = document.made.replace(tzinfo=None)
    names: set[str] = set()
    for table in document.tables:
        _Sheet.begun(book, document, table, names).fill()
    if not names:
        book.create_sheet()
    content = BytesIO()
    book.save(content)
    return same_bytes(content.getvalue(), document.made)


@dataclass(frozen=True)
class _Sheet:
    """A sheet that is being written, row after row; `looks` are cells that lend their style."""

    sheet: Any
    document: Document
    table: Table
    widths: tuple[float, ...]
    looks: dict[str, Any]

    @classmethod
    def begun(cls, book: Any, document: Document, table: Table, names: set[str]) -> _Sheet:
        sheet = book.create_sheet(_name(table, document.language, names))
        shares = widths_of(table)
        words = [heading_of(column, document.language).split() for column in table.columns]
        widths = tuple(
            max(6.0, _ACROSS * share / sum(shares), max(map(len, heading)) / _BOLD + 1)
            for share, heading in zip(shares, words, strict=True)
        )
        return cls(sheet, document, table, widths, _looks(sheet))

    def fill(self) -> None:
        above = [fit(text) for text in (self.document.title, self.document.subtitle) if text]
        heads = len(above) + 2
        self._set_up(heads)
        for text in above:
            self.sheet.append([self._cell(text, "title" if text == above[0] else "plain")])
        self.sheet.append([*self._codes()])
        headings = [heading_of(c, self.document.language) for c in self.table.columns]
        self._height(heads, headings, _BOLD)
        self.sheet.append([self._cell(heading, "heading") for heading in headings])
        number = heads + 1
        for place, row in enumerate(self.table.rows):
            number += self._append(number, row, self.table.keys[place] if self.table.keys else "")
        self._filter(heads, number - 1)
        # Not in a column that people fill in: what stands there is read back.
        codes = [column.code for column in self.table.columns]
        before = [None] * next((n for n, code in enumerate(codes) if code not in FILLED), 0)
        for paragraph in self._under():
            self.sheet.append([*before, self._cell(fit(paragraph.text), "plain")])

    def _under(self) -> Iterator[Paragraph]:
        """The paragraphs that follow the table, up to the next one."""
        blocks = self.document.blocks
        after = next(n for n, block in enumerate(blocks) if block is self.table) + 1
        for block in takewhile(lambda block: not isinstance(block, Table), blocks[after:]):
            if isinstance(block, Paragraph):
                yield block

    def _append(self, number: int, row: Sequence[Cell], key: str) -> int:
        """The rows that a row of the table takes."""
        parts = [
            _parts(runs_of(cell, column, self.document.language), width * _LETTERS)
            for cell, column, width in zip(row, self.table.columns, self.widths, strict=True)
        ]
        many = max(map(len, parts))
        for part, runs in enumerate(zip_longest(*parts, fillvalue=())):
            stands = "" if many == 1 else "middle"
            if many > 1 and part in (0, many - 1):
                stands = "last" if part else "first"
            shown = [
                self._shown("" if part else cell, own, stands)
                for cell, own in zip(row, runs, strict=True)
            ]
            self._height(number + part, ["".join(run.text for run in own) for own in runs])
            mark = part_mark(part + 1) if part else ""
            self.sheet.append([*shown, key + mark] if key else shown)
        return many

    def _shown(self, cell: Cell, runs: Sequence[Run], stands: str) -> Any:
        if isinstance(cell, Fraction):
            return self._cell(float(cell), f"share{stands}")
        if is_figure(cell):
            return self._cell(cell, f"{'count' if is_count(cell) else 'decimal'}{stands}")
        if any(run.mark for run in runs):
            words = CellRichText([TextBlock(_look(run), run.text) for run in runs])
            return self._cell(words, f"words{stands}")
        return self._cell("".join(run.text for run in runs), f"words{stands}")

    def _cell(self, value: Any, look: str) -> Any:
        cell = WriteOnlyCell(self.sheet, value=value)
        if isinstance(value, str) and value:
            cell.data_type = "s"  # words that begin with "=" are no formula
        cell._style = self.looks[look]._style
        return cell

    def _height(self, number: int, words: Sequence[str], letters: float = _LETTERS) -> None:
        """Programs do not agree on who sets the height of a row, so the row says it."""
        lines = max(
            _lines(text, width * letters) for text, width in zip(words, self.widths, strict=True)
        )
        self.sheet.row_dimensions[number].height = min(_HIGHEST, lines * _LINE + 3)

    def _codes(self) -> Iterator[str]:
        """The hidden row: what each column is, and the key of the whole table."""
        for place, column in enumerate(self.table.columns):
            yield (self.table.key if place == 0 else "") + column_mark(column.code)

    def _set_up(self, heads: int) -> None:
        """Columns, hidden keys, frozen headings, the printed page."""
        sheet, language, columns = self.sheet, self.document.language, len(self.table.columns)
        for place, width in enumerate(self.widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = round(width, 2)
        if self.table.keys:
            sheet.column_dimensions[get_column_letter(columns + 1)].hidden = True
        sheet.row_dimensions[heads - 1].hidden = True
        sheet.freeze_panes = f"A{heads + 1}"
        sheet.print_title_rows = f"{heads}:{heads}"
        setup = sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", _A4
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = 0.6
        margins.bottom = 0.7
        foot = sheet.oddFooter
        foot.left.text = day_said(self.document.day, language)
        foot.right.text = say("document-page", language, page="&P", pages="&N")

    def _filter(self, heads: int, last_row: int) -> None:
        last = get_column_letter(len(self.table.columns) + bool(self.table.keys))
        self.sheet.auto_filter.ref = f"A{heads}:{last}{last_row}"


def _looks(sheet: Any) -> dict[str, Any]:
    """One styled cell for each look: styling every cell anew would take most of the time."""
    font, top = Font(name=_FONT, size=10), Alignment(wrap_text=True, vertical="top")
    right = Alignment(wrap_text=True, vertical="top", horizontal="right", indent=1)
    looks: dict[str, tuple[Font, Alignment | None, Border | None, str]] = {
        "title": (Font(name=_FONT, size=13, bold=True), None, None, "General"),
        "plain": (font, None, None, "General"),
        "heading": (
            Font(name=_FONT, size=10, bold=True),
            Alignment(wrap_text=True, vertical="center", horizontal="center"),
            _GRID,
            "General",
        ),
    }
    for stands, lines in _OPEN.items():
        looks[f"words{stands}"] = (font, top, lines, "General")
        looks[f"count{stands}"] = (font, right, lines, "#,##0")
        looks[f"share{stands}"] = (font, right, lines, "0.0%")
        looks[f"decimal{stands}"] = (font, right, lines, "0.0000")
    out = {}
    for name, (face, alignment, border, figures) in looks.items():
        cell = WriteOnlyCell(sheet)
        cell.font, cell.number_format = face, figures
        if alignment:
            cell.alignment = alignment
        if border:
            cell.border = border
        if name == "heading":
            cell.fill = _GREY
        out[name] = cell
    return out


def _lines(text: str, room: float) -> int:
    """How many lines a text takes in a column that has room for so many letters."""
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    lines, left = 1, room
    for word in _WORD.findall(line):
        if len(word) > left and not word.isspace():
            # A word longer than a line goes on in the next.
            lines += ceil(len(word) / room) - (left == room)
            left = room * ceil(len(word) / room)
        left -= len(word)
    return lines


def _name(table: Table, language: str, taken: set[str]) -> str:
    """A sheet is named in the language of the document, in 31 characters, each name once."""
    name = first = say(f"table-{table.name}", language)[:28]
    ordinal = 1
    while name in taken:
        ordinal += 1
        name = f"{first} {ordinal}"
    taken.add(name)
    return name


def _look(run: Run) -> InlineFont:
    return _LOOKS.get((run.mark, is_quiet(run)), _PLAIN)


def _parts(runs: Sequence[Run], room: float) -> list[list[Run]]:
    """The runs of a cell, parted where a row would be higher than a sheet allows."""
    text = "".join(run.text for run in runs)
    parts: list[list[Run]] = []
    waiting = list(runs)
    for length in _lengths(text, room):
        parts.append([])
        while length and waiting:
            run, *rest = waiting
            head, tail = run.text[:length], run.text[length:]
            parts[-1].append(Run(head, run.mark, run.nature))
            waiting = [Run(tail, run.mark, run.nature), *rest] if tail else rest
            length -= len(head)
    for part, after in pairwise(parts):
        if not (part[-1].text[-1:].isspace() or after[0].text[:1].isspace()):
            part.append(Run(GLUED))
    return parts


def _lengths(text: str, room: float) -> Iterator[int]:
    """How many letters stand in each row; a word is parted only if it fills one."""
    if _lines(text, room) <= _MOST_LINES:
        yield len(text)
        return
    words = _UNPARTED.findall(text)
    while words:
        many = bisect_right(
            range(1, len(words) + 1),
            _MOST_LINES,
            key=lambda n: _lines("".join(words[:n]).rstrip(), room),
        )
        if not many:
            length = int(room * _MOST_LINES) - 1
            words[:1] = [words[0][:length], words[0][length:]]
            many = 1
        yield len("".join(words[:many]))
        words = words[many:]
