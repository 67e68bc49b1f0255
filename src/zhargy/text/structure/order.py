"""How one number follows another: 5, 5-1, 6; а, б; i, ii; III, IV."""

from __future__ import annotations

import re
from enum import Enum

from zhargy.languages import LANGUAGES

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"[IVXLCDM]+")
# What Romance languages add to a number that comes after another: 4, 4 bis, 4 ter.
REPEATS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
_INSERTED = re.compile(rf"(\d+)\s?([^\W\d_]|{'|'.join(REPEATS)})")  # 5a, 73A, 4 bis
# Letters that lists of most drafters leave out.
_SKIPPED = frozenset("ёйъьыһ")
_TWO = 2  # letters of an inserted number


class Order(Enum):
    """What the number `number` is after the number `last` of the same list."""

    FIRST = "first"
    NEXT = "next"
    GAP = "gap"
    SAME = "same"
    BACK = "back"


def roman(number: str) -> int | None:
    """The value of a Roman numeral in Latin capitals or small letters, None if it is none.

    >>> roman("XIV"), roman("iv"), roman("ABC")
    (14, 4, None)
    """
    upper = number.upper()
    if not _ROMAN.fullmatch(upper):
        return None
    values = [_ROMAN_VALUES[letter] for letter in upper]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def is_first(number: str) -> bool:
    """Could a list begin with this number?"""
    return number in {"1", "а", "a", "i", "I", "A", "А"}


def order(number: str, last: str) -> Order:
    """How `number` follows `last`.

    >>> [order(n, "5").value for n in ("6", "5-1", "8", "5", "1", "3")]
    ['next', 'next', 'gap', 'same', 'first', 'back']
    >>> order("4", "3-2").value, order("б", "а").value, order("iv", "iii").value
    ('next', 'next', 'next')
    >>> order("5a", "5").value, order("73B", "73A").value, order("74", "73B").value
    ('next', 'next', 'next')
    >>> order("4 bis", "4").value, order("5", "4 ter").value
    ('next', 'next')
    """
    if number == last:
        return Order.SAME
    here, before = _key(number), _key(last)
    if here is None or before is None or here[0] != before[0]:
        return Order.FIRST if is_first(number) else Order.BACK
    if _follows(here[1], before[1], here[0]):
        return Order.NEXT
    if here[1] > before[1]:
        return Order.GAP
    return Order.FIRST if is_first(number) else Order.BACK


def _follows(here: tuple[int, ...], before: tuple[int, ...], kind: str) -> bool:
    if len(here) > len(before):  # 5 -> 5-1
        return here[: len(before)] == before and here[len(before) :] == (1,)
    if before[: len(here) - 1] != here[:-1]:
        return False
    step = here[-1] - before[len(here) - 1]  # 5-2 -> 6, 5-1 -> 5-2, 5 -> 6
    if kind.startswith("letter"):
        return step == 1 or (step > 0 and _only_skipped(before[0], here[0], kind))
    return step == 1


def _only_skipped(before: int, here: int, kind: str) -> bool:
    alphabet = LANGUAGES[kind.removeprefix("letter-")].letters
    return set(alphabet[before + 1 : here]) <= _SKIPPED | set("әғқңөұүһі")


def _key(number: str) -> tuple[str, tuple[int, ...]] | None:
    """The kind of a number and its value, so that two of a kind can be compared."""
    head, *tail = number.replace(".", "-").split("-")
    rest = tuple(int(part) for part in tail if part.isdecimal())
    if head.isdecimal():
        return "digits", (int(head), *rest)
    if len(head) == 1 and head.casefold() in LANGUAGES["kk"].letters:
        return "letter-kk", (LANGUAGES["kk"].letters.index(head.casefold()), *rest)
    value = roman(head)
    if value is not None and (len(head) > 1 or head in "iIvVxX"):
        return "roman", (value, *rest)
    if len(head) == 1 and head.casefold() in LANGUAGES["en"].letters:
        return "letter-en", (LANGUAGES["en"].letters.index(head.casefold()), *rest)
    inserted = _INSERTED.fullmatch(head)
    if inserted is None:
        return None
    return "digits", (int(inserted[1]), _rank(inserted[2]), *rest)


def _rank(letter: str) -> int:
    """The place of a letter in its alphabet, from 1: "5a" comes after 5 as 5-1 does."""
    if letter in REPEATS:
        return REPEATS.index(letter) + 1
    small = letter.casefold()
    letters = LANGUAGES["ru" if small in LANGUAGES["ru"].letters else "en"].letters
    return letters.find(small) + 1


def letter_order(number: str, last: str) -> Order:
    """Like `order`, but "i" after "h" and "v" after "u" are letters, never Roman numerals.

    >>> letter_order("i", "h").value, letter_order("c", "b").value
    ('next', 'next')
    >>> [letter_order(n, last).value for n, last in (("ba", "b"), ("bb", "ba"), ("c", "bb"))]
    ['next', 'next', 'next']
    """
    alphabet = LANGUAGES["en"].letters
    if _is_inserted(number) or _is_inserted(last):
        return _after_inserted(number, last)
    if number.isupper() and last.isupper():
        number, last = (n if len(n) > 1 else n.lower() for n in (number, last))
    if len(number) == len(last) == 1 and number in alphabet and last in alphabet:
        step = alphabet.index(number) - alphabet.index(last)
        if step == 1:
            return Order.NEXT
        if step > 1 and number not in "ivx":
            return Order.GAP
        if step == 0:
            return Order.SAME
        if number == "a":
            return Order.FIRST
        return Order.BACK
    return order(number, last)


def _is_inserted(letters: str) -> bool:
    """(ba), which comes after (b), but not (ii)."""
    alphabet = LANGUAGES["en"].letters
    two = len(letters) == _TWO and letters[0] in alphabet and letters[1] in alphabet
    return two and roman(letters) is None


def _after_inserted(number: str, last: str) -> Order:
    """How letters follow one another where one of them was inserted: b, ba, bb, c."""
    if number == last:
        return Order.SAME
    if not (number.isascii() and last.isascii() and number.islower() and last.islower()):
        return order(number, last)
    if len(last) > _TWO or len(number) > _TWO:
        return order(number, last)
    first, second = (f"{letters}`"[:2] for letters in (last, number))  # a sign before "a"
    if first[0] == second[0]:
        step = ord(second[1]) - ord(first[1])
        return Order.NEXT if step == 1 else Order.GAP if step > 1 else Order.BACK
    return Order.NEXT if ord(second[0]) - ord(first[0]) == 1 and second[1] == "`" else Order.BACK
