"""A repealed number: its words are a placeholder and no law."""

from __future__ import annotations

import re

from zhargy.languages import LANGUAGES

_MOST_WORDS = 40
_WORDS = "|".join(re.escape(word) for language in LANGUAGES.values() for word in language.repealed)
_BY = "|".join(re.escape(word) for language in LANGUAGES.values() for word in language.repealed_by)
# What follows the word: nothing, a mark, a name, a date, or by what it was repealed. "Исключен
# может быть ..." is a rule, not a repeal.
_REPEAL = re.compile(
    rf"[(\[\s]*(?:{_WORDS})(?![^\W_])(?=\s*$|\s*[^\w\s]|\s+(?:{_BY})(?![^\W_])|\s+(?-i:[A-ZА-ЯӘҒҚҢӨҰҮҺІ0-9]))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"[(\[]\s*(?:{_WORDS})(?![^\W_])[^()\[\]]*[)\]]\.?", re.IGNORECASE)
_VACANT = re.compile(
    rf"[(\[\s]*(?:{'|'.join(re.escape(words) for lang in LANGUAGES.values() for words in lang.vacant)})[)\].\s]*",
    re.IGNORECASE,
)
_LAST_OF_RANGE = re.compile(
    r"(?:[-–—,]|и|және|and)\s*(?P<last>\d+(?:-\d+)?)\s*[.)]?\s*(?P<rest>.*)", re.DOTALL
)
_RANGE_LABEL = re.compile(r"\d+\s*[–—]\s*(?P<last>\d+)\s*[.)]")


def is_repeal(rest: str) -> bool:
    """Do these words only say that a number is repealed?

    >>> is_repeal("Исключен Законом от 10.03.2017"), is_repeal("Исключен может быть тот, кто")
    (True, False)
    >>> is_repeal("и 5) исключены решением"), is_repeal("Алып тасталды.")
    (True, True)
    >>> is_repeal("[Reserved]"), is_repeal("Reserved seats are common.")
    (True, False)
    """
    if len(rest.split()) > _MOST_WORDS:
        return False
    if _VACANT.fullmatch(rest) or _BRACKETED.fullmatch(rest):
        return True
    return bool(_REPEAL.match(rest)) or last_of_range(rest) is not None


def last_of_range(rest: str) -> str | None:
    """The last number of "– 6) исключены" or "и 5) исключены"; None if it is no such range."""
    found = _LAST_OF_RANGE.match(rest)
    return found["last"] if found and _REPEAL.match(found["rest"]) else None


def last_of_label(printed: str) -> str | None:
    """The last number of the label "2–3."; None if it names one number."""
    found = _RANGE_LABEL.fullmatch(printed)
    return found["last"] if found else None
