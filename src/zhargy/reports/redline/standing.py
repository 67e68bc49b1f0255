"""Which paragraphs of the new text stand where the old ones stood, and which were moved.

A document is read from top to bottom, so only pairs in the same order can stand in place: those
that keep the most words do. Of the rest, what kept half of its words was moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from zhargy.compare.comparison import Comparison, Mark
from zhargy.compare.words import difference
from zhargy.reports.redline.lines import Block, Grid, Line
from zhargy.reports.redline.order import Links, in_order
from zhargy.text.act import Act

# How much of its words a paragraph must keep to be shown as moved, or as a piece split off.
_KEPT = 0.5
_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Hunk:
    """Old blocks [old_start, old_end) and the new ones [new_start, new_end) that replace them."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Standing:
    """`hunks` in their order; `moves` from old to new blocks, which stand in no hunk."""

    hunks: tuple[Hunk, ...]
    moves: Mapping[int, int]


def standing(comparison: Comparison, old: Sequence[Block], new: Sequence[Block]) -> Standing:
    """Where the blocks of both texts stand in one document."""
    links = _links(comparison, old, new)
    chosen = in_order(links)
    for hunk in _gaps([Hunk(i, i + 1, j, j + 1) for i, j in chosen], len(old), len(new)):
        chosen += _unspoken(old, new, hunk)
    hunks = _grown([Hunk(i, i + 1, j, j + 1) for i, j in sorted(chosen)], links, old, new)
    return Standing(tuple(hunks), _moves(hunks, links, old, new))


# -- which blocks belong together --------------------------------------------------------------------


def _links(comparison: Comparison, old: Sequence[Block], new: Sequence[Block]) -> Links:
    """Pairs of blocks, and how many letters they have in common."""
    places = _places(old), _places(new)
    links: dict[tuple[int, int], int] = {}
    grids: Counter[tuple[int, int]] = Counter()
    for pair in comparison.pairs:
        if pair.old is None or pair.new is None:
            continue
        befores = places[0].get(pair.old.address, [])
        afters = places[1].get(pair.new.address, [])
        lines = (
            [n for n in befores if isinstance(old[n], Line)],
            [n for n in afters if isinstance(new[n], Line)],
        )
        for i, j in _paragraphs(*lines, old, new):
            links[i, j] = max(links.get((i, j), 0), 1 + _common(_words(old[i]), _words(new[j])))
        kept = 1 + sum(len(piece.text) for piece in pair.pieces if piece.mark is Mark.SAME)
        grids.update(
            {
                (i, j): kept
                for i in befores
                for j in afters
                if isinstance(old[i], Grid) and isinstance(new[j], Grid)
            }
        )
    links.update(grids)
    links.update(_numbers_alone(comparison, old, new))
    return links


