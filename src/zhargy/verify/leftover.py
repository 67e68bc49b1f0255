"""Step 6 of a verification: files that the tree of today does not need.

Partial tiles and bundles of earlier sizes may stay; they must be the beginning of the full ones.
Anything else is listed as ignored: nothing that is reported as proven rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from zhargy.errors import ZhargyError
from zhargy.record.bundles import unpack
from zhargy.record.lines import HASH_BYTES
from zhargy.record.published import Fault
from zhargy.record.tiles import HEIGHT, WIDTH, Bundle, Tile, TileReader
from zhargy.verify.source import LARGEST_OF_TREE, Published, tile_reader

_PATH = re.compile(
    r"tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)
_BLOB = re.compile(r"blob/([0-9a-f]{2})/(\1[0-9a-f]{62})")
KNOWN = frozenset({"checkpoint", "witnessed"})


def leftover(record: Published, size: int, named: Container[str]) -> Iterator[Fault | str]:
    """A fault, or the name of a file that is ignored, for each file that is not needed.

    `named` are the blobs that entries name. Nothing comes of a record that cannot list its files.
    """
    reader = tile_reader(record, size)
    for name in record.names() or ():
        if name in KNOWN:
            continue
        if blob := _BLOB.fullmatch(name):
            if blob[2] not in named:
                yield name
        elif part := _PATH.fullmatch(name):
            yield from _tile(reader, record, name, part, size)
        else:
            yield name


def _tile(
    reader: TileReader, record: Published, name: str, part: re.Match[str], size: int
) -> Iterator[Fault | str]:
    level = 0 if part[1] == "entries" else int(part[1])
    index = int(part[2].replace("x", "").replace("/", ""))
    width = int(part[3] or WIDTH)
    held = size >> HEIGHT * level
    row: Tile | Bundle = Bundle(index, width) if part[1] == "entries" else Tile(level, index, width)
    if row.path != name or width > WIDTH or index * WIDTH + width > held:
        # A name in another spelling, or a part of a tree that is not signed yet.
        yield name
        return
    if width == min(WIDTH, held - index * WIDTH):
        return
    try:
        if isinstance(row, Tile):
            wanted: object = reader.tile(level, index)[: width * HASH_BYTES]
        else:
            wanted = reader.entries(index)[:width]
    except (ZhargyError, LookupError):
        # What is wrong with today's file was told in the walk, and no other can be held against it.
        return
    try:
        content = _content(record, name)
        same = (content if isinstance(row, Tile) else unpack(content, width)) == wanted
    except ZhargyError as refusal:
        yield Fault(refusal.code, name, refusal.fields)
        return
    except LookupError:
        return
    if not same:
        yield Fault("V77", name)


def _content(record: Published, name: str) -> bytes:
    content = record.read(name, LARGEST_OF_TREE)
    if content is None:
        raise LookupError(name)
    return content
