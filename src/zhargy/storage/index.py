"""The derived index of the record: what stands where. Delete it at any time; it comes back.

It answers what the publisher and the history ask: which entry speaks for a subject now, whether
a commitment was recorded, which blobs are named and which of them are withdrawn.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from zhargy.record.entry import Entry, canonical, read_entry
from zhargy.record.kinds import KINDS, blobs, check_entry

NAME = "index.sqlite"
_VERSION = 1
_TABLES = """
CREATE TABLE entry (
  place INTEGER PRIMARY KEY, kind TEXT NOT NULL, time TEXT NOT NULL, content BLOB NOT NULL,
  subject TEXT NOT NULL, said TEXT NOT NULL, superseded_by INTEGER
);
CREATE INDEX entry_said ON entry (said);
CREATE INDEX entry_subject ON entry (kind, subject) WHERE superseded_by IS NULL;
CREATE TABLE commitment (words TEXT PRIMARY KEY, place INTEGER NOT NULL);
CREATE TABLE blob (digest TEXT NOT NULL, bytes INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE INDEX blob_digest ON blob (digest);
CREATE TABLE withdrawn (digest TEXT PRIMARY KEY, place INTEGER NOT NULL);
CREATE TABLE state (size INTEGER NOT NULL, root TEXT NOT NULL);
"""


class Index:
    """The index in one SQLite file. Open it with `Index.at`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._database = connection

    @classmethod
    def at(cls, path: Path) -> Index:
        """The index of a folder; one that is damaged or of another version begins anew, empty."""
        for _ in range(2):
            database = sqlite3.connect(path, isolation_level=None)
            try:
                database.execute("PRAGMA synchronous = OFF")
                database.execute("PRAGMA journal_mode = MEMORY")
                (version,) = database.execute("PRAGMA user_version").fetchone()
                if version == 0:
                    database.executescript(f"BEGIN;{_TABLES}PRAGMA user_version={_VERSION};COMMIT;")
                    version = _VERSION
                if version == _VERSION:
                    database.execute("SELECT size FROM state").fetchone()
                    return cls(database)
            except sqlite3.DatabaseError:
                pass
            database.close()
            path.unlink(missing_ok=True)
        raise sqlite3.DatabaseError(str(path))

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    @property
    def state(self) -> tuple[int, str]:
        """Size and root (hexadecimal) of the tree that this index describes."""
        row = self._database.execute("SELECT size, root FROM state").fetchone()
        return (row[0], row[1]) if row else (0, "")

    def clear(self) -> None:
        """Describe nothing."""
        for table in ("entry", "commitment", "blob", "withdrawn", "state"):
            self._database.execute(f"DELETE FROM {table}")

    def add(self, first: int, entries: Iterable[bytes], size: int, root: str) -> None:
        """Describe further entries, the first of them at index `first`, in one transaction."""
        database = self._database
        database.execute("BEGIN")
        try:
            for place, content in enumerate(entries, first):
                self._add(place, content)
            database.execute("DELETE FROM state")
            database.execute("INSERT INTO state VALUES (?, ?)", (size, root))
            database.execute("COMMIT")
        except BaseException:
            database.execute("ROLLBACK")
            raise

    def _add(self, place: int, content: bytes) -> None:
        entry, put = read_entry(content, f"#{place}"), self._database.execute
        put(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (place, entry.kind, entry.time, content, subject(entry), _said(entry)),
        )
        if entry.supersedes is not None:
            put("UPDATE entry SET superseded_by = ? WHERE place = ?", (place, entry.supersedes))
        if not check_entry(entry, f"#{place}"):
            return
        if entry.kind == "commitment":
            put("INSERT OR IGNORE INTO commitment VALUES (?, ?)", (entry.body["words"], place))
        for digest, size in blobs(entry):
            put("INSERT INTO blob VALUES (?, ?, ?)", (digest, size, place))
        if entry.kind == "tombstone":
            for digest in entry.body["blobs"]:
                put("INSERT OR IGNORE INTO withdrawn VALUES (?, ?)", (digest, place))

    def entry(self, place: int) -> Entry | None:
        """The entry at an index."""
        row = self._database.execute(
            "SELECT content FROM entry WHERE place = ?", (place,)
        ).fetchone()
        return read_entry(row[0]) if row else None

    def contents(self, first: int) -> Iterator[bytes]:
        """The bytes of the entries from an index on."""
        for (content,) in self._database.execute(
            "SELECT content FROM entry WHERE place >= ? ORDER BY place", (first,)
        ):
            yield content

    def blobs_from(self, first: int) -> list[tuple[str, int, int]]:
        """The blobs that entries from an index on name: digest, bytes, and which entry it is."""
        return self._database.execute(
            "SELECT digest, bytes, place FROM blob WHERE place >= ? ORDER BY place", (first,)
        ).fetchall()

    def standing(self, kind: str, **about: object) -> tuple[int, Entry] | None:
        """The last entry of a kind about a subject that nothing has superseded."""
        row = self._database.execute(
            "SELECT place, content FROM entry WHERE kind = ? AND subject = ?"
            " AND superseded_by IS NULL ORDER BY place DESC LIMIT 1",
            (kind, json.dumps(about, sort_keys=True)),
        ).fetchone()
        return (row[0], read_entry(row[1])) if row else None

    def place_of(self, entry: Entry) -> int | None:
        """Where the record says the same, whenever it was taken in and whatever it superseded."""
        row = self._database.execute(
            "SELECT place FROM entry WHERE said = ? ORDER BY place LIMIT 1", (_said(entry),)
        ).fetchone()
        return row[0] if row else None

    def of_kind(self, *kinds: str) -> Iterator[tuple[int, Entry]]:
        """All entries of these kinds in their order."""
        marks = ",".join("?" * len(kinds))
        for place, content in self._database.execute(
            f"SELECT place, content FROM entry WHERE kind IN ({marks}) ORDER BY place", kinds
        ):
            yield place, read_entry(content)

    def commitment(self, words: str) -> int | None:
        """Where the commitment to these words was recorded."""
        row = self._database.execute(
            "SELECT place FROM commitment WHERE words = ?", (words,)
        ).fetchone()
        return row[0] if row else None

    def withdrawn(self) -> set[str]:
        """The digests of blobs that tombstones name."""
        return {digest for (digest,) in self._database.execute("SELECT digest FROM withdrawn")}

    def withdrawn_words(self) -> Iterator[str]:
        """The commitments to words that tombstones name."""
        for _, stone in self.of_kind("tombstone"):
            for place in stone.body["entries"] if check_entry(stone) else ():
                entry = self.entry(place)
                if entry is not None and entry.kind == "commitment" and check_entry(entry):
                    yield entry.body["words"]


def subject(entry: Entry) -> str:
    """What an entry is about: the fields of the body that its kind keeps when superseding."""
    kind = KINDS.get(entry.kind)
    kept = kind.same if kind else ()
    return json.dumps({name: entry.body.get(name) for name in kept}, sort_keys=True)


def _said(entry: Entry) -> str:
    said = [entry.kind, entry.version, entry.by, entry.as_of, entry.source, entry.body]
    return hashlib.sha256(canonical(said)).hexdigest()
