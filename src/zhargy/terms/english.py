"""The base form of an English word, by a table and a few rules of spelling."""

from __future__ import annotations

import re

from zhargy.languages.forms.english import (
    COMPARED,
    IRREGULAR,
    KEPT,
    RESTORED,
    RESTORED_AFTER_CONSONANT,
    WITH_E,
    WITHOUT_E,
)

_DROPPED_E = re.compile(
    rf"(?:{'|'.join(RESTORED)}|(?:[^aeiou]|qu)(?:{'|'.join(RESTORED_AFTER_CONSONANT)}))$"
)
_VOWEL = re.compile(r"[aeiouy]")
_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy][^aeiouywx]")
_DOUBLED = re.compile(r"([bdgklmnprtv])\1$")
_LEAST = 2


def english_lemma(word: str) -> str:
    """The base of a word in lower case.

    >>> [english_lemma(w) for w in "authorizing policies transferred called lost voter".split()]
    ['authorize', 'policy', 'transfer', 'call', 'lose', 'voter']
    """
    head, hyphen, last = word.rpartition("-")
    if hyphen:
        return f"{head}-{english_lemma(last)}"
    for possessive in ("'s", "’s", "s'", "s’"):
        if word.endswith(possessive):
            word = word[: len(word) - len(possessive)] + possessive.strip("'’s")
    if word in IRREGULAR or word in KEPT:
        return IRREGULAR.get(word, word)
    return _compared(word) or _verb(word) or _plural(word) or word


def _compared(word: str) -> str | None:
    for ending in ("er", "est"):
        if word.endswith(ending):
            bare = word[: -len(ending)]
            for base in (bare, bare + "e", bare[:-1], bare[:-1] + "y"):
                if base in COMPARED:
                    return base
    return None


def _verb(word: str) -> str | None:
    for ending in ("ing", "ed"):
        bare = word[: -len(ending)]
        if not word.endswith(ending) or len(bare) < _LEAST or not _VOWEL.search(bare):
            continue
        if ending == "ed" and bare.endswith("i"):
            return bare[:-1] + "y" if len(bare) > _LEAST + 1 else bare + "e"
        if ending == "ed" and bare.endswith("e"):
            return bare + "e" if bare in WITH_E else None
        return _with_its_e(bare)
    return None


def _with_its_e(bare: str) -> str:
    if bare in WITH_E:
        return bare + "e"
    if bare in WITHOUT_E:
        return bare
    if _DOUBLED.search(bare):
        # "controlled" had one l, "called" two: a word of one syllable keeps them.
        once = bare[:-1]
        keeps = bare.endswith("ll") and len(_VOWEL.findall(bare)) == 1
        return bare if keeps or bare in WITHOUT_E else once
    if _SYLLABLE.fullmatch(bare) or _DROPPED_E.search(bare):
        return bare + "e"
    return bare


def _plural(word: str) -> str | None:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) <= _LEAST + 1:
        return None
    if word.endswith("ies") and len(word) > len("flies") - 1:
        return word[:-3] + "y" if len(word) > len("dies") else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]
