"""All that is served of one checkpoint: pages, their data, assets, texts, and the record itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock

from zhargy.record.kinds import blob_name
from zhargy.reform.building import files
from zhargy.reform.library import library_of
from zhargy.site.addresses import BESIDE, CHANGES, DOWNLOADS, RECORD, SUMMARY, Addresses
from zhargy.site.asset_files import asset_files
from zhargy.site.library import Edition
from zhargy.site.page import Page
from zhargy.site.pages.others import text_file
from zhargy.site.site import Bundle, Site
from zhargy.verify.blobs import MOST_BYTES
from zhargy.verify.source import published_at
from zhargy.web.content import FOR_EVER, NOT_KEPT, PAGE, Content, caching_of, content_of
from zhargy.web.documents import DocumentsMade
from zhargy.web.kept import Kept
from zhargy.web.record_files import ROOM, RecordFiles
from zhargy.web.search import Search

CHECKER, MISSING = "assets/checker.html", "404.html"
_OWN_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')
_UNMADE = content_of("", b"", PAGE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows, by its digest, and the names of its files."""

    digest: str
    names: frozenset[str]


class Served:
    """The site of the record at `place` as it stands now.

    `shown` fills as pages are asked for; `before` is the site of the checkpoint before this one,
    whose pages are in `kept` still. Raises UnreadableRecord, RecordMismatch, UnusableFolder G52.
    """

    def __init__(self, place: str, kept: Kept, before: Served | None = None) -> None:
        library = library_of(place)
        self.documents: DocumentsMade = DocumentsMade(
            library, kept, before.documents if before else None
        )
        self.site = Site(library, self.documents)
        self.documents.name(self.site.documents())
        self.search = Search(self.site)
        self._published = published_at(place)
        self._record = RecordFiles(self._published, library.entries)
        self._kept, self._making = kept, Lock()
        self._before: Mapping[str, Shown] = before.shown if before else {}
        self.shown: dict[str, Shown] = {}
        self._bundling = Lock()
        self._bundles = {one.folder: one for one in self.site.bundles()}
        self._bundled = before.bundled(self._bundles) if before else {}
        self._paths = frozenset(self.site.paths())
        self._assets = {
            name: content_of(
                name,
                plain,
                FOR_EVER if name in asset_files() else caching_of(name),
                _policy(name, plain),
            )
            for name, plain in files(self.site).items()
        }
        self._texts = {
            text_file(edition.act, edition.name, language): blob_name(text.akn)
            for editions in library.acts.values()
            for edition in editions
            for language, text in edition.texts.items()
        }
        self._sized = _sized(self.site)
        self._warm()

    def at(self, path: str) -> Content | None:
        """What stands at an address of the site; nothing where it leads nowhere.

        Raises UnreadableRecord.
        """
        if path in self._assets:
            return None if path == MISSING else self._assets[path]
        if path.startswith(ROOM):
            return self._record.at(path.removeprefix(ROOM))
        if path in self._texts:
            plain = self._published.read(self._texts[path], MOST_BYTES)
            return None if plain is None else content_of(path, plain, PAGE)
        if path in self.documents:
            return self.documents.at(path)
        folder, slash, name = path.rpartition("/")
        if f"{folder}/" in self._bundles:
            return self._of_bundle(f"{folder}/", path)
        return self._file(folder + slash, path if name else f"{path}index.html")

    def is_folder(self, path: str) -> bool:
        """Whether an address lacks nothing but its last slash."""
        return f"{path}/" in self._paths

    @property
    def missing(self) -> Content:
        """The page for addresses that lead nowhere."""
        return self._assets[MISSING]

    def answered(self, page: Page) -> Content:
        """A page that is made for one reader."""
        return content_of("index.html", page.html(), NOT_KEPT)

    def bundled(self, wanted: Mapping[str, Bundle]) -> dict[str, Mapping[str, Content]]:
        """What has been made of bundles and is the same in those that are wanted now."""
        with self._bundling:
            return {
                folder: files
                for folder, files in self._bundled.items()
                if folder in wanted and wanted[folder].basis == self._bundles[folder].basis
            }

    def _of_bundle(self, folder: str, path: str) -> Content | None:
        """A file of a bundle, which is made when it is first asked for."""
        with self._bundling:
            if folder not in self._bundled:
                files = self._bundles[folder].files()
                self._bundled[folder] = {
                    n: content_of(n, one, caching_of(n)) for n, one in files.items()
                }
            return self._bundled[folder].get(path)

    def _file(self, folder: str, name: str) -> Content | None:
        if folder not in self._paths:
            return None
        content = self._found(folder, name)
        if content is not _UNMADE:
            return content
        # Documents take longest: what else is asked for meanwhile does not wait for them.
        for path in self._sized.get(folder, ()):
            self.documents[path]
        # One page at a time: who asks for the same one meanwhile finds it made.
        with self._making:
            content = self._found(folder, name)
            return self._made(folder, name) if content is _UNMADE else content

    def _found(self, folder: str, name: str) -> Content | None:
        """What is in memory; nothing where the page has no such file."""
        shown = self.shown.get(folder)
        if shown is None:
            return _UNMADE
        return self._kept.get((shown.digest, name)) or _UNMADE if name in shown.names else None

    def _made(self, folder: str, name: str) -> Content | None:
        page = self.site.page(folder)
        assert page is not None
        digest, before = page.digest, self._before.get(folder)
        if before is not None and before.digest == digest:
            self.shown[folder] = before
            content = self._found(folder, name)
            if content is not _UNMADE:
                return content
        files = page.files()
        self.shown[folder] = Shown(digest, frozenset(files))
        if name not in files:
            return None
        content = content_of(name, files[name], caching_of(name))
        self._kept.put((digest, name), content)
        return content

    def _warm(self) -> None:
        """The pages that open every reform, and the comparisons that many pages draw on."""
        for language in self.site.languages:
            here = Addresses(language)
            for path in (here.home, here.part(SUMMARY), here.part(CHANGES), here.part(RECORD)):
                self.at(path)
            for edition in self._editions(language):
                self.site.library.followed(edition, language, "")

    def _editions(self, language: str) -> Iterator[Edition]:
        for editions in self.site.library.acts.values():
            yield from (edition for edition in editions if language in edition.texts)


def _sized(site: Site) -> dict[str, list[str]]:
    """By the address of a page: the documents of which it says how long they are."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in site.documents():
        downloads = Addresses(one.language).part(DOWNLOADS)
        for page in (one.folder, f"{one.folder}{BESIDE}/", downloads):
            found[page] += one.paths
    return found


def _policy(name: str, plain: bytes) -> str:
    """The checker has one script and one style of its own, and names both by their hashes."""
    own = _OWN_POLICY.search(plain) if name == CHECKER else None
    return f"{own[1].decode()}; object-src 'none'; frame-ancestors 'none'" if own else ""
