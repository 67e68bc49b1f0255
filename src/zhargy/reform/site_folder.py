"""The folder of a public site, and beside it the manifest that says what the folder holds.

A run writes everything beside what stands there, and then renames it all within moments: readers
have the old site or the new one, and a full disk leaves the old one. The manifest is written twice:
before anything else is touched, without what is about to be written, and at the end. A run that
was ended in between leaves the first one: the next run writes again all that it does not vouch
for, and deletes what is no more.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from zhargy import __version__
from zhargy.errors import UnwritableOutput
from zhargy.reform.output import write_whole
from zhargy.storage.lock import locked

# They stand beside the site, are not public, and are its own.
MANIFEST, LOCK = ".site.json", ".site.lock"
_NAMES = ("index.html", "data.json", "data.csv")
# A reader gets this much at once, packed or not.
_WORTH_PACKING = 4_000
# What programs read as it is, by the digests in the record, and what is packed in itself.
_UNPACKED, _PACKED_ALREADY = "record/", (".docx", ".pdf", ".xlsx")


@dataclass(frozen=True, slots=True)
class Made:
    """What a page was made of (`basis`, and looked at closely `closer`; "" where nobody said) and
    what it showed (`digest`)."""

    basis: str
    closer: str
    digest: str


@dataclass(slots=True)
class Holdings:
    """What a site holds: each page by its address, every other file by its name with its digest.

    None stands for what is there or may be there in no known state.
    """

    pages: dict[str, Made | None] = field(default_factory=dict)
    files: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Put:
    """A file that is no page: its digest and size, and the files that were written for it."""

    name: str
    digest: str
    size: int
    written: tuple[str, ...]


@contextmanager
def site_folder(folder: Path, record: str) -> Iterator[SiteFolder]:
    """The folder of a site, alone with it. Raises UnwritableOutput: W16 it may not stand there, W17
    something else stands there, W18 another process is writing it."""
    _refuse_inside(folder, record)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}{LOCK}").open("a+b") as file:
        if not locked(file.fileno()):
            raise UnwritableOutput("W18", str(folder))
        yield SiteFolder(folder)


def _refuse_inside(folder: Path, record: str) -> None:
    """A site has no place in the record, nor over the folder that holds it."""
    if "://" in record:
        return
    place = Path(record).resolve()
    if (place / "reform.toml").is_file():
        place /= "record"
    target = folder.resolve()
    if target.is_relative_to(place) or place.is_relative_to(target):
        raise UnwritableOutput("W16", str(folder), record=str(place))


class SiteFolder:
    """Writes and deletes in the folder; nothing of anybody else is ever deleted."""

    def __init__(self, folder: Path) -> None:
        """Raises UnwritableOutput W17 where the folder holds something and has no manifest."""
        self.folder = folder
        self._manifest = folder.parent / f"{folder.name}{MANIFEST}"
        said = self._said()
        if said is None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UnwritableOutput("W17", str(folder), manifest=str(self._manifest))
        self.before = _holdings(said or {})
        self._waiting: list[tuple[str, Sequence[str]]] = []

    def _said(self) -> dict[str, Any] | None:
        try:
            said = json.loads(self._manifest.read_bytes())
            return said if isinstance(said.get("pages"), dict) else None
        except (OSError, ValueError, AttributeError):
            return None

    def stands(self, path: str, made: Made) -> bool:
        """Whether the page is there as it would be written now."""
        before = self.before.pages.get(path)
        return before is not None and before.digest == made.digest and self._there(path)

    def kept(self, path: str, basis: str) -> Made | None:
        """The page that is there, if it was made of the same."""
        before = self.before.pages.get(path)
        return before if before and basis and before.basis == basis and self._there(path) else None

    def kept_closely(self, path: str, basis: str, closer: str) -> Made | None:
        """The same where all that the page itself shows is the same; `basis` is the new one."""
        before = self.before.pages.get(path)
        same = before and closer and before.closer == closer and self._there(path)
        return replace(before, basis=basis) if before and same else None

    def _there(self, path: str) -> bool:
        return (self.folder / path / _NAMES[0]).is_file()

    # -- writing ---------------------------------------------------------------------------------

    def begin(self, sure: Holdings, coming: Iterable[str]) -> None:
        """Say what will stand whatever happens; the rest, old and coming, is in no known state."""
        self.folder.mkdir(exist_ok=True)
        unsure = Holdings(
            dict.fromkeys((*self.before.pages, *coming)),
            dict.fromkeys((*self.before.files, *sure.files)),
        )
        self._say(Holdings(unsure.pages | sure.pages, unsure.files), finished=False)

    def finish(self, now: Holdings) -> int:
        """Delete what is no more, and say that the site is whole; how many files went."""
        gone = [f"{path}{name}" for path in self.before.pages.keys() - now.pages for name in _NAMES]
        gone += self.before.files.keys() - now.files
        removed = sum(self._remove(name) for name in gone)
        self._say(now, finished=True)
        return removed

    def _say(self, holdings: Holdings, *, finished: bool) -> None:
        said = {
            "made_by": made_by(),
            "finished": finished,
            "pages": {
                path: [made.basis, made.closer, made.digest] if made else None
                for path, made in holdings.pages.items()
            },
            "files": holdings.files,
        }
        write_whole(self._manifest, json.dumps(said, ensure_ascii=False).encode())

    def put_page(self, path: str, files: Mapping[str, bytes]) -> list[str]:
        """Write the files of a page beside those that stand there, until `swap`; their names."""
        return [name for one, content in files.items() for name in self._put(one, content)]

    def put(self, name: str, content: bytes) -> str:
        """Write a file that is no page, if it is not there already, until `swap`; its digest."""
        put = self.put_apart(name, content)
        self.take(put)
        return put.digest

    def put_apart(self, name: str, content: bytes) -> Put:
        """The same in another process: this one swaps the file once it is told by `take`."""
        digest = _digest(content)
        known = self.before.files.get(name) == digest and (self.folder / name).is_file()
        return Put(name, digest, len(content), () if known else tuple(self._put(name, content)))

    def take(self, put: Put) -> None:
        """Let a file take its place at `swap`, if it was written."""
        if put.written:
            self._waiting.append((put.name, put.written))

    def size(self, name: str) -> int:
        """Bytes of a file that stands there."""
        return (self.folder / name).stat().st_size

    def unchanged(self, folder: str, basis: str, names: Iterable[str]) -> dict[str, str]:
        """The files of a folder by name with their digests, if all are there and were made of the
        same; else none."""
        found = {name: self.before.files.get(name) for name in names}
        there = self.before.files.get(folder) == basis and all(
            digest and (self.folder / name).is_file() for name, digest in found.items()
        )
        return {name: digest for name, digest in found.items() if digest} if there else {}

    def _put(self, name: str, content: bytes) -> list[str]:
        _write(self.folder / name, content)
        if len(content) < _WORTH_PACKING or name.startswith(_UNPACKED):
            return [name]
        if name.endswith(_PACKED_ALREADY):
            return [name]
        _write(self.folder / f"{name}.gz", _packed(content))
        return [name, f"{name}.gz"]

    def swap(self, pages: Mapping[str, Sequence[str]]) -> None:
        """All that was written takes its place, the pages first, of which these are the files."""
        # What is on the disk already is renamed at once; else each file would be waited for. And
        # the manifest vouches only for what has reached the disk.
        os.sync()
        for path, names in pages.items():
            self._swap([f"{path}{name}" for name in _NAMES], names)
        for name, names in self._waiting:
            self._swap([name], names)

    def _swap(self, places: Sequence[str], names: Sequence[str]) -> None:
        for name in (one for place in places for one in (place, f"{place}.gz")):
            file = self.folder / name
            if name not in names:
                file.unlink(missing_ok=True)
                _new(file).unlink(missing_ok=True)
                continue
            with suppress(FileNotFoundError):  # the same content stands there
                _new(file).replace(file)

    def _remove(self, name: str) -> int:
        path = self.folder / name
        count = 0
        for file in (path, path.with_name(f"{path.name}.gz")):
            _new(file).unlink(missing_ok=True)
            if file.is_file():
                file.unlink()
                count += 1
        place = path.parent
        while place != self.folder and place.is_dir() and not any(place.iterdir()):
            place.rmdir()
            place = place.parent
        return count


def _holdings(said: Mapping[str, Any]) -> Holdings:
    """What a manifest says; of another version of the program only the names count."""
    same = said.get("made_by") == made_by()
    return Holdings(
        {
            path: Made(*made) if made and same else None
            for path, made in said.get("pages", {}).items()
        },
        {name: digest if same else None for name, digest in said.get("files", {}).items()},
    )


@cache
def made_by() -> str:
    """The digest of the program: of another one, every page is made anew."""
    root = Path(str(resources.files("zhargy")))
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _packed(content: bytes) -> bytes:
    """As gzip, without a time: the same page packs to the same bytes. Blocks are half as long as
    the usual ones: pages change from tables to words and back."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits=31, memLevel=7)
    return packer.compress(content) + packer.flush()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Beside the file that stands there, unless it has the same content: to read is cheaper."""
    waiting = _new(path)
    try:
        if path.read_bytes() == content:
            waiting.unlink(missing_ok=True)
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    waiting.write_bytes(content)


def _new(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")
