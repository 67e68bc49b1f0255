"""A table of a count as it came: CSV or JSON from bytes, or the rows of a workbook; cells are text.

Nothing is guessed from the cells here but the encoding and the delimiter, and nothing is mended: a
row with more or fewer cells than the headings is told (Q45) and left out.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zhargy.errors import UnreadableText
from zhargy.referendum.remark import Remark, said
from zhargy.text.reading.encoding import decode

_DELIMITERS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*')
_WIDEST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings, and under each a column of cells, stripped of spaces; `lines` are those of the file
    (rows of a workbook, ordinals in JSON), counted from 1."""

    name: str
    headings: tuple[str, ...]
    columns: tuple[Sequence[str], ...]
    lines: Sequence[int]

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, *names: str) -> Sequence[str] | None:
        """The cells under the first of these headings that there is, whatever its case; none where
        it stands twice, for nobody can tell which is meant."""
        wanted = self.heading(*names).casefold()
        found = [n for n, heading in enumerate(self.headings) if heading.casefold() == wanted]
        return self.columns[found[0]] if wanted and len(found) == 1 else None

    def heading(self, *names: str) -> str:
        """As the table writes the first of these headings that there is; "" if none."""
        known = {heading.casefold(): heading for heading in reversed(self.headings)}
        return next((known[n.casefold()] for n in names if n.casefold() in known), "")


def read_sheet(data: bytes, name: str, encoding: str = "") -> tuple[Sheet, list[Remark]]:
    """The table in the bytes of a CSV or JSON file.

    `encoding` is that which a person named; otherwise it is found. Raises UnreadableText (R19: the
    letters, Q44: no table, Q133: nothing stands in it).
    """
    text = _text(data, name, encoding)
    if text.lstrip()[:1] == "[":
        return _of_json(text, name)
    return _of_csv(text, name)


def sheet_of_rows(
    rows: Iterable[Sequence[str]], name: str, lines: Iterable[int] | None = None
) -> tuple[Sheet, list[Remark]]:
    """A table of rows, of which the first that is not empty holds the headings.

    Raises UnreadableText (Q133).
    """
    numbered = enumerate(rows, 1) if lines is None else zip(lines, rows, strict=True)
    filled = ((line, row) for line, row in numbered if any(row) and any(map(str.strip, row)))
    first = next(filled, None)
    if first is None:
        raise UnreadableText("Q133", name)
    headings = _trimmed(first[1])
    return _squared(headings, filled, name, first[0])


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    heads = [" ".join(cell.split()) for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    return tuple(heads)


def _squared(
    headings: tuple[str, ...], rows: Iterator[tuple[int, Sequence[str]]], name: str, head: int
) -> tuple[Sheet, list[Remark]]:
    """The rows that fit the headings, as columns; cells beyond the headings must be empty."""
    remarks = [
        Remark("Q46", "error", name, head, heading, fields=said(column=heading))
        for heading, count in Counter(h.casefold() for h in headings if h).items()
        if count > 1
    ]
    width, lines, kept = len(headings), [], []
    for line, row in rows:
        if len(row) != width:
            if len(row) > width and not any(map(str.strip, row[width:])):
                row = row[:width]
            else:
                remarks.append(
                    Remark("Q45", "error", name, line, fields=said(cells=len(row), heads=width))
                )
                continue
        lines.append(line)
        kept.append(row)
    columns = tuple(zip(*kept, strict=True)) if kept else tuple(() for _ in headings)
    return Sheet(name, headings, tuple(map(_stripped, columns)), lines), remarks


def _stripped(cells: Sequence[str]) -> Sequence[str]:
    """Most columns have no spaces around their cells; then nothing is copied."""
    joined = "\n".join(cells)
    if joined.isascii() and not (" " in joined or "\t" in joined or "\r" in joined):
        return cells
    return [cell.strip() for cell in cells]


def _text(data: bytes, name: str, encoding: str) -> str:
    if encoding:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError) as broken:
            raise UnreadableText("R19", name, detail=f"{encoding}: {broken}"[:120]) from None
    # Most tables of figures are plain ASCII, and need no search for an encoding.
    if data.isascii() and b"\x00" not in data:
        return data.decode("ascii")
    return decode(data, name)[0].lstrip("\ufeff")


# -- CSV ----------------------------------------------------------------------------------------------


def _of_csv(text: str, name: str) -> tuple[Sheet, list[Remark]]:
    lines = text.split("\n", 1)
    skipped = 0
    delimiter = ""
    if mark := _SEPARATOR_LINE.fullmatch(lines[0].strip("\r")):
        delimiter, text, skipped = mark[1], (lines[1] if len(lines) > 1 else ""), 1
    delimiter = delimiter or _delimiter(text)
    if '"' not in text and (plain := _plain(text.splitlines(), delimiter, name, skipped)):
        return plain, []
    return sheet_of_rows(*_quoted(text, delimiter, name, skipped))


def _plain(lines: list[str], delimiter: str, name: str, skipped: int) -> Sheet | None:
    """A table without quotes, all rows of which have as many cells as its headings: nearly every
    large one. All cells are split at once."""
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines or "\x00" in lines[0]:
        return None
    width = lines[0].count(delimiter) + 1
    if {line.count(delimiter) for line in lines} != {width - 1}:
        return None
    headings = _trimmed(lines[0].split(delimiter))
    blank = delimiter * (width - 1)
    if len(headings) != width or blank in lines or len({h.casefold() for h in headings}) != width:
        return None
    cells = delimiter.join(lines).split(delimiter)
    columns = tuple(_stripped(cells[n + width :: width]) for n in range(width))
    return Sheet(name, headings, columns, range(2 + skipped, len(lines) + 1 + skipped))


def _quoted(
    text: str, delimiter: str, name: str, skipped: int
) -> tuple[list[Sequence[str]], str, list[int]]:
    """The rows as the reader of the standard library finds them, and the line where each begins."""
    csv.field_size_limit(_WIDEST_CELL)
    # Without quotes a row is a line; with them one may be several, and only the reader can tell.
    source = text.splitlines(keepends='"' in text)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    rows: list[Sequence[str]] = []
    at: list[int] = []
    begins = 1 + skipped
    try:
        for row in reader:
            rows.append(row)
            at.append(begins)
            begins = reader.line_num + 1 + skipped
    except csv.Error as broken:
        raise UnreadableText("Q42", f"{name}, {begins}", detail=str(broken)) from None
    return rows, name, at


def _delimiter(text: str) -> str:
    """The sign that stands most often in the line of headings, outside quotation marks."""
    head = next((line for line in text.splitlines()[:50] if line.strip()), "")
    plain = _QUOTED.sub("", head)
    return max(_DELIMITERS, key=lambda sign: (plain.count(sign), sign == ","))


# -- JSON ---------------------------------------------------------------------------------------------


def _of_json(text: str, name: str) -> tuple[Sheet, list[Remark]]:
    remarks: list[Remark] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, count in Counter(key for key, _ in found).items():
            if count > 1:
                remarks.append(Remark("Q46", "error", name, 0, key, fields=said(column=key)))
        return dict(found)

    try:
        value = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=pairs
        )
    except (ValueError, RecursionError) as broken:
        raise UnreadableText("Q42", name, detail=str(broken)[:120]) from None
    if value == []:
        raise UnreadableText("Q133", name)
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise UnreadableText("Q44", name, column="precinct")
    headings = tuple(dict.fromkeys(key for one in value for key in one))
    rows = [[_cell(one.get(key)) for key in headings] for one in value]
    sheet, more = _squared(headings, iter(enumerate(rows, 1)), name, 0)
    return sheet, [*remarks, *more]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
