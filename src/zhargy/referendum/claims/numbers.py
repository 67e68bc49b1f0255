"""Numbers in running text: as digits in every grouping, in words, with "million" and per cent.

Dates, times, telephone numbers, numbers of articles and the like are told apart here, so that
nobody takes them for figures. Works on `plain`: the text in lower case, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from zhargy.languages.figures import FIGURE_WORDS
from zhargy.referendum.claims.quantity import Bound, Quantity

_FOLD = str.maketrans(
    {"ё": "е", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ", "’": "'",
     "‐": "-", "‑": "-", "−": "-", "٪": "%", "％": "%"}
)  # fmt: skip
_MOST_DIGITS = 15


def plain_of(text: str) -> str:
    """The text as it is searched: as long as before, code point by code point.

    >>> plain_of("Ёлка\\u00a0İ 5")
    'елка İ 5'
    """
    lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_FOLD)


def any_of(*groups: object) -> str:
    """The phrases of all languages as one alternation, the longest spelling first."""
    phrases: list[str] = []
    for group in groups:
        phrases += list(group)  # type: ignore[call-overload]
    return "|".join(sorted(dict.fromkeys(phrases), key=lambda one: (-len(one), one)))


def _all(name: str) -> str:
    return any_of(*(getattr(words, name) for words in FIGURE_WORDS))


_MONTHS: dict[str, int] = {
    month: number for words in FIGURE_WORDS for number, month in enumerate(words.months, 1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SCALES = {power: any_of(*(words.scales[power] for words in FIGURE_WORDS)) for power in (9, 6, 3)}
_NUMERALS = {word: value for words in FIGURE_WORDS for word, value in words.numerals.items()}

_GROUPED = r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+(?!\d|,\d))?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:'\d{3})+(?!\d)"
_DIGITS = re.compile(rf"(?:{_GROUPED}|\d+[.,]\d+|\d+)")
# A group that lost a digit: "9,127,19", "9 127 19".
_SHORT_GROUP = re.compile(r"([ ,.])(\d{1,2})(?![\d%.,:]|\.\d| ?%)")
_WORD = re.compile("|".join(sorted(_NUMERALS, key=lambda w: (-len(w), w))))
_SCALE = re.compile("|".join(rf"(?P<s{power}>(?:{said}))(?!\w)" for power, said in _SCALES.items()))
_HALF = re.compile(rf" (?:{_all('halves')})(?!\w)")
_POINTS = re.compile(rf"\s?(?:{_all('points')})(?!\w)")
_PER_CENT = re.compile(rf"\s?%|\s?(?:{_all('per_cent')})(?!\w)")
_START = re.compile(rf"(?<![\w№#@/])(?=\d|(?:{_WORD.pattern})(?!\w))")
_SUFFIX = re.compile(r"-(\w+)")
# Endings that make an ordinal or a compound of a number: "17-й", "33-бап", "18-летний".
_ORDINAL = re.compile(
    r"(?:і?нші|ы?ншы|ші|шы|бап|тарма|тарау|бөлім|жыл|жас|[йяемх]|ый|ой|ая|ое|ей|го|му|ти|ми|лет|миллион|процент|дневн|час|"
    r"st|nd|rd|th|year|member|hour|day|point|article|seat)\w*\Z"
)
_PLAIN_SUFFIX = re.compile(
    r"(?:[ыі]|[нд][іы]|сы|сі|[дт][еа]|г[еа]|ғ[а]|к[е]|қ[а]|[нд][еа]н|т[еа]н|ның|нің|дің|дың|м[еа]н|б[еа]н|[ыі]н|дай|дей)\Z"
)

_NOT_FIGURES = re.compile(
    rf"""https?://\S+|www\.\S+|(?<![^\s(«"])[^\s@]{{1,64}}@[^\s@]{{1,200}}
    |(?<!\d)\+\d[\d() -]{{7,16}}\d
    |(?<![\w/])8[ -]?\(?7\d\d\)?[ -]\d{{3}}[ -]?\d\d[ -]?\d\d(?!\w)
    |(?<![\w-])\d{{2,3}}-\d\d-\d\d(?![\w-])
    |(?<!\d)\d{{1,2}}:\d\d(?::\d\d)?(?!\d)
    |(?<=\bв\s)\d\d\.\d\d(?![\d%]|\s?%|\s[мт])|(?<=\bк\s)\d\d\.\d\d(?![\d%]|\s?%|\s[мт])
    |(?<=\bна\s)\d\d\.\d\d(?![\d%]|\s?%|\s[мт])|(?<=\bat\s)\d{{1,2}}\.\d\d(?![\d%]|\s?%|\s[mpt]e)
    |(?<=сағат\s)\d{{1,2}}(?:\.\d\d)?(?![\d%]|\s?%)|\d\d\.\d\d(?=-[дг][еа])
    |(?<![\d.])(?!\d{{1,3}}(?:\.\d{{3}})+(?![\d.]))\d+(?:\.\d+){{2,}}(?![\d%])|(?<!\d)\d+(?:/\d+){{1,2}}(?!\d)
    |\d{{{_MOST_DIGITS + 1},}}""",
    re.VERBOSE,
)
_DATE = re.compile(
    rf"""(?<!\d)(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)
    |(?<!\d)(?P<d2>\d{{1,2}})\.(?P<m2>\d\d)\.(?P<y2>(?:19|20)?\d\d)(?!\d)
    |(?<!\d)(?P<y3>(?:19|20)\d\d)\s(?:жыл\w*|ж\.)\s?(?P<d3>\d{{1,2}})(?:-\w+)?\s(?P<m3>{_MONTH})\w*
    |(?<!\d)(?P<d4>\d{{1,2}})(?:-?(?:е|го|шы|ші|th|st|nd|rd))?\s(?:of\s)?(?P<m4>{_MONTH})(?:\w*)(?:,?\s(?P<y4>(?:19|20)\d\d)(?!\d)(?:\s?(?:{_all("years")})(?!\w))?)?
    |(?<!\w)(?P<m5>{_MONTH})\s(?P<d5>\d{{1,2}})(?:th|st|nd|rd)?(?![\d.,:]\d|\d|\s?%|\s\d{{3}})(?:,?\s(?P<y5>(?:19|20)\d\d)(?!\d))?
    |(?<!\w)(?P<m6>{_MONTH})\w*,?\s(?P<y6>(?:19|20)\d\d)(?![\d.,]\d|\d)(?:\s?(?:{_all("years")})(?!\w))?
    |(?<![\d.,])(?P<y7>(?:19|20)\d\d)(?:\s?[-–]\s?(?:19|20)\d\d)?(?=[-\s]?(?:{_all("years")})(?!\w))(?:[-\s]?(?:{_all("years")}))
    |(?<![\d.,]\s)(?<![\d.,])(?<!\w)(?P<y8>(?:19|20)\d\d)(?![\d%]|[.,]\d|\s?%|\s\d{{3}}(?!\d)|\s(?:{any_of(*(chain(w.people, w.precincts, w.units) for w in FIGURE_WORDS))})(?!\w))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a year that a text names; `month`, `day` 0 where it does not."""

    span: tuple[int, int]
    year: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, with the span of all its words, hints left out."""

    span: tuple[int, int]
    quantity: Quantity
    irregular: bool = False


