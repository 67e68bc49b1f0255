"""Numbers as Word's list formats write them (ECMA-376, part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word leaves out ё, й, ъ and ь.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHICAGO = "*†‡§"


def numeral(number: int, form: str, language: str = "en") -> str:
    """A number in a format of Word; formats that we do not know are written as decimals.

    >>> [numeral(n, "lowerRoman") for n in (4, 9, 14)], numeral(28, "upperLetter")
    (['iv', 'ix', 'xiv'], 'BB')
    >>> numeral(10, "russianLower"), numeral(7, "decimalZero"), numeral(3, "ordinal", "ru")
    ('к', '07', '3-й')
    """
    if form.startswith("custom:"):
        return str(number).zfill(len(form) - len("custom:"))
    write = _FORMS.get(form)
    return str(number) if write is None else write(number, language)


def _roman(number: int, language: str = "") -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _letters(alphabet: str) -> Callable[[int, str], str]:
    def write(number: int, language: str) -> str:
        if number < 1:
            return ""
        # After thirty rounds Word begins anew.
        times, place = divmod((number - 1) % (30 * len(alphabet)), len(alphabet))
        return alphabet[place] * (times + 1)

    return write


def _upper(write: Callable[[int, str], str]) -> Callable[[int, str], str]:
    return lambda number, language: write(number, language).upper()


def _ordinal(number: int, language: str) -> str:
    if language == "ru":
        return f"{number}-й"
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _from(first: str, last: int) -> Callable[[int, str], str]:
    """Signs that stand in a row in Unicode, from 1 to `last`."""
    return lambda number, language: (
        chr(ord(first) + number - 1) if 1 <= number <= last else str(number)
    )


_FORMS: dict[str, Callable[[int, str], str]] = {
    "none": lambda number, language: "",
    "bullet": lambda number, language: "",
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _upper(_letters(_LATIN)),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _upper(_letters(_RUSSIAN)),
    "decimalZero": lambda number, language: f"{number:02}",
    "ordinal": _ordinal,
    "hex": lambda number, language: f"{number:X}",
    "chicago": _letters(_CHICAGO),
    "numberInDash": lambda number, language: f"- {number} -",
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
}
