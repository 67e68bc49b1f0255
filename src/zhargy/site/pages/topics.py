"""What concerns me: topics, and the places of the newest text that speak of them, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.site.addresses import TOPICS, Addresses
from zhargy.site.frame import Frame
from zhargy.site.library import Edition, Library, Text, said_in
from zhargy.site.page import Page
from zhargy.site.pages.naming import act_title, edition_title
from zhargy.site.pages.texts import page_of
from zhargy.terms.topics import Match, Topic, matches

# Letters of a provision shown on either side of the words that were found.
_AROUND = 160


def topics_page(library: Library, frame: Frame, language: str) -> Page:
    """All topics by groups, with how many articles speak of each."""
    here = Addresses(language)
    path = here.part(TOPICS)
    counts = {topic.code: _articles(library, topic, language) for topic in library.topics}
    groups = [
        {
            "title": said_in(group.title, language),
            "topics": [
                {
                    "title": topic.wordings[language].title,
                    "question": topic.wordings[language].question,
                    "path": here.part(TOPICS, topic.code),
                    "count": counts[topic.code],
                }
                for topic in members
            ],
        }
        for group, members in groupby(library.topics, key=lambda topic: topic.group)
    ]
    view = frame.of(path, language, TOPICS) | {
        "groups": groups,
        "texts": [
            {
                "act": act_title(library, act, language),
                "edition": edition_title(library.newest(act), language),
                "path": here.edition(act, library.newest(act).name),
            }
            for act in library.acts
        ],
    }
    rows = [
        {
            "topic": topic.code,
            "group": topic.group.code,
            "title": topic.wordings[language].title,
            "articles": counts[topic.code],
        }
        for topic in library.topics
    ]
    return Page(
        path, language, "topics", say("site-door-topics", language), view, {"topics": rows}, rows
    )


def _articles(library: Library, topic: Topic, language: str) -> int:
    return sum(
        len({found.article for found in _found(library, edition, text, topic)})
        for edition, text in _texts(library, language)
    )


def _texts(library: Library, language: str) -> Iterator[tuple[Edition, Text]]:
    """The newest text of each act that topics can be looked for in."""
    for act in library.acts:
        edition = library.newest(act)
        text = edition.text_for(language)
        if text.language in ("kk", "ru", "en"):
            yield edition, text


def _found(library: Library, edition: Edition, text: Text, topic: Topic) -> Sequence[Match]:
    key = (edition.act, edition.name, text.language, topic.code)
    if key not in library.matches:
        # All topics at once: the words of the act are read once for them all.
        told = matches(library.topics, text.act.provisions, text.language)
        library.matches.update({(*key[:-1], code): found for code, found in told.items()})
    return library.matches[key]


def topic_page(library: Library, frame: Frame, language: str, topic: Topic) -> Page:
    """The places that speak of a topic, article by article, and what became of each."""
    here = Addresses(language)
    path = here.part(TOPICS, topic.code)
    wording = topic.wordings[language]
    acts = []
    rows: list[dict[str, Any]] = []
    for edition, text in _texts(library, language):
        fates = _fates(library, edition, language)
        places = [
            _place(found, edition, text, fates, language)
            for found in _found(library, edition, text, topic)
        ]
        acts.append(
            {
                "title": act_title(library, edition.act, language),
                "edition": edition_title(edition, language),
                "spoken": text.language,
                "articles": [
                    {"name": article, "places": list(members)}
                    for article, members in groupby(places, key=lambda place: place["article"])
                ],
            }
        )
        rows += [
            {
                "act": edition.act,
                "edition": edition.name,
                "address": place["address"],
                "place": place["name"],
                "rule": place["rule"],
                "words": ", ".join(place["words"]),
                "fate": place["fate"],
            }
            for place in places
        ]
    crumbs = [(say("site-door-topics", language), here.part(TOPICS))]
    view = frame.of(path, language, TOPICS, crumbs) | {
        "question": wording.question,
        "acts": acts,
        "none": not rows,
    }
    data = {"topic": topic.code, "question": wording.question, "places": rows}
    return Page(path, language, "topic", wording.title, view, data, rows)


def _fates(library: Library, edition: Edition, language: str) -> dict[str, str]:
    """What became of each provision of an edition since the one in force, or the one before."""
    for old, new in library.pairs[edition.act]:
        if new == edition:
            code = library.compared_in(old, new, language)
            comparison = library.comparison(old, new, code)
            pairs = comparison.pairs if comparison else ()
            return {pair.new.address: pair.fate.value for pair in pairs if pair.new}
    return {}


def _place(
    found: Match, edition: Edition, text: Text, fates: dict[str, str], language: str
) -> dict[str, Any]:
    provision = text.act.by_address[found.address]
    article = text.act.by_address.get(f"{found.article.address}__heading_1")
    name = cited(found.article, language)
    return {
        "address": found.address,
        "name": cited(found.citation, language),
        "article": f"{name}. {article.text}" if article else name,
        "path": Addresses(language).provision(edition.act, edition.name, page_of(found.address)),
        "pieces": _marked(provision.text, found.spans),
        "words": list(dict.fromkeys(one.text for one in found.words)),
        "rule": found.rule,
        "fate": fates.get(found.address, ""),
    }


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The text around the words that were found, each run with whether it is one of them.

    >>> _marked("search of a home", [(0, 16), (12, 16)])
    [('search of a home', True)]
    """
    spans = _together(spans)
    if not spans:
        return [(_shortened(text, 0, 2 * _AROUND), False)]
    start = max(0, spans[0][0] - _AROUND)
    end = min(len(text), spans[-1][1] + _AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if end < len(text) and text.find(" ", end) > 0 else len(text)
    out: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for a, b in spans:
        out += [(text[at:a], False), (text[a:b], True)]
        at = b
    out.append((text[at:end], False))
    if end < len(text):
        out.append((" …", False))
    return [run for run in out if run[0]]


def _together(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """In reading order; those that overlap, for two rules found the same words, as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _shortened(text: str, start: int, most: int) -> str:
    if len(text) <= most:
        return text
    return text[start : text.rfind(" ", start, most)] + " …"
