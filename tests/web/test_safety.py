"""The headers of safety on every answer, and the settings as Django's own check wants them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium
from web.server import Client, founded, reader, run, served

from zhargy.messages import LANGUAGES, say
from zhargy.site.asset_files import asset_path
from zhargy.web.content import SEALED, STRICT
from zhargy.web.guard import failed, not_understood

PAGES = (
    "/",
    "/kk/",
    "/kk/charter/draft-1/",
    "/kk/changes/charter/in-force/draft-1/",
    "/kk/record/",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return founded(tmp_path_factory.mktemp("reform"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Client:
    return reader(folder)


def directives(answer: Any) -> dict[str, str]:
    said = answer.headers["Content-Security-Policy"].split("; ")
    return dict(one.partition(" ")[::2] for one in said)


@pytest.mark.parametrize(
    "path",
    [*PAGES, "/nowhere", "/kk", f"/{asset_path('site.css')}", "/assets/checker.html", "/kk/data.json",
     "/record/checkpoint", "/record/tile/0/000.p/22", "/record/nothing"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_has_the_headers_of_safety(site: Client, path: str, method: str) -> None:
    headers = site.generic(method, path).headers
    policy = directives(site.generic(method, path))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


def test_pages_load_only_from_their_own_site_and_data_loads_nothing(site: Client) -> None:
    for path in PAGES:
        assert site.get(path).headers["Content-Security-Policy"] == STRICT
    assert site.get("/kk/data.json").headers["Content-Security-Policy"] == SEALED


def test_the_checker_may_run_its_own_script_and_no_other(site: Client) -> None:
    policy = directives(site.get("/assets/checker.html"))
    assert re.fullmatch(r"'sha256-[\w+/]+='", policy["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/]+='", policy["style-src"])


def test_another_name_than_that_of_the_site_is_refused(site: Client) -> None:
    answer = site.get("/kk/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    assert answer.headers["Content-Security-Policy"] == STRICT


@pytest.mark.parametrize(
    ("answer", "code", "status"),
    [(not_understood(None, ValueError()), "web-not-understood", 400), (failed(None), "web-failed", 500)],
)  # fmt: skip
def test_what_went_wrong_is_said_in_three_languages(answer: Any, code: str, status: int) -> None:
    assert answer.status_code == status
    for language in LANGUAGES:
        assert say(code, language) in answer.content.decode()


@pytest.mark.parametrize("secure", ["0", "1"])
def test_djangos_own_check_of_a_deployment_says_nothing(secure: str) -> None:
    """Nothing but what only HTTPS can answer, and with HTTPS nothing at all; no check is silenced."""
    done = run(
        "-m", "django", "check", "--deploy", "--fail-level", "WARNING", "--settings",
        "zhargy.web.settings", ZHARGY_SECURE=secure,
    )  # fmt: skip
    expected = set() if secure == "1" else {"security.W004", "security.W008", "security.W016"}
    assert set(re.findall(r"security\.W\d+", done.stderr)) == expected, done.stderr
    assert "(0 silenced)" in done.stdout + done.stderr


def test_by_https_browsers_are_told_to_stay_there(folder: Path) -> None:
    program = (
        "import os, django; django.setup()\n"
        "from django.test import Client\n"
        "site = Client(SERVER_NAME='localhost')\n"
        "plain, safe = site.get('/kk/'), site.get('/kk/', headers={'x-forwarded-proto': 'https'})\n"
        "print(plain.status_code, plain.headers['Location'], safe.status_code)\n"
        "print(safe.headers['Strict-Transport-Security'])\n"
    )
    done = run(
        "-c", program, ZHARGY_SECURE="1", ZHARGY_RECORD=str(folder),
        DJANGO_SETTINGS_MODULE="zhargy.web.settings",
    )  # fmt: skip
    assert done.stdout.split("\n")[:2] == [
        "301 https://localhost/kk/ 200",
        "max-age=31536000; includeSubDomains; preload",
    ], done.stderr


def test_there_is_no_secret_that_could_leak() -> None:
    program = "from zhargy.web import settings; print(settings.SECRET_KEY)"
    first, second = run("-c", program).stdout, run("-c", program).stdout
    assert len(first) > 50
    assert first != second


def test_a_browser_refuses_nothing_of_our_own_pages(folder: Path) -> None:
    with served(folder) as address, chromium("--disable-gpu") as window:
        tab = window.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(f"{message.location}: {message.text}"))
        tab.on("pageerror", lambda error: said.append(f"{tab.url}: {error}"))
        for path in (*PAGES, "/kk/charter/draft-1/art_1/", "/assets/checker.html"):
            assert tab.goto(address + path[1:]).status == 200
        assert tab.evaluate("document.title")
    # The site has no icon, for which browsers ask by themselves.
    assert [one for one in said if "favicon.ico" not in one] == []
