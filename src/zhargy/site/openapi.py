"""How programs read the site: every kind of address with its data, as OpenAPI 3.1."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from zhargy.reports.summary import FATES
from zhargy.site.documents import KINDS as DOCUMENTS
from zhargy.site.documents import MEDIA
from zhargy.site.library import Library, said_in
from zhargy.site.page import SCHEMA

Shape = dict[str, Any]

_TEXT: Shape = {"type": "string"}
_COUNT: Shape = {"type": "integer", "minimum": 0}
_FLAG: Shape = {"type": "integer", "enum": [0, 1]}
_SHA256: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TIME: Shape = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"}
_DAY: Shape = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
_LANGUAGE: Shape = {"type": "string", "pattern": "^[a-z]{2,3}$"}
_FATE: Shape = {"type": "string", "enum": [fate.value for fate in FATES]}
_PLACE: Shape = {"type": ["integer", "null"]}


def _fields(required: Mapping[str, Shape], more: Shape | bool = False) -> Shape:
    return {
        "type": "object",
        "required": list(required),
        "properties": dict(required),
        "additionalProperties": more,
    }


def _texts(*names: str) -> dict[str, Shape]:
    return dict.fromkeys(names, _TEXT)


def _list(of: Shape) -> Shape:
    return {"type": "array", "items": of}


_WORDS: Shape = {"type": "object", "additionalProperties": _TEXT}
_OF_EDITION = {**_texts("act", "edition"), "text_language": _LANGUAGE}
_STATEMENT = {"entry": _COUNT}
_COUNTS: Shape = {"type": "object", "additionalProperties": _COUNT}
_PLACES = _fields(
    {**_texts("place", "kind", "name"), "precincts": _COUNT, "counted": _COUNT, "roll": _PLACE},
    more=True,
)

# By kind of page: what stands in its data beside `schema`, `kind`, `language`, `address`, `title`.
DATA: Mapping[str, Mapping[str, Shape]] = {
    "choice": {"languages": _list(_LANGUAGE)},
    "home": {
        "as_of": _TIME,
        "milestones": _list(
            {
                **_fields(
                    {"name": _TEXT, "day": _DAY, "title": _WORDS, **_STATEMENT},
                    more=True,
                )
            }
        ),
        "figures": _list(
            _fields(
                {
                    **_texts("figure", "value", "unit", "base"),
                    "as_of": _DAY,
                    "source": _TEXT,
                    **_STATEMENT,
                }
            )
        ),
    },
    "downloads": {
        "files": _list(
            _fields(
                {
                    **_texts("act", "edition"),
                    "language": _LANGUAGE,
                    "file": _TEXT,
                    "sha256": _SHA256,
                }
            )
        ),
        "documents": _list(_fields({**_texts("act", "old", "new", "file"), "bytes": _COUNT})),
    },
    "about": {"origin": _TEXT, "languages": _list(_LANGUAGE)},
    "summary": {
        "points": _list(
            _fields(
                {
                    **_texts("name", "says", "act", "edition", "provisions", "source", "by"),
                    **_STATEMENT,
                }
            )
        )
    },
    "topics": {"topics": _list(_fields({**_texts("topic", "group", "title"), "articles": _COUNT}))},
    "topic": {
        **_texts("topic", "question"),
        "places": _list(
            _fields(_texts("act", "edition", "address", "place", "rule", "words", "fate"))
        ),
    },
    "words": {
        **_OF_EDITION,
        "letters": _list(_fields({"letter": _TEXT, "words": _COUNT})),
        # Those under the letter of the address, each with the places where it stands.
        "words": _list(_fields(_texts("word", "places"))),
    },
    "changes_list": {"comparisons": _list(_fields(_texts("act", "old", "new", "path")))},
    "changes": {
        **_texts("act", "old", "new"),
        "text_language": _LANGUAGE,
        **_STATEMENT,
        "measures": _list(_fields({"code": _TEXT, "part": _COUNT, "base": _COUNT})),
        "fates": {
            "type": "object",
            "propertyNames": _FATE,
            "additionalProperties": _COUNT,
        },
        "pairs": _list(
            _fields(
                {
                    "old": {"type": ["string", "null"]},
                    "new": {"type": ["string", "null"]},
                    "fate": _FATE,
                    "substantive": _FLAG,
                    "confidence": {"type": "string", "pattern": "^[01][.][0-9]{4}$"},
                    **_texts("old_text", "new_text"),
                }
            )
        ),
    },
    "act": {
        "act": _TEXT,
        "editions": _list(
            _fields(
                {
                    **_texts("edition", "title"),
                    "day": _DAY,
                    "status": _TEXT,
                    "language": _LANGUAGE,
                    "authority": {"type": "string", "enum": ["authoritative", "translation"]},
                    "published": _TIME,
                    **_STATEMENT,
                    "akn_sha256": _SHA256,
                }
            )
        ),
    },
    "edition": {
        **_OF_EDITION,
        "akn_sha256": _SHA256,
        **_STATEMENT,
        "provisions": _list(_fields({"address": _TEXT, "citation": _WORDS, "text": _TEXT})),
    },
    "beside": {
        **_texts("act", "edition"),
        "languages": _list(_LANGUAGE),
        # The address, and the words under the code of each language.
        "provisions": _list(_WORDS),
    },
    "provision": {
        **_OF_EDITION,
        "citation": _WORDS,
        "text": _TEXT,
        "sha256": _SHA256,
        **_STATEMENT,
        "history": _list(
            _fields(
                {
                    "name": _TEXT,
                    "day": _DAY,
                    "event": _TEXT,
                    "fate": _TEXT,
                    "place": _TEXT,
                    "path": _TEXT,
                }
            )
        ),
        "cited_by": _list(_TEXT),
    },
    "gone": {
        **_texts("act", "edition", "provision"),
        "elsewhere": _list(_fields(_texts("edition", "path", "now"))),
    },
    "short": {"leads_to": _TEXT},
    "record": {
        "origin": _TEXT,
        "size": _COUNT,
        "root": _SHA256,
        "entries": _list(
            _fields(
                {
                    "entry": _COUNT,
                    "time": _TIME,
                    **_texts("kind", "by", "as_of", "source", "says"),
                    "supersedes": _PLACE,
                    "superseded_by": _PLACE,
                    "withdrawn": _FLAG,
                }
            )
        ),
    },
    "votes": {
        "votes": _list(
            _fields(_texts("referendum", "question", "day", "title", "asks", "outcome", "address"))
        )
    },
    "vote": {
        **_texts("referendum", "question"),
        "day": _DAY,
        "asks": _WORDS,
        **_STATEMENT,
        "results": _list(
            _fields(
                {
                    **_texts("stage", "as_of", "source"),
                    **_STATEMENT,
                    "figures": _COUNTS,
                    "readings": _list(_fields(_texts("reading", "outcome"))),
                }
            )
        ),
        # Whether protocols have come that no result counts.
        "live": {"type": "boolean"},
        # zhargy.outcome/1 (docs/spec/outcome.schema.json), null before any result; the sums.
        "outcome": {"type": ["object", "null"]},
        "whole": {"type": ["object", "null"]},
        "units": _list(_PLACES),
    },
    "place": {
        **_texts("place", "level"),
        "roll": _PLACE,
        "roll_without": _PLACE,
        "figures": _COUNTS,
        "precincts": _COUNT,
        "counted": _COUNT,
        "places": _list(_PLACES),
        "protocols": _list(_fields({"line": _TEXT}, more=True)),
    },
    "entry": {
        # The entry as it is hashed: docs/spec/entry.md.
        "entry": _fields({"kind": _TEXT, "time": _TIME, "body": {"type": "object"}}, more=True),
        "index": _COUNT,
        "superseded_by": _PLACE,
        "withdrawn": {"type": "boolean"},
    },
}

_CHANGES = "{language}/changes/{act}/{old}/{new}/"
# Every kind of address: the kind of page, or of pages, whose data stand there.
_ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "": ("choice",),
    "{language}/": ("home",),
    "{language}/downloads/": ("downloads",),
    "{language}/about/": ("about",),
    "{language}/summary/": ("summary",),
    "{language}/topics/": ("topics",),
    "{language}/topics/{topic}/": ("topic",),
    "{language}/changes/": ("changes_list",),
    _CHANGES: ("changes",),
    "{language}/referendum/": ("votes",),
    "{language}/referendum/{referendum}/": ("vote",),
    "{language}/referendum/{referendum}/{place}/": ("place", "vote"),
    "{language}/referendum/{referendum}/{question}/{place}/": ("place",),
    "{language}/record/": ("record",),
    "{language}/record/{entry}/": ("entry",),
    "{language}/{act}/": ("act",),
    "{language}/{act}/{edition}/": ("edition", "short"),
    "{language}/{act}/{edition}/beside-{other}/": ("beside",),
    "{language}/{act}/{edition}/words/": ("words",),
    "{language}/{act}/{edition}/words/{letter}/": ("words",),
    "{language}/{act}/{edition}/{address}/": ("provision", "gone"),
}
# Those of them whose rows stand there as CSV, too.
_WITH_ROWS = frozenset(DATA) - {"choice", "gone"}

_PARAMETERS = {
    "language": "The language of the page and of its names.",
    "act": "An act of the reform; `act-` stands before a name that a part of the site has.",
    "edition": "The name of an edition; on a page, also the eId of an article of the newest one.",
    "old": "The name of the earlier edition.",
    "new": "The name of the later edition.",
    "other": "The language beside that of the page.",
    "address": "The Akoma Ntoso eId of a provision, as `art_39__para_3`.",
    "entry": "The number of an entry of the record, from 0.",
    "topic": "The code of a topic.",
    "referendum": "The name of a referendum.",
    "question": "The name of a question, where a referendum has several.",
    "place": "The code of a unit or a precinct; or the name of a question, where there are several.",
    "letter": "A letter of the alphabet of the text, in small; `other` for other scripts.",
}


def schema_of(kind: str) -> Shape:
    """What data.json of a page of this kind satisfies."""
    frame = {
        "schema": {"const": SCHEMA},
        "kind": {"const": kind},
        "language": _LANGUAGE,
        **_texts("address", "title"),
    }
    return _fields({**frame, **DATA[kind]})


def openapi(library: Library, languages: Sequence[str]) -> bytes:
    """The description of a site, the same bytes for the same library."""
    said = {
        "openapi": "3.1.0",
        "info": {
            "title": said_in(library.title, "en"),
            "version": SCHEMA.rpartition("/")[2],
            "summary": f"The public record {library.head.origin} and what it holds.",
            "description": "Plain files: every page has its data beside it. docs/spec/page.md",
        },
        # Relative to this document: the site may stand anywhere.
        "servers": [{"url": "."}],
        "paths": dict(_paths()),
        "components": {
            "parameters": _parameters(library, languages),
            "schemas": {kind: schema_of(kind) for kind in DATA},
        },
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()


def _paths() -> list[tuple[str, Shape]]:
    found = []
    for address, kinds in _ADDRESSES.items():
        schemas = [{"$ref": f"#/components/schemas/{kind}"} for kind in kinds]
        shape = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
        found.append((f"/{address}data.json", _get(address, "application/json", shape, kinds)))
        if _WITH_ROWS & set(kinds):
            found.append((f"/{address}data.csv", _get(address, "text/csv", _TEXT, kinds)))
    files = {
        "{language}/record/feed.atom": "application/atom+xml",
        "data/{act}/{edition}.{language}.xml": "application/xml",
        "data/referendum/{referendum}/results.nist.json": "application/json",
        "data/referendum/{referendum}/live.json": "application/json",
        "record/checkpoint": "text/plain",
        **{f"{_CHANGES}{name}": MEDIA[kind] for name, kind in DOCUMENTS.items()},
    }
    return [*found, *((f"/{name}", _get(name, kind, _TEXT, ())) for name, kind in files.items())]


def _get(address: str, media: str, shape: Shape, kinds: Sequence[str]) -> Shape:
    named = [name for name in _PARAMETERS if f"{{{name}}}" in address]
    answer = {"description": " or ".join(kinds) or address, "content": {media: {"schema": shape}}}
    return {
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in named],
        "get": {"responses": {"200": answer, "404": {"description": "There is no such page."}}},
    }


def _parameters(library: Library, languages: Sequence[str]) -> Shape:
    known = {
        "language": list(languages),
        "other": list(library.languages),
    }
    return {
        name: {
            "name": name,
            "in": "path",
            "required": True,
            "description": words,
            "schema": _COUNT
            if name == "entry"
            else {**_TEXT, **({"enum": known[name]} if name in known else {})},
        }
        for name, words in _PARAMETERS.items()
    }
