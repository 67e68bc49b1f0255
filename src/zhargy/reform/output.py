"""Files are written whole or not at all: what stood there before stands until the last moment."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from zhargy.errors import UnwritableOutput

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` by a rename. Raises UnwritableOutput (W11, W12, W13, W14).

    A link stays a link: its file is written.
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
        raise _refusal(refused, path) from None
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        waiting.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        waiting.replace(path)
    except OSError as refused:
        raise _refusal(refused, path) from None
    finally:
        waiting.unlink(missing_ok=True)


def _may_be_written(path: Path) -> bool:
    """Not where the file is marked read-only, even for an administrator, whom no mark stops."""
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refusal(refused: OSError, path: Path) -> UnwritableOutput:
    if refused.errno in FULL:
        return UnwritableOutput("W12", str(path))
    if getattr(refused, "winerror", None) == 32 or refused.errno == errno.EBUSY:
        return UnwritableOutput("W13", str(path), detail=refused.strerror or "")
    return UnwritableOutput("W11", str(path), detail=refused.strerror or "")
