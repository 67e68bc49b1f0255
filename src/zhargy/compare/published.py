"""A comparison as it was published: the links of an alignment in the record, not found anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from zhargy.compare.clusters import clusters_of
from zhargy.compare.comparison import Comparison, Fate, Mark, Pair
from zhargy.compare.decisions import Decision, Verdict
from zhargy.compare.entries import CERTAIN
from zhargy.compare.measures import measures
from zhargy.compare.rows import Standing, differences, in_order, is_unit
from zhargy.text.act import Act
from zhargy.text.provision import words

Key = tuple[str | None, str | None]


def as_published(
    old: Act, new: Act, rows: Sequence[Mapping[str, Any]], corrections: Iterable[Decision] = ()
) -> Comparison:
    """The comparison that the rows of an alignment tell (`compare.entries.read_table`), with what
    people corrected later.

    Fates are those of the record; where something was corrected they follow from the links.
    `level` is the median share of words that pairs have in common. There are no candidates: they
    are for the work before publishing.
    """
    links = {_key(row): (row["confidence"] / CERTAIN, row["decided"]) for row in rows}
    corrected = _corrected(links, corrections)
    places = [{p.address: n for n, p in enumerate(act.provisions)} for act in (old, new)]
    standing = [
        Standing(places[0][i], places[1][j], sure, (), "confirmed" if decided else "")
        for (i, j), (sure, decided) in corrected.items()
        if i in places[0] and j in places[1]
    ]
    standing.sort(key=lambda s: (s.new, s.old))
    difference, edits = differences(old, new, standing)
    alone = {
        f"old {i}" if i else f"new {j}": sure
        for (i, j), (sure, _) in links.items()
        if not (i and j)
    }
    pairs = in_order(old, new, standing, difference, alone)
    if corrected == links:
        fates = {_key(row): Fate(row["fate"]) for row in rows}
        pairs = [replace(pair, fate=fates.get(_sides(pair), pair.fate)) for pair in pairs]
    return Comparison(
        old=old,
        new=new,
        pairs=tuple(pairs),
        measures=measures(old, new, pairs, clusters_of(pairs, edits, new.language)),
        bulk=edits,
        level=_level(pairs),
    )


def _corrected(
    links: Mapping[Key, tuple[float, bool]], corrections: Iterable[Decision]
) -> dict[Key, tuple[float, bool]]:
    found = dict(links)
    for decision in corrections:
        key = (decision.old or None, decision.new or None)
        if decision.verdict is Verdict.REJECT:
            found.pop(key, None)
        else:
            found[key] = (1.0, True)
    return found


def _key(row: Mapping[str, Any]) -> Key:
    return row["old"], row["new"]


def _sides(pair: Pair) -> Key:
    return pair.old.address if pair.old else None, pair.new.address if pair.new else None


def _level(pairs: Iterable[Pair]) -> float:
    shares = [_kept(pair) for pair in pairs if pair.old and pair.new and is_unit(pair.new)]
    return round(median(shares), 4) if shares else 0.0


def _kept(pair: Pair) -> float:
    """The share of the words of both sides that both have."""
    counts = dict.fromkeys(Mark, 0)
    for piece in pair.pieces:
        counts[piece.mark] += sum(1 for _ in words(piece.text))
    both = 2 * counts[Mark.SAME]
    return both / max(1, both + counts[Mark.DELETED] + counts[Mark.INSERTED])
