"""Documents of a comparison on the site: what they hold, where they are named, when they are made."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from library import NEW, OLD
from secretariat import NOON, Reform

from zhargy.reform.building import build_site
from zhargy.reform.compared_documents import compared_documents
from zhargy.reform.library import library_of
from zhargy.reform.tables import plain_document
from zhargy.reports.documents import document_bytes
from zhargy.site.documents import KINDS, MEDIA, Documents
from zhargy.site.library import Library
from zhargy.site.openapi import openapi
from zhargy.site.site import Site

FOLDER = "en/changes/charter/old/new/"
LATER = "2031-03-10T12:00:00Z"
FIGURE = """[[figure]]
name = "readers"
value = 12
unit = "readers"
as_of = 2031-02-01
source = "The book of readers"
"""


@pytest.fixture
def reform(tmp_path: Path) -> Reform:
    made = Reform(tmp_path)
    made.add("old", OLD, status="in-force")
    made.add("new", NEW, status="draft")
    made.publish()
    return made


@pytest.fixture
def library(reform: Reform) -> Library:
    return library_of(str(reform.folder))


def asked(library: Library) -> Documents:
    (one,) = Site(library).documents()
    return one


def words(docx: bytes) -> str:
    """The words of a Word document, tracked ones too."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        xml = file.read("word/document.xml").decode()
    return " ".join("".join(re.findall(r"<w:(?:t|delText)\b[^>]*>([^<]*)<|</w:p>", xml)).split())


# -- what they hold --------------------------------------------------------------------------------


def test_the_table_is_that_of_the_command_on_the_day_of_the_entry(library: Library) -> None:
    one = asked(library)
    comparison = library.comparison(one.old, one.new, "en")
    assert comparison
    page = Site(library).page(FOLDER)
    assert page
    made = compared_documents(library, one)
    for suffix in (".docx", ".xlsx", ".pdf"):
        day = date.fromisoformat(NOON[:10])
        document = plain_document(comparison, suffix, "en", day, page.title)
        assert made[f"{FOLDER}table{suffix}"] == document_bytes(document, suffix)


def test_the_redline_holds_the_words_of_both_editions(library: Library) -> None:
    docx = compared_documents(library, asked(library))[f"{FOLDER}redline.docx"]
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        xml = file.read("word/document.xml").decode()
    assert "from the age of twelve" in "".join(re.findall(r"<w:ins\b.*?</w:ins>", xml))
    assert "working" in "".join(re.findall(r"<w:ins\b.*?</w:ins>", xml))
    assert f'w:date="{NOON}"' in xml


def test_a_jurisdiction_that_publishes_such_tables_has_its_form(library: Library) -> None:
    plain = words(compared_documents(library, asked(library))[f"{FOLDER}table.docx"])
    library.jurisdiction = "kazakhstan"
    formed = words(compared_documents(library, asked(library))[f"{FOLDER}table.docx"])
    assert "Wording put to the vote" in formed
    assert "Wording put to the vote" not in plain


def test_two_drafts_are_not_called_in_force_and_put_to_the_vote(reform: Reform) -> None:
    reform.add("third", NEW.replace("twelve", "ten"), status="draft")
    reform.publish(LATER)
    library = library_of(str(reform.folder))
    library.jurisdiction = "kazakhstan"
    formed = {
        (one.old.name, one.new.name): "put to the vote"
        in words(compared_documents(library, one)[f"{one.folder}table.docx"])
        for one in Site(library).documents()
    }
    assert formed[("old", "third")]
    assert not formed[("new", "third")]
    assert not formed["old", "new"]  # a draft before the last one


# -- where they are named --------------------------------------------------------------------------


def test_every_document_is_named_with_its_size_where_it_is_looked_for(
    reform: Reform, tmp_path: Path
) -> None:
    site = build_site(str(reform.folder), tmp_path / "site").folder
    said = json.loads((site / "en/downloads/data.json").read_text(encoding="utf-8"))["documents"]
    assert [one["file"] for one in said] == [f"{FOLDER}{name}" for name in KINDS]
    for one in said:
        assert one["bytes"] == (site / one["file"]).stat().st_size
    for page in ("en/downloads/", FOLDER, f"{FOLDER}beside/"):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        linked = re.findall(r'href="([^"]*)" download="([^"]*)">(\w+) \((\d+)\u00a0kB\)', html)
        assert [kind for _, _, kind, _ in linked] == list(KINDS.values())
        for href, saved, _, size in linked:
            file = (site / page / href).resolve()
            assert saved == f"charter-old-new.en.{file.name}"
            assert int(size) == round(file.stat().st_size / 1_000)


def test_the_description_names_every_document_with_its_kind(library: Library) -> None:
    paths = json.loads(openapi(library, ("en",)))["paths"]
    for name, kind in KINDS.items():
        at = paths[f"/{{language}}/changes/{{act}}/{{old}}/{{new}}/{name}"]
        assert list(at["get"]["responses"]["200"]["content"]) == [MEDIA[kind]]


# -- when they are made ----------------------------------------------------------------------------


def test_documents_are_made_anew_only_where_their_comparison_changed(
    reform: Reform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(library: Library, one: Documents) -> dict[str, bytes]:
        made.append(one.folder)
        return compared_documents(library, one)

    monkeypatch.setattr("zhargy.reform.building.compared_documents", counted)
    site = build_site(str(reform.folder), tmp_path / "site", workers=1).folder
    assert made == [FOLDER]
    reform.add("third", NEW.replace("twelve", "ten"), status="draft")
    reform.publish(LATER)
    before = (site / FOLDER / "redline.docx").stat().st_mtime_ns
    build_site(str(reform.folder), site, workers=1)
    # The second edition too: it is not the one that is put to the vote any more.
    assert set(made[1:]) == {
        FOLDER,
        "en/changes/charter/old/third/",
        "en/changes/charter/new/third/",
    }
    assert (site / FOLDER / "redline.docx").stat().st_mtime_ns == before
    del made[:]
    reform.decide("figures.toml", FIGURE)
    reform.publish("2031-03-11T12:00:00Z")
    assert build_site(str(reform.folder), site, workers=1).written
    assert made == []
    (site / FOLDER / "table.pdf").unlink()
    build_site(str(reform.folder), site, workers=1)
    assert made == [FOLDER]
    assert (site / FOLDER / "table.pdf").read_bytes().startswith(b"%PDF")
