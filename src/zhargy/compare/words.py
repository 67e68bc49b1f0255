"""The difference of two wordings, word by word.

Whole words and numbers, punctuation apart. Joined over SAME and DELETED the pieces give the old
text letter by letter, over SAME and INSERTED the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from zhargy.compare.comparison import Mark, Nature, Piece
from zhargy.languages.lookalikes import fold

_TOKEN = re.compile(r"([^\W_]+(?:[-‐‑’'][^\W_]+)*|[^\w\s]|_)(\s*)")
_DASH = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "ё": "е", "’": "'"})
_QUOTES = str.maketrans(dict.fromkeys('«»“”„"', '"'))
# A same run of so few words between larger changes is an accident, not a kept thought.
_ISLAND = 2
_MOVED_WORDS = 3


class Token(NamedTuple):
    """A word, a number or a mark, with the white space behind it; `key` is how it is matched."""

    text: str
    space: str
    key: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


@lru_cache(maxsize=1 << 13)
def tokens(text: str) -> tuple[str, tuple[Token, ...]]:
    """White space before the first token, and the tokens."""
    lead = text[: len(text) - len(text.lstrip())]
    found = _TOKEN.findall(text[len(lead) :])
    return lead, tuple(Token(word, space, _key(word)) for word, space in found)


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    return fold(word).casefold().translate(_DASH).translate(_QUOTES)


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of the difference, natures WORDS, PUNCTUATION, SPELLING and MOVED.

    >>> [(p.mark.value, p.text) for p in difference("равный с ним,", "наряду с ним")]
    [('deleted', 'равный '), ('inserted', 'наряду '), ('same', 'с ним'), ('deleted', ',')]
    """
    if old == new:
        return (Piece(Mark.SAME, old),) if old else ()
    (old_lead, before), (new_lead, after) = tokens(old), tokens(new)
    pieces = [*_white(old_lead, new_lead)]
    for mark, i1, i2, j1, j2 in _runs(before, after):
        if mark is Mark.SAME:
            pieces += _same_run(before[i1:i2], after[j1:j2])
        else:
            pieces += _changed(before[i1:i2], after[j1:j2])
    return tuple(_moved(_joined(pieces)))


def _white(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        if old:
            yield Piece(Mark.SAME, old)
        return
    if old:
        yield Piece(Mark.DELETED, old, Nature.SPELLING)
    if new:
        yield Piece(Mark.INSERTED, new, Nature.SPELLING)


def _same_run(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Piece]:
    if before == after:
        yield Piece(Mark.SAME, "".join([token.text + token.space for token in before]))
        return
    for left, right in zip(before, after, strict=True):
        yield from _same(left, right)


def _same(left: Token, right: Token) -> Iterator[Piece]:
    if left.text == right.text:
        yield Piece(Mark.SAME, left.text)
    else:
        yield Piece(Mark.DELETED, left.text, Nature.SPELLING)
        yield Piece(Mark.INSERTED, right.text, Nature.SPELLING)
    yield from _white(left.space, right.space)


def _changed(gone: Sequence[Token], come: Sequence[Token]) -> Iterator[Piece]:
    for mark, run in ((Mark.DELETED, gone), (Mark.INSERTED, come)):
        for wordy, part in groupby(run, key=lambda token: token.is_word):
            text = "".join(token.text + token.space for token in part)
            yield Piece(mark, text, Nature.WORDS if wordy else Nature.PUNCTUATION)


# -- alignment of tokens --------------------------------------------------------------------------

Run = tuple[Mark, int, int, int, int]


def _runs(before: Sequence[Token], after: Sequence[Token]) -> list[Run]:
    """Longest common subsequence of keys; accidental islands count as changed."""
    codes = LCSseq.opcodes([t.key for t in before], [t.key for t in after])
    runs: list[Run] = []
    for code in codes:
        mark = Mark.SAME if code.tag == "equal" else Mark.DELETED
        if runs and mark is not Mark.SAME and runs[-1][0] is not Mark.SAME:
            last = runs.pop()
            runs.append((Mark.DELETED, last[1], code.src_end, last[3], code.dest_end))
        else:
            runs.append((mark, code.src_start, code.src_end, code.dest_start, code.dest_end))
    return _without_islands(runs, before)


def _without_islands(runs: list[Run], before: Sequence[Token]) -> list[Run]:
    out: list[Run] = []
    for place, run in enumerate(runs):
        if (
            run[0] is Mark.SAME
            and 0 < place < len(runs) - 1
            and _is_island(run, runs[place - 1], runs[place + 1], before)
        ):
            run = (Mark.DELETED, *run[1:])
        if out and run[0] is not Mark.SAME and out[-1][0] is not Mark.SAME:
            last = out.pop()
            run = (Mark.DELETED, last[1], run[2], last[3], run[4])
        out.append(run)
    return out


def _is_island(run: Run, left: Run, right: Run, before: Sequence[Token]) -> bool:
    words = [token for token in before[run[1] : run[2]] if token.is_word]
    letters = sum(len(token.text) for token in words)
    if len(words) > _ISLAND or letters > 6:
        return False
    return min(_size(left), _size(right)) > 2 * (run[2] - run[1])


def _size(run: Run) -> int:
    return max(run[2] - run[1], run[4] - run[3])


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind become one piece; a space between two of them goes along."""
    groups = groupby(pieces, key=lambda piece: (piece.mark, piece.nature, piece.edit))
    return [
        Piece(mark, "".join(piece.text for piece in group), nature, edit)
        for (mark, nature, edit), group in groups
    ]


# -- moved phrases --------------------------------------------------------------------------------


def _moved(pieces: list[Piece]) -> list[Piece]:
    """A phrase of three words and more that is deleted here and inserted there has moved."""
    gone = {_phrase(p.text): n for n, p in enumerate(pieces) if p.mark is Mark.DELETED}
    for place, piece in enumerate(pieces):
        if piece.mark is not Mark.INSERTED or piece.nature is not Nature.WORDS:
            continue
        phrase = _phrase(piece.text)
        if len(phrase) >= _MOVED_WORDS and phrase in gone:
            twin = gone.pop(phrase)
            pieces[place] = replace(piece, nature=Nature.MOVED)
            pieces[twin] = replace(pieces[twin], nature=Nature.MOVED)
    return pieces


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens(text)[1] if token.is_word)


def old_text(pieces: Iterable[Piece]) -> str:
    """The old text, letter by letter."""
    return "".join(piece.text for piece in pieces if piece.mark is not Mark.INSERTED)


def new_text(pieces: Iterable[Piece]) -> str:
    """The new text, letter by letter."""
    return "".join(piece.text for piece in pieces if piece.mark is not Mark.DELETED)
