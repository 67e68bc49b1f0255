"""A tree as files (C2SP tlog-tiles): which there are, what they hold, proofs from them."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zhargy.errors import RecordMismatch, UnreadableRecord
from zhargy.record.bundles import pack, unpack
from zhargy.record.lines import HASH_BYTES
from zhargy.record.tree import Frontier, leaf_hash, node_hash

WIDTH = 256
HEIGHT = 8

_FULL = WIDTH * HASH_BYTES
_KEPT = 64
_sha256 = hashlib.sha256


def _index_path(index: int) -> str:
    """
    >>> _index_path(1234067), _index_path(7)
    ('x001/x234/067', '007')
    """
    index, last = divmod(index, 1000)
    path = f"{last:03}"
    while index:
        index, part = divmod(index, 1000)
        path = f"x{part:03}/{path}"
    return path


def _path(level: str, index: int, width: int) -> str:
    return f"tile/{level}/{_index_path(index)}" + (f".p/{width}" if width < WIDTH else "")


@dataclass(frozen=True, slots=True)
class Tile:
    """`width` hashes of perfect subtrees of 256**level leaves, from `index` * 256 on."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        return _path(str(self.level), self.index, self.width)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The `width` entries whose hashes stand in the tile of level 0 with the same index."""

    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        return _path("entries", self.index, self.width)


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a tree, level by level; there are no empty ones."""
    return new_tiles(0, size)


def bundles_of(size: int) -> Iterator[Bundle]:
    """Every bundle of a tree."""
    return new_bundles(0, size)


def new_tiles(old_size: int, new_size: int) -> Iterator[Tile]:
    """The tiles of the new tree that the old one did not have."""
    level = 0
    while new_size >> HEIGHT * level:
        old, new = old_size >> HEIGHT * level, new_size >> HEIGHT * level
        yield from (Tile(level, index, width) for index, width in _grown(old, new))
        level += 1


def new_bundles(old_size: int, new_size: int) -> Iterator[Bundle]:
    """The bundles of the new tree that the old one did not have."""
    return (Bundle(index, width) for index, width in _grown(old_size, new_size))


def _grown(old: int, new: int) -> Iterator[tuple[int, int]]:
    """Index and width of the rows that hold what stands at `old` up to `new`."""
    full, left = divmod(new, WIDTH)
    yield from ((index, WIDTH) for index in range(old // WIDTH, full))
    if left and new > old:
        yield full, left


@dataclass(frozen=True, slots=True)
class Edge:
    """What a tree needs in order to grow: its partial tiles, level by level (b"" where none is).

    >>> Edge().size, Edge().frontier().size
    (0, 0)
    """

    size: int = 0
    partial: tuple[bytes, ...] = ()

    def frontier(self) -> Frontier:
        frontier = Frontier()
        for level in reversed(range(len(self.partial))):
            row = self.partial[level]
            at = 0
            for height in reversed(range(HEIGHT)):
                if len(row) // HASH_BYTES >> height & 1:
                    end = at + (HASH_BYTES << height)
                    frontier.add_subtree(HEIGHT * level + height, subtree_root(row[at:end]))
                    at = end
        return frontier

    @property
    def root(self) -> bytes:
        return self.frontier().root


def grown(edge: Edge, leaves: Iterable[bytes]) -> tuple[dict[str, bytes], Edge]:
    """The tile files to write when leaf hashes are appended, and the edge of the grown tree.

    These are the tiles of `new_tiles`; partial tiles of sizes in between are not among them.
    """
    files: dict[str, bytes] = {}
    partial: list[bytes] = []
    coming = b"".join(leaves)
    size = edge.size + len(coming) // HASH_BYTES
    level = 0
    while coming or level < len(edge.partial):
        row = (edge.partial[level] if level < len(edge.partial) else b"") + coming
        index = edge.size >> HEIGHT * (level + 1)
        above = []
        full = len(row) - len(row) % _FULL
        for at in range(0, full, _FULL):
            tile = row[at : at + _FULL]
            files[Tile(level, index).path] = tile
            above.append(subtree_root(tile))
            index += 1
        rest = row[full:]
        if rest and coming:
            files[Tile(level, index, len(rest) // HASH_BYTES).path] = rest
        partial.append(rest)
        coming = b"".join(above)
        level += 1
    return files, Edge(size, tuple(partial))


def bundle_files(old_size: int, partial: bytes, entries: Iterable[bytes]) -> dict[str, bytes]:
    """The bundle files to write when entries are appended.

    `partial` are the bytes of the old tree's partial bundle, or nothing where it had none.
    """
    index, width = divmod(old_size, WIDTH)
    rows = [*unpack(partial, width), *entries]
    if len(rows) == width:
        return {}
    parts = (rows[at : at + WIDTH] for at in range(0, len(rows), WIDTH))
    return {Bundle(n, len(part)).path: pack(part) for n, part in enumerate(parts, index)}


def _paired(row: bytes) -> bytes:
    """The level above a row of hashes; one that is left over is left out."""
    pair = 2 * HASH_BYTES
    end = len(row) - len(row) % pair
    return b"".join([_sha256(b"\x01" + row[at : at + pair]).digest() for at in range(0, end, pair)])


def subtree_root(row: bytes) -> bytes:
    """The root over a row of hashes whose number is a power of two."""
    while len(row) > HASH_BYTES:
        row = _paired(row)
    return row


class TileReader:
    """A tree of `size` leaves out of its tile files.

    `read` gives the bytes at a path, or raises LookupError or FileNotFoundError; it is asked only
    for files that a tree of this size has. A partial tile that is gone is cut from the full one.
    What the files say is true only once `root` is that of a signed checkpoint and `check` passed;
    a proof needs neither, it is checked by itself.
    """

    def __init__(self, read: Callable[[str], bytes], size: int) -> None:
        self._read = read
        self.size = size
        self._rows: OrderedDict[tuple[int, int], list[bytes]] = OrderedDict()

    def tile(self, level: int, index: int) -> bytes:
        """The hashes of a tile as wide as the size makes it."""
        width = self._width(level, index)
        data = self._found(Tile(level, index, width).path)
        path, wanted = Tile(level, index, width).path, width * HASH_BYTES
        if data is None:
            path, wanted = Tile(level, index).path, _FULL
            data = self._found(path)
        if data is None:
            raise RecordMismatch("V49", where=Tile(level, index, width).path)
        if len(data) != wanted:
            raise UnreadableRecord("V31", where=path, bytes=len(data), wanted=wanted)
        return data[: width * HASH_BYTES]

    def entries(self, index: int) -> list[bytes]:
        """The entries of a bundle, which hash to the tile beside it."""
        width = self._width(0, index)
        data, wide = self._found(Bundle(index, width).path), width
        if data is None:
            data, wide = self._found(Bundle(index).path), WIDTH
        if data is None:
            raise RecordMismatch("V49", where=Bundle(index, width).path)
        try:
            found = unpack(data, wide)[:width]
        except UnreadableRecord as error:
            where = f"{Bundle(index, wide).path}, {error.where}"
            raise UnreadableRecord("V33", where=where, width=wide) from None
        if b"".join(map(leaf_hash, found)) != self.tile(0, index):
            raise RecordMismatch("V50", where=Bundle(index, width).path)
        return found

    def leaf(self, index: int) -> bytes:
        """The leaf hash at an index."""
        if not 0 <= index < self.size:
            raise RecordMismatch("V41", where=f"entry {index}", size=self.size)
        return self._node(0, index)

    def leaves(self) -> Iterator[bytes]:
        """All leaf hashes in order."""
        for index in range(-(-self.size // WIDTH)):
            row = self.tile(0, index)
            yield from (row[at : at + HASH_BYTES] for at in range(0, len(row), HASH_BYTES))

    def edge(self) -> Edge:
        partial, level = [], 0
        while row := self.size >> HEIGHT * level:
            partial.append(self.tile(level, row // WIDTH) if row % WIDTH else b"")
            level += 1
        return Edge(self.size, tuple(partial))

    def root(self) -> bytes:
        """The root over the partial tiles."""
        return self.edge().root

    def check(self) -> None:
        """Raise unless every full tile hashes to what stands for it in the tile above."""
        level = 0
        while full := self.size >> HEIGHT * (level + 1):
            above = b""
            for index in range(full):
                at = index % WIDTH * HASH_BYTES
                if not at:
                    above = self.tile(level + 1, index // WIDTH)
                if subtree_root(self.tile(level, index)) != above[at : at + HASH_BYTES]:
                    raise RecordMismatch("V50", where=Tile(level, index).path)
            level += 1

    def inclusion(self, index: int) -> list[bytes]:
        """The proof that a leaf stands at an index: PATH(index, D[size]) of RFC 6962."""
        if not 0 <= index < self.size:
            raise RecordMismatch("V41", where=f"entry {index}", size=self.size)
        proof, start, end = [], 0, self.size
        while end - start > 1:
            middle = start + _half(end - start)
            if index < middle:
                proof.append(self._range(middle, end))
                end = middle
            else:
                proof.append(self._range(start, middle))
                start = middle
        return proof[::-1]

    def consistency(self, old_size: int) -> list[bytes]:
        """The proof that the tree only appends to that of an old size: PROOF(old, D[size])."""
        if not 0 <= old_size <= self.size:
            raise RecordMismatch("V43", where=f"size {old_size}", old=old_size, new=self.size)
        if old_size in (0, self.size):
            return []
        proof, start, end = [], 0, self.size
        while old_size != end:
            middle = start + _half(end - start)
            if old_size <= middle:
                proof.append(self._range(middle, end))
                end = middle
            else:
                proof.append(self._range(start, middle))
                start = middle
        # The old tree itself is known to whoever asks, unless it is only a part of it.
        return [self._range(start, end), *proof[::-1]] if start else proof[::-1]

    def _range(self, start: int, end: int) -> bytes:
        """The root over leaves `start` to `end`, where a subtree of the tree stands."""
        length = end - start
        if length & (length - 1) == 0:
            height = length.bit_length() - 1
            return self._node(height, start >> height)
        middle = start + _half(length)
        return node_hash(self._range(start, middle), self._range(middle, end))

    def _node(self, height: int, index: int) -> bytes:
        """The root of the perfect subtree number `index` of 2**height leaves."""
        level, within = divmod(height, HEIGHT)
        number, at = divmod(index, WIDTH >> within)
        rows = self._kept(level, number)
        while len(rows) <= within:
            rows.append(_paired(rows[-1]))
        return rows[within][at * HASH_BYTES : (at + 1) * HASH_BYTES]

    def _kept(self, level: int, index: int) -> list[bytes]:
        """A tile and the rows above it as far as they were asked for, the last used ones kept."""
        rows = self._rows.get((level, index))
        if rows is None:
            rows = self._rows[level, index] = [self.tile(level, index)]
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        else:
            self._rows.move_to_end((level, index))
        return rows

    def _width(self, level: int, index: int) -> int:
        width = min(WIDTH, (self.size >> HEIGHT * level) - index * WIDTH)
        if width <= 0 or index < 0:
            raise RecordMismatch("V41", where=f"tile {level}/{index}", size=self.size)
        return width

    def _found(self, path: str) -> bytes | None:
        try:
            return self._read(path)
        except (LookupError, FileNotFoundError):
            return None


def _half(length: int) -> int:
    """The largest power of two below a length of two or more."""
    return 1 << (length - 1).bit_length() - 1
