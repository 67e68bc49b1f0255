"""Search: the index of an edition as files, and a page of what was found for who has no JavaScript.

That page stands at /kk/search/?q=...&act=...&edition=..., and forms of editions lead there. It is
the template `search.html` of `zhargy.site`; while the site has none, the address leads nowhere.
What the template is given: `asked`, `act`, `edition` (as they stand in the address),
`title` of the edition, `path` of the edition, `total`, and `hits` of `label`, `path` and `pieces`
(words, and whether they are what was asked for).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from urllib.parse import urlencode

from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.site.addresses import SEARCH, WORDS, Addresses
from zhargy.site.library import Edition, Text
from zhargy.site.page import Page, environment
from zhargy.site.pages.naming import edition_title
from zhargy.site.site import Site
from zhargy.terms.search import Document, Hit, Index, build
from zhargy.terms.search_files import to_json

TEMPLATE = "search"
_LONGEST = 200
_MOST_HITS = 100
# Languages whose base forms are known.
_SEARCHED = ("kk", "ru", "en")


class Search:
    """The indexes of the editions of one site, made when they are first asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._frame = site.frame
        self._indexes: dict[tuple[str, str, str], Index] = {}
        self._making = Lock()
        self._there = f"{TEMPLATE}.html" in environment().list_templates()
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
        return self._there and (path in self._pages or self._form(path) in self._editions)

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

    def files(self, folder: str) -> Mapping[str, bytes]:
        """The index of an edition by the names of its files, if this is the folder of one."""
        code, edition = self._editions.get(folder.removesuffix(f"{SEARCH}/"), ("", None))
        if edition is None or not folder.endswith(f"/{SEARCH}/"):
            return {}
        text = edition.text_for(code)
        if text.language not in _SEARCHED:
            return {}
        found = to_json(self._index(edition, text, code))
        return {f"{folder}{name}": content.encode() for name, content in found.items()}

    def page(self, path: str, asked: Mapping[str, str]) -> Page | None:
        """What was found at an address of search; nothing where act or edition is none."""
        language = self._pages[path]
        here = Addresses(language)
        edition = self._edition(asked.get("act", ""), asked.get("edition", ""))
        if edition is None:
            return None
        words = asked.get("q", "")[:_LONGEST]
        text = edition.text_for(language)
        hits = self._index(edition, text, language).find(words)
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

    def _index(self, edition: Edition, text: Text, language: str) -> Index:
        key = (edition.act, edition.name, language)
        with self._making:
            if key not in self._indexes:
                documents = (
                    Document(p.address, cited(p.citation, language), p.text)
                    for p in text.act.provisions
                )
                self._indexes[key] = build(documents, text.language)
            return self._indexes[key]


def _place(here: Addresses, edition: Edition, text: Text, address: str) -> str:
    """The page of a provision; of what has no page of its own, the article that it stands in."""
    article = address.partition("__")[0]
    return here.provision(
        edition.act, edition.name, address if address in text.printed else article
    )


def pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The text of a hit in pieces, and which are the words asked for.

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
