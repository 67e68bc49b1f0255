"""Acts to read: the editions of an act, a whole edition, and two languages side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.site.addresses import Addresses
from zhargy.site.frame import OWN_NAMES, Frame
from zhargy.site.library import Edition, Library, Text
from zhargy.site.page import Page
from zhargy.site.pages.naming import (
    act_title,
    authority,
    compared_with,
    edition_title,
    edition_view,
)
from zhargy.site.pages.wording import To, node, spans_of
from zhargy.text.act import CONTAINERS, Element
from zhargy.text.provision import Citation


def act_page(library: Library, frame: Frame, language: str, act: str) -> Page:
    """The editions of an act, newest first."""
    here = Addresses(language)
    title = act_title(library, act, language)
    editions = [
        {
            **edition_view(edition, language),
            "path": here.edition(act, edition.name),
            "languages": [
                {
                    "name": OWN_NAMES.get(code, code),
                    "code": code,
                    "authority": authority(text, library, language),
                }
                for code, text in edition.texts.items()
            ],
            "changes": compared_with(library, edition, language),
        }
        for edition in reversed(library.acts[act])
    ]
    rows = [
        {
            "edition": edition.name,
            "title": edition_title(edition, language),
            "day": edition.day,
            "status": edition.status,
            "language": code,
            "authority": text.authority,
            "published": text.time,
            "entry": text.place,
            "akn_sha256": text.akn,
        }
        for edition in library.acts[act]
        for code, text in edition.texts.items()
    ]
    path = here.act(act)
    view = frame.of(path, language, "text") | {"editions": editions}
    return Page(path, language, "act", title, view, {"act": act, "editions": rows}, rows)


def paths_to(language: str, edition: Edition, text: Text) -> To:
    """From an address of a text to the page of the provision."""
    here = Addresses(language)

    def to(address: str) -> str:
        if address not in text.addresses:
            return ""
        return here.provision(edition.act, edition.name, page_of(address))

    return to


def page_of(address: str) -> str:
    """The address whose page holds this one: headings and preamble paragraphs have none.

    >>> page_of("art_5__heading_1"), page_of("preamble__p_2"), page_of("art_39__para_3")
    ('art_5', 'preamble', 'art_39__para_3')
    """
    if address.startswith("preamble__"):
        return "preamble"
    return address.rpartition("__heading_")[0] or address


def edition_page(library: Library, frame: Frame, language: str, edition: Edition) -> Page:
    """The whole text of an edition, with its contents."""
    text = edition.text_for(language)
    act = text.act
    to = paths_to(language, edition, text)
    spans = spans_of(library.cited(edition, text.language))
    path = Addresses(language).edition(edition.act, edition.name)
    view = frame.of(path, language, "text", _crumbs(library, language, edition.act))
    view |= _published(library, language, edition, text) | _ways(library, language, edition, text)
    view |= {
        "search": "#" if text.language in OWN_NAMES else "",
        "contents": list(_contents(act.body, to)),
        "body": [node(element, spans, to) for element in act.body],
        "above": [note.text for note in act.notes if note.kind == "title"],
        "notes": [
            note.text for note in act.notes if note.kind in ("editor", "footnote", "signature")
        ],
    }
    rows = [
        {"address": p.address, "place": cited(p.citation, language), "text": p.text}
        for p in act.provisions
    ]
    data = {
        "act": edition.act,
        "edition": edition.name,
        "text_language": text.language,
        "akn_sha256": text.akn,
        "entry": text.place,
        "provisions": [p.as_dict() for p in act.provisions],
    }
    name = f"{act_title(library, edition.act, language)}. {edition_title(edition, language)}"
    return Page(path, language, "edition", name, view, data, rows)


def _published(library: Library, language: str, edition: Edition, text: Text) -> dict[str, Any]:
    """Which text it is, of what rank, and its entry and file."""
    return {
        "edition": edition_view(edition, language),
        "title": text.title or edition.act,
        "spoken": text.language,
        "authority": authority(text, library, language),
        "entry": text.place,
        "entry_path": Addresses(language).part("record", str(text.place)),
        "akn": text.akn,
        "akn_path": f"data/{edition.act}/{edition.name}.{text.language}.xml",
    }


def _ways(library: Library, language: str, edition: Edition, text: Text) -> dict[str, Any]:
    """Where to go on: other editions, other languages, comparisons."""
    here = Addresses(language)
    return {
        "others": [
            {
                "title": edition_title(other, language),
                "path": here.edition(edition.act, other.name),
                "here": other == edition,
            }
            for other in library.acts[edition.act]
        ],
        "beside": [
            {
                "name": OWN_NAMES.get(code, code),
                "code": code,
                "path": here.beside(edition.act, edition.name, code),
            }
            for code in edition.texts
            if code != text.language
        ],
        "changes": compared_with(library, edition, language),
    }


def _contents(body: Sequence[Element], to: To, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Parts and articles with their headings, in order."""
    for element in body:
        if element.kind in CONTAINERS or element.kind in ("article", "preamble", "transitional"):
            address = element.citation.address
            yield {
                "label": element.label,
                "heading": element.heading,
                "preamble": element.kind == "preamble",
                "anchor": address,
                "above": element.kind in CONTAINERS,
                "repealed": element.repealed,
            }
            if element.kind in CONTAINERS:
                yield from _contents(element.children, to, depth + 1)


