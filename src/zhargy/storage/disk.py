"""The few things that a publisher asks of a disk, so that a test can hand it one that fails."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

WAITING = ".waiting-"


class Disk(Protocol):
    """Files by names relative to one folder. All raise OSError as the system does."""

    def read(self, name: str) -> bytes | None:
        """The content, or nothing where there is no such file."""

    def put(self, name: str, content: bytes) -> None:
        """The whole content at once, by a rename; durable only after `sync`."""

    def replace(self, name: str, content: bytes) -> None:
        """As `put`, and durable when it returns; whatever happens, the old or the new is there."""

    def append(self, name: str, content: bytes) -> None:
        """Add to the end of a file that is there, durable when it returns: one fsync."""

    def sync(self, names: Iterable[str]) -> None:
        """These files and the folders on the way to them are durable when it returns."""

    def remove(self, name: str) -> None:
        """The file is gone, durably; no error if it was not there."""

    def names(self, folder: str) -> Iterator[str]:
        """All files below a folder."""


class FolderDisk:
    """A real folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, content: bytes) -> None:
        path = self._folder / name
        waiting = path.with_name(WAITING + path.name)
        try:
            waiting.write_bytes(content)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_bytes(content)
        waiting.replace(path)

    def replace(self, name: str, content: bytes) -> None:
        path = self._folder / name
        waiting = path.with_name(WAITING + path.name)
        waiting.write_bytes(content)
        _sync(waiting)
        waiting.replace(path)
        _sync_folder(path.parent)

    def append(self, name: str, content: bytes) -> None:
        with (self._folder / name).open("r+b", buffering=0) as file:
            file.seek(0, os.SEEK_END)
            left = memoryview(content)
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())

    def sync(self, names: Iterable[str]) -> None:
        folders = set()
        for name in names:
            path = self._folder / name
            _sync(path)
            while path != self._folder:
                path = path.parent
                folders.add(path)
        for folder in sorted(folders, reverse=True):
            _sync_folder(folder)

    def remove(self, name: str) -> None:
        path = self._folder / name
        if path.exists():
            path.unlink()
            _sync_folder(path.parent)

    def names(self, folder: str) -> Iterator[str]:
        for path in sorted((self._folder / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(self._folder).as_posix()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    # Windows has no fsync of a folder; its renames are in the journal of the file system.
    if os.name == "posix":
        _sync(folder)
