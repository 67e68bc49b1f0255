"""Letters of one script that look like letters of the other: folded for matching, never in text."""

from __future__ import annotations

import re

_LATIN = "ABCEHKMOPTXYIaceopxyiəƏhk"
_CYRILLIC = "АВСЕНКМОРТХУІасеорхуіәӘһк"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN = str.maketrans("АВСЕНКМОРТХУІасеорхуі", "ABCEHKMOPTXYIaceopxyi")
_HAS_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_HAS_LATIN = re.compile(r"[A-Za-zəƏ]")
_MIXED = re.compile(r"\w*(?:[Ѐ-ӿ][A-Za-zəƏ]|[A-Za-zəƏ][Ѐ-ӿ])\w*")


def fold(text: str) -> str:
    """`text` with mixed words in one script, letter for letter, so that spans stay.

    A mixed word goes to the script of most of its letters that have no look-alike.

    >>> fold("жəне") == "және", fold("pепублика") == "република", fold("IKEA і")
    (True, True, 'IKEA і')
    """
    if not (_HAS_LATIN.search(text) and _HAS_CYRILLIC.search(text)):
        return text
    return _MIXED.sub(lambda found: _one_script(found.group()), text)


def _one_script(word: str) -> str:
    cyrillic = word.translate(TO_CYRILLIC)
    if not _HAS_LATIN.search(cyrillic):
        return cyrillic
    latin = word.translate(TO_LATIN)
    return latin if not _HAS_CYRILLIC.search(latin) else word


def mixed_words(text: str) -> list[tuple[int, str]]:
    """Words that hold letters of both scripts and read as one: (start, word).

    >>> mixed_words("Жер жəне оның қойнауы")
    [(4, 'жəне')]
    """
    return [
        (found.start(), found.group())
        for found in _MIXED.finditer(text)
        if _one_script(found.group()) != found.group()
    ]