def days_in(plain: str) -> list[Day]:
    """The dates and years of a text, in order.

    >>> [(d.year, d.month, d.day) for d in days_in("5 маусымда, 15 марта 2026 года, in 2024")]
    [(0, 6, 5), (2026, 3, 15), (2024, 0, 0)]
    """
    found = []
    for match in _DATE.finditer(plain):
        parts = {name[0]: said for name, said in match.groupdict().items() if said}
        month = parts.get("m", "0")
        year = int(parts.get("y", 0))
        found.append(
            Day(
                match.span(),
                year + 2000 if 0 < year < 100 else year,
                int(month) if month.isdigit() else _MONTHS[month],
                int(parts.get("d", 0)),
            )
        )
    return found


def blanked(plain: str, days: list[Day]) -> str:
    """The text with a middle dot for everything that is no figure, as long as before."""
    out = list(plain)
    for day in days:
        out[slice(*day.span)] = "·" * (day.span[1] - day.span[0])
    for match in _NOT_FIGURES.finditer("".join(out)):
        out[slice(*match.span())] = "·" * (match.end() - match.start())
    return "".join(out)


def numbers_in(plain: str) -> Iterator[Number]:
    """The numbers of a blanked text, in order; ordinals and differences in points are left out.

    >>> [str(n.quantity.value) for n in numbers_in("9 млн 127 мың 192, or 73.12 %, 17-й, 9,1 миллиона")]
    ['9127192', '457/625', '9100000']
    """
    at = 0
    while start := _START.search(plain, at):
        number, at = _read(plain, start.start())
        at = max(at, start.start() + 1)
        if number is not None:
            yield number


