"""The first page: what is happening, the way of the reform, its doors, its figures."""

from __future__ import annotations

from typing import Any

from zhargy.messages import number, say
from zhargy.site.addresses import CHANGES, RECORD, REFERENDUM, TOPICS, Addresses
from zhargy.site.frame import OWN_NAMES, Frame
from zhargy.site.library import Edition, Library, said_in
from zhargy.site.page import Page
from zhargy.site.pages.naming import act_title, edition_title, edition_view
from zhargy.site.pages.record import latest
from zhargy.site.pages.tongue import tongue, tongue_of
from zhargy.site.pages.votes.addresses import vote_path
from zhargy.site.pages.votes.outcome import outcome_line

_LATEST = 6


def choice_page(library: Library, frame: Frame, languages: tuple[str, ...]) -> Page:
    """The root of the site: in which language to read it."""
    choices = [
        {
            "code": code,
            "name": OWN_NAMES[code],
            "path": f"{code}/",
            "title": said_in(library.title, code),
            "words": say("site-choose", code),
        }
        for code in languages
    ]
    title = said_in(library.title, languages[0])
    return Page(
        "",
        languages[0],
        "choice",
        title,
        frame.of("", languages[0]) | {"choices": choices},
        {"languages": list(languages)},
    )


def home_page(library: Library, frame: Frame, language: str) -> Page:
    """Where the reform stands, as of the last entry of its record."""
    here = Addresses(language)
    today = library.head.time[:10]
    steps = timeline(library, language, today)
    newest = _newest(library)
    view = frame.of(here.home, language, "home") | {
        "today": library.head.time,
        "newest": edition_view(newest, language) if newest else None,
        "act": act_title(library, newest.act, language) if newest else "",
        "text_path": here.edition(newest.act, newest.name) if newest else "",
        "changes": _main_changes(library, language),
        "timeline": steps,
        "ahead": [step for step in steps if step["state"] == "ahead"][:3],
        "votes": [
            {
                "outcome": outcome_line(vote, language),
                "asks": said_in(vote.told.entry.body["asks"], language),
                "address": vote_path(vote, language),
            }
            for vote in library.votes
        ],
        "doors": _doors(library, frame, language, newest),
        "figures": figures(library, language),
        "latest": latest(library, language, _LATEST),
        "size": library.head.size,
        "record_path": here.part(RECORD),
    }
    rows = [
        {
            "figure": told.entry.body["name"],
            "value": str(told.entry.body["value"]),
            "unit": told.entry.body["unit"],
            "base": told.entry.body.get("base", ""),
            "as_of": told.entry.as_of,
            "source": told.entry.source,
            "entry": told.place,
        }
        for told in library.figures
    ]
    data: dict[str, Any] = {
        "as_of": library.head.time,
        "milestones": [{**told.entry.body, "entry": told.place} for told in library.milestones],
        "figures": rows,
    }
    return Page(
        here.home,
        language,
        "home",
        said_in(library.title, language),
        view,
        data,
        rows or [{"as_of": library.head.time, "entries": library.head.size}],
    )


def _newest(library: Library) -> Edition | None:
    editions = [library.newest(act) for act in library.acts]
    return max(editions, key=lambda edition: edition.published, default=None)


def timeline(library: Library, language: str, today: str) -> list[dict[str, Any]]:
    """The milestones in the order of their days; the last one that came is today's."""
    told = sorted(library.milestones, key=lambda one: (one.entry.body["day"], one.place))
    steps: list[dict[str, Any]] = [
        {
            "title": said_in(one.entry.body["title"], language),
            "says": said_in(one.entry.body.get("says", {}), language),
            "day": one.entry.body["day"],
            "until": one.entry.body.get("until", ""),
            "source": one.entry.source,
            "path": Addresses(language).part(RECORD, str(one.place)),
            "place": one.place,
            "state": "done" if one.entry.body["day"] <= today else "ahead",
            "moved": one.entry.supersedes is not None,
        }
        for one in told
    ]
    done = [step for step in steps if step["state"] == "done"]
    if done and len(done) < len(steps):
        done[-1]["state"] = "today"
    return steps


def figures(library: Library, language: str) -> list[dict[str, Any]]:
    """Every figure that stands, with its day, its source and its entry."""
    here = Addresses(language)
    return [
        {
            "value": amount(told.entry.body["value"], language),
            "says": said_in(told.entry.body.get("says", {}), language) or told.entry.body["name"],
            "says_lang": tongue_of(told.entry.body.get("says", {}), language),
            "base": told.entry.body.get("base", ""),
            "base_lang": tongue(told.entry.body.get("base", ""), language, library.languages),
            "as_of": told.entry.as_of,
            "source": told.entry.source,
            "source_lang": tongue(told.entry.source, language, library.languages),
            "path": here.part(RECORD, str(told.place)),
            "place": told.place,
            "supersedes": told.entry.supersedes,
            "earlier": here.part(RECORD, str(told.entry.supersedes))
            if told.entry.supersedes is not None
            else "",
        }
        for told in sorted(library.figures, key=lambda one: one.place)
    ]


def amount(value: object, language: str) -> str:
    """A whole number grouped, a fraction as it stands."""
    return number(value, language) if isinstance(value, int) else str(value)


def _main_changes(library: Library, language: str) -> dict[str, Any] | None:
    """The comparison that a reader wants first: the newest text with the one in force."""
    newest = _newest(library)
    pairs = library.pairs.get(newest.act, ()) if newest else ()
    found = next(((old, new) for old, new in pairs if new == newest), None)
    if found is None:
        return None
    old, new = found
    comparison = library.comparison(old, new, library.compared_in(old, new, language))
    changed = sum(pair.substantive for pair in comparison.pairs) if comparison else 0
    return {
        "path": Addresses(language).changes(new.act, old.name, new.name),
        "old": edition_title(old, language),
        "new": edition_title(new, language),
        "substantive": changed,
        "pairs": len(comparison.pairs) if comparison else 0,
        "place": library.alignments[
            new.act, library.compared_in(old, new, language), old.name, new.name
        ].place,
    }


def _doors(
    library: Library, frame: Frame, language: str, newest: Edition | None
) -> list[dict[str, str]]:
    paths = {door["name"]: door["path"] for door in frame.of("", language)["frame"]["doors"]}
    wanted = ("summary", CHANGES, "text", TOPICS, REFERENDUM, RECORD)
    out = []
    for door in wanted:
        name = say(f"site-door-{door}", language)
        if name in paths:
            out.append(
                {"name": name, "path": paths[name], "says": say(f"site-door-{door}-says", language)}
            )
    return out
