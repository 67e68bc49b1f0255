"""Opening the folder of a reform: its settings, its key, and its record for writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhargy.errors import UnreadableRecord, UnusableFolder
from zhargy.record.note import SigningKey
from zhargy.record.policy import Policy, read_policy
from zhargy.storage import restored, settings
from zhargy.storage.keys import read_private
from zhargy.storage.publisher import Publisher, open_publisher
from zhargy.storage.settings import Settings, read_settings


def signing_key(path: Path, folder: Path | None = None) -> SigningKey:
    """The key in a file. Raises UnusableFolder (G11, G12, G13, G15)."""
    try:
        return SigningKey.parse(read_private(path, folder))
    except UnreadableRecord:
        raise UnusableFolder("G15", str(path)) from None


def open_settings(folder: Path) -> Settings:
    """The settings of a folder. Raises UnusableFolder (G1 to G6)."""
    path = folder / settings.NAME
    try:
        content = path.read_bytes()
    except OSError:
        raise UnusableFolder("G1", str(folder)) from None
    return read_settings(content, str(path))


def policy_in_force(folder: Path, said: Settings) -> Policy:
    """The policy that reform.toml says. Raises UnreadableRecord with the line of the policy."""
    try:
        return read_policy(said.policy.encode())
    except UnreadableRecord as wrong:
        where = f"{folder / settings.NAME}, policy, {wrong.where}"
        raise UnreadableRecord(wrong.code, where, **wrong.fields) from None


@contextmanager
def open_record(folder: Path, key: Path, *, latest: bool = False) -> Iterator[Publisher]:
    """The record for writing, alone with it.

    A key that the policy names may go on with a record that another key of the policy signed so
    far: so a key is replaced. `latest` says that no newer copy of a restored folder was ever public.
    Raises UnusableFolder (G1 to G6, G10 to G15, G18 the policy does not name this key, G36 the newest
    public copy was not brought into a restored folder), RecordMismatch.
    """
    if not latest:
        restored.check_copy(folder)
    signing = signing_key(key, folder)
    logs = [log.key for log in policy_in_force(folder, open_settings(folder)).logs]
    if signing.verifier not in logs:
        raise UnusableFolder("G18", str(key))
    with open_publisher(folder, signing, logs) as publisher:
        yield publisher
