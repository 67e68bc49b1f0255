"""The page of a comparison: what it holds, and that it works without a server and with a phone."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Fate
from zhargy.messages import LANGUAGES
from zhargy.reports.page import comparison_page
from zhargy.text.act import Act, Element
from zhargy.text.provision import Citation
from zhargy.text.read import read_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"


def sample(language: str) -> Comparison:
    folder = EXAMPLES / "association/texts"
    texts = [folder / f"statute-{year}.{language}.txt" for year in (2019, 2027)]
    return compare(*(read_bytes(path.read_bytes(), path.name).act for path in texts))


def page(comparison: Comparison, language: str) -> str:
    return comparison_page(comparison, language, names=("old.txt", "new.txt"))


def one_article(text: str) -> Act:
    article = Element("article", Citation.of(article="1"), "1", "Article 1.", lead=(text,))
    return Act("<b>Title</b>", "en", (article,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fate_stands_on_the_page_with_its_count(language: str) -> None:
    comparison = sample(language)
    tree = html.document_fromstring(page(comparison, language))
    for fate in Fate:
        boxes = tree.xpath(f"//input[@name='fate'][@value='{fate.value}']/..")
        count = sum(pair.fate is fate for pair in comparison.pairs)
        assert boxes[0].text_content().split()[-1] == str(count)
        rows = tree.find_class("pair")
        assert sum(fate.value in row.classes for row in rows) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_id_stands_twice_and_every_inner_link_leads_somewhere(language: str) -> None:
    tree = html.document_fromstring(page(sample(language), language))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [link[1:] for link in tree.xpath("//@href") if link.startswith("#")]
    assert set(targets) <= set(ids)


def test_words_of_a_text_are_never_markup() -> None:
    hostile = "<script>alert(1)</script> & \"quotes\" 'here'"
    written = page(compare(one_article("Plain words."), one_article(hostile)), "en")
    tree = html.document_fromstring(written)
    assert len(tree.xpath("//script")) == 1
    assert hostile in tree.text_content()
    assert "<b>Title</b>" in tree.xpath("//ul[@class='lead']")[0].text_content()


def test_the_page_asks_nothing_of_the_network_and_holds_no_inline_handler() -> None:
    written = page(sample("kk"), "kk")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", written)
    names = {
        name for element in html.document_fromstring(written).iter() for name in element.attrib
    }
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert "url(" not in written
    assert "default-src 'none'" in written


def test_the_page_is_the_same_twice() -> None:
    assert page(sample("ru"), "ru") == page(sample("ru"), "ru")


def test_the_page_is_complete_without_script() -> None:
    comparison = sample("en")
    tree = html.document_fromstring(page(comparison, "en"))
    for script in tree.xpath("//script"):
        script.drop_tree()
    text = " ".join(tree.text_content().split())
    for provision in comparison.new.provisions:
        first = provision.text.split("\n")[0].split()[:3]
        assert " ".join(first).strip(".,;:") in text


# -- in a browser -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if "chromium" in os.environ.get("ZHARGY_REQUIRE", ""):
            pytest.fail("Chromium is required and absent")
        pytest.skip("no Chromium on this machine: the page is not tried in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield window
        window.close()


@pytest.fixture
def opened(browser: object, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[object]:
    language, width = request.param
    file = tmp_path / "page.html"
    file.write_text(page(sample(language), language), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800})  # type: ignore[attr-defined]
    tab.goto(file.as_uri())
    yield tab
    tab.close()


@pytest.mark.parametrize("opened", [(code, 320) for code in LANGUAGES], indirect=True)
def test_a_phone_of_320_pixels_scrolls_only_down(opened: object) -> None:
    assert opened.evaluate("document.documentElement.scrollWidth") == 320  # type: ignore[attr-defined]


@pytest.mark.parametrize("opened", [("ru", 1280)], indirect=True)
def test_filter_search_and_keys_do_what_they_say(opened) -> None:  # type: ignore[no-untyped-def]
    shown = ".pair:not(.hide)"
    everything = opened.locator(shown).count()
    opened.locator("[name=fate][value=kept]").uncheck()
    assert opened.locator(".pair.kept:not(.hide)").count() == 0
    assert 0 < opened.locator(shown).count() < everything
    opened.locator("[name=fate][value=kept]").check()
    opened.keyboard.press("/")
    opened.keyboard.type("ПЧЕЛ")
    found = opened.locator(shown).all_text_contents()
    assert found
    assert all("пчел" in text.lower().replace("ё", "е") for text in found)
    opened.locator("#search").fill("")
    opened.locator("h1").click()
    opened.keyboard.press("j")
    assert opened.evaluate("document.activeElement.className").startswith("pair")
    opened.locator("#inline").check()
    assert opened.locator("body.inline").count() == 1
