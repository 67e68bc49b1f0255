"""An entry of the record: canonical JSON with an envelope that every kind shares.

docs/spec/entry.md is the specification; the bytes are pinned in tests/vectors/record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NoReturn

from zhargy.errors import UnreadableRecord

MOST_BYTES = 65_535
MOST_INTEGER = 2**53 - 1
DEEPEST = 64
REQUIRED = frozenset({"kind", "version", "time", "by", "body"})
ALLOWED = REQUIRED | {"as_of", "source", "supersedes"}

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_EDITION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# [0-9] and not \d, which takes the digits of every script.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z")
_LONGEST_SLUG, _LONGEST_SOURCE = 64, 2_000
_TIME_LENGTH = len("2031-02-10T09:00:00Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the record holds at one index. `supersedes` is the index of an earlier entry.

    `time` is when the publisher took it in (UTC, whole seconds), `as_of` the day or second that
    it speaks of; `by` a role or a pseudonym, never a name.
    """

    kind: str
    version: int
    time: str
    by: str
    body: Mapping[str, Any]
    as_of: str = ""
    source: str = ""
    supersedes: int | None = None

    @property
    def bytes(self) -> bytes:
        """The canonical bytes. Raises UnreadableRecord (E1, E4) for what is no entry."""
        envelope: dict[str, Any] = {
            "kind": self.kind,
            "version": self.version,
            "time": self.time,
            "by": self.by,
            "body": self.body,
        }
        if self.as_of:
            envelope["as_of"] = self.as_of
        if self.source:
            envelope["source"] = self.source
        if self.supersedes is not None:
            envelope["supersedes"] = self.supersedes
        content = canonical(envelope)
        read_entry(content)
        return content


def canonical(value: object) -> bytes:
    """RFC 8785 for values without fractions: keys sorted (by code point), no white space, UTF-8.

    Raises UnreadableRecord E2 for what JSON cannot say in one way.

    >>> canonical({"б": 1, "a": ["x", None, True]}).decode()
    '{"a":["x",null,true],"б":1}'
    """
    try:
        return _encode(value).encode()
    except (TypeError, ValueError, UnicodeEncodeError, RecursionError):
        raise UnreadableRecord("E2", "") from None


def read_entry(data: bytes, where: str = "") -> Entry:
    """The entry of these bytes.

    Raises UnreadableRecord: E1 too long, E2 not canonical JSON, E3 a field is missing or unknown,
    E4 a field is not of its form.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableRecord("E1", where, bytes=len(data), limit=MOST_BYTES)
    fields = read_canonical(data, where)
    if type(fields) is not dict:
        raise UnreadableRecord("E2", where)
    names = fields.keys()
    if names != REQUIRED and not REQUIRED <= names <= ALLOWED:
        wrong = sorted(REQUIRED - names) or sorted(names - ALLOWED)
        raise UnreadableRecord("E3", where, field=wrong[0])
    _check_envelope(fields, where)
    return Entry(**fields)


def read_canonical(data: bytes, where: str = "") -> Any:
    """The JSON value of these bytes if they are its only canonical form. Raises E2."""
    try:
        text = data.decode()
        value = _DECODER.decode(text)
        if _encode(value) == text and not _is_too_deep(text, value):
            return value
    except (ValueError, RecursionError):
        pass
    raise UnreadableRecord("E2", where)


def _is_too_deep(text: str, value: Any) -> bool:
    """How deep a parser goes differs from one Python to the next; a verdict must not."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    row = [value]
    for _ in range(DEEPEST):
        row = [
            inside
            for one in row
            if type(one) in (dict, list)
            for inside in (one.values() if type(one) is dict else one)
        ]
    return any(type(one) in (dict, list) for one in row)


def _check_envelope(fields: Mapping[str, Any], where: str) -> None:
    if not is_slug(fields["kind"]):
        raise wrong_field("kind", where)
    if type(fields["version"]) is not int or fields["version"] < 1:
        raise wrong_field("version", where)
    if not is_time(fields["time"]):
        raise wrong_field("time", where)
    if not is_slug(fields["by"]):
        raise wrong_field("by", where)
    if type(fields["body"]) is not dict:
        raise wrong_field("body", where)
    if "as_of" in fields and not (is_day(fields["as_of"]) or is_time(fields["as_of"])):
        raise wrong_field("as_of", where)
    if "source" in fields and not is_text(fields["source"], _LONGEST_SOURCE):
        raise wrong_field("source", where)
    if "supersedes" in fields and not is_index(fields["supersedes"]):
        raise wrong_field("supersedes", where)


def wrong_field(field: str, where: str) -> UnreadableRecord:
    """A field that is not of its form."""
    return UnreadableRecord("E4", where, field=field)


def is_slug(value: object) -> bool:
    """A name for machines: small Latin letters, digits, single hyphens; 1 to 64 characters.

    >>> is_slug("draft-2"), is_slug("Draft 2"), is_slug("а")
    (True, False, False)
    """
    return type(value) is str and len(value) <= _LONGEST_SLUG and _is_slug(value)


def is_edition_name(value: object) -> bool:
    """A name for machines that may begin with a year.

    >>> is_edition_name("2026-07-01"), is_edition_name("draft-1"), is_edition_name("2026 года")
    (True, True, False)
    """
    return type(value) is str and len(value) <= _LONGEST_SLUG and bool(_EDITION.fullmatch(value))


# The same few names and seconds stand in entry after entry.
@lru_cache(maxsize=1024)
def _is_slug(value: str) -> bool:
    return bool(_SLUG.fullmatch(value))


def is_text(value: object, most: int) -> bool:
    """Words of 1 to `most` characters, without a blank at either end."""
    return type(value) is str and 0 < len(value) <= most and value == value.strip()


def is_index(value: object) -> bool:
    """The place of an entry, counted from 0."""
    return type(value) is int and value >= 0


def is_time(value: object) -> bool:
    """A second of UTC.

    >>> is_time("2026-03-15T09:00:00Z"), is_time("2026-03-15"), is_time("2026-02-30T09:00:00Z")
    (True, False, False)
    """
    return type(value) is str and len(value) == _TIME_LENGTH and _is_time(value)


@lru_cache(maxsize=1024)
def _is_time(value: str) -> bool:
    return bool(_TIME.fullmatch(value)) and _exists(datetime, value[:-1])


def is_day(value: object) -> bool:
    """A day of the calendar."""
    return type(value) is str and bool(_DAY.fullmatch(value)) and _exists(date, value)


def _exists(calendar: type[date], value: str) -> bool:
    try:
        calendar.fromisoformat(value)
    except ValueError:
        return False
    return True


def _no_fraction(_said: str) -> NoReturn:
    raise ValueError("a fraction is written as text")


def _integer(said: str) -> int:
    # The length first: a million digits would cost a second.
    if len(said) > 17 or abs(int(said)) > MOST_INTEGER:
        raise ValueError("beyond 2**53 - 1 readers differ")
    return int(said)


def _encode(value: object) -> str:
    return _ENCODER.encode(value)


_DECODER = json.JSONDecoder(
    parse_float=_no_fraction, parse_constant=_no_fraction, parse_int=_integer
)
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
