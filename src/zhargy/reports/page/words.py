"""The words of a row as a redline: what went, what came, what stayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from zhargy.compare.comparison import Mark, Nature, Piece


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring pieces of one mark; `quiet` ones change no meaning, `slight` ones hold no word."""

    mark: Mark
    text: str
    quiet: bool
    slight: bool


def redline(pieces: Sequence[Piece]) -> str:
    """HTML with `del` and `ins`, what went before what came; `class=q` for quiet changes.

    >>> redline((Piece(Mark.SAME, "a "), Piece(Mark.DELETED, "b "), Piece(Mark.SAME, "c")))
    'a <del>b</del> c'
    """
    runs = list(_runs(pieces))
    return "".join(_tagged(runs, place) for place in range(len(runs)))


def _runs(pieces: Iterable[Piece]) -> Iterator[_Run]:
    for same, block in groupby(pieces, key=lambda piece: piece.mark is Mark.SAME):
        if same:
            yield _Run(Mark.SAME, "".join(piece.text for piece in block), True, False)
            continue
        changed = list(block)
        for mark in (Mark.DELETED, Mark.INSERTED):
            yield from _joined([_run(piece) for piece in changed if piece.mark is mark])


def _run(piece: Piece) -> _Run:
    slight = piece.nature is Nature.PUNCTUATION or not piece.text.strip()
    return _Run(piece.mark, piece.text, piece.nature is not Nature.WORDS, slight)


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    """A comma between two words that went has gone with them."""
    out: list[_Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and (last.quiet == run.quiet or last.slight or run.slight):
            quiet, slight = last.quiet and run.quiet, last.slight and run.slight
            out[-1] = _Run(run.mark, last.text + run.text, quiet, slight)
        else:
            out.append(run)
    return out


def _tagged(runs: Sequence[_Run], place: int) -> str:
    run = runs[place]
    if run.mark is Mark.SAME:
        return escape(run.text, quote=False)
    tag = "del" if run.mark is Mark.DELETED else "ins"
    kind = "" if not run.quiet else " class=q" if run.text.strip() else " class=w"
    behind = " " if _ends_loosely(runs, place) else ""
    words = run.text.removesuffix(behind)
    return f"<{tag}{kind}>{escape(words, quote=False)}</{tag}>{behind}"


def _ends_loosely(runs: Sequence[_Run], place: int) -> bool:
    """May the last space stand outside of the mark? Only where it is not seen if the run is not
    shown: between a space (or the beginning) and a word."""
    text = runs[place].text
    if not text.endswith(" ") or not text.strip():
        return False
    before = next((r.text for r in reversed(runs[:place]) if r.mark is Mark.SAME), " ")
    behind = next((r.text for r in runs[place + 1 :] if r.mark is Mark.SAME), "")
    return before[-1:].isspace() and behind[:1].isalnum()
