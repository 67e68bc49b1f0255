"""Split and merged provisions: what one row lacks may stand in another row of the same cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from zhargy.compare.bulk import Row, stemmer
from zhargy.compare.comparison import BulkEdit, Mark, Nature, Pair, Piece
from zhargy.compare.words import difference, tokens


def marked_elsewhere(keys: Sequence[tuple[int, int]], rows: Sequence[Row]) -> list[Row]:
    """Words that another row of the same old (or new) provision carries are MOVED, not changed."""
    out = list(rows)
    for side, mark in ((0, Mark.DELETED), (1, Mark.INSERTED)):
        groups: dict[int, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            groups[key[side]].append(place)
        for members in groups.values():
            if len(members) > 1:
                _mark_group(out, members, mark)
    return out


def _mark_group(rows: list[Row], members: Sequence[int], mark: Mark) -> None:
    covered = {place: _same_offsets(rows[place], mark) for place in members}
    for place in members:
        elsewhere = set().union(*(covered[other] for other in members if other != place))
        rows[place] = _remarked(rows[place], elsewhere, mark)


def _same_offsets(row: Row, mark: Mark) -> set[int]:
    """Offsets, in the text that `mark` belongs to, of what this row has in both texts."""
    offsets: set[int] = set()
    position = 0
    for piece in row:
        if piece.mark is Mark.SAME:
            offsets.update(range(position, position + len(piece.text)))
        if piece.mark in (Mark.SAME, mark):
            position += len(piece.text)
    return offsets


def _remarked(row: Row, elsewhere: set[int], mark: Mark) -> Row:
    out: list[Piece] = []
    position = 0
    for piece in row:
        if piece.mark is mark and piece.nature is Nature.WORDS:
            out += _divided(piece, position, elsewhere)
        else:
            out.append(piece)
        if piece.mark in (Mark.SAME, mark):
            position += len(piece.text)
    return tuple(out)


def _divided(piece: Piece, position: int, elsewhere: set[int]) -> list[Piece]:
    """The piece cut where words begin or cease to stand elsewhere."""
    lead, words = tokens(piece.text)
    parts = [(lead, piece.nature)] if lead else []
    position += len(lead)
    for token in words:
        text = token.text + token.space
        parts.append((text, Nature.MOVED if position in elsewhere else piece.nature))
        position += len(text)
    return [
        Piece(piece.mark, "".join([text for text, _ in run]), nature, piece.edit)
        for nature, run in groupby(parts, key=itemgetter(1))
    ]


def clusters_of(
    pairs: Sequence[Pair], edits: Sequence[BulkEdit], language: str
) -> list[tuple[Piece, ...]]:
    """The word differences for counting: one for each connected set of linked provisions.

    One-to-one pairs keep theirs; split and merged ones are joined in order on both sides, so that
    no word counts twice.
    """
    out: list[tuple[Piece, ...]] = []
    component: dict[str, int] = {}
    members: dict[int, list[Pair]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        if pair.old is None or pair.new is None or not _counts(pair):
            continue
        keys = (f"o{pair.old.address}", f"n{pair.new.address}")
        known = {component[key] for key in keys if key in component}
        home = min(known, default=number)
        for other in known - {home}:
            members[home] += members.pop(other)
        members[home].append(pair)
        component.update(
            (key, home)
            for member in members[home]
            if member.old and member.new
            for key in (f"o{member.old.address}", f"n{member.new.address}")
        )
    for group in members.values():
        out.append(group[0].pieces if len(group) == 1 else _joined(group, edits, language))
    return out


def _counts(pair: Pair) -> bool:
    return (
        pair.old is not None
        and not pair.old.citation.is_heading
        and (pair.old.citation.get("preamble") is None)
    )


def _joined(group: Sequence[Pair], edits: Sequence[BulkEdit], language: str) -> tuple[Piece, ...]:
    old = dict.fromkeys(pair.old.text for pair in group if pair.old)
    new = dict.fromkeys(pair.new.text for pair in group if pair.new)
    style = {(edit.old, edit.new) for edit in edits}
    stem = stemmer(language)
    known = {(_stems(a, stem), _stems(b, stem)) for a, b in style}
    return tuple(_styled(list(difference("\n".join(old), "\n".join(new))), known, stem))


Stems = tuple[str, ...]


def _stems(text: str, stem: object) -> Stems:
    return tuple(stem(t.key) for t in tokens(text)[1] if t.is_word)  # type: ignore[operator]


def _styled(pieces: list[Piece], known: set[tuple[Stems, Stems]], stem: object) -> list[Piece]:
    """Bulk edits inside a joined difference count as such."""
    for place, piece in enumerate(pieces[:-1]):
        after = pieces[place + 1]
        if piece.mark is not Mark.DELETED or after.mark is not Mark.INSERTED:
            continue
        if (_stems(piece.text, stem), _stems(after.text, stem)) in known:
            pieces[place] = replace(piece, nature=Nature.BULK)
            pieces[place + 1] = replace(after, nature=Nature.BULK)
    return pieces
