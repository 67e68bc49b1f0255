"""`zhargy serve`: what must hold before a server starts, and how it is started."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from zhargy.errors import UnusableFolder
from zhargy.reform.library import library_of
from zhargy.verify.source import Folder, published_at

# Python loads this by its name: the rooms above do not know each other.
_PROGRAM = "zhargy.web.wsgi:application()"
_THREADS = "4"
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}


@dataclass(frozen=True, slots=True)
class Serving:
    """A socket that listens, and the program that answers on it."""

    address: str
    listening: socket.socket
    command: tuple[str, ...]
    environment: Mapping[str, str]

    def start(self) -> None:
        """Become the server: this process is replaced and does not come back."""
        self.listening.set_inheritable(True)
        os.execve(self.command[0], self.command, self.environment)


def serve(record: str, host: str, port: int, workers: int) -> Serving:
    """Ready to serve the record in a folder.

    Raises UnreadableRecord, RecordMismatch, UnusableFolder G50 (the port is in use), G51 (no server
    can be opened there), G52 (the record is of no reform yet), G53 (the record is not in a folder).
    """
    if not isinstance(published_at(record), Folder):
        raise UnusableFolder("G53", record)
    library_of(record)
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    command = (
        sys.executable, "-m", "gunicorn", _PROGRAM, "--preload",
        "--bind", f"fd://{listening.fileno()}",
        "--workers", str(workers), "--worker-class", "gthread", "--threads", _THREADS,
        "--no-control-socket", "--log-level", "warning",
    )  # fmt: skip
    shown = _ANYWHERE.get(host, f"[{host}]" if ":" in host else host)
    hosts = ",".join(
        filter(None, (os.environ.get("ZHARGY_HOSTS"), "localhost,127.0.0.1,[::1]", shown))
    )
    environment = os.environ | {"ZHARGY_RECORD": record, "ZHARGY_HOSTS": hosts}
    return Serving(f"http://{shown}:{port}/", listening, command, environment)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as refused:
        listening.close()
        where = f"{host}:{port}"
        if refused.errno == errno.EADDRINUSE:
            raise UnusableFolder("G50", where) from None
        raise UnusableFolder("G51", where, detail=refused.strerror or str(refused)) from None
    return listening
