"""What the record of a reform holds, as the pages need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from zhargy.compare.comparison import Comparison, Pair
from zhargy.compare.decisions import Decision
from zhargy.compare.editions import Line, Step, history_of
from zhargy.compare.published import as_published
from zhargy.record.entry import Entry
from zhargy.terms.search import Index
from zhargy.terms.topics import Match, Topic
from zhargy.terms.wordlist import Letter
from zhargy.text.act import CONTAINERS, Act, Element
from zhargy.text.citation.cited import CitedAct, cited_acts
from zhargy.text.provision import Citation

if TYPE_CHECKING:
    from zhargy.site.votes import Vote

# As much of a word as its forms have in common.
_STEM = 5


@dataclass(frozen=True)
class Text:
    """One edition of an act in one language, and the entry that published it.

    `earlier`: the texts that stood in its place before, oldest first.
    """

    act: Act
    language: str
    authority: str
    place: int
    time: str
    akn: str
    source: str
    earlier: tuple[Text, ...] = ()

    def since(self, address: str) -> tuple[int, str]:
        """The entry that first published these words of a provision in this edition, and its time."""
        first = self
        if address in self.printed:
            for text in reversed(self.earlier):
                if text.printed.get(address) != self.printed[address]:
                    break
                first = text
        return first.place, first.time

    @cached_property
    def title(self) -> str:
        """The title of the act on one line, not in capitals."""
        return in_small_letters(" ".join(self.act.title.split("\n")[0].split()), self.act)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Of every element and every provision."""
        return frozenset(e.citation.address for e in self.act.elements()) | frozenset(
            self.act.by_address
        )

    @cached_property
    def named(self) -> dict[str, Citation]:
        """By address: how an element is cited, also one without words of its own."""
        return {e.citation.address: e.citation for e in reversed(list(self.act.elements()))}

    @cached_property
    def printed(self) -> dict[str, list[str]]:
        """By address: the printed lines of each element; parts above articles have none."""
        return {
            ("preamble" if e.kind == "preamble" else e.citation.address): list(_printed(e))
            for e in self.act.elements()
            if e.kind not in CONTAINERS
        }


def _printed(element: Element) -> list[str]:
    lines = [" ".join(filter(None, (element.label, element.heading)))] if element.heading else []
    lead = list(element.lead)
    if lead and not element.heading and element.label:
        lead[0] = f"{element.label} {lead[0]}"
    lines += lead
    for child in element.children:
        lines += _printed(child)
    return [*lines, *element.closing]


@dataclass(frozen=True)
class Edition:
    """One edition of an act: its texts by language, in the order of the reform's languages."""

    act: str
    name: str
    titles: Mapping[str, str]
    status: str
    day: str
    texts: Mapping[str, Text]

    @property
    def published(self) -> str:
        """When it was first published (UTC)."""
        return min((*text.earlier, text)[0].time for text in self.texts.values())

    def text_for(self, language: str) -> Text:
        """The text in a language; where there is none the first that has legal force."""
        if language in self.texts:
            return self.texts[language]
        in_force = (t for t in self.texts.values() if t.authority == "authoritative")
        return next(in_force, next(iter(self.texts.values())))


@dataclass(frozen=True)
class Alignment:
    """A published alignment and the corrections of people since."""

    place: int
    time: str
    rows: Sequence[Mapping[str, Any]]
    corrections: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Told:
    """One entry of the record and what later entries say of it."""

    place: int
    entry: Entry
    known: bool
    superseded_by: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Head:
    """The checkpoint: whose record it is, how many entries, the root of its tree, who cosigned."""

    origin: str
    size: int
    root: str
    time: str
    cosigned: int


@dataclass(frozen=True)
class Followed:
    """A provision through the editions of its act in one language."""

    editions: tuple[Edition, ...]
    line: Line

    def at(self, edition: Edition) -> Step | None:
        """Where the line stands in an edition."""
        place = self.editions.index(edition)
        return next((step for step in self.line.steps if step.edition == place), None)


