"""Pages in memory by the digest of what they show: of an earlier checkpoint too, if that is equal."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from zhargy.web.content import Content

Files = Mapping[str, Content]


class Kept:
    """The files of pages, up to so many bytes; those not asked for longest go first."""

    def __init__(self, most: int) -> None:
        self._most, self.bytes = most, 0
        self._files: OrderedDict[str, Files] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: str) -> Files | None:
        """The files of the page with this digest, if they are still here."""
        with self._lock:
            files = self._files.get(digest)
            if files is not None:
                self._files.move_to_end(digest)
            return files

    def put(self, digest: str, files: Files) -> None:
        """Keep the files of a page, unless they alone are more than may be kept."""
        with self._lock:
            if digest in self._files or _size(files) > self._most:
                return
            self._files[digest] = files
            self.bytes += _size(files)
            while self.bytes > self._most:
                self.bytes -= _size(self._files.popitem(last=False)[1])


def _size(files: Files) -> int:
    return sum(content.size for content in files.values())
