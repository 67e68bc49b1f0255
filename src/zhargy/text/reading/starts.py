"""How a line of an act begins: what tells a new paragraph from a wrapped line."""

from __future__ import annotations

import re

from zhargy.languages import LANGUAGES

_LANGUAGES = LANGUAGES.values()
_NUMBER_LAST = "|".join(re.escape(u) for x in _LANGUAGES if not x.number_first for u in x.units)
_NUMBER_FIRST = "|".join(re.escape(u) for x in _LANGUAGES if x.number_first for u in x.units)
# "Статья 5", "5-бап", "І бөлім", "РАЗДЕЛ II", "Annex 1"
_WORD = re.compile(
    rf"(?:(?:{_NUMBER_LAST})\s+(?:№\s*)?(?:\d|[ivxlcі]+(?![^\W\d_]))"
    r"|§\s*\d"
    rf"|(?:\d+(?:[-‐‑–]\d+)*|[ivxі]+)\s*[-‐‑–]?\s*(?:{_NUMBER_FIRST})(?![^\W\d_])"
    r"|(?:сноска|примечание|ескерту|ескертпе|footnote|note)(?![^\W\d_]))",
    re.IGNORECASE,
)
# such as 1. and 10-1) and 4.2.3 and a) and (iv) and a bullet
_MARK = re.compile(
    r"(?:\d{1,3}(?:[-‐‑–]\d{1,2})*(?:[.](?=\s|[^\W\d_a-zа-я])|[)])"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}\.?\s"
    r"|\(\d{1,3}[a-z]?\)|\([a-zа-яәғқңөұүһі]{1,4}\)"
    r"|[a-zа-яәғқңөұүһі](?:[-‐‑]\d+)?\)"
    r"|[ivx]{1,5}[.)]\s"
    r"|[•●▪◦‣·]\s?|[–—-]\s)",
    re.IGNORECASE,
)


def begins_with_word(text: str) -> bool:
    """Does the line begin like a heading or a note: a word of division and its number?

    >>> begins_with_word("Статья 5. Право"), begins_with_word("5-1-бап"), begins_with_word("статьям")
    (True, True, False)
    """
    return bool(_WORD.match(text)) and not text[:1].islower()


def begins_with_mark(text: str) -> bool:
    """Does the line begin with the number, letter or bullet of a list?

    >>> begins_with_mark("10-1) ел"), begins_with_mark("12.05.2020 года"), begins_with_mark("1. В")
    (True, False, True)
    """
    return bool(_MARK.match(text))


def begins_with_label(text: str) -> bool:
    """Does the line begin with either?"""
    return begins_with_word(text) or begins_with_mark(text)


def ends_a_sentence(text: str) -> bool:
    """Do the words end as a sentence, a point of a list or a lead-in does?"""
    return text.rstrip("»”\"')] ")[-1:] in (".", ";", ":", "!", "?", "…")


def glue(before: str, after: str) -> str:
    """What stands between two lines when they become one: a space, mostly.

    >>> glue("в статье (", "см."), glue("права и свободы", ", предусмотренные"), glue("от", "12")
    ('', '', ' ')
    """
    if not before or not after or before[-1] in "([{«„“" or after[0] in ",.;:!?)]}»%…":
        return ""
    if before.endswith(' "') or (after[0] == '"' and after[1:2] in {"", " ", ",", ".", ";", ")"}):
        return ""
    if before[-1] in "-‐‑" and before[-2:-1].isalnum() and after[0].isalnum():
        return ""
    if before[-1] in "–—" and before[-2:-1].isdigit() and after[0].isdigit():  # a range: 1–16
        return ""
    return " "
