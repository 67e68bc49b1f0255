"""What people send in: received as two commitments, shown after moderation, taken back for good.

The desk will implement `Salts`; until then `storage.salts` keeps them in a private file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from zhargy.errors import UnusableFolder
from zhargy.languages.personal import personal_in
from zhargy.record.commitment import SALT_BYTES, Kept, Words, commit_person, commit_words
from zhargy.record.entry import Entry
from zhargy.record.kinds import blobs
from zhargy.reform.drafting import Draft
from zhargy.reform.folder import open_record, open_settings
from zhargy.storage.publisher import Publisher
from zhargy.text.entries import blob_of

Random = Callable[[int], bytes]


class Salts(Protocol):
    """The private store, by the commitment to the words."""

    def keep(self, commitment: str, kept: Kept) -> None:
        """Durable when it returns."""

    def kept(self, commitment: str) -> Kept | None:
        """What was kept, if it was not forgotten."""

    def all(self) -> Iterator[tuple[str, Kept]]:
        """Everything that is kept."""

    def forget(self, commitment: str) -> None:
        """Delete it, and nothing of it stays in the file."""


def receive(
    folder: Path,
    key: Path,
    salts: Salts,
    *,
    words: str,
    person: str,
    channel: str,
    now: str,
    random: Random,
) -> int:
    """Take in a submission: the index of its commitment.

    First it is kept in private, then the record says that something came. Where a crash came
    between the two, `finish_receptions` records it; nothing is recorded twice.
    """
    words_salt, person_salt = random(SALT_BYTES), random(SALT_BYTES)
    kept = Kept(words, words_salt, commit_person(person, person_salt), person_salt, channel)
    commitment = commit_words(words, words_salt)
    salts.keep(commitment, kept)
    return _recorded(folder, key, salts, [commitment], now)[0]


def finish_receptions(folder: Path, key: Path, salts: Salts, *, now: str) -> list[int]:
    """Record what was kept and not yet recorded: the indexes of all that is kept.

    What a restored copy brought back although it was withdrawn is forgotten first.
    """
    return _recorded(folder, key, salts, sorted(one for one, _ in salts.all()), now)


def _recorded(
    folder: Path, key: Path, salts: Salts, commitments: Sequence[str], now: str
) -> list[int]:
    settings = open_settings(folder)
    with open_record(folder, key) as publisher:
        if not publisher.size:
            raise UnusableFolder("G29", str(folder))
        draft = Draft(publisher.index, publisher.size, settings.by, _moment(now, publisher))
        forget_withdrawn(publisher, salts)
        places = []
        for commitment in commitments:
            one = salts.kept(commitment)
            if one is None:
                continue
            body = {"words": commitment, "person": one.person, "channel": one.channel}
            known = publisher.index.commitment(commitment)
            places.append(draft.put_once("commitment", body) if known is None else known)
        publisher.append(draft.entries)
        return places


def show_words(
    folder: Path,
    key: Path,
    salts: Salts,
    place: int,
    *,
    language: str,
    now: str,
    shown: str | None = None,
    random: Random,
) -> int:
    """Publish the words of a commitment: as received, or as `shown` where a moderator took
    something out. The index of the entry.

    Raises UnusableFolder: G21 what looks like personal data is in them, G26 the words are not
    kept (they were withdrawn, or were received elsewhere).
    """
    settings = open_settings(folder)
    with open_record(folder, key) as publisher:
        received = publisher.index.entry(place)
        kept = None
        if received is not None and received.kind == "commitment":
            kept = salts.kept(received.body["words"])
        if kept is None:
            raise UnusableFolder("G26", f"#{place}")
        words = Words(kept.words, kept.words_salt)
        if shown is not None and shown != kept.words:
            words = Words(shown, random(SALT_BYTES))
        if found := personal_in(words.words):
            quote = words.words[found[0].start : found[0].end]
            raise UnusableFolder("G21", f"#{place}", quote=quote, what=f"personal-{found[0].kind}")
        body = {
            "commitment": place,
            "language": language,
            "redacted": words.words != kept.words,
            "words": blob_of(words.blob),
        }
        draft = Draft(publisher.index, publisher.size, settings.by, _moment(now, publisher))
        standing = draft.put("words", body, blobs=(words.blob,))
        publisher.append(draft.entries, draft.blobs)
        return standing


def withdraw(
    folder: Path, key: Path, salts: Salts, places: Sequence[int], *, reason: str, now: str
) -> int:
    """Take back commitments with the words that were shown: a tombstone first, then blobs and
    salts are deleted. The index of the tombstone.

    Opening the folder again finishes a withdrawal that was interrupted.
    """
    settings = open_settings(folder)
    with open_record(folder, key) as publisher:
        entries = _all_about(publisher, places)
        digests = sorted({digest for _, entry in entries for digest, _ in blobs(entry)})
        draft = Draft(publisher.index, publisher.size, settings.by, _moment(now, publisher))
        body = {
            "reason": reason,
            "entries": [place for place, _ in entries],
            "blobs": digests,
        }
        stone = draft.put_once("tombstone", body)
        publisher.append(draft.entries)
        publisher.erase(digests)
        forget_withdrawn(publisher, salts)
        return stone


def _all_about(publisher: Publisher, places: Sequence[int]) -> list[tuple[int, Entry]]:
    """The entries themselves, and the words that were published of them."""
    wanted = set(places)
    found = []
    for place in sorted(wanted):
        entry = publisher.index.entry(place)
        if entry is None:
            raise UnusableFolder("G27", f"#{place}", size=publisher.size)
        found.append((place, entry))
    for place, entry in publisher.index.of_kind("words"):
        if entry.body["commitment"] in wanted and place not in wanted:
            found.append((place, entry))
    return sorted(found, key=lambda one: one[0])


def forget_withdrawn(publisher: Publisher, salts: Salts) -> None:
    """Apply every tombstone of the record to the private store: after a restore, too."""
    for commitment in publisher.index.withdrawn_words():
        salts.forget(commitment)


def _moment(now: str, publisher: Publisher) -> str:
    return max(now, publisher.last_time)
