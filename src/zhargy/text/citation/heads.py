"""Of which act: the head beside a citation, its date, number and title, and short names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from zhargy.languages.citing import USAGES, Usage
from zhargy.languages.citing.usage import Part

THIS_ACT = "this"
_S = r"[^\S\n]+"
_BACK = 420
_OPEN, _CLOSE = "«“\"„", "»”\""
_NUMBER = r"(?:№|N[o°]?\.?|#)\s?[\w/.-]*[\w/-]"
_SAID = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Head:
    """An act that is named: its name and where the words stand.

    `same`: the text says that it was named before ("того же Кодекса", "that Act").
    """

    name: str
    start: int
    end: int
    capital: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    lead: re.Pattern[str]
    attribute: re.Pattern[str]
    short: re.Pattern[str]
    alias: re.Pattern[str]
    back: re.Pattern[str]
    back_short: re.Pattern[str]


@cache
def _patterns(code: str) -> _Patterns:
    usage = USAGES[code]
    months = "|".join(usage.months.split())
    quoted = rf"[{_OPEN}][^{_CLOSE}\n]{{1,300}}[{_CLOSE}]"
    if code == "ru":
        date = rf"(?:от{_S}|принят\w+{_S}|,\s?принят\w+{_S})?(?:\d{{1,2}}{_S}(?:{months}){_S}\d{{4}}(?:{_S}(?:года|г\.))?|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?:{_S}?(?:года|г\.))?)"
    elif code == "en":
        date = rf"(?:of|from|dated){_S}(?:\d{{1,2}}{_S}(?:{months})|(?:{months}){_S}\d{{1,2}},?){_S}\d{{4}}|(?:of{_S})?\d{{4}}(?![\d-])|,{_S}\d{{4}}(?![\d-])"
    else:
        date = rf"\d{{4}}{_S}жылғы{_S}\d{{1,2}}{_S}(?:{months})[дт][ае][ғг][ыі]|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}(?:{_S}?ж\.)?"
    attributes = rf"(?P<country>{usage.countries})|(?P<date>{date})|(?P<number>{_NUMBER})|(?P<title>{quoted}|{usage.title})"
    lead = rf"{_S}(?:[(])?(?:(?:ко?|по|во?|из){_S})?(?:(?:Общей|Особенной){_S}части{_S})?(?P<same>(?:того{_S}же|тех{_S}же|указанн\w+|названн\w+|вышеуказанн\w+|упомянут\w+){_S})?"
    return _Patterns(
        re.compile(lead),
        re.compile(rf"[^\S\n]*+(?:{attributes})"),
        re.compile(rf"{_S}(?:of{_S}(?:the{_S})?)?(?P<short>{usage.short_acts})(?:{_S}(?:{usage.countries}))?(?![\w])"),
        re.compile(usage.alias),
        re.compile(rf"(?:(?P<country>{usage.countries})|(?P<date>{date})|(?P<number>{_NUMBER})|(?P<title>{quoted}(?:{_S}туралы)?))[^\S\n]*\Z"),
        re.compile(rf"(?<![\w])(?P<name>(?:(?:{usage.countries}){_S})?{usage.short_acts})[^\S\n]*\Z"),
    )


class Heads:
    """Reads the names of acts in texts of one language; `aliases` are those of one text."""

    def __init__(self, usage: Usage) -> None:
        self.usage, self.patterns = usage, _patterns(usage.code)
        longest = max(map(len, usage.heads))
        self._longest = longest

    def _head(self, said: str) -> str | None:
        """The nominative of a word for an act; a declaration of income is none."""
        head = self.usage.heads.get(said.lower())
        if head is None or (head[0].isupper() and not said[0].isupper() and self.usage.cyrillic):
            return None
        return head

    # -- after a citation: статьи 5 Закона ..., section 5 of the ... Act -----------------------------

    def after(self, text: str, place: int, aliases: Mapping[str, str]) -> Head | None:
        """The act that is named right after `place`."""
        if self.usage.code == "en":
            named = self._after_english(text, place, aliases)
            return named or self._short(text, place)
        short = self._short(text, place)
        if short is not None:
            return short
        lead = self.patterns.lead.match(text, place)
        at = lead.end() if lead else place
        if at == place:
            return None
        head = self._from(text, at, aliases)
        if head is not None and lead is not None and lead.group("same") and head.name != THIS_ACT:
            return replace(head, same=True)
        return head

    def _short(self, text: str, place: int) -> Head | None:
        """УК РК, GDPR."""
        short = self.patterns.short.match(text, place)
        if short is None:
            return None
        said = " ".join(text[short.start("short") : short.end()].split())
        return Head(said, place, short.end())

    def _from(self, text: str, at: int, aliases: Mapping[str, str]) -> Head | None:
        """The act whose name begins at `at`: this?, adjectives, head, attributes."""
        place, adjectives, this = at, [], False
        for _ in range(5):
            found = _SAID.match(text, place)
            if found is None:
                return None
            said = found.group()
            lower = said.lower()
            head = self._head(said)
            if head is not None:
                return self._named(text, at, found, head, adjectives, this, aliases)
            word = self.usage.words.get(lower)
            if word is not None and word.part is Part.THIS and place == at:
                this = True
            else:
                nominative = self._nominative(said)
                if nominative is None:
                    return None
                adjectives.append(nominative)
            space = re.compile(_S).match(text, found.end())
            if space is None:
                return None
            place = space.end()
        return None

    def _named(
        self,
        text: str,
        start: int,
        found: re.Match[str],
        head: str,
        adjectives: list[str],
        this: bool,
        aliases: Mapping[str, str],
    ) -> Head:
        if this:
            return Head(THIS_ACT, start, found.end())
        said = found.group()
        shown = head[0].upper() + head[1:] if said[0].isupper() else head
        end, rest = self._attributes(text, found.end())
        name = " ".join([*adjectives, shown])
        capital = said[0].isupper() or bool(adjectives and adjectives[0][0].isupper())
        whole = f"{name}{rest}"
        for alias, meant in aliases.items():
            tail = alias[len(name) :] if alias.startswith(name) else None
            if tail is not None and text.startswith(tail, found.end()):
                return Head(meant, start, max(found.end() + len(tail), end if not rest else 0), True)
        return Head(whole, start, end, capital)

    def _attributes(self, text: str, place: int) -> tuple[int, str]:
        """Country, date, number and title in any order, as they stand."""
        rest: list[str] = []
        seen: set[str] = set()
        while (found := self.patterns.attribute.match(text, place)) is not None:
            kind = found.lastgroup or ""
            if kind in seen:
                break
            said = " ".join(found.group(kind).split())
            if kind == "date":
                said = re.sub(r"^,?\s?принят\w+ ", "от ", said)
            seen.add(kind)
            rest.append(said)
            place = found.end()
        return place, "".join(f" {said}" for said in rest)

    def _nominative(self, adjective: str) -> str | None:
        lower = adjective.lower()
        for ending, nominative in self.usage.adjectives:
            if lower.endswith(ending):
                stem = adjective[: len(adjective) - len(ending)]
                if not stem:
                    return adjective[0] + nominative[1:]
                if nominative == "ый" and stem[-1] in "кгхшщчж":
                    return stem + "ий"
                return stem + nominative
        return None

    def _after_english(self, text: str, place: int, aliases: Mapping[str, str]) -> Head | None:
        found = _ENGLISH_LEAD.match(text, place)
        if found is None:
            return None
        at = found.end()
        if found.group("this"):
            head = _SAID.match(text, at)
            if head is None or head.group().lower() not in self.usage.heads:
                return None
            if found.group("this") == "that":
                return Head(f"that {head.group().capitalize()}", place, head.end(), True, True)
            if found.group("this") == "the said":
                return Head(THIS_ACT, place, head.end(), True, True)
            return Head(THIS_ACT, place, head.end())
        name = _ENGLISH_NAME.match(text, at)
        if name is None:
            return None
        end, rest = self._attributes(text, name.end())
        said = name.group()
        if said in aliases:
            return Head(aliases[said], place, end, True)
        return Head(f"{said}{rest.replace(' ,', ',')}", place, end, True)

    # -- before a citation: Заңның 5-бабы; УК РК, статья 5 ------------------------------------------

    def before(self, text: str, place: int, aliases: Mapping[str, str]) -> Head | None:
        """The act that is named right before `place`."""
        low = max(0, place - _BACK)
        end = _stripped(text, low, place)
        if text[end - 1 : end] == ")":
            announced = _ANNOUNCED.search(text, max(low, end - 120), end)
            end = _stripped(text, low, announced.start()) if announced else end
        start = end
        while start > low and (text[start - 1].isalpha() or text[start - 1] == "-"):
            start -= 1
        said = text[start:end]
        if not said:
            return None
        head = self._head(said)
        if head is None:
            short = self.patterns.back_short.search(text, max(low, end - 40), end)
            if short is not None:
                return Head(_bare(" ".join(short.group("name").split())), short.start(), end)
            return None
        shown = head[0].upper() + head[1:] if said[0].isupper() else head
        return self._back(text, low, start, end, shown, aliases)

    def _back(
        self, text: str, low: int, start: int, end: int, head: str, aliases: Mapping[str, str]
    ) -> Head | None:
        """Walk left over what belongs to the name of the act."""
        rest: list[str] = []
        place, seen, limit = start, set[str](), 8
        while limit:
            limit -= 1
            found = self.patterns.back.search(text, low, place)
            if found is not None and (found.lastgroup or "") not in seen:
                kind = found.lastgroup or ""
                seen.add(kind)
                rest.insert(0, " ".join(found.group(kind).split()))
                place = found.start()
                continue
            word = _LAST_WORD.search(text, max(low, place - 40), place)
            if word is None:
                break
            said = word.group("word")
            known = self.usage.words.get(said.lower())
            if known is not None and known.part is Part.THIS:
                return Head(THIS_ACT, word.start("word"), end)
            if said.lower() == "туралы" and not rest:
                about = _ABOUT.search(text, low, place)
                if about is not None and about.group("about")[0].isupper():
                    rest.insert(0, " ".join(about.group("about").split()))
                    place = about.start("about")
                    continue
                break
            name = None if rest else _named_code(text, low, place, head)
            if name is not None:
                rest.insert(0, " ".join(name.group("name").split()))
                place = name.start("name")
                continue
            if rest or not said.endswith(_ADJECTIVAL):
                break
            rest.insert(0, said)
            place = word.start("word")
        name = " ".join([*rest, head])
        for alias, meant in aliases.items():
            if name == alias or name.endswith(" " + alias) or _same_alias(name, alias):
                return Head(meant, place, end, True)
        return Head(name, place, end, head[0].isupper() or bool(rest))

    def ending_at(
        self, text: str, found: re.Match[str], place: int, aliases: Mapping[str, str]
    ) -> Head | None:
        """The act whose head is `found`, if its name ends at `place`."""
        if self.usage.code == "en":
            end, rest = self._attributes(text, found.end())
            name = f"{found.group()}{rest}"
            named = Head(aliases.get(name, name), found.start(), end)
        else:
            named = self.named_at(text, max(0, found.start() - 60), found, aliases)
        return named if named is not None and named.end == place else None

    # -- short names: (далее – Закон) ---------------------------------------------------------------

    def aliases(self, text: str) -> dict[str, str]:
        """Short names that the text gives to acts, each with the name it stands for."""
        found: dict[str, str] = {}
        for announced in self.patterns.alias.finditer(text):
            alias = " ".join(announced.group("alias").split())
            if not self._is_act(alias):
                continue
            meant = self._ending_at(text, announced.start())
            if meant is not None:
                found[alias] = meant
        return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))

    def _is_act(self, alias: str) -> bool:
        words = _SAID.findall(alias)
        heads = self.usage.heads
        return any(word.lower() in heads for word in words) or bool(
            re.fullmatch(self.usage.short_acts, alias)
        )

    def _ending_at(self, text: str, place: int) -> str | None:
        """The name of the act that ends right before `place`."""
        end = len(text[:place].rstrip(" \u00a0,("))
        if self.usage.larger_first:
            head = self.before(text, end, {})
            return head.name if head else None
        low = max(0, end - _BACK)
        best: str | None = None
        for found in _SAID.finditer(text, low, end):
            if found.group().lower() not in self.usage.heads:
                continue
            if self.usage.code == "en":
                name = _ENGLISH_BACK.search(text, low, found.end())
                stop, rest = self._attributes(text, found.end())
                if stop >= end and name is not None:
                    best = best or f"{name.group('name')}{rest}"
                continue
            head = self.named_at(text, low, found)
            if head is not None and head.end >= end and head.name != THIS_ACT:
                best = best or head.name
        return best

    def named_at(
        self,
        text: str,
        low: int,
        found: re.Match[str],
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> Head | None:
        """The act whose head is `found`, with the adjectives before it."""
        start = found.start()
        for _ in range(3):
            word = _LAST_WORD.search(text, max(low, start - 40), start)
            if word is None or self._nominative(word.group("word")) is None:
                break
            said = word.group("word")
            if not (said[0].isupper() or said.startswith("конституционн")):
                break
            start = word.start("word")
        return self._from(text, start, aliases)


_LAST_WORD = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)[^\S\n]+\Z")
_ABOUT = re.compile(r"(?P<about>(?<![\w-])[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі-]+(?:[^\S\n]+[а-яәғқңөұүһі-]+){0,7}[^\S\n]+туралы)[^\S\n]+\Z")
_ENGLISH_LEAD = re.compile(
    r",?[^\S\n]+(?:(?:of|in|under|to)[^\S\n]+)?(?:(?P<this>this|that|the said|the present)[^\S\n]+|(?:the|an?)[^\S\n]+|(?<=of )|(?<=to )|(?<=, ))"
)
_CAPITALS = r"[A-Z][\w’'-]*(?:[^\S\n]+(?:(?:of|and|on|for|the|in|to)[^\S\n]+){0,2}[A-Z(][\w’'-]*\)?){0,10}?"
_ENGLISH_HEADS = r"(?:Act|Constitution|Code|Law|Charter|Covenant|Convention|Regulations?|Rules|Statute|Treaty|Ordinance|Decree|Directive|By-?laws|Protocol|Agreement|Bill|Order)"
_ENGLISH_NAME = re.compile(
    rf"(?:\d{{4}}[^\S\n]+)?(?:(?:{_CAPITALS}[^\S\n]+)?{_ENGLISH_HEADS}|{_CAPITALS}[^\S\n]+Statutes)(?![\w])"
)
_ENGLISH_BACK = re.compile(rf"(?<![\w])(?P<name>(?:{_CAPITALS}[^\S\n]+)?{_ENGLISH_HEADS})\Z")
_CODE_NAME = re.compile(
    r"(?P<name>(?<![\w-])(?!Осы|Республикасы|Қазақстан|Бұл)[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі-]+"
    r"(?:[^\S\n]+[а-яәғқңөұүһі-]+){0,3})[^\S\n]+\Z"
)
_ANNOUNCED = re.compile(r"\((?:бұдан|әрі)\s+(?:әрі|қарай)[^()\n]{1,90}\)\Z")
_ADJECTIVAL = ("лық", "лік", "дық", "дік", "тық", "тік")
_CASE_AFTER_HYPHEN = re.compile(r"-[а-яәғқңөұүһі]+$")
_ENDS_LOWER = re.compile(r"(?<=[А-ЯӘҒҚҢӨҰҮҺІ])(?:нің|ның|дің|дың|тің|тың|ге|ға|ке|қа|де|да|те|та)$")


def _bare(name: str) -> str:
    """An abbreviation without its case ending."""
    return _ENDS_LOWER.sub("", _CASE_AFTER_HYPHEN.sub("", name))


def _stripped(text: str, low: int, end: int) -> int:
    """Where the text ends before white space."""
    while end > low and text[end - 1] in " \u00a0\u202f\t":
        end -= 1
    return end


def _named_code(text: str, low: int, place: int, head: str) -> re.Match[str] | None:
    """The words that name a code: Азаматтық іс жүргізу кодексі."""
    if not head.casefold().startswith("кодекс"):
        return None
    return _CODE_NAME.search(text, low, place)


def _same_alias(name: str, alias: str) -> bool:
    return name.casefold() == alias.casefold()
