"""Search in one act as one types (docs/spec/search.md): a word finds its other forms.

The index holds the forms that stand in the act and their base forms, so a browser that knows no
grammar finds the same, in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from zhargy.languages.searching import PLACES, STOP_WORDS
from zhargy.terms.lemmas import lemma, normal, tokens
from zhargy.text.provision import PREFIX

# What a document gains beside the rarity of the words asked for. Whole numbers: a browser must
# come to the same sum.
_WHOLE_WORD = 4
_IN_TEXT = 2
_HEADING = 3
_ITS_NUMBER = 8
# A word that nothing begins with is shortened to three fifths, and not below four letters.
_LEAST_NEAR = 4


@dataclass(frozen=True, slots=True)
class Document:
    """A provision as it is found: `label` is its citation in words, "39-бап, 3-тармақ"."""

    address: str
    label: str
    text: str

    @property
    def is_heading(self) -> bool:
        return "heading" in self.address


@dataclass(frozen=True, slots=True)
class Entry:
    """A base form, its forms in the act, and the ordinals of documents that hold one.

    `leads`: documents whose label begins with it, as the number of an article.
    """

    lemma: str
    forms: tuple[str, ...]
    texts: tuple[int, ...]
    labels: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()

    def begins_with(self, letters: str) -> bool:
        """Whether the base or a form does."""
        return any(word.startswith(letters) for word in (self.lemma, *self.forms))


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; `spans`: the words asked for in its text, half-open, in code points."""

    document: Document
    score: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Index:
    """What is in the documents of one act, by base form."""

    language: str
    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    stop: frozenset[str] = field(repr=False)

    def find(self, query: str) -> list[Hit]:
        """The documents that hold every word asked for, best first.

        The last word counts as unfinished, unless something stands after it.

        >>> act = [Document("art_1", "1-бап", "Халықтың құқығы."), Document("art_2", "2-бап", "Құқық.")]
        >>> [hit.document.address for hit in build(act, "kk").find("құқықтар")]
        ['art_1', 'art_2']
        """
        asked = [self._meant(word, whole) for word, whole in self._asked(query)]
        if not asked:
            return []
        worths = [self._worths(meant) for meant in asked]
        found = set.intersection(*(set(worth) for worth in worths))
        sums = {
            n: sum(worth[n] for worth in worths) + _HEADING * self.documents[n].is_heading
            for n in found
        }
        forms = {form for meant in asked for entry, _ in meant for form in entry.forms}
        return [
            Hit(self.documents[n], sums[n], tuple(self._spans(self.documents[n].text, forms)))
            for n in sorted(found, key=lambda n: (-sums[n], n))
        ]

    def _asked(self, query: str) -> list[tuple[str, bool]]:
        """The words of the query that count, and whether each is finished."""
        found = [
            (normal(word, self.language), span[1] < len(query)) for span, word in tokens(query)
        ]
        telling = [(word, whole) for word, whole in found if word not in self.stop]
        return telling or found

    def _meant(self, word: str, whole: bool) -> list[tuple[Entry, bool]]:
        """The entries that the word may mean, each with whether the word is a form of it."""
        near = [(e, word == e.lemma or word in e.forms) for e in self._by_letter.get(word[0], ())]
        exact = [pair for pair in near if pair[1]]
        if word[0].isdecimal():
            return exact + [(e, False) for e, _ in near if e.lemma.startswith(word + "-")]
        if whole and exact:
            return exact
        shortest = min(len(word), max(_LEAST_NEAR, -(-3 * len(word) // 5)))
        for size in range(len(word), shortest - 1, -1):
            begun = [(e, is_form) for e, is_form in near if e.begins_with(word[:size])]
            if begun:
                return begun
        return []

    def _worths(self, meant: list[tuple[Entry, bool]]) -> dict[int, int]:
        """What each document that holds one of the entries gains by it."""
        best: dict[int, int] = {}
        for entry, is_form in meant:
            texts, leads = set(entry.texts), set(entry.leads)
            held = texts | set(entry.labels)
            rarity = (16 * len(self.documents) // len(held)).bit_length()
            for n in held:
                own = _ITS_NUMBER * (n in leads) + _WHOLE_WORD if is_form else 0
                best[n] = max(best.get(n, 0), rarity + own + _IN_TEXT * (n in texts))
        return best

    def _spans(self, text: str, forms: set[str]) -> Iterator[tuple[int, int]]:
        for span, word in tokens(text):
            if not forms.isdisjoint(_forms(word, self.language)):
                yield span

    @cached_property
    def _by_letter(self) -> Mapping[str, tuple[Entry, ...]]:
        return {letter: tuple(entries) for letter, entries in by_letter(self.entries).items()}


def build(documents: Iterable[Document], language: str) -> Index:
    """The index of one act: its documents in their order."""
    listed = tuple(documents)
    places_said = PLACES.get(language, {}).items()
    named = {PREFIX[level]: tuple(words.split()) for level, words in places_said}
    # The steps of a preamble are its paragraphs.
    named["preamble"] = named.pop(PREFIX["preamble"], ())
    stop = STOP_WORDS.get(language, frozenset())
    forms: dict[str, set[str]] = defaultdict(set)
    passed: set[str] = set()
    places: tuple[dict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(3))
    for n, document in enumerate(listed):
        for place, words in enumerate(_words_of(document, named)):
            for form in dict.fromkeys(f for word in words for f in _forms(word, language)):
                base = lemma(form, language)
                if base in stop or form in stop:
                    passed.add(form)
                    continue
                forms[base].add(form)
                if places[place][base][-1:] != [n]:
                    places[place][base].append(n)
    entries = (
        Entry(base, tuple(sorted(forms[base])), *(tuple(place[base]) for place in places))
        for base in sorted(forms)
    )
    return Index(language, listed, tuple(entries), stop | passed)


def by_letter(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries that a word beginning with a letter may mean; one may stand under two."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for letter in sorted({word[0] for word in (entry.lemma, *entry.forms)}):
            found[letter].append(entry)
    return dict(sorted(found.items()))


def _words_of(
    document: Document, named: Mapping[str, tuple[str, ...]]
) -> tuple[list[str], list[str], list[str]]:
    """The words of the text; those of the label, with names of its levels that the label may
    shorten ("ст. 39"); the first number of the label."""
    label = [word for _, word in tokens(document.label)]
    numbers = [word for word in label if word[0].isdecimal()]
    levels = dict.fromkeys(step.partition("_")[0] for step in document.address.split("__"))
    names = [name for level in levels for name in named.get(level, ())]
    return [word for _, word in tokens(document.text)], label + names, numbers[:1]


def _forms(word: str, language: str) -> list[str]:
    """The word as it is compared; of a compound its parts too."""
    form = normal(word, language)
    parts = form.split("-") if "-" in form and not form[0].isdecimal() else []
    return [form, *(part for part in parts if part)]
