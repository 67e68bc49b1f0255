"""What a reader of the live site gets: the same bytes as the plain files, and what is said of them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from web.server import Client, all_files, content, founded, reader

from zhargy.messages import say
from zhargy.reform.building import build_site
from zhargy.reform.compared_documents import compared_documents
from zhargy.site.asset_files import asset_path
from zhargy.site.documents import Documents
from zhargy.site.library import Library
from zhargy.web.content import FOR_EVER, PAGE
from zhargy.web.kept import Kept
from zhargy.web.served import Served

PAGE_OF_PROVISION = "/kk/charter/draft-1/art_1/"
CHANGES = "/kk/changes/charter/in-force/draft-1/"
OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return founded(tmp_path_factory.mktemp("reform"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Client:
    return reader(folder)


def test_the_live_site_has_the_bytes_of_the_plain_files(
    site: Client, folder: Path, tmp_path: Path
) -> None:
    build_site(str(folder), tmp_path / "site")
    names = all_files(tmp_path / "site")
    assert len(names) > 100
    for name in names:
        if name != "404.html":
            answer = site.get(f"/{name.removesuffix('index.html')}")
            assert (answer.status_code, content(answer)) == (
                200,
                (tmp_path / "site" / name).read_bytes(),
            ), name


def test_the_text_of_an_edition_is_the_one_that_the_record_names(
    site: Client, folder: Path
) -> None:
    downloads = site.get("/en/downloads/data.json").json()["files"]
    assert downloads
    for one in downloads:
        answer = site.get(f"/{one['file']}")
        blob = folder / "record" / "blob" / one["sha256"][:2] / one["sha256"]
        assert content(answer) == blob.read_bytes()
        assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "media", "caching"),
    [
        (PAGE_OF_PROVISION, "text/html; charset=utf-8", PAGE),
        (f"{PAGE_OF_PROVISION}data.json", "application/json", PAGE),
        (f"{PAGE_OF_PROVISION}data.csv", "text/csv; charset=utf-8", PAGE),
        (f"{CHANGES}table.docx", f"{OFFICE}.wordprocessingml.document", PAGE),
        (f"{CHANGES}table.xlsx", f"{OFFICE}.spreadsheetml.sheet", PAGE),
        (f"{CHANGES}table.pdf", "application/pdf", PAGE),
        (f"/{asset_path('site.css')}", "text/css; charset=utf-8", FOR_EVER),
        (f"/{asset_path('compare.js')}", "text/javascript; charset=utf-8", FOR_EVER),
        ("/favicon.ico", "image/x-icon", PAGE),
        ("/assets/checker.html", "text/html; charset=utf-8", PAGE),
    ],
)
def test_a_file_says_what_it_is_and_how_long_it_may_be_kept(
    site: Client, path: str, media: str, caching: str
) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media
    assert answer.headers["Cache-Control"] == caching


def test_a_document_is_made_when_somebody_asks_and_kept_until_the_comparison_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(library: Library, one: Documents) -> dict[str, bytes]:
        made.append(one.folder)
        return compared_documents(library, one)

    monkeypatch.setattr("zhargy.web.documents.compared_documents", counted)
    kept = Kept(1 << 24)
    served = Served(str(folder), kept)
    served.at("kk/")
    assert made == []
    page, document = served.at(CHANGES[1:]), served.at(f"{CHANGES[1:]}table.pdf")
    assert page
    assert document
    assert f"PDF ({round(len(document.plain) / 1_000)}\u00a0КБ)" in page.plain.decode()
    served.at(f"{CHANGES[1:]}beside/")
    again = Served(str(folder), kept, served)
    assert again.at(f"{CHANGES[1:]}redline.docx")
    assert again.at(CHANGES[1:]) == page
    assert made == [CHANGES[1:]]
    # Without memory to keep it in, it is made each time, and its size is known all the same.
    scarce = Served(str(folder), Kept(1))
    assert scarce.at(f"{CHANGES[1:]}table.pdf") == document
    assert scarce.at(CHANGES[1:]) == page
    assert made == [CHANGES[1:]] * 2


def test_a_page_is_packed_for_who_takes_it_packed(site: Client) -> None:
    plain = site.get(PAGE_OF_PROVISION)
    packed = site.get(PAGE_OF_PROVISION, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content(packed)) == content(plain)
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_who_has_the_page_already_gets_nothing_again(site: Client) -> None:
    for accepted in ("identity", "gzip"):
        tag = site.get(PAGE_OF_PROVISION, headers={"Accept-Encoding": accepted}).headers["ETag"]
        again = site.get(PAGE_OF_PROVISION, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, content(again)) == (304, b"")
        assert again.headers["Cache-Control"] == PAGE
        assert again.headers["ETag"]
    assert site.get(PAGE_OF_PROVISION, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_says_the_same_without_the_page(site: Client) -> None:
    whole, head = site.get(PAGE_OF_PROVISION), site.head(PAGE_OF_PROVISION)
    assert content(head) == b""
    assert head.headers["Content-Length"] == str(len(content(whole)))
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_but_reading_is_allowed(site: Client, method: str) -> None:
    answer = getattr(site, method)(PAGE_OF_PROVISION)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_an_address_without_its_last_slash_leads_to_the_page(site: Client) -> None:
    answer = site.get(f"{PAGE_OF_PROVISION.rstrip('/')}?a=б")
    assert (answer.status_code, answer.headers["Location"]) == (301, "./art_1/?a=%D0%B1")


@pytest.mark.parametrize(
    "path", ["/nowhere", "/kk/nowhere/", "/kk/charter/draft-1/art_999/", "/404.html"]
)
def test_an_address_that_leads_nowhere_has_the_page_that_says_so(site: Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    for language in ("kk", "en"):
        assert say("site-missing", language) in content(answer).decode()
    assert answer.headers["Cache-Control"] == "no-store"
