"""What an edited table brings into the justifications that were known.

Nothing is taken away: a row that the table lacks keeps what it had, and so does a cell that was
emptied; both are said. Only a row that came from an earlier draft's takes the place of that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhargy.reports.forms import FILLED
from zhargy.reports.justifications import Justification
from zhargy.reports.row_key import RowKey
from zhargy.text.finding import Finding


@dataclass
class BroughtIn:
    """`known` as it is now (None where a later row took the place), `added` behind it, how many
    rows were new, changed and the same, and what a person must see."""

    known: list[Justification | None]
    added: list[Justification] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    findings: list[Finding] = field(default_factory=list)


def bring_in(known: Sequence[Justification], rows: Sequence[Justification]) -> BroughtIn:
    """The rows of a table, in their order, brought into what was known."""
    out = BroughtIn(list(known))
    places = _Places(known)
    seen: set[int] = set()
    twice: dict[tuple[str, RowKey], int] = {}
    for row in rows:
        earlier = [n for key in (row.key, *row.replaces) for n in places.of(row.language, key)]
        seen.update(earlier)
        again = twice.get((row.language, row.key)) if row.key != _NOBODY else None
        if again is not None:
            out.added[again] = _both(out.added[again], row)
            continue
        before = [j for n in earlier if (j := out.known[n])]
        written = _combined(row, before)
        if not any(written.values()):
            continue
        if any(j.written for j in before) and not any(row.written.values()):
            out.findings.append(Finding("T15", 2, row.key.new or row.key.old))
        now = replace(row, written={c: text for c, text in written.items() if text})
        if len(before) == 1 and now.written == before[0].written and now.key == before[0].key:
            out.same += 1
            continue
        out.new, out.changed = out.new + (not before), out.changed + bool(before)
        for n in earlier:
            out.known[n] = None
        twice[row.language, row.key] = len(out.added)
        out.added.append(now)
    _say_missing(out, known, rows, seen)
    return out


_NOBODY = RowKey("", "", "", "")


class _Places:
    """Where the known justifications of a row stand: by its whole key, else by its words."""

    def __init__(self, known: Sequence[Justification]) -> None:
        self._keys: dict[tuple[str, RowKey], list[int]] = defaultdict(list)
        self._words: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for n, justification in enumerate(known):
            key = justification.key
            self._keys[justification.language, key].append(n)
            self._words[justification.language, key.old_words, key.new_words].append(n)

    def of(self, language: str, key: RowKey) -> list[int]:
        if key == _NOBODY:
            return []
        found = self._keys.get((language, key), [])
        if not found and not (key.old or key.new):
            found = self._words.get((language, key.old_words, key.new_words), [])[:1]
        return found


def _combined(row: Justification, before: Sequence[Justification]) -> dict[str, str]:
    """What is written now; an empty cell takes nothing away, nor does a column that is missing."""
    out = {content: row.written.get(content, "") for content in FILLED}
    for content in FILLED:
        if not out[content]:
            texts = dict.fromkeys(j.written.get(content, "") for j in before)
            out[content] = "\n".join(text for text in texts if text)
    return out


def _both(first: Justification, second: Justification) -> Justification:
    """Two copies of a row: what is written in either."""
    written: dict[str, str] = {}
    for content in FILLED:
        texts: Mapping[str, None] = dict.fromkeys(
            j.written[content] for j in (first, second) if j.written.get(content)
        )
        if texts:
            written[content] = "\n".join(texts)
    return replace(first, written=written)


def _say_missing(
    out: BroughtIn, known: Sequence[Justification], rows: Sequence[Justification], seen: set[int]
) -> None:
    """How many known justifications of the language have no row in the table."""
    spoken = {row.language for row in rows}
    missing = sum(n not in seen and j.language in spoken for n, j in enumerate(known))
    if missing:
        out.findings.append(Finding("T16", 1, fields=(("n", missing),)))