def _places(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """Address of a provision -> the blocks that hold its words, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        for line in block.rows if isinstance(block, Grid) else (block,):
            if line.address and places[line.address][-1:] != [n]:
                places[line.address].append(n)
    return places


def _words(block: Block) -> str:
    return block.words if isinstance(block, Line) else ""


def _paragraphs(
    befores: Sequence[int], afters: Sequence[int], old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[int, int]]:
    """The paragraphs of two provisions that are a pair: equal ones first, then in turn."""
    if len(befores) == len(afters):
        yield from zip(befores, afters, strict=True)
        return
    texts = [_words(old[i]) for i in befores], [_words(new[j]) for j in afters]
    for code in LCSseq.opcodes(*texts):
        here = befores[code.src_start : code.src_end], afters[code.dest_start : code.dest_end]
        yield from zip(*here, strict=False)


@lru_cache(maxsize=1 << 14)
def _common(old: str, new: str) -> int:
    if old == new:
        return len(old)
    return sum(len(piece.text) for piece in difference(old, new) if piece.mark is Mark.SAME)


def _numbers_alone(
    comparison: Comparison, old: Sequence[Block], new: Sequence[Block]
) -> dict[tuple[int, int], int]:
    """A number without words ("Статья 5.") goes where most of what stands under it went."""
    bare = _bare(old), _bare(new)
    above = _above(comparison.old, bare[0]), _above(comparison.new, bare[1])
    went: Counter[tuple[int, int]] = Counter()
    for pair in comparison.pairs:
        if pair.old is None or pair.new is None:
            continue
        for element, kind in above[0].get(pair.old.address, ()):
            for other, other_kind in above[1].get(pair.new.address, ()):
                if kind == other_kind:
                    went[bare[0][element], bare[1][other]] += 1
    links: dict[tuple[int, int], int] = {}
    taken: tuple[set[int], set[int]] = set(), set()
    for (i, j), _ in sorted(went.items(), key=lambda item: (-item[1], item[0])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            links[i, j] = 2
    return links


def _bare(blocks: Sequence[Block]) -> dict[str, int]:
    """Element -> its line, of those whose line holds a number alone."""
    return {
        block.element: n
        for n, block in enumerate(blocks)
        if isinstance(block, Line) and block.label and not block.words
    }


def _above(act: Act, bare: Mapping[str, int]) -> dict[str, list[tuple[str, str]]]:
    """Provision -> the elements with bare numbers that it stands in, with their kinds."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for element in act.elements():
        if element.citation.address in bare:
            for inner in element.walk():
                here = (element.citation.address, element.kind)
                found[inner.citation.address].append(here)
                found[f"{inner.citation.address}__heading_1"].append(here)
    return found


# -- in place ----------------------------------------------------------------------------------------


def _gaps(hunks: Sequence[Hunk], olds: int, news: int) -> list[Hunk]:
    """What lies between hunks, as hunks; empty ones too."""
    starts = [(0, 0), *((hunk.old_end, hunk.new_end) for hunk in hunks)]
    ends = [*((hunk.old_start, hunk.new_start) for hunk in hunks), (olds, news)]
    return [Hunk(a[0], b[0], a[1], b[1]) for a, b in zip(starts, ends, strict=True)]


def _unspoken(old: Sequence[Block], new: Sequence[Block], gap: Hunk) -> list[tuple[int, int]]:
    """Titles, notes, repealed numbers and tables of a gap: no provisions, so no pair names them."""
    befores = [n for n in range(gap.old_start, gap.old_end) if _is_unspoken(old[n])]
    afters = [n for n in range(gap.new_start, gap.new_end) if _is_unspoken(new[n])]
    if not (befores and afters):
        return []
    keys = [_key(old[n]) for n in befores], [_key(new[n]) for n in afters]
    found: list[tuple[int, int]] = []
    for code in LCSseq.opcodes(*keys):
        here = befores[code.src_start : code.src_end], afters[code.dest_start : code.dest_end]
        if code.tag == "equal":
            found += zip(*here, strict=True)
        else:
            found += _alike(*here, old, new)
    return found


def _is_unspoken(block: Block) -> bool:
    return isinstance(block, Grid) or not block.address


def _key(block: Block) -> str:
    return f"{block.style}\n{block.text}" if isinstance(block, Line) else "\n"


def _alike(
    befores: Sequence[int], afters: Sequence[int], old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[int, int]]:
    """Each with the next one that is of its style and kept half of its words."""
    first = 0
    for i in befores:
        for place in range(first, min(len(afters), first + _MOST_BETWEEN)):
            if _is_alike(old[i], new[afters[place]]):
                yield i, afters[place]
                first = place + 1
                break


def _is_alike(old: Block, new: Block) -> bool:
    if isinstance(old, Grid) or isinstance(new, Grid):
        return isinstance(old, Grid) and isinstance(new, Grid)
    return old.style == new.style and _kept(old.text, new.text) >= _KEPT


def _kept(old: str, new: str) -> float:
    return 2 * _common(old, new) / max(1, len(old) + len(new))


# -- split and merged ---------------------------------------------------------------------------------


def _grown(
    hunks: Sequence[Hunk], links: Links, old: Sequence[Block], new: Sequence[Block]
) -> list[Hunk]:
    """Pieces that were split off or joined on, right before or after, become part of a hunk."""
    linked = {i for i, _ in links}, {j for _, j in links}
    out = list(hunks)
    for n, hunk in enumerate(hunks):
        i, j = hunk.old_start, hunk.new_start
        low = out[n - 1] if n else Hunk(0, 0, 0, 0)
        high = hunks[n + 1] if n + 1 < len(hunks) else Hunk(len(old), 0, len(new), 0)
        if isinstance(old[i], Grid):
            continue
        # Both bound here and called at once.
        first, last = _stretched(
            j,
            range(low.new_end, high.new_start),
            lambda k, i=i: links.get((i, k), 0) > _KEPT * len(_words(new[k])),  # type: ignore[misc]
            lambda k: isinstance(new[k], Line) and k not in linked[1],
        )
        if last - first > 1:
            out[n] = Hunk(i, i + 1, first, last)
            continue
        first, last = _stretched(
            i,
            range(low.old_end, high.old_start),
            lambda k, j=j: links.get((k, j), 0) > _KEPT * len(_words(old[k])),  # type: ignore[misc]
            lambda k: isinstance(old[k], Line) and k not in linked[0],
        )
        out[n] = Hunk(first, last, j, j + 1)
    return out


def _stretched(
    place: int, room: range, joins: Callable[[int], bool], passes: Callable[[int], bool]
) -> tuple[int, int]:
    """From `place` as far as blocks join; a few that pass may stand between."""
    first, last = place, place + 1
    for k in range(place + 1, room.stop):
        if joins(k):
            last = k + 1
        elif k - last >= _MOST_BETWEEN or not passes(k):
            break
    for k in range(place - 1, room.start - 1, -1):
        if joins(k):
            first = k
        elif first - k > _MOST_BETWEEN or not passes(k):
            break
    return first, last


# -- moved -------------------------------------------------------------------------------------------


def _moves(
    hunks: Sequence[Hunk], links: Links, old: Sequence[Block], new: Sequence[Block]
) -> dict[int, int]:
    """Each free line with the free one that kept most of its words; what goes along with it."""
    free_old = set(range(len(old))).difference(*(range(h.old_start, h.old_end) for h in hunks))
    free_new = set(range(len(new))).difference(*(range(h.new_start, h.new_end) for h in hunks))
    moves: dict[int, int] = {}

    def move(i: int, j: int) -> None:
        moves[i] = j
        free_old.discard(i)
        free_new.discard(j)

    for i, j in sorted(links, key=lambda pair: (-links[pair], pair)):
        if {i} <= free_old and {j} <= free_new and _is_moved(old[i], new[j]):
            move(i, j)
    for i, j in sorted(links, reverse=True):
        bare = not (_words(old[i]) or _words(new[j]))
        if bare and i in free_old and j in free_new and moves.get(i + 1) == j + 1:
            move(i, j)
    for start in sorted(moves):
        i, j = start + 1, moves[start] + 1
        while i in free_old and j in free_new and _goes_along(old[i], new[j]):
            move(i, j)
            i, j = i + 1, j + 1
    return moves


def _is_moved(old: Block, new: Block) -> bool:
    words = _words(old), _words(new)
    return all(words) and _kept(*words) >= _KEPT


def _goes_along(old: Block, new: Block) -> bool:
    """A note that stands under what moved."""
    if isinstance(old, Grid) or isinstance(new, Grid):
        return False
    return not (old.address or new.address) and _key(old) == _key(new)
