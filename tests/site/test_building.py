"""The site as files: whole, the same from the same record, and nobody else's."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from library import NEW, OLD
from secretariat import NOON, Reform

from zhargy.errors import UnwritableOutput
from zhargy.reform import site_folder as writing
from zhargy.reform.building import build_site
from zhargy.reform.demo.record import Stage
from zhargy.reform.demo.sample import JETIARAL
from zhargy.reform.library import library_of
from zhargy.reform.site_folder import LOCK, MANIFEST, SiteFolder
from zhargy.reform.verifying import verify_place
from zhargy.site.asset_files import asset_path
from zhargy.site.basis import UNREAD
from zhargy.site.site import Site
from zhargy.storage.lock import locked
from zhargy.verify.seen import Seen

ROOT = Path(__file__).resolve().parents[2]
LATER = "2031-03-10T12:00:00Z"
FIGURE = """[[figure]]
name = "readers"
value = 12
unit = "readers"
as_of = 2031-02-01
source = "The book of readers"
"""


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"


def two_editions(folder: Path) -> Reform:
    made = Reform(folder)
    made.add("old", OLD, status="in-force")
    made.add("new", NEW, status="draft")
    made.publish()
    return made


@pytest.fixture
def reform(tmp_path: Path) -> Reform:
    return two_editions(tmp_path)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample reform; without the campaign that of a small one."""
    if not WHOLE:
        return two_editions(tmp_path_factory.mktemp("small")).folder
    return played(tmp_path_factory.mktemp("sample"))


def played(out: Path) -> Path:
    Stage(out, ROOT / "examples" / JETIARAL.name, "en", lambda *_, **__: None).play()
    return out / "reform"


@pytest.fixture(scope="module")
def built(sample: Path) -> Path:
    return build_site(str(sample), sample.parent / "site").folder


# -- the same from the same ------------------------------------------------------------------------


def test_a_site_has_the_same_bytes_in_one_process_and_in_many(
    sample: Path, built: Path, tmp_path: Path
) -> None:
    alone = build_site(str(sample), tmp_path / "site", workers=1).folder
    assert files_of(alone) == files_of(built)


def test_nothing_new_writes_nothing(sample: Path, built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    again = build_site(str(sample), built)
    assert (again.written, again.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


def _figure(reform: Reform) -> None:
    reform.decide("figures.toml", FIGURE)


def _corrected(reform: Reform) -> None:
    reform.decide(
        "alignments.toml",
        '[[pair]]\nold = "art_1__para_2"\nnew = ""\ndecision = "confirm"\nwhy = "another rule"\n'
        '[[pair]]\nold = "art_1__para_2"\nnew = "art_2__para_2"\ndecision = "reject"\nwhy = "so"\n',
    )


def _reworded(reform: Reform) -> None:
    reform.add("new", NEW.replace("twelve", "ten"), status="draft", replace=True)


def _another_edition(reform: Reform) -> None:
    reform.add("adopted", NEW.replace("twelve", "nine"), status="adopted")


def _renamed(reform: Reform) -> None:
    reform.add("new", NEW, name="The second draft")


def _retitled(reform: Reform) -> None:
    path = reform.folder / "reform.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Reform of the Charter", "A new Charter"), encoding="utf-8")


@pytest.mark.parametrize(
    "change", [_figure, _corrected, _reworded, _another_edition, _renamed, _retitled]
)
def test_a_site_brought_up_to_date_is_that_written_anew(
    reform: Reform, tmp_path: Path, change: Any
) -> None:
    site = build_site(str(reform.folder), tmp_path / "site").folder
    before = files_of(site)
    change(reform)
    assert reform.publish(LATER).entries
    build_site(str(reform.folder), site)
    anew = build_site(str(reform.folder), tmp_path / "anew").folder
    assert files_of(site) == files_of(anew) != before


def test_a_changed_translation_changes_the_pages_of_the_other_languages(
    tmp_path: Path,
) -> None:
    library = library_of(str(played(tmp_path)))
    act, editions = next(iter(library.acts.items()))
    newest = editions[-1]
    path = f"en/{act}/{newest.name}/art_24__para_1/"
    site = Site(library)
    before, other = site.basis(path), site.basis(f"en/{act}/{newest.name}/art_25__para_1/")
    text = newest.texts["kk"]
    text.printed["art_24__para_1"] = ["Басқа сөздер."]
    changed = Site(library)
    assert changed.basis(path) != before
    assert changed.basis(f"en/{act}/{newest.name}/art_25__para_1/") == other


