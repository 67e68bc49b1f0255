"""`zhargy publish`: what stands in the folder and not yet in the record becomes entries."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from zhargy import __version__
from zhargy.compare.compare import compare
from zhargy.compare.decisions import Decision, decisions_of
from zhargy.compare.entries import alignment_body, alignment_table, correction_bodies, read_table
from zhargy.errors import RecordMismatch, UnreadableRecord, UnusableDecision, UnusableFolder
from zhargy.languages.personal import personal_in
from zhargy.record.entry import Entry
from zhargy.record.kinds import RECORD_FORMAT
from zhargy.reform.drafting import Draft
from zhargy.reform.folder import open_record, open_settings
from zhargy.reform.witnessing import write_requests
from zhargy.storage import restored
from zhargy.storage.keys import private_keys_in
from zhargy.storage.publisher import Publisher
from zhargy.storage.settings import Settings, Source
from zhargy.text.act import Act
from zhargy.text.entries import edition_body
from zhargy.text.reading.akn import read_akn
from zhargy.text.writing.akn import write_akn

# What people state: file below decisions/, its tables, the kind of entry.
_STATED = (
    ("figures.toml", "figure"),
    ("errata.toml", "erratum"),
    ("roles.toml", "role"),
    ("keys.toml", "key"),
)
_ENVELOPE = ("as_of", "source", "by")


@dataclass(frozen=True, slots=True)
class Published:
    """What one run published: its entries with their indexes, and the checkpoint after it."""

    entries: tuple[tuple[int, Entry], ...]
    size: int
    root: str
    origin: str
    requests: tuple[Path, ...] = ()


def publish(
    folder: Path, key: Path, now: str, *, looked: bool = False, latest: bool = False
) -> Published:
    """Bring the record up to what the folder holds; nothing new gives no entry.

    `now` is the second of the publisher's clock ("2031-02-10T09:00:00Z"). `looked` says that a
    person has looked at what seems to be personal data; `latest` that a restored folder holds the
    newest record, texts and settings. Raises UnusableFolder (G1 to G22, among them G12 a private
    key lies inside, G20 a source was changed, G21 personal data; G36, G37), UnusableDecision,
    UnreadableRecord, RecordMismatch, UnwritableOutput.
    """
    settings = open_settings(folder)
    if inside := private_keys_in(folder):
        raise UnusableFolder("G12", str(inside[0]))
    if not latest:
        restored.check_texts(folder)
    with open_record(folder, key, latest=latest) as publisher:
        # A clock that was set back must not take the record with it.
        moment = max(now, publisher.last_time)
        draft = Draft(publisher.index, publisher.size, settings.by, moment)
        draft.put("reform", _reform_body(settings))
        _editions_and_alignments(folder, settings, draft, publisher)
        _stated(folder, draft)
        if not looked:
            _refuse_personal(draft.entries)
        places = publisher.append(draft.entries, draft.blobs)
        if latest:
            restored.settle(folder)
        return Published(
            tuple(zip(places, draft.entries, strict=True)),
            publisher.size,
            publisher.root.hex(),
            publisher.origin,
            tuple(write_requests(folder, publisher)),
        )


def _reform_body(settings: Settings) -> dict[str, Any]:
    return {
        "format": RECORD_FORMAT,
        "title": dict(settings.title),
        "languages": list(settings.languages),
        "authoritative": list(settings.authoritative),
        "jurisdiction": settings.jurisdiction,
        "policy": settings.policy,
    }


# -- editions and alignments --------------------------------------------------------------------


def _editions_and_alignments(
    folder: Path, settings: Settings, draft: Draft, publisher: Publisher
) -> None:
    decisions = _decisions(folder)
    before: dict[tuple[str, str], tuple[int, Source]] = {}
    acts: dict[str, Act] = {}
    for source in settings.editions:
        place = _edition(folder, source, draft, acts)
        line = (source.act, source.language)
        if line in before:
            earlier = before[line]
            _alignment(folder, earlier, (place, source), draft, publisher, acts, decisions)
        before[line] = (place, source)


def _edition(folder: Path, source: Source, draft: Draft, acts: dict[str, Act]) -> int:
    path = folder / source.file
    try:
        received = path.read_bytes()
    except OSError:
        raise UnusableFolder("G19", str(path), name=source.name) from None
    if hashlib.sha256(received).hexdigest() != source.digest:
        raise UnusableFolder("G20", str(path), name=source.name)
    act, akn = act_of(folder, source)
    acts[source.name] = act
    options = {"changes": source.changes} | ({"which": source.which} if source.which else {})
    body = edition_body(
        act,
        akn,
        (path.name, received),
        names=(source.act, source.edition),
        authority=source.authority,
        reader=__version__,
        options=options,
        publish_source=source.publish_source,
    )
    blobs = (akn, received) if source.publish_source else (akn,)
    return draft.put("edition", body, blobs=blobs)


def act_of(folder: Path, source: Source) -> tuple[Act, bytes]:
    """The derived act of an edition, and its bytes. Raises UnusableFolder G22 where it is not there
    or is not as Zhargy writes it."""
    path = folder / "acts" / f"{source.name}.xml"
    try:
        akn = path.read_bytes()
    except OSError:
        raise UnusableFolder("G22", str(path), name=source.name) from None
    act, *_ = read_akn(akn, str(path))
    if write_akn(act, source.edition) != akn:
        raise UnusableFolder("G22", str(path), name=source.name)
    return act, akn


def _alignment(
    folder: Path,
    earlier: tuple[int, Source],
    later: tuple[int, Source],
    draft: Draft,
    publisher: Publisher,
    acts: Mapping[str, Act],
    decisions: Sequence[Decision],
) -> None:
    (old, old_source), (new, new_source) = earlier, later
    old_act, new_act = acts[old_source.name], acts[new_source.name]
    meant = _about(decisions, old_act, new_act)
    standing = draft.standing("alignment", old=old, new=new)
    if standing is None:
        comparison = compare(old_act, new_act, meant, str(folder / "decisions"))
        table = alignment_table(comparison)
        method = f"zhargy.compare {__version__}"
        draft.put("alignment", alignment_body(comparison, table, old, new, method), blobs=(table,))
        return
    place, entry = standing
    blob = publisher.blob(entry.body["table"]["digest"])
    if blob is None:
        raise RecordMismatch("J4", f"#{place}")
    for body in correction_bodies(place, read_table(blob, f"#{place}"), meant):
        draft.put_once("correction", body)


def _decisions(folder: Path) -> tuple[Decision, ...]:
    path = folder / "decisions" / "alignments.toml"
    return decisions_of(_toml(path), str(path))


def _about(decisions: Sequence[Decision], old: Act, new: Act) -> list[Decision]:
    """The decisions whose addresses both editions have: a reform has more than two of them."""
    olds = {p.address for p in old.provisions} | {""}
    news = {p.address for p in new.provisions} | {""}
    return [one for one in decisions if one.old in olds and one.new in news]


# -- what people state --------------------------------------------------------------------------


def _stated(folder: Path, draft: Draft) -> None:
    for name, kind in _STATED:
        path = folder / "decisions" / name
        rows = _toml(path).get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UnusableDecision("D20", str(path), kind=kind)
        for number, row in enumerate(rows, 1):
            body = {key: value for key, value in row.items() if key not in _ENVELOPE}
            envelope = {key: _said(row[key]) for key in _ENVELOPE if key in row}
            try:
                draft.put_once(kind, body, envelope)
            except UnreadableRecord as wrong:
                raise UnusableDecision(
                    "D21",
                    f"{path}, [[{kind}]] {number}",
                    field=str(wrong.fields.get("field", "")).removeprefix("body."),
                    kind=kind,
                ) from None


def _said(value: object) -> str:
    """A TOML date or time as entries write it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as wrong:
        raise UnusableDecision("D14", str(path), detail=str(wrong)) from None


# -- people --------------------------------------------------------------------------------------


def _refuse_personal(entries: Sequence[Entry]) -> None:
    for entry in entries:
        for field, text in _texts(entry):
            if found := personal_in(text):
                first = found[0]
                raise UnusableFolder(
                    "G21",
                    f"{entry.kind}: {field}",
                    quote=text[first.start : first.end],
                    what=f"personal-{first.kind}",
                )


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "source", entry.source

    def inside(value: Any, path: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            for name, one in value.items():
                yield from inside(one, f"{path}.{name}")
        elif isinstance(value, list):
            for one in value:
                yield from inside(one, path)

    if entry.kind not in ("commitment", "tombstone"):
        for name, value in entry.body.items():
            # A digest or a key is no text.
            if name not in ("policy", "key", "akn", "table", "words", "digest"):
                yield from inside(value, name)
