"""A document with its changes tracked: rejecting all gives the old text, accepting all the new.

This module knows paragraphs, runs and tables; how Word writes them down, `word` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise, zip_longest

from zhargy.compare.comparison import Comparison, Mark, Nature, Pair, Piece
from zhargy.compare.words import difference
from zhargy.reports.redline.lines import Block, Grid, Line, blocks_of
from zhargy.reports.redline.rows import row_pairs
from zhargy.reports.redline.standing import Hunk, Standing, standing


class Change(StrEnum):
    """What becomes of a run, a paragraph mark, a row or a cell."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


_OF_OLD = (Change.SAME, Change.DELETED, Change.MOVED_FROM)
_OF_NEW = (Change.SAME, Change.INSERTED, Change.MOVED_TO)
_CHANGE = {Mark.SAME: Change.SAME, Mark.DELETED: Change.DELETED, Mark.INSERTED: Change.INSERTED}
_STYLE_EDITS = (Nature.BULK, Nature.REFERENCE)
_LIGHT = (Nature.PUNCTUATION, Nature.SPELLING)
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one fate; `is_style`: their change is none of substance.

    `is_changed` marks, in a document of one edition, the words that the other one has not.
    """

    text: str
    change: Change = Change.SAME
    is_style: bool = False
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `mark` is the fate of its end, where it is parted from the next one.

    `was` is the style it had in the old text, "" where that is the same. Paragraphs in a row with
    one `move` number went together; 0 for those that did not.
    """

    style: str
    runs: tuple[Run, ...]
    mark: Change = Change.SAME
    was: str = ""
    move: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `change` of a cell that its row did not have, or has no more."""

    runs: tuple[Run, ...]
    change: Change = Change.SAME


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    change: Change = Change.SAME
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in a row."""

    rows: tuple[Row, ...]


Tracked = Paragraph | Table


def tracked(comparison: Comparison) -> list[Tracked]:
    """The old text with the changes that make it the new one."""
    old, new = blocks_of(comparison.old), blocks_of(comparison.new)
    return list(_apart(list(_Writer(comparison, old, new).document())))


def accepted(document: Iterable[Tracked]) -> list[Tracked]:
    """The new text, in which inserted words are still marked as such."""
    return list(_one_edition(document, _OF_NEW))


def rejected(document: Iterable[Tracked]) -> list[Tracked]:
    """The old text, in which deleted words are still marked as such."""
    return list(_one_edition(document, _OF_OLD))


def _one_edition(document: Iterable[Tracked], kept: Sequence[Change]) -> Iterator[Tracked]:
    runs: tuple[Run, ...] = ()
    for block in document:
        if isinstance(block, Table):
            rows = tuple(
                replace(row, cells=tuple(_kept_cells(row, kept)), change=Change.SAME)
                for row in block.rows
                if row.change in kept
            )
            if rows:
                yield Table(rows)
            continue
        runs += tuple(_settle(block.runs, kept))
        if block.mark in kept:
            style = (block.was or block.style) if kept is _OF_OLD else block.style
            yield Paragraph(style, runs)
            runs = ()


def _kept_cells(row: Row, kept: Sequence[Change]) -> Iterator[Cell]:
    for cell in row.cells:
        if cell.change in kept:
            yield Cell(tuple(_settle(cell.runs, kept)))


def _settle(runs: Iterable[Run], kept: Sequence[Change]) -> Iterator[Run]:
    for run in runs:
        if run.change in kept:
            changed = run.change in (Change.DELETED, Change.INSERTED)
            yield Run(run.text, is_style=run.is_style, is_changed=changed)


