"""A tracked document as WordprocessingML (ECMA-376, part 1: sections 17.3, 17.4 and 17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from zhargy.reports.redline.tracked import Cell, Change, Paragraph, Row, Run, Table, Tracked

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TAG = {
    Change.DELETED: "del",
    Change.INSERTED: "ins",
    Change.MOVED_FROM: "moveFrom",
    Change.MOVED_TO: "moveTo",
}
_RANGE = (Change.MOVED_FROM, Change.MOVED_TO)
# What no XML can hold, and what Word refuses in a name.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 255
# A4 in twentieths of a point, with margins that leave room for holes on the left.
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1418" '
    'w:header="709" w:footer="567" w:gutter="0"/>'
)
TEXT_WIDTH = 11906 - 1418 - 851
_NARROWEST = 700
_SHOWN = '<w:rPr><w:rStyle w:val="Changed"/></w:rPr>'


def fit(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _UNFIT.sub("", text)


@dataclass(frozen=True, slots=True)
class Signed:
    """By whom and when the changes are: `date` as ISO 8601 says it, in UTC."""

    author: str
    date: str
    style_author: str = ""

    def attributes(self, is_style: bool = False) -> str:
        author = self.style_author if is_style and self.style_author else self.author
        name = quoteattr(fit(author)[:_LONGEST_NAME])
        return f"w:author={name} w:date={quoteattr(self.date)}"


@dataclass(slots=True)
class _Scribe:
    """Writes one document; every annotation gets an id of its own."""

    signed: Signed
    show_changed: bool = False
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def body(self, document: Sequence[Tracked]) -> Iterator[str]:
        open_range = ""
        before: Tracked | None = None
        for block in document:
            if isinstance(block, Table):
                yield open_range
                # Word makes one table of two that touch.
                yield "<w:p/>" if isinstance(before, Table) else ""
                yield self.table(block)
                open_range = ""
            elif block.move and _goes_on(before, block):
                yield self.paragraph(block)
            else:
                yield open_range
                start, open_range = self.range(block) if block.move else ("", "")
                yield self.paragraph(block, start)
            before = block
        yield open_range
        # The last paragraph of a document cannot go, and a table cannot be last.
        if not isinstance(before, Paragraph) or before.mark is not Change.SAME:
            yield "<w:p/>"

    # -- paragraphs ----------------------------------------------------------------------------------

    def paragraph(self, block: Paragraph, start: str = "") -> str:
        was = ""
        if block.was:
            style = f'<w:pPr><w:pStyle w:val="{block.was}"/></w:pPr>'
            was = f"<w:pPrChange {self.mark()}>{style}</w:pPrChange>"
        properties = f'<w:pStyle w:val="{block.style}"/>{self.end_of(block.mark)}{was}'
        return f"<w:p><w:pPr>{properties}</w:pPr>{start}{self.runs(block.runs)}</w:p>"

    def end_of(self, change: Change) -> str:
        """The fate of a paragraph mark."""
        if change is Change.SAME:
            return ""
        return f"<w:rPr><w:{_TAG[change]} {self.mark()}/></w:rPr>"

    def range(self, block: Paragraph) -> tuple[str, str]:
        """Where a move begins and ends; both ends of the way have its name."""
        number, tag = next(self.ids), _TAG[block.mark]
        name = f'w:id="{number}" w:name="move{block.move}" {self.signed.attributes()}'
        return (
            f"<w:{tag}RangeStart {name}/>",
            f'<w:{tag}RangeEnd w:id="{number}"/>',
        )

    def mark(self, is_style: bool = False) -> str:
        return f'w:id="{next(self.ids)}" {self.signed.attributes(is_style)}'

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(self.run(run) for run in runs)

    def run(self, run: Run) -> str:
        if run.change is Change.SAME:
            shown = self.show_changed and run.is_changed
            return _run(run.text, properties=_SHOWN if shown else "")
        inner = _run(run.text, "delText" if run.change is Change.DELETED else "t")
        tag = _TAG[run.change]
        return f"<w:{tag} {self.mark(run.is_style)}>{inner}</w:{tag}>" if inner else ""

    # -- tables --------------------------------------------------------------------------------------

    def table(self, table: Table) -> str:
        widths = _widths(table)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self.row(row, widths) for row in table.rows)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def row(self, row: Row, widths: Sequence[int]) -> str:
        head = "<w:tblHeader/>" if row.is_head else ""
        change = "" if row.change is Change.SAME else f"<w:{_TAG[row.change]} {self.mark()}/>"
        properties = f"<w:trPr>{head}{change}</w:trPr>" if head or change else ""
        cells = []
        for n, cell in enumerate(row.cells):
            is_last = n + 1 == len(row.cells)
            cells.append(self.cell(cell, widths[n:] if is_last else widths[n : n + 1], row))
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    def cell(self, cell: Cell, widths: Sequence[int], row: Row) -> str:
        span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
        change = ""
        if cell.change is not Change.SAME:
            tag = "cellDel" if cell.change is Change.DELETED else "cellIns"
            change = f"<w:{tag} {self.mark()}/>"
        properties = f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{change}'
        style = "TableHead" if row.is_head else "TableText"
        end = self.end_of(row.change)
        paragraph = (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{end}</w:pPr>{self.runs(cell.runs)}</w:p>'
        )
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph}</w:tc>"


def _goes_on(before: Tracked | None, block: Paragraph) -> bool:
    return isinstance(before, Paragraph) and before.move == block.move and before.mark is block.mark


def document_xml(
    document: Sequence[Tracked], signed: Signed, footer: str, *, marked: bool = False
) -> str:
    """word/document.xml with all changes tracked; `footer` is the relation of the footer.

    `marked`: words that an edition has changed are shown by a style of their own.
    """
    body = "".join(_Scribe(signed, marked).body(document))
    section = f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>{_PAGE}</w:sectPr>'
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}">'
        f"<w:body>{body}{section}</w:body></w:document>"
    )


def _run(text: str, tag: str = "t", properties: str = "") -> str:
    """A run; tabs are elements of their own in Word."""
    parts = [
        f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>' if part else ""
        for part in fit(text).replace("\r", " ").split("\t")
    ]
    inner = "<w:tab/>".join(parts)
    return f"<w:r>{properties}{inner}</w:r>" if inner else ""


def _widths(table: Table) -> list[int]:
    """Columns as wide as their longest words need, within reason; they fill the page."""
    columns = max(len(row.cells) for row in table.rows)
    needs = [1.0] * columns
    for row in table.rows:
        for n, cell in enumerate(
            row.cells[: columns - 1] if len(row.cells) < columns else row.cells
        ):
            needs[n] = max(needs[n], min(60, sum(len(run.text) for run in cell.runs)) ** 0.7)
    room = TEXT_WIDTH - _NARROWEST * columns
    widths = [_NARROWEST + int(max(room, 0) * need / sum(needs)) for need in needs]
    widths[-1] += max(0, TEXT_WIDTH - sum(widths))
    return widths
