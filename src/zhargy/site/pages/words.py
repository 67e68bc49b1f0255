"""The words of a text: the index for search as one types, and the same for a page without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.site.addresses import SEARCH, Addresses
from zhargy.site.frame import Frame
from zhargy.site.library import Edition, Library, Text
from zhargy.site.page import Page
from zhargy.site.pages.naming import act_title, edition_title, edition_view
from zhargy.site.pages.texts import page_of
from zhargy.terms.search import Document, Index, build
from zhargy.terms.search_files import to_json
from zhargy.terms.wordlist import Letter, Listed, words_by_letter

WORDS = "words"
# Languages whose base forms are known.
SEARCHED = ("kk", "ru", "en")
OTHERS = "other"


def index_of(library: Library, edition: Edition, text: Text, language: str) -> Index:
    """The index of a text, its places named in the language of the page."""
    key = (edition.act, edition.name, text.language, language)
    if key not in library.indexes:
        documents = [
            Document(p.address, cited(p.citation, language), p.text) for p in text.act.provisions
        ]
        library.indexes[key] = build(documents, text.language)
    return library.indexes[key]


def letters_of(library: Library, edition: Edition, text: Text, language: str) -> Sequence[Letter]:
    """The words of a text by letters; empty where the language has no base forms here."""
    key = (edition.act, edition.name, text.language, language)
    if key not in library.letters:
        library.letters[key] = words_by_letter(index_of(library, edition, text, language))
    return library.letters[key]


def search_files(library: Library, language: str, edition: Edition) -> Mapping[str, bytes]:
    """The index of an edition as the files that the search form loads, below its address."""
    text = edition.text_for(language)
    here = Addresses(language).edition(edition.act, edition.name)
    found = to_json(index_of(library, edition, text, language))
    return {f"{here}{SEARCH}/{name}": content.encode() for name, content in found.items()}


def letter_name(letter: str) -> str:
    """How a letter stands in addresses: itself, in small letters.

    >>> letter_name("Ә"), letter_name("")
    ('ә', 'other')
    """
    return letter.casefold() or OTHERS


def words_page(
    library: Library, frame: Frame, language: str, edition: Edition, letter: str
) -> Page:
    """The words under one letter ("" for the list of letters), each with its provisions."""
    here = Addresses(language)
    text = edition.text_for(language)
    letters = letters_of(library, edition, text, language)
    base = f"{here.edition(edition.act, edition.name)}{WORDS}/"
    path = f"{base}{letter}/" if letter else base
    chosen = next((one for one in letters if letter and letter_name(one.letter) == letter), None)
    words = _places_of(chosen.words, here, edition) if chosen else []
    crumbs = [
        (act_title(library, edition.act, language), here.act(edition.act)),
        (edition_title(edition, language), here.edition(edition.act, edition.name)),
    ]
    if letter:
        crumbs.append((say("site-words", language), base))
    view = frame.of(path, language, "text", crumbs) | {
        "edition": edition_view(edition, language),
        "spoken": text.language,
        "letters": [
            {
                "name": one.letter or "…",
                "path": f"{base}{letter_name(one.letter)}/",
                "here": one is chosen,
                # On the list of letters alone: else each page would change with each of them.
                "count": 0 if letter else len(one.words),
            }
            for one in letters
        ],
        "words": words,
        "empty": bool(letter) and not words,
    }
    listed_words = [
        {"word": word["word"], "places": "; ".join(place["name"] for place in word["places"])}
        for word in words
    ]
    title = say("site-words", language)
    if letter:
        shown = "…" if letter == OTHERS else letter.upper()
        title = say("site-words-letter", language, letter=shown)
    listed_letters = [
        {"letter": one.letter, "words": len(one.words)} for one in letters if not letter
    ]
    data = {
        "act": edition.act,
        "edition": edition.name,
        "text_language": text.language,
        "letters": listed_letters,
        "words": listed_words,
    }
    return Page(path, language, "words", title, view, data, listed_words or listed_letters)


def _places_of(words: Sequence[Listed], here: Addresses, edition: Edition) -> list[dict[str, Any]]:
    """Each word with the provisions that hold it, and their pages."""
    return [
        {
            "word": listed.word,
            "places": [
                {
                    "name": one.label,
                    "path": here.provision(edition.act, edition.name, page_of(one.address)),
                }
                for one in listed.documents
            ],
        }
        for listed in words
    ]
