"""Search: a page of what was found, for who has no JavaScript.

That page stands at /kk/search/?q=...&act=...&edition=..., and forms of editions lead there. Its
template `search.html` is given `asked`, `act`, `edition` (as they stand in the address), `title` and
`path` of the edition, `total`, and `hits` of `label`, `path` and `pieces` (words, and whether they
are what was asked for).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from urllib.parse import urlencode

from zhargy.messages import say
from zhargy.site.addresses import SEARCH, WORDS, Addresses
from zhargy.site.library import Edition, Text
from zhargy.site.page import Page
from zhargy.site.pages.naming import edition_title
from zhargy.site.pages.words import index_of
from zhargy.site.site import Site
from zhargy.terms.search import Hit

TEMPLATE = "search"
_LONGEST = 200
_MOST_HITS = 100


class Search:
    """What is found in the editions of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._frame = site.frame
        self._making = Lock()
        self._pages = {Addresses(code).part(SEARCH): code for code in site.languages}
        # By the address of an edition.
        self._editions = {
            Addresses(code).edition(act, edition.name): (code, edition)
            for code in site.languages
            for act, editions in site.library.acts.items()
            for edition in editions
        }

    def answers(self, path: str) -> bool:
        """Whether a query at this address is one for the search."""
        return path in self._pages or self._form(path) in self._editions

    def way(self, path: str, words: str) -> str:
        """From the page of an edition, or of its words, to the page of what was found; "" where
        the address is that page."""
        if path in self._pages:
            return ""
        _, edition = self._editions[self._form(path)]
        asked = urlencode({"act": edition.act, "edition": edition.name, "q": words})
        return f"{'../' * (path.count('/') - 1)}{SEARCH}/?{asked}"

    @staticmethod
    def _form(path: str) -> str:
        return path.removesuffix(f"{WORDS}/")

    def page(self, path: str, asked: Mapping[str, str]) -> Page | None:
        """What was found at an address of search; nothing where act or edition is none."""
        language = self._pages[path]
        here = Addresses(language)
        edition = self._edition(asked.get("act", ""), asked.get("edition", ""))
        if edition is None:
            return None
        words = asked.get("q", "")[:_LONGEST]
        text = edition.text_for(language)
        with self._making:
            index = index_of(self._site.library, edition, text, language)
        hits = index.find(words)
        view = self._frame.of(path, language, SEARCH) | {
            "asked": words,
            "act": edition.act,
            "edition": edition.name,
            "title": edition_title(edition, language),
            "path": here.edition(edition.act, edition.name),
            "total": len(hits),
            "hits": [
                {
                    "label": hit.document.label,
                    "path": _place(here, edition, text, hit.document.address),
                    "pieces": list(pieces(hit)),
                }
                for hit in hits[:_MOST_HITS]
            ],
        }
        return Page(path, language, TEMPLATE, say("web-search", language), view)

    def _edition(self, act: str, name: str) -> Edition | None:
        library = self._site.library
        act = act or next(iter(library.acts), "")
        if act not in library.acts:
            return None
        return library.edition(act, name) if name else library.newest(act)


def _place(here: Addresses, edition: Edition, text: Text, address: str) -> str:
    """The page of a provision; of what has no page of its own, the article that it stands in."""
    article = address.partition("__")[0]
    return here.provision(
        edition.act, edition.name, address if address in text.printed else article
    )


def pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The text of a hit in pieces, and which are the words asked for.

    >>> from zhargy.terms.search import Document
    >>> found = Hit(Document("art_1", "1-бап", "Халық билігі."), 9, ((0, 5),))
    >>> list(pieces(found))
    [('Халық', True), (' билігі.', False)]
    """
    text, end = hit.document.text, 0
    for start, stop in hit.spans:
        if start > end:
            yield text[end:start], False
        yield text[start:stop], True
        end = stop
    if end < len(text):
        yield text[end:], False
