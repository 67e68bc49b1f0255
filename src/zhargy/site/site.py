"""The whole site of a reform: which pages there are, and each of them by its address."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType

from zhargy.languages.alphabets import letters
from zhargy.site.addresses import (
    ABOUT,
    BESIDE,
    CHANGES,
    DOWNLOADS,
    RECORD,
    REFERENDUM,
    SEARCH,
    SUMMARY,
    TOPICS,
    Addresses,
    act_name,
)
from zhargy.site.basis import Bases
from zhargy.site.documents import Documents, documents_of
from zhargy.site.frame import OWN_NAMES, Frame, doors_of
from zhargy.site.library import Edition, Library
from zhargy.site.page import Page
from zhargy.site.pages.changes import changes_list_page, changes_page
from zhargy.site.pages.home import choice_page, home_page
from zhargy.site.pages.others import about_page, downloads_page, missing_page
from zhargy.site.pages.provisions import Leaves, gone_page, provision_page
from zhargy.site.pages.record import entry_page, record_page
from zhargy.site.pages.short import short_page
from zhargy.site.pages.summary import summary_page
from zhargy.site.pages.texts import act_page, beside_page, edition_page
from zhargy.site.pages.topics import topic_page, topics_page
from zhargy.site.pages.votes.addresses import place_path, results_file, vote_folder, vote_path
from zhargy.site.pages.votes.views import place_page, vote_page, votes_page
from zhargy.site.pages.words import (
    OTHERS,
    SEARCHED,
    WORDS,
    search_files,
    words_page,
)
from zhargy.site.vote_results import vote_results
from zhargy.site.votes import Vote

Made = partial[Page]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that are made together and only when they are wanted: the search of an edition, the
    result of a question. All stand below `folder`; `basis` says what decides them."""

    folder: str
    basis: str
    files: Callable[[], Mapping[str, bytes]]


