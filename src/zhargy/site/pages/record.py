"""The record on the site: its checkpoint, every entry, and how to check it."""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import Any

from zhargy.messages import kind_name, say
from zhargy.site.addresses import RECORD, Addresses
from zhargy.site.frame import Frame
from zhargy.site.library import Library, Told
from zhargy.site.page import Page
from zhargy.site.pages.telling import said_of
from zhargy.site.pages.tongue import tongue


def told_view(library: Library, told: Told, language: str) -> dict[str, Any]:
    """What a list of entries says of one."""
    entry = told.entry
    return {
        "place": told.place,
        "path": Addresses(language).part(RECORD, str(told.place)),
        "time": entry.time,
        "kind": kind_name(entry.kind, language),
        "said": said_of(library, told, language),
        "by": entry.by,
        "as_of": entry.as_of,
        "source": entry.source,
        "source_lang": tongue(entry.source, language, library.languages),
        "supersedes": entry.supersedes,
        "superseded_by": told.superseded_by,
        "withdrawn": told.withdrawn,
    }


def record_page(library: Library, frame: Frame, language: str) -> Page:
    """The checkpoint and the entries, newest first."""
    head = library.head
    path = Addresses(language).part(RECORD)
    view = frame.of(path, language, RECORD) | {
        "head": {
            "origin": head.origin,
            "size": head.size,
            "root": head.root,
            "time": head.time,
            "cosigned": head.cosigned,
        },
        "entries": [told_view(library, told, language) for told in reversed(library.entries)],
    }
    rows = [
        {
            "entry": told.place,
            "time": told.entry.time,
            "kind": told.entry.kind,
            "by": told.entry.by,
            "as_of": told.entry.as_of,
            "source": told.entry.source,
            "says": said_of(library, told, language),
            "supersedes": told.entry.supersedes,
            "superseded_by": told.superseded_by,
            "withdrawn": int(told.withdrawn),
        }
        for told in library.entries
    ]
    data = {
        "origin": head.origin,
        "size": head.size,
        "root": head.root,
        "entries": rows,
    }
    return Page(path, language, "record", say("site-door-record", language), view, data, rows)


def entry_page(library: Library, frame: Frame, language: str, told: Told) -> Page:
    """One entry: what it says, its bytes, what came before and after it."""
    here = Addresses(language)
    path = here.part(RECORD, str(told.place))
    content = told.entry.bytes.decode()
    crumbs = [(say("site-door-record", language), here.part(RECORD))]
    size = library.head.size
    view = frame.of(path, language, RECORD, crumbs) | {
        "told": told_view(library, told, language),
        "content": json.dumps(json.loads(content), ensure_ascii=False, indent=2),
        "before": here.part(RECORD, str(told.place - 1)) if told.place else "",
        "after": here.part(RECORD, str(told.place + 1)) if told.place + 1 < size else "",
    }
    data = {
        "entry": json.loads(content),
        "index": told.place,
        "superseded_by": told.superseded_by,
        "withdrawn": told.withdrawn,
    }
    title = say("site-entry", language, place=told.place, kind=kind_name(told.entry.kind, language))
    rows = [
        {
            "entry": told.place,
            "time": told.entry.time,
            "kind": told.entry.kind,
            "canonical": content,
        }
    ]
    return Page(path, language, "entry", title, view, data, rows)


def latest(library: Library, language: str, most: int) -> list[dict[str, Any]]:
    """The newest entries; those of one kind that were published together are told once, with how
    many there are."""
    together = groupby(
        reversed(library.entries), key=lambda told: (told.entry.time, told.entry.kind)
    )
    out = []
    for _, members in islice(together, most):
        first, *others = members
        out.append(told_view(library, first, language) | {"more": len(others)})
    return out
