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
from zhargy.compare.comparison import Comparison, Fate
from zhargy.compare.decisions import Decision
from zhargy.compare.table import measures_table, pairs_table
from zhargy.messages import LANGUAGES, say, share
from zhargy.reform.comparing import Compared, read_decisions, write_comparison
from zhargy.reform.texts import read_file, write_reading
from zhargy.reports.csv import shown
from zhargy.text.act import Act
from zhargy.text.provision import Provision
from zhargy.text.read import Changes
from zhargy.text.structure.acts import Reading
from zhargy.text.table import Cell, Column, Run, Table

_ROWS = 40


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
        title = escape(self.title or say("read-untitled", language))
        return f"<h3>{title}</h3><p>{escape(line)}</p>{_grid(Table('text', columns, rows), language, head=False)}"


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
            f"{escape(say(f'fate-{fate.value}', language))} {counts[fate]}" for fate in Fate
        )
        table = pairs_table(self)
        short = Table(table.name, table.columns[:5], tuple(row[:5] for row in table.rows[:_ROWS]))
        return f"<p>{fates}</p>{_grid(measures_table(self), language)}{_grid(short, language)}"


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


def _grid(table: Table, language: str, head: bool = True) -> str:
    headings = "".join(
        f"<th>{escape(say(f'column-{c.code}', language))}</th>" for c in table.columns
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{_cell(cell, c, language)}</td>"
            for cell, c in zip(row, table.columns, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return f"<table>{f'<tr>{headings}</tr>' if head else ''}{rows}</table>"


def _cell(cell: Cell, column: Column, language: str) -> str:
    if isinstance(cell, tuple) and cell and isinstance(cell[0], Run):
        return "".join(_run(run) for run in cell)
    return escape(shown(cell, column, language))


def _run(run: Run) -> str:
    tag = {"deleted": "del", "inserted": "ins"}.get(run.mark)
    text = escape(run.text)
    return f"<{tag}>{text}</{tag}>" if tag else text


__all__ = ["Differences", "Text", "compare", "read"]