class _Writer:
    """Writes the blocks of two texts into one document."""

    def __init__(self, comparison: Comparison, old: Sequence[Block], new: Sequence[Block]) -> None:
        self.old, self.new = old, new
        self.comparison = comparison
        self.stands: Standing = standing(comparison, old, new)
        self.came_from = {j: i for i, j in self.stands.moves.items()}
        self.move_of = _numbered(self.stands.moves)
        self.styled = _style_spans(comparison.pairs)

    def document(self) -> Iterator[Tracked]:
        i = j = 0
        for hunk in (*self.stands.hunks, Hunk(len(self.old), 0, len(self.new), 0)):
            for n in range(i, hunk.old_start):
                yield self._gone(n)
            for n in range(j, hunk.new_start):
                yield self._come(n)
            if hunk.old_end:
                yield from self._hunk(hunk)
            i, j = hunk.old_end, hunk.new_end

    # -- on one side alone ---------------------------------------------------------------------------

    def _gone(self, n: int) -> Tracked:
        block = self.old[n]
        if isinstance(block, Grid):
            return Table(tuple(_row(row, Change.DELETED, block) for row in block.rows))
        if n not in self.stands.moves:
            return Paragraph(block.style, (Run(block.text, Change.DELETED),), Change.DELETED)
        runs = self._runs([block], [self._line(self.new, self.stands.moves[n])])
        return Paragraph(
            block.style,
            tuple(_moved(runs, Change.INSERTED, Change.MOVED_FROM)),
            Change.MOVED_FROM,
            move=self.move_of[n],
        )

    def _come(self, n: int) -> Tracked:
        block = self.new[n]
        if isinstance(block, Grid):
            return Table(tuple(_row(row, Change.INSERTED, block) for row in block.rows))
        if n not in self.came_from:
            return Paragraph(block.style, (Run(block.text, Change.INSERTED),), Change.INSERTED)
        source = self.came_from[n]
        runs = self._runs([self._line(self.old, source)], [block])
        return Paragraph(
            block.style,
            tuple(_moved(runs, Change.DELETED, Change.MOVED_TO)),
            Change.MOVED_TO,
            move=self.move_of[source],
        )

    @staticmethod
    def _line(blocks: Sequence[Block], n: int) -> Line:
        block = blocks[n]
        assert isinstance(block, Line)  # tables are never moved
        return block

    # -- in place ------------------------------------------------------------------------------------

    def _hunk(self, hunk: Hunk) -> Iterator[Tracked]:
        old = self.old[hunk.old_start : hunk.old_end]
        new = self.new[hunk.new_start : hunk.new_end]
        if isinstance(old[0], Grid) and isinstance(new[0], Grid):
            yield self._table(old[0], new[0])
            return
        befores = [block for block in old if isinstance(block, Line)]
        afters = [block for block in new if isinstance(block, Line)]
        runs = list(self._runs(befores, afters))
        yield from _whole(list(_paragraphs(runs, befores, afters)), befores[-1], afters[-1])

    def _runs(self, old: Sequence[Line], new: Sequence[Line]) -> list[Run]:
        """The difference of these lines, with line breaks where one ends and the next begins."""
        if len(old) == len(new) == 1:
            pieces = [*_difference(old[0].head, new[0].head)]
            pieces += _difference(old[0].words, new[0].words)
        else:
            pieces = [*_difference(_joined(old), _joined(new))]
        return _runs(pieces, self._styled(old, 0), self._styled(new, 1))

    def _styled(self, lines: Sequence[Line], side: int) -> list[tuple[int, int]]:
        """Where in the joined lines words changed their style alone: numbers, bulk edits."""
        spans: list[tuple[int, int]] = []
        at = 0
        for line in lines:
            words = at + len(line.head)
            spans.append((at, words))
            for start, end in self.styled[side].get(line.address, ()):
                start, end = start - line.start, end - line.start
                if start < len(line.words) and end > 0:
                    spans.append((words + max(start, 0), words + min(end, len(line.words))))
            at = words + len(line.words) + 1
        return spans

    def _table(self, old: Grid, new: Grid) -> Table:
        rows: list[Row] = []
        i = j = 0
        for a, b in (*row_pairs(self.comparison, old, new), (len(old.rows), len(new.rows))):
            rows += [_row(old.rows[n], Change.DELETED, old) for n in range(i, a)]
            rows += [_row(new.rows[n], Change.INSERTED, new) for n in range(j, b)]
            if a < len(old.rows):
                head = old.has_head and a == 0
                rows.append(Row(tuple(self._cells(old.rows[a], new.rows[b])), is_head=head))
            i, j = a + 1, b + 1
        return Table(tuple(rows))

    def _cells(self, old: Line, new: Line) -> Iterator[Cell]:
        before, after = old.cells, new.cells
        for n in range(max(len(before), len(after))):
            if n >= len(after):
                yield Cell((Run(before[n], Change.DELETED),), Change.DELETED)
            elif n >= len(before):
                yield Cell((Run(after[n], Change.INSERTED),), Change.INSERTED)
            else:
                yield Cell(tuple(_runs([*_difference(before[n], after[n])], (), ())))


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _difference(old: str, new: str) -> Iterable[Piece]:
    if old == new:
        return (Piece(Mark.SAME, old),) if old else ()
    return difference(old, new)


