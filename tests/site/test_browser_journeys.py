"""What people come for, from the first page to the last, in the three languages: a citizen, an
analyst, a journalist, an observer. The console may complain of nothing: not even of the policy."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from zhargy.messages import LANGUAGES, say
from zhargy.messages.dates import day
from zhargy.reform.verifying import write_receipt

WHOLE = os.environ.get("ZHARGY_CAMPAIGN") == "whole"
OTHERS = {code: [other for other in LANGUAGES if other != code] for code in LANGUAGES}
SEARCHED = {"kk": "тұрғын үйге", "ru": "жилища", "en": "homes"}
CHANGES = "{}/changes/constitution/charter-in-force/adopted/"


class Reader:
    """A tab of a browser and how a person moves in it."""

    def __init__(self, tab: Any, address: str, language: str) -> None:
        self.tab, self.address, self.language = tab, address, language

    def open(self, path: str) -> None:
        self.tab.goto(self.address + path)

    def door(self, name: str) -> None:
        """One of the doors of the menu."""
        words = say(f"site-door-{name}", self.language)
        self.tab.locator(".nav").get_by_role("link", name=words, exact=True).click()

    @property
    def path(self) -> str:
        return str(self.tab.url.removeprefix(self.address).partition("#")[0])

    def data(self) -> Any:
        """The data of the page that is shown."""
        return self.tab.request.get(f"{self.address}{self.path}data.json").json()

    def rows(self) -> list[dict[str, str]]:
        content = self.tab.request.get(f"{self.address}{self.path}data.csv").body()
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each journey in each language; without the campaign each in one of them."""
    if "reader" in metafunc.fixturenames:
        turn = sum(map(ord, metafunc.function.__name__)) % len(LANGUAGES)
        languages = LANGUAGES if WHOLE else LANGUAGES[turn : turn + 1]
        metafunc.parametrize("reader", languages, indirect=True)


@pytest.fixture
def reader(window: Any, address: str, complaints: Any, request: pytest.FixtureRequest) -> Any:
    context = window.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    complaints.listen(tab)
    found = Reader(tab, address, request.param)
    found.open(f"{request.param}/")
    yield found
    context.close()


# -- a citizen --------------------------------------------------------------------------------------


def test_a_citizen_finds_what_concerns_them_and_how_it_came_about(reader: Reader) -> None:
    reader.door("topics")
    reader.tab.locator('.topics a[href$="/topics/privacy/"]').click()
    reader.tab.wait_for_url("**/topics/privacy/")
    place = reader.tab.locator('.lines a[href$="/art_4__para_2/"]')
    assert reader.tab.locator(".lines mark").count() > 0
    place.click()
    reader.tab.wait_for_url(
        reader.address + f"{reader.language}/constitution/adopted/art_4__para_2/"
    )
    steps = reader.tab.locator(".history > li")
    assert steps.count() == 4
    assert reader.tab.locator(".history ins").count() > 0
    steps.last.get_by_role("link").click()
    reader.tab.wait_for_url(f"**/{reader.language}/constitution/charter-in-force/art_*/")


def test_a_citizen_finds_a_provision_by_a_word_in_any_form(reader: Reader) -> None:
    reader.door("text")
    reader.tab.locator("#q").press_sequentially(SEARCHED[reader.language], delay=10)
    expect(reader.tab.locator(".search [role=status]")).not_to_have_text("")
    found = reader.tab.locator(".found a")
    expect(found.first).to_be_visible()
    anchors = [link.partition("#")[2] for link in found.evaluate_all("l => l.map(a => a.href)")]
    assert any(anchor.startswith("art_4") for anchor in anchors)
    reader.tab.keyboard.press("ArrowDown")
    reader.tab.keyboard.press("Enter")
    target = reader.tab.locator(f"[id='{anchors[0]}']")
    expect(target).to_be_in_viewport()


def test_a_citizen_reads_in_short_what_changes_and_then_the_words_themselves(
    reader: Reader,
) -> None:
    reader.door("summary")
    reader.tab.wait_for_url("**/summary/")
    points = reader.data()["points"]
    assert reader.tab.locator(".points > li").count() == len(points) > 5
    for shown, point in zip(reader.tab.locator(".point").all(), points, strict=True):
        assert shown.inner_text() == point["says"]
    reader.tab.locator(".points > li").first.get_by_role("link").first.click()
    first = points[0]["provisions"].split()[0]
    reader.tab.wait_for_url(reader.address + f"{reader.language}/constitution/adopted/{first}/")
    assert reader.tab.locator("#text").inner_text().strip()


# -- an analyst -------------------------------------------------------------------------------------


