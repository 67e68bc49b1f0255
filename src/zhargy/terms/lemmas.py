"""The words of a text, each with its base form: what search, lists and reviews of terms compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zhargy.languages.lookalikes import TO_CYRILLIC, TO_LATIN
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
IN_CYRILLIC = frozenset({"kk", "ru"})
_Script = tuple[dict[int, int], re.Pattern[str]]
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
    for span, word in tokens(text):
        yield Word(span, word, lemma(word, language))


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


@lru_cache(maxsize=1 << 17)
def normal(word: str, language: str) -> str:
    """The word as it is compared: lower case, look-alike letters in the script of the language.

    A part of it that is no word of that script, and mixes both, goes to the other script if it can.

    >>> normal("Жəне", "kk") == normal("жәнe", "kk") == "және", normal("Объём", "ru")
    (True, 'объем')
    """
    composed = unicodedata.normalize("NFC", word).replace("\u00ad", "").replace("\u0301", "")
    bare = re.sub("[‐‑]", "-", composed).replace("’", "'").casefold().replace("ё", "е")
    scripts = ((TO_CYRILLIC, _LATIN), (TO_LATIN, _CYRILLIC))
    if language not in IN_CYRILLIC:
        scripts = scripts[::-1]
    return "-".join(_in_one_script(part, scripts) for part in bare.split("-"))


def _in_one_script(part: str, scripts: tuple[_Script, _Script]) -> str:
    (to_own, other), (to_other, own) = scripts
    letters = part.translate(to_own)
    if not other.search(letters):
        return letters
    foreign = part.translate(to_other)
    return foreign if own.search(part) and not own.search(foreign) else part


def tokens(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Where the words and numbers of a text stand, and how they stand there."""
    return ((found.span(), found.group()) for found in _WORD.finditer(text))
