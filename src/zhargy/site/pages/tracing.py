"""What happened to a provision through the editions, as a page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhargy.compare.comparison import Fate, Pair
from zhargy.compare.editions import Event
from zhargy.reports.citing import cited_address
from zhargy.reports.page.words import redline
from zhargy.site.addresses import Addresses
from zhargy.site.library import Edition, Followed, Library
from zhargy.site.pages.naming import edition_view


def history_view(
    library: Library, followed: Followed | None, here: Edition, language: str, page_language: str
) -> list[dict[str, Any]]:
    """The steps of a provision, newest edition first; nothing where editions were not compared.

    `language` is that of the text, `page_language` that of the page.
    """
    if followed is None or len(followed.line.steps) < 2:
        return []
    steps = followed.line.steps
    out = []
    for n, step in enumerate(steps):
        edition = followed.editions[step.edition]
        before = steps[n - 1] if n else None
        old = followed.editions[before.edition] if before else None
        pairs = library.sources(old, edition, language, step.address) if old else ()
        act = edition.texts[language].act
        found = act.by_address.get(step.address)
        out.append(
            {
                **edition_view(edition, page_language),
                "here": edition == here,
                "path": Addresses(page_language).provision(edition.act, edition.name, step.address)
                if step.address
                else "",
                "place": cited_address(step.address, act, page_language) if step.address else "",
                "fate": _fate(step.event, pairs),
                "event": step.event.value,
                # What stands in the oldest edition that was published may be older than it.
                "oldest": step.edition == 0,
                "words": _words(step.event, pairs, before.address if before else ""),
                "whole": found.text if found and n == 0 else "",
                "others": _others(
                    pairs, before.address if before else "", old, language, page_language
                ),
            }
        )
    return out[::-1]


def _fate(event: Event, pairs: Sequence[Pair]) -> str:
    if event is Event.WENT:
        return Fate.DROPPED.value
    return pairs[0].fate.value if pairs else ""


def _words(event: Event, pairs: Sequence[Pair], before: str) -> str:
    """The change of words as HTML; "" where no word changed."""
    if event in (Event.KEPT, Event.WENT):
        return ""
    pair = next(
        (p for p in pairs if p.old and p.old.address == before), pairs[0] if pairs else None
    )
    return redline(pair.pieces) if pair and pair.words_changed else ""


def _others(
    pairs: Sequence[Pair], before: str, old: Edition | None, language: str, page_language: str
) -> list[dict[str, str]]:
    """The other provisions that a merged one was made of."""
    if old is None:
        return []
    act = old.texts[language].act
    return [
        {
            "name": cited_address(pair.old.address, act, page_language),
            "path": Addresses(page_language).provision(old.act, old.name, pair.old.address),
        }
        for pair in pairs
        if pair.old and pair.old.address != before
    ]
