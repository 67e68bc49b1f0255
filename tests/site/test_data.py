"""What other programs read: the data of every page, the feeds, and the description of both."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from docs.schema import faults
from lxml import etree

from zhargy.reform.demo.record import Stage
from zhargy.reform.demo.sample import JETIARAL
from zhargy.reform.library import library_of
from zhargy.site.feed import MOST, feed, feed_file, name_of
from zhargy.site.library import Library
from zhargy.site.openapi import DATA, openapi, schema_of
from zhargy.site.page import Page
from zhargy.site.site import Site

ROOT = Path(__file__).resolve().parents[2]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    out = tmp_path_factory.mktemp("sample")
    Stage(out, ROOT / "examples" / JETIARAL.name, "en", lambda *_, **__: None).play()
    return library_of(str(out / "reform"))


@pytest.fixture(scope="module")
def pages(library: Library) -> list[Page]:
    site = Site(library)
    return [page for path in site.paths() if (page := site.page(path))]


# -- data ------------------------------------------------------------------------------------------


def test_the_data_of_every_page_satisfy_the_schema_of_its_kind(pages: list[Page]) -> None:
    kinds = {page.kind for page in pages if page.data}
    assert kinds <= DATA.keys(), "a new kind of page: say in site/openapi.py what its data hold"
    schemas = {kind: schema_of(kind) for kind in kinds}
    for page in pages:
        if page.data:
            schema = schemas[page.kind]
            assert list(faults(json.loads(page.json()), schema, schema)) == [], page.path


def test_a_schema_refuses_what_a_page_does_not_say(pages: list[Page]) -> None:
    page = next(page for page in pages if page.kind == "provision")
    said, schema = json.loads(page.json()), schema_of("provision")
    for wrong in (said | {"text": None}, said | {"more": 1}, {k: said[k] for k in ("text",)}):
        assert list(faults(wrong, schema, schema))


def test_the_rows_of_every_page_are_its_csv(pages: list[Page]) -> None:
    for page in pages:
        if page.rows:
            text = page.csv().decode("utf-8-sig")
            assert len(list(csv.DictReader(io.StringIO(text)))) == len(page.rows)


# -- the description -------------------------------------------------------------------------------


def test_every_page_has_an_address_of_the_description(library: Library, pages: list[Page]) -> None:
    said = json.loads(openapi(library, ("kk", "ru", "en")))
    assert said["openapi"] == "3.1.0"
    described = {
        re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))): at
        for path, at in said["paths"].items()
    }
    for page in pages:
        if page.data:
            assert page.kind in _answers(described, f"/{page.path}data.json")[1], page.path
        if page.rows:
            assert "text/csv" in _answers(described, f"/{page.path}data.csv")[0], page.path


def _answers(described: dict[re.Pattern[str], object], name: str) -> tuple[set[str], set[str]]:
    media: set[str] = set()
    kinds: set[str] = set()
    for pattern, at in described.items():
        if pattern.fullmatch(name):
            content = at["get"]["responses"]["200"]["content"]  # type: ignore[index]
            media |= set(content)
            kinds |= set(re.findall(r"schemas/(\w+)", json.dumps(content)))
    return media, kinds


def test_the_description_names_only_what_it_holds(library: Library) -> None:
    text = openapi(library, ("kk", "ru", "en")).decode()
    said = json.loads(text)
    for kind, name in re.findall(r'"#/components/(\w+)/(\w+)"', text):
        assert name in said["components"][kind]
    for path, at in said["paths"].items():
        named = {one["$ref"].rpartition("/")[2] for one in at["parameters"]}
        assert named == set(re.findall(r"{(\w+)}", path))


def test_no_two_addresses_differ_in_the_names_of_their_parameters_alone(library: Library) -> None:
    paths = json.loads(openapi(library, ("kk", "ru", "en")))["paths"]
    assert len({re.sub(r"{\w+}", "{}", path) for path in paths}) == len(paths)


def test_the_page_of_the_spec_names_every_kind() -> None:
    text = (ROOT / "docs/spec/page.md").read_text(encoding="utf-8")
    for kind in DATA:
        assert f"| `{kind}` |" in text
        for field in DATA[kind]:
            assert f"`{field}`" in text


# -- feeds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_feed_tells_the_newest_entries_as_rfc_4287_asks(library: Library, language: str) -> None:
    root = etree.fromstring(feed(library, language))
    assert root.tag == f"{{{ATOM['a']}}}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    entries = root.findall("a:entry", ATOM)
    newest = library.entries[-MOST:][::-1]
    assert [one.findtext("a:id", namespaces=ATOM) for one in entries] == [
        name_of(library.head.origin, str(told.place)) for told in newest
    ]
    for one, told in zip([root, *entries], [None, *newest], strict=True):
        for name in ("id", "title", "updated"):
            (found,) = one.findall(f"a:{name}", ATOM)
            assert found.text
        assert one.findtext("a:author/a:name", namespaces=ATOM)
        if told:
            assert one.findtext("a:updated", namespaces=ATOM) == told.entry.time
    assert root.findtext("a:updated", namespaces=ATOM) == newest[0].entry.time
    names = [found.text for found in root.iter(f"{{{ATOM['a']}}}id")]
    assert len(set(names)) == len(names)


def test_the_links_of_a_feed_lead_to_pages(library: Library, pages: list[Page]) -> None:
    paths = {page.path for page in pages}
    folder = feed_file("kk").rpartition("/")[0]
    root = etree.fromstring(feed(library, "kk"))
    for link in root.findall("a:entry/a:link", ATOM):
        assert f"{folder}/{link.get('href').removesuffix('data.json')}" in paths


def test_the_name_of_an_entry_does_not_hang_on_the_language_or_on_later_entries(
    library: Library,
) -> None:
    earlier = library.entries[:-3]
    before = {told.place: name_of(library.head.origin, str(told.place)) for told in earlier}
    for language in ("kk", "en"):
        root = etree.fromstring(feed(library, language))
        links = root.findall("a:entry", ATOM)
        for one in links:
            href = one.find("a:link", ATOM).get("href")
            place = int(href.rstrip("/"))
            if place in before:
                assert one.findtext("a:id", namespaces=ATOM) == before[place]