def test_an_analyst_goes_from_new_rules_of_substance_to_one_of_them_in_other_languages(
    reader: Reader,
) -> None:
    reader.door("changes")
    reader.tab.locator(f'.lines a[href$="{CHANGES.format(reader.language)[3:]}"]').click()
    reader.tab.wait_for_url(f"**/{CHANGES.format(reader.language)}", wait_until="load")
    for box in reader.tab.locator("[name=fate]:not([value=new])").all():
        box.uncheck()
    reader.tab.locator("#substantive").check()
    rows = [row for row in reader.rows() if row["fate"] == "new" and row["substantive"] == "1"]
    shown = reader.tab.locator(".pair:visible")
    assert shown.count() == len(rows) > 10
    row = next(n for n, row in enumerate(rows) if "__para_" in row["new"])
    shown.nth(row).locator("p > a").click()
    reader.tab.wait_for_url(
        reader.address + f"{reader.language}/constitution/adopted/{rows[row]['new']}/"
    )
    texts = reader.tab.locator(".parallel > section")
    assert [text.get_attribute("lang") for text in texts.all()] == OTHERS[reader.language]
    here = reader.tab.locator("#text").inner_text()
    for text in texts.all():
        assert text.locator(".act").inner_text() != here


def test_an_analyst_reads_two_editions_side_by_side(reader: Reader) -> None:
    reader.open(CHANGES.format(reader.language))
    reader.tab.get_by_role("link", name=say("site-side-by-side", reader.language)).click()
    reader.tab.wait_for_url(f"**/{CHANGES.format(reader.language)}beside/")
    columns = reader.tab.locator(".pair.reworded").first.locator(".cols > p")
    left, right = (columns.nth(n).bounding_box() for n in (0, 1))
    assert left["x"] + left["width"] < right["x"]
    assert left["y"] == right["y"]


def test_what_an_analyst_downloads_is_what_the_page_shows(reader: Reader) -> None:
    reader.open(CHANGES.format(reader.language))
    rows = reader.rows()
    kinds = reader.tab.eval_on_selector_all(".pair", "l => l.map(row => row.classList[1])")
    assert kinds == [row["fate"] for row in rows]
    shown = reader.tab.eval_on_selector_all(
        ".pair",
        """l => l.map(row => {
             const copy = (row.querySelector('.n') || row.querySelector('.act, .o')).cloneNode(true);
             copy.querySelectorAll('del').forEach(gone => gone.remove());
             return copy.textContent;
           })""",
    )
    pairs = zip(shown, rows, strict=True)
    assert all(
        "".join(words.split()) == "".join(row["new_text"].split())
        for words, row in pairs
        if row["new"]
    )
    counts = reader.data()["fates"]
    assert {fate: kinds.count(fate) for fate in counts} == counts


# -- a journalist -----------------------------------------------------------------------------------


def test_a_journalist_follows_a_figure_to_its_entry_and_to_the_one_before(reader: Reader) -> None:
    figure = reader.tab.locator("dl.figures .figure", has_text="412")
    assert day("2031-07-05", reader.language) in figure.inner_text()
    figure.get_by_role("link").first.click()
    reader.tab.wait_for_url("**/record/62/")
    entry = reader.data()
    assert entry["entry"]["body"]["value"] == 412480
    reader.tab.locator("dl.perma a").first.click()
    reader.tab.wait_for_url("**/record/28/")
    earlier = reader.data()
    assert earlier["superseded_by"] == entry["index"]
    assert entry["entry"]["supersedes"] == earlier["index"]
    assert earlier["entry"]["body"]["value"] == 411936
    later = say("site-superseded", reader.language, place=entry["index"])
    assert later in reader.tab.locator("dl.perma").inner_text()


def test_a_journalist_quotes_a_provision_by_address_day_and_digest(reader: Reader) -> None:
    path = f"{reader.language}/constitution/adopted/art_4__para_2/"
    reader.open(path)
    block = reader.tab.locator(".side .perma")
    said = reader.data()
    digest = hashlib.sha256(said["text"].encode()).hexdigest()
    assert said["sha256"] == digest
    assert digest in block.inner_text()
    assert f"/{path}" in block.inner_text()
    assert day("2031-07-07", reader.language) in block.inner_text()
    shown = reader.tab.locator("#text").inner_text()
    assert "".join(said["text"].split()) in "".join(shown.split())


# -- an observer ------------------------------------------------------------------------------------


def test_an_observer_checks_a_receipt_in_the_browser(
    reader: Reader, reform: Path, tmp_path: Path
) -> None:
    reader.door("record")
    reader.tab.locator("#e42 b a").click()
    reader.tab.wait_for_url("**/record/42/")
    assert reader.data()["index"] == 42
    receipt = tmp_path / "42.tlog-proof"
    write_receipt(str(reform), 42, receipt)
    policy = tmp_path / "policy"
    settings = tomllib.loads((reform / "reform.toml").read_text(encoding="utf-8"))
    policy.write_text(next(found for found in strings(settings) if "quorum" in found))
    reader.door("record")
    reader.tab.locator('a[href$="assets/checker.html"]').click()
    reader.tab.wait_for_url("**/checker.html")
    for slot, file in (("keys", policy), ("receipt", receipt)):
        before = reader.tab.evaluate("document.body.dataset.done || '0'")
        reader.tab.set_input_files(f"#{slot}-file", str(file))
        reader.tab.wait_for_function(
            "was => (document.body.dataset.done || '0') !== was", arg=before
        )
    verdict = reader.tab.locator("[data-subject=receipt] .verdict")
    assert verdict.get_attribute("data-verdict") == "v-receipt-quorum"


def strings(settings: Any) -> list[str]:
    """Every string of nested settings."""
    if isinstance(settings, dict):
        return [found for value in settings.values() for found in strings(value)]
    return [settings] if isinstance(settings, str) else []
