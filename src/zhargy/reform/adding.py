"""`zhargy add`: a file as received becomes an edition: the source kept, the act derived."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from zhargy.errors import UnusableFolder
from zhargy.record.entry import is_day
from zhargy.reform.by_language import by_language
from zhargy.reform.child import USUAL, Job, Limits, read_in_children
from zhargy.reform.folder import open_settings
from zhargy.reform.output import write_whole
from zhargy.reform.texts import content_of
from zhargy.storage import settings
from zhargy.storage.settings import Source
from zhargy.text.act import Act
from zhargy.text.read import Changes
from zhargy.text.structure.acts import Reading
from zhargy.text.writing.akn import write_akn

# The keys of an edition in reform.toml that follow from its text and how it is read.
_OF_TEXT = ("file", "digest", "authority", "changes", "which")


@dataclass(frozen=True, slots=True)
class Added:
    """The editions that were added, each with its act, and the reading that they came from."""

    reading: Reading
    editions: tuple[tuple[Source, Act], ...]
    again: bool


def add_edition(
    folder: Path,
    file: Path,
    *,
    act: str,
    edition: str,
    language: str = "",
    authority: str = "",
    changes: Changes = "after",
    which: str = "",
    name: str = "",
    status: str = "",
    day: str = "",
    replace: bool = False,
    limits: Limits = USUAL,
) -> Added:
    """Keep `file` below texts/, derive its acts, and name them in reform.toml.

    A file in two languages gives an edition in each. `name` is in the language of the text, or
    "kk=...; ru=...". Adding the same file again changes nothing but the `name`, `status` and `day`
    that are given; what is not given stays as it was. Raises UnreadableText, UnusableFolder: G8 the edition is there from another file (give
    `replace`), G9 a name that is not allowed, G16 the file holds several acts (give `which`), G17
    a language that the reform does not have.
    """
    known = open_settings(folder)
    content = content_of(file)
    reading = read_in_children([Job(((content, str(file)),), language, changes)], limits)[0]
    acts = _chosen(reading, which, file)
    digest = hashlib.sha256(content).hexdigest()
    sources = []
    for one in acts:
        if one.language not in known.languages:
            raise UnusableFolder(
                "G17", str(file), language=one.language, known=", ".join(known.languages)
            )
        said = authority or (
            "authoritative" if one.language in known.authoritative else "translation"
        )
        kept = f"texts/{act}/{edition}.{one.language if len(acts) == 1 else '-'.join(a.language for a in acts)}{file.suffix.lower()}"
        chosen = one.language if len(acts) > 1 else which
        source = Source(act, edition, one.language, kept, digest, said, changes, chosen)
        called = by_language(name, one.language)
        sources.append(dataclasses.replace(source, called=called, status=status, day=day))
    document = tomlkit.parse((folder / settings.NAME).read_text(encoding="utf-8-sig"))
    again = [_named(document, source, replace, file) for source in sources]
    text = tomlkit.dumps(document)
    settings.read_settings(text.encode(), str(folder / settings.NAME))
    for source, one in zip(sources, acts, strict=True):
        for target, written in (
            (folder / source.file, content),
            (folder / "acts" / f"{source.name}.xml", write_akn(one, edition)),
        ):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, written)
    if not all(again):
        write_whole(folder / settings.NAME, text.encode())
    return Added(reading, tuple(zip(sources, acts, strict=True)), all(again))


def _chosen(reading: Reading, which: str, file: Path) -> list[Act]:
    """The acts that are meant: all of a file in two languages, one of a file with two editions."""
    acts = list(reading.acts)
    if which:
        acts = [one for one in acts if which in (one.language, one.edition)]
    distinct = {one.language for one in acts}
    if not acts or len(distinct) < len(acts):
        names = sorted({one.edition or one.language for one in reading.acts})
        raise UnusableFolder("G16", str(file), names=", ".join(names))
    return acts


def _named(document: tomlkit.TOMLDocument, source: Source, replace: bool, file: Path) -> bool:
    """Write the edition into reform.toml; whether it stood there so already."""
    tables: Any = document.setdefault("edition", tomlkit.aot())
    table = _table(source)
    for stands in tables:
        if any(stands.get(name) != table[name] for name in ("act", "edition", "language")):
            continue
        if not replace and any(stands.get(name) != table.get(name) for name in _OF_TEXT):
            raise UnusableFolder("G8", str(file), name=source.name)
        before = stands.unwrap()
        for name in _OF_TEXT:
            if name not in table:
                stands.pop(name, None)
        for name, value in table.items():
            if stands.get(name) != value:
                stands[name] = value
        return bool(stands.unwrap() == before)
    tables.append(table)
    return False


def _table(source: Source) -> Any:
    table = tomlkit.table()
    for name in ("act", "edition", "language", "file", "digest", "authority"):
        table[name] = getattr(source, name)
    if source.changes != "after":
        table["changes"] = source.changes
    if source.which:
        table["which"] = source.which
    if source.called:
        table["name"] = tomlkit.inline_table()
        table["name"].update(source.called)
    if source.status:
        table["status"] = source.status
    if source.day:
        # What is no day is refused with its line, as everything that stands in reform.toml.
        table["day"] = date.fromisoformat(source.day) if is_day(source.day) else source.day
    return table
