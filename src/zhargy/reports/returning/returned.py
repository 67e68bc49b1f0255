"""A comparative table that comes back from its editor: what people wrote, by anchor.

A row is known by its hidden key; without it by its bookmark, then by the words of both its texts.
Whatever is written in a row that nobody knows is kept as well, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhargy.errors import UnreadableTable
from zhargy.languages import LANGUAGES
from zhargy.reports.forms import FILLED, Form
from zhargy.reports.justifications import Justification
from zhargy.reports.returning.grid import Grid, GridRow
from zhargy.reports.row_key import RowKey, TableKey, column_code, table_key, without_keys
from zhargy.text.anchor import words_digest
from zhargy.text.finding import Finding

_UNITS = "|".join(
    sorted({re.escape(unit) for language in LANGUAGES.values() for unit in language.units})
)
_NUMBER = r"(?:\d+(?:[-.]\d+)*|[IVXLCDM]+|[^\W\d_](?=[.)]))"
# "Статья 39. ", "39-бап. ", "II бөлім. ", "3. ", "2) ", "а) ".
_LABEL = re.compile(
    rf"[^\S\n]*(?:(?:{_UNITS})\s+{_NUMBER}[.)]?|{_NUMBER}[-\s](?:{_UNITS})[.)]?|{_NUMBER}[.)])"
    r"(?:\s+|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Returned:
    """What stood in the file: the key of the table, if it was found, what is written in its rows
    (rows where nothing is written too, with empty texts), and what a person must see."""

    table: TableKey | None
    rows: tuple[Justification, ...]
    findings: tuple[Finding, ...]


def returned_table(
    grids: Sequence[Grid], forms: Iterable[Form], where: str, language: str = ""
) -> Returned:
    """The rows of every table that has a column to fill in. Raises UnreadableTable F21 where none
    has one, F22 where the language is neither in the file nor given."""
    known = _Words.of(forms)
    tables = list(_with_columns(grids, known))
    if not tables:
        raise UnreadableTable("F21", where)
    key = next((key for _, key, _ in tables if key), None)
    spoken = key.language if key else language or known.language(grids)
    if not spoken:
        raise UnreadableTable("F22", where)
    rows: list[Justification] = []
    findings: list[Finding] = []
    seen: dict[RowKey, Justification] = {}
    for columns, _, body in tables:
        for row in body:
            for found, finding in _row(row, columns, known, spoken):
                findings += finding
                is_known = bool(found.key.old_words or found.key.new_words)
                before = seen.get(found.key) if is_known else None
                if before and before.written != found.written:
                    findings.append(Finding("T13", 2, found.key.new or found.key.old, row.place))
                seen[found.key] = found
                rows.append(found)
            findings += _beside(row)
        findings += _unknown(columns, body)
    if key and len(seen) < key.rows:
        fields = (("n", key.rows - len(seen)),)
        findings.append(Finding("T14", 2, fields=fields))
    return Returned(key, tuple(rows), tuple(findings))


@dataclass(frozen=True)
class _Words:
    """What is printed in tables of the known forms, by its words: headings and empty places."""

    headings: Mapping[str, str]
    absent: frozenset[str]
    languages: Mapping[str, str]

    @classmethod
    def of(cls, forms: Iterable[Form]) -> _Words:
        headings: dict[str, str] = {}
        absent: set[str] = set()
        languages: dict[str, str] = {}
        for form in forms:
            for column in form.columns:
                for language, heading in column.heading.items():
                    headings.setdefault(_plain(heading), column.content)
                    languages.setdefault(_plain(heading), language)
            for words in (form.absent, form.excluded):
                absent |= {_plain(text) for text in (words or {}).values()}
        return cls(headings, frozenset(absent), languages)

    def content(self, cell: str) -> str:
        return column_code(cell) or self.headings.get(_plain(without_keys(cell)), "")

    def language(self, grids: Sequence[Grid]) -> str:
        """The language of the headings, where they are those of a form."""
        said = [
            self.languages.get(_plain(cell), "")
            for grid in grids
            for row in grid
            for cell in row.cells
        ]
        found = [language for language in said if language]
        return max(sorted(set(found)), key=found.count) if found else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that came back: what it holds ("" if nobody knows), what stands above."""

    content: str
    heading: str


Columns = Sequence[Column]


def _with_columns(
    grids: Sequence[Grid], known: _Words
) -> Iterator[tuple[Columns, TableKey | None, list[GridRow]]]:
    """The tables whose columns are known; a table that was cut in two has those of the part above."""
    columns: Columns = ()
    key: TableKey | None = None
    for grid in grids:
        body: list[GridRow] = []
        own: Columns = ()
        for row in grid:
            contents = [known.content(cell) for cell in row.cells]
            if set(contents) & set(FILLED) and sum(map(bool, contents)) > 1:
                own = _columns(row, contents, own)
                key = key or next((k for cell in row.cells if (k := table_key(cell))), None)
            elif own or columns:
                body.append(row)
        if own:
            columns = own
        if own or (columns and any(row.keys or row.weak for row in body)):
            yield columns, key, body


