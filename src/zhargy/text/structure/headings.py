"""Which words could be a heading: few, and no sentence ends with them."""

from __future__ import annotations

import re

from zhargy.languages import LANGUAGES

_MOST_WORDS_IN_A_HEADING = 40
_MOST_WORDS_BEFORE_A_STOP = 12
# A full stop, and a word that begins with a capital: one sentence has ended, another begins.
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{3,}[.!?]\s+[«\"“(¿]?[^\W\d_a-zа-яәғқңөұүһі]")
_TRANSITIONAL = frozenset(
    words for language in LANGUAGES.values() for words in language.transitional
)
# "Disposición final segunda", with words of its own or without.
_APART = re.compile(
    rf"(?:{'|'.join(words for language in LANGUAGES.values() for words in language.apart)})"
    rf"(?:$|[.:]\s|\s+(?:{'|'.join(word for x in LANGUAGES.values() for word, _ in x.ordinals)}|única|\d+)"
    r"(?:$|[.:]\s))"
)


def is_short_heading(text: str) -> bool:
    """Could these words be a heading: few, and no sentence ends with them?"""
    return bool(text) and text[-1] not in ".;:,!?" and len(text.split()) <= _MOST_WORDS_IN_A_HEADING


def is_stopped_heading(text: str) -> bool:
    """Few words, and a full stop behind them."""
    return text.endswith(".") and len(text.split()) <= _MOST_WORDS_BEFORE_A_STOP


def is_long_heading(text: str) -> bool:
    """Could these words be the title of an article in an act in which every article has one?"""
    return is_short_heading(text.removesuffix(".")) and not _SENTENCE_ENDS.search(text)


def is_transitional(text: str) -> bool:
    """Is this the heading of transitional provisions that have no number of their own?"""
    bare = text.strip(" .:").casefold()
    return bare in _TRANSITIONAL or (_APART.match(bare) is not None and is_short_heading(bare))
