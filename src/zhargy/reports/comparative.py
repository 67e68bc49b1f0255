"""The comparative table: a comparison in the columns of a form, with what people wrote to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from zhargy.compare.comparison import Comparison, Fate, Mark, Pair
from zhargy.compare.table import runs_of_pair
from zhargy.messages import say
from zhargy.reports.citing import structural_element
from zhargy.reports.documents.document import Document, Paragraph
from zhargy.reports.forms import FILLED, Form, FormColumn
from zhargy.reports.row_key import RowKey, TableKey
from zhargy.reports.summary import title_of
from zhargy.text.act import Act
from zhargy.text.provision import Citation
from zhargy.text.table import Cell, Column, Run, Table, has_marks

# Row key -> content of a column -> what people wrote; row key -> rows of earlier drafts.
Written = Mapping[RowKey, Mapping[str, str]]
Origins = Mapping[RowKey, Sequence[RowKey]]


@dataclass(frozen=True)
class ComparedRow:
    """What one row of a table compares: one pair, or all pairs of an article.

    `order` says of "old" and "new" where each address stands in its act.
    """

    pairs: tuple[Pair, ...]
    by_article: bool = False
    order: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @cached_property
    def old(self) -> Citation | None:
        return next(iter(self.places("old")), None)

    @cached_property
    def new(self) -> Citation | None:
        return next(iter(self.places("new")), None)

    def places(self, side: str) -> list[Citation]:
        """All places of a side: an article may have come from several."""
        provisions = [getattr(pair, side) for pair in self.pairs]
        found = [p.citation for p in provisions if p]
        return list(dict.fromkeys(map(article_place, found) if self.by_article else found))

    def pairs_of(self, side: str) -> list[Pair]:
        """A pair for each provision of a side, in the order of its act."""
        found: dict[str, Pair] = {}
        for pair in self.pairs:
            provision = getattr(pair, side)
            if provision:
                found.setdefault(provision.address, pair)
        order = self.order.get(side, {})
        return [found[address] for address in sorted(found, key=lambda a: order.get(a, 0))]

    @cached_property
    def key(self) -> RowKey:
        """The anchors of both ends; of an article the words of all that is compared."""
        ends = []
        for citation, side in ((self.old, "old"), (self.new, "new")):
            words = "\n".join(getattr(pair, side).text for pair in self.pairs_of(side))
            ends.append((citation.address, words) if citation else None)
        return RowKey.of(*ends)


def article_place(citation: Citation) -> Citation:
    """The article of a place, or the outermost part where it has none."""
    if citation.get("preamble") is not None:
        return Citation((("preamble", ""),))
    levels = [level for level, _ in citation.steps]
    upto = levels.index("article") + 1 if "article" in levels else 1
    return Citation(citation.steps[:upto])


def compared_rows(comparison: Comparison, form: Form) -> list[ComparedRow]:
    """The rows that the form asks for, in the order of the new act."""
    if form.group == "article":
        acts = {"old": comparison.old, "new": comparison.new}
        order = {side: {p.address: n for n, p in enumerate(acts[side].provisions)} for side in acts}
        rows = [ComparedRow(tuple(pairs), True, order) for pairs in _by_article(comparison)]
    else:
        rows = [ComparedRow((pair,)) for pair in comparison.pairs]
    return [row for row in rows if any(_is_asked(pair, form.rows) for pair in row.pairs)]


def _by_article(comparison: Comparison) -> list[list[Pair]]:
    """The pairs of each article of the new act; what was dropped stands with the rest of its
    article, or alone where nothing of it is left."""
    went: dict[Citation, Citation] = {}
    for pair in comparison.pairs:
        if pair.old and pair.new:
            went.setdefault(article_place(pair.old.citation), article_place(pair.new.citation))
    groups: dict[tuple[bool, Citation], list[Pair]] = {}
    for pair in comparison.pairs:
        if pair.new:
            place = False, article_place(pair.new.citation)
        elif pair.old:
            old = article_place(pair.old.citation)
            place = old not in went, went.get(old, old)
        else:
            continue
        groups.setdefault(place, []).append(pair)
    return list(groups.values())


def _is_asked(pair: Pair, rows: str) -> bool:
    if rows == "all":
        return True
    if rows == "substantive":
        return pair.substantive
    return pair.fate is not Fate.KEPT or any(p.mark is not Mark.SAME for p in pair.pieces)


def comparative_table(
    comparison: Comparison,
    form: Form,
    language: str,
    written: Written | None = None,
    origins: Origins | None = None,
) -> Table:
    """The table of the form, its rows with hidden keys."""
    rows = compared_rows(comparison, form)
    sides = _Side.of(comparison.old), _Side.of(comparison.new)
    columns = tuple(_column(column, language) for column in form.columns)
    cells = tuple(
        tuple(
            _cell(column.content, number, row, form, sides, language, (written or {}).get(row.key))
            for column in form.columns
        )
        for number, row in enumerate(rows, 1)
    )
    keys = tuple(
        str(row.key) + "".join(key.as_origin for key in (origins or {}).get(row.key, ()))
        for row in rows
    )
    return Table("comparative", columns, cells, keys, str(TableKey(form.name, language, len(rows))))


def comparative_document(
    comparison: Comparison,
    table: Table,
    form: Form,
    language: str,
    day: date | None,
    remark: str = "",
) -> Document:
    """The table with its title; under it what the marks say, how many places are not shown, and a
    remark."""
    shown = {id(pair) for row in compared_rows(comparison, form) for pair in row.pairs}
    left = sum(id(pair) not in shown for pair in comparison.pairs)
    code = "table-left-out-light" if form.rows == "substantive" else "table-left-out"
    notes = [say("table-marks", language)] if has_marks(table) else []
    notes += [say(code, language, n=left)] if left else []
    acts = (comparison.old, comparison.new)
    titles = dict.fromkeys(title_of(act.title, language) for act in acts if act.title.strip())
    subtitle = " → ".join(titles)
    paragraphs = tuple(Paragraph(text) for text in (*notes, remark) if text)
    return Document(form.title[language], language, day, (table, *paragraphs), subtitle)


# -- cells ------------------------------------------------------------------------------------------


def _column(column: FormColumn, language: str) -> Column:
    values = "fate" if column.content == "fate" else ""
    return Column(column.content, values, column.heading[language], column.width)


@dataclass(frozen=True)
class _Side:
    """What is printed before the words of a place ("3.", "2)", "Статья 39."), and all places,
    articles among them."""

    labels: Mapping[Citation, str]
    places: frozenset[Citation]

    @classmethod
    def of(cls, act: Act) -> _Side:
        labels: dict[Citation, str] = {}
        for element in act.elements():
            heading = Citation((*element.citation.steps, ("heading", "1")))
            labels[heading if element.heading else element.citation] = element.label
        places = [p.citation for p in act.provisions]
        return cls(labels, frozenset([*places, *map(article_place, places)]))

    def opening(self, citation: Citation) -> Iterator[Run]:
        """The line with the number of the article of a place; none where the place itself has it."""
        article = article_place(citation)
        heading = Citation((*article.steps, ("heading", "1")))
        label = self.labels.get(article) or self.labels.get(heading)
        if label and citation not in (article, heading):
            yield Run(f"{label}\n")


def _cell(
    content: str,
    number: int,
    row: ComparedRow,
    form: Form,
    sides: tuple[_Side, _Side],
    language: str,
    written: Mapping[str, str] | None,
) -> Cell:
    if content in FILLED:
        return (written or {}).get(content) or None
    if content == "number":
        return number
    if content == "fate":
        fates = {pair.fate for pair in row.pairs}
        return row.pairs[0].fate.value if len(fates) == 1 else None
    if content in ("element", "old_element", "new_element"):
        return _element(content, row, sides[0], language)
    if content == "old_text":
        return tuple(_text(row, "old", Mark.INSERTED, sides[0])) or _said(form.absent, language)
    return tuple(_text(row, "new", Mark.DELETED, sides[1])) or _said(form.excluded, language)


def _said(words: Mapping[str, str] | None, language: str) -> str:
    return words[language] if words else ""


def _element(content: str, row: ComparedRow, in_force: _Side, language: str) -> str | None:
    """One place, or both where the number changed: what is in force comes first.

    Where only the draft has the provision and something else has its place in force, it is said
    that the place is that in the draft.
    """
    sides = {"old_element": ["old"], "new_element": ["new"]}.get(content, ["old", "new"])
    said = [
        ", ".join(structural_element(place, language) for place in row.places(side))
        for side in sides
    ]
    places = list(dict.fromkeys(text for text in said if text))
    if content == "element" and row.old is None and row.new and row.new in in_force.places:
        return say("table-element-draft", language, new=places[0])
    if len(places) < 2:
        return places[0] if places else None
    return say("table-element-both", language, old=places[0], new=places[1])


def _text(row: ComparedRow, name: str, without: Mark, side: _Side) -> Iterator[Run]:
    """The words of one side with their marks, each provision on a line with its number; those of
    several articles under the names of these."""
    is_mixed = row.by_article and len(row.places(name)) > 1
    article = ""
    for ordinal, pair in enumerate(row.pairs_of(name)):
        if ordinal:
            yield Run("\n")
        citation = getattr(pair, name).citation
        if is_mixed and article != (article := article_place(citation).address):
            yield from side.opening(citation)
        label = side.labels.get(citation)
        if label:
            yield Run(f"{label} ")
        yield from runs_of_pair(pair, without)