def _columns(row: GridRow, contents: Sequence[str], above: Columns) -> Columns:
    """The columns of a row of headings; one of hidden codes knows better, the next one what is read."""
    headings = [" ".join(without_keys(cell).split()) for cell in row.cells]
    if above and not any(map(column_code, row.cells)):
        contents = [column.content for column in above]
        headings = [c.heading or heading for c, heading in zip(above, headings, strict=False)]
    return [Column(*column) for column in zip(contents, headings, strict=False)]


Found = tuple[Justification, list[Finding]]


def _row(row: GridRow, columns: Columns, known: _Words, language: str) -> Iterator[Found]:
    """A justification for each key of a row; one without a key where something is written."""
    cells = _by_content(row, columns)
    if set(map(_plain, cells.values())) & set(known.headings) and not row.keys and not row.weak:
        return  # a heading that was repeated by hand
    written = {content: cells[content] for content in FILLED if content in cells}
    texts = {side: _text(cells.get(f"{side}_text", ""), known) for side in ("old", "new")}
    quote = texts["new"] or texts["old"]
    element = " ".join(cells.get("element", "").split())
    keys = list(row.keys) or list(row.weak) or _by_words(texts)
    for key in keys or [RowKey("", "", "", "")]:
        findings = []
        if not keys and any(written.values()):
            findings = [Finding("T12", 2, place=row.place)]
        elif not row.keys and keys and any(written.values()):
            findings = [Finding("T10", 1, place=row.place)]
        elif len(keys) == 1 and (edited := _edited(key, texts, columns)):
            findings = [Finding("T11", 2, key.new or key.old, row.place, words=edited)]
        if keys or any(written.values()):
            quoted = _without_label(quote, (key.new_words, key.old_words))
            yield Justification(key, language, written, element, quoted, row.origins), findings


def _by_content(row: GridRow, columns: Columns) -> dict[str, str]:
    """The words of a row by what they are; those of two columns of a kind stand one under the other."""
    found: dict[str, list[str]] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        words = without_keys(cell).strip()
        said = found.setdefault(column.content, [])
        if words and words not in said:
            said.append(words)
    return {content: "\n".join(said) for content, said in found.items() if content}


def _beside(row: GridRow) -> Iterator[Finding]:
    """What stands in a row and is no text of a cell: it does not come along."""
    for kind, words in row.beside:
        where = row.keys[0].new or row.keys[0].old if row.keys else ""
        if kind == "comment":
            fields = (("words", " ".join(words.split())),)
            yield Finding("T17", 2, where, row.place, words=words, fields=fields)
        else:
            yield Finding("T18", 2, where, row.place)


def _unknown(columns: Columns, body: Sequence[GridRow]) -> Iterator[Finding]:
    """Columns that the form does not have and in which something is written."""
    for place, column in enumerate(columns):
        cells = [without_keys(row.cells[place]).strip() for row in body if place < len(row.cells)]
        written = sum(map(bool, cells))
        if not column.content and column.heading and written:
            fields = (("heading", column.heading), ("n", written))
            yield Finding("T19", 2, fields=fields)


def _text(cell: str, known: _Words) -> str:
    return "" if _plain(cell) in known.absent else cell


def _by_words(texts: Mapping[str, str]) -> list[RowKey]:
    """A key of the words alone, their numbers left out."""
    if not any(texts.values()):
        return []
    words = [words_digest(_bare(texts[side])) if texts[side] else "" for side in ("old", "new")]
    return [RowKey("", words[0], "", words[1])]


def _bare(text: str) -> str:
    """The words of a cell without the number before them."""
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


def _without_label(text: str, digests: tuple[str, str]) -> str:
    """The words that a digest was made of: all of the cell, or without its number."""
    return text if words_digest(text) in digests else _bare(text)


def _forms(text: str) -> Iterator[str]:
    """The digests that the words of a cell may have: with numbers, without the first, without any
    (of an article each line has its own)."""
    yield words_digest(text)
    yield words_digest(_bare(text))
    yield words_digest("\n".join(_bare(line) for line in text.split("\n")))


def _edited(key: RowKey, texts: Mapping[str, str], columns: Columns) -> str:
    """The words of the first text that is no longer the one for which the table was made."""
    for side, digest in (("old", key.old_words), ("new", key.new_words)):
        has_text = any(column.content == f"{side}_text" for column in columns)
        if has_text and digest and digest not in _forms(texts[side]):
            return texts[side] or "–"
    return ""