def _crumbs(library: Library, language: str, act: str) -> list[tuple[str, str]]:
    here = Addresses(language)
    return [
        (say("site-door-home", language), here.home),
        (act_title(library, act, language), here.act(act)),
    ]


def beside_page(
    library: Library, frame: Frame, language: str, edition: Edition, other: str
) -> Page:
    """An edition in two languages, provision by provision, where their addresses meet."""
    here = Addresses(language)
    left, right = edition.text_for(language), edition.texts[other]
    to = paths_to(language, edition, left)
    path = here.beside(edition.act, edition.name, other)
    rows = _beside(left, right, language, to)
    crumbs = [
        *_crumbs(library, language, edition.act),
        (edition_title(edition, language), here.edition(edition.act, edition.name)),
    ]
    view = frame.of(path, language, "text", crumbs) | {
        "edition": edition_view(edition, language),
        "sides": [
            {
                "code": text.language,
                "name": OWN_NAMES.get(text.language, text.language),
                "authority": authority(text, library, language),
            }
            for text in (left, right)
        ],
        "rows": rows,
        "choices": [
            {
                "name": OWN_NAMES.get(code, code),
                "code": code,
                "path": here.beside(edition.act, edition.name, code),
                "here": code == other,
            }
            for code in edition.texts
            if code != left.language
        ],
    }
    table = [
        {"address": row["address"], left.language: row["left"], right.language: row["right"]}
        for row in rows
    ]
    title = say("site-beside", language, title=edition_title(edition, language))
    data = {
        "act": edition.act,
        "edition": edition.name,
        "languages": [left.language, other],
        "provisions": table,
    }
    return Page(path, language, "beside", title, view, data, table)


def _beside(left: Text, right: Text, language: str, to: To) -> list[dict[str, Any]]:
    """A row for each address, in the order of the left text; those of the right alone follow the
    one before them there."""
    order: list[tuple[str, Citation]] = [(p.address, p.citation) for p in left.act.provisions]
    known = {address for address, _ in order}
    after: dict[str, list[tuple[str, Citation]]] = {}
    last = ""
    for provision in right.act.provisions:
        if provision.address in known:
            last = provision.address
        else:
            after.setdefault(last, []).append((provision.address, provision.citation))
    places = list(after.get("", []))
    for place in order:
        places += [place, *after.get(place[0], [])]
    sides = left.act.by_address, right.act.by_address
    return [
        {
            "address": address,
            "place": cited(citation, language),
            "path": to(address),
            "heading": citation.is_heading,
            "left": sides[0][address].text if address in sides[0] else "",
            "right": sides[1][address].text if address in sides[1] else "",
        }
        for address, citation in places
    ]
