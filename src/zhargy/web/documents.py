"""The documents of comparisons, made when somebody first asks for one or for how long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock

from zhargy.reform.compared_documents import compared_documents
from zhargy.site.documents import Documents
from zhargy.site.library import Library
from zhargy.web.content import PAGE, Content, content_of
from zhargy.web.kept import Kept, Key


class DocumentsMade(Mapping[str, int]):
    """The size of each document by its address, and the document itself.

    Sizes stay, documents while memory lasts; `before` is that of the checkpoint before this one.
    """

    def __init__(self, library: Library, kept: Kept, before: DocumentsMade | None = None) -> None:
        self._library, self._kept = library, kept
        self._asked: dict[str, Documents] = {}
        self._sizes: dict[Key, int] = {} if before is None else dict(before._sizes)
        # One comparison at a time: who asks for the same one meanwhile finds it made.
        self._making = Lock()

    def name(self, asked: Iterable[Documents]) -> None:
        """Say which documents there are; nothing is made yet. Those of another basis are forgotten."""
        self._asked = {path: one for one in asked for path in one.paths}
        now = {self._key(path) for path in self._asked}
        self._sizes = {key: size for key, size in self._sizes.items() if key in now}

    def __getitem__(self, path: str) -> int:
        if self._key(path) not in self._sizes:
            self.at(path)
        return self._sizes[self._key(path)]

    def __contains__(self, path: object) -> bool:
        return path in self._asked

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked)

    def __len__(self) -> int:
        return len(self._asked)

    def at(self, path: str) -> Content:
        """The document."""
        with self._making:
            return self._kept.get(self._key(path)) or self._made(path)

    def _made(self, path: str) -> Content:
        contents = {}
        for name, plain in compared_documents(self._library, self._asked[path]).items():
            contents[name] = content_of(name, plain, PAGE)
            self._sizes[self._key(name)] = len(plain)
            self._kept.put(self._key(name), contents[name])
        return contents[path]

    def _key(self, path: str) -> Key:
        return self._asked[path].basis, path
