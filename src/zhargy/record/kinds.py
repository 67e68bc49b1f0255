"""The registry of kinds: what each kind of entry must hold. docs/spec/kinds/ has a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhargy.errors import UnreadableRecord
from zhargy.record import form
from zhargy.record.entry import Entry, wrong_field
from zhargy.record.form import Blob, Counts, Fields, InLanguages, Listed, Reference

RECORD_FORMAT = "zhargy.record/1"
EDITION_STATUSES = ("in-force", "draft", "adopted")
STAGES = ("preliminary", "final")
OUTCOMES = (
    "adopted",
    "rejected",
    "did not take place",
    "not decided",
    "law stands",
    "figures missing",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry in its newest version.

    `same` are the fields of the body that an entry keeps when it supersedes another; `envelope`
    the optional fields of the envelope that this kind must have.
    """

    name: str
    body: Fields
    version: int = 1
    same: tuple[str, ...] = ()
    envelope: tuple[str, ...] = ()


_SOURCE = Fields({"name": form.text(255), "digest": form.DIGEST, "bytes": form.COUNT})
_READER = Fields(
    {"version": form.text(32)},
    {
        "changes": form.choice("before", "after"),
        "language": form.LANGUAGE,
        # Which act of a file that holds two: "kk", "before".
        "which": form.EDITION,
    },
)
_ASKED = {"referendum": form.EDITION, "question": form.SLUG}
KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "reform",
            Fields(
                {
                    "format": form.text(64),
                    "title": InLanguages(500),
                    "languages": Listed(form.LANGUAGE),
                    "authoritative": Listed(form.LANGUAGE),
                    "jurisdiction": form.SLUG,
                    "policy": form.lines(20_000),
                }
            ),
        ),
        Kind(
            "edition",
            Fields(
                {
                    "act": form.SLUG,
                    "edition": form.EDITION,
                    "language": form.LANGUAGE,
                    "title": form.text(1_000),
                    "authority": form.choice("authoritative", "translation"),
                    "source": _SOURCE,
                    "akn": Blob(),
                    "reader": _READER,
                    "provisions": form.COUNT,
                },
                {
                    "source_blob": Blob(),
                    # What people say of the edition: nothing of it follows from the text.
                    "name": InLanguages(200),
                    "status": form.choice(*EDITION_STATUSES),
                    "day": form.DAY,
                },
            ),
            same=("act", "edition", "language"),
        ),
        Kind(
            "alignment",
            Fields(
                {
                    "old": Reference(("edition",)),
                    "new": Reference(("edition",)),
                    "pairs": form.COUNT,
                    "decided": form.COUNT,
                    "method": form.text(100),
                    "table": Blob(),
                }
            ),
            same=("old", "new"),
        ),
        Kind(
            "correction",
            Fields(
                {
                    "alignment": Reference(("alignment",)),
                    "decision": form.choice("confirm", "reject", "add"),
                    "reason": form.text(2_000),
                },
                {"old": form.text(200), "new": form.text(200)},
            ),
            same=("alignment", "old", "new"),
        ),
        Kind(
            "figure",
            Fields(
                {"name": form.SLUG, "value": form.AMOUNT, "unit": form.SLUG},
                {"base": form.text(500), "says": InLanguages(1_000)},
            ),
            same=("name", "unit"),
            envelope=("as_of", "source"),
        ),
        Kind(
            "milestone",
            Fields(
                {"name": form.SLUG, "day": form.DAY, "title": InLanguages(200)},
                {
                    "says": InLanguages(1_000),
                    # The last day, where it is more than one.
                    "until": form.DAY,
                    "act": form.SLUG,
                    "edition": form.EDITION,
                },
            ),
            same=("name",),
            envelope=("source",),
        ),
        Kind(
            "summary",
            Fields(
                {
                    "name": form.SLUG,
                    "says": InLanguages(1_000),
                    "act": form.SLUG,
                    "edition": form.EDITION,
                    "provisions": Listed(form.text(200)),
                },
                {"figures": Listed(form.SLUG), "place": form.COUNT},
            ),
            same=("name",),
        ),
        Kind(
            "question",
            Fields(
                {
                    **_ASKED,
                    "title": InLanguages(500),
                    "asks": InLanguages(2_000),
                    "day": form.DAY,
                    # The very words that are put to the vote; none where there is no text.
                    "editions": Listed(Reference(("edition",)), least=0),
                    "rule": Blob(),
                    "form": Blob(),
                    "units": Blob(),
                }
            ),
            same=tuple(_ASKED),
        ),
        Kind(
            "roll",
            Fields(
                {
                    "referendum": form.EDITION,
                    "name": form.EDITION,
                    "precincts": form.COUNT,
                    "total": form.COUNT,
                    "table": Blob(),
                }
            ),
            same=("referendum", "name"),
            envelope=("as_of", "source"),
        ),
        Kind(
            "protocols",
            Fields(
                {
                    **_ASKED,
                    "stage": form.choice(*STAGES),
                    "side": form.choice("official", "observers"),
                    "protocols": form.COUNT,
                    "table": Blob(),
                }
            ),
            envelope=("as_of", "source"),
        ),
        Kind(
            "precinct",
            Fields(
                {
                    "referendum": form.EDITION,
                    "precinct": form.text(64),
                    "event": form.choice("annulled", "missing", "late", "restored"),
                    "day": form.DAY,
                    "reason": form.text(2_000),
                }
            ),
            same=("referendum", "precinct"),
            envelope=("source",),
        ),
        Kind(
            "turnout",
            Fields({"referendum": form.EDITION, "readings": form.COUNT, "table": Blob()}),
            same=("referendum",),
            envelope=("as_of", "source"),
        ),
        Kind(
            "result",
            Fields(
                {
                    **_ASKED,
                    "stage": form.choice(*STAGES),
                    "put": Reference(("question",)),
                    "protocols": Listed(Reference(("protocols",))),
                    "events": Listed(Reference(("precinct",)), least=0),
                    "figures": Counts(),
                    "readings": Listed(
                        Fields({"reading": form.SLUG, "outcome": form.choice(*OUTCOMES)})
                    ),
                    "table": Blob(),
                },
                {"roll": Reference(("roll",))},
            ),
            same=tuple(_ASKED),
            envelope=("as_of", "source"),
        ),
        Kind(
            "erratum",
            Fields({"entry": Reference(), "says": InLanguages(2_000)}),
        ),
        Kind(
            "key",
            Fields(
                {
                    "event": form.choice("adopted", "retired", "lost", "compromised"),
                    "use": form.choice("log", "witness"),
                    "key": form.text(2_500),
                },
                {"policy": form.lines(20_000)},
            ),
        ),
        Kind(
            "role",
            Fields(
                {
                    "event": form.choice("granted", "withdrawn"),
                    "role": form.SLUG,
                    "holder": form.SLUG,
                }
            ),
        ),
        Kind(
            "commitment",
            Fields({"words": form.DIGEST, "person": form.DIGEST, "channel": form.SLUG}),
        ),
        Kind(
            "words",
            Fields(
                {
                    "commitment": Reference(("commitment",)),
                    "language": form.LANGUAGE,
                    "redacted": form.TRUTH,
                    "words": Blob(),
                }
            ),
            same=("commitment",),
        ),
        Kind(
            "tombstone",
            Fields(
                {
                    "reason": form.choice("withdrawn", "court", "moderation", "mistake"),
                    "entries": Listed(Reference()),
                    "blobs": Listed(form.DIGEST, least=0),
                }
            ),
        ),
    )
}

