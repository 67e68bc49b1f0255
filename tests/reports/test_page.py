"""The page of a comparison: what it holds, and that it works without a server and with a phone."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import chromium, violations
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Fate
from zhargy.compare.editions import history
from zhargy.compare.measures import explain, read_percentage
from zhargy.compare.words import difference
from zhargy.messages import LANGUAGES, say
from zhargy.reports.page import comparison_page
from zhargy.reports.page.ribbon import article_steps
from zhargy.reports.page.words import redline
from zhargy.text.act import Act, Element
from zhargy.text.provision import Citation
from zhargy.text.read import read_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"
CORPUS = Path(__file__).parents[1] / "corpus"


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
    assert "<b>Title</b>" in tree.xpath("//dl[@class='acts']")[0].text_content()


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


def texts(tree: html.HtmlElement, without: str) -> set[str]:
    """The words of each row, white space aside, without what went or what came."""
    for element in tree.xpath(f"//{without}"):
        element.drop_tree()
    return {"".join(act.text_content().split()) for act in tree.find_class("act")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_the_page_holds_every_word_of_both_texts(language: str) -> None:
    comparison = sample(language)
    written = page(comparison, language)
    for act, without in ((comparison.old, "ins"), (comparison.new, "del")):
        shown = texts(html.document_fromstring(written), without)
        for provision in act.provisions:
            assert "".join(provision.text.split()) in shown


@given(old=st.text("aб ,.\n"), new=st.text("aб ,.\n"))
def test_a_redline_holds_both_texts_letter_by_letter(old: str, new: str) -> None:
    """White space aside: it may stand twice where the reader sees it once."""
    row = html.fragment_fromstring(redline(difference(old, new)), create_parent="div")
    for text, without in ((old, "ins"), (new, "del")):
        kept = "".join(row.xpath(f".//text()[not(ancestor::{without})]"))
        assert "".join(kept.split()) == "".join(text.split())


def shown_after(old: str, new: str, without: str) -> str:
    """What stands in a column: white space collapses, nothing is left of what is not shown."""
    row = html.fragment_fromstring(redline(difference(old, new)), create_parent="div")
    return " ".join("".join(row.xpath(f".//text()[not(ancestor::{without})]")).split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Власть едина, осуществляется судом.", "Власть в стране едина и осуществляется судом."),
        ("Органы взаимодействуют между собой.", "Органы взаимодействуют."),
        ("Судьи (старшие) избираются.", "Судьи (новые, младшие) избираются."),
        ("равный с ним, другой", "наряду с ним другой"),
    ],
)
def test_no_space_is_left_before_a_comma_where_a_word_went_or_came(old: str, new: str) -> None:
    assert shown_after(old, new, "ins") == old
    assert shown_after(old, new, "del") == new


def test_a_comma_between_words_that_went_goes_with_them() -> None:
    row = redline(difference("Суд, прокурор, адвокат.", "Суд."))
    assert row == "Суд<del>, прокурор, адвокат</del>."


# -- links ----------------------------------------------------------------------------------------


def hard(language: str = "en") -> Comparison:
    """Two statutes that share hardly a word: the page offers candidates."""
    texts = [CORPUS / f"de-statuten.{side}.txt" for side in ("old", "new")]
    comparison = compare(*(read_bytes(path.read_bytes(), path.name).act for path in texts))
    return replace(comparison, level=0.3)


def test_the_candidates_of_an_unsettled_provision_lead_to_their_rows() -> None:
    comparison = hard()
    tree = html.document_fromstring(page(comparison, "en"))
    links = tree.xpath("//section[@aria-labelledby='h-c']//a/@href")
    assert len(links) > len(comparison.old_candidates) + len(comparison.new_candidates)
    assert {link[1:] for link in links} <= set(tree.xpath("//@id"))


def test_what_was_dropped_first_stands_under_a_heading_of_its_own() -> None:
    old = Act("", "en", (chapter("1", "Bees"), chapter("2", "Hives")))
    tree = html.document_fromstring(page(compare(old, Act("", "en", old.body[1:])), "en"))
    headings = [heading.text_content() for heading in tree.xpath("//div[@class='group']/h3")]
    assert headings[0] == "Article 1. Bees"
    assert all(headings)


def chapter(number: str, words: str) -> Element:
    citation = Citation.of(article=number)
    return Element("article", citation, number, f"Article {number}.", words, lead=(words * 3,))


# -- three and more editions ------------------------------------------------------------------------


def editions(language: str) -> str:
    folder = EXAMPLES / "jetiaral/texts"
    names = ("charter-in-force", "draft-1", "draft-2", "adopted")
    files = [folder / f"{name}.{language}.txt" for name in names]
    acts = [read_bytes(file.read_bytes(), file.name).act for file in files]
    told = history(acts)
    whole = compare(acts[0], acts[-1])
    return comparison_page(whole, language, names=[file.name for file in files], history=told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_four_editions_says_what_came_in_where_and_what_was_undone(
    language: str,
) -> None:
    tree = html.document_fromstring(editions(language))
    (section,) = tree.xpath("//section[@aria-labelledby='h-h']")
    counts, undone, every = section.xpath(".//table")
    assert [row.text for row in counts.xpath("./tbody/tr/th")] == [
        f"{name}.{language}" for name in ("draft-1", "draft-2", "adopted")
    ]
    assert len(undone.xpath("./thead/tr/th")) == 4
    restored = say("event-restored", language, since=f"charter-in-force.{language}")
    assert restored in undone.text_content()
    assert len(every.xpath("./tbody/tr")) > len(undone.xpath("./tbody/tr")) > 0
    targets = {link[1:] for link in section.xpath(".//@href")}
    assert targets
    assert targets <= set(tree.xpath("//@id"))


def test_two_editions_have_no_history() -> None:
    assert 'id="h-h"' not in page(sample("en"), "en")


# -- a quoted percentage ----------------------------------------------------------------------------


def test_a_quoted_percentage_is_named_and_its_measures_stand_on_the_page() -> None:
    comparison = sample("en")
    quoted = read_percentage("84%")
    assert quoted
    found = explain(quoted, comparison.old, comparison.new, comparison.measures)
    written = comparison_page(comparison, "en", names=("a", "b"), quoted="84%", explanations=found)
    (section,) = html.document_fromstring(written).xpath("//section[@aria-labelledby='h-e']")
    assert "84%" in section.xpath("./h2")[0].text
    assert 0 < len(section.xpath(".//tbody/tr")) <= 5


# -- the ribbon -------------------------------------------------------------------------------------


def test_every_article_has_a_mark_on_the_ribbon_also_one_that_went_or_came() -> None:
    comparison = sample("en")
    tree = html.document_fromstring(page(comparison, "en"))
    marks = tree.xpath("//svg[@class='box']/path[starts-with(@class, 'tick')]")
    articles = [
        {article_steps(provision) for provision in act.units}
        for act in (comparison.old, comparison.new)
    ]
    assert sum(mark.get("d").count("M") for mark in marks) == sum(map(len, articles))
    assert {"tick new", "tick dropped"} <= {mark.get("class") for mark in marks}


# -- weight -----------------------------------------------------------------------------------------


def test_a_page_is_hardly_heavier_than_the_words_it_shows() -> None:
    """Two charters of some fifty articles: a page for a telephone on a bad line."""
    written = editions("ru").encode()
    assert len(gzip.compress(written, 9)) < 36_000


# -- in a browser -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with chromium() as window:
        yield window


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


@pytest.mark.parametrize(
    "opened", [(code, width) for code in LANGUAGES for width in (390, 1280)], indirect=True
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: object, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)  # type: ignore[attr-defined]
    assert violations(opened) == []


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
    assert opened.locator("body.one").count() == 1


@pytest.mark.parametrize("opened", [("kk", 1280)], indirect=True)
def test_the_keys_work_under_a_cyrillic_layout_and_can_be_switched_off(opened) -> None:  # type: ignore[no-untyped-def]
    def press() -> None:
        opened.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', "
            "{key: 'о', code: 'KeyJ', bubbles: true}))"
        )

    opened.locator("#keys summary").click()
    opened.locator("#letters").uncheck()
    opened.locator("h1").click()
    press()
    assert "pair" not in opened.evaluate("document.activeElement.className")
    opened.locator("#letters").check()
    press()
    assert "pair" in opened.evaluate("document.activeElement.className")


@pytest.mark.parametrize("opened", [("kk", 1280)], indirect=True)
def test_what_is_not_found_is_said_and_a_link_to_a_hidden_row_shows_it(opened) -> None:  # type: ignore[no-untyped-def]
    opened.locator("#search").fill("тікұшақ")
    assert opened.locator(".pair:visible").count() == 0
    assert opened.locator("#none").is_visible()
    row = opened.locator(".pair > p > [id]").last.get_attribute("id")
    opened.evaluate(f"location.hash = '{row}'")
    opened.locator(f"#{row}").wait_for(state="visible")
    assert opened.locator("#search").input_value() == ""


@pytest.mark.parametrize("opened", [("en", 1280)], indirect=True)
def test_the_columns_hold_the_old_text_and_the_new(opened) -> None:  # type: ignore[no-untyped-def]
    comparison = sample("en")
    shown = opened.evaluate(
        "[...document.querySelectorAll('.pair.reworded')].map(row => "
        "[...row.querySelectorAll('.cols > p')].map(act => act.innerText))"
    )
    pairs = [pair for pair in comparison.pairs if pair.fate is Fate.REWORDED]
    assert len(shown) == len(pairs) > 0
    for pair, columns in zip(pairs, shown, strict=True):
        assert pair.old
        assert pair.new
        expected = [" ".join(p.text.split()) for p in (pair.old, pair.new)]
        assert [" ".join(text.split()) for text in columns] == expected


def test_the_filter_works_without_script(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "page.html"
    file.write_text(page(sample("ru"), "ru"), encoding="utf-8")
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.goto(file.as_uri())
    rows = tab.locator(".pair:visible").count()
    tab.locator("[name=fate][value=new]").uncheck()
    assert tab.locator(".pair.new:visible").count() == 0
    tab.locator("[name=fate][value=new]").check()
    tab.locator("#substantive").check()
    assert 0 < tab.locator(".pair:visible").count() < rows
    assert tab.locator("#search").is_hidden()
