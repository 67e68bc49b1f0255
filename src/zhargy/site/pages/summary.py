"""A short summary: what changes, said by people, each point tied to its provisions."""

from __future__ import annotations

from typing import Any

from zhargy.messages import say
from zhargy.messages.dates import day
from zhargy.reports.citing import cited_address
from zhargy.site.addresses import RECORD, SUMMARY, Addresses
from zhargy.site.frame import Frame
from zhargy.site.library import Library, Told, said_in
from zhargy.site.page import Page
from zhargy.site.pages.home import amount
from zhargy.site.pages.naming import edition_title
from zhargy.site.pages.tongue import tongue, tongue_of


def summary_page(library: Library, frame: Frame, language: str) -> Page:
    """What changes, said shortly by people, each point tied to its provisions."""
    here = Addresses(language)
    path = here.part(SUMMARY)
    figures_by_name = {told.entry.body["name"]: told for told in library.figures}
    points = [
        _point(library, told, figures_by_name, language) for told in _in_order(library.summary)
    ]
    view = frame.of(path, language, SUMMARY) | {"points": points, "time": library.head.time}
    rows = [
        {
            "name": told.entry.body["name"],
            "says": said_in(told.entry.body["says"], language),
            "act": told.entry.body["act"],
            "edition": told.entry.body["edition"],
            "provisions": " ".join(told.entry.body["provisions"]),
            "source": told.entry.source,
            "by": told.entry.by,
            "entry": told.place,
        }
        for told in _in_order(library.summary)
    ]
    return Page(
        path, language, "summary", say("site-door-summary", language), view, {"points": rows}, rows
    )


def _in_order(told: tuple[Told, ...]) -> list[Told]:
    return sorted(told, key=lambda one: (one.entry.body.get("place", 1 << 30), one.place))


def _point(
    library: Library, told: Told, figures_by_name: dict[str, Told], language: str
) -> dict[str, Any]:
    here = Addresses(language)
    body = told.entry.body
    edition = library.edition(body["act"], body["edition"])
    text = edition.text_for(language) if edition else None
    return {
        "says": said_in(body["says"], language),
        "says_lang": tongue_of(body["says"], language),
        "edition": edition_title(edition, language) if edition else body["edition"],
        "provisions": [
            {
                "name": cited_address(address, text.act, language) if text else address,
                "path": here.provision(body["act"], body["edition"], address),
            }
            for address in body["provisions"]
        ],
        "figures": [
            {
                "value": amount(figures_by_name[name].entry.body["value"], language),
                "as_of": day(figures_by_name[name].entry.as_of, language),
                "source": figures_by_name[name].entry.source,
                "source_lang": tongue(
                    figures_by_name[name].entry.source, language, library.languages
                ),
                "path": here.part(RECORD, str(figures_by_name[name].place)),
            }
            for name in body.get("figures", [])
            if name in figures_by_name
        ],
        "by": told.entry.by,
        "source": told.entry.source,
        "source_lang": tongue(told.entry.source, language, library.languages),
        "time": told.entry.time,
        "place": told.place,
        "path": here.part(RECORD, str(told.place)),
    }
