"""Search without JavaScript: words in the address, the places that hold them on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader
from web.server import Client, founded, reader

from zhargy.site.page import environment

# What the template of a site would be; `search.html` of zhargy.site, once there is one, wins.
PLAIN = """{{ title }}|{{ asked }}|{{ total }}
{% for hit in hits %}
{{ root }}{{ hit.path }}|{{ hit.label }}|{% for words, found in hit.pieces %}{% if found %}<mark>{{ words }}</mark>{% else %}{{ words }}{% endif %}{% endfor %}

{% endfor %}
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Client]:
    made = environment()
    before = made.loader
    assert before is not None
    made.loader = ChoiceLoader([DictLoader({"search.html": PLAIN}), before])
    made.cache.clear()  # type: ignore[union-attr]
    yield reader(founded(tmp_path))
    made.loader = before
    made.cache.clear()  # type: ignore[union-attr]


def lines(site: Client, address: str) -> list[str]:
    answer = site.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return list(filter(None, answer.content.decode().split("\n")))


def test_a_word_finds_the_provisions_that_hold_one_of_its_forms(site: Client) -> None:
    head, *found = lines(site, "/en/search/?q=readers")
    assert head.endswith("|readers|2")
    assert any("<mark>reader</mark>" in line for line in found)


def test_the_edition_that_is_asked_for_is_searched(site: Client) -> None:
    newest = lines(site, "/en/search/?q=twelve")
    before = lines(site, "/en/search/?q=twelve&act=charter&edition=in-force")
    assert (len(newest), len(before)) == (2, 1)


def test_what_is_found_leads_to_a_page_of_the_site(site: Client) -> None:
    _, *found = lines(site, "/en/search/?q=library")
    assert found
    for line in found:
        path = line.partition("|")[0].removeprefix("../../")
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
    assert lines(site, f"/en/search/?{query}")


@pytest.mark.parametrize("query", ["q=a&act=none", "q=a&act=charter&edition=none"])
def test_an_edition_that_is_not_there_leads_nowhere(site: Client, query: str) -> None:
    assert site.get(f"/en/search/?{query}").status_code == 404


def test_words_asked_for_are_shown_as_words(site: Client) -> None:
    head, *_ = lines(site, "/en/search/?q=%3Cscript%3E")
    assert "|&lt;script&gt;|" in head
