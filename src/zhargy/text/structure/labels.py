"""What stands before the words of a paragraph: "Статья 5.", "5-бап", "§ 5", "10-1)", "(i)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zhargy.languages import LANGUAGES
from zhargy.languages.lookalikes import TO_LATIN, fold

_ROMAN = r"[IVXLCDMІХСМ]+(?:-\d+)?"
_ARABIC = r"\d+(?:[-‐‑–.]\d+)*[a-zа-яA-ZА-Я]?"
_LONGEST_LABEL = 60
_DASHES = re.compile(r"[‐‑–—]")
_WORD_LEVELS = {
    word: level for language in LANGUAGES.values() for word, level in language.units.items()
}
_NUMBER_FIRST_WORDS = frozenset(
    word for language in LANGUAGES.values() if language.number_first for word in language.units
)
_ORDINALS = {word: number for language in LANGUAGES.values() for word, number in language.ordinals}
_MONTHS = frozenset(month for language in LANGUAGES.values() for month in language.months)

# "Статья 5.", "РАЗДЕЛ I", "Artículo 5.-", "§ 5", "Article premier"
_WORD_FIRST = re.compile(
    r"(?P<word>§|[^\W\d_]+\.?)\s*(?:№|N|No\.?)?\s*"
    rf"(?P<number>{_ARABIC}|{_ROMAN}(?![^\W\d_])|[^\W\d_]+)?"
    r"(?P<stop>\s*(?:\.[-–—]|[.:°º]|[-–—](?=\s)))?(?=\s|$|[^\w])\s*(?P<rest>.*)",
    re.DOTALL,
)
# "5-бап", "83-1-бап.", "І бөлім", "1 - тарау"
_NUMBER_FIRST = re.compile(
    rf"(?P<number>\d+(?:[-‐‑–]\d+)*|{_ROMAN})\s*[-‐‑–—]?\s*(?P<word>[^\W\d_]+)"
    r"(?P<stop>\.)?(?=\s|$)\s*(?P<rest>.*)",
    re.DOTALL,
)
# "Erster Abschnitt"
_ORDINAL_FIRST = re.compile(
    r"(?P<number>[^\W\d_]+)\s+(?P<word>[^\W\d_]+)(?=$|[.:]?\s)(?P<stop>[.:])?\s*(?P<rest>.*)",
    re.DOTALL,
)

_MARK = re.compile(
    r"(?:"
    r"(?P<decimal>\d+(?:\.\d+)+)\.?(?=\s)"
    r"|(?P<dot>\d+(?:[-‐‑]\d+)*)\.(?=\s|[^\W\d_a-zа-яәғқңөұүһі]|[«\"“(])"
    r"|(?P<paren>\d+(?:[-‐‑]\d+)*)\)"
    r"|(?P<bracket>\(\d+(?:[-‐‑]\d+)*[a-z]?\))"
    r"|(?P<degree>\d+(?:[-‐‑]\d+)*)[°º]\)?"
    r"|(?P<letter>[a-zа-яәғқңөұүһі](?:[-‐‑]\d+)?)\)"
    r"|(?P<inbracket>\([a-zа-яәғқңөұүһі]{1,5}(?:-\d+)?\))"
    r"|(?P<roman>[ivx]{1,5}|[IVX]{1,5})[.)](?=\s)"
    r"|(?P<bare>\d{1,3}[A-Z]{0,2})(?=\s+[^\W\d_a-z])"
    r")\s*(?P<rest>.*)",
    re.DOTALL,
)
_RANGE = re.compile(
    r"(?P<first>\d+)\s*[–—]\s*(?P<last>\d+)(?P<stop>[.)])\s+(?P<rest>.*)", re.DOTALL
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A number label at the head of a paragraph.

    `level`: "article", "chapter" ... for a label with a word; "mark" for the number of a list.
    `style`: how a mark is written ("dot" 1. | "paren" 1) | "bracket" (1) | "letter" a) | ...).
    `number`: as a citation says it. `printed`: as the paragraph shows it. `rest`: what follows.
    """

    level: str
    style: str
    number: str
    printed: str
    rest: str