class _Forbidden:
    """Stands where a page with a basis may not look."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the basis does not count what the page reads: {name}")

    def __iter__(self) -> Iterator[Any]:
        raise AssertionError("the basis does not count what the page reads")

    __getitem__ = __len__ = __bool__ = __iter__  # type: ignore[assignment]


def test_a_page_that_is_kept_by_its_basis_reads_nothing_else_of_the_record(sample: Path) -> None:
    library = library_of(str(sample))
    site = Site(library)
    kept = [path for path in site.paths() if site.basis(path) and "/record/" not in path]
    whole = {path: _shown(site, path) for path in kept[::7]}
    for name in UNREAD:
        setattr(library, name, _Forbidden())
    assert {path: _shown(site, path) for path in whole} == whole
    assert len(kept) > (1_000 if WHOLE else 100)


def _shown(site: Site, path: str) -> str:
    page = site.page(path)
    assert page
    return page.digest


def test_pages_of_another_version_of_the_program_are_made_anew(
    reform: Reform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_site(str(reform.folder), tmp_path / "site").folder
    (site / "en" / "index.html").write_text("of another version", encoding="utf-8")
    (site / asset_path("site.css")).write_text("of another version", encoding="utf-8")
    monkeypatch.setattr(writing, "made_by", lambda: "another version")
    again = build_site(str(reform.folder), site)
    assert again.written == again.pages
    monkeypatch.undo()
    assert files_of(site) == files_of(build_site(str(reform.folder), tmp_path / "anew").folder)


def test_an_asset_of_another_content_has_another_name_and_the_old_one_goes(
    reform: Reform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_site(str(reform.folder), tmp_path / "site").folder
    # As versions before named them: without a digest.
    manifest = tmp_path / f"site{MANIFEST}"
    said = manifest.read_text(encoding="utf-8").replace(asset_path("site.css"), "assets/site.css")
    manifest.write_text(said, encoding="utf-8")
    (site / asset_path("site.css")).rename(site / "assets/site.css")
    (site / f"{asset_path('site.css')}.gz").rename(site / "assets/site.css.gz")
    monkeypatch.setattr(writing, "made_by", lambda: "another version")
    build_site(str(reform.folder), site)
    names = {path.name for path in (site / "assets").iterdir()}
    assert "site.css" not in names
    assert "site.css.gz" not in names
    for name in names - {"checker.html", "checker.html.gz"}:
        content = (site / "assets" / name.removesuffix(".gz")).read_bytes()
        assert name.split(".")[-2 - name.endswith(".gz")] == sha256(content).hexdigest()[:12]
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    linked = {name for page in pages for name in re.findall(r'"[./]*(assets/[^"]+)"', page)}
    assert {f"assets/{name}" for name in names} >= linked
    assert asset_path("site.css") in linked
    assert asset_path("compare.js") in linked


# -- whole or clearly unfinished -------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.6, 1.2, 2.0, 3.0] if WHOLE else [0.6, 1.2])
def test_a_run_that_was_killed_is_finished_by_the_next_one(
    sample: Path, built: Path, tmp_path: Path, seconds: float
) -> None:
    site = tmp_path / "site"
    program = f"from pathlib import Path\nfrom zhargy.reform.building import build_site\nbuild_site({str(sample)!r}, Path({str(site)!r}), workers=2)"
    running = subprocess.Popen([sys.executable, "-c", program])
    manifest = tmp_path / f"site{MANIFEST}"
    # From the moment on at which the first file may be written.
    while running.poll() is None and not manifest.exists():
        time.sleep(0.01)
    time.sleep(seconds / 4)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    # Processes without a parent end at once, and with them the lock.
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            build_site(str(sample), site)
            break
        except UnwritableOutput as busy:
            if busy.code != "W18":
                raise
            time.sleep(0.05)
    assert files_of(site) == files_of(built)


def test_what_a_killed_run_left_of_a_page_that_is_no_more_goes(
    reform: Reform, tmp_path: Path
) -> None:
    site = build_site(str(reform.folder), tmp_path / "site").folder
    whole = files_of(site)
    stands = SiteFolder(site)
    stands.begin(replace(stands.before, files={}), ["en/never/"])
    names = stands.put_page("en/never/", {"en/never/index.html": b"half"})
    stands.swap({"en/never/": names})
    (site / "en/never/.data.csv.new").write_bytes(b"torn")
    # Of a page that another version of the program would have given rows.
    manifest = tmp_path / f"site{MANIFEST}"
    manifest.write_text(manifest.read_text().replace('"": [', '"was": ['), encoding="utf-8")
    (site / ".data.csv.new").write_bytes(b"torn")
    build_site(str(reform.folder), site)
    assert files_of(site) == whole


def test_a_full_disk_is_said_and_the_next_run_finishes(
    reform: Reform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_site(str(reform.folder), tmp_path / "site").folder
    before = files_of(site)
    _reworded(reform)
    reform.publish(LATER)
    written = 0

    def full(path: Path, content: bytes, real: Any = Path.write_bytes) -> int:
        nonlocal written
        written += 1
        if written > 15:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return int(real(path, content))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UnwritableOutput) as refusal:
        build_site(str(reform.folder), site)
    assert refusal.value.code == "W12"
    left = files_of(site)
    assert {name: left[name] for name in before} == before
    monkeypatch.undo()
    build_site(str(reform.folder), site)
    assert files_of(site) == files_of(build_site(str(reform.folder), tmp_path / "anew").folder)


def test_two_do_not_write_one_site_at_once(reform: Reform, tmp_path: Path) -> None:
    with (tmp_path / f"site{LOCK}").open("a+b") as held:
        assert locked(held.fileno())
        with pytest.raises(UnwritableOutput) as refusal:
            build_site(str(reform.folder), tmp_path / "site")
    assert refusal.value.code == "W18"


# -- nobody else's files ---------------------------------------------------------------------------


def test_a_site_has_no_place_in_the_record_nor_above_it(reform: Reform) -> None:
    for place in (reform.folder / "record", reform.folder / "record" / "site", reform.folder):
        with pytest.raises(UnwritableOutput) as refusal:
            build_site(str(reform.folder), place)
        assert refusal.value.code == "W16"


def test_a_folder_with_other_things_is_left_alone(reform: Reform, tmp_path: Path) -> None:
    other = tmp_path / "photographs"
    other.mkdir()
    (other / "sea.jpg").write_bytes(b"a photograph")
    with pytest.raises(UnwritableOutput) as refusal:
        build_site(str(reform.folder), other)
    assert refusal.value.code == "W17"
    assert files_of(other) == {"sea.jpg": b"a photograph"}


def test_what_others_put_into_a_site_stays(reform: Reform, tmp_path: Path) -> None:
    site = build_site(str(reform.folder), tmp_path / "site").folder
    (site / "en" / "charter" / "old" / "art_1" / "note.txt").write_bytes(b"mine")
    (site / "CNAME").write_bytes(b"library.example")
    _figure(reform)
    reform.publish(LATER)
    build_site(str(reform.folder), site)
    assert (site / "en/charter/old/art_1/note.txt").read_bytes() == b"mine"
    assert (site / "CNAME").read_bytes() == b"library.example"


# -- the record on the site ------------------------------------------------------------------------


def test_the_texts_are_those_of_the_record(sample: Path, built: Path) -> None:
    for edition in (e for act in library_of(str(sample)).acts.values() for e in act):
        for code, text in edition.texts.items():
            akn = (built / f"data/{edition.act}/{edition.name}.{code}.xml").read_bytes()
            assert akn == (sample / f"record/blob/{text.akn[:2]}/{text.akn}").read_bytes()


def test_words_that_were_taken_back_leave_the_site(reform: Reform, tmp_path: Path) -> None:
    place = reform.receive()
    reform.show(place)
    site = build_site(str(reform.folder), tmp_path / "site").folder
    blobs = {name for name in files_of(site) if name.startswith("record/blob/")}
    reform.withdraw(place)
    build_site(str(reform.folder), site)
    gone = blobs - files_of(site).keys()
    assert len(gone) == 1
    assert not any(
        "Кітапхана жексенбіде" in b.decode(errors="replace") for b in files_of(site).values()
    )


@pytest.fixture
def served(reform: Reform, tmp_path: Path) -> Iterator[str]:
    site = build_site(str(reform.folder), tmp_path / "site").folder

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_anything: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_site_is_itself_a_record_that_verifies(
    served: str, reform: Reform, tmp_path: Path
) -> None:
    size = reform.publish(NOON).size
    for place in (served, f"{served}/record", str(tmp_path / "site")):
        report = verify_place(place, policy=None, seen=Seen(tmp_path / "seen"))
        assert report.sound
        assert report.checkpoint
        assert report.checkpoint.size == size


def test_a_site_built_from_a_web_server_is_that_built_from_the_folder(
    served: str, reform: Reform, tmp_path: Path
) -> None:
    mirror = files_of(build_site(served, tmp_path / "mirror").folder)
    site = files_of(tmp_path / "site")
    assert mirror == {name: site[name] for name in mirror}
    # Of smaller trees that the record once was only a listing knows.
    assert {name for name in site.keys() - mirror.keys() if ".p/" not in name} == set()


def test_what_stands_in_the_oldest_edition_is_not_said_to_have_come_with_it(built: Path) -> None:
    pages = sorted((built / "en").glob("*/*/art_1__para_1/index.html"))
    told = [page.read_text(encoding="utf-8") for page in pages]
    assert told
    assert all("the oldest edition here" in page and "came in" not in page for page in told)
