"""The configuration of nginx in the guide: it runs, and says what the live site says."""

from __future__ import annotations

import gzip
import http.client
import os
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from benchmarks.nginx import NAME, PROGRAM, certificate, free_port, running, shipped
from web.server import founded, reader, served

from zhargy.reform.building import build_site
from zhargy.site.asset_files import asset_path
from zhargy.web.guard import HEADERS

SAID_BY_BOTH = (*HEADERS, "Cache-Control", "Content-Type", "Access-Control-Allow-Origin")
ADDRESSES = (
    "/", "/kk/", "/kk/charter/draft-1/", "/kk/charter/draft-1/art_1/data.json",
    "/kk/charter/draft-1/art_1/data.csv", f"/{asset_path('site.css')}", f"/{asset_path('compare.js')}", "/favicon.ico", "/nowhere",
    "/kk/nowhere/", "/record/checkpoint", "/record/tile/0/000.p/22", "/record/nothing",
    "/kk/changes/charter/in-force/draft-1/table.docx",
    "/kk/changes/charter/in-force/draft-1/table.xlsx",
    "/kk/changes/charter/in-force/draft-1/table.pdf", "/record/../reform.toml", "/record/", "/record/tile/", "/.site.json", "/kk",
)  # fmt: skip

Asked = tuple[int, Mapping[str, str], bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = founded(tmp_path_factory.mktemp("reform"))
    build_site(str(made), made / "out" / "site")
    return made


@pytest.fixture(scope="module")
def port(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if PROGRAM is None:
        if "nginx" in os.environ.get("ZHARGY_REQUIRE", ""):
            pytest.fail("nginx is required and absent")
        pytest.skip("no nginx on this machine: the configuration of the guide is not tried")
    tls = tmp_path_factory.mktemp("tls")
    certificate(tls)
    https = free_port()
    with served(folder, ZHARGY_HOSTS=NAME, ZHARGY_SECURE="1") as behind:
        at = int(behind.rstrip("/").rpartition(":")[2])
        config = shipped(folder, tls, free_port(), https, at)
        with running(config, tmp_path_factory.mktemp("nginx"), https):
            yield https


def asked(port: int, path: str, method: str = "GET", **fields: str) -> Asked:
    trusting = ssl._create_unverified_context()
    line = http.client.HTTPSConnection("127.0.0.1", port, context=trusting, timeout=10)
    headers = {"Host": NAME} | {name.replace("_", "-"): value for name, value in fields.items()}
    line.request(method, path, headers=headers)
    with line.getresponse() as answer:
        found = answer.status, dict(answer.getheaders()), answer.read()
    line.close()
    return found


@pytest.mark.parametrize("path", ADDRESSES)
def test_it_says_of_an_address_what_the_live_site_says(port: int, folder: Path, path: str) -> None:
    status, headers, body = asked(port, path)
    live = reader(folder).get(path)
    assert status == live.status_code
    if status == 301:
        assert headers["Location"] == "/kk/"
        return
    assert body == live.content
    for name in SAID_BY_BOTH:
        assert headers.get(name) == live.headers.get(name), name
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_checker_keeps_its_own_policy(port: int) -> None:
    _, headers, body = asked(port, "/assets/checker.html")
    assert headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert b"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-" in body


def test_pages_are_packed_ahead_and_kept_by_their_tag(port: int) -> None:
    _, headers, packed = asked(port, "/kk/", Accept_Encoding="gzip")
    assert (headers["Content-Encoding"], headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed) == asked(port, "/kk/")[2]
    assert asked(port, "/kk/", Accept_Encoding="gzip", If_None_Match=headers["ETag"])[0] == 304


def test_blobs_of_the_record_are_as_they_were_published(port: int, folder: Path) -> None:
    for blob in (folder / "record" / "blob").glob("*/*"):
        status, headers, body = asked(port, f"/record/blob/{blob.parent.name}/{blob.name}")
        assert (status, body) == (200, blob.read_bytes())
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Cache-Control"] == "public, max-age=60"  # words may be withdrawn


def test_who_asks_for_a_page_that_is_not_there_is_not_written_down(
    port: int, folder: Path, tmp_path: Path
) -> None:
    errors, https = tmp_path / "errors", free_port()
    certificate(tmp_path)
    config = shipped(folder, tmp_path, free_port(), https, free_port())
    with running(f"error_log {errors};\n{config}", tmp_path / "nginx", https):
        for path in ("/kk/nowhere/", "/record/nothing", "/record/blob/ab/" + "ab" * 32):
            assert asked(https, path)[0] == 404
    assert errors.exists()
    assert "127.0.0.1" not in errors.read_text(encoding="utf-8")


def test_a_link_out_of_the_site_is_not_followed(port: int, folder: Path) -> None:
    (folder / "out" / "site" / "leak.txt").symlink_to(folder / "keys" / "record.key")
    assert asked(port, "/leak.txt")[0] in (403, 404)


def test_it_only_reads_and_only_under_its_name(port: int) -> None:
    assert asked(port, "/kk/", "POST")[0] == 405
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        asked(port, "/kk/", Host="evil.example")


def test_search_is_asked_of_the_server_behind_and_not_kept(port: int) -> None:
    status, headers, _ = asked(port, "/kk/search/?q=a")
    assert status in (200, 404)  # 404 while the site has no page for what was found
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].count("default-src") == 1


def test_readers_who_search_without_pause_are_told_to_wait(port: int) -> None:
    answers = [asked(port, "/kk/search/?q=a")[0] for _ in range(40)]
    assert answers.count(429) >= 10
    assert asked(port, "/kk/")[0] == 200
