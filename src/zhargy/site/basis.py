"""What a page is made of, as a digest that is far cheaper than the page.

Two pages of one basis are the same page; the reverse need not hold. Kinds of pages that are not
named here have no basis: they are made each time, and their own digest says whether they changed.
A page whose kind is named may read of the library only what its basis counts: the tests make every
one of them with the rest of the library taken away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cached_property, partial
from typing import Any

from zhargy.site.closer import of_gone, of_provision, of_words
from zhargy.site.frame import Frame
from zhargy.site.library import Edition, Library, Text, Told
from zhargy.site.page import Page
from zhargy.site.pages.changes import changes_list_page, changes_page
from zhargy.site.pages.naming import act_title, edition_view
from zhargy.site.pages.provisions import Leaves, gone_page, provision_page
from zhargy.site.pages.record import entry_page
from zhargy.site.pages.short import short_page
from zhargy.site.pages.texts import beside_page, edition_page
from zhargy.site.pages.topics import topic_page, topics_page
from zhargy.site.pages.votes.views import place_page, vote_page
from zhargy.site.pages.words import words_page
from zhargy.site.votes import Vote
from zhargy.terms.topics import Topic

# What no page with a basis reads, but for what its basis says of it.
UNREAD = frozenset({"head", "entries", "figures", "milestones", "summary"})
_COUNTED = frozenset({"acts", "alignments", "matches", "indexes", "letters", "votes"})


class Bases:
    """The bases of the pages of a library."""

    def __init__(self, library: Library, frame: Frame) -> None:
        self._library, self._frame = library, frame
        self._known: dict[tuple[str, ...], str] = {}
        self._of: dict[Any, Callable[..., Iterable[object]]] = {
            provision_page: self._provision,
            gone_page: self._gone,
            edition_page: self._edition,
            beside_page: self._beside,
            short_page: self._short,
            changes_page: self._changes,
            changes_list_page: self._changes_list,
            entry_page: self._entry,
            words_page: self._words,
            vote_page: self._vote,
            place_page: self._vote,
            topics_page: self._topics,
            topic_page: self._topics,
        }
        self._closer: dict[Any, Callable[..., Iterable[object]]] = {
            provision_page: self._close_provision,
            gone_page: self._close_gone,
            words_page: self._close_words,
        }

    def of(self, path: str, made: partial[Page]) -> str:
        """The basis of the page at an address; "" where its kind has none."""
        found = self._of.get(made.func)
        if found is None:
            return ""
        _, _, language, *rest = made.args
        return _digest(path, self._frame_in(language), self._rest, *found(language, *rest))

    def closer(self, path: str, made: partial[Page]) -> str:
        """The same of what the page itself shows of its act, which takes longer to find; "" where
        its kind has none."""
        found = self._closer.get(made.func)
        if found is None:
            return ""
        _, _, language, *rest = made.args
        return _digest(path, self._frame_in(language), self._rest, *found(language, *rest))

    def _close_provision(self, language: str, leaves: Leaves, address: str) -> Iterable[object]:
        yield self._names(leaves.edition.act, language)
        yield from of_provision(leaves, address)

    def _close_gone(self, language: str, edition: Edition, address: str) -> Iterable[object]:
        yield self._names(edition.act, language)
        yield from of_gone(self._library, language, edition, address)

    def _close_words(self, language: str, edition: Edition, letter: str) -> Iterable[object]:
        yield self._names(edition.act, language)
        yield edition.text_for(language).language
        yield from of_words(self._library, language, edition, letter)

    def _names(self, act: str, language: str) -> str:
        return self._once("act", act, language, made=lambda: self._named(act, language))

    def of_vote(self, vote: Vote) -> str:
        """The basis of what is said of a question and its count in no language or in all."""
        key = (vote.referendum, vote.question)
        return self._once("vote", *key, made=lambda: _digest(*_of_vote(vote)))

    @cached_property
    def _rest(self) -> str:
        """All of the library that is not counted apart: also what is added to it one day."""
        return _digest(
            *(
                getattr(self._library, one.name)
                for one in fields(self._library)
                if not one.name.startswith("_") and one.name not in UNREAD | _COUNTED
            )
        )

    def _frame_in(self, language: str) -> str:
        return self._once(
            "frame", language, made=lambda: _digest(self._frame.of("", language), language)
        )

    def _once(self, *key: str, made: Callable[[], str]) -> str:
        if key not in self._known:
            self._known[key] = made()
        return self._known[key]

    # -- acts ------------------------------------------------------------------------------------

    def _act(self, act: str, language: str, *more: str) -> str:
        """What pages in a language say of all editions of an act, and the words that they show;
        `more` are further languages of texts."""
        editions = self._library.acts[act]
        codes = {edition.text_for(language).language for edition in editions} | set(more)
        names = self._names(act, language)
        return _digest(names, *(self._line(act, code) for code in sorted(codes)))

    def _named(self, act: str, language: str) -> str:
        return _digest(
            act_title(self._library, act, language),
            *(
                (edition_view(edition, language), [(c, t.authority) for c, t in texts.items()])
                for edition in self._library.acts[act]
                for texts in [edition.texts]
            ),
            *((old.name, new.name) for old, new in self._library.pairs[act]),
        )

    def _line(self, act: str, code: str) -> str:
        """The texts of an act in one language and how they are aligned."""
        return self._once("line", act, code, made=lambda: self._aligned(act, code))

    def _aligned(self, act: str, code: str) -> str:
        texts = (edition.texts.get(code) for edition in self._library.acts[act])
        return _digest(
            *(_text(text) for text in texts),
            *(
                (key, one.place, one.time, one.corrections)
                for key, one in self._library.alignments.items()
                if key[:2] == (act, code)
            ),
        )

    def _provision(self, language: str, leaves: Leaves, address: str) -> Iterable[object]:
        yield self._act(leaves.edition.act, language)
        for code, text in leaves.edition.texts.items():
            if code != leaves.text.language:
                yield code, text.printed.get(address)

    def _gone(self, language: str, edition: Edition, _address: str) -> Iterable[object]:
        yield self._act(edition.act, language)

    def _edition(self, language: str, edition: Edition) -> Iterable[object]:
        yield self._act(edition.act, language)

    def _words(self, language: str, edition: Edition, _letter: str) -> Iterable[object]:
        yield self._names(edition.act, language)
        yield _text(edition.text_for(language))

    def _topics(self, language: str, *_topic: Topic) -> Iterable[object]:
        for act, pairs in self._library.pairs.items():
            codes = (self._library.compared_in(old, new, language) for old, new in pairs)
            yield self._act(act, language, *codes)

    def _beside(self, language: str, edition: Edition, other: str) -> Iterable[object]:
        yield self._act(edition.act, language, other)

    def _short(self, language: str, newest: Leaves, _address: str) -> Iterable[object]:
        yield self._act(newest.edition.act, language)

    def _vote(self, language: str, vote: Vote, _code: str = "") -> Iterable[object]:
        yield self.of_vote(vote)
        yield vote.several, vote.site
        for act in self._library.acts:
            yield self._names(act, language)

    # -- comparisons and entries -----------------------------------------------------------------

    def _changes(self, language: str, old: Edition, new: Edition) -> Iterable[object]:
        code = self._library.compared_in(old, new, language)
        yield self._act(new.act, language, code)

    def _changes_list(self, language: str) -> Iterable[object]:
        for act in self._library.acts:
            codes = {key[1] for key in self._library.alignments if key[0] == act}
            yield self._act(act, language, *codes)

    def _entry(self, language: str, told: Told) -> Iterable[object]:
        for act in self._library.acts:
            yield self._act(act, language)
        yield told.entry.bytes
        yield told.place, told.known, told.superseded_by, told.withdrawn
        yield told.place + 1 < self._library.head.size


def _of_vote(vote: Vote) -> Iterable[object]:
    announced = (one.told for one in vote.announced)
    batches = (told for told, _ in vote.batches)
    turnout = () if vote.turnout is None else (vote.turnout,)
    for told in (vote.told, *announced, *batches, *vote.rolls, *vote.events, *turnout):
        yield told.place, told.entry.bytes, told.superseded_by, told.withdrawn


def _text(text: Text | None) -> object:
    return text and (text.akn, text.language, text.authority, text.place, text.time, text.source)


def _digest(*said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()