def _read(plain: str, start: int) -> tuple[Number | None, int]:
    """The number that begins at `start`, if it is one, and where to go on."""
    total, step, power, end = Fraction(0), Fraction(1), 99, start
    irregular = worded = scaled = False
    while True:
        part = _part(plain, end if end == start else end + 1, scaled)
        if part is None or part.power >= power or (scaled and part.irregular):
            break
        if scaled and (step < 10**power or (not part.power and not _may_end(plain, part, power))):
            break
        total += part.value * 10**part.power
        step = part.step * 10**part.power
        power, end = part.power, part.end
        irregular, worded = irregular or part.irregular, worded or part.worded
        scaled = scaled or part.power > 0
        if not part.power or plain[end : end + 1] != " ":
            break
    if end == start:
        return None, start + 1
    return _closed(plain, start, end, total, step, irregular, worded, scaled)


def _closed(
    plain: str, start: int, end: int, total: Fraction, step: Fraction,
    irregular: bool, worded: bool, scaled: bool,
) -> tuple[Number | None, int]:  # fmt: skip
    if points := _POINTS.match(plain, end):
        return None, points.end()
    share = False
    if per_cent := _PER_CENT.match(plain, end):
        share, end = True, per_cent.end()
        total, step = total / 100, step / 100
    elif suffix := _SUFFIX.match(plain, end):
        if _ORDINAL.match(suffix[1]) or not _PLAIN_SUFFIX.match(suffix[1]):
            return None, suffix.end()
        end = suffix.end()
    elif plain[end : end + 1].isalpha():
        return None, end
    if worded and not (share or scaled):
        return None, end
    if not share and total.denominator != 1 or (irregular and not share):
        # A decimal sign in a count without "million" is a group that lost its digits.
        digits = "".join(letter for letter in plain[start:end] if letter.isdigit())
        total, step, irregular = Fraction(int(digits)), Fraction(1), True
    return Number((start, end), Quantity(total, step, share), irregular), end


@dataclass(frozen=True, slots=True)
class _Part:
    value: Fraction
    step: Fraction
    power: int
    end: int
    worded: bool = False
    irregular: bool = False


def _part(plain: str, start: int, scaled: bool) -> _Part | None:
    """Digits or words with what scales them: "9,1 миллиона", "жеті миллион", "667"."""
    if match := _DIGITS.match(plain, start):
        value, step, end, irregular = _digits(plain, match, scaled)
        worded = False
    else:
        read = _worded(plain, start)
        if read is None:
            return None
        value, end = read
        step, irregular, worded = Fraction(1), False, True
    if half := _HALF.match(plain, end):
        value, step, end = value + Fraction(1, 2), Fraction(1, 2), half.end()
    at = end + 1 if plain[end : end + 1] in (" ", "-") else end
    if scale := _SCALE.match(plain, at):
        power = next(int(name[1:]) for name, said in scale.groupdict().items() if said)
        if match and re.fullmatch(r"\d{1,3}[.,]\d{3}", match.group()):
            value, step = _decimal(match.group())
        return _Part(value, step, power, scale.end(), worded, irregular)
    return _Part(value, step, 0, end, worded, irregular)


