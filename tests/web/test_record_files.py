"""The record under record/: its own files and nothing else, each kept for as long as it may be."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from verify.records import every_kind, of_every_kind
from web.server import Client, all_files, content, founded, reader

from zhargy.verify.source import published_at
from zhargy.verify.stages import CHECKS
from zhargy.verify.verify import verify
from zhargy.web.content import FOR_EVER, NEWEST, PAGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return founded(tmp_path)


@pytest.fixture
def site(folder: Path) -> Client:
    return reader(folder)


def test_every_file_of_the_record_is_there_as_it_is(site: Client, folder: Path) -> None:
    names = all_files(folder / "record")
    assert len(names) > 5
    for name in names:
        answer = site.get(f"/record/{name}")
        assert content(answer) == (folder / "record" / name).read_bytes(), name


def test_the_checkpoint_is_asked_for_again_soon_and_tiles_are_kept_for_ever(
    site: Client, folder: Path
) -> None:
    newest = site.get("/record/checkpoint")
    assert newest.headers["Cache-Control"] == NEWEST
    assert newest.headers["Content-Type"] == "text/plain; charset=utf-8"
    for name in all_files(folder / "record" / "tile"):
        tile = site.get(f"/record/tile/{name}")
        assert tile.headers["Cache-Control"] == FOR_EVER
        assert tile.headers["Content-Type"] == "application/octet-stream"


def test_the_words_of_a_person_are_never_kept_for_ever_and_are_gone_once_withdrawn(
    site: Client, folder: Path
) -> None:
    entries, blobs, _ = of_every_kind()
    named = {e.body["words"]["digest"] for e in entries if e.kind == "words" and e.version == 1}
    shown = named & blobs.keys()
    assert shown
    for digest in blobs:
        address = f"/record/blob/{digest[:2]}/{digest}"
        caching = site.get(address).headers["Cache-Control"]
        assert caching == (PAGE if digest in shown else FOR_EVER)
    digest = shown.pop()
    (folder / "record" / "blob" / digest[:2] / digest).unlink()
    assert site.get(f"/record/blob/{digest[:2]}/{digest}").status_code == 404


def test_what_is_of_another_form_than_files_of_a_record_is_not_served(tmp_path: Path) -> None:
    every_kind().write(tmp_path / "record")
    (tmp_path / "record" / "tile" / "notes.txt").write_text("x", encoding="utf-8")
    site = reader(tmp_path / "record")
    for name in ("index.html", "tile/notes.txt", "tile", "tile/", "blob/", "blob/00/", ""):
        assert site.get(f"/record/{name}").status_code == 404, name


def test_a_link_out_of_the_record_is_not_followed(site: Client, folder: Path) -> None:
    digest = hashlib.sha256(b"PRIVATE+KEY\n").hexdigest()
    place = folder / "record" / "blob" / digest[:2]
    place.mkdir(exist_ok=True)
    (place / digest).symlink_to(folder / "keys" / "record.key")
    assert site.get(f"/record/blob/{digest[:2]}/{digest}").status_code == 404


def test_a_blob_opened_in_a_browser_runs_nothing(site: Client) -> None:
    _, blobs, _ = of_every_kind()
    for digest in blobs:
        answer = site.get(f"/record/blob/{digest[:2]}/{digest}")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].endswith("sandbox")


def test_pages_of_others_may_read_the_record_and_the_data_but_no_page(site: Client) -> None:
    for path in ("/record/checkpoint", "/kk/record/data.json"):
        assert site.get(path).headers["Access-Control-Allow-Origin"] == "*"
    page = site.get("/kk/record/")
    assert "Access-Control-Allow-Origin" not in page.headers
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_files_that_are_served_verify(folder: Path, site: Client) -> None:
    """What a verifier needs is served under the names by which it asks."""

    class Asked:
        name = "live"

        def read(self, name: str, most: int) -> bytes | None:
            answer = site.get(f"/record/{name}")
            return content(answer) if answer.status_code == 200 else None

        def names(self) -> None:
            return None

    live = verify(Asked(), checks=CHECKS)
    disk = verify(published_at(str(folder)), checks=CHECKS)
    assert live.faults == disk.faults
    assert live.checkpoint == disk.checkpoint is not None
    assert live.blobs == disk.blobs > 0
