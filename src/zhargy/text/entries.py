"""Editions in the record: which file was received, and the act that was read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from zhargy.errors import UnreadableText
from zhargy.record.entry import Entry
from zhargy.record.published import Fault, Shown
from zhargy.text.act import Act
from zhargy.text.reading.akn import read_akn

NO_TITLE = "-"


def blob_of(content: bytes) -> dict[str, Any]:
    """How an entry names a blob."""
    return {"digest": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def edition_body(
    act: Act,
    akn: bytes,
    source: tuple[str, bytes],
    *,
    names: tuple[str, str],
    authority: str,
    reader: str,
    options: Mapping[str, str],
    publish_source: bool = False,
    said: Mapping[str, object] = MappingProxyType({}),
) -> dict[str, Any]:
    """The body of an edition entry (docs/spec/kinds/edition.md).

    `names` are the slugs of act and edition, `source` the name and the bytes of the file as
    received, `reader` the version of Zhargy that read it, `options` what it needs to read it so;
    `said` are name, status and day as people give them.
    """
    name, received = source
    body: dict[str, Any] = {
        "act": names[0],
        "edition": names[1],
        "language": act.language,
        "title": " ".join(act.title.split())[:1_000].strip() or NO_TITLE,
        "authority": authority,
        "source": {"name": name, **blob_of(received)},
        "akn": blob_of(akn),
        "reader": {"version": reader, **options},
        "provisions": len(act.provisions),
        **said,
    }
    if publish_source:
        body["source_blob"] = blob_of(received)
    return body


def check(place: int, entry: Entry, shown: Shown) -> Iterator[Fault]:
    """That the Akoma Ntoso of an edition is the act that the entry describes.

    E10 it is no act, E11 a figure of the entry is not that of the act. A blob that is not there
    was told of already.
    """
    akn = shown.blob(entry.body["akn"]["digest"])
    if akn is None:
        return
    try:
        act, *_ = read_akn(akn, f"#{place}")
    except UnreadableText as refusal:
        yield Fault("E10", f"#{place}", {"detail": refusal.code})
        return
    said = {name: entry.body[name] for name in ("language", "title", "provisions")}
    found = {
        "language": act.language,
        "title": " ".join(act.title.split())[:1_000].strip() or NO_TITLE,
        "provisions": len(act.provisions),
    }
    for name, value in said.items():
        if value != found[name]:
            yield Fault("E11", f"#{place}", {"field": name, "said": value, "found": found[name]})
