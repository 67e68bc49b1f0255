"""Blank protocols: for each precinct a sheet with the lines of the form and room for its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pypdfium2

from zhargy.messages import say
from zhargy.messages.dates import day as day_in_words
from zhargy.referendum.form import Equation, ProtocolForm
from zhargy.reports.documents.cells import fit
from zhargy.reports.documents.document import FIRST_DAY
from zhargy.reports.documents.pdf import typeset
from zhargy.reports.papers import word
from zhargy.reports.papers.ballot import Words, in_all, words_in

# Boxes for the digits of a count: no precinct has a hundred thousand citizens.
DIGITS = 5
# Millimetres: the room for the table on the first side, and the height of a box.
_ROOM, _LOWEST, _HIGHEST = 190, 8.0, 11.0
# Points, and the letters that fit on a line then.
_SIZES = ((8.5, 90), (7.0, 110), (5.5, 145))
_SIGN = ("chair", "deputy", "secretary", "member", "member", "member", "member")


@dataclass(frozen=True, slots=True)
class Precinct:
    """Whose paper it is; `above` are the names of the units above it, the nearest first."""

    code: str
    name: Words
    above: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Blanks:
    """The papers of one question for some precincts."""

    form: ProtocolForm
    title: Words
    asks: Words
    precincts: tuple[Precinct, ...]
    languages: tuple[str, ...]
    vote: date | None = None
    day: date | None = None

    @property
    def made(self) -> datetime:
        """The day at midnight."""
        return datetime.combine(self.day or FIRST_DAY, time(), UTC)


def blank_bytes(blanks: Blanks, suffix: str) -> bytes:
    """The papers as a file of the kind that the suffix names, ".pdf" or ".docx"."""
    source = _source(blanks)
    if suffix == ".pdf":
        return _pdf(source, blanks.made)
    if suffix == ".docx":
        return word.blank_docx(source, blanks.made)
    raise ValueError(f"no protocol is written as {suffix}")


def _pdf(source: Mapping[str, Any], made: datetime) -> bytes:
    """The sheet that all precincts have in common is set once, and stands in the file once: a
    thousand papers take a second and two megabytes instead of a minute and sixty."""
    sheet = typeset("protocol_sheet.typ", source, made)
    document = pypdfium2.PdfDocument(sheet)
    try:
        pages = len(document)
    finally:
        document.close()
    common = {"sheet": list(sheet), "pages": pages}
    return typeset("protocol_blank.typ", {**source, **common}, made)


def numbered(form: ProtocolForm) -> dict[str, str]:
    """The number of each line: the form's own; those without one go on after the highest.

    >>> from zhargy.referendum.form import Line
    >>> lines = (Line("yes", "4a", {}, True, ()), Line("boxes", "", {}, False, ()))
    >>> numbered(ProtocolForm("", {}, lines, ()))
    {'yes': '4a', 'boxes': '5'}
    """
    highest = max((_leading(line.number) for line in form.lines), default=0)
    numbers = {}
    for line in form.lines:
        if not line.number:
            highest += 1
        numbers[line.name] = fit(line.number) or str(highest)
    return numbers


def _leading(number: str) -> int:
    digits = number[: next((n for n, sign in enumerate(number) if not sign.isdigit()), None)]
    return int(digits) if digits.isascii() and digits else 0


def _source(blanks: Blanks) -> dict[str, Any]:
    languages, numbers = blanks.languages, numbered(blanks.form)
    errors = [e for e in blanks.form.equations if e.severity == "error"]
    others = [e for e in blanks.form.equations if e.severity != "error"]

    def equations(some: Sequence[Equation]) -> list[dict[str, Any]]:
        return [_equation(one, numbers, languages) for one in some]

    return {
        "languages": languages,
        "date": [blanks.made.year, blanks.made.month, blanks.made.day],
        "title": fit(blanks.form.title[languages[0]]),
        "heads": words_in(blanks.form.title, languages),
        "vote": words_in(blanks.title, languages),
        "on": [day_in_words(str(blanks.vote), code) for code in languages] if blanks.vote else [],
        "asks": words_in(blanks.asks, languages),
        "box": 5 + 4 * len(languages),
        "digits": DIGITS,
        "height": min(max(_ROOM / len(blanks.form.lines) - 2.4, _LOWEST), _HIGHEST),
        "columns": {
            "line": in_all("print-line", languages),
            "digits": in_all("print-digits", languages),
            "words": in_all("print-words", languages),
        },
        "lines": [
            [numbers[line.name], words_in(line.title, languages)] for line in blanks.form.lines
        ],
        "checks": in_all("print-checks", languages),
        "errors": equations(errors),
        "look": in_all("print-look", languages),
        "others": equations(others),
        "complaints": in_all("print-complaints", languages),
        "signed": in_all("print-signed", languages),
        "date_and_time": in_all("print-when", languages),
        "name": in_all("print-name", languages),
        "signature": in_all("print-signature", languages),
        "sign": [in_all(_ROLES[role], languages) for role in _SIGN],
        "page": [say("print-page", code, n="\x01") for code in languages],
        "places": [_place(precinct, languages) for precinct in blanks.precincts],
    }


_ROLES: Mapping[str, str] = {
    "chair": "print-chair",
    "deputy": "print-deputy",
    "secretary": "print-secretary",
    "member": "print-member",
}


def _equation(
    equation: Equation, numbers: Mapping[str, str], languages: Sequence[str]
) -> dict[str, Any]:
    """The equation in plain words, and the numbers of the lines that it compares."""
    lines = [numbers[name] for name in numbers if name in equation.names]
    words = [said.replace(" %", "\u00a0%") for said in words_in(equation.title, languages)]
    return {"lines": ranges(lines), "words": words}


def ranges(numbers: Sequence[str]) -> str:
    """Numbers with runs of three and more drawn together.

    >>> ranges(["5", "12", "13", "14", "16"]), ranges(["4a", "4b", "7", "8"])
    ('5, 12–14, 16', '4a, 4b, 7, 8')
    """
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        if last.isdecimal() and number.isdecimal() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else run for run in runs]
    return ", ".join(number for run in said for number in run)


def _place(precinct: Precinct, languages: Sequence[str]) -> dict[str, Any]:
    head = in_all("print-precinct", languages, code=fit(precinct.code))
    name = _named(precinct.name, languages)
    above = [_named(words, languages) for words in precinct.above]
    units = [
        ", ".join(dict.fromkeys(names[n] for names in above if names[n]))
        for n in range(len(languages))
    ]
    longest = max(map(len, map("".join, zip(head, name, units, strict=True))))
    return {
        "code": fit(precinct.code),
        "head": head,
        "name": name,
        "above": units,
        # One line for each language, in the box of a fixed height.
        "size": next((size for size, letters in _SIZES if longest <= letters), _SIZES[-1][0]),
    }


def _named(words: Words, languages: Sequence[str]) -> list[str]:
    """A name in each language; another language's where there is none."""
    any_name = next((fit(name) for name in words.values() if name), "")
    return [name or any_name for name in words_in(words, languages)]
