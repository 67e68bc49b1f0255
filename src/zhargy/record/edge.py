"""The right edge of a tree: what is kept to go on, and what a full tile is made of.

Levels are those of tiles (c2sp.org/tlog-tiles): a hash at level l stands for 256**l leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhargy.record.tree import EMPTY_ROOT, node_hash

WIDTH = 256


class Edge:
    """The hashes of the last, partial tile of each level: at most 255 a level."""

    def __init__(self, levels: Sequence[Sequence[bytes]] = ()) -> None:
        self.levels = [list(level) for level in levels]
        self._full = [0] * len(self.levels)

    @classmethod
    def at(cls, size: int, levels: Sequence[Sequence[bytes]]) -> Edge:
        """The edge of a tree of this size, of which the partial tiles are known."""
        edge = cls(levels)
        edge._full = [size // WIDTH ** (height + 1) for height in range(len(levels))]
        return edge

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self._full[0] * WIDTH + len(self.levels[0]) if self.levels else 0

    @property
    def root(self) -> bytes:
        """The hash of the whole tree, RFC 6962 section 2.1."""
        # Perfect trees from left to right; their heights fall, so they are joined from the right.
        parts = [
            part
            for level in reversed(self.levels)
            for part in _perfect(level)
        ]
        if not parts:
            return EMPTY_ROOT
        root = parts.pop()
        while parts:
            root = node_hash(parts.pop(), root)
        return root

    def add(self, leaves: Iterable[bytes]) -> Iterator[tuple[int, int, list[bytes]]]:
        """Take in leaf hashes; level, index and hashes of each tile as it becomes full."""
        for leaf in leaves:
            yield from self._put(0, leaf)

    def _put(self, height: int, part: bytes) -> Iterator[tuple[int, int, list[bytes]]]:
        if height == len(self.levels):
            self.levels.append([])
            self._full.append(0)
        level = self.levels[height]
        level.append(part)
        if len(level) < WIDTH:
            return
        self.levels[height] = []
        self._full[height] += 1
        yield height, self._full[height] - 1, level
        (whole,) = _perfect(level)
        yield from self._put(height + 1, whole)

    def partial(self) -> Iterator[tuple[int, int, list[bytes]]]:
        """Level, index and hashes of each partial tile, none of them empty."""
        for height, level in enumerate(self.levels):
            if level:
                yield height, self._full[height], level


def _perfect(hashes: Sequence[bytes]) -> list[bytes]:
    """The roots of the perfect trees over these hashes, largest first: one for each bit of their
    number."""
    parts: list[bytes] = []
    start, left = 0, len(hashes)
    while left:
        width = 1 << (left.bit_length() - 1)
        row = list(hashes[start : start + width])
        while len(row) > 1:
            row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
        parts.append(row[0])
        start, left = start + width, left - width
    return parts
