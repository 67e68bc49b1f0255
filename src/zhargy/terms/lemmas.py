"""The words of a text, each with its base form: what search, lists and reviews of terms compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zhargy.languages.lookalikes import TO_CYRILLIC, TO_LATIN, fold
from zhargy.terms.english import english_lemma
from zhargy.terms.kazakh import kazakh_lemma
from zhargy.terms.russian import russian_lemma

# A letter may bear marks of its own, and a soft hyphen may stand between letters.
_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*\u00ad?)+"
_WORD = re.compile(
    rf"\d+(?:[-‐‑.]\d+)*|{_LETTERS}\d*(?:[-‐‑’']{_LETTERS}\d*)*",
)
_LATIN = re.compile(r"[a-zə]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_IN_CYRILLIC = frozenset({"kk", "ru"})
_LEMMAS: Mapping[str, Callable[[str], str]] = {
    "kk": kazakh_lemma,
    "ru": russian_lemma,
    "en": english_lemma,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: `span` is half-open, in code points of the text."""

    span: tuple[int, int]
    text: str
    lemma: str


def words(text: str, language: str) -> Iterator[Word]:
    """The words and numbers of a text in its order.

    A number and the word that hangs on it are two; so are the numbers of a range; "39-1" is one.

    >>> [(w.text, w.lemma) for w in words("39-1-баптың 2-тармағында", "kk")]
    [('39-1', '39-1'), ('баптың', 'бап'), ('2', '2'), ('тармағында', 'тармақ')]
    """
    for found in _WORD.finditer(text):
        yield Word(found.span(), found.group(), lemma(found.group(), language))


@lru_cache(maxsize=1 << 17)
def lemma(word: str, language: str) -> str:
    """The base form of a word: equal for forms of one word, mostly; of a base, the base itself.

    Kazakh, Russian and English have rules; a word of another language is only folded.

    >>> lemma("Баптарының", "kk"), lemma("людей", "ru"), lemma("Policies", "en"), lemma("Recht", "de")
    ('бап', 'человек', 'policy', 'recht')
    """
    base_of = _LEMMAS.get(language, str)
    seen: list[str] = []
    base = normal(word, language)
    # A base may itself be a form of another word: the walk ends where it stands still, or goes in
    # a ring, of which the first by the alphabet is taken.
    while base not in seen:
        seen.append(base)
        base = base_of(base)
    return min(seen[seen.index(base) :])


def normal(word: str, language: str) -> str:
    """The word as it is compared: lower case, look-alike letters in the script of the language.

    >>> normal("Жəне", "kk") == normal("жәнe", "kk") == "және", normal("Объём", "ru")
    (True, 'объем')
    """
    composed = unicodedata.normalize("NFC", word).replace("\u00ad", "").replace("\u0301", "")
    bare = re.sub("[‐‑]", "-", composed).replace("’", "'").casefold()
    bare = fold(bare)
    if language in _IN_CYRILLIC:
        cyrillic = bare.translate(TO_CYRILLIC)
        bare = bare if _LATIN.search(cyrillic) else cyrillic
    else:
        latin = bare.translate(TO_LATIN)
        bare = bare if _CYRILLIC.search(latin) else latin
    return bare.replace("ё", "е")
