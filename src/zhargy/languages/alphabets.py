"""In which order lists of words stand: the alphabet of each language, not the order of code points.

Kazakh: the 42 letters of the alphabet in force, Ә after А, І after Ы. In Russian Ё is sorted as Е,
in German Ä as A; a letter that a language has not stands after those that it has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

_ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "es": "abcdefghijklmnñopqrstuvwxyz",
}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FOREIGN = 1000

Key = tuple[tuple[int, ...], str]


def collation(language: str) -> Callable[[str], Key]:
    """The sort key of words: letters by the alphabet, then what differs beside letters.

    >>> sorted("яғни ағаш ізгі әке ынта ақы ань".split(), key=collation("kk"))
    ['ағаш', 'ақы', 'ань', 'әке', 'ынта', 'ізгі', 'яғни']
    >>> sorted(["ёж", "еда", "жук", "ель"], key=collation("ru"))
    ['еда', 'ёж', 'ель', 'жук']
    """
    places = _places(language)

    def key(word: str) -> Key:
        letters = (_letter(c, language) for c in word.casefold() if c.isalnum())
        return tuple(places.get(c, _FOREIGN + ord(c[0])) for c in letters), word

    return key


def initial(word: str, language: str) -> str:
    """The letter, in capitals, under which a word stands in a list; "" if it is of another script.

    >>> initial("ізгі", "kk"), initial("ёж", "ru"), initial("Äpfel", "de"), initial("habeas", "ru")
    ('І', 'Е', 'A', '')
    """
    letter = _letter(word.casefold()[:1], language)
    return letter.upper() if letter in _places(language) else ""


def letters(language: str) -> str:
    """The letters under which words stand, in their order, in small.

    >>> letters("kk")[:4], letters("en")[-1]
    ('аәбв', 'z')
    """
    return _ALPHABETS.get(language, _LATIN)


@lru_cache(maxsize=16)
def _places(language: str) -> dict[str, int]:
    return {letter: n for n, letter in enumerate(letters(language), 1)}


def _letter(letter: str, language: str) -> str:
    """The letter of the alphabet that it is, or is sorted as."""
    if letter in _places(language):
        return letter
    return unicodedata.normalize("NFD", letter)[:1]
