"""The files of the record: read-only, by names of its own form and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from zhargy.record.kinds import blobs
from zhargy.site.library import Told
from zhargy.verify.blobs import MOST_BYTES
from zhargy.verify.source import LARGEST_OF_TREE, Published
from zhargy.web.content import BYTES, FOR_EVER, MEDIA, NEWEST, PAGE, SEALED, Content, content_of

ROOM = "record/"
_NOTES = ("checkpoint", "witnessed")
_NUMBER = r"(?:x[0-9]{3}/){0,6}[0-9]{3}"
_TILE = re.compile(rf"tile/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)/{_NUMBER}(?:\.p/[1-9][0-9]{{0,2}})?")
_BLOB = re.compile(r"blob/([0-9a-f]{2})/(\1[0-9a-f]{62})")


class RecordFiles:
    """What stands under record/ of a site."""

    def __init__(self, record: Published, entries: Iterable[Told]) -> None:
        self._record = record
        # Words of people are not among them: they may be withdrawn, and then must leave caches.
        self._lasting = {
            digest
            for told in entries
            if told.known and told.entry.kind != "words"
            for digest, _ in blobs(told.entry)
        }

    def at(self, name: str) -> Content | None:
        """A file by its name ("checkpoint", "tile/0/000"); nothing where the record has none.

        Raises UnreadableRecord.
        """
        if name in _NOTES:
            return self._sealed(name, LARGEST_OF_TREE, NEWEST, MEDIA["txt"])
        if _TILE.fullmatch(name):
            return self._sealed(name, LARGEST_OF_TREE, FOR_EVER)
        if blob := _BLOB.fullmatch(name):
            caching = FOR_EVER if blob[2] in self._lasting else PAGE
            return self._sealed(name, MOST_BYTES, caching)
        return None

    def _sealed(self, name: str, most: int, caching: str, media: str = BYTES) -> Content | None:
        plain = self._record.read(name, most)
        if plain is None:
            return None
        return replace(content_of("", plain, caching, SEALED), media=media)
