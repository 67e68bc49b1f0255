"""A table as CSV that a spreadsheet opens rightly where its language is spoken.

UTF-8 with a byte order mark, so that it sees the letters; semicolons and decimal commas in Kazakh
and Russian, since a spreadsheet there takes commas for decimal signs and puts a row into one cell.
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from zhargy.messages import say, share
from zhargy.reports.citing import cited
from zhargy.text.provision import Citation
from zhargy.text.table import Cell, Column, Table

# The last four are wide forms, which some spreadsheets take for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SEPARATOR = {"en": ","}


def table_as_csv(table: Table, language: str) -> bytes:
    """The table with headings and codes said in `language`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=_SEPARATOR.get(language, ";"), lineterminator="\r\n")
    writer.writerow([say(f"column-{column.code}", language) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [
                _safe(shown(cell, column, language))
                for cell, column in zip(row, table.columns, strict=True)
            ]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def shown(cell: Cell, column: Column, language: str) -> str:
    """A cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return say("yes" if cell else "no", language)
    if isinstance(cell, Citation):
        return cited(cell, language)
    if isinstance(cell, float):
        return str(cell) if language == "en" else str(cell).replace(".", ",")
    if isinstance(cell, Fraction):
        return share(cell.numerator, cell.denominator, language)
    if isinstance(cell, tuple):
        return "".join(run.text for run in cell)
    if isinstance(cell, str) and column.values:
        return say(f"{column.values}-{cell}", language)
    return str(cell)


def _safe(text: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text