def _row(line: Line, change: Change, grid: Grid) -> Row:
    cells = tuple(Cell((Run(text, change),)) for text in line.cells)
    return Row(cells, change, grid.has_head and line is grid.rows[0])


def _moved(runs: Sequence[Run], left_out: Change, moved: Change) -> Iterator[Run]:
    """What stayed the same moved; what was reworded on the way is deleted there, inserted here."""
    for run in runs:
        if run.change is not left_out:
            yield replace(run, change=moved) if run.change is Change.SAME else run


def _numbered(moves: Mapping[int, int]) -> dict[int, int]:
    """Old block -> the number of its move; neighbours that stay neighbours share one."""
    found: dict[int, int] = {}
    count = 0
    for i in sorted(moves):
        if moves.get(i - 1) != moves[i] - 1:
            count += 1
        found[i] = count
    return found


# -- runs --------------------------------------------------------------------------------------------


def _style_spans(pairs: Sequence[Pair]) -> tuple[dict[str, list[tuple[int, int]]], ...]:
    """For the old and the new provisions: where the comparison found bulk edits and references."""
    spans: tuple[dict[str, list[tuple[int, int]]], ...] = ({}, {})
    for pair in pairs:
        sides = ((pair.old, Mark.INSERTED), (pair.new, Mark.DELETED))
        for side, (provision, absent) in zip(spans, sides, strict=True):
            at = 0
            for piece in pair.pieces:
                if provision is None or piece.mark is absent:
                    continue
                if piece.mark is not Mark.SAME and piece.nature in _STYLE_EDITS:
                    side.setdefault(provision.address, []).append((at, at + len(piece.text)))
                at += len(piece.text)
    return spans


def _runs(pieces: Sequence[Piece], old_spans: Spans, new_spans: Spans) -> list[Run]:
    """Pieces as runs; between two kept ones first what is deleted, then what is inserted."""
    out: list[Run] = []
    change: list[tuple[Run, bool]] = []
    at = {Mark.DELETED: 0, Mark.INSERTED: 0}
    for piece in pieces:
        if piece.mark is Mark.SAME:
            out += [*_settled(change), Run(piece.text)]
            change = []
            at = {mark: place + len(piece.text) for mark, place in at.items()}
            continue
        spans = old_spans if piece.mark is Mark.DELETED else new_spans
        light = piece.nature in _LIGHT
        for text, styled in _cut(piece.text, at[piece.mark], spans):
            change.append((Run(text, _CHANGE[piece.mark], light or styled), styled))
        at[piece.mark] += len(piece.text)
    return _merged([*out, *_settled(change)])


def _cut(text: str, at: int, spans: Spans) -> Iterator[tuple[str, bool]]:
    """The parts of a text that begins at `at`, each with whether it lies within a span."""
    ends = at + len(text)
    inside = [(max(s, at) - at, min(e, ends) - at) for s, e in spans if s < ends and e > at]
    bounds = sorted({0, len(text), *(bound for span in inside for bound in span)})
    for start, end in pairwise(bounds):
        yield text[start:end], any(s <= start < e for s, e in inside)


