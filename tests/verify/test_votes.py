"""A result that was published is counted again: whatever was changed in it is told by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from verify.records import checked, codes, of_every_kind, published

from zhargy.record.entry import Entry

Change = Callable[[dict[str, Any]], None]


def forged(kind: str, change: Change, last: bool = True) -> list[str]:
    """The codes that are told of a record in which one entry was published otherwise."""
    entries, blobs, _ = of_every_kind()
    places = [place for place, entry in enumerate(entries) if entry.kind == kind]
    place = places[-1 if last else 0]
    entries[place] = _changed(entries[place], change)
    return [code for code, _ in codes(checked(published(entries, blobs)))]


def _changed(entry: Entry, change: Change) -> Entry:
    body = {name: _copied(value) for name, value in entry.body.items()}
    change(body)
    return replace(entry, body=body)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(one) for name, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        ("result", lambda body: body["figures"].update(yes=126), "Q102"),
        ("result", lambda body: body["figures"].update(spoiled=0), "Q102"),
        ("result", lambda body: body["figures"].pop("no"), "Q102"),
        ("result", lambda body: body["readings"][0].update(outcome="rejected"), "Q103"),
        ("result", lambda body: body["readings"][0].update(reading="other"), "Q103"),
        ("result", lambda body: body.update(events=[]), "Q102"),
        ("result", lambda body: body.pop("roll"), "Q102"),
        ("roll", lambda body: body.update(total=371), "Q101"),
        ("roll", lambda body: body.update(precincts=4), "Q101"),
        ("protocols", lambda body: body.update(protocols=6), "Q101"),
        ("turnout", lambda body: body.update(readings=2), "Q101"),
        ("question", lambda body: body.update(rule=body["units"]), "Q100"),
        ("question", lambda body: body.update(form=body["units"]), "Q100"),
        ("protocols", lambda body: body.update(question="other"), "Q105"),
    ],
)
def test_what_was_published_otherwise_is_told(kind: str, change: Change, code: str) -> None:
    assert code in forged(kind, change)


def test_the_table_of_places_is_that_of_the_protocols_byte_for_byte() -> None:
    entries, _, _ = of_every_kind()
    earlier = next(entry for entry in entries if entry.kind == "result")
    assert "Q104" in forged("result", lambda body: body.update(table=earlier.body["table"]))


def test_a_result_whose_protocols_are_withheld_is_not_called_wrong() -> None:
    entries, blobs, _ = of_every_kind()
    final = [entry for entry in entries if entry.kind == "protocols"][-1]
    del blobs[final.body["table"]["digest"]]
    found = [code for code, _ in codes(checked(published(entries, blobs)))]
    assert found
    assert not [code for code in found if code.startswith("Q")]
