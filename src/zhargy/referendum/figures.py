"""Counts as people write them: read exactly, or refused with what is wrong; nothing is guessed.

Thousands may be parted by a space (of any width), by an apostrophe, or, where there are two groups
at least, by commas or points. "1.234" may be a thousand and more or one and a bit: it is refused
(Q50) unless the form says which sign parts its thousands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from zhargy.referendum.columnwise import Column
from zhargy.referendum.remark import said

# A count above this is a slip of the pen: there are not so many people.
MOST = 10**12 - 1
_LONGEST = 12

SPACES = " \u00a0\u2009\u202f\u2007\u2005\u2006"
_SIGNS = ",.'’ʼ`"
_GROUPED = re.compile(rf"\d{{1,3}}([{SPACES}{_SIGNS}])\d{{3}}(?:\1\d{{3}})*", re.ASCII)
_DECIMAL = re.compile(r"\d+[.,]\d+", re.ASCII)
_PERCENT = re.compile(r"[-+−–]?[\d.,\s]+\s*[%‰٪％]", re.ASCII)
_NEGATIVE = re.compile(rf"[-−–‐‑]\s*\d[\d{SPACES}{_SIGNS}]*|\(\d[\d{SPACES}{_SIGNS}]*\)", re.ASCII)
_NOTHING = frozenset(("-", "–", "—", "−", "..", "...", "…", "x", "х", "н/д", "н.д.", "нд", "n/a", "na", "n.a.", "null", "none", "nan", "nil", "жоқ", "б/д"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numerals:
    """How a form writes its counts: the sign that parts thousands where it would be in doubt
    ("," or "."), and the words that stand for "not given"."""

    thousands: str = ""
    not_given: frozenset[str] = frozenset()


PLAIN = Numerals()


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that is no count: the code of what is wrong, and what its sentence mentions."""

    code: str
    fields: tuple[tuple[str, object], ...]


def read_figure(cell: str, numerals: Numerals = PLAIN) -> int | Broken | None:
    """The count in a cell; None where nothing is given.

    >>> read_figure("12\u202f482 613".replace(" ", "\u202f")), read_figure(""), read_figure("0")
    (12482613, None, 0)
    >>> read_figure("1.234").code, read_figure("1.234", Numerals(thousands="."))
    ('Q50', 1234)
    """
    text = cell.strip()
    if not text or text.casefold() in numerals.not_given:
        return None
    if text.isascii() and text.isdigit():
        return _sized(text, text)
    if grouped := _GROUPED.fullmatch(text):
        digits, sign = re.sub(r"\D", "", text), grouped[1]
        one_group = len(re.findall(r"\D", text)) == 1
        if sign in ",." and sign != numerals.thousands and (one_group or numerals.thousands):
            return Broken("Q50", said(text=text, plain=digits))
        return _sized(text, digits)
    return Broken(*_what_is_wrong(text))


def _sized(text: str, digits: str) -> int | Broken:
    if len(digits) > _LONGEST and len(digits.lstrip("0")) > _LONGEST:
        return Broken("Q55", said(text=text[:40], limit=MOST))
    return int(digits)


def _what_is_wrong(text: str) -> tuple[str, tuple[tuple[str, object], ...]]:
    shown = text[:40]
    if text.casefold() in _NOTHING:
        return "Q56", said(text=shown)
    if _PERCENT.fullmatch(text):
        return "Q51", said(text=shown)
    if _NEGATIVE.fullmatch(text):
        return "Q52", said(text=shown)
    foreign = next((c for c in text if c.isdecimal() and not c.isascii()), "")
    if foreign:
        return "Q53", said(text=shown, digit=unicodedata.name(foreign, foreign))
    if _DECIMAL.fullmatch(text):
        return "Q54", said(text=shown)
    odd = next((c for c in text if not (c.isascii() and c.isdigit())), text[0])
    return "Q49", said(text=shown, sign=unicodedata.name(odd, f"U+{ord(odd):04X}"))


def read_column(
    cells: Sequence[str], numerals: Numerals = PLAIN
) -> tuple[Column, list[tuple[int, Broken]]]:
    """As `read_figure`, for all cells of a column; what is broken comes with its row and is absent.

    Cells of plain digits, which nearly all are, and empty ones are read at once.
    """
    plain = _plain(cells)
    if plain is not None:
        return Column(plain, np.zeros(len(cells), dtype=np.bool_)), []
    filled = [cell or "0" for cell in cells]
    plain = _plain(filled)
    if plain is not None:
        return Column(plain, np.array([not cell for cell in cells], dtype=np.bool_)), []
    values = np.zeros(len(cells), dtype=np.int64)
    absent = np.zeros(len(cells), dtype=np.bool_)
    broken = []
    for row, cell in enumerate(cells):
        read = read_figure(cell, numerals)
        if isinstance(read, int):
            values[row] = read
            continue
        absent[row] = True
        if read is not None:
            broken.append((row, read))
    return Column(values, absent), broken


def _plain(cells: Sequence[str]) -> NDArray[np.int64] | None:
    """The counts of a column in which every cell is plain digits; None for any other."""
    joined = ",".join(cells)
    digits = joined.replace(",", "")
    if not cells or not (digits.isascii() and digits.isdigit()):
        return None
    # A cell that is empty, or has a comma of its own, would shift the others.
    if ",," in joined or joined[0] == "," or joined[-1] == ",":
        return None
    if joined.count(",") != len(cells) - 1:
        return None
    # What is too large for int64 comes out as its largest number, which is above MOST.
    values = np.fromstring(joined, dtype=np.int64, sep=",")
    return values if int(values.max()) <= MOST else None


def read_share(cell: str) -> Fraction | Broken | None:
    """A percentage as printed, with point or comma, as an exact number of per cent.

    >>> read_share("51,93 %"), read_share("19.21"), read_share("a lot").code
    (Fraction(5193, 100), Fraction(1921, 100), 'Q49')
    """
    text = cell.strip().removesuffix("%").strip(SPACES)
    if not text:
        return None
    if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,10})?", text, re.ASCII):
        return Fraction(text.replace(",", "."))
    return Broken(*_what_is_wrong(cell.strip()))
