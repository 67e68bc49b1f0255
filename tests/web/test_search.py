"""Search without JavaScript: words in the address, the places that hold them on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring
from web.server import Client, founded, reader


@pytest.fixture
def site(tmp_path: Path) -> Client:
    return reader(founded(tmp_path))


def page_at(site: Client, address: str) -> Any:
    answer = site.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return fromstring(answer.content.decode())


def found_at(site: Client, address: str) -> list[Any]:
    return list(page_at(site, address).xpath("//ol[@class='found']/li"))


def test_a_word_finds_the_provisions_that_hold_one_of_its_forms(site: Client) -> None:
    page = page_at(site, "/en/search/?q=readers")
    assert page.xpath("//*[@role='status']")[0].text == "2 places found"
    assert "reader" in [mark.text for mark in page.xpath("//ol[@class='found']//mark")]
    assert page.xpath("//input[@type='search']")[0].get("value") == "readers"


def test_the_edition_that_is_asked_for_is_searched(site: Client) -> None:
    newest = found_at(site, "/en/search/?q=twelve")
    before = found_at(site, "/en/search/?q=twelve&act=charter&edition=in-force")
    assert (len(newest), len(before)) == (1, 0)


def test_what_is_found_leads_to_a_page_of_the_site(site: Client) -> None:
    found = found_at(site, "/en/search/?q=library")
    assert found
    for one in found:
        path = one.xpath(".//a")[0].get("href").removeprefix("../../")
        assert site.get(f"/{path}").status_code == 200, path


def test_the_form_of_an_edition_leads_to_what_was_found(site: Client) -> None:
    answer = site.get("/kk/charter/draft-1/?q=twelve+%26+more")
    assert answer.status_code == 303
    asked = "act=charter&edition=draft-1&q=twelve+%26+more"
    assert answer.headers["Location"] == f"../../search/?{asked}"
    assert site.get("/kk/charter/draft-1/").status_code == 200
    answer = site.get("/kk/charter/draft-1/words/?q=twelve")
    assert answer.headers["Location"].startswith("../../../search/?act=charter&edition=draft-1&")


def test_the_index_for_search_as_one_types_is_there(site: Client) -> None:
    answer = site.get("/en/charter/draft-1/search/index.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert "twelve" in answer.content.decode()
    for path in ("search/nothing.json", "search/", "words/index.json"):
        assert site.get(f"/en/charter/draft-1/{path}").status_code == 404
    assert site.get("/en/charter/none/search/index.json").status_code == 404


@pytest.mark.parametrize("query", ["q=", "q=%00", "q=%ff%fe", "q=" + "a" * 3000, "q=a&q=b", "x=1"])
def test_any_words_whatever_may_be_asked_for(site: Client, query: str) -> None:
    assert page_at(site, f"/en/search/?{query}").xpath("//form[@class='search']")


@pytest.mark.parametrize("query", ["q=a&act=none", "q=a&act=charter&edition=none"])
def test_an_edition_that_is_not_there_leads_nowhere(site: Client, query: str) -> None:
    assert site.get(f"/en/search/?{query}").status_code == 404


def test_words_asked_for_are_shown_as_words(site: Client) -> None:
    page = page_at(site, "/en/search/?q=%3Cscript%3E")
    assert page.xpath("//input[@type='search']")[0].get("value") == "<script>"
    assert page.xpath("//script") == []
