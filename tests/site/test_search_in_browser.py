"""The search in a browser finds what the search in Python finds, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium, violations
from playwright.sync_api import expect

from zhargy.reform.texts import read_file
from zhargy.reports.citing import cited
from zhargy.terms.search import Document, Index, build
from zhargy.terms.search_files import to_json

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "src/zhargy/site/assets/search.js"
PAGE = Path(__file__).with_name("search.html")
SITE = "http://site.example/"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'"
SHOWN = 20

QUERIES = {
    "kk": [
        "құқық", "құқықтарының", "ҚҰҚЫҚ", "халық", "халқының", "жəне", "жиналыс", "кеңес", "кеңесі",
        "азамат", "азаматтар", "азаматтығ", "з", "за", "заң", "заңмен", "12", "12-бап", "5-1", "1",
        "бап 7", "7-баптың 2-тармағы", "төраға", "төрағасының", "сайлау дауыс", "әділ сот",
        "құрамында ", "президентке", "бюджет", "мүше мерзім", "жоқсөз", "  ", "және", "депутаттардікі",
    ],
    "ru": [
        "право", "правами", "права и свободы", "народ", "народу", "закон", "закона ", "законо", "cуд",
        "суды", "СУДЬИ", "12", "статья 12", "ст. 12", "5-1", "1", "пункт 2 статьи 7", "гражданин",
        "гражданами", "и", "в", "председатель совета", "выборы голос", "избран", "избираются",
        "бюджет", "объём", "срок полномочий", "несуществующее", "президентами", "государственн",
        "язык", "-", "совет ",
    ],
    "en": [
        "right", "rights", "rights and freedoms", "people", "law", "laws ", "law ", "court", "courts",
        "judge", "JUDGES", "12", "article 12", "art. 12", "5-1", "1", "point 2 of article 7", "citizen",
        "citizens", "the", "chair council", "elect", "elected", "election", "budget", "term of office",
        "nonexistent", "presidents", "languages", "сouncil", "members'", "a", "vote", "voting ",
    ],
}  # fmt: skip


def index_of(language: str) -> Index:
    reading = read_file(ROOT / f"examples/jetiaral/texts/adopted.{language}.txt", language=language)
    return build(
        (Document(p.address, cited(p.citation, language), p.text) for p in reading.act.provisions),
        language,
    )


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def page(window: Any, index: Index, largest: int) -> Any:
    """The page with the index behind a strict content policy; what the console says is an error."""
    files = to_json(index, largest=largest)
    served = {
        "": (PAGE.read_text(encoding="utf-8").replace("LANGUAGE", index.language), "text/html"),
        "search.js": (SCRIPT.read_text(encoding="utf-8"), "text/javascript"),
        **{f"search/{name}": (text, "application/json") for name, text in files.items()},
    }

    def answer(route: Any) -> None:
        found = served.get(route.request.url.removeprefix(SITE).partition("?")[0])
        if found is None:
            route.fulfill(status=404, body="absent", content_type="text/html")
            return
        headers = {"Content-Type": found[1] + "; charset=utf-8", "Content-Security-Policy": POLICY}
        route.fulfill(body=found[0], headers=headers)

    tab = window.new_page()
    tab.complaints = []
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.route(SITE + "**", answer)
    tab.goto(SITE)
    return tab


def asked(tab: Any, query: str) -> tuple[list[str], str, list[list[str]]]:
    """The addresses shown, what is announced, the words marked in each."""
    status = tab.locator("[role=status]")
    tab.fill("input", "")
    expect(status).to_have_text("")
    if query.strip():
        tab.fill("input", query)
        expect(status).not_to_have_text("")
    return (
        [link.partition("#")[2] for link in tab.eval_on_selector_all("ol a", "l => l.map(a => a.href)")],
        tab.text_content("[role=status]"),
        tab.eval_on_selector_all(
            "ol li", "l => l.map(i => [...i.querySelectorAll('mark')].map(m => m.textContent))"
        ),
    )  # fmt: skip


@pytest.mark.parametrize("largest", [1 << 30, 0], ids=["one file", "parts"])
@pytest.mark.parametrize("language", QUERIES)
def test_a_browser_finds_what_python_finds_in_the_same_order(
    window: Any, language: str, largest: int
) -> None:
    index = index_of(language)
    tab = page(window, index, largest)
    some = 0
    for query in QUERIES[language]:
        hits = index.find(query)
        addresses, said, marks = asked(tab, query)
        assert addresses == [hit.document.address for hit in hits][:SHOWN], query
        assert said == "" if not query.strip() else said.split()[0] == str(len(hits) or "nothing")
        for hit, marked in zip(hits, marks, strict=False):
            words = [hit.document.text[slice(*span)] for span in hit.spans]
            assert marked == words[: len(marked)], query
            assert bool(marked) == bool(words), query
        some += bool(hits)
    assert some > len(QUERIES[language]) * 0.6
    assert tab.complaints == []
    tab.close()


def test_the_search_is_worked_by_keys_and_says_how_much_it_found(window: Any) -> None:
    tab = page(window, index_of("ru"), 1 << 30)
    assert asked(tab, "бюджет")[1].split()[1] in {"one", "few", "many"}
    assert asked(tab, "несуществующее")[1] == "nothing"
    asked(tab, "закон")
    tab.focus("input")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement === document.querySelectorAll('ol a')[1]")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.id") == "q"
    first = tab.get_attribute("ol a", "href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/{first}")
    tab.close()


def test_nothing_stands_in_the_way_of_a_screen_reader(window: Any) -> None:
    tab = page(window, index_of("kk"), 1 << 30)
    asked(tab, "құқық")
    assert violations(tab) == []
    tab.close()


def test_an_index_that_is_not_there_is_said(window: Any) -> None:
    tab = page(window, index_of("en"), 1 << 30)
    tab.route("**/search/*", lambda route: route.fulfill(status=404, body=""))
    tab.fill("input", "law")
    expect(tab.locator("[role=status]")).to_have_text("failed")
    tab.close()
