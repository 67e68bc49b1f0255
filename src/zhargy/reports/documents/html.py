"""A document as one HTML file that prints: nothing is fetched, headings repeat on each page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib import resources

from zhargy.reports.documents.cells import (
    day_said,
    heading_of,
    is_figure,
    is_quiet,
    runs_of,
    widths_of,
)
from zhargy.reports.documents.document import Block, Document, Heading, Paragraph
from zhargy.text.table import Cell, Run, Table

_TAGS = {"deleted": "del", "inserted": "ins"}


def as_html(document: Document) -> bytes:
    """The whole file, UTF-8."""
    style = (resources.files("zhargy.reports") / "assets" / "document.css").read_text("utf-8")
    body = "".join(_block(block, document.language) for block in document.blocks)
    subtitle = f'<p class="subtitle">{_lines(document.subtitle)}</p>' if document.subtitle else ""
    day = escape(day_said(document.day, document.language))
    page = "portrait" if document.upright else "landscape"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document.title)}</title>"
        f"<style>@page{{size:A4 {page};margin:15mm}}\n{style}</style></head><body>"
        f"<h1>{_lines(document.title)}</h1>{subtitle}{body}<footer>{day}</footer></body></html>\n"
    ).encode()


def _block(block: Block, language: str) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, Paragraph):
        blank = ' class="blank"' if block.blank else ""
        return f"<p{blank}>{_lines(block.text)}</p>"
    return _table(block, language)


def _table(table: Table, language: str) -> str:
    widths = widths_of(table)
    columns = "".join(f'<col style="width:{100 * width / sum(widths):.2f}%">' for width in widths)
    head = "".join(
        f'<th scope="col">{_lines(heading_of(column, language))}</th>' for column in table.columns
    )
    rows = "\n".join(_row(table, row, language) for row in table.rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(table: Table, row: Sequence[Cell], language: str) -> str:
    cells = []
    for cell, column in zip(row, table.columns, strict=True):
        kind = " class=n" if is_figure(cell) else ""
        words = "".join(_run(run) for run in runs_of(cell, column, language))
        cells.append(f"<td{kind}>{words}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _run(run: Run) -> str:
    tag = _TAGS.get(run.mark)
    if not tag:
        return _lines(run.text)
    quiet = " class=q" if is_quiet(run) else ""
    return f"<{tag}{quiet}>{_lines(run.text)}</{tag}>"


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
