"""Pages that every site has: files to take along, about this site, an address that is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhargy.messages import say
from zhargy.site.addresses import ABOUT, CHANGES, DOWNLOADS, RECORD, Addresses
from zhargy.site.documents import documents_rows, documents_view
from zhargy.site.frame import OWN_NAMES, Frame
from zhargy.site.library import Library, said_in
from zhargy.site.page import Page
from zhargy.site.pages.naming import act_title, authority, edition_title, edition_view
from zhargy.site.pages.votes.addresses import FIGURE, results_file, vote_path
from zhargy.site.votes import Vote


def text_file(act: str, edition: str, language: str) -> str:
    """Where the Akoma Ntoso of a text stands on the site.

    >>> text_file("constitution", "2026", "kk")
    'data/constitution/2026.kk.xml'
    """
    return f"data/{act}/{edition}.{language}.xml"


def downloads_page(
    library: Library, frame: Frame, language: str, *, sizes: Mapping[str, int]
) -> Page:
    """Every text and every table as a file; `sizes` are those of the documents."""
    here = Addresses(language)
    path = here.part(DOWNLOADS)
    changes = [
        {
            "old": edition_title(old, language),
            "new": edition_title(new, language),
            "json": f"{here.changes(act, old.name, new.name)}data.json",
            "csv": f"{here.changes(act, old.name, new.name)}data.csv",
            "documents": documents_view(sizes, old, new, language),
        }
        for act, pairs in library.pairs.items()
        for old, new in pairs
    ]
    view = frame.of(path, language, DOWNLOADS) | {
        "acts": [_files_of(library, act, language) for act in library.acts],
        "changes": changes,
        "votes": [_vote_files(vote, language) for vote in library.votes],
        "home": here.home,
        "record_data": here.part(RECORD),
        "changes_path": here.part(CHANGES),
    }
    rows = [
        {
            "act": act,
            "edition": edition.name,
            "language": code,
            "file": text_file(act, edition.name, code),
            "sha256": text.akn,
        }
        for act, editions in library.acts.items()
        for edition in editions
        for code, text in edition.texts.items()
    ]
    compared = [pair for pairs in library.pairs.values() for pair in pairs]
    data = {"files": rows, "documents": documents_rows(sizes, compared, language)}
    title = say("site-door-downloads", language)
    return Page(path, language, "downloads", title, view, data, rows)


def _files_of(library: Library, act: str, language: str) -> dict[str, Any]:
    """The texts of an act, the newest edition first."""
    here = Addresses(language)
    return {
        "title": act_title(library, act, language),
        "editions": [
            {
                **edition_view(edition, language),
                "files": [
                    {
                        "language": OWN_NAMES.get(code, code),
                        "code": code,
                        "authority": authority(text, library, language),
                        "path": text_file(act, edition.name, code),
                        "digest": text.akn,
                    }
                    for code, text in edition.texts.items()
                ],
                "json": f"{here.edition(act, edition.name)}data.json",
                "csv": f"{here.edition(act, edition.name)}data.csv",
            }
            for edition in reversed(library.acts[act])
        ],
    }


def _vote_files(vote: Vote, language: str) -> dict[str, str]:
    """What stands beside the page of a question."""
    path = vote_path(vote, language)
    return {
        "title": said_in(vote.told.entry.body["title"], language),
        "asks": said_in(vote.told.entry.body["asks"], language),
        "path": path,
        "results": results_file(vote) if vote.found else "",
        "figure": f"{path}{FIGURE}",
    }


def about_page(library: Library, frame: Frame, language: str) -> Page:
    """What this site is, how accessible it is, how to quote it."""
    path = Addresses(language).part(ABOUT)
    view = frame.of(path, language, ABOUT) | {"origin": library.head.origin}
    data = {"origin": library.head.origin, "languages": list(library.languages)}
    rows = [{"origin": library.head.origin, "entries": library.head.size}]
    return Page(path, language, "about", say("site-door-about", language), view, data, rows)


def missing_page(library: Library, frame: Frame, language: str, languages: tuple[str, ...]) -> Page:
    """For addresses that lead nowhere: where to go on, in every language."""
    said = [
        {
            "code": code,
            "title": say("site-missing", code),
            "words": say("site-missing-says", code),
            "home": Addresses(code).home,
            "home_name": say("site-door-home", code),
            "acts": [
                {
                    "title": act_title(library, act, code),
                    "path": Addresses(code).edition(act, library.newest(act).name),
                }
                for act in library.acts
            ],
        }
        for code in languages
    ]
    view = frame.of(f"{language}/", language) | {"said": said}
    title = say("site-missing", language)
    return Page("", language, "missing", title, view, base="/")
