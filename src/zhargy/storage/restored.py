"""What a restored folder still waits for before anything may be published from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from zhargy.errors import UnusableFolder

NAME = "restored.json"
_FORMAT = "zhargy.restored/1"


@dataclass(frozen=True, slots=True)
class Awaited:
    """`copy`: the newest public copy was not brought in. `entries`: those whose texts or settings
    are newer than what the folder holds."""

    copy: bool = False
    entries: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.copy or bool(self.entries)

    @property
    def bytes(self) -> bytes:
        """The file, as it lies in the folder."""
        said = {"copy": self.copy, "entries": list(self.entries), "format": _FORMAT}
        return json.dumps(said, sort_keys=True).encode() + b"\n"


def read_awaited(content: bytes | None) -> Awaited:
    """What the file says; a file that cannot be read waits for everything."""
    if content is None:
        return Awaited()
    try:
        said = json.loads(content)
        places = tuple(int(place) for place in said["entries"])
        return Awaited(said["copy"] is not False, places)
    except (ValueError, KeyError, TypeError):
        return Awaited(copy=True)


def awaited_in(folder: Path) -> Awaited:
    """What a folder waits for; nothing, unless it was restored."""
    path = folder / NAME
    return read_awaited(path.read_bytes() if path.exists() else None)


def check_copy(folder: Path) -> None:
    """Raise UnusableFolder G36 where a record could fork if it grew from here."""
    if awaited_in(folder).copy:
        raise UnusableFolder("G36", str(folder))


def check_texts(folder: Path) -> None:
    """Raise UnusableFolder G37 where older texts would take the place of newer ones."""
    if places := awaited_in(folder).entries:
        raise UnusableFolder("G37", str(folder), entries=", ".join(f"#{one}" for one in places))


def settle(folder: Path) -> None:
    """A person said that this is the latest: nothing is waited for."""
    (folder / NAME).unlink(missing_ok=True)
