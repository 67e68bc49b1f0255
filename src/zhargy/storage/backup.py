"""A backup: one zip of the folder of a reform, whose bytes follow from its files alone.

docs/spec/backup.md. Nothing is packed: a packer's bytes differ from one version of it to the next,
and what is not packed cannot unpack to more than the file holds.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from zhargy.errors import UnusableFolder
from zhargy.storage import index, lock, salts
from zhargy.storage.disk import WAITING
from zhargy.storage.settings import is_below

FORMAT = b"zhargy.backup/1"
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_REGULAR = (stat.S_IFREG | 0o600) << 16
_DERIVED = ("out/", index.NAME)
_LOCKED = 0x1


def names_in(folder: Path) -> list[str]:
    """The files of a reform that belong into a backup, in the order of their names.

    Raises UnusableFolder G32 for a name that no folder could be restored from, G34 for a link.
    """
    found = []
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            told = path.relative_to(folder).as_posix()
            if not _belongs(told + "/" * path.is_dir()):
                continue
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise UnusableFolder("G34", str(path))
            if path.is_file():
                found.append(told)
    found.sort()
    _check_names(found, str(folder))
    return found


def _belongs(name: str) -> bool:
    last = name.rpartition("/")[2]
    return not (
        name.startswith(_DERIVED)
        or name == lock.NAME
        or last.startswith((WAITING, ".zhargy-"))
        or last == f"{salts.NAME}-journal"
    )


def write_backup(file: BinaryIO, contents: Iterable[tuple[str, bytes]]) -> None:
    """Write files by name; the same ones in the same order give the same bytes."""
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.comment = FORMAT
        for name, content in contents:
            info = ZipInfo(name, _DATE)
            info.create_system, info.external_attr = _UNIX, _REGULAR
            archive.writestr(info, content)


class Backup:
    """The files of a backup. Opening it refuses what would do harm; close it in the end."""

    def __init__(self, path: Path) -> None:
        """Raises UnusableFolder: G31 this is no backup, G32 a file that may not be in one."""
        self.name = str(path)
        try:
            self._archive = ZipFile(path)
        except (BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as wrong:
            raise UnusableFolder("G31", self.name, detail=str(wrong)) from None
        if self._archive.comment != FORMAT:
            self.close()
            raise UnusableFolder("G31", self.name, detail=FORMAT.decode())
        try:
            self._files = self._checked(path.stat().st_size)
        except UnusableFolder:
            self.close()
            raise

    def _checked(self, whole: int) -> Mapping[str, ZipInfo]:
        held = 0
        for info in self._archive.infolist():
            held += info.file_size
            kind = stat.S_IFMT(info.external_attr >> 16)
            if (
                info.filename != info.orig_filename
                or kind not in (0, stat.S_IFREG)
                or info.compress_type != ZIP_STORED
                or info.compress_size != info.file_size
                or info.flag_bits & _LOCKED
                # Files that lie over each other: together they would fill any disk.
                or held > whole
            ):
                raise UnusableFolder("G32", f"{self.name}, {info.orig_filename!r}")
        _check_names([info.filename for info in self._archive.infolist()], self.name)
        return {info.filename: info for info in self._archive.infolist()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def read(self, name: str) -> bytes | None:
        """The content of a file, or nothing where there is none. Raises UnusableFolder G31 where
        it is damaged."""
        if name not in self._files:
            return None
        try:
            return self._archive.read(self._files[name])
        except (BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as wrong:
            raise UnusableFolder("G31", f"{self.name}, {name}", detail=str(wrong)) from None

    def close(self) -> None:
        """Give the file back."""
        self._archive.close()


def _check_names(names: Iterable[str], where: str) -> None:
    """Raise G32 for a name that leads out of a folder, is that of something derived, stands twice
    (for a file system that knows no capital letters, too), or is a file and a folder at once."""
    seen: dict[str, str] = {}
    for name in names:
        parts = name.split("/")
        known = unicodedata.normalize("NFC", name).casefold()
        if not is_below(name) or {"", "."} & set(parts) or known in seen or not _belongs(known):
            raise UnusableFolder("G32", f"{where}, {name!r}")
        seen[known] = name
    for known, name in seen.items():
        above = known
        while "/" in above:
            above = above.rpartition("/")[0]
            if above in seen:
                raise UnusableFolder("G32", f"{where}, {name!r}")
