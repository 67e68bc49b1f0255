"""The newest entries of the record as a feed that programs follow (RFC 4287)."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from zhargy.messages import say
from zhargy.site.addresses import RECORD, Addresses
from zhargy.site.library import Library, Told, said_in
from zhargy.site.pages.record import told_view

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
MOST = 50


def feed_file(language: str) -> str:
    """
    >>> feed_file("kk")
    'kk/record/feed.atom'
    """
    return f"{Addresses(language).part(RECORD)}feed.atom"


def feed(library: Library, language: str) -> bytes:
    """The last 50 entries, newest first. Links are relative to the feed, as on all pages."""
    names: dict[str | None, str] = {None: _ATOM}
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=names)  # type: ignore[arg-type]
    root.set(f"{{{_XML}}}lang", language)
    site = said_in(library.title, language)
    _add(root, "id", name_of(library.head.origin, language))
    _add(root, "title", f"{site} – {say('site-door-record', language)}")
    _add(root, "updated", library.head.time)
    _add(_add(root, "author"), "name", library.head.origin)
    _add(root, "link", rel="self", type="application/atom+xml", href="feed.atom")
    _add(root, "link", rel="alternate", type="text/html", href="./")
    for told in reversed(library.entries[-MOST:]):
        _entry(_add(root, "entry"), told, library, language)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(entry: etree._Element, told: Told, library: Library, language: str) -> None:
    view = told_view(library, told, language)
    _add(entry, "id", name_of(library.head.origin, str(told.place)))
    _add(entry, "title", f"{view['kind']}: {view['said']}")
    _add(entry, "updated", view["time"])
    _add(_add(entry, "author"), "name", view["by"])
    _add(entry, "link", rel="alternate", type="text/html", href=f"{told.place}/")
    _add(entry, "link", rel="alternate", type="application/json", href=f"{told.place}/data.json")
    _add(entry, "category", term=told.entry.kind, label=view["kind"])
    if view["source"]:
        _add(entry, "summary", view["source"])


def name_of(origin: str, of: str) -> str:
    """The name of an entry by its number, or of the feed in a language, wherever the site stands.

    >>> name_of("library.example/record", "7")
    'urn:uuid:e70af7b3-26e9-59ec-942a-fe34dd814c52'
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{origin}#{of}')}"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text or None
    return child
