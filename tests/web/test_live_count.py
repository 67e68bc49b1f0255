"""The evening of a vote: protocols come while a page of the live site is open in a browser."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import chromium
from evening import PRECINCTS, RESULT, Evening
from playwright.sync_api import expect
from web.server import served

VOTE = "referendum/2031-06-08/"
LIVE = f"data/{VOTE}live.json"
# A page looks for more every 15 seconds, a little sooner or later; the server every 2.
LOOKS = 20_000


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    made = Evening(tmp_path)
    made.call()
    made.publish()
    made.come("20310608T210000+0500", PRECINCTS[:2])
    made.publish_protocols()
    return made


@pytest.fixture
def address(evening: Evening) -> Iterator[str]:
    with served(evening.folder) as where:
        yield where


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def opened(window: Any, address: str, path: str, **how: Any) -> Any:
    """A page whose clock is put forward by hand."""
    tab = window.new_context(**how).new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.complaints = complaints
    tab.clock.install()
    tab.goto(address + path)
    return tab


def looks_until(tab: Any, words: str) -> None:
    """Time goes by for the page until it says so; the server has seconds to see the record."""
    for _ in range(80):
        tab.clock.run_for(LOOKS)
        tab.wait_for_timeout(500)
        if words in tab.locator("main").inner_text():
            return
    expect(tab.locator("main")).to_contain_text(words)


def asked(address: str, path: str, tag: str = "") -> tuple[int, str, bytes]:
    """Status, ETag and body, as a program asks."""
    connection = HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", f"/{path}", headers={"If-None-Match": tag} if tag else {})
    answer = connection.getresponse()
    found = answer.status, answer.getheader("ETag", ""), answer.read()
    connection.close()
    return found


def test_figures_change_in_a_page_that_is_open_and_what_the_reader_holds_stays(
    window: Any, evening: Evening, address: str
) -> None:
    tab = opened(window, address, f"en/{VOTE}", viewport={"width": 1000, "height": 500})
    main, box = tab.locator("main"), tab.locator(".live")
    expect(box).to_contain_text("2 of 7 protocols are counted. As of 8 June 2031, 16:00 UTC.")
    expect(box).to_contain_text("Live the figures are preliminary and will still change")
    expect(main).to_contain_text("So far 800 of the 1,220")
    tab.locator(".units a").first.focus()
    held = tab.evaluate("document.activeElement.getAttribute('href')")
    height = tab.evaluate("scrollY")
    assert height > 0

    evening.come("20310608T213000+0500", PRECINCTS[2:5])
    evening.publish_protocols()
    looks_until(tab, "5 of 7 protocols are counted. As of 8 June 2031, 16:30 UTC.")

    expect(main).to_contain_text("So far 2,000 of the 3,050")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == held
    assert tab.evaluate("scrollY") == height
    assert "5 of 7" in tab.locator("[role=status]").inner_text()
    assert tab.complaints == []

    # The result ends it: the mark goes, and nobody asks any more.
    evening.come("20310608T220000+0500", PRECINCTS[5:])
    evening.say(RESULT.format("preliminary", "2031-06-09"))
    evening.publish()
    looks_until(tab, "Adopted: every clause of the rule holds")
    assert box.count() == 0
    more: list[str] = []
    tab.on("request", lambda request: more.append(request.url))
    tab.clock.run_for(10 * LOOKS)
    assert more == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_precinct_that_is_awaited_gets_its_protocol_before_the_eyes_of_the_reader(
    window: Any, evening: Evening, address: str, language: str
) -> None:
    tab = opened(window, address, f"{language}/{VOTE}S-1/")
    assert tab.locator("td").count() == 0
    evening.come("20310608T213000+0500", ["S-1"])
    evening.publish_protocols()
    for _ in range(80):
        tab.clock.run_for(LOOKS)
        tab.wait_for_timeout(500)
        if tab.locator("td").count():
            break
    assert "400" in tab.locator("table").first.inner_text()
    assert tab.complaints == []


def test_nothing_new_costs_a_304_and_no_byte_more(evening: Evening, address: str) -> None:
    status, tag, body = asked(address, LIVE)
    assert (status, body.count(b'"counted": 2')) == (200, 1)
    page = asked(address, f"ru/{VOTE}")
    for path, known in ((LIVE, tag), (f"ru/{VOTE}", page[1])):
        assert asked(address, path, known) == (304, known, b"")
    evening.come("20310608T213000+0500", PRECINCTS[2:5])
    evening.publish_protocols()
    for _ in range(160):
        again = asked(address, LIVE, tag)
        if again[0] == 200:
            break
        time.sleep(0.25)
    assert again[0] == 200
    assert b'"counted": 5' in again[2]
    assert asked(address, LIVE, again[1])[0] == 304


def told(asks: list[str], path: str) -> None:
    """What a page asks for, but for its icon: a browser asks for that when it likes."""
    if "/icon." not in path:
        asks.append(path)


def test_a_page_asks_for_the_small_file_and_for_itself_only_when_that_has_changed(
    window: Any, evening: Evening, address: str
) -> None:
    tab = opened(window, address, f"kk/{VOTE}")
    asks: list[str] = []
    tab.on("request", lambda request: told(asks, request.url.removeprefix(address)))
    for _ in range(160):
        tab.clock.run_for(LOOKS)
        tab.wait_for_timeout(100)
        if len(asks) >= 3:
            break
    assert len(asks) >= 3
    assert set(asks) == {LIVE}


def test_a_reader_turns_it_off_and_on(window: Any, evening: Evening, address: str) -> None:
    tab = opened(window, address, f"en/{VOTE}")
    asks: list[str] = []
    tab.on("request", lambda request: told(asks, request.url.removeprefix(address)))
    box = tab.get_by_label("Refresh by itself")
    expect(box).to_be_checked()
    box.uncheck()
    tab.clock.run_for(3 * LOOKS)
    assert asks == []
    with tab.expect_request(f"{address}{LIVE}"):
        box.check()


def test_without_a_script_there_is_a_way_to_load_again_and_no_idle_switch(
    window: Any, evening: Evening, address: str
) -> None:
    tab = window.new_context(java_script_enabled=False).new_page()
    tab.goto(f"{address}en/{VOTE}")
    assert not tab.locator("[data-itself]").is_visible()
    assert tab.locator("meta[http-equiv=refresh]").count() == 0
    evening.come("20310608T213000+0500", PRECINCTS[2:5])
    evening.publish_protocols()
    for _ in range(80):
        tab.get_by_role("link", name="Load the page again").click()
        if "5 of 7 protocols" in tab.locator(".live").inner_text():
            return
        tab.wait_for_timeout(500)
    pytest.fail(tab.locator(".live").inner_text())


def test_a_server_that_is_gone_for_a_while_is_asked_less_and_less(
    window: Any, evening: Evening, address: str
) -> None:
    tab = opened(window, address, f"en/{VOTE}")
    asks: list[str] = []
    tab.route("**/live.json", lambda route: (asks.append(""), route.abort())[1])
    # 400 seconds: after 15, 30 more, 60 more, 120 more; one that is not asked less and less: 26.
    for _ in range(20):
        tab.clock.run_for(LOOKS)
        tab.wait_for_timeout(300)
    assert 2 <= len(asks) <= 6
    assert "2 of 7" in tab.locator(".live").inner_text()


def test_the_command_publishes_what_comes_and_the_site_shows_it(
    evening: Evening, address: str
) -> None:
    command = [sys.executable, "-m", "zhargy.cli.main", "publish", "--follow", "1"]
    place = ["--reform", str(evening.folder), "--key", str(evening.key), "--language", "en"]
    with subprocess.Popen([*command, *place], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if "looked at every 1 second" in line:
                    break
            evening.come("20310608T213000+0500", PRECINCTS[2:5])
            told = next(line for line in process.stdout if line.startswith("#"))
            assert re.match(r"#\d+ ", told)
            for _ in range(160):
                if b'"counted": 5' in asked(address, LIVE)[2]:
                    break
                time.sleep(0.25)
            assert b'"counted": 5' in asked(address, LIVE)[2]
        finally:
            process.terminate()
