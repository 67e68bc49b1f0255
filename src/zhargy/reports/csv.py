"""A table as CSV that a spreadsheet opens rightly where its language is spoken.

UTF-8 with a byte order mark, so that it sees the letters; semicolons and decimal commas in Kazakh
and Russian, since a spreadsheet there takes commas for decimal signs and puts a row into one cell.
"""

from __future__ import annotations

import csv
import io

from zhargy.reports.documents.cells import heading_of, shown
from zhargy.text.table import Table

# The last four are wide forms, which some spreadsheets take for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# The byte order mark, by which a spreadsheet knows UTF-8.
MARK = b"\xef\xbb\xbf"
_SEPARATOR = {"en": ","}


def table_as_csv(table: Table, language: str) -> bytes:
    """The table with headings and codes said in `language`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=_SEPARATOR.get(language, ";"), lineterminator="\r\n")
    writer.writerow([heading_of(column, language) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [
                _safe(shown(cell, column, language))
                for cell, column in zip(row, table.columns, strict=True)
            ]
        )
    return MARK + out.getvalue().encode()


def _safe(text: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text
