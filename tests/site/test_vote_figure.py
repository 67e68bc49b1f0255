"""The figure that other sites show, and the result for election offices, beside the page of a vote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from zhargy.messages import LANGUAGES, number, say, share
from zhargy.messages.dates import day
from zhargy.reform.building import files
from zhargy.reform.library import library_of
from zhargy.site.site import Site
from zhargy.site.vote_figure import NOTE, TITLE, WIDTH, broken, vote_figure, width_of
from zhargy.web.content import EMBEDDED, PAGE, content_of

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
PAGE_OF = "{}/referendum/2031-07-06/"
RESULTS = "data/referendum/2031-07-06/results.nist.json"


@pytest.fixture(scope="module")
def site(reform: Path) -> Site:
    return Site(library_of(str(reform)))


@pytest.fixture(scope="module")
def beside(site: Site) -> dict[str, bytes]:
    return files(site) | results(site)


def results(site: Site) -> dict[str, bytes]:
    """What is made only when it is wanted, and stands once for all languages."""
    found: dict[str, bytes] = {}
    for bundle in site.bundles():
        if bundle.folder.startswith("data/"):
            found |= bundle.files()
    return found


def figure(beside: dict[str, bytes], language: str) -> etree._Element:
    return etree.fromstring(beside[f"{PAGE_OF.format(language)}figure.svg"])


def words(drawn: etree._Element) -> str:
    return " ".join(text.text or "" for text in drawn.iter(f"{SVG}text"))


# -- what it says ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_that_of_the_count(
    site: Site, beside: dict[str, bytes], language: str
) -> None:
    (vote,) = site.library.votes
    assert vote.found
    tally = vote.found.count.tally()
    voted, said = tally.figures["voted"], words(figure(beside, language))
    for name in ("yes", "no", "both", "invalid"):
        count = tally.figures[name]
        assert f"{number(count, language)} · {share(count, voted, language)}" in said
    for whole in (voted, tally.roll_of_all):
        assert whole
        assert number(whole, language) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_the_outcome_where_it_comes_from_and_where_its_page_is(
    site: Site, beside: dict[str, bytes], language: str
) -> None:
    (vote,) = site.library.votes
    assert vote.standing
    said = words(figure(beside, language))
    assert say("vote-line-adopted", language) in said
    assert vote.standing.told.entry.source in said
    assert str(vote.standing.told.place) in said
    assert "13:00" in said
    assert f"https://jetiaral.example/{PAGE_OF.format(language)}" in said.replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_is_told_all_that_is_drawn(beside: dict[str, bytes], language: str) -> None:
    drawn = figure(beside, language)
    title, desc = (drawn.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    assert drawn.get("role") == "img"
    assert drawn.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    plain = re.sub(r"\s", "", title + desc)
    for text in drawn.iter(f"{SVG}text"):
        assert re.sub(r"\s", "", text.text or "") in plain


def test_a_bar_is_as_long_as_the_share(site: Site, beside: dict[str, bytes]) -> None:
    (vote,) = site.library.votes
    assert vote.found
    tally = vote.found.count.tally().figures
    drawn = figure(beside, "en")
    bars, tracks = (
        [
            float(one.get("width") or 0)
            for one in drawn.iter(f"{SVG}rect")
            if one.get("class") == kind
        ]
        for kind in ("bar", "track")
    )
    shares = [tally[name] / tally["voted"] for name in ("yes", "no", "both", "invalid")]
    assert [b / t for b, t in zip(bars, tracks, strict=True)] == pytest.approx(shares, abs=2e-4)


def test_it_asks_for_nothing_else(beside: dict[str, bytes]) -> None:
    for language in LANGUAGES:
        content = beside[f"{PAGE_OF.format(language)}figure.svg"].decode()
        assert not re.search(r"href|url\(|@import|@font-face|<script|<image|<use", content)


def test_the_same_record_gives_the_same_bytes(reform: Path, beside: dict[str, bytes]) -> None:
    site = Site(library_of(str(reform)))
    again = files(site) | results(site)
    assert again.keys() == beside.keys()
    for path in (RESULTS, *(f"{PAGE_OF.format(language)}figure.svg" for language in LANGUAGES)):
        assert again[path] == beside[path]


def test_a_vote_without_a_count_has_its_question_and_no_bars(site: Site) -> None:
    (vote,) = site.library.votes
    day_of = replace(vote, announced=(), counting=None, batches=())
    drawn = etree.fromstring(vote_figure(site.library, day_of, "ru"))
    assert say("vote-line-voting", "ru") in words(drawn)
    early = replace(day_of, turnout=None, readings=())
    drawn = etree.fromstring(vote_figure(site.library, early, "ru"))
    assert say("vote-line-not-yet", "ru", day=day("2031-07-06", "ru")) in words(drawn)
    assert [one.get("class") for one in drawn.iter(f"{SVG}rect")] == ["paper"]


def test_a_count_that_no_one_announced_says_so(site: Site) -> None:
    (vote,) = site.library.votes
    going_on = replace(vote, announced=(), counting=vote.found)
    said = words(etree.fromstring(vote_figure(site.library, going_on, "kk")))
    assert say("vote-line-counting", "kk") in said
    assert say("site-live-preliminary", "kk") in said
    assert say("site-live-counted", "kk", counted="1\u00a0199", precincts="1\u00a0200") in said
    assert say("vote-line-adopted", "kk") not in said


# -- how it looks ----------------------------------------------------------------------------------

WIDEST_OF = """() => Math.max(...[...document.querySelectorAll("text")].map(one => {
  const box = one.getBBox();
  return box.x < 20 ? Infinity : box.x + box.width;
}))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_figure_at_either_width(
    window: Any, beside: dict[str, bytes], tmp_path: Path, language: str
) -> None:
    """In the usual font of this machine, and in the widest one that many have."""
    content = beside[f"{PAGE_OF.format(language)}figure.svg"].decode()
    for shown, font in ((320, "system-ui"), (640, "system-ui"), (320, "'DejaVu Sans'")):
        file = tmp_path / "figure.svg"
        file.write_text(
            content.replace('width="640"', f'width="{shown}"', 1)
            .replace("<svg ", '<svg preserveAspectRatio="xMinYMin" ', 1)
            .replace("system-ui", font),
            encoding="utf-8",
        )
        tab = window.new_page(viewport={"width": shown, "height": 900})
        tab.goto(file.as_uri())
        assert tab.evaluate(WIDEST_OF) <= WIDTH - 28
        sizes = tab.evaluate(
            "[...document.querySelectorAll('text')].map(t => parseFloat(t.getAttribute('font-size')))"
        )
        assert min(sizes) * shown / WIDTH >= 11
        tab.close()


