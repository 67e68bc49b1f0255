"""A register of titles: acts by what they are called, with their date and number.

A register is data: it says that "УК РК", "Уголовный кодекс Республики Казахстан" and "ҚР ҚК" are
one act, and never what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from zhargy.languages import LANGUAGES
from zhargy.languages.citing import USAGES

_QUOTED = re.compile(r"[«“\"„](?P<title>[^»”\"]+)[»”\"]")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?:№|#|\bN[o°]?\.?)\s?(?P<number>\d[\w/.-]*(?:\s-[IVX]+\b)?)")
_DOTTED = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b")
_MOST_DATES = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """An act in a register.

    `names`: language -> titles and short names. `replaced_by`: the id of the act that came after
    it; a name alone means the act that is in force. `source`: where these facts come from.
    """

    id: str
    names: Mapping[str, tuple[str, ...]]
    adopted: date | None = None
    number: str = ""
    replaced_by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of an act: date and number apart, a title in quotes, all other words."""

    title: str
    words: str
    day: date | None
    number: str


@dataclass(frozen=True)
class Titles:
    """Registers together. `country`: language -> words that say whose acts these are, which may be
    left out of a name ("Уголовный кодекс РК" is "Уголовный кодекс").
    """

    entries: Sequence[Entry] = ()
    country: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Entry]]:
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            for language, names in entry.names.items():
                for name in names:
                    said = said_of(name, language)
                    for key in {said.words, said.title} - {""}:
                        same = found.setdefault((language, self._bare(key, language)), [])
                        if entry not in same:
                            same.append(entry)
        return found

    @cached_property
    def _by_number(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.number:
                found.setdefault(_plain(entry.number), []).append(entry)
        return found

    def _bare(self, folded: str, language: str) -> str:
        """The words without those of the country; all of them if there are no others."""
        words = folded.split()
        said = " ".join(self.country.get(language, ()))
        drop = {folded_word(word, language) for word in _WORD.findall(said)}
        return " ".join(word for word in words if word not in drop) or folded

    def meant(self, name: str, language: str, *, replaced: bool = False) -> list[Entry]:
        """The acts that a name may mean; several where the register cannot tell them apart.

        A date or a number beside the name must be that of the act. By number alone an act is found
        where no title stands beside it. Of acts with one name only those in force are meant, unless
        `replaced`.
        """
        if not self.entries:
            return []
        said = said_of(name, language)
        key = said.title or said.words
        found = self._by_name.get((language, self._bare(key, language)), [])
        if not found and said.number and not said.title:
            found = self._by_number.get(_plain(said.number), [])
            found = [entry for entry in found if said.day is None or entry.adopted == said.day]
        found = [entry for entry in found if _fits(entry, said)]
        if len(found) > 1 and not replaced and not (said.day or said.number):
            found = [entry for entry in found if not entry.replaced_by] or found
        return found


NO_TITLES = Titles()


def together(registers: Iterable[Titles]) -> Titles:
    """All registers as one; of entries with one id the last counts."""
    entries: dict[str, Entry] = {}
    country: dict[str, tuple[str, ...]] = {}
    for register in registers:
        entries |= {entry.id: entry for entry in register.entries}
        for language, words in register.country.items():
            country[language] = (*country.get(language, ()), *words)
    return Titles(tuple(entries.values()), country)


def _fits(entry: Entry, said: Said) -> bool:
    if said.day is not None and entry.adopted is not None and said.day != entry.adopted:
        return False
    return not (said.number and entry.number and _plain(said.number) != _plain(entry.number))


def _plain(number: str) -> str:
    """ "480-V ЗРК", "480 -V" and "480-V" are one number."""
    return re.sub(r"\s+(?=-)", "", number).split()[0].casefold().rstrip(".,")


def said_of(name: str, language: str) -> Said:
    """A name, taken apart."""
    day, rest = _date_in(name, language)
    number = _NUMBER.search(rest)
    rest = _NUMBER.sub(" ", rest)
    quoted = _QUOTED.search(rest)
    title = folded(quoted.group("title"), language) if quoted else ""
    return Said(title, folded(rest, language), day, number.group("number") if number else "")


def _date_in(name: str, language: str) -> tuple[date | None, str]:
    """The whole date in a name, and the name without it."""
    months = USAGES[language].months if language in USAGES else ()
    patterns = [_DOTTED, *(_in_words(language) if months else ())]
    for pattern in patterns:
        found = pattern.search(name)
        if found is None:
            continue
        month = found.group("month")
        number = int(month) if month.isdigit() else months.index(month.casefold()) + 1
        rest = f"{name[: found.start()]} {name[found.end() :]}"
        try:
            return date(int(found.group("year")), number, int(found.group("day"))), rest
        except ValueError:
            return None, name
    return None, name


@cache
def _in_words(language: str) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(USAGES[language].months)})"
    day, year = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
    shapes = (
        rf"(?:\b(?:от|of)\s+)?\b{day}\s+{month}\s+{year}(?:\s+года|\s?г\.)?",
        rf"(?:\bof\s+)?{month}\s+{day},?\s+{year}",
        rf"\b{year}\s+жылғы\s+{day}\s+{month}[а-яәғқңөұүһі]*",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


def dates_in(text: str, language: str) -> set[date]:
    """The whole dates that a text holds."""
    found: set[date] = set()
    day, rest = _date_in(text, language)
    while day is not None and len(found) < _MOST_DATES:
        found.add(day)
        day, rest = _date_in(rest, language)
    return found


def folded(name: str, language: str) -> str:
    """A name without inflection, quotes and order: what stays is compared."""
    return " ".join(sorted({folded_word(w, language) for w in _WORD.findall(name.casefold())}))


@cache
def folded_word(word: str, language: str) -> str:
    """A word without inflection and case."""
    known = LANGUAGES.get(language)
    return known.stem_of(word.casefold()) if known else word.casefold()
