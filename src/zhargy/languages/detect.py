"""In which language is this text? By letters first, then by its most frequent words."""

from __future__ import annotations

import re
from collections import Counter

from zhargy.languages import LANGUAGES
from zhargy.languages.lookalikes import fold

_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]")
_LATIN = re.compile(r"[a-zà-ÿāăąćčďđēęěğģīıķļłńňņōőœřśşšťūůűųźżžǵńāŋ]")
# Words of the Latin alphabets of Kazakh (2018, 2019, 2021), as laws use them.
_LATIN_KAZAKH = frozenset(
    """jäne jáne zhäne zháne žäne üşın úshin üshin bap baby tarmaq tarmağy tarmaǵy qazaqstan
    respublikasy respublikasynyñ respýblıkasy zañ zań zañmen zańmen memleket memlekettik men bolyp
    tabylady azamat azamattar qūqyq quqyq qúqyq qazaq tili osy bölim tarau""".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; "kk-Latn" for Kazakh in Latin script; "" if
    nothing can be said.

    >>> language_of("Осы Конституция күшіне енеді және бүкіл аумағында қолданылады")
    'kk'
    >>> language_of("Настоящий Устав вступает в силу со дня его принятия")
    'ru'
    >>> language_of("Qazaqstan Respublikasynyñ zañy men osy bap üşın memleket")
    'kk-Latn'
    """
    sample = fold(text[:_SAMPLE]).casefold()
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    counts = Counter(_WORD.findall(sample))
    if cyrillic >= latin:
        return _cyrillic(sample, counts, cyrillic)
    if sum(counts[word] for word in _LATIN_KAZAKH) * 25 >= max(1, sum(counts.values())):
        return "kk-Latn"
    return _latin(counts)


def _cyrillic(sample: str, counts: Counter[str], letters: int) -> str:
    """Function words decide; where there are none, the letters that only Kazakh has."""
    if letters == 0:
        return ""
    kazakh = sum(counts[word] for word in LANGUAGES["kk"].common)
    russian = sum(counts[word] for word in LANGUAGES["ru"].common - LANGUAGES["kk"].common)
    if max(kazakh, russian) >= 3 and kazakh != russian:
        return "kk" if kazakh > russian else "ru"
    special = sum(sample.count(letter) for letter in _KAZAKH_LETTERS)
    return "kk" if special * 25 > letters else "ru"


def _latin(counts: Counter[str]) -> str:
    shares = {
        code: sum(counts[word] for word in language.common)
        for code, language in LANGUAGES.items()
        if language.letters.startswith("abc")
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] else ""
