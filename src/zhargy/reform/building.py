"""`zhargy site`: the public pages of a record as plain files."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import resources
from multiprocessing import connection, parent_process
from pathlib import Path

from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.kinds import blob_name, blobs
from zhargy.record.note import MOST_BYTES, read_note
from zhargy.record.tiles import bundles_of, tiles_of
from zhargy.reform.forking import process_context
from zhargy.reform.library import library_of
from zhargy.reform.output import refusal_of
from zhargy.reform.site_folder import Holdings, Made, SiteFolder, site_folder
from zhargy.reports.page.page import asset, styles
from zhargy.site.feed import feed
from zhargy.site.library import Library
from zhargy.site.openapi import openapi
from zhargy.site.pages.others import text_file
from zhargy.site.site import Indexed, Site
from zhargy.site.vote_figure import figure_file, vote_figure
from zhargy.site.vote_results import results_file, vote_results
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
    work = _Work(Site(library), stands)
    paths = list(work.site.paths())
    now = Holdings(pages={path: made for path in paths if (made := work.kept(path))})
    coming = [path for path in paths if path not in now.pages]
    stands.begin(now, coming)
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
        context = process_context()
        left = dict(enumerate(chunks))
        if min(workers, len(chunks)) > 1 and context.get_start_method() == "fork":
            _forked.append(self)
            try:
                with ProcessPoolExecutor(workers, context, initializer=_end_with_parent) as pool:
                    for place, found in enumerate(pool.map(_chunk, chunks)):
                        del left[place]
                        yield from found
            except BrokenProcessPool:
                # The system took a process, most likely for its memory: go on without.
                pass
            finally:
                _forked.remove(self)
        for chunk in left.values():
            yield from map(self._page, chunk)

    def _page(self, path: str) -> _Done:
        page = self.site.page(path)
        assert page is not None
        made = Made(self.site.basis(path), page.digest)
        if self.stands.stands(path, made):
            return path, made, []
        return path, made, self.stands.put_page(path, page.files())

    def chunk(self, paths: Sequence[str]) -> list[_Done]:
        return [self._page(path) for path in paths]


_forked: list[_Work] = []


def _chunk(paths: Sequence[str]) -> list[_Done]:
    return _forked[-1].chunk(paths)


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
    for index in site.indexes():
        yield from _index(index, stands)


def _index(index: Indexed, stands: SiteFolder) -> Iterator[tuple[str, str]]:
    """The files of a search; those that are there if it is made of the same. Under the name of the
    folder the manifest says of what."""
    names = {
        name: digest
        for name, digest in stands.before.files.items()
        if name.startswith(index.folder) and name != index.folder
    }
    yield index.folder, index.basis
    if stands.before.files.get(index.folder) == index.basis and names:
        there = all(digest and (stands.folder / name).is_file() for name, digest in names.items())
        if there:
            yield from ((name, digest) for name, digest in names.items() if digest)
            return
    for name, content in index.files().items():
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
    own = resources.files("zhargy.site").joinpath("assets")
    found = {f"assets/{file.name}": file.read_bytes() for file in own.iterdir() if file.is_file()}
    found |= _beside_votes(site)
    found["assets/compare.js"] = asset("compare.js").encode()
    for language in site.languages:
        found[f"assets/compare.{language}.css"] = styles(language).encode()
        found[f"{language}/record/feed.atom"] = feed(site.library, language)
    checker = resources.files("zhargy.verify").joinpath("checker.html")
    found["assets/checker.html"] = checker.read_bytes()
    found["404.html"] = site.missing().html()
    found["robots.txt"] = _ROBOTS
    found["openapi.json"] = openapi(site.library, site.languages)
    return found


def _beside_votes(site: Site) -> dict[str, bytes]:
    """The figure of each question in each language, and its result for election offices."""
    found = {}
    for vote in site.library.votes:
        for language in site.languages:
            figure = vote_figure(site.library, vote, language)
            found[figure_file(vote, language)] = figure
        if vote.found:
            results = vote_results(vote)
            found |= {results_file(vote, language): results for language in site.languages}
    return found
