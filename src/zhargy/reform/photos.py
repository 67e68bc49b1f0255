"""The folder of photos of protocols: each file with its size and digest. None of them is opened as
a picture."""

from __future__ import annotations

import hashlib
from pathlib import Path

from zhargy.referendum.papers import Picture


def pictures_in(folder: Path, name: str) -> list[Picture]:
    """The files of `folder / name`, by their names."""
    found = []
    for path in sorted((folder / name).iterdir()):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = path.stat().st_size
            found.append(Picture(f"{name}/{path.name}", path.stem, size, digest))
    return found