@given(st.text("аәқмЩжwli 0№/-", max_size=60), st.sampled_from([NOTE, TITLE]), st.booleans())
def test_lines_keep_every_letter_and_the_room(paragraph: str, size: int, bold: bool) -> None:
    lines = broken(paragraph, size, 200, bold=bold)
    assert "".join(lines).replace(" ", "") == paragraph.replace(" ", "")
    assert all(width_of(line, size, bold=bold) <= 200 for line in lines)


def _colour(tab: Any) -> Any:
    return tab.evaluate(
        """async () => { const img = document.querySelector("img"); await img.decode();
           const c = document.createElement("canvas"); c.width = c.height = 9;
           const on = c.getContext("2d"); on.drawImage(img, 0, 0);
           return [...on.getImageData(2, 2, 1, 1).data].slice(0, 3); }"""
    )


def test_it_follows_light_and_dark_of_the_page_that_shows_it(window: Any, address: str) -> None:
    for scheme, paper in (("light", [251, 249, 244]), ("dark", [25, 23, 20])):
        tab = window.new_page(color_scheme=scheme)
        tab.goto(f"{address}en/")
        tab.evaluate(
            "src => document.body.innerHTML = `<img src='${src}'>`",
            f"{address}{PAGE_OF.format('en')}figure.svg",
        )
        assert _colour(tab) == paper
        tab.close()


# -- the page of the vote --------------------------------------------------------------------------


@pytest.fixture
def tab(window: Any, complaints: Any) -> Iterator[Any]:
    found = window.new_context(java_script_enabled=False).new_page()
    complaints.listen(found)
    yield found
    found.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_a_line_to_copy_and_the_result(
    tab: Any, site: Site, address: str, language: str
) -> None:
    tab.goto(address + PAGE_OF.format(language))
    line = tab.locator("code", has_text="figure.svg").inner_text()
    shown = etree.fromstring(line.replace("></a>", "/></a>"))
    page = f"https://jetiaral.example/{PAGE_OF.format(language)}"
    assert shown.get("href") == page
    assert shown[0].get("src") == f"{page}figure.svg"
    (vote,) = site.library.votes
    alt = shown[0].get("alt") or ""
    assert vote.told.entry.body["asks"][language] in alt
    # It would be read aloud when the outcome has long been another one.
    assert say("vote-line-adopted", language) not in alt
    link = tab.locator("a[href$='results.nist.json']")
    assert link.evaluate("a => a.href") == f"{address}{RESULTS}"


def test_the_result_is_certified_and_that_of_the_record(
    site: Site, beside: dict[str, bytes]
) -> None:
    (vote,) = site.library.votes
    assert vote.standing
    report = json.loads(beside[RESULTS])
    assert report["Status"] == "certified"
    assert report["GeneratedDate"] == vote.standing.told.entry.as_of
    (contest,) = report["Election"][0]["Contest"]
    whole = {one["@id"].rpartition(".")[2]: one["VoteCounts"][0]["Count"] for one in contest["ContestSelection"]}  # fmt: skip
    body = vote.standing.told.entry.body["figures"]
    assert whole == {"yes": body["yes"], "no": body["no"]}


def test_the_result_stands_once_and_is_not_among_what_every_start_makes(site: Site) -> None:
    assert list(results(site)) == [RESULTS]
    assert not [name for name in files(site) if name.endswith("results.nist.json")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_downloads_lead_to_both(tab: Any, address: str, language: str) -> None:
    tab.goto(f"{address}{language}/downloads/")
    for name in (RESULTS, f"{PAGE_OF.format(language)}figure.svg"):
        assert tab.locator(f"a[href$='{name}']").count() == 1


def test_pages_of_other_sites_may_show_the_figure_and_nothing_else_of_ours() -> None:
    shown = content_of("kk/referendum/vote/figure.svg", b"<svg/>", PAGE)
    assert (shown.shared, shown.policy) == (True, EMBEDDED)
    assert not content_of("assets/icon.svg", b"<svg/>", PAGE).shared
    nginx = (ROOT / "docs" / "guide" / "nginx.conf").read_text(encoding="utf-8")
    assert f'"{EMBEDDED}"' in nginx