def label_of(text: str, shown: str = "") -> Label | None:
    """The label of a paragraph, or None. `shown` is an automatic number outside the text.

    >>> label_of("Статья 83-1. Қазына")
    Label(level='article', style='статья', number='83-1', printed='Статья 83-1.', rest='Қазына')
    >>> label_of("І бөлім Негіздер").number, label_of("5-1-бап").number, label_of("10-1) ел").style
    ('I', '5-1', 'paren')
    >>> label_of("12 июня 2026 года"), label_of("1. января отдыхают"), label_of("Статья о статье")
    (None, None, None)
    """
    if shown.strip():
        found = _labelled(f"{shown.strip()} {text}")
        if found is not None and len(found.printed) >= len(shown.strip()):
            return found
    return _labelled(text)


def _labelled(text: str) -> Label | None:
    # Look-alike letters are folded one for one, so places in the text stay.
    return _with_word(text) or _range(text) or _mark(text)


def _range(text: str) -> Label | None:
    """The label of "2–3. Исключены": its number is the first one, `printed` names both."""
    found = _RANGE.match(text)
    if found is None:
        return None
    style = "dot" if found["stop"] == "." else "paren"
    printed = text[: found.start("rest")].rstrip()
    return Label("mark", style, found["first"], printed, found["rest"].strip())


@cache
def _number(raw: str) -> str:
    """A number as a citation says it: plain hyphens, Latin Roman letters, no dot at the end."""
    bare = _DASHES.sub("-", raw).strip(".")
    if re.fullmatch(_ROMAN, bare):
        return bare.translate(TO_LATIN)
    return bare


def _with_word(text: str) -> Label | None:
    folded = fold(text[:_LONGEST_LABEL]) + text[_LONGEST_LABEL:]
    for pattern in (_NUMBER_FIRST, _WORD_FIRST, _ORDINAL_FIRST):
        found = pattern.match(folded)
        if found is None:
            continue
        word = found["word"].casefold()
        level = _WORD_LEVELS.get(word)
        if level is None or not _starts_like_a_heading(found["word"]):
            continue
        if pattern is _NUMBER_FIRST and word not in _NUMBER_FIRST_WORDS:
            continue
        number = _written(found["number"], level)
        if number is None or (pattern is _WORD_FIRST and _reads_on(found["rest"], found["stop"])):
            continue
        printed = text[: found.start("rest")].rstrip()
        return Label(level, word, number, printed, _after_stop(text[found.start("rest") :]))
    return None


def _after_stop(rest: str) -> str:
    return re.sub(r"^[.:–—-]+\s+", "", rest).strip()


def _starts_like_a_heading(word: str) -> bool:
    return word == "§" or word[0].isupper() or word.casefold() in _NUMBER_FIRST_WORDS


def _written(raw: str | None, level: str) -> str | None:
    """The number as it is cited; "" where an annex or a part has none; None if it is no number."""
    if raw is None:
        return "" if level == "annex" else None
    if raw[0].isdigit() or re.fullmatch(_ROMAN, raw):
        return _number(raw)
    if raw.casefold() in _ORDINALS:
        return _ORDINALS[raw.casefold()]
    return raw if level == "annex" and len(raw) == 1 and raw.isupper() else None


def _reads_on(rest: str, stop: str | None) -> bool:
    """Does a sentence go on after the number ("Статья 5 настоящего Закона ...")?"""
    first = _FIRST_WORD.match(rest)
    return not stop and first is not None and first.group()[0].islower()


def _mark(text: str) -> Label | None:
    found = _MARK.match(text)
    if found is None or found.lastgroup is None:
        return None
    style = next(name for name in found.groupdict() if name != "rest" and found[name])
    first = _FIRST_WORD.match(found["rest"])
    if style in ("dot", "bare") and first and first.group().casefold() in _MONTHS:
        return None
    raw = found[style].strip("()")
    if style == "decimal" and any(part[0] == "0" or len(part) > 2 for part in raw.split(".")):
        return None  # a date or a sum
    number = raw if style in ("letter", "inbracket", "roman") else _number(raw)
    printed = text[: found.start("rest")].rstrip()
    return Label("mark", style, number, printed, found["rest"].strip())
