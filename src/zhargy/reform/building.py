"""`zhargy site`: the public pages of a record as plain files."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from zhargy import __version__
from zhargy.reform.library import library_of
from zhargy.reform.output import write_whole
from zhargy.reports.page.page import asset, styles
from zhargy.site.site import Site

# What stands beside the site and says what each page was made of; not public, and safe to delete.
MANIFEST = ".site.json"
_WORTH_PACKING = 1_000


@dataclass(frozen=True, slots=True)
class Built:
    """How many pages there are, how many were written anew, how many files went."""

    folder: Path
    pages: int
    written: int
    removed: int


def build_site(place: str, folder: Path) -> Built:
    """Write the site of the record at a path or an address into `folder`.

    Only pages whose content changed are written; files of pages that are no more are deleted.
    Raises UnreadableRecord, RecordMismatch, UnwritableOutput.
    """
    site = Site(library_of(place))
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder.parent / f"{folder.name}{MANIFEST}"
    before = _read(manifest)
    now: dict[str, str] = {}
    written = 0
    for path in site.paths():
        page = site.page(path)
        assert page is not None
        digest = page.digest
        now[path] = digest
        if before.get(path) != digest or not (folder / path / "index.html").is_file():
            written += 1
            _write(folder, page.files())
    _write(folder, assets(site))
    _write(folder, dict(site.indexes()))
    removed = _remove(folder, before.keys() - now.keys())
    os.sync()
    write_whole(manifest, json.dumps({"version": __version__, "pages": now}).encode())
    return Built(folder, len(now), written, removed)


def assets(site: Site) -> dict[str, bytes]:
    """Style sheets and scripts, and the page for addresses that lead nowhere."""
    own = resources.files("zhargy.site").joinpath("assets")
    found = {f"assets/{file.name}": file.read_bytes() for file in own.iterdir() if file.is_file()}
    found["assets/compare.js"] = asset("compare.js").encode()
    for language in site.languages:
        found[f"assets/compare.{language}.css"] = styles(language).encode()
    checker = resources.files("zhargy.verify").joinpath("checker.html")
    found["assets/checker.html"] = checker.read_bytes()
    found["404.html"] = site.missing().html()
    return found


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
        if len(content) >= _WORTH_PACKING:
            # Time 0: the same page packs to the same bytes.
            _replace(path.with_name(f"{path.name}.gz"), gzip.compress(content, 9, mtime=0))


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all for who reads it now; what a power cut takes is written again, for the
    manifest stands only after everything has reached the disk."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def _read(manifest: Path) -> dict[str, str]:
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
        return dict(said["pages"]) if said["version"] == __version__ else {}
    except (OSError, ValueError, KeyError):
        return {}


def _remove(folder: Path, gone: Iterator[str] | set[str]) -> int:
    count = 0
    for path in gone:
        place = folder / path
        for name in ("index.html", "data.json", "data.csv"):
            for file in (place / name, place / f"{name}.gz"):
                if file.is_file():
                    file.unlink()
                    count += 1
        while place != folder and place.is_dir() and not os.listdir(place):
            place.rmdir()
            place = place.parent
    return count
