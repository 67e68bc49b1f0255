"""Where a published record is read from: a folder, or the address of a web server.

Nothing is ever executed, and nothing is fetched but files of the record below the one address.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

from zhargy.errors import UnreadableRecord

PATIENCE_SECONDS = 20.0
_PIECE = 1 << 16


class Published(Protocol):
    """The files of a record by their names: "checkpoint", "tile/0/000", "blob/ab/abcd..."."""

    name: str

    def read(self, name: str, most: int) -> bytes | None:
        """The content, or nothing where there is no such file. Raises UnreadableRecord (V70 to
        V72) where it is longer than `most` bytes or cannot be read."""

    def names(self) -> Iterator[str] | None:
        """All files, or nothing where they cannot be listed."""


class Folder:
    """A folder, on a disk or a stick. A name that leads out of it by a link is not read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.name = str(folder)

    def read(self, name: str, most: int) -> bytes | None:
        path = self._folder / name
        try:
            if not path.is_file():
                return None
            if not path.resolve().is_relative_to(self._folder):
                raise UnreadableRecord("V72", name, detail="link")
            with path.open("rb") as file:
                content = file.read(most + 1)
        except OSError as refused:
            raise UnreadableRecord("V72", name, detail=refused.strerror or "") from None
        if len(content) > most:
            raise UnreadableRecord("V70", name, most=most)
        return content

    def names(self) -> Iterator[str]:
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() or path.is_symlink():
                yield path.relative_to(self._folder).as_posix()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A record stands at the address that was named, and nowhere else."""

    def redirect_request(self, *_anything: object) -> None:
        return None


class Web:
    """A web server that serves the files below one address."""

    def __init__(self, address: str, patience: float = PATIENCE_SECONDS) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UnreadableRecord("V73", address)
        self.name = address.rstrip("/")
        self._patience = patience
        self._opener = urllib.request.build_opener(_NoRedirect)

    def read(self, name: str, most: int) -> bytes | None:
        address = f"{self.name}/{quote(name)}"
        until = time.monotonic() + self._patience
        try:
            with self._opener.open(address, timeout=self._patience) as answer:
                return self._all(answer, name, most, until)
        except urllib.error.HTTPError as refused:
            if refused.code in (404, 410):
                return None
            raise UnreadableRecord("V72", address, detail=f"HTTP {refused.code}") from None
        except (OSError, ValueError) as refused:
            slow = isinstance(getattr(refused, "reason", refused), TimeoutError)
            code = "V71" if slow else "V72"
            raise UnreadableRecord(
                code, address, detail=str(refused), seconds=int(self._patience)
            ) from None

    def _all(self, answer: object, name: str, most: int, until: float) -> bytes:
        content = bytearray()
        # A server that gives a byte now and then would keep each single read short of its timeout.
        while piece := answer.read1(_PIECE):  # type: ignore[attr-defined]
            content += piece
            if len(content) > most:
                raise UnreadableRecord("V70", name, most=most)
            if time.monotonic() > until:
                raise UnreadableRecord("V71", name, seconds=int(self._patience))
        return bytes(content)

    def names(self) -> None:
        return None


def published_at(place: str) -> Published:
    """The record at a path or an address; of the folder of a reform, its record/.

    Raises UnreadableRecord V73 (no such address) or V74 (no record there).
    """
    if "://" in place:
        return Web(place)
    folder = Path(place)
    if (folder / "reform.toml").is_file():
        folder /= "record"
    if not folder.is_dir():
        raise UnreadableRecord("V74", place)
    return Folder(folder)
