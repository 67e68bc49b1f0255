"""Every kind of page: for a screen reader, a keyboard, a narrow telephone, paper, and no script."""

from __future__ import annotations

import os
import re
from itertools import product
from typing import Any

import pytest
from browsing import examined, unexplained
from playwright.sync_api import expect

from zhargy.messages import LANGUAGES, say

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
OTHER = {"kk": "ru", "ru": "en", "en": "kk"}
LETTER = {"kk": "қ", "ru": "п", "en": "r"}
EDITION = "{}/constitution/adopted/"
CHANGES = "{}/changes/constitution/charter-in-force/adopted/"
# A page of each kind, by the language.
KINDS = {
    "choice": "",
    "home": "{}/",
    "summary": "{}/summary/",
    "comparisons": "{}/changes/",
    "comparison": CHANGES,
    "comparison in columns": CHANGES + "beside/",
    "act": "{}/constitution/",
    "edition": EDITION,
    "two languages": EDITION + "beside-{other}/",
    "article": EDITION + "art_12/",
    "point": EDITION + "art_4__para_2/",
    "preamble": EDITION + "preamble/",
    "section": EDITION + "sec_II/",
    "gone": "{}/constitution/charter-in-force/art_48/",
    "topics": "{}/topics/",
    "topic": "{}/topics/privacy/",
    "words": EDITION + "words/",
    "letter": EDITION + "words/{letter}/",
    "votes": "{}/referendum/",
    "vote": "{}/referendum/2031-07-06/",
    "unit": "{}/referendum/2031-07-06/JA-TO/",
    "precinct": "{}/referendum/2031-07-06/AK-1-01/",
    "record": "{}/record/",
    "entry": "{}/record/28/",
    "downloads": "{}/downloads/",
    "about": "{}/about/",
    "missing": "404.html",
}


def path_of(kind: str, language: str) -> str:
    return KINDS[kind].format(language, other=OTHER[language], letter=LETTER[language])


def matrix() -> list[tuple[str, str, str, int]]:
    """Each kind in each language, light and dark, wide and narrow; without the campaign every
    second kind once, the languages and the ways to look at it in turn."""
    ways = [("light", 1280), ("dark", 390), ("dark", 1280), ("light", 390)]
    if WHOLE:
        return [(k, code, *way) for k, code, way in product(KINDS, LANGUAGES, ways)]
    return [(k, LANGUAGES[n % 3], *ways[n % 4]) for n, k in enumerate(KINDS) if n % 2 == 0]


@pytest.fixture
def tab(window: Any, complaints: Any, request: pytest.FixtureRequest) -> Any:
    found = window.new_page()
    complaints.listen(found)
    yield found
    found.close()


@pytest.mark.parametrize(("kind", "language", "scheme", "width"), matrix())
def test_nothing_stands_in_the_way_of_a_screen_reader(
    tab: Any, address: str, kind: str, language: str, scheme: str, width: int
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address + path_of(kind, language))
    wrong, untold = examined(tab)
    assert wrong == []
    assert unexplained(untold) == []


