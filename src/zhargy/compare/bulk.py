"""Bulk style edits: the same small replacement in many places, counted and folded into one line.

What changes a meaning by itself is never folded: negation, duty and permission, numbers, "all" and
"some" (`Language.weighty`), and every replacement that stands in few places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhargy.compare.comparison import BulkEdit, Mark, Nature, Piece
from zhargy.compare.words import tokens
from zhargy.languages import LANGUAGES

LEAST_PLACES = 4
_MOST_WORDS = 3
_LEAST_STEM = 3

Stem = Callable[[str], str]
Key = tuple[tuple[str, ...], tuple[str, ...]]
Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """A run of deleted and inserted pieces: pieces[start:end] of row `row`."""

    row: int
    start: int
    end: int
    key: Key
    shown: tuple[str, str]


def stemmer(language: str) -> Stem:
    """The stem of a word in `language`; lower case only where we have no tables."""
    known = LANGUAGES.get(language)
    return known.stem_of if known else str.casefold


def fold_bulk(
    rows: Sequence[Row], addresses: Sequence[str], language: str
) -> tuple[list[Row], tuple[BulkEdit, ...]]:
    """The rows with their bulk edits marked, and the edits, most frequent first.

    `addresses[r]` names the new provision of row r; a row counts once for each place it edits.
    """
    stem, weighty = stemmer(language), _stems(language, "weighty", str)
    common = _stems(language, "common", stem)
    changes = [c for n, row in enumerate(rows) for c in _changes(n, row, stem)]
    places: dict[Key, list[_Change]] = defaultdict(list)
    for change in changes:
        if _may_be_style(change.key, weighty, common):
            places[change.key].append(change)
    bulk = {
        key: found
        for key, found in places.items()
        if len({addresses[c.row] for c in found}) >= LEAST_PLACES
    }
    order = sorted(bulk, key=lambda key: (-len(bulk[key]), key))
    edits = tuple(_edit(bulk[key], addresses) for key in order)
    numbered = {id(c): n for n, key in enumerate(order) for c in bulk[key]}
    return _marked(rows, changes, numbered, stem), edits


def _stems(language: str, table: str, stem: Stem) -> frozenset[str]:
    known = LANGUAGES.get(language)
    return frozenset(map(stem, getattr(known, table))) if known else frozenset()


def _changes(number: int, row: Row, stem: Stem) -> Iterator[_Change]:
    start = 0
    while start < len(row):
        if row[start].mark is Mark.SAME:
            start += 1
            continue
        end = start
        while end < len(row) and row[end].mark is not Mark.SAME:
            end += 1
        gone, come = _words(row[start:end], Mark.DELETED), _words(row[start:end], Mark.INSERTED)
        key = (tuple(map(stem, gone)), tuple(map(stem, come)))
        if gone or come:
            yield _Change(number, start, end, key, (" ".join(gone), " ".join(come)))
        start = end


def _words(pieces: Sequence[Piece], mark: Mark) -> list[str]:
    return [
        token.key
        for piece in pieces
        if piece.mark is mark and piece.nature is Nature.WORDS
        for token in tokens(piece.text)[1]
        if token.is_word
    ]


def _may_be_style(key: Key, weighty: frozenset[str], common: frozenset[str]) -> bool:
    gone, come = key
    if max(len(gone), len(come)) > _MOST_WORDS or gone == come:
        return False
    words = (*gone, *come)
    if any(word in weighty or word[0].isdigit() for word in words):
        return False
    return not all(word in common for word in words)


def _edit(found: Sequence[_Change], addresses: Sequence[str]) -> BulkEdit:
    old = Counter(change.shown[0] for change in found).most_common(1)[0][0]
    new = Counter(change.shown[1] for change in found).most_common(1)[0][0]
    return BulkEdit(old, new, len(found), tuple(addresses[change.row] for change in found))


def _marked(
    rows: Sequence[Row], changes: Sequence[_Change], numbered: dict[int, int], stem: Stem
) -> list[Row]:
    out = [list(row) for row in rows]
    touched = {c.row: numbered[id(c)] for c in changes if id(c) in numbered}
    for change in changes:
        edit = numbered.get(id(change))
        if edit is None and change.row in touched and _only_forms(change.key):
            # The copula went, so its complement changed case: the same edit.
            edit = touched[change.row]
        if edit is None:
            continue
        for place in range(change.start, change.end):
            piece = out[change.row][place]
            if piece.nature is Nature.WORDS:
                out[change.row][place] = replace(piece, nature=Nature.BULK, edit=edit)
    return [tuple(row) for row in out]


def _only_forms(key: Key) -> bool:
    """The same stems on both sides: only endings changed."""
    gone, come = key
    return gone == come and all(len(word) >= _LEAST_STEM for word in gone)
