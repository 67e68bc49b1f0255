"""`zhargy publish`: what stands in the folder and not yet in the record becomes entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhargy import __version__
from zhargy.compare.compare import compare
from zhargy.compare.decisions import Decision, decisions_of
from zhargy.compare.entries import alignment_body, alignment_table, correction_bodies, read_table
from zhargy.errors import RecordMismatch, UnusableDecision, UnusableFolder, ZhargyError
from zhargy.languages.personal import personal_in
from zhargy.record.entry import Entry
from zhargy.record.kinds import RECORD_FORMAT
from zhargy.referendum.remark import Remark
from zhargy.reform.drafting import Draft
from zhargy.reform.folder import open_record, open_settings
from zhargy.reform.publishing_votes import publish_live, publish_votes
from zhargy.reform.stating import state, toml_of
from zhargy.reform.witnessing import write_requests
from zhargy.storage import restored
from zhargy.storage.keys import private_keys_in
from zhargy.storage.publisher import Publisher
from zhargy.storage.settings import Settings, Source
from zhargy.text.act import Act
from zhargy.text.entries import edition_body
from zhargy.text.reading.akn import read_akn
from zhargy.text.writing.akn import write_akn

_ALIGNMENTS = Path("decisions") / "alignments.toml"


@dataclass(frozen=True, slots=True)
class Published:
    """What one run published: its entries with their indexes, and the checkpoint after it; and the
    precincts of new protocols whose figures may show how a person voted."""

    entries: tuple[tuple[int, Entry], ...]
    size: int
    root: str
    origin: str
    requests: tuple[Path, ...] = ()
    telling: tuple[Remark, ...] = ()
    # Tables of a count that could not be published.
    refused: tuple[ZhargyError, ...] = ()


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
        state(folder, draft, publisher)
        telling = publish_votes(folder, settings.languages, draft, publisher, looked=looked)
        if not looked:
            _refuse_personal(draft.entries)
        published = _appended(folder, draft, publisher)
        if latest:
            restored.settle(folder)
        return replace(published, telling=telling)


def publish_protocols(folder: Path, key: Path, now: str) -> Published:
    """Bring the protocols into the record that have come to the folders which `[[live]]` of a
    referendum names, and nothing else of the folder: what is not a count waits for `publish`.

    A table that cannot be read keeps no other one back. Raises as `publish`, and UnusableFolder
    Q131, Q132.
    """
    settings = open_settings(folder)
    with open_record(folder, key) as publisher:
        draft = Draft(publisher.index, publisher.size, settings.by, max(now, publisher.last_time))
        refused = publish_live(folder, settings.languages, draft, publisher)
        _refuse_personal(draft.entries)
        return replace(_appended(folder, draft, publisher), refused=tuple(refused))


def _appended(folder: Path, draft: Draft, publisher: Publisher) -> Published:
    places = publisher.append(draft.entries, draft.blobs)
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
    # By act and language: the entry of an edition and where it came from.
    before: dict[tuple[str, str], dict[int, Source]] = {}
    in_force: dict[tuple[str, str], dict[int, Source]] = {}
    acts: dict[str, Act] = {}
    aligned: list[tuple[Act, Act]] = []
    for source in settings.editions:
        place = _edition(folder, source, draft, acts)
        line = (source.act, source.language)
        # What a draft changes is asked against the draft before it, and against what is in force.
        earlier_ones = {**before.get(line, {}), **in_force.get(line, {})}
        for earlier in earlier_ones.items():
            _alignment(folder, earlier, (place, source), draft, publisher, acts, decisions)
            aligned.append((acts[earlier[1].name], acts[source.name]))
        before[line] = {place: source}
        if source.status == "in-force" or line not in in_force:
            in_force[line] = {place: source}
    _refuse_decisions_about_nothing(decisions, aligned, str(folder / _ALIGNMENTS))


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
        said=source.said,
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
    standing = _standing(draft, old, new)
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
        draft.put("correction", body)


def _standing(draft: Draft, old: int, new: int) -> tuple[int, Entry] | None:
    """The alignment of two texts. It stays theirs when an entry of an edition is superseded and the
    text is the same: for another name, another status."""
    for one in draft.of_same_text(old):
        for other in draft.of_same_text(new):
            if found := draft.standing("alignment", old=one, new=other):
                return found
    return None


def _decisions(folder: Path) -> tuple[Decision, ...]:
    path = folder / _ALIGNMENTS
    return decisions_of(toml_of(path), str(path))


def _about(decisions: Sequence[Decision], old: Act, new: Act) -> list[Decision]:
    """The decisions whose addresses both editions have: a reform has more than two of them."""
    olds = {p.address for p in old.provisions} | {""}
    news = {p.address for p in new.provisions} | {""}
    return [one for one in decisions if one.old in olds and one.new in news]


def _refuse_decisions_about_nothing(
    decisions: Sequence[Decision], aligned: Sequence[tuple[Act, Act]], where: str
) -> None:
    """Raises UnusableDecision D12 for a decision that no two editions have the addresses of: else
    a slip of the pen would be dropped without a word. One edition alone decides nothing yet."""
    heard = [one for old, new in aligned for one in _about(decisions, old, new)]
    for decision in decisions if aligned else ():
        if decision not in heard:
            olds = {p.address for old, _ in aligned for p in old.provisions} | {""}
            address = decision.new if decision.old in olds else decision.old
            raise UnusableDecision("D12", where, address=address)


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
            if name not in (
                "policy",
                "key",
                "akn",
                "table",
                "words",
                "digest",
                "rule",
                "form",
                "units",
            ):
                yield from inside(value, name)