def _settled(change: Sequence[tuple[Run, bool]]) -> list[Run]:
    """Beside words of substance a comma or a space is no edit of style."""
    substantive = any(not run.is_style for run, _ in change)
    runs = [
        run if styled or not substantive else replace(run, is_style=False) for run, styled in change
    ]
    return sorted(runs, key=lambda run: run.change is Change.INSERTED)


def _merged(runs: Sequence[Run]) -> list[Run]:
    groups = groupby(runs, key=lambda run: (run.change, run.is_style))
    return [
        Run("".join(run.text for run in group), change, is_style)
        for (change, is_style), group in groups
    ]


def _paragraphs(
    runs: Sequence[Run], old: Sequence[Line], new: Sequence[Line]
) -> Iterator[Paragraph]:
    """Runs cut at their line breaks; each paragraph in the style of the line that it ends."""
    i = j = 0
    held: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        held.append(replace(run, text=first))
        for text in others:
            yield _paragraph(held, run.change, old[i], new[j])
            i, j = i + (run.change in _OF_OLD), j + (run.change in _OF_NEW)
            held = [replace(run, text=text)]
    yield _paragraph(held, Change.SAME, old[-1], new[-1])


def _paragraph(runs: Sequence[Run], mark: Change, old: Line, new: Line) -> Paragraph:
    style = new.style if mark in _OF_NEW else old.style
    was = old.style if mark is Change.SAME and old.style != new.style else ""
    return Paragraph(style, tuple(run for run in runs if run.text), mark, was)


def _whole(found: list[Paragraph], old: Line, new: Line) -> list[Paragraph]:
    """A last paragraph of inserted words alone is inserted with its own mark; deleted likewise."""
    for n in range(len(found) - 1, 0, -1):
        before, last = found[n - 1 : n + 1]
        mark = before.mark
        if mark is Change.SAME or not last.runs or any(run.change is not mark for run in last.runs):
            break
        style, was = (
            (before.style, old.style) if mark is Change.INSERTED else (new.style, before.style)
        )
        found[n - 1] = Paragraph(style, before.runs, was="" if was == style else was)
        found[n] = Paragraph(new.style if mark is Change.INSERTED else old.style, last.runs, mark)
    return found


def _apart(document: Sequence[Tracked]) -> Iterator[Tracked]:
    """Two insertions with nothing but a kept paragraph mark between them are kept apart.

    LibreOffice takes them for one and drops the mark when it rejects them; so the first of the
    paragraphs ends with deleted words, the last word being deleted and inserted if need be.
    """
    for block, after in zip_longest(document, document[1:]):
        if isinstance(block, Paragraph) and block.mark in _OF_OLD and _begins_new(after):
            block = replace(block, runs=_ending_with_deleted(block.runs))
        yield block


def _begins_new(block: Tracked | None) -> bool:
    return isinstance(block, Paragraph) and any(
        run.change is Change.INSERTED for run in block.runs[:1]
    )


def _ending_with_deleted(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    if not runs or runs[-1].change is not Change.INSERTED:
        return runs
    kept = next((n for n in range(len(runs) - 1, -1, -1) if runs[n].change is Change.SAME), -1)
    inserted = [run for run in runs[kept + 1 :] if run.change is Change.INSERTED]
    deleted = [run for run in runs[kept + 1 :] if run.change is not Change.INSERTED]
    if deleted or kept < 0:
        return (*runs[: kept + 1], *inserted, *deleted)
    start, word = _last_word(runs[kept].text)
    again = (Run(word, Change.INSERTED), *inserted, Run(word, Change.DELETED))
    head = (Run(start),) if start else ()
    return (*runs[:kept], *head, *_merged(again))


def _last_word(text: str) -> tuple[str, str]:
    start = text.rstrip().rfind(" ") + 1
    return text[:start], text[start:]
