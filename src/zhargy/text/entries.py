"""Editions in the record, which file was received and the act that was read from it; and what
people say of them, milestones and the points of a summary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
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


def check_milestone(place: int, entry: Entry, _shown: Shown) -> Iterator[Fault]:
    """E15: that a span of days does not end before it begins."""
    day, until = entry.body["day"], entry.body.get("until", entry.body["day"])
    if until < day:
        yield Fault("E15", f"#{place}", {"day": day, "until": until})


def check_summary(place: int, entry: Entry, shown: Shown) -> Iterator[Fault]:
    """That a point of the summary stands on what was published before it.

    E12 no such edition, E13 an address that the edition has in none of its languages, E14 no such
    figure.
    """
    where, names = f"#{place}", (entry.body["act"], entry.body["edition"])
    for figure in entry.body.get("figures", ()):
        if not shown.about("figure", figure) and shown.all_judged("figure"):
            yield Fault("E14", where, {"figure": figure})
    if not shown.all_judged("edition"):
        return
    # The newest entry of each language is the text of the day.
    texts = {one.body["language"]: one for one in map(shown.entry, shown.about("edition", *names))}
    edition = {"act": names[0], "edition": names[1]}
    if not texts:
        yield Fault("E12", where, edition)
        return
    missing = set(entry.body["provisions"])
    for text in texts.values():
        known = addresses_of(text, shown)
        if known is None:
            return
        missing -= known
    for address in sorted(missing):
        yield Fault("E13", where, {"address": address, **edition})


def addresses_of(edition: Entry, shown: Shown) -> frozenset[str] | None:
    """The addresses of an edition; nothing where its text is not there or is no act."""
    akn = shown.blob(edition.body["akn"]["digest"])
    return None if akn is None else _addresses(akn)


# Entry after entry speaks of the same few texts.
@lru_cache(maxsize=16)
def _addresses(akn: bytes) -> frozenset[str] | None:
    try:
        act, *_ = read_akn(akn, "")
    except UnreadableText:
        return None
    return frozenset(provision.address for provision in act.provisions)
