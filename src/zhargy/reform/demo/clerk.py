"""A clerk in the demo: writes the same words beside every row of a table."""

from __future__ import annotations

from pathlib import Path

from zhargy.reports.row_key import column_code, row_keys


def filled_in(sheet: Path, words: str) -> None:
    """Put `words` with its number into the justification of each row of an XLSX table."""
    from openpyxl import load_workbook

    book = load_workbook(sheet, rich_text=True)
    rows = list(book.active.iter_rows())
    codes = next(row for row in rows if any(column_code(str(cell.value or "")) for cell in row))
    place = next(n for n, c in enumerate(codes) if column_code(str(c.value)) == "justification")
    keyed = [row for row in rows if any(row_keys(str(row[-1].value or "")))]
    for number, row in enumerate(keyed, 1):
        row[place].value = f"{words} {number}"
    book.save(sheet)
