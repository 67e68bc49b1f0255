"""One publisher at a time: a lock on the folder that a killed process cannot leave behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhargy.errors import UnusableFolder, UnwritableOutput

NAME = ".publisher.lock"


@contextmanager
def only_publisher(folder: Path) -> Iterator[None]:
    """Hold the lock. Raises UnusableFolder G10 at once if another process holds it, and
    UnwritableOutput W11 where nothing can be written."""
    try:
        opened = (folder / NAME).open("a+b")
    except OSError as refused:
        raise UnwritableOutput("W11", str(folder), detail=refused.strerror or "") from None
    with opened as file:
        if not locked(file.fileno()):
            raise UnusableFolder("G10", str(folder))
        yield


if sys.platform == "win32":
    import msvcrt

    def locked(handle: int) -> bool:
        """Take the lock of an open file; False where another process has it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def locked(handle: int) -> bool:
        """Take the lock of an open file; False where another process has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
