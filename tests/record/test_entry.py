"""Entries: one value has one form of bytes, and nothing else is taken for it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import bytes_like

from zhargy.errors import UnreadableRecord, ZhargyError
from zhargy.record.entry import Entry, canonical, read_canonical, read_entry
from zhargy.record.kinds import (
    KINDS,
    blobs,
    check_entry,
    check_format,
    check_supersedes,
    references,
)

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "spec" / "kinds"
VECTORS = ROOT / "tests" / "vectors" / "record" / "entries.tsv"
FIGURE = Entry(
    "figure",
    1,
    "2031-05-03T07:00:00Z",
    "election-commission",
    {"name": "voters-on-roll", "value": 412_480, "unit": "voters"},
    as_of="2031-05-02",
    source="Central Election Commission, decision 41",
)


def vectors() -> Iterator[tuple[str, int, str, str]]:
    for line in VECTORS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, size, digest, leaf = line.split("\t")
            yield kind, int(size), digest, leaf


def printed(kind: str) -> bytes:
    """The example on the page of a kind."""
    page = (PAGES / f"{kind}.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.+)\n```", page)
    assert found, kind
    return found[1].encode()


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableRecord) as refusal:
        read_entry(data, "#7")
    assert refusal.value.where == "#7"
    return refusal.value.code


def spoiled(**changes: Any) -> bytes:
    fields = json.loads(FIGURE.bytes) | changes
    return canonical({name: value for name, value in fields.items() if value is not ...})


def test_every_kind_has_a_page_and_a_vector() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == set(KINDS)
    assert {kind for kind, *_ in vectors()} == set(KINDS)


@pytest.mark.parametrize(("kind", "size", "digest", "leaf"), list(vectors()))
def test_the_example_of_a_kind_has_exactly_these_bytes(
    kind: str, size: int, digest: str, leaf: str
) -> None:
    data = printed(kind)
    assert (len(data), hashlib.sha256(data).hexdigest()) == (size, digest)
    assert hashlib.sha256(b"\x00" + data).hexdigest() == leaf
    entry = read_entry(data)
    assert entry.kind == kind
    assert check_entry(entry)
    assert entry.bytes == data


def test_the_page_of_entries_shows_an_entry() -> None:
    page = (PAGES.parent / "entry.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.+)\n```", page)
    assert found
    assert check_entry(read_entry(found[1].encode()))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_body_without_one_of_its_fields_or_with_one_more_is_refused(kind: str) -> None:
    entry = read_entry(printed(kind))
    for name in KINDS[kind].body.required:
        body = {key: value for key, value in entry.body.items() if key != name}
        assert _fault_of(entry, body) == f"body.{name}"
    assert _fault_of(entry, {**entry.body, "surplus": 1}) == "body.surplus"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_field_of_another_form_is_refused_by_name(kind: str) -> None:
    entry = read_entry(printed(kind))
    for name in entry.body:
        for wrong in (None, 1.5, {}, "", " padded ", {"surplus": " "}):
            assert _fault_of(entry, {**entry.body, name: wrong}).startswith(f"body.{name}")


def _fault_of(entry: Entry, body: dict[str, Any]) -> str:
    with pytest.raises(UnreadableRecord, match="E4") as refusal:
        check_entry(Entry(entry.kind, 1, entry.time, entry.by, body, entry.as_of, entry.source))
    return str(refusal.value.fields["field"])


def test_a_figure_without_day_or_source_is_refused() -> None:
    for missing in ("as_of", "source"):
        with pytest.raises(UnreadableRecord, match="E4"):
            check_entry(read_entry(spoiled(**{missing: ...})))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E2"),
        (b"{}", "E3"),
        (b"[]", "E2"),
        (b" " + FIGURE.bytes, "E2"),
        (FIGURE.bytes + b"\n", "E2"),
        (FIGURE.bytes + b"{}", "E2"),
        (b"\xef\xbb\xbf" + FIGURE.bytes, "E2"),
        (FIGURE.bytes.replace(b'"by"', b'"by":"x","by"'), "E2"),
        (FIGURE.bytes.replace(b"412480", b"412480.0"), "E2"),
        (FIGURE.bytes.replace(b"412480", b"4.1248e5"), "E2"),
        (FIGURE.bytes.replace(b"412480", b"NaN"), "E2"),
        (FIGURE.bytes.replace(b"412480", b"-0"), "E2"),
        (FIGURE.bytes.replace(b"412480", b"9007199254740992"), "E2"),
        (FIGURE.bytes.replace(b"412480", b"9" * 60_000), "E2"),
        (FIGURE.bytes.replace(b"voters-on-roll", b"voters\\u002don-roll"), "E2"),
        (FIGURE.bytes.replace(b"decision 41", b"\\ud800"), "E2"),
        (FIGURE.bytes.replace(b"decision 41", b"\xed\xa0\x80"), "E2"),
        (b"[" * 65_000, "E2"),
        (b'{"a":' * 13_000, "E2"),
        (b" " * 65_536, "E1"),
    ],
)
def test_bytes_that_another_reader_could_read_otherwise_are_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "Figure"}, "E4"),
        ({"kind": "figurе"}, "E4"),  # the last letter is Cyrillic
        ({"version": 0}, "E4"),
        ({"version": True}, "E4"),
        ({"time": "2031-05-03"}, "E4"),
        ({"time": "2031-05-03T07:00:00+05:00"}, "E4"),
        ({"time": "2031-02-30T07:00:00Z"}, "E4"),
        ({"time": "٢031-05-03T07:00:00Z"}, "E4"),
        ({"by": "Айгүл Серікқызы"}, "E4"),
        ({"as_of": "yesterday"}, "E4"),
        ({"source": ""}, "E4"),
        ({"supersedes": -1}, "E4"),
        ({"supersedes": "19"}, "E4"),
        ({"body": []}, "E4"),
        ({"by": ...}, "E3"),
        ({"note": "surplus"}, "E3"),
    ],
)
def test_an_envelope_that_is_not_of_its_form_is_refused(changes: dict[str, Any], code: str) -> None:
    assert refused(spoiled(**changes)) == code


def test_a_kind_or_version_from_later_is_kept_unchecked() -> None:
    for later in ({"kind": "ballot"}, {"version": 2}):
        assert not check_entry(read_entry(spoiled(**later)))


def test_a_figure_supersedes_the_same_figure_only() -> None:
    new = read_entry(spoiled(supersedes=3))
    check_supersedes(new, FIGURE)
    for other in (
        read_entry(spoiled(body={**FIGURE.body, "name": "votes-for"})),
        read_entry(printed("commitment")),
    ):
        with pytest.raises(UnreadableRecord, match="E5"):
            check_supersedes(new, other)


def test_a_record_opens_with_a_reform_of_a_known_format() -> None:
    reform = read_entry(printed("reform"))
    check_format(reform)
    for first, code in (
        (FIGURE, "E6"),
        (
            Entry(
                "reform", 1, reform.time, reform.by, {**reform.body, "format": "zhargy.record/9"}
            ),
            "E7",
        ),
    ):
        with pytest.raises(UnreadableRecord) as refusal:
            check_format(first)
        assert refusal.value.code == code


def test_what_an_entry_hangs_on_is_found_through_its_form() -> None:
    alignment = read_entry(printed("alignment"))
    assert list(references(alignment)) == [(1, ("edition",)), (4, ("edition",))]
    assert [size for _, size in blobs(alignment)] == [183_220]
    stone = read_entry(printed("tombstone"))
    assert list(references(stone)) == [(32, ())]
    assert list(blobs(stone)) == []


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("аbә", max_size=3), inner),
    max_leaves=8,
)


@given(values)
def test_reading_canonical_bytes_gives_the_value_back(value: object) -> None:
    assert read_canonical(canonical(value)) == value


@given(values, values)
def test_two_values_never_share_their_bytes(one: object, other: object) -> None:
    # repr tells True from 1, as JSON does.
    assert (canonical(one) == canonical(other)) == (_said(one) == _said(other))


def _said(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{sorted((key, _said(inner)) for key, inner in value.items())}}}"
    return repr([_said(v) for v in value] if isinstance(value, list) else value)


@given(bytes_like(FIGURE.bytes))
@example(FIGURE.bytes)
def test_any_bytes_are_an_entry_with_these_very_bytes_or_refused(data: bytes) -> None:
    try:
        entry = read_entry(data)
        check_entry(entry)
    except ZhargyError:
        return
    assert entry.bytes == data
