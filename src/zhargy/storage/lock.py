"""One publisher at a time: a lock on the folder that a killed process cannot leave behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhargy.errors import UnusableFolder

NAME = ".publisher.lock"


@contextmanager
def only_publisher(folder: Path) -> Iterator[None]:
    """Hold the lock. Raises UnusableFolder G10 at once if another process holds it."""
    with (folder / NAME).open("a+b") as file:
        if not _locked(file.fileno()):
            raise UnusableFolder("G10", str(folder))
        yield


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