@pytest.mark.parametrize("turn", range(len(LANGUAGES)) if WHOLE else [1])
def test_no_page_is_wider_than_the_narrowest_telephone_and_each_has_one_title(
    tab: Any, address: str, turn: int
) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    for n, kind in enumerate(KINDS):
        language = LANGUAGES[(n + turn) % len(LANGUAGES)]
        tab.goto(address + path_of(kind, language))
        assert tab.evaluate("document.documentElement.scrollWidth") == 320, kind
        assert tab.locator("h1").count() == 1, kind
        if kind not in ("choice", "missing"):
            assert tab.get_attribute("html", "lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_a_step_do_not_break_inside(tab: Any, address: str, language: str) -> None:
    """A word that breaks inside is taller than one line."""
    for width in (1180, 1280, 1600):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(address + f"{language}/")
        broken = tab.evaluate(
            """[...document.querySelectorAll(".timeline b")].flatMap(step => {
                 const text = step.firstChild, range = new Range();
                 return [...text.data.matchAll(/[\\p{L}\\p{N}]+/gu)].filter(word => {
                   range.setStart(text, word.index);
                   range.setEnd(text, word.index + word[0].length);
                   return range.getClientRects().length > 1;
                 }).map(word => word[0]);
               })"""
        )
        assert broken == []
        assert tab.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("kind", ["home", "edition", "comparison"])
def test_the_first_key_leads_past_the_menus_and_the_focus_is_seen(
    tab: Any, address: str, kind: str
) -> None:
    tab.goto(address + path_of(kind, "kk"))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    for _ in range(6):
        tab.keyboard.press("Tab")
        seen = tab.evaluate(
            """(e => {
                 while (e && e !== document.body) {
                   const s = getComputedStyle(e);
                   if (s.boxShadow !== "none" || s.outlineStyle !== "none") { return true; }
                   e = e.parentElement;
                 }
                 return false;
               })(document.activeElement)"""
        )
        assert seen, tab.evaluate("document.activeElement.outerHTML")


def test_colours_that_a_person_forces_leave_the_shapes(tab: Any, address: str) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(address + EDITION.format("kk") + "art_4__para_2/")
    edge = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
    assert tab.locator(".fate").first.evaluate(edge) >= 1
    assert tab.locator(".fate svg").first.is_visible()
    lines = "e => getComputedStyle(e).textDecorationLine"
    assert tab.locator("ins").first.evaluate(lines) == "underline"
    assert tab.locator("del").first.evaluate(lines) == "line-through"
    assert wrong_only(tab) == []


def wrong_only(tab: Any) -> list[tuple[str, str]]:
    return examined(tab)[0]


@pytest.mark.parametrize("kind", ["home", "edition", "article", "comparison", "letter", "vote"])
def test_paper_has_no_menus_and_no_dark(tab: Any, address: str, kind: str) -> None:
    tab.emulate_media(media="print", color_scheme="dark")
    tab.goto(address + path_of(kind, "ru"))
    assert tab.locator("nav:visible, form:visible, .contents:visible").count() == 0
    assert tab.locator("h1").is_visible()
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


# A4 without the margins of the style sheet: 178 mm of 96 pixels to the inch.
PAPER = 672


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["votes", "vote", "unit", "precinct"])
def test_no_figure_of_a_vote_is_cut_off_on_paper(
    tab: Any, address: str, kind: str, language: str
) -> None:
    tab.set_viewport_size({"width": PAPER, "height": 900})
    tab.emulate_media(media="print")
    tab.goto(address + path_of(kind, language))
    assert tab.evaluate("document.documentElement.scrollWidth") == PAPER


# -- without script ---------------------------------------------------------------------------------


@pytest.fixture
def plain(window: Any, complaints: Any) -> Any:
    context = window.new_context(java_script_enabled=False)
    found = context.new_page()
    complaints.listen(found)
    yield found
    context.close()


def test_without_script_every_page_has_its_words(plain: Any, address: str) -> None:
    for n, kind in enumerate(KINDS):
        plain.goto(address + path_of(kind, LANGUAGES[n % 3]), wait_until="domcontentloaded")
        assert len(plain.locator("main").inner_text()) > 60, kind


def test_without_script_the_filter_of_changes_works(plain: Any, address: str) -> None:
    plain.goto(address + CHANGES.format("kk"))
    rows = plain.locator(".pair:visible").count()
    plain.locator("[name=fate][value=new]").uncheck()
    assert plain.locator(".pair.new:visible").count() == 0
    plain.locator("[name=fate][value=new]").check()
    plain.locator("#substantive").check()
    assert 0 < plain.locator(".pair:visible").count() < rows
    assert plain.locator("#search").is_hidden()


def test_without_script_the_search_leads_to_the_index_of_words(plain: Any, address: str) -> None:
    plain.goto(address + EDITION.format("kk"))
    plain.fill("#q", "құқық")
    plain.locator(".search button").click()
    assert plain.url.partition("?")[0] == address + EDITION.format("kk") + "words/"
    plain.locator(".letters a").filter(has_text=re.compile("^Қ ")).click()
    expect(plain.locator(".words dt", has_text=re.compile("^құқық$"))).to_have_count(1)


def test_a_short_address_leads_to_the_newest_edition(plain: Any, address: str) -> None:
    plain.goto(address + "en/constitution/art_12/")
    plain.wait_for_url("**/adopted/art_12/")
    assert "Health" in plain.locator("h1").inner_text()


# -- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("kk", {0: "0 бап", 1: "1 бап", 2: "2 бап", 5: "5 бап", 21: "21 бап"}),
        (
            "ru",
            {0: "0 статей", 1: "1 статья", 2: "2 статьи", 5: "5 статей", 11: "11 статей",
             21: "21 статья", 111: "111 статей"},
        ),
        ("en", {0: "0 articles", 1: "1 article", 2: "2 articles", 21: "21 articles"}),
    ],
)  # fmt: skip
def test_numbers_have_their_words(language: str, forms: dict[int, str]) -> None:
    said = {n: say("site-articles", language, n=n).replace("\u00a0", " ") for n in forms}
    assert said == forms