class Site:
    """The pages of a library in the languages of the program that the reform has."""

    def __init__(self, library: Library, sizes: Mapping[str, int] = MappingProxyType({})) -> None:
        """`sizes`: bytes of the documents of comparisons by address. Pages name only those that
        have one."""
        self.library, self._sizes = library, sizes
        spoken = tuple(code for code in library.languages if code in OWN_NAMES)
        self.languages = spoken or tuple(OWN_NAMES)
        self.frame = Frame(library, self.languages, doors_of(library, topics=bool(library.topics)))
        self._bases = Bases(library, self.frame)
        self._leaves: dict[tuple[str, str, str], Leaves] = {}

    def paths(self) -> Iterator[str]:
        """The address of every page, in a fixed order."""
        return iter(self._made)

    def page(self, path: str) -> Page | None:
        """The page at an address ("kk/constitution/"); nothing where there is none."""
        made = self._made.get(path)
        return made() if made else None

    def bundles(self) -> Iterator[Bundle]:
        """The search of each edition, and the result of each question."""
        yield from self._indexes()
        for vote in self.library.votes:
            if vote.found:
                made = partial(_results, vote)
                yield Bundle(vote_folder(vote), self._bases.of_vote(vote), made)

    def _indexes(self) -> Iterator[Bundle]:
        for language in self.languages:
            for editions in self.library.acts.values():
                for edition in editions:
                    text = edition.text_for(language)
                    if text.language in SEARCHED:
                        folder = (
                            f"{Addresses(language).edition(edition.act, edition.name)}{SEARCH}/"
                        )
                        made = partial(search_files, self.library, language, edition)
                        yield Bundle(folder, f"{text.akn} {text.language} {language}", made)

    def documents(self) -> Iterator[Documents]:
        """The documents of every comparison, in a fixed order."""
        for language in self.languages:
            for pairs in self.library.pairs.values():
                for old, new in pairs:
                    yield documents_of(self.library, old, new, language)

    def basis(self, path: str) -> str:
        """What the page at an address is made of, as a digest; "" where nobody says it."""
        return self._bases.of(path, self._made[path])

    def closer(self, path: str) -> str:
        """The same of what the page itself shows: dearer, and equal more often."""
        return self._bases.closer(path, self._made[path])

    def kin(self, path: str) -> Hashable:
        """Pages of one kin are made of the same text in the same way, and much of it is found once
        for all of them."""
        made = self._made[path]
        return made.func, made.args[2], *map(id, made.args[3:-1])

    def is_sized(self, path: str) -> bool:
        """Whether the page at an address says how long documents are."""
        return "sizes" in self._made[path].keywords

    def missing(self) -> Page:
        """What stands for an address that leads nowhere."""
        return missing_page(self.library, self.frame, self.languages[0], self.languages)

    @cached_property
    def _made(self) -> dict[str, Made]:
        return dict(self._all())

    def _all(self) -> Iterator[tuple[str, Made]]:
        yield "", partial(choice_page, self.library, self.frame, self.languages)
        for language in self.languages:
            yield from self._fixed(language)
            for act in self.library.acts:
                yield from self._act(language, act)
            yield from self._changes(language)
            yield from self._votes(language)
            yield from self._entries(language)

    def _fixed(self, language: str) -> Iterator[tuple[str, Made]]:
        here, library, frame = Addresses(language), self.library, self.frame
        yield here.home, partial(home_page, library, frame, language)
        yield (
            here.part(DOWNLOADS),
            partial(downloads_page, library, frame, language, sizes=self._sizes),
        )
        yield here.part(ABOUT), partial(about_page, library, frame, language)
        yield here.part(RECORD), partial(record_page, library, frame, language)
        if library.summary:
            yield here.part(SUMMARY), partial(summary_page, library, frame, language)
        if library.topics and library.acts:
            yield here.part(TOPICS), partial(topics_page, library, frame, language)
            for topic in library.topics:
                path = here.part(TOPICS, topic.code)
                yield path, partial(topic_page, library, frame, language, topic)
        if any(library.pairs.values()):
            yield here.part(CHANGES), partial(changes_list_page, library, frame, language)

    def _act(self, language: str, act: str) -> Iterator[tuple[str, Made]]:
        here, library, frame = Addresses(language), self.library, self.frame
        yield here.act(act), partial(act_page, library, frame, language, act)
        known = self._known(act, language)
        for edition in library.acts[act]:
            yield from self._edition(language, edition, known)
        newest = self._of(library.newest(act), language)
        for address, element in newest.elements.items():
            if element.kind == "article" and act_name(address) == address:
                yield (
                    here.short(act, address),
                    partial(short_page, library, frame, language, newest, address),
                )

    def _known(self, act: str, language: str) -> dict[str, None]:
        """Every address that some edition of an act has, articles and what stands in them."""
        return {
            address: None
            for edition in self.library.acts[act]
            for address in self._of(edition, language).elements
        }

    def _edition(
        self, language: str, edition: Edition, known: dict[str, None]
    ) -> Iterator[tuple[str, Made]]:
        here, library, frame = Addresses(language), self.library, self.frame
        act, name = edition.act, edition.name
        yield here.edition(act, name), partial(edition_page, library, frame, language, edition)
        text = edition.text_for(language)
        for other in edition.texts:
            if other != text.language:
                yield (
                    here.beside(act, name, other),
                    partial(beside_page, library, frame, language, edition, other),
                )
        if text.language in SEARCHED:
            base = f"{here.edition(act, name)}{WORDS}/"
            yield base, partial(words_page, library, frame, language, edition, "")
            for letter in (*letters(text.language), OTHERS):
                yield (
                    f"{base}{letter}/",
                    partial(words_page, library, frame, language, edition, letter),
                )
        leaves = self._of(edition, language)
        for address in known:
            path = here.provision(act, name, address)
            if address in leaves.elements:
                yield (
                    path,
                    partial(provision_page, library, frame, language, leaves, address),
                )
            else:
                yield (
                    path,
                    partial(gone_page, library, frame, language, edition, address),
                )

    def _of(self, edition: Edition, language: str) -> Leaves:
        text = edition.text_for(language)
        key = (edition.act, edition.name, text.language)
        if key not in self._leaves:
            self._leaves[key] = Leaves(self.library, edition, text)
        return self._leaves[key]

    def _changes(self, language: str) -> Iterator[tuple[str, Made]]:
        here, library, frame = Addresses(language), self.library, self.frame
        for act, pairs in library.pairs.items():
            for old, new in pairs:
                path = here.changes(act, old.name, new.name)
                for beside, at in ((False, path), (True, f"{path}{BESIDE}/")):
                    yield (
                        at,
                        partial(
                            changes_page,
                            library,
                            frame,
                            language,
                            old,
                            new,
                            beside=beside,
                            sizes=self._sizes,
                        ),
                    )

    def _votes(self, language: str) -> Iterator[tuple[str, Made]]:
        library, frame = self.library, self.frame
        if library.votes:
            path = Addresses(language).part(REFERENDUM)
            yield path, partial(votes_page, library, frame, language)
        for vote in library.votes:
            yield vote_path(vote, language), partial(vote_page, library, frame, language, vote)
            if vote.found:
                for place in vote.put.tree.places[1:]:
                    yield (
                        place_path(vote, place.code, language),
                        partial(place_page, library, frame, language, vote, place.code),
                    )

    def _entries(self, language: str) -> Iterator[tuple[str, Made]]:
        here, library, frame = Addresses(language), self.library, self.frame
        for told in library.entries:
            yield (
                here.part(RECORD, str(told.place)),
                partial(entry_page, library, frame, language, told),
            )


def _results(vote: Vote) -> Mapping[str, bytes]:
    return {results_file(vote): vote_results(vote)}
