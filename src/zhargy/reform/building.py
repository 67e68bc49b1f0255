"""`zhargy site`: the public pages of a record as plain files."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
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
    sizes: dict[str, int] = {}
    work = _Work(Site(library, sizes), stands)
    paths = list(work.site.paths())
    asked = list(work.site.documents())
    now = Holdings(
        pages={path: made for path in paths if (made := work.kept(path))},
        files=dict.fromkeys(path for one in asked for path in one.paths),
    )
    coming = [path for path in paths if path not in now.pages]
    stands.begin(now, coming)
    # First of all: pages say how long they are.
    for name, digest, size in _documents(work, asked, workers):
        now.files[name], sizes[name] = digest, size
    now.files |= {one.folder: one.basis for one in asked}
    written = {}
    for path, made, names in work.done(coming, workers):
        now.pages[path] = made
        if names:
            written[path] = names
    now.files.update(_beside_pages(record, work.site, stands))
    # Last of all: who follows the checkpoint finds what it signs.
    now.files[f"record/{_CHECKPOINT}"] = stands.put(f"record/{_CHECKPOINT}", checkpoint)
    stands.swap(written)
    return Built(stands.folder, len(paths), len(written), stands.finish(now))


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

# Its address, what it was made of, and its files where they were written.
_Done = tuple[str, Made, list[str]]


class _Work:
    """Pages to be made: here, or in processes that were forked with all of it in their memory."""

    def __init__(self, site: Site, stands: SiteFolder) -> None:
        self.site, self.stands = site, stands

    def kept(self, path: str) -> Made | None:
        return self.stands.kept(path, self.site.basis(path))

    def done(self, paths: Sequence[str], workers: int) -> Iterator[_Done]:
        """Each page, written where it changed."""
        chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
        for found in _spread(self._pages, chunks, workers):
            yield from found

    def _pages(self, paths: Sequence[str]) -> list[_Done]:
        return [self._page(path) for path in paths]

    def _page(self, path: str) -> _Done:
        page = self.site.page(path)
        assert page is not None
        made = Made(self.site.basis(path), page.digest)
        if self.stands.stands(path, made):
            return path, made, []
        return path, made, self.stands.put_page(path, page.files())

    def documents(self, asked: Documents) -> list[Put]:
        """The documents of a comparison, written where they changed."""
        made = compared_documents(self.site.library, asked)
        return [self.stands.put_apart(name, content) for name, content in made.items()]


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


def _documents(
    work: _Work, asked: Sequence[Documents], workers: int
) -> Iterator[tuple[str, str, int]]:
    """The documents of comparisons, by name with digest and size: made anew only where something
    else decides them."""
    stands, coming = work.stands, []
    for one in asked:
        known = stands.unchanged(one.folder, one.basis, one.paths)
        if not known:
            coming.append(one)
        yield from ((name, digest, stands.size(name)) for name, digest in known.items())
    for made in _spread(work.documents, coming, workers):
        for put in made:
            stands.take(put)
            yield put.name, put.digest, put.size


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
    for bundle in site.bundles():
        yield from _bundle(bundle, stands)


def _bundle(bundle: Bundle, stands: SiteFolder) -> Iterator[tuple[str, str]]:
    """The files of a bundle; those that are there if it is made of the same. Under the name of the
    folder the manifest says of what."""
    names = [
        name
        for name in stands.before.files
        if name.startswith(bundle.folder) and name != bundle.folder
    ]
    yield bundle.folder, bundle.basis
    if known := stands.unchanged(bundle.folder, bundle.basis, names):
        yield from known.items()
        return
    for name, content in bundle.files().items():
        yield name, stands.put(name, content)


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
