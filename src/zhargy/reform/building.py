"""`zhargy site`: the public pages of a record as plain files."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import resources
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any, TypeVar

from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.kinds import blob_name, blobs
from zhargy.record.note import MOST_BYTES, read_note
from zhargy.record.tiles import bundles_of, tiles_of
from zhargy.reform.compared_documents import compared_documents
from zhargy.reform.forking import process_context
from zhargy.reform.library import library_of
from zhargy.reform.output import refusal_of
from zhargy.reform.site_folder import Holdings, Made, Put, SiteFolder, site_folder
from zhargy.site.asset_files import ICON, asset_files, icon
from zhargy.site.documents import Documents
from zhargy.site.feed import feed
from zhargy.site.library import Library
from zhargy.site.openapi import openapi
from zhargy.site.pages.others import text_file
from zhargy.site.pages.votes.addresses import live_file
from zhargy.site.site import Bundle, Site
from zhargy.site.vote_figure import figure_file, vote_figure
from zhargy.site.vote_live import vote_live
from zhargy.verify.source import LARGEST_OF_TREE, Published, published_at

_ROBOTS = b"User-agent: *\nAllow: /\n"
_CHECKPOINT, _WITNESSED = "checkpoint", "witnessed"
# So many pages are made by one process before the next ones are handed to it; fewer are not worth
# a second process.
_CHUNK = 250
_LARGE_KIN = 20


@dataclass(frozen=True, slots=True)
class Built:
    """How many pages there are, how many were written anew, how many files went."""

    folder: Path
    pages: int
    written: int
    removed: int


def build_site(place: str, folder: Path, workers: int | None = None) -> Built:
    """Write the site of the record at a path or an address into `folder`.

    Only pages whose content changed are written; files of pages that are no more are deleted.
    `workers` is the number of processes, if not that of the processors. Raises UnreadableRecord,
    RecordMismatch, UnwritableOutput (W11 to W14; W16 to W18 as `site_folder`).
    """
    try:
        with site_folder(folder, place) as stands:
            return _build(place, stands, workers or os.cpu_count() or 1)
    except OSError as refused:
        raise refusal_of(refused, Path(refused.filename or folder)) from None


def _build(place: str, stands: SiteFolder, workers: int) -> Built:
    record, checkpoint, library = _read(place)
    work = _Work(library, stands)
    site, now = work.site, work.now
    coming = work.begin()
    documents = work.coming((*site.documents(), *site.bundles()))
    sized = [path for path in coming if site.is_sized(path)]
    rest = [path for path in coming if not site.is_sized(path)]
    chunks = (rest[at : at + _CHUNK] for at in range(0, len(rest), _CHUNK))
    if workers > 1 and len(rest) > _CHUNK:
        work.prepare(rest)
    work.make([*documents, *chunks], workers)
    # They say how long the documents are.
    work.make([[path] for path in sized], workers)
    now.files.update(_beside_pages(record, site, stands))
    # Last of all: who follows the checkpoint finds what it signs.
    now.files[f"record/{_CHECKPOINT}"] = stands.put(f"record/{_CHECKPOINT}", checkpoint)
    stands.swap(work.written)
    return Built(stands.folder, len(now.pages), len(work.written), stands.finish(now))


def _read(place: str) -> tuple[Published, bytes, Library]:
    """A record, its checkpoint, and what it holds as of that checkpoint."""
    record = published_at(place)
    while True:
        library = library_of(place)
        checkpoint = record.read(_CHECKPOINT, MOST_BYTES) or b""
        # A publisher may have been faster than we.
        if read_checkpoint(read_note(checkpoint).text).root.hex() == library.head.root:
            return record, checkpoint, library


# -- pages ---------------------------------------------------------------------------------------

# Pages by their addresses, the documents of a comparison, or the search of an edition.
_Task = Sequence[str] | Documents | Bundle


@dataclass(frozen=True, slots=True)
class _Done:
    """Pages, each with its address, what it was made of, and its files where they were written; and
    other files."""

    pages: Sequence[tuple[str, Made, list[str]]] = ()
    puts: Sequence[Put] = ()


class _Work:
    """What is to be made: here, or in processes that were forked with all of it in their memory."""

    def __init__(self, library: Library, stands: SiteFolder) -> None:
        self._sizes: dict[str, int] = {}
        self.site, self._stands = Site(library, self._sizes), stands
        self.now = Holdings()
        self.written: dict[str, list[str]] = {}

    def begin(self) -> list[str]:
        """The pages that are made of something else than those that stand there."""
        paths = list(self.site.paths())
        kept = {path: self._stands.kept(path, self.site.basis(path)) for path in paths}
        self.now.pages |= {path: made for path, made in kept.items() if made}
        for one in self.site.documents():
            self.now.files |= dict.fromkeys(one.paths)
        coming = [path for path, made in kept.items() if not made]
        self._stands.begin(self.now, coming)
        return coming

    def coming(self, asked: Iterable[Documents | Bundle]) -> list[Documents | Bundle]:
        """Those that are made of something else than what stands there."""
        out = []
        for one in asked:
            self.now.files[one.folder] = one.basis
            known = self._stands.unchanged(one.folder, one.basis, _files_of(one, self._stands))
            self.now.files |= known
            self._sizes |= {name: self._stands.size(name) for name in known}
            out += [] if known else [one]
        return out

    def prepare(self, paths: Sequence[str]) -> None:
        """Make one page of each large kin for what is found on the way: processes that are forked
        later have it, and need not each find it again."""
        first: dict[Hashable, str] = {}
        kins = Counter(self.site.kin(path) for path in paths)
        for path in paths:
            first.setdefault(self.site.kin(path), path)
        for kin, path in first.items():
            if kins[kin] >= _LARGE_KIN:
                self.site.closer(path)
                self.site.page(path)

    def make(self, tasks: Sequence[_Task], workers: int) -> None:
        """Do all of them."""
        for done in _spread(self._done, tasks, workers):
            self.now.pages |= {path: made for path, made, _ in done.pages}
            self.written |= {path: names for path, _, names in done.pages if names}
            for put in done.puts:
                self._stands.take(put)
                self.now.files[put.name], self._sizes[put.name] = put.digest, put.size

    def _done(self, task: _Task) -> _Done:
        """What a task asks for, written where it changed."""
        if isinstance(task, Documents):
            return _Done(puts=self._put(compared_documents(self.site.library, task)))
        if isinstance(task, Bundle):
            return _Done(puts=self._put(task.files()))
        return _Done([self._page(path) for path in task])

    def _page(self, path: str) -> tuple[str, Made, list[str]]:
        basis, closer = self.site.basis(path), self.site.closer(path)
        if kept := self._stands.kept_closely(path, basis, closer):
            return path, kept, []
        page = self.site.page(path)
        assert page is not None
        made = Made(basis, closer, page.digest)
        if self._stands.stands(path, made):
            return path, made, []
        return path, made, self._stands.put_page(path, page.files())

    def _put(self, files: Mapping[str, bytes]) -> list[Put]:
        return [self._stands.put_apart(name, content) for name, content in files.items()]


def _files_of(made: Documents | Bundle, stands: SiteFolder) -> list[str]:
    """The files of documents; those of a search are whatever stands in its folder."""
    if isinstance(made, Documents):
        return list(made.paths)
    return [
        name for name in stands.before.files if name.startswith(made.folder) and name != made.folder
    ]


Chunk = TypeVar("Chunk")
Result = TypeVar("Result")
# What forked processes find in their memory: what to do, and with which.
_forked: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _spread(
    make: Callable[[Chunk], Result], chunks: Sequence[Chunk], workers: int
) -> Iterator[Result]:
    """`make` of each of them, in order, in so many processes where these can be forked."""
    context = process_context()
    done = 0
    if min(workers, len(chunks)) > 1 and context.get_start_method() == "fork":
        _forked.append((make, chunks))
        try:
            with ProcessPoolExecutor(workers, context, initializer=_end_with_parent) as pool:
                for found in pool.map(_chunk, range(len(chunks))):
                    done += 1
                    yield found
        except BrokenProcessPool:
            # The system took a process, most likely for its memory: go on without.
            pass
        finally:
            _forked.pop()
    yield from map(make, chunks[done:])


def _chunk(place: int) -> Any:
    make, chunks = _forked[-1]
    return make(chunks[place])


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever, and hold the lock."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


# -- what is no page -----------------------------------------------------------------------------


def _beside_pages(record: Published, site: Site, stands: SiteFolder) -> Iterator[tuple[str, str]]:
    """Every other file by its name, with its digest."""
    for name in _names(record, site.library):
        file = f"record/{name}"
        known = stands.before.files.get(file)
        if known and name != _WITNESSED and (stands.folder / file).is_file():
            # Tiles and blobs never change.
            yield file, known
        elif (content := record.read(name, LARGEST_OF_TREE)) is not None:
            yield file, stands.put(file, content)
    for editions in site.library.acts.values():
        for edition in editions:
            for code, text in edition.texts.items():
                file = text_file(edition.act, edition.name, code)
                akn = record.read(blob_name(text.akn), LARGEST_OF_TREE)
                if akn is not None:
                    yield file, stands.put(file, akn)
    for file, content in files(site).items():
        yield file, stands.put(file, content)


def _names(record: Published, library: Library) -> list[str]:
    """The files of a record but for its checkpoint: as it lists them, else as they follow from its
    size and its entries."""
    listed = record.names()
    if listed is not None:
        parts = ("tile/", "blob/")
        return [name for name in listed if name.startswith(parts) or name == _WITNESSED]
    size = library.head.size
    named = [digest for told in library.entries if told.known for digest, _ in blobs(told.entry)]
    return [
        *dict.fromkeys(blob_name(digest) for digest in named),
        *(tile.path for tile in tiles_of(size)),
        *(bundle.path for bundle in bundles_of(size)),
        _WITNESSED,
    ]


def files(site: Site) -> dict[str, bytes]:
    """What stands beside the pages: style sheets and scripts, feeds, how programs read the site,
    and the page for addresses that lead nowhere."""
    found = dict(asset_files())
    for vote in site.library.votes:
        for language in site.languages:
            found[figure_file(vote, language)] = vote_figure(site.library, vote, language)
        found[live_file(vote)] = vote_live(vote)
    for language in site.languages:
        found[f"{language}/record/feed.atom"] = feed(site.library, language)
    checker = resources.files("zhargy.verify").joinpath("checker.html")
    found["assets/checker.html"] = checker.read_bytes()
    found[ICON] = icon()
    found["404.html"] = site.missing().html()
    found["robots.txt"] = _ROBOTS
    found["openapi.json"] = openapi(site.library, site.languages)
    return found
