"""How pages name acts, editions and provisions."""

from __future__ import annotations

from typing import Any

from zhargy.messages import say
from zhargy.messages.dates import day
from zhargy.reports.citing import cited
from zhargy.site.addresses import Addresses
from zhargy.site.library import Edition, Library, Text, said_in
from zhargy.text.provision import Citation


def act_title(library: Library, act: str, language: str) -> str:
    """The title of an act: that of its newest text."""
    return library.newest(act).text_for(language).title or act


def edition_title(edition: Edition, language: str) -> str:
    """The name of an edition, or what it is called in addresses."""
    return said_in(edition.titles, language) or edition.name


def edition_view(edition: Edition, language: str) -> dict[str, Any]:
    """What a page says of an edition wherever it names it."""
    return {
        "name": edition.name,
        "title": edition_title(edition, language),
        "day": edition.day or edition.published[:10],
        "status": say(f"edition-status-{edition.status}", language) if edition.status else "",
        "published": edition.published,
    }


def authority(text: Text, library: Library, language: str) -> str:
    """The rank of a text among those of its edition."""
    if text.authority == "translation":
        return say("site-translation", language)
    alone = sum(one in library.authoritative for one in library.languages) < 2
    return say("site-authoritative-alone" if alone else "site-authoritative", language)


def place(citation: Citation, language: str) -> str:
    """A provision as a heading names it."""
    name = cited(citation, language)
    return name[:1].upper() + name[1:]


def quoted(library: Library, edition: Edition, citation: Citation, language: str) -> str:
    """How a provision is quoted: act, edition, its day, place."""
    return (
        f"{act_title(library, edition.act, language)} ({edition_title(edition, language)}, "
        f"{day(edition.day or edition.published, language)}), {cited(citation, language)}"
    )


def compared_with(library: Library, edition: Edition, language: str) -> list[dict[str, str]]:
    """The editions with which one was compared, and where that is shown."""
    here = Addresses(language)
    return [
        {
            "title": edition_title(old, language),
            "path": here.changes(edition.act, old.name, new.name),
        }
        for old, new in library.pairs[edition.act]
        if new == edition
    ]
