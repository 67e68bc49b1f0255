"""Words and salts of submissions in a private file, until the desk keeps them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Container, Iterator
from dataclasses import astuple
from pathlib import Path

from zhargy.errors import UnusableFolder
from zhargy.record.commitment import Kept

NAME = "private.sqlite"


class PrivateSalts:
    """A SQLite file of mode 0600 that overwrites what it deletes."""

    def __init__(self, path: Path) -> None:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._database = sqlite3.connect(path, isolation_level=None)
        # What is deleted must not stay in the file, nor in a journal beside it.
        self._database.execute("PRAGMA secure_delete = ON")
        self._database.execute("PRAGMA journal_mode = TRUNCATE")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS kept (commitment TEXT PRIMARY KEY, words TEXT NOT NULL,"
            " words_salt BLOB NOT NULL, person TEXT NOT NULL, person_salt BLOB NOT NULL,"
            " channel TEXT NOT NULL)"
        )

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def keep(self, commitment: str, kept: Kept) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)",
            (commitment, *astuple(kept)),
        )

    def kept(self, commitment: str) -> Kept | None:
        row = self._database.execute(
            "SELECT words, words_salt, person, person_salt, channel FROM kept WHERE commitment = ?",
            (commitment,),
        ).fetchone()
        return Kept(*row) if row else None

    def all(self) -> Iterator[tuple[str, Kept]]:
        for commitment, *kept in self._database.execute("SELECT * FROM kept").fetchall():
            yield commitment, Kept(*kept)

    def forget(self, commitment: str) -> None:
        self._database.execute("DELETE FROM kept WHERE commitment = ?", (commitment,))


_ROWS = "SELECT commitment, words, words_salt, person, person_salt, channel FROM kept ORDER BY 1"


def snapshot(path: Path) -> bytes:
    """The file as it stands between two changes. Raises UnusableFolder G38 where it is none."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("BEGIN IMMEDIATE")  # waits for whoever writes, and makes the next wait
        database.execute(_ROWS).fetchone()
        return database.serialize()
    except sqlite3.DatabaseError as wrong:
        raise UnusableFolder("G38", str(path), detail=str(wrong)) from None
    finally:
        database.close()


def copy_kept(content: bytes, target: Path, without: Container[str], where: str) -> int:
    """A new file with what a snapshot kept, but for some commitments; how many were left out.

    What is left out is never written, so nothing of it stays between the rows. Raises
    UnusableFolder G38.
    """
    database, left_out = sqlite3.connect(":memory:"), 0
    try:
        database.deserialize(content)
        rows = database.execute(_ROWS).fetchall()
    except (sqlite3.DatabaseError, OverflowError) as wrong:
        raise UnusableFolder("G38", where, detail=str(wrong)) from None
    finally:
        database.close()
    copy = PrivateSalts(target)
    try:
        for commitment, *kept in rows:
            if commitment in without:
                left_out += 1
            else:
                copy.keep(commitment, Kept(*kept))
    finally:
        copy.close()
    return left_out
