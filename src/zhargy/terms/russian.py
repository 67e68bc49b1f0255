"""The base form of a Russian word, by the dictionary of pymorphy3, which is loaded when asked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from zhargy.languages.forms.russian import IRREGULAR

_RUSSIAN = re.compile(r"[а-я]+(?:-[а-я]+)*")
_PARTICIPLES = ("PRTF", "PRTS")


def russian_lemma(word: str) -> str:
    """The base of a word in lower case, with е for ё; a participle goes to its verb.

    A word with letters that Russian has not is no Russian word, and stays.

    >>> [russian_lemma(w) for w in ("республики", "избран", "избранного", "құрылтай")]
    ['республика', 'избрать', 'избрать', 'құрылтай']
    """
    if not _RUSSIAN.fullmatch(word):
        return word
    if word in IRREGULAR:
        return IRREGULAR[word]
    parses = _analyzer().parse(word)
    chosen = next((p for p in parses if p.tag.POS in _PARTICIPLES), parses[0])
    return str(chosen.normal_form).replace("ё", "е")


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    # 0.08 s and 30 MB, which a reader of Kazakh or English does not pay.
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")
