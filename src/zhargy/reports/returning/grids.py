"""The tables of a DOCX or XLSX file, whatever program saved it. Bytes in, rows of text out."""

from __future__ import annotations

from zhargy.errors import UnreadableTable, UnreadableText
from zhargy.reports.returning.grid import Grid
from zhargy.reports.returning.sheets import sheets_of
from zhargy.reports.returning.word import word_tables
from zhargy.text.reading.docx_package import MEGABYTE, checked_parts

# openpyxl takes about fifty times the size of a sheet; a table of 5,000 rows has 10 MB.
_SHEET = 60 * MEGABYTE


def grids_of(data: bytes, where: str) -> list[Grid]:
    """The tables of a file. Raises UnreadableText for a broken or hostile file, UnreadableTable
    F20 where it is neither DOCX nor XLSX."""
    parts = checked_parts(data, where)
    if any(name.startswith("xl/") for name in parts):
        size = sum(len(content) for content in parts.values())
        if size > _SHEET:
            limit = _SHEET // MEGABYTE
            raise UnreadableText("R15", where, size=size // MEGABYTE, limit=limit)
        return list(sheets_of(data, parts, where))
    if not any(name.startswith("word/") for name in parts):
        raise UnreadableTable("F20", where)
    return list(word_tables(data, where))
