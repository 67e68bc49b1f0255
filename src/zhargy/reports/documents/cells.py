"""Cells, headings and widths as every kind of document needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby

from zhargy.compare.comparison import Nature
from zhargy.messages import number, say, share
from zhargy.reports.citing import cited
from zhargy.text.provision import Citation
from zhargy.text.table import Cell, Column, Run, Table

# XML 1.0 has no place for these, nor for half of a pair of surrogates.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"fate": 7, "old": 8, "new": 8, "measure": 40, "number": 3}
_TEXT, _OTHER = 20, 6
_PLAIN = Run("")
# Letters on a line as long as a page is wide; a row of so many lines is not broken over pages.
_LETTERS, _FEW_LINES = {False: 150, True: 100}, 8


def runs_of(cell: Cell, column: Column, language: str) -> tuple[Run, ...]:
    """What a person reads in a cell, with its marks."""
    if isinstance(cell, tuple):
        return tuple(_loosened([*_joined(cell)]))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return (Run(number(cell, language)),)
    text = shown(cell, column, language)
    if column.values:
        text = text[:1].upper() + text[1:]
    return (Run(fit(text)),) if text else ()


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours that look alike as one run."""
    for _, alike in groupby(runs, key=lambda run: (run.mark, is_quiet(run))):
        first, *rest = alike
        text = fit("".join(run.text for run in (first, *rest)))
        if text:
            yield Run(text, first.mark, first.nature)


def _loosened(runs: Sequence[Run]) -> Iterator[Run]:
    """A mark begins and ends with a word: the space around it is not struck out or underlined."""
    for before, run, after in zip((_PLAIN, *runs), runs, (*runs[1:], _PLAIN), strict=False):
        words = run.text
        if run.mark and not before.mark:
            words = words.lstrip()
        lead = run.text[: len(run.text) - len(words)]
        if run.mark and not after.mark:
            words = words.rstrip()
        if lead:
            yield Run(lead)
        if words:
            yield Run(words, run.mark, run.nature)
        if trail := run.text[len(lead) + len(words) :]:
            yield Run(trail)


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


def fit(text: str) -> str:
    """`text` with what no XML file can hold replaced by the sign for it."""
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def keeps_words_whole(column: Column) -> bool:
    """Would a line break inside "39-баптың" look like a mistake? In places it would."""
    return column.code.endswith("element")


def is_count(cell: Cell) -> bool:
    """Is the cell a whole number?"""
    return isinstance(cell, int) and not isinstance(cell, bool)


def is_figure(cell: Cell) -> bool:
    """Does the cell stand to the right of its column?"""
    return is_count(cell) or isinstance(cell, Fraction | float)


def is_quiet(run: Run) -> bool:
    """Is the change of the run one that does not touch the meaning?"""
    return bool(run.mark) and run.nature not in ("", Nature.WORDS)


def heading_of(column: Column, language: str) -> str:
    """What stands above a column: the words of its form, or those of the catalogue."""
    return column.heading or say(f"column-{column.code}", language)


def widths_of(table: Table) -> list[int]:
    """The share of each column, by its form or by what stands in it."""
    return [column.width or _width(table, place) for place, column in enumerate(table.columns)]


def is_short(words: Sequence[str], widths: Sequence[int], *, upright: bool) -> bool:
    """Does a row take so few lines that it stays on one page? `widths` as `widths_of` gives them."""
    room = _LETTERS[upright] / sum(widths)
    return all(
        sum(1 + len(line) // (room * width) for line in text.split("\n")) <= _FEW_LINES
        for text, width in zip(words, widths, strict=True)
    )


def _width(table: Table, place: int) -> int:
    code = table.columns[place].code
    if code in _WIDTHS:
        return _WIDTHS[code]
    cells = [row[place] for row in table.rows]
    if any(isinstance(cell, tuple) for cell in cells):
        return _TEXT
    if any(isinstance(cell, Citation) for cell in cells):
        return _WIDTHS["old"]
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    return _TEXT if longest > 2 * _TEXT and not table.columns[place].values else _OTHER


def day_said(day: date | None, language: str) -> str:
    """The line that says when a document was made, "" where that is not said.

    >>> day_said(date(2026, 7, 1), "ru"), day_said(date(2026, 7, 1), "en"), day_said(None, "kk")
    ('Составлено: 01.07.2026', 'Made on 2026-07-01', '')
    """
    if day is None:
        return ""
    figures = day.isoformat() if language == "en" else f"{day:%d.%m.%Y}"
    return say("document-day", language, day=figures)
