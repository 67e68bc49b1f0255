"""What looks like a citation and is none: headings, counted units, articles of a gazette."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhargy.languages.citing import Usage
from zhargy.languages.citing.usage import Part
from zhargy.text.citation.phrases import Phrase
from zhargy.text.citation.reference import NEXT
from zhargy.text.citation.tokens import Reader

_COLON = re.compile(r"[^.:;\n]{0,40}[:—]")
_NEAR = 24


class Generic:
    """Tells citations from words that only look like them, in one language."""

    def __init__(self, usage: Usage, token: Reader) -> None:
        self._usage, self._token = usage, token
        self._heading = re.compile(usage.heading)
        self._rows = re.compile(rf"(?:{usage.counts_rows})\Z")
        self._gazette = re.compile(rf"(?:{usage.gazette})\Z")

    def is_heading(self, text: str, start: int) -> bool:
        """A label at the beginning of a paragraph, or of a sentence with a full stop, is structure."""
        heading = self._heading.match(text, start)
        if heading is None:
            return False
        if start == 0 or text[start - 1] == "\n":
            return True
        before = text[max(0, start - _NEAR) : start].rstrip(" \u00a0")
        return heading.group().rstrip().endswith(".") and not before[-1:].isalpha()

    def is_publication(self, text: str, phrases: Sequence[Phrase]) -> bool:
        """№ 2-3, ст. 25: the article of a gazette."""
        start = phrases[0].start
        return phrases[0].word.short and bool(
            self._gazette.search(text, max(0, start - _NEAR), start)
        )

    def speaks_of_any(self, text: str, phrases: Sequence[Phrase]) -> bool:
        """ "пятой части голосов", "часть первая подпункта", "следующие приложения:", "12 бап"."""
        if len(phrases) == 1 and self._alone(text, phrases[0]):
            return True
        if self._usage.larger_first:
            return all(phrase.bare and self._alone(text, phrase) for phrase in phrases)
        following = self._token(text, phrases[-1].end)
        return (
            following is not None
            and following.kind == Part.UNIT
            and following.word is not None
            and following.word.linked
        )

    def _alone(self, text: str, phrase: Phrase) -> bool:
        item, word = phrase.items[0], phrase.word
        if item.style == "implied":
            return True
        if item.value == NEXT and (word.many is True or _COLON.match(text, phrase.end)):
            return True
        if not self._usage.larger_first:
            # "The Second Schedule" is a name, a second schedule is not.
            return phrase.counted and not _is_named(text, phrase)
        if word.value in ("row", "sentence"):
            return not self._rows.search(text, max(0, phrase.start - _NEAR), phrase.start)
        cased = word.level == "annex" and not word.bare  # 1 қосымшаға сәйкес
        # 39 бапта, 2 және 5 баптар; "96 баптан тұрады" counts, and what is counted has no plural.
        where = word.case == "locative" or word.many is True
        return phrase.bare and not (word.own or cased or where)


def _is_named(text: str, phrase: Phrase) -> bool:
    """Capitals of an ordinal and its annex: the Second Schedule."""
    words = text[phrase.start : phrase.end].split()
    return phrase.word.level == "annex" and words[0].istitle() and words[-1].istitle()
