"""The Python interface: `zhargy.read` and `zhargy.compare`, with a display for notebooks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from html import escape
from pathlib import Path
from typing import Any

from zhargy.compare.compare import compare as _compare
from zhargy.compare.comparison import Comparison, Fate, Nature
from zhargy.compare.decisions import Decision
from zhargy.compare.table import measures_table, pairs_table
from zhargy.messages import LANGUAGES, number, say, share
from zhargy.reform.comparing import Compared, read_decisions, write_comparison
from zhargy.reform.texts import read_file, write_reading
from zhargy.reports.csv import shown
from zhargy.reports.summary import FATES, level_code, substantive_line, title_of
from zhargy.text.act import Act
from zhargy.text.provision import Provision
from zhargy.text.read import Changes
from zhargy.text.structure.acts import Reading
from zhargy.text.table import Cell, Column, Run, Table

_ROWS = 40
_NUMBERS = ("part", "base", "share")
_TAGS = {"deleted": ("del", "rgba(210,80,50,.2)"), "inserted": ("ins", "rgba(30,160,100,.2)")}


class Text(Reading):
    """What `read` gives: a `Reading` that shows itself in a notebook."""

    __slots__ = ()

    @property
    def title(self) -> str:
        return self.act.title

    @property
    def language(self) -> str:
        return self.act.language

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions of the first act, in reading order."""
        return self.act.provisions

    def save(self, path: str | Path) -> list[Path]:
        """Write the acts as .xml (Akoma Ntoso), .txt or .json. Raises UnwritableOutput."""
        return write_reading(self, Path(path))

    def _repr_html_(self) -> str:
        language = _spoken()
        columns = (Column("new"), Column("new_text"))
        rows = tuple((p.citation, p.text) for p in self.provisions[:_ROWS])
        placed, whole = self.characters
        line = say(
            "read-characters",
            language,
            placed=placed,
            all=whole,
            share=share(placed, whole, language),
        )
        title = escape(title_of(self.title, language))
        grid = _grid(Table("text", columns, rows), language, head=False)
        more = _more(len(self.provisions), "notebook-more-text", language)
        return f"<p><b>{title}</b></p><p>{escape(line)}</p>{grid}{more}"


class Differences(Comparison):
    """What `compare` gives: a `Comparison` that shows itself in a notebook."""

    __slots__ = ()

    def save(self, path: str | Path, language: str = "") -> Path:
        """Write the comparison as .html, .json or .csv. Raises UnwritableOutput."""
        target = Path(path)
        names = (self.old.title or "old", self.new.title or "new")
        write_comparison(Compared((), self, names), target, language or _spoken())
        return target

    def rows(self, *fates: Fate | str) -> list[Any]:
        """The pairs of these fates, or all."""
        wanted = {Fate(fate) for fate in fates}
        return [pair for pair in self.pairs if not wanted or pair.fate in wanted]

    def _repr_html_(self) -> str:
        language = _spoken()
        counts = Counter(pair.fate for pair in self.pairs)
        fates = " · ".join(
            f"{say(f'fate-{fate.value}', language)} {number(counts[fate], language)}"
            for fate in FATES
        )
        lines = (say(level_code(self), language), fates, substantive_line(self, language))
        table = pairs_table(self)
        short = Table(table.name, table.columns[:5], tuple(row[:5] for row in table.rows[:_ROWS]))
        return (
            "".join(f"<p>{escape(line)}</p>" for line in lines)
            + _grid(measures_table(self), language)
            + _grid(short, language)
            + _more(len(table.rows), "notebook-more", language)
        )


def read(
    path: str | Path, *parts: str | Path, language: str = "", changes: Changes = "after"
) -> Text:
    """Read a text from a file, or from its parts in order.

    `language`: "kk", "ru", "en" ... where detection should not decide. `changes`: which edition of
    a DOCX with tracked changes ("after", "before", "both"). Raises zhargy.errors.UnreadableText.
    """
    reading = read_file(path, *parts, language=language, changes=changes)
    return Text(*(getattr(reading, field.name) for field in fields(Reading)))


def compare(
    old: Reading | Act | str | Path,
    new: Reading | Act | str | Path,
    decisions: Iterable[Decision] | str | Path = (),
) -> Differences:
    """Compare two texts: readings, acts, or paths of files.

    `decisions`: a TOML file or decisions already read. Raises UnreadableText, UnusableDecision.
    """
    said: Sequence[Decision]
    if isinstance(decisions, str | Path):
        said = read_decisions(Path(decisions))
    else:
        said = tuple(decisions)
    found = _compare(_act(old), _act(new), said)
    return Differences(*(getattr(found, field.name) for field in fields(Comparison)))


def _act(text: Reading | Act | str | Path) -> Act:
    if isinstance(text, Act):
        return text
    return text.act if isinstance(text, Reading) else read_file(text).act


def _spoken() -> str:
    wanted = (os.environ.get(name, "")[:2] for name in ("ZHARGY_LANGUAGE", "LC_ALL", "LANG"))
    return next((code for code in wanted if code in LANGUAGES), "en")


def _more(rows: int, code: str, language: str) -> str:
    """That not everything is shown, where it is not."""
    return f"<p>{escape(say(code, language, shown=_ROWS, n=rows))}</p>" if rows > _ROWS else ""


def _grid(table: Table, language: str, head: bool = True) -> str:
    """A table; notebooks set words to the right unless told otherwise."""
    sides = ["right" if column.code in _NUMBERS else "left" for column in table.columns]
    headings = "".join(
        f'<th style="text-align:{side}">{escape(say(f"column-{column.code}", language))}</th>'
        for column, side in zip(table.columns, sides, strict=True)
    )
    rows = "".join(_grid_row(row, table, sides, language) for row in table.rows)
    return f"<table>{f'<tr>{headings}</tr>' if head else ''}{rows}</table>"


def _grid_row(row: Sequence[Cell], table: Table, sides: Sequence[str], language: str) -> str:
    cells = "".join(
        f'<td style="text-align:{side};vertical-align:top">{_cell(cell, column, language)}</td>'
        for cell, column, side in zip(row, table.columns, sides, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _cell(cell: Cell, column: Column, language: str) -> str:
    if isinstance(cell, tuple) and cell and isinstance(cell[0], Run):
        return "".join(_run(run) for run in cell)
    if type(cell) is int:
        return number(cell, language)
    return escape(shown(cell, column, language))


def _run(run: Run) -> str:
    """Tints that can be read on light and on dark paper; none where the meaning is not touched."""
    tag, tint = _TAGS.get(run.mark, ("", ""))
    text = escape(run.text)
    if not tag:
        return text
    style = f' style="background:{tint}"' if run.nature == Nature.WORDS else ""
    return f"<{tag}{style}>{text}</{tag}>"


__all__ = ["Differences", "Text", "compare", "read"]
