"""Pages in memory by the digest of what they show: of an earlier checkpoint too, if that is equal."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from zhargy.web.content import Content

Key = tuple[str, str]


class Kept:
    """Files of pages by digest and name, up to so many bytes; those not asked for longest go."""

    def __init__(self, most: int) -> None:
        self._most, self.bytes = most, 0
        self._files: OrderedDict[Key, Content] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Content | None:
        """The file, if it is still here."""
        with self._lock:
            content = self._files.get(key)
            if content is not None:
                self._files.move_to_end(key)
            return content

    def put(self, key: Key, content: Content) -> None:
        """Keep a file, unless it alone is more than may be kept."""
        with self._lock:
            if key in self._files or content.size > self._most:
                return
            self._files[key] = content
            self.bytes += content.size
            while self.bytes > self._most:
                self.bytes -= self._files.popitem(last=False)[1].size
