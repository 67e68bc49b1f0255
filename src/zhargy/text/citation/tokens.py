"""A citation as tokens: read one by one from a place where it may begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from zhargy.languages.citing import USAGES, Usage
from zhargy.languages.citing.usage import Part, Word
from zhargy.languages.lookalikes import TO_LATIN

HYPHENS = "-‐‑"
DASHES = HYPHENS + "‒–—―−"
SPACE = r"[^\S\n]*+"
# 5, 10-1, 4.2.3, but neither a year's tail nor a date. A code of a state has six digits.
_NUMBER = (
    r"(?!\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
    r"(?P<number>\d{{1,{digits}}}(?!\d)(?>(?:\.\d{{1,3}}(?!\d))*)"
    rf"(?>(?:[{HYPHENS}]\d{{{{1,3}}}}(?!\d))*)"
)
# 12A, 63-A, 12a, 1395w-22, 23 bis, but neither 5th nor 10 am.
_ADDED = (
    rf"(?:[{HYPHENS}]?[A-Z]{{1,3}}(?![A-Za-z])|(?!st\b|nd\b|rd\b|th\b|[ap]m\b)[a-z]{{1,2}}"
    rf"(?![A-Za-z])(?:[{HYPHENS}]\d{{1,3}}(?![\dA-Za-z]))?"
    r"|[^\S\n]?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)(?!\w))?"
)


class Token(NamedTuple):
    """`kind`: a Part, or number, bracket ("(2)"), roman, letter, dash, comma, open (a bracket).

    `close`: a bracket ends it; `glued`: no space before it.
    """

    kind: str
    start: int
    end: int
    value: str
    word: Word | None = None
    close: bool = False
    glued: bool = False


Reader = Callable[[str, int], Token | None]
ITEMS = frozenset({"number", "bracket", "roman", "letter", Part.ORDINAL, "capital"})


@cache
def reader_of(code: str) -> Reader:
    """The function that reads the token at a place of a text, None where there is none."""
    usage = USAGES[code]
    match, words, cyrillic = re.compile(_pattern(usage)).match, usage.words, usage.cyrillic

    def token(text: str, place: int) -> Token | None:
        found = match(text, place)
        if found is None:
            return None
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        said, glued = text[start:end], start == place
        if kind == "word":
            return _word(words, said, start, end, glued)
        whole = found.end()
        if kind in _SIGNS:
            return Token(kind, start, end, said, None, False, glued)
        if kind == "both":
            return Token(Part.AND, start, whole, "", None, False, glued)
        close = text[whole - 1] == ")"
        kind = "letter" if kind in ("quoted", "single") else kind
        if kind == "suffix":
            start, end = found.span("number")
            return Token("number", start, whole, _plain(text[start:end]), COUNTED, close, glued)
        if kind == "roman" and cyrillic:
            said = said.translate(TO_LATIN)
        return Token(kind, start, whole, _plain(said), None, close, glued)

    return token


_SIGNS = frozenset({"comma", "dash", "open"})
COUNTED = Word(Part.ORDINAL)


def _pattern(usage: Usage) -> str:
    letters = "IVXLC" + ("ІХ" if usage.cyrillic else "")
    added = "(?>(?:[ABD-H](?![A-Z]))?)" if usage.bracketed else ""  # Part IVA
    rest = (
        rf"(?P<roman>[{letters}]{{1,7}}{added}(?:[{HYPHENS}](?:\d{{1,2}}|[ABD-H](?!\w)))?(?:\.[A-Z](?![\w.]))?(?![\w]))",
        r"(?P<comma>[,;])",
        r"(?P<open>\()",
        rf"(?P<dash>[{DASHES}])",
        r"(?P<both>(?:и|және|and)\s?(?:/|\()\s?(?:или|немесе|or)\)?|&)",
        rf"(?P<word>{usage.two_words}[^\W\d_]+(?>(?:-[^\W\d_]+)*)\.?(?:[^\W\d_]+\.)?|§§?)",
    )
    numbers: tuple[str, ...]
    if usage.bracketed:
        numbers = (
            rf"{_NUMBER.format(digits=6)}(?:(?<=\d\.\d)\.[a-z](?!\w)|{_ADDED}))(?!/\d)\)?",
            r"\((?P<bracket>(?!E[UC]\))[a-zA-Z]{1,4}|\d{1,4}(?:\.\d{1,2})?[A-Z]{0,2})\)",
            r"(?P<letter>[a-z])\)",
            r"(?P<capital>(?![IVXLC])[A-Z](?![\w.’']))",
        )
    else:
        suffix = rf"(?>(?P<suffix>{usage.number_suffix})?)" if usage.number_suffix else ""
        numbers = (
            rf"{_NUMBER.format(digits=4)}(?:[А-ЯA-Z](?!\w))?)(?![{HYPHENS}]ФК?З)\)?{suffix}",
            r"\(?[«\"“]?(?P<letter>[а-яәғқңөұүһіa-z])[»\"”]?\)",
            r"[«\"“](?P<quoted>[а-яәғқңөұүһіa-z])[»\"”]",
            r"(?P<single>[а-яәғқңөұүһіa-z])(?=\sтармақша)",
        )
    return f"{SPACE}(?:{'|'.join(filter(None, (*numbers, *rest)))})"


def _plain(number: str) -> str:
    """Inserted numbers with a plain hyphen and without a space: 23bis."""
    plain = number if number.isascii() else number.replace("‐", "-").replace("‑", "-")
    return "".join(plain.split())


def _word(words: Mapping[str, Word], said: str, start: int, end: int, glued: bool) -> Token | None:
    lower = said.lower().replace(" ", "")
    word = words.get(lower)
    if word is None:
        # The full stop of a sentence, or of an abbreviation that is none.
        bare = lower.partition(".")[0]
        word, end = words.get(bare), start + len(bare)
        if word is None:
            return None
    return Token(word.part, start, end, word.value, word, False, glued)
