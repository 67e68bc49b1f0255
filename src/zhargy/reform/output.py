"""Files are written whole or not at all: what stood there before stands until the last moment."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from zhargy.errors import UnwritableOutput

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` by a rename. Raises UnwritableOutput (W11, W12, W13, W14)."""
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file to write to, which stands at `path` once all of it was written.

    A link stays a link: its file is written. `mode` is that of the file, if not the usual one.
    Raises UnwritableOutput (W11, W12, W13, W14).
    """
    path = path.resolve() if path.is_symlink() else path
    folder = path.parent
    if not folder.is_dir():
        raise UnwritableOutput("W14", str(path), folder=str(folder))
    if path.exists() and not _may_be_written(path):
        raise UnwritableOutput("W11", str(path), detail="read-only")
    try:
        handle, name = tempfile.mkstemp(prefix=".zhargy-", dir=folder)
    except OSError as refused:
        raise refusal_of(refused, path) from None
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        usual = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask()
        waiting.chmod(usual if mode is None else mode)
        waiting.replace(path)
    except OSError as refused:
        raise refusal_of(refused, path) from None
    finally:
        waiting.unlink(missing_ok=True)


def _may_be_written(path: Path) -> bool:
    """Not where the file is marked read-only, even for an administrator, whom no mark stops."""
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)


def umask() -> int:
    """What new files do not allow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def refusal_of(refused: OSError, path: Path) -> UnwritableOutput:
    """Why the system would not write."""
    if refused.errno in FULL:
        return UnwritableOutput("W12", str(path))
    if getattr(refused, "winerror", None) == 32 or refused.errno == errno.EBUSY:
        return UnwritableOutput("W13", str(path), detail=refused.strerror or "")
    return UnwritableOutput("W11", str(path), detail=refused.strerror or "")
