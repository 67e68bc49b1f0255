"""What stands around every page: the name of the reform, the doors, the languages, the way here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhargy.messages import say
from zhargy.site.addresses import (
    ABOUT,
    CHANGES,
    DOWNLOADS,
    RECORD,
    REFERENDUM,
    SUMMARY,
    TOPICS,
    Addresses,
    in_language,
)
from zhargy.site.library import Library, said_in

OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
Crumbs = Sequence[tuple[str, str]]


class Frame:
    """Makes the frame of a page; `doors` are the parts that this reform has."""

    def __init__(self, library: Library, languages: Sequence[str], doors: Sequence[str]) -> None:
        self._library, self._languages, self._doors = library, languages, doors

    def of(self, path: str, language: str, door: str = "", crumbs: Crumbs = ()) -> dict[str, Any]:
        """The fields of `base.html`: `path` is the page's own, `crumbs` (name, path) from outside
        in, without the page itself."""
        here = Addresses(language)
        return {
            "frame": {
                "site": said_in(self._library.title, language),
                "home": here.home,
                "doors": [
                    {
                        "name": say(f"site-door-{one}", language),
                        "path": self._door(here, one),
                        "here": one == door,
                    }
                    for one in self._doors
                ],
                "languages": [
                    {
                        "code": code,
                        "name": OWN_NAMES[code],
                        "path": in_language(path, code),
                        "here": code == language,
                    }
                    for code in self._languages
                ],
                "crumbs": [{"name": name, "path": to} for name, to in crumbs],
                "record": here.part(RECORD),
                "downloads": here.part(DOWNLOADS),
                "about": here.part(ABOUT),
            }
        }

    def _door(self, here: Addresses, door: str) -> str:
        if door == "home":
            return here.home
        if door == "text":
            act = next(iter(self._library.acts))
            return here.edition(act, self._library.newest(act).name)
        return here.part(door)


def doors_of(library: Library, topics: bool) -> tuple[str, ...]:
    """The doors of a reform: only to what there is."""
    found = ["home"]
    if library.summary:
        found.append(SUMMARY)
    if any(library.pairs.values()):
        found.append(CHANGES)
    if library.acts:
        found.append("text")
        if topics:
            found.append(TOPICS)
    if library.votes:
        found.append(REFERENDUM)
    return (*found, RECORD)