def _digits(plain: str, match: re.Match[str], scaled: bool) -> tuple[Fraction, Fraction, int, bool]:
    said, end = match.group(), match.end()
    if re.fullmatch(r"\d+[.,]\d+", said):
        whole, fraction = re.split("[.,]", said)
        grouped = len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")
        per_cent = _PER_CENT.match(plain, end)
        if not grouped or per_cent:
            return *_decimal(said), end, False
    elif len(said) > 4 and not said.isdigit() and re.search(r"[.,]\d{1,2}\Z|[.,]\d{4,}\Z", said):
        head, _, tail = said[:-1].rpartition("," if said.rfind(",") > said.rfind(".") else ".")
        value = Fraction(int(re.sub(r"\D", "", head))) + _decimal(f"0.{tail}{said[-1]}")[0]
        return value, Fraction(1, 10 ** (len(tail) + 1)), end, False
    digits = re.sub(r"\D", "", said)
    if not said.isdigit() and not scaled and (short := _SHORT_GROUP.match(plain, end)):
        scale = _SCALE.match(plain, short.end() + 1)
        if short[1] in said and not scale:
            return Fraction(int(digits + short[2])), Fraction(1), short.end(), True
    return Fraction(int(digits)), Fraction(1), end, False


def _decimal(said: str) -> tuple[Fraction, Fraction]:
    whole, _, fraction = re.sub("[., ]", ".", said).rpartition(".")
    if not whole:
        return Fraction(int(fraction)), Fraction(1)
    digits = re.sub(r"\D", "", whole)
    return Fraction(int(digits + fraction), 10 ** len(fraction)), Fraction(1, 10 ** len(fraction))


def _worded(plain: str, start: int) -> tuple[Fraction, int] | None:
    """A number in words, below a thousand: "девятьсот пятьдесят четыре", "он екі"."""
    total, at, end = 0, start, 0
    while (match := _WORD.match(plain, at)) and not plain[match.end() : match.end() + 1].isalpha():
        value = _NUMERALS[match.group()]
        if value == 100 and 0 < total < 10:
            total *= 100
        else:
            total += value
        end = match.end()
        rest = re.compile(r"[ -](?:and )?").match(plain, end)
        if rest is None:
            break
        at = rest.end()
    return (Fraction(total), end) if end else None


def _may_end(plain: str, part: _Part, power: int) -> bool:
    """May these ones close "9 миллионов 127 тысяч ..."? Not if they are a share, a day, an ordinal."""
    if part.value >= 10**power or part.step != 1:
        return False
    rest = plain[part.end : part.end + 12]
    return not (_PER_CENT.match(rest) or re.match(rf"-\w| (?:{_MONTH})|:\d", rest))


_BEFORE = {
    bound: re.compile(rf"(?<!\w)(?:{said})[\s(«\"–—-]{{0,3}}\Z")
    for bound, said in (
        (Bound.NEARLY, _all("nearly")),
        (Bound.OVER, _all("over")),
        (Bound.UNDER, _all("under")),
        (Bound.ABOUT, _all("about")),
    )
}
_AFTER = {
    Bound.OVER: re.compile(rf"\s?(?:{_all('over_after')})(?!\w)"),
    Bound.NEARLY: re.compile(rf"\s?(?:{_all('nearly_after')})(?!\w)"),
}
_HINT = 24


def bound_of(plain: str, number: Number) -> Bound:
    """What the words right before and after a number make of it.

    >>> text = "9,1 миллионнан астам адам"
    >>> bound_of(text, next(numbers_in(text))).value
    'over'
    """
    start, end = number.span
    before = plain[max(0, start - _HINT) : start]
    for bound, pattern in _BEFORE.items():
        if pattern.search(before):
            return bound
    for bound, pattern in _AFTER.items():
        if pattern.match(plain, end):
            return bound
    return Bound.PLAIN
