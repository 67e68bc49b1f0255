"""In which language words are that the record has in one language only: pages mark them, so that
they are read aloud as what they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from zhargy.languages import LANGUAGES
from zhargy.languages.alphabets import letters
from zhargy.languages.detect import language_of

_WORD = re.compile(r"[^\W\d_]+")


def tongue(words: str, language: str, languages: Sequence[str]) -> str:
    """The language of words on a page in `language`; "" where it is that one, or cannot be told.

    `languages` are those of the reform. Of two that share a script, letters and frequent words that
    only one of them has decide; a name alone may be of either.

    >>> both = ("kk", "ru", "en")
    >>> tongue("Minutes, 2 April", "kk", both), tongue("Протокол от 2 апреля", "kk", both)
    ('en', 'ru')
    >>> tongue("Сайлау комиссиясының шешімі", "en", both), tongue("Ещё протоколы комиссий", "kk", both)
    ('kk', '')
    """
    found = set(_WORD.findall(words.casefold()))
    written = "".join(found)
    script = [code for code in languages if code in LANGUAGES and _writes(code, written)]
    speaking = [code for code in script if _speaks(code, found, script)]
    if len(script) == 1:
        said = script[0]
    elif len(speaking) == 1:
        said = speaking[0]
    else:
        said = language_of(words) if speaking else ""
    return said if said != language and said in languages else ""


def _writes(code: str, written: str) -> bool:
    """Whether most letters are of the alphabet of a language."""
    alphabet = set(letters(code))
    return 2 * sum(letter in alphabet for letter in written) > len(written)


def _speaks(code: str, found: set[str], script: Sequence[str]) -> bool:
    """Whether something stands there that is of this language and of no other of its script."""
    others = [other for other in script if other != code]
    theirs = {letter for other in others for letter in letters(other)}
    own_words = LANGUAGES[code].common - {w for other in others for w in LANGUAGES[other].common}
    return bool(own_words & found) or any(
        letter in letters(code) and _bare(letter) not in theirs for letter in "".join(found)
    )


def _bare(letter: str) -> str:
    """Without its mark: an alphabet for sorting may hold Й as И."""
    return unicodedata.normalize("NFD", letter)[0]


def tongue_of(said: Mapping[str, str], language: str) -> str:
    """The language of what `said_in` gives of words by language; "" where it is that of the page."""
    return "" if not said or said.get(language) else next(iter(said))
