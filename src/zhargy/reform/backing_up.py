"""`zhargy backup`: the folder of a reform in one file, as it stands between two publications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhargy.errors import UnusableFolder
from zhargy.reform.output import whole_file
from zhargy.storage import salts, settings
from zhargy.storage.backup import names_in, write_backup
from zhargy.storage.disk import FolderDisk
from zhargy.storage.keys import private_keys_in
from zhargy.storage.lock import only_publisher
from zhargy.storage.standing import standing

# It may hold the words and salts of people.
_FOR_ITS_OWNER = 0o600


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds: so many files, and a record of so many entries."""

    files: int
    size: int
    root: str


def back_up(folder: Path, output: Path) -> BackedUp:
    """Write the backup of a folder, whole or not at all; a folder that stays as it is gives the
    same bytes again.

    Raises UnusableFolder (G1, G10 somebody is publishing, G12 a private key lies inside, G32, G33
    the backup would lie inside, G34 a link, G38), UnwritableOutput, and RecordMismatch where the
    record is damaged: such a backup would be found to be none when it is needed.
    """
    if not (folder / settings.NAME).is_file():
        raise UnusableFolder("G1", str(folder))
    if output.resolve().is_relative_to(folder.resolve()):
        raise UnusableFolder("G33", str(output))
    with only_publisher(folder):
        if inside := private_keys_in(folder):
            raise UnusableFolder("G12", str(inside[0]))
        names = names_in(folder)
        held = standing(FolderDisk(folder).read)
        for _ in held.entries():  # each fits the tree
            pass
        with whole_file(output, _FOR_ITS_OWNER) as file:
            write_backup(file, _contents(folder, names))
    return BackedUp(len(names), held.size, held.root.hex())


def _contents(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        path = folder / name
        yield name, salts.snapshot(path) if path.name == salts.NAME else path.read_bytes()