@dataclass
class Library:
    """All that the public pages show. Comparisons and citations are made when first asked for."""

    title: Mapping[str, str]
    languages: tuple[str, ...]
    authoritative: tuple[str, ...]
    head: Head
    acts: Mapping[str, tuple[Edition, ...]]
    alignments: Mapping[tuple[str, str, str, str], Alignment]
    entries: tuple[Told, ...] = ()
    figures: tuple[Told, ...] = ()
    milestones: tuple[Told, ...] = ()
    summary: tuple[Told, ...] = ()
    topics: tuple[Topic, ...] = ()
    votes: tuple[Vote, ...] = ()
    jurisdiction: str = ""
    matches: dict[tuple[str, str, str, str], Sequence[Match]] = field(default_factory=dict)
    indexes: dict[tuple[str, str, str, str], Index] = field(default_factory=dict)
    letters: dict[tuple[str, str, str, str], Sequence[Letter]] = field(default_factory=dict)
    _comparisons: dict[tuple[str, str, str, str], Comparison] = field(default_factory=dict)
    _lines: dict[tuple[str, str], dict[tuple[int, str], Followed]] = field(default_factory=dict)
    _cited: dict[tuple[str, str, str], CitedAct | None] = field(default_factory=dict)
    _sources: dict[tuple[str, str, str, str], dict[str, list[Pair]]] = field(default_factory=dict)

    def edition(self, act: str, name: str) -> Edition | None:
        """An edition by the names of its act and its own."""
        return next((e for e in self.acts.get(act, ()) if e.name == name), None)

    def newest(self, act: str) -> Edition:
        """The last edition that was published."""
        return self.acts[act][-1]

    @cached_property
    def pairs(self) -> dict[str, tuple[tuple[Edition, Edition], ...]]:
        """By act: the editions that were compared in some language, newest first."""
        found: dict[str, tuple[tuple[Edition, Edition], ...]] = {}
        for act, editions in self.acts.items():
            place = {edition.name: n for n, edition in enumerate(editions)}
            keys = {(old, new) for of, _, old, new in self.alignments if of == act}
            order = sorted(keys, key=lambda key: (-place[key[1]], place[key[0]]))
            found[act] = tuple((editions[place[old]], editions[place[new]]) for old, new in order)
        return found

    def compared_in(self, old: Edition, new: Edition, language: str) -> str:
        """The language in which two editions were compared: this one, else the first one; "" where
        they were not."""
        codes = (language, *self.authoritative, *self.languages)
        return next((c for c in codes if (new.act, c, old.name, new.name) in self.alignments), "")

    def comparison(self, old: Edition, new: Edition, language: str) -> Comparison | None:
        """What became of each provision, as it was published; nothing where it was not."""
        key = (new.act, language, old.name, new.name)
        if key in self.alignments and key not in self._comparisons:
            told = self.alignments[key]
            self._comparisons[key] = as_published(
                old.texts[language].act, new.texts[language].act, told.rows, told.corrections
            )
        return self._comparisons.get(key)

    def sources(self, old: Edition, new: Edition, language: str, address: str) -> Sequence[Pair]:
        """The rows in which an address of the new edition stands."""
        key = (new.act, language, old.name, new.name)
        if key not in self._sources:
            rows: dict[str, list[Pair]] = defaultdict(list)
            comparison = self.comparison(old, new, language)
            for pair in comparison.pairs if comparison else ():
                if pair.new:
                    rows[pair.new.address].append(pair)
            self._sources[key] = rows
        return self._sources[key].get(address, ())

    def followed(self, edition: Edition, language: str, address: str) -> Followed | None:
        """A provision through the editions that have this language."""
        key = (edition.act, language)
        if key not in self._lines:
            self._lines[key] = self._followed(*key)
        place = self.editions_in(*key).index(edition)
        return self._lines[key].get((place, address))

    def editions_in(self, act: str, language: str) -> tuple[Edition, ...]:
        """The editions of an act that have this language, oldest first."""
        return tuple(edition for edition in self.acts[act] if language in edition.texts)

    def _followed(self, act: str, language: str) -> dict[tuple[int, str], Followed]:
        editions = self.editions_in(act, language)
        comparisons = [self.comparison(old, new, language) for old, new in pairwise(editions)]
        found = [comparison for comparison in comparisons if comparison is not None]
        if len(found) < len(comparisons):
            return {}
        history = history_of([e.texts[language].act for e in editions], found)
        return {
            (step.edition, step.address): Followed(editions, line)
            for line in history.lines
            for step in line.steps
            if step.address
        }

    def cited(self, edition: Edition, language: str) -> CitedAct | None:
        """What an edition cites; nothing where the citations of its language are not read."""
        key = (edition.act, edition.name, language)
        if key not in self._cited:
            try:
                self._cited[key], *_ = cited_acts([edition.texts[language].act])
            except KeyError:
                self._cited[key] = None
        return self._cited[key]


def said_in(words: Mapping[str, str], language: str) -> str:
    """Words in a language, or in the first one that there is; "" where there are none."""
    return words.get(language) or next(iter(words.values()), "")


def in_small_letters(title: str, act: Act) -> str:
    """A title that is printed in capitals, as a sentence: a word keeps its capital where the text
    of the act has it inside of a sentence."""
    if not title.isupper():
        return title
    proper = {
        word.casefold()[:_STEM]
        for provision in act.provisions
        for before, word in pairwise(provision.text.split())
        if word[:1].isupper() and not word.isupper() and before[-1:].isalpha()
    }
    words = [w.capitalize() if w.casefold()[:_STEM] in proper else w.lower() for w in title.split()]
    said = " ".join(words)
    return said[:1].upper() + said[1:]
