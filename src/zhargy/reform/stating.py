"""What people state in decisions/ becomes entries: figures, milestones, the points of a summary."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from zhargy.errors import UnreadableRecord, UnusableDecision
from zhargy.record.entry import Entry
from zhargy.record.kinds import name_of
from zhargy.reform.drafting import Draft
from zhargy.storage.publisher import Publisher
from zhargy.verify.stages import CHECKS

# File below decisions/, its tables, the kind of entry. Figures first: others speak of them.
_STATED = (
    ("figures.toml", "figure", "figure"),
    ("milestones.toml", "milestone", "milestone"),
    ("summary.toml", "point", "summary"),
    ("errata.toml", "erratum", "erratum"),
    ("roles.toml", "role", "role"),
    ("keys.toml", "key", "key"),
)
_ENVELOPE = ("as_of", "source", "by")


def state(folder: Path, draft: Draft, publisher: Publisher) -> None:
    """Draft an entry for each statement that the record does not hold yet.

    Raises UnusableDecision: D14 no TOML, D20 other tables, D21 a field that is not of its form,
    and what the check of the kind finds (E12 to E15): once published it would stand for good.
    """
    shown = _Shown(draft, publisher)
    for name, table, kind in _STATED:
        path = folder / "decisions" / name
        rows = toml_of(path).get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UnusableDecision("D20", str(path), table=table)
        for number, row in enumerate(rows, 1):
            where = f"{path}, [[{table}]] {number}"
            place = _drafted(row, kind, draft, where)
            if place >= publisher.size and (check := CHECKS.get(kind)):
                for fault in check(place, draft.entry(place), shown):
                    raise UnusableDecision(fault.code, where, **fault.fields)


def _drafted(row: Mapping[str, Any], kind: str, draft: Draft, where: str) -> int:
    body = {key: _plain(value) for key, value in row.items() if key not in _ENVELOPE}
    envelope = {key: str(_plain(row[key])) for key in _ENVELOPE if key in row}
    try:
        return draft.put_once(kind, body, envelope)
    except UnreadableRecord as wrong:
        field = str(wrong.fields.get("field", "")).removeprefix("body.")
        raise UnusableDecision("D21", where, field=field, kind=kind) from None


def _plain(value: object) -> object:
    """A TOML date or time as entries write it; anything else as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def toml_of(path: Path) -> Mapping[str, Any]:
    """A file below decisions/; nothing where there is none. Raises UnusableDecision D14."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as wrong:
        raise UnusableDecision("D14", str(path), detail=str(wrong)) from None


@dataclass(frozen=True, slots=True)
class _Shown:
    """The record with the entries that are drafted, as a check sees it (record.published.Shown)."""

    draft: Draft
    publisher: Publisher

    def entry(self, place: int) -> Entry:
        return self.draft.entry(place)

    def about(self, kind: str, *name: str) -> Sequence[int]:
        here = enumerate(self.draft.entries, self.publisher.size)
        return [
            place
            for place, entry in (*self.publisher.index.of_kind(kind), *here)
            if entry.kind == kind and name_of(entry) == name
        ]

    def all_judged(self, kind: str) -> bool:
        return True

    def blob(self, digest: str) -> bytes | None:
        return self.draft.blobs.get(digest) or self.publisher.blob(digest)
