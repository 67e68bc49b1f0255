"""What an entry says, with the names of acts and editions instead of the words that machines use."""

from __future__ import annotations

from zhargy.messages import say
from zhargy.messages.dates import day, moment
from zhargy.reports.citing import cited_address
from zhargy.reports.entry_line import summary
from zhargy.site.frame import OWN_NAMES
from zhargy.site.library import Library, Told, said_in
from zhargy.site.pages.naming import act_title, edition_title


def said_of(library: Library, told: Told, language: str) -> str:
    """What an entry says, in one line."""
    if not told.known:
        return say("log-unknown", language)
    tellers = {
        "edition": _edition,
        "alignment": _alignment,
        "milestone": _milestone,
        "summary": _point,
    }
    teller = tellers.get(told.entry.kind)
    own = teller(library, told, language) if teller else ""
    return own or summary(told.entry, language, moment)


def _edition(library: Library, told: Told, language: str) -> str:
    body = told.entry.body
    edition = library.edition(body["act"], body["edition"])
    if edition is None:
        return ""
    return say(
        "site-told-edition",
        language,
        act=act_title(library, edition.act, language),
        edition=edition_title(edition, language),
        language=OWN_NAMES.get(body["language"], body["language"]),
        n=body["provisions"],
    )


def _alignment(library: Library, told: Told, language: str) -> str:
    sides = []
    for side in ("old", "new"):
        body = library.entries[told.entry.body[side]].entry.body
        edition = library.edition(body["act"], body["edition"])
        if edition is None:
            return ""
        sides.append(edition_title(edition, language))
    code = library.entries[told.entry.body["new"]].entry.body["language"]
    return say(
        "site-told-alignment",
        language,
        old=sides[0],
        new=sides[1],
        language=OWN_NAMES.get(code, code),
        n=told.entry.body["pairs"],
    )


def _milestone(_library: Library, told: Told, language: str) -> str:
    body = told.entry.body
    return f"{day(body['day'], language)}: {said_in(body['title'], language)}"


def _point(library: Library, told: Told, language: str) -> str:
    body = told.entry.body
    edition = library.edition(body["act"], body["edition"])
    if edition is None:
        return ""
    act = edition.text_for(language).act
    places = "; ".join(cited_address(one, act, language) for one in body["provisions"])
    return f"{said_in(body['says'], language)} ({places})"
