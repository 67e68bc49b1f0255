"""A vote in every state that a reader may meet: before it, on the day, while it is counted, with a
result of a part, annulled; two questions of one day; three answers to choose from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.showing import shown
from browsing import examined, unexplained
from evening import PRECINCTS, every_state

from zhargy.messages import LANGUAGES, say
from zhargy.messages.dates import day
from zhargy.reform.library import library_of
from zhargy.site.asset_files import asset_files
from zhargy.site.site import Site

STATES = ("before", "voting", "live", "after", "annulled", "two/charter", "two/sunday", "choice")
LATER = {"kk": "ru", "ru": "en", "en": "kk"}


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return every_state(tmp_path_factory.mktemp("states"))


@pytest.fixture(scope="module")
def site(votes: Path) -> Site:
    return Site(library_of(str(votes)))


@pytest.fixture(scope="module")
def where(votes: Path) -> Iterator[str]:
    with shown(votes) as address:
        yield address


def words(site: Site, path: str) -> str:
    """The words of the main part of a page."""
    page = site.page(path)
    assert page is not None, path
    main = page.html().decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def data(site: Site, path: str) -> Any:
    page = site.page(path)
    assert page is not None
    return json.loads(page.json())


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_vote_the_page_says_its_day_and_holds_no_figure(
    site: Site, language: str
) -> None:
    path = f"{language}/referendum/before/"
    said = words(site, path)
    on = " ".join(day("2031-06-08", language).split())
    assert " ".join(say("vote-line-not-yet", language, day=on).split()) in said
    assert say("site-vote-rule", language) not in said
    assert say("site-vote-ballots", language) not in said
    assert data(site, path)["outcome"] is None
    assert data(site, path)["whole"] is None
    assert site.page(f"{path}N/") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_day_turnout_is_shown_and_protocols_are_awaited(site: Site, language: str) -> None:
    said = words(site, f"{language}/referendum/voting/")
    assert say("vote-line-voting", language) in said
    assert say("site-live-waiting", language) in said
    assert "16.6" in said.replace(",", ".")
    assert say("site-live", language) + " " not in said.partition(say("site-vote-hours", language))[0]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_it_is_counted_everything_is_marked_and_nothing_is_decided(
    site: Site, language: str
) -> None:
    path = f"{language}/referendum/live/"
    said = words(site, path)
    assert say("vote-line-counting", language) in said
    assert f"{say('site-live', language)} {say('site-live-preliminary', language)}" in said
    assert say("site-live-counted", language, counted=3, precincts=7) in said
    assert say("site-live-fails", language) in said
    assert say("site-live-holds", language) in said
    assert say("site-live-rule", language) in said
    for verdict in ("outcome-holds", "outcome-fails"):
        assert f"> {say(verdict, language)} <" not in said
    assert data(site, path)["live"] is True
    assert data(site, path)["outcome"] is None
    unit = words(site, f"{path}N/")
    assert say("site-live-preliminary", language) in unit
    awaited = words(site, f"{path}E-1/")
    assert say("state-waiting", language) in awaited
    assert say("site-vote-no-protocol", language) in awaited


def test_turnout_of_a_part_is_a_share_of_the_rolls_of_that_part(site: Site) -> None:
    """3 of 7 precincts: 1,830 of the 3,030 on their rolls, not of the 7,210 on all."""
    said = words(site, "en/referendum/live/")
    assert "In the counted precincts 3,030 are on the roll, 60.4 % of whom took part." in said
    page = site.page("en/referendum/live/")
    assert page is not None
    table = page.view["units"]
    assert [(row["code"], row["roll"], row["voted"]) for row in table["rows"]] == [
        ("N", 2010, 1220), ("S", 1020, 610), ("E", None, None), ("X-1", None, None),
    ]  # fmt: skip
    assert (table["whole"]["counted"], table["whole"]["precincts"]) == (3, 7)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_of_a_part_is_no_verdict_and_later_protocols_are_told(
    site: Site, language: str
) -> None:
    said = words(site, f"{language}/referendum/after/")
    assert say("vote-line-partial", language, counted=5, precincts=7) in said
    assert say("site-live-counted", language, counted=7, precincts=7) in said
    stage = say("stage-preliminary", language)
    assert say("site-live-since", language, stage=stage) in said
    live = json.loads(_file(site, "data/referendum/after/live.json"))
    assert live["count"]["figures"]["yes"] == 7 * 400
    assert live["result"]["figures"]["yes"] == 5 * 400


def _file(site: Site, name: str) -> bytes:
    from zhargy.reform.building import files

    return files(site)[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_annulled_vote_is_called_that_and_keeps_its_figures(site: Site, language: str) -> None:
    path = f"{language}/referendum/annulled/"
    said = words(site, path)
    assert say("vote-line-annulled", language) in said
    assert say("site-vote-annulled-note", language) in said
    page = site.page(path)
    assert page is not None
    assert [one["precinct"] for one in page.view["events"]] == list(PRECINCTS)
    assert len(data(site, path)["results"]) == 1
    listed = words(site, f"{language}/referendum/")
    of_it = listed.partition("annulled")[2].partition("before")[0]
    assert say("vote-line-annulled", language) in of_it
    assert "%" not in of_it


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_questions_of_one_day_stand_together_and_each_has_its_page(
    site: Site, language: str
) -> None:
    listed = words(site, f"{language}/referendum/")
    page = site.page(f"{language}/referendum/")
    assert page is not None
    (group,) = [one for one in page.view["groups"] if len(one["votes"]) == 2]
    assert [one["question"] for one in group["votes"]] == ["charter", "sunday"]
    assert say("vote-line-adopted", language) in listed
    assert say("vote-line-adopted", language) in words(site, f"{language}/referendum/two/charter/")
    assert say("vote-line-counting", language) in words(site, f"{language}/referendum/two/sunday/")
    names = [one.folder for one in site.bundles() if one.folder.startswith("data/referendum/two/")]
    assert names == ["data/referendum/two/charter/", "data/referendum/two/sunday/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_answers_are_shown_by_their_names_and_add_up(site: Site, language: str) -> None:
    path = f"{language}/referendum/choice/"
    page = site.page(path)
    assert page is not None
    classes = page.view["classes"]
    assert [row["count"] for row in classes["rows"]] == [2100, 1750, 840, 70]
    assert classes["adds_up"]
    said = words(site, path)
    for answer in ({"kk": "Көл жағасы", "ru": "Берег озера", "en": "The shore of the lake"}, {"kk": "Ескі орны", "ru": "Прежнее место", "en": "Where it stands"}):  # fmt: skip
        # Among the answers, in the heads of units, in those of versions.
        assert said.count(answer[language]) >= 3
    assert say("site-vote-share-for", language) not in said
    report = json.loads(_result(site, "data/referendum/choice/"))
    (contest,) = report["Election"][0]["Contest"]
    assert [one["@id"].rpartition(".")[2] for one in contest["ContestSelection"]] == [
        "a_lake", "b_hill", "c_old",
    ]  # fmt: skip


def _result(site: Site, folder: str) -> bytes:
    (bundle,) = [one for one in site.bundles() if one.folder == folder]
    (content,) = bundle.files().values()
    return content


def test_a_count_that_goes_on_is_a_report_of_a_part_without_an_outcome(site: Site) -> None:
    report = json.loads(_result(site, "data/referendum/live/"))
    assert report["Status"] == "unofficial-partial"
    assert "zhargy:outcome" not in json.dumps(report)


def test_a_map_of_nine_rows_and_columns_has_a_place_for_every_tile() -> None:
    """Twenty units need more than five rows of six."""
    (style,) = (
        c.decode()
        for name, c in asset_files().items()
        if "/site." in name and name.endswith(".css")
    )
    for n in range(1, 10):
        assert f".r{n} {{ grid-row: {n}; }}" in style
        assert f".c{n} {{ grid-column: {n}; }}" in style


# -- in a browser ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_every_state_can_be_read_by_everyone(
    window: Any, complaints: Any, where: str, language: str, scheme: str, width: int
) -> None:
    tab = window.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    complaints.listen(tab)
    for state in STATES:
        tab.goto(f"{where}{language}/referendum/{state}/")
        wrong, untold = examined(tab)
        assert (wrong, unexplained(untold)) == ([], []), state
        assert tab.evaluate("document.documentElement.scrollWidth") == width, state
        assert tab.locator("h1").count() == 1
    tab.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_votes_and_the_places_of_a_count_can_be_read_by_everyone(
    window: Any, complaints: Any, where: str, language: str
) -> None:
    tab = window.new_page(viewport={"width": 360, "height": 900})
    complaints.listen(tab)
    for path in ("", "live/N/", "live/N-1/", "live/E-1/", "annulled/S-1/", "two/sunday/X-1/"):
        tab.goto(f"{where}{language}/referendum/{path}")
        wrong, untold = examined(tab)
        assert (wrong, unexplained(untold)) == ([], []), path
        assert tab.evaluate("document.documentElement.scrollWidth") == 360, path
    tab.close()
