"""Bulk style edits: the same small replacement in many places, counted and folded into one line.

What changes a meaning by itself is never folded: negation, duty and permission, numbers, "all" and
"some" (`Language.weighty`); words that only come in, unless they complete a name; words that only
go, unless they are a copula or part of a name; and every replacement that stands in few places.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from rapidfuzz.distance import LCSseq

from zhargy.compare.comparison import BulkEdit, Mark, Nature, Piece
from zhargy.compare.words import tokens
from zhargy.languages import LANGUAGES

LEAST_PLACES = 4
_MOST_WORDS = 3
_LEAST_PREFIX = 5

Stem = Callable[[str], str]
Stems = tuple[str, ...]
Key = tuple[Stems, Stems]
Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A deleted or inserted word: token `token` of piece `piece` of its row."""

    piece: int
    token: int
    text: str
    key: str
    stem: str


@dataclass(frozen=True, slots=True)
class _Change:
    """A run of changed pieces: what went and what came, forms of one word left out.

    `forms` are words that stand on both sides with another ending; `named`: the word before the
    run is part of a name.
    """

    row: int
    gone: tuple[_Word, ...]
    come: tuple[_Word, ...]
    forms: tuple[_Word, ...]
    named: bool

    @property
    def pairs(self) -> list[tuple[_Word, _Word]]:
        """The forms of one word, the old one with the new one."""
        half = len(self.forms) // 2
        return list(zip(self.forms[:half], self.forms[half:], strict=True))

    @property
    def key(self) -> Key:
        return tuple(w.stem for w in self.gone), tuple(w.stem for w in self.come)


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the language says about words."""

    stem: Stem
    weighty: frozenset[str]
    common: frozenset[str]
    copulas: frozenset[Stems]
    weighty_starts: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    negated: str = ""
    complement: str = ""

    @classmethod
    def of(cls, language: str) -> _Tables:
        stem, known = stemmer(language), LANGUAGES.get(language)
        if known is None:
            return cls(stem, frozenset(), frozenset(), frozenset())
        copulas = frozenset(tuple(map(stem, words.split())) for words in known.copulas)
        common = frozenset(map(stem, known.common))
        starts = tuple(word for word in known.weighty if len(word) >= _LEAST_PREFIX)
        turning = (known.negations, known.negated, known.complement)
        return cls(stem, known.weighty, common, copulas, starts, *turning)

    def is_weighty(self, word: str, stem: str) -> bool:
        """A word of the table, a form of one, or a word that begins with a long one."""
        return word in self.weighty or stem in self.weighty or word.startswith(self.weighty_starts)

    def turns_round(self, gone: Sequence[_Word], come: Sequence[_Word]) -> bool:
        """Does a negation come or go inside a word: "действителен", "недействителен"?"""
        if any(
            prefix + a.stem == b.stem or prefix + b.stem == a.stem
            for prefix in self.negations
            for a in gone
            for b in come
        ):
            return True
        return bool(self.negated) and self._negated(gone) != self._negated(come)

    def _negated(self, words: Sequence[_Word]) -> int:
        return sum(1 for word in words if re.search(self.negated, word.key))

    def is_complement(self, old: str, new: str) -> bool:
        """Did only the case change, as that of a complement does whose copula went?"""
        return old == new or bool(re.fullmatch(self.complement, f"{old}>{new}"))


@cache
def stemmer(language: str) -> Stem:
    """The stem of a word in `language`; lower case only where we have no tables."""
    known = LANGUAGES.get(language)
    return lru_cache(maxsize=1 << 16)(known.stem_of) if known else str.casefold


def fold_bulk(
    rows: Sequence[Row], addresses: Sequence[str], language: str
) -> tuple[list[Row], tuple[BulkEdit, ...]]:
    """The rows with their bulk edits marked, and the edits, most frequent first.

    `addresses[r]` names the new provision of row r.
    """
    tables = _Tables.of(language)
    changes = [change for n, row in enumerate(rows) for change in _changes(n, row, tables)]
    places: dict[Key, list[_Change]] = defaultdict(list)
    for change in changes:
        if _may_be_style(change, tables):
            places[change.key].append(change)
    bulk = {k: found for k, found in places.items() if len({c.row for c in found}) >= LEAST_PLACES}
    marks, found = _marks(changes, bulk, tables)
    order = sorted(found, key=lambda key: (-len(found[key]), key))
    numbers = {key: number for number, key in enumerate(order)}
    edits = tuple(_edit(bulk[key], found[key], addresses) for key in order)
    return _marked(rows, {place: numbers[key] for place, key in marks.items()}), edits


# -- what went and what came ----------------------------------------------------------------------


def _changes(number: int, row: Row, tables: _Tables) -> Iterator[_Change]:
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end].mark is not Mark.SAME:
            end += 1
        if end > start:
            gone = _words(row, start, end, Mark.DELETED, tables.stem)
            come = _words(row, start, end, Mark.INSERTED, tables.stem)
            if gone or come:
                yield _change(number, gone, come, _ends_in_a_name(row, start))
        start = end + 1


def _words(row: Row, start: int, end: int, mark: Mark, stem: Stem) -> list[_Word]:
    return [
        _Word(place, ordinal, token.text, token.key, stem(token.key))
        for place in range(start, end)
        if row[place].mark is mark and row[place].nature is Nature.WORDS
        for ordinal, token in enumerate(tokens(row[place].text)[1])
        if token.is_word
    ]


def _change(number: int, gone: Sequence[_Word], come: Sequence[_Word], named: bool) -> _Change:
    """Words whose stem stands on both sides are forms; the rest is what went and what came."""
    pairs = LCSseq.opcodes([w.stem for w in gone], [w.stem for w in come])
    same = [code for code in pairs if code.tag == "equal"]
    old = {i for code in same for i in range(code.src_start, code.src_end)}
    new = {j for code in same for j in range(code.dest_start, code.dest_end)}
    return _Change(
        number,
        tuple(w for i, w in enumerate(gone) if i not in old),
        tuple(w for j, w in enumerate(come) if j not in new),
        tuple(gone[i] for i in sorted(old)) + tuple(come[j] for j in sorted(new)),
        named,
    )


def _ends_in_a_name(row: Row, start: int) -> bool:
    before = tokens(row[start - 1].text)[1] if start else []
    return bool(before) and before[-1].is_word and before[-1].text[0].isupper()


# -- what may be style ------------------------------------------------------------------------------


def _may_be_style(change: _Change, tables: _Tables) -> bool:
    gone, come = change.key
    if not (gone or come) or max(len(gone), len(come)) > _MOST_WORDS:
        return False
    words = (*change.gone, *change.come)
    if any(tables.is_weighty(w.key, w.stem) or w.text[0].isdigit() for w in words):
        return False
    if tables.turns_round(change.gone, change.come):
        return False
    if gone and come:  # a name for a name, not "their" for "working"
        return gone in tables.copulas or not any(
            all(stem in tables.common for stem in side) for side in (gone, come)
        )
    if come:
        return all(w.text[0].isupper() for w in change.come)
    if gone in tables.copulas or all(w.text[0].isupper() for w in change.gone):
        return True
    return change.named and not all(stem in tables.common for stem in gone)


Place = tuple[int, int, int]  # row, piece, token


def _marks(
    changes: Sequence[_Change], bulk: dict[Key, list[_Change]], tables: _Tables
) -> tuple[dict[Place, Key], dict[Key, list[_Change]]]:
    """Which words belong to which edit; and for each edit all its changes, also inside larger ones."""
    marks: dict[Place, Key] = {}
    found: dict[Key, list[_Change]] = defaultdict(list)
    edited: dict[int, Key] = {}
    longest_first = sorted(bulk, key=lambda k: (-len(k[0]) - len(k[1]), k))
    for change in changes:
        for key, words in _edits_in(change, longest_first, tables):
            found[key].append(change)
            if key[0] in tables.copulas:
                edited[change.row] = key
            marks.update({(change.row, w.piece, w.token): key for w in words})
    for change in changes:
        if change.row in edited and (change.key == ((), ()) or _touched(change, marks)):
            # The copula went, so its complement changed case: the same edit.
            key = edited[change.row]
            for old, new in change.pairs:
                if tables.is_complement(old.key, new.key):
                    marks.update({(change.row, w.piece, w.token): key for w in (old, new)})
    return marks, found


def _touched(change: _Change, marks: dict[Place, Key]) -> bool:
    return any((change.row, w.piece, w.token) in marks for w in (*change.gone, *change.come))


def _edits_in(
    change: _Change, bulk: Sequence[Key], tables: _Tables
) -> Iterator[tuple[Key, list[_Word]]]:
    """The edits of a change: it is one, or holds some between words that matter.

    `bulk` has the longest edits first; no word belongs to two.
    """
    if change.key in bulk and _may_be_style(change, tables):
        yield change.key, [*change.gone, *change.come]
        return
    used: set[_Word] = set()
    stems = {w.stem for w in change.gone}, {w.stem for w in change.come}
    for key in bulk:
        if not (stems[0].issuperset(key[0]) and stems[1].issuperset(key[1])):
            continue
        start, come = _run(change.gone, key[0]), _run(change.come, key[1])
        if not key[0] or start is None or come is None:
            continue
        if not key[1] and key[0] not in tables.copulas and not _in_a_name(change, start):
            continue
        words = [*change.gone[start : start + len(key[0])], *change.come[come : come + len(key[1])]]
        if used.isdisjoint(words):
            used.update(words)
            yield key, words


def _in_a_name(change: _Change, start: int) -> bool:
    return change.gone[start - 1].text[0].isupper() if start else change.named


def _run(words: Sequence[_Word], stems: Stems) -> int | None:
    """Where the run of `words` with these stems begins."""
    for start in range(len(words) - len(stems) + 1):
        if tuple(w.stem for w in words[start : start + len(stems)]) == stems:
            return start
    return None


def _edit(pure: Sequence[_Change], found: Sequence[_Change], addresses: Sequence[str]) -> BulkEdit:
    def shown(side: Callable[[_Change], Sequence[_Word]]) -> str:
        """The commonest form of the words, with the capitals that it has most often."""
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for words in map(side, pure):
            written[" ".join(w.key for w in words)][" ".join(w.text for w in words)] += 1
        form = min(written, key=lambda form: (-written[form].total(), form))
        return min(written[form], key=lambda words: (-written[form][words], words))

    places = tuple(addresses[change.row] for change in found)
    return BulkEdit(shown(lambda c: c.gone), shown(lambda c: c.come), len(found), places)


# -- marking ----------------------------------------------------------------------------------------


def _marked(rows: Sequence[Row], edits: dict[Place, int]) -> list[Row]:
    touched = {row for row, _, _ in edits}
    return [
        _row(row, number, edits) if number in touched else row for number, row in enumerate(rows)
    ]


def _row(row: Row, number: int, edits: dict[Place, int]) -> Row:
    out: list[Piece] = []
    for place, piece in enumerate(row):
        if piece.mark is Mark.SAME or piece.nature is not Nature.WORDS:
            out.append(piece)
            continue
        lead, words = tokens(piece.text)
        parts = [(lead, -1)] if lead else []
        parts += [
            (token.text + token.space, edits.get((number, place, ordinal), -1))
            for ordinal, token in enumerate(words)
        ]
        for edit, run in groupby(parts, key=itemgetter(1)):
            nature = Nature.WORDS if edit < 0 else Nature.BULK
            out.append(Piece(piece.mark, "".join([text for text, _ in run]), nature, edit))
    return tuple(out)
