"""Where a published record is read from: a folder, or the address of a web server.

Nothing is ever executed, and nothing is fetched but files of the record below the one address.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from threading import Timer
from typing import Protocol
from urllib.parse import quote, urlsplit

from zhargy.errors import UnreadableRecord
from zhargy.record.bundles import LONGEST_ENTRY
from zhargy.record.tiles import WIDTH, TileReader

PATIENCE_SECONDS = 20.0
_PIECE = 1 << 16
_MOST_LATE = 3
# The longest file of a tree: a bundle of the longest entries.
LARGEST_OF_TREE = WIDTH * (2 + LONGEST_ENTRY)
# Where a site has its record, and the file that every record has.
_RECORD, _CHECKPOINT = "record", "checkpoint"
_HEADERS = {"User-Agent": "zhargy-verify", "Accept-Encoding": "identity"}


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


class _Deadline:
    """Ends a connection when the time is up: a server that gives a byte now and then would keep
    each single wait short."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._socket: socket.socket | None = None
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def watch(self, connected: socket.socket) -> None:
        self._socket = connected

    def _end(self) -> None:
        self.over = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_anything: object) -> None:
        self._timer.cancel()


class Web:
    """A web server that serves the files below one address, over one connection. At the address of
    a site they are those below its record/.

    It is not followed elsewhere, what it packs is not unpacked, and after a few answers that came
    too late no more is asked of it.
    """

    def __init__(self, address: str, patience: float = PATIENCE_SECONDS) -> None:
        self._connection: HTTPConnection | None = None
        try:
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise UnreadableRecord("V73", address) from None
        if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
            raise UnreadableRecord("V73", address)
        self.name = address.rstrip("/")
        self._path = quote(parts.path.rstrip("/"), safe="/%")
        self._patience, self._late = patience, 0
        self._secure = parts.scheme == "https"
        self._host, self._port = host, port or (443 if self._secure else 80)

    def read(self, name: str, most: int) -> bytes | None:
        content = self._read(name, most)
        if content is None and name == _CHECKPOINT:
            content = self._read(f"{_RECORD}/{name}", most)
            if content is not None:
                self.name, self._path = f"{self.name}/{_RECORD}", f"{self._path}/{_RECORD}"
        return content

    def _read(self, name: str, most: int) -> bytes | None:
        address = f"{self.name}/{name}"
        kept = self._connection is not None
        while True:
            with _Deadline(self._patience) as deadline:
                if self._late == _MOST_LATE:
                    raise UnreadableRecord("V71", address, seconds=int(self._patience))
                try:
                    content = self._asked(name, most, deadline)
                    self._late = 0
                    return content
                except (OSError, ValueError, HTTPException) as refused:
                    self._close()
                    if deadline.over or isinstance(refused, TimeoutError):
                        self._late += 1
                    elif kept and isinstance(refused, ConnectionError):
                        kept = False  # a server may end a connection that waits
                    else:
                        detail = str(refused) or type(refused).__name__
                        raise UnreadableRecord("V72", address, detail=detail) from None
                    if self._late:
                        seconds = int(self._patience)
                        raise UnreadableRecord("V71", address, seconds=seconds) from None
                except UnreadableRecord:
                    self._close()
                    raise

    def _asked(self, name: str, most: int, deadline: _Deadline) -> bytes | None:
        connection = self._connected(deadline)
        connection.request("GET", f"{self._path}/{quote(name)}", headers=_HEADERS)
        with connection.getresponse() as answer:
            if answer.status in (404, 410):
                self._close()
                return None
            if answer.status != 200:
                raise HTTPException(f"HTTP {answer.status}")
            packed = answer.getheader("Content-Encoding", "identity")
            if packed != "identity":
                raise HTTPException(f"Content-Encoding {packed}")
            content = self._body(answer, name, most)
            if answer.length or deadline.over:
                raise HTTPException(f"{len(content)} bytes came, and then no more")
            if answer.will_close:
                self._close()
            return content

    def _body(self, answer: HTTPResponse, name: str, most: int) -> bytes:
        content = bytearray()
        while piece := answer.read(min(_PIECE, most + 1 - len(content))):
            content += piece
            if len(content) > most:
                raise UnreadableRecord("V70", f"{self.name}/{name}", most=most)
        return bytes(content)

    def _connected(self, deadline: _Deadline) -> HTTPConnection:
        connection = self._connection
        if connection is not None and connection.sock is not None:
            deadline.watch(connection.sock)
            return connection
        plain = socket.create_connection((self._host, self._port), self._patience)
        deadline.watch(plain)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        kind = HTTPSConnection if self._secure else HTTPConnection
        connection = kind(self._host, self._port, timeout=self._patience)
        connection.sock = plain
        self._connection = connection
        if self._secure:
            # The handshake apart, so that the deadline can end it too.
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(
                plain, server_hostname=self._host, do_handshake_on_connect=False
            )
            deadline.watch(connection.sock)
            connection.sock.do_handshake()
        return connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __del__(self) -> None:
        self._close()

    def names(self) -> None:
        return None


def tile_reader(record: Published, size: int) -> TileReader:
    """The tree of a published record, whose files are bounded. Raises what `read` does."""

    def read(name: str) -> bytes:
        content = record.read(name, LARGEST_OF_TREE)
        if content is None:
            raise FileNotFoundError(name)
        return content

    return TileReader(read, size)


def published_at(place: str) -> Published:
    """The record at a path or an address; of the folder of a reform or of its site, its record/.

    Raises UnreadableRecord V73 (no such address) or V74 (no record there).
    """
    if "://" in place:
        return Web(place)
    folder = Path(place)
    is_site = not (folder / _CHECKPOINT).is_file() and (folder / _RECORD / _CHECKPOINT).is_file()
    if is_site or (folder / "reform.toml").is_file():
        folder /= _RECORD
    if not folder.is_dir():
        raise UnreadableRecord("V74", place)
    return Folder(folder)
