"""What an entry of the record says, in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from zhargy.messages import catalogue, number, say
from zhargy.record.entry import Entry

_SHORT = 12
# Fields whose values are of a fixed set (docs/spec/kinds).
_CHOSEN = frozenset({"decision", "event", "reason", "use"})
_COUNTS = ("provisions", "pairs", "protocols", "readings")


def _as_written(when: str, _language: str) -> str:
    return when


def summary(entry: Entry, language: str, told_when: Callable[[str, str], str] = _as_written) -> str:
    """What an entry says, in one line. `told_when` tells a day or a moment in a language; on a
    terminal both stay as the record has them."""
    fields: dict[str, Any] = {name: _short(value) for name, value in entry.body.items()}
    fields |= {name: _value(entry, name, language) for name in _CHOSEN & entry.body.keys()}
    if entry.kind == "figure":
        fields["value"] = _counted(entry, language)
    if entry.kind == "result":
        outcomes = dict.fromkeys(one["outcome"] for one in entry.body["readings"])
        stage = say(f"stage-{entry.body['stage']}", language)
        said = (say(f"outcome-{one.replace(' ', '-')}", language) for one in outcomes)
        fields["said"] = f"{stage}: {'; '.join(said)}"
    if "says" in entry.body or "title" in entry.body:
        told = entry.body.get("title") or entry.body["says"]
        fields["said"] = told if isinstance(told, str) else in_language(told, language)
    code = f"log-{entry.kind}"
    if code not in catalogue():
        return say("log-unknown", language)
    fields |= {
        "said": fields.get("said") or fields.get("name", ""),
        "as_of": told_when(entry.as_of, language) if entry.as_of else "",
        "source": entry.source,
        "old": fields.get("old", "–"),
        "new": fields.get("new", "–"),
        "n": next((entry.body[name] for name in _COUNTS if name in entry.body), 0),
    }
    days = [
        told_when(entry.body[name], language) for name in ("day", "until") if name in entry.body
    ]
    fields |= {"day": " – ".join(days)} if days else {}
    line = say(code, language, **fields)
    told = ", ".join(_of_edition(entry, language, told_when))
    return f"{line}: {told}" if told else line


def _of_edition(entry: Entry, language: str, told_when: Callable[[str, str], str]) -> Iterator[str]:
    """What people say of an edition: its name, its status, its day."""
    if entry.kind == "edition":
        if "name" in entry.body:
            yield in_language(entry.body["name"], language)
        if "status" in entry.body:
            yield say(f"edition-status-{entry.body['status']}", language)
        if "day" in entry.body:
            yield told_when(entry.body["day"], language)


def in_language(said: dict[str, str], language: str) -> str:
    """The words in the person's language, or in the first that is there."""
    return said.get(language) or next(iter(said.values()))


def _value(entry: Entry, name: str, language: str) -> object:
    """A value of a fixed set, by its name. The reason of a correction is a person's own words,
    or its decision again."""
    value = entry.body[name]
    own_words = name == "reason" and entry.kind == "correction"
    if own_words and value != entry.body.get("decision"):
        return value
    # The same word may be the reason of a tombstone and the event of a role.
    for code in (f"record-value-{entry.kind}-{value}", f"record-value-{value}"):
        if code in catalogue():
            return say(code, language)
    return value


def _counted(entry: Entry, language: str) -> str:
    """The value of a figure with its unit; a unit that has no name here is shown as written."""
    unit, value = entry.body["unit"], entry.body["value"]
    if f"unit-{unit}" in catalogue():
        return say(f"unit-{unit}", language, n=value)
    return f"{number(value, language) if isinstance(value, int) else value} {unit}"


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) == 64 and " " not in value:
        return value[:_SHORT] + "…"
    if isinstance(value, list):
        return ", ".join(f"#{one}" if isinstance(one, int) else str(_short(one)) for one in value)
    return value