# Kinds of which other entries speak by name and not by index, and the fields that are the name.
NAMED = {"edition": ("act", "edition"), "figure": ("name",)}

_REFERRING = frozenset(name for name, kind in KINDS.items() if kind.body.refers)
_WITH_BLOBS = frozenset(name for name, kind in KINDS.items() if kind.body.has_blobs)


def check_entry(entry: Entry, where: str = "") -> bool:
    """Whether this program knows the form of the entry; what it knows, it checks.

    A kind, or a version of it, that is not in the registry is kept and counted, never refused: a
    later Zhargy may have written it. Raises UnreadableRecord E4 (a field is not of its form).
    """
    kind = KINDS.get(entry.kind)
    if kind is None or entry.version > kind.version:
        return False
    form.check_form(kind.body, entry.body, where)
    for needed in kind.envelope:
        if not getattr(entry, needed):
            raise wrong_field(needed, where)
    return True


def references(entry: Entry) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The entries that a checked entry of a known kind refers to, but for `supersedes`."""
    return KINDS[entry.kind].body.entries(entry.body) if entry.kind in _REFERRING else iter(())


def name_of(entry: Entry) -> tuple[str, ...]:
    """The name by which others speak of a checked entry of a kind in NAMED."""
    return tuple(entry.body[field] for field in NAMED[entry.kind])


def blobs(entry: Entry) -> Iterator[tuple[str, int]]:
    """The blobs that a checked entry of a known kind refers to: digest and bytes."""
    return KINDS[entry.kind].body.blobs(entry.body) if entry.kind in _WITH_BLOBS else iter(())


def blob_name(digest: str) -> str:
    """Where a blob stands in a record.

    >>> blob_name("ab" + "0" * 62)
    'blob/ab/ab00000000000000000000000000000000000000000000000000000000000000'
    """
    return f"blob/{digest[:2]}/{digest}"


def check_supersedes(entry: Entry, earlier: Entry, where: str = "") -> None:
    """Raise UnreadableRecord E5 unless `entry` may take the place of `earlier`."""
    kind = KINDS.get(entry.kind)
    kept = kind.same if kind else ()
    if entry.kind != earlier.kind or any(
        entry.body.get(name) != earlier.body.get(name) for name in kept
    ):
        raise UnreadableRecord("E5", where, index=entry.supersedes, kind=earlier.kind)


def check_format(first: Entry) -> None:
    """Raise unless the first entry opens a record that this program can read (E6, E7)."""
    if first.kind != "reform":
        raise UnreadableRecord("E6", "#0", kind=first.kind)
    if first.body.get("format") != RECORD_FORMAT:
        raise UnreadableRecord("E7", "#0", format=first.body.get("format"), known=RECORD_FORMAT)
