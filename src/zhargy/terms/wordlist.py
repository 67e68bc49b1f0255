"""The words of an act by the alphabet, each with the provisions that hold it: for a page that works
without JavaScript."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from zhargy.languages.alphabets import collation, initial
from zhargy.terms.lemmas import lemma, normal, tokens
from zhargy.terms.search import Document, Index

_BEGINS = re.compile(r"(?:^|[.!?:;\n])[\s«\"“)]*$")
_LEAST = 2
_LOOKED_BACK = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """A base form as it is printed, and the documents that hold a form of it, in their order."""

    word: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in capitals and its words; "" gathers words of other scripts, at the end."""

    letter: str
    words: tuple[Listed, ...]


def words_by_letter(index: Index) -> tuple[Letter, ...]:
    """The words of the texts, in the order of the alphabet; numbers and frequent little words not.

    A word that the act writes with a capital wherever it stands is printed with one.
    """
    whole, names = _met(index)
    key = collation(index.language)
    entries = sorted((e for e in index.entries if e.lemma in whole), key=lambda e: key(e.lemma))
    letters = groupby(entries, key=lambda e: initial(e.lemma, index.language))
    return tuple(
        Letter(
            letter,
            tuple(
                Listed(
                    entry.lemma[0].upper() + entry.lemma[1:]
                    if entry.lemma in names
                    else entry.lemma,
                    tuple(index.documents[n] for n in entry.texts),
                )
                for entry in listed
            ),
        )
        for letter, listed in letters
    )


def _met(index: Index) -> tuple[frozenset[str], frozenset[str]]:
    """The bases of words, not of mere parts of compounds; those that stand with a capital
    everywhere, at least once inside a sentence."""
    inside: dict[str, bool] = defaultdict(bool)
    small: set[str] = set()
    for document in index.documents:
        for base, capital, begins in _standing(document.text, index.language):
            inside[base] |= capital and not begins
            if not capital:
                small.add(base)
    names = frozenset(base for base, once in inside.items() if once and base not in small)
    return frozenset(base for base in inside if len(base) >= _LEAST), names


def _standing(text: str, language: str) -> Iterator[tuple[str, bool, bool]]:
    """The base of each word, whether it has a capital, whether it begins a sentence."""
    for (start, _), word in tokens(text):
        if word[0].isdecimal():
            continue
        begins = bool(_BEGINS.search(text, max(0, start - _LOOKED_BACK), start))
        yield lemma(normal(word, language), language), word[0].isupper(), begins
