"""Of pairs that cross one another, those that keep the most: the heaviest chain."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

Links = Mapping[tuple[int, int], int]


def in_order(links: Links) -> list[tuple[int, int]]:
    """Of these pairs (old, new, with their weights) the heaviest chain that goes forward in both.

    >>> in_order({(0, 2): 3, (1, 0): 2, (2, 1): 2})
    [(1, 0), (2, 1)]
    """
    best: dict[tuple[int, int], tuple[int, int] | None] = {}
    ends: list[int] = []  # last new blocks of the chains worth going on with, rising
    chains: list[tuple[int, tuple[int, int]]] = []  # their weights and last pairs, rising too
    for pair in sorted(links, key=lambda p: (p[0], -p[1])):
        place = bisect_right(ends, pair[1] - 1)
        weight, before = chains[place - 1] if place else (0, None)
        weight += links[pair]
        best[pair] = before
        if place < len(ends) and ends[place] == pair[1] and chains[place][0] >= weight:
            continue
        last = place
        while last < len(ends) and chains[last][0] <= weight:
            last += 1
        ends[place:last] = [pair[1]]
        chains[place:last] = [(weight, pair)]
    found: list[tuple[int, int]] = []
    last_pair = chains[-1][1] if chains else None
    while last_pair is not None:
        found.append(last_pair)
        last_pair = best[last_pair]
    return found[::-1]
