"""A number in a reference that moved with its target is no change of substance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from zhargy.compare.bulk import Row
from zhargy.compare.comparison import Mark, Nature, Piece
from zhargy.languages import LANGUAGES

_NUMBER = re.compile(r"\d+(?:-\d+)?")
_NEAR = 60
_ARTICLE_WORD = re.compile(
    r"(?:\bстать|-?\s?ба[пб]|\barticle|§|\bart\.|\bartikel|\bartículo)", re.IGNORECASE
)


def mark_references(rows: Sequence[Row], went: Mapping[str, str], language: str) -> list[Row]:
    """Mark as REFERENCE each article number that was replaced by the number of its successor.

    `went`: number of an old article -> number of the new one.
    """
    before = not (language in LANGUAGES and LANGUAGES[language].number_first)
    return [_marked(row, went, before) for row in rows]


def _marked(row: Row, went: Mapping[str, str], word_first: bool) -> Row:
    out = list(row)
    for place in range(len(row) - 1):
        gone, come = row[place], row[place + 1]
        if gone.mark is not Mark.DELETED or come.mark is not Mark.INSERTED:
            continue
        old, new = gone.text.strip(), come.text.strip()
        if _moved_along(old, new, went) and _is_reference(row, place, word_first):
            out[place] = replace(gone, nature=Nature.REFERENCE)
            out[place + 1] = replace(come, nature=Nature.REFERENCE)
    return tuple(out)


def _moved_along(old: str, new: str, went: Mapping[str, str]) -> bool:
    """The same words but for numbers, each of which went to its successor."""
    if _NUMBER.split(old) != _NUMBER.split(new):
        return False
    numbers = list(zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True))
    return bool(numbers) and all(went.get(a) == b for a, b in numbers)


def _is_reference(row: Sequence[Piece], place: int, word_first: bool) -> bool:
    """Is there a word for "article" on the side where this language has it?"""
    if _ARTICLE_WORD.search(row[place].text):
        return True
    if word_first:
        text = "".join(p.text for p in row[:place] if p.mark is not Mark.INSERTED)[-_NEAR:]
    else:
        text = "".join(p.text for p in row[place + 2 :] if p.mark is not Mark.INSERTED)[:_NEAR]
    return bool(_ARTICLE_WORD.search(text))
