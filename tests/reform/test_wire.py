"""What a child process answers arrives as the same value."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hypothesis import given
from strategies import acts, citations, sources

from zhargy.errors import UnreadableText
from zhargy.reform.wire import from_plain, to_plain
from zhargy.text.act import Act
from zhargy.text.provision import Citation
from zhargy.text.reading.source import Source
from zhargy.text.structure.acts import Reading, acts_of


@given(acts())
def test_an_act_arrives_as_it_was_sent(act: Act) -> None:
    assert from_plain(Act, json.loads(json.dumps(to_plain(act)))) == act


@given(sources())
def test_a_source_with_its_cells_arrives_as_it_was_sent(source: Source) -> None:
    assert from_plain(Source, json.loads(json.dumps(to_plain(source)))) == source


@given(sources())
def test_a_reading_with_its_findings_arrives_as_it_was_sent(source: Source) -> None:
    try:
        reading = acts_of(source, "a.txt")
    except UnreadableText:
        return
    assert from_plain(Reading, json.loads(json.dumps(to_plain(reading)))) == reading


@given(citations())
def test_a_citation_arrives_as_it_was_sent(citation: Citation) -> None:
    assert from_plain(Citation, json.loads(json.dumps(to_plain(citation)))) == citation


@dataclass(frozen=True)
class _Counted:
    """A value of every type that the wire knows."""

    share: float
    whole: int
    sure: bool
    place: tuple[int, str] | None
    notes: dict[str, int]


def test_every_type_arrives_as_it_was_sent() -> None:
    for value in (
        _Counted(0.5, 3, True, (1, "а"), {"б": 2}),
        _Counted(1.0, 0, False, None, {}),
    ):
        assert from_plain(_Counted, json.loads(json.dumps(to_plain(value)))) == value
