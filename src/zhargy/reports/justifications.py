"""What people wrote to the rows of a comparative table, and its way to the next draft.

The parsed TOML of docs/spec/justifications.md becomes values. `place` finds for each its row in
another comparison: by its anchors first, then through an alignment of the words it was written to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison
from zhargy.errors import UnusableDecision
from zhargy.reports.comparative import ComparedRow
from zhargy.reports.forms import FILLED
from zhargy.reports.row_key import RowKey
from zhargy.text.act import Act, Element
from zhargy.text.anchor import words_digest
from zhargy.text.provision import PREFIX, Citation

SCHEMA = "zhargy.justifications/1"
# Below this the alignment says rather no than yes.
_LIKELY = 0.5
_LEVELS = {prefix: level for level, prefix in PREFIX.items()}


@dataclass(frozen=True)
class Justification:
    """What stands beside a row, by content of the column ("justification", "author" ...).

    `element` and `quote` (the proposed words, or those in force where they go) are for people, and for
    the alignment with the next draft.
    """

    key: RowKey
    language: str
    written: Mapping[str, str]
    element: str = ""
    quote: str = ""
    replaces: tuple[RowKey, ...] = ()


@dataclass(frozen=True)
class Placed:
    """Where justifications stand now.

    `written` by row key, and the `origins` of what came from other rows; `suspect` found a row whose words are no longer those that they were
    written to; `lost` found none. Every justification of the language stands in exactly one of
    `sure`, `suspect` and `lost`.
    """

    written: Mapping[RowKey, Mapping[str, str]] = field(default_factory=dict)
    origins: Mapping[RowKey, tuple[RowKey, ...]] = field(default_factory=dict)
    sure: tuple[Justification, ...] = ()
    suspect: tuple[tuple[Justification, int], ...] = ()
    lost: tuple[Justification, ...] = ()


def justifications_of(document: Mapping[str, Any], where: str) -> tuple[Justification, ...]:
    """The justifications of a parsed TOML file. Raises UnusableDecision D17."""
    if document.get("schema") != SCHEMA or not isinstance(document.get("row", []), list):
        raise UnusableDecision("D17", where, ordinal=0)
    return tuple(
        _justification(row, ordinal, where)
        for ordinal, row in enumerate(document.get("row", []), 1)
    )


def _justification(row: Any, ordinal: int, where: str) -> Justification:
    if not isinstance(row, Mapping) or not isinstance(row.get("language"), str):
        raise UnusableDecision("D17", where, ordinal=ordinal)
    ends: list[str] = []
    for side in ("old", "new"):
        end = row.get(side, {})
        if not isinstance(end, Mapping):
            raise UnusableDecision("D17", where, ordinal=ordinal)
        ends += [str(end.get("address", "")), str(end.get("words", ""))]
    written = {content: str(row[content]) for content in FILLED if content in row}
    return Justification(
        RowKey(*ends),
        row["language"],
        written,
        str(row.get("element", "")),
        str(row.get("quote", "")),
    )


# -- the next draft ---------------------------------------------------------------------------------


def place(
    justifications: Iterable[Justification],
    rows: Sequence[ComparedRow],
    comparison: Comparison,
    language: str,
) -> Placed:
    """Each justification of the language at its row."""
    own = [j for j in justifications if j.language == language]
    finder = _Finder(rows)
    sure = {n: row for n, j in enumerate(own) if (row := finder.by_words(j.key)) is not None}
    left = [n for n in range(len(own)) if n not in sure]
    aligned = _aligned(own, comparison) if left else {}
    moved: dict[int, int] = {}
    for n in left:
        found = finder.by_place(own[n].key, aligned.get(n, ()))
        if found is not None:
            moved[n] = found
    at = {**sure, **moved}
    return Placed(
        _joined(own, at, rows),
        _origins(own, at, rows),
        tuple(own[n] for n in sorted(sure)),
        tuple((own[n], moved[n]) for n in sorted(moved)),
        tuple(own[n] for n in left if n not in moved),
    )


class _Finder:
    """The rows by what is known of them."""

    def __init__(self, rows: Sequence[ComparedRow]) -> None:
        self._keys = [row.key for row in rows]
        self._words: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, row in enumerate(rows):
            self._words[row.key.old_words, row.key.new_words].append(n)
            for pair in row.pairs:
                for side, provision in (("old", pair.old), ("new", pair.new)):
                    if provision:
                        self._places[side, provision.address].append(n)
                        self._places[side, words_digest(provision.text)].append(n)

    def by_words(self, key: RowKey) -> int | None:
        """The row with the words of both ends; of several the one at the same places."""
        found = self._words.get((key.old_words, key.new_words), [])
        if not (key.old_words or key.new_words) or not found:
            return None
        return max(found, key=lambda n: (self._agree(n, key), -n))

    def _agree(self, n: int, key: RowKey) -> int:
        return (self._keys[n].old == key.old) + (self._keys[n].new == key.new)

    def by_place(self, key: RowKey, aligned: Sequence[str]) -> int | None:
        """The row of the proposed words, wherever they went; else that of the words in force."""
        in_force = {
            n for word in (key.old_words,) if word for n in self._places.get(("old", word), ())
        }
        proposed = list(self._places.get(("new", key.new_words), ())) if key.new_words else []
        for address in aligned:
            proposed += self._places.get(("new", address), ())
        return next(
            iter([*(n for n in proposed if n in in_force), *proposed, *sorted(in_force)]), None
        )


def _aligned(own: Sequence[Justification], comparison: Comparison) -> dict[int, list[str]]:
    """Where the proposed words of each justification stand in the new act, best first.

    The draft that they were written to is rebuilt from the quotes and compared with the new one.
    """
    places: dict[str, list[int]] = defaultdict(list)
    elements: dict[str, Element] = {}
    for n, justification in enumerate(own):
        address = justification.key.new or f"art_{900_000 + n}"
        citation = _citation(address)
        if justification.key.new_words and justification.quote and not citation.is_heading:
            places[citation.address].append(n)
            kind = citation.steps[-1][0]
            elements[citation.address] = Element(kind, citation, lead=(justification.quote,))
    if not elements:
        return {}
    draft = Act("", comparison.new.language, tuple(elements.values()))
    found: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for pair in compare(draft, comparison.new).pairs:
        if pair.old and pair.new and pair.confidence >= _LIKELY:
            for n in places[pair.old.address]:
                found[n].append((-pair.confidence, pair.new.address))
    return {n: [address for _, address in sorted(at)] for n, at in found.items()}


def _citation(address: str) -> Citation:
    """A citation that has the address, near enough for an alignment."""
    steps = []
    for step in address.split("__"):
        prefix, _, number = step.rpartition("_")
        if prefix in _LEVELS:
            steps.append((_LEVELS[prefix], number))
    return Citation(tuple(steps) or (("article", "0"),))


def _joined(
    own: Sequence[Justification], at: Mapping[int, int], rows: Sequence[ComparedRow]
) -> dict[RowKey, dict[str, str]]:
    """What is written in each row; where several came together, one under the other."""
    written: dict[RowKey, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for n in sorted(at):
        for content, text in own[n].written.items():
            texts = written[rows[at[n]].key][content]
            if text and text not in texts:
                texts.append(text)
    return {
        key: {content: "\n".join(texts) for content, texts in contents.items()}
        for key, contents in written.items()
    }


def _origins(
    own: Sequence[Justification], at: Mapping[int, int], rows: Sequence[ComparedRow]
) -> dict[RowKey, tuple[RowKey, ...]]:
    origins: dict[RowKey, tuple[RowKey, ...]] = {}
    for n in sorted(at):
        key = rows[at[n]].key
        if own[n].key not in (key, *origins.get(key, ())):
            origins[key] = (*origins.get(key, ()), own[n].key)
    return origins


# -- files ------------------------------------------------------------------------------------------


def as_rows(justifications: Iterable[Justification]) -> Iterator[dict[str, Any]]:
    """The tables of the TOML file, with what is empty left out."""
    for justification in justifications:
        row: dict[str, Any] = {"language": justification.language}
        if justification.element:
            row["element"] = justification.element
        key = justification.key
        for side, address, words in (
            ("old", key.old, key.old_words),
            ("new", key.new, key.new_words),
        ):
            end = {name: value for name, value in (("address", address), ("words", words)) if value}
            if end:
                row[side] = end
        if justification.quote:
            row["quote"] = justification.quote
        row.update(justification.written)
        yield row
