"""Short addresses: an article without its edition leads to the newest one."""

from __future__ import annotations

from zhargy.reports.citing import cited
from zhargy.site.addresses import Addresses
from zhargy.site.frame import Frame
from zhargy.site.library import Library
from zhargy.site.page import Page
from zhargy.site.pages.naming import act_title, edition_title
from zhargy.site.pages.provisions import Leaves


def short_page(library: Library, frame: Frame, language: str, newest: Leaves, address: str) -> Page:
    """A page that leads on to the article in the newest edition."""
    edition = newest.edition
    here = Addresses(language)
    place = cited(newest.elements[address].citation, language)
    target = here.provision(edition.act, edition.name, address)
    path = here.short(edition.act, address)
    title = f"{act_title(library, edition.act, language)}, {place}"
    view = frame.of(path, language, "text") | {
        "target": target,
        "name": f"{place}, {edition_title(edition, language)}",
    }
    return Page(path, language, "short", title, view, {"leads_to": target}, [{"leads_to": target}])
