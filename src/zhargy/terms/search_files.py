"""The index as files for a browser (docs/spec/search.md): one file, or parts for a large act."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from zhargy.languages.lookalikes import TO_CYRILLIC, TO_LATIN
from zhargy.terms.lemmas import IN_CYRILLIC
from zhargy.terms.search import Document, Entry, Index, by_letter

SCHEMA = "zhargy.search/1"
# An act whose index is larger is parted, so that a phone loads what was typed and what it shows.
_LARGEST = 400_000
_BLOCK = 32
_HEAD = "index.json"


def to_json(index: Index, name: str = "", largest: int = _LARGEST) -> dict[str, str]:
    """File name -> JSON: `<name>.json` alone if it is not `largest`, or a head and its parts."""
    head = _head(index)
    letters = {letter: [_entry(e) for e in es] for letter, es in by_letter(index.entries).items()}
    texts = [_document(d) for d in index.documents]
    whole = _written({**head, "letters": letters, "documents": texts})
    first = f"{name}.json" if name else _HEAD
    if len(whole) <= largest:
        return {first: whole}
    stem = f"{name}." if name else ""
    parts = {letter: f"{stem}{ord(letter):04x}.json" for letter in letters}
    blocks = [f"{stem}d{at // _BLOCK}.json" for at in range(0, len(texts), _BLOCK)]
    return {
        first: _written({**head, "parts": parts, "blocks": blocks, "block": _BLOCK}),
        **{parts[letter]: _written(entries) for letter, entries in letters.items()},
        **{file: _written(texts[n * _BLOCK : (n + 1) * _BLOCK]) for n, file in enumerate(blocks)},
    }


def _head(index: Index) -> dict[str, object]:
    tables = [TO_CYRILLIC, TO_LATIN]
    if index.language not in IN_CYRILLIC:
        tables.reverse()
    return {
        "schema": SCHEMA,
        "language": index.language,
        "count": len(index.documents),
        "headings": _steps(n for n, d in enumerate(index.documents) if d.is_heading),
        "stop": " ".join(sorted(index.stop)),
        "letters_alike": [_lower(table) for table in tables],
    }


def _lower(table: dict[int, int]) -> list[str]:
    """The small letters of a table of look-alikes: from, to."""
    pairs = [(chr(a), chr(b)) for a, b in table.items() if chr(a).islower()]
    return ["".join(a for a, _ in pairs), "".join(b for _, b in pairs)]


def _entry(entry: Entry) -> list[object]:
    """[base, forms, texts, labels, leads]; empty lists at the end left out."""
    written: list[object] = [entry.lemma, " ".join(entry.forms)]
    written += [_steps(places) for places in (entry.texts, entry.labels, entry.leads)]
    while written[-1] == []:
        written.pop()
    return written


def _document(document: Document) -> list[str]:
    return [document.address, document.label, document.text]


def _steps(ordinals: Iterable[int]) -> list[int]:
    """Each ordinal by its distance from the one before: small numbers pack well.

    >>> _steps([3, 4, 9])
    [3, 1, 5]
    """
    return [after - before for before, after in pairwise([0, *ordinals])]


def from_steps(steps: Sequence[int]) -> tuple[int, ...]:
    """The ordinals again.

    >>> from_steps([3, 1, 5])
    (3, 4, 9)
    """
    return tuple(accumulate(steps))


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
