"""Of which act: the name beside a citation, with its adjectives, date, number and title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from zhargy.languages.citing import Usage
from zhargy.languages.citing.usage import QUOTED, SPACES, Part
from zhargy.text.citation.reference import THIS

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LAST_WORD = re.compile(rf"(?<![\w-])(?P<word>{WORD.pattern}){SPACES}\Z")
_SPACES = re.compile(SPACES)
_MOST_WORDS = 5  # adjectives and the head
_FAR = 160
_SHORT_FAR = 40
_COMMON = frozenset(
    {"Document", "Pact", "Order", "Orders", "Decision", "Rule", "Rules", "Principles", "Guidelines"}
)
_DRAFTED = frozenset({"draft", "proposed"})  # of the draft law
_YEAR = re.compile(r" (?:1[89]|20)\d\d(?![\w/-])")
# What may follow a draft that is called nothing else: of the draft is too broad.
_AFTER_DRAFT = re.compile(
    r"\s*(?:[.,;:)]|$|\n|(?:is|was|are|does|would|should|must|may|will|and|or|which|that|has|gives)\b)"
)
_LINKS = frozenset({"and", "or", "as", "which", "when", "for", "but", "to", "in", "is", "was"})
_CODES = frozenset({"кодекс", "конституция"})
_ABOUT = re.compile(r"[^\w\n]?об?о?\s", re.IGNORECASE)
# Acts that are known by their name alone; adjectives by gender, after a hard and a soft stem.
_WHOLE = frozenset({"основной"})
_AGREEING = {"n": ("ое", "ее"), "p": ("ые", "ие"), "f": ("ая", "ая")}
# What tells acts with the same head apart.
DISTINCT = frozenset({"date", "number", "title"})
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Head:
    """An act that is named: its name and where the words stand; `name` is THIS for the act itself.

    `same`: the text says that it was named before ("того же Кодекса", "that Act"); `is_code`: it is
    named by a number that stands before (42 U.S.C.).
    """

    name: str
    start: int
    end: int
    same: bool = False
    is_code: bool = False


class Heads:
    """Reads the names of acts in texts of one language.

    `aliases` are short names with what they stand for.
    """

    def __init__(self, usage: Usage) -> None:
        self.usage = usage
        self.attribute = re.compile(
            rf"[^\S\n]*+(?:(?P<country>{usage.countries})|(?P<date>{usage.date})"
            rf"|(?P<number>{usage.number})|(?P<body>{usage.bodies})|(?P<title>{QUOTED}|{usage.title}))"
        )
        self._lead = re.compile(usage.lead)
        self._short = re.compile(
            rf"(?P<name>{usage.short_acts}(?:{SPACES}(?:{usage.countries}))?)(?![\w])"
        )
        self._short_before = re.compile(
            rf"(?<![\w-])(?P<name>{usage.short_acts}(?:{SPACES}(?:{usage.countries}))?)\Z"
        )
        self._matter = re.compile(usage.matter)
        self._of_what = re.compile(usage.of_what)
        self._whole = re.compile(usage.whole_name) if usage.whole_name else None

    def head_of(self, said: str, *, any_case: bool = False) -> str | None:
        """The nominative of a word for an act; a declaration of income is none."""
        head = self.usage.heads.get(said.lower())
        if head is None:
            return None
        if head[0].isupper() and not (any_case or said[0].isupper()):
            return None
        if said.isupper() and head.isupper():
            return head
        head = head.lower()
        return head[0].upper() + head[1:] if said[0].isupper() else head

    def after(self, text: str, place: int, aliases: Mapping[str, str]) -> Head | None:
        """The act that is named right after `place`: статьи 5 Закона, section 5 of this Act."""
        lead = self._lead.match(text, place)
        if lead is None:
            return None
        head = self.starting_at(text, lead.end(), aliases)
        if head is None:
            short = self._short.match(text, lead.end())
            if short is None:
                return None
            name = " ".join(short.group("name").split())
            year = _YEAR.match(text, short.end()) if self._whole is not None else None  # HRA 1998
            stop = year.end() if year is not None else short.end()
            name = aliases.get(name, name) + (year.group() if year is not None else "")
            head = Head(name, lead.end(), stop)
        if self._speaks(text, lead.group(), head):
            return None
        if lead.group("same") and head.name != THIS:
            said = " ".join(text[lead.start("same") : head.end].split())
            # "того же Закона" is the act named before, or else a law; "that Act" stays as it is.
            return replace(head, name=head.name if self.usage.cyrillic else said, same=True)
        return head

    def _speaks(self, text: str, lead: str, head: Head) -> bool:
        """Article 9 § 2, the draft Law goes further: after a comma another sentence may begin."""
        if self._whole is not None and not lead.strip() and head.name in _COMMON:
            return True  # Section 13.5 Document Form
        if self._whole is None or not lead.lstrip().startswith(",") or " of " in f"{lead} ":
            return False
        following = WORD.match(text, head.end + 1)
        goes_on = following is not None and text[head.end].isspace() and following.group().islower()
        return goes_on and following is not None and following.group() not in _LINKS

    def starting_at(self, text: str, at: int, aliases: Mapping[str, str]) -> Head | None:
        """The act whose name begins at `at`: this?, adjectives, head, attributes."""
        place, adjectives, this = at, list[str](), False
        for _ in range(_MOST_WORDS):
            found = WORD.match(text, place)
            if found is None:
                break
            if this and found.group().lower() in self.usage.heads:
                return Head(THIS, at, found.end())
            if place == at and (draft := self.usage.drafts.get(found.group().lower())) is not None:
                return self._draft(text, at, found, draft, aliases)
            drafted = bool(adjectives) and adjectives[0] in _DRAFTED
            titled = bool(adjectives) and adjectives[0][0].isupper()
            head = self.head_of(found.group(), any_case=titled or drafted)
            if head is not None and place == at and self._goes_on(text, at, found.end()):
                return self._by_capitals(text, at, aliases)
            if head is not None:
                return self._named(text, at, found.end(), [*adjectives, head], aliases)
            known = self.usage.words.get(found.group().lower())
            if known is not None and known.part is Part.THIS and place == at:
                this = True
            elif (adjective := self._nominative(found.group())) is not None:
                adjectives.append(adjective)
            else:
                break
            space = _SPACES.match(text, found.end())
            if space is None:
                break
            place = space.end()
        if this:
            return None
        if adjectives and self._whole is not None:
            named = self._by_capitals(text, place, aliases)
            last = at + len(adjectives[0])
            if (
                named is None
                and adjectives[0].lower() == "draft"
                and _AFTER_DRAFT.match(text, last)
            ):
                return Head(adjectives[0], at, last)
            return named and replace(named, name=" ".join([*adjectives, named.name]), start=at)
        return self._by_capitals(text, at, aliases)

    def _draft(
        self, text: str, at: int, word: re.Match[str], draft: str, aliases: Mapping[str, str]
    ) -> Head:
        """проекта Конституции: the draft, and the act that it is one of, as it stands."""
        draft = draft.capitalize() if word.group()[0].isupper() else draft
        space = _SPACES.match(text, word.end())
        act = self.starting_at(text, space.end(), aliases) if space is not None else None
        if act is None:
            stop, rest = self.attributes(text, word.end(), whole=True)
            return Head(f"{draft}{rest}", at, stop)
        if act.name == THIS:
            return replace(act, start=at)
        return Head(f"{draft} {' '.join(text[act.start : act.end].split())}", at, act.end)

    def _goes_on(self, text: str, at: int, end: int) -> bool:
        """Is a head only the first word of a name: the Constitution Act?"""
        whole = self._whole.match(text, at) if self._whole else None
        return whole is not None and whole.end() > end

    def _by_capitals(self, text: str, at: int, aliases: Mapping[str, str]) -> Head | None:
        """A name that goes before its head: the Local Government Act 1995."""
        found = self._whole.match(text, at) if self._whole else None
        if found is None or found.group().count("(") != found.group().count(")"):
            return None  # Schedule IV Format (See Regulation 19)
        return self._named(text, at, found.end(), [found.group()], aliases)

    def _named(
        self, text: str, start: int, end: int, words: list[str], aliases: Mapping[str, str]
    ) -> Head:
        """The act with these words, and the attributes that follow them."""
        words = [*(self._agreeing(word, words[-1]) for word in words[:-1]), words[-1]]
        name = " ".join(words)
        for alias, meant in aliases.items():
            if alias.startswith(name) and text.startswith(alias[len(name) :], end):
                stop = end + len(alias) - len(name)
                if not self._told_apart(text, stop):
                    return Head(meant, start, stop)
        matter = self._matter.match(text, end) if words[-1].lower() in self.usage.rules else None
        if matter is not None:
            name, end = f"{name} {' '.join(matter.group().split())}", matter.end()
        head = words[-1].lower()
        if head in self.usage.owned and (whose := self._of_what.match(text, end)) is not None:
            name, end = f"{name} {' '.join(whose.group().split())}", whose.end()
        whole = head in self.usage.untitled or len(words) > 1 and words[0].lower() in _WHOLE
        stop, rest = self.attributes(
            text, end, code=head in _CODES, whole=whole or len(words) > 1 and head == "кодекс"
        )
        return Head(f"{name}{rest}", start, stop)

    def _told_apart(self, text: str, place: int) -> bool:
        """A title, date or number after a short name is that of another act: Закона «О рекламе»."""
        while (found := self.attribute.match(text, place)) is not None:
            if found.lastgroup in DISTINCT:
                return True
            place = found.end()
        return False

    def attributes(
        self, text: str, place: int, *, code: bool = False, whole: bool = False
    ) -> tuple[int, str]:
        """Country, date, number and title in any order: where they end, and as they stand. A code
        is called «О недрах»; another title in quotes is that of its article. What has a `whole` name
        has no title without quotes: Конституции о равенстве.
        """
        rest: list[str] = []
        seen: set[str] = set()
        while (found := self.attribute.match(text, place)) is not None:
            kind = found.lastgroup or ""
            if kind in seen or code and kind == "title" and not _ABOUT.match(found.group(kind)):
                break
            if kind == "title" and (whole or "body" in seen) and found.group(kind)[0] in "оОoO":
                break
            said = " ".join(found.group(kind).split())
            if kind == "date":
                said = self.usage.plain_date(said)
            seen.add(kind)
            rest.append(said if said.startswith(",") else f" {said}")
            place = found.end()
        return place, "".join(rest)

    def _agreeing(self, adjective: str, head: str) -> str:
        """The adjective in the gender of its head: нормативное постановление."""
        gender = self.usage.genders.get(head.lower())
        if gender not in _AGREEING or adjective[-2:] not in ("ый", "ий", "ой", "ая"):
            return adjective
        stem, ending = adjective[:-2], _AGREEING[gender]
        soft = stem[-1] in ("жшщчг" if gender == "n" else "жшщчгкх")
        return stem + (ending[1] if soft and gender != "f" else ending[0])

    def _nominative(self, adjective: str) -> str | None:
        """The adjective before a head in the nominative, None where it is none."""
        lower = adjective.lower()
        for ending, nominative in self.usage.adjectives:
            if not lower.endswith(ending):
                continue
            stem = adjective[: len(adjective) - len(ending)]
            if not stem:
                return adjective[0] + nominative[1:]
            if nominative == "ый" and stem[-1] in "кгхшщчж":
                return stem + "ий"
            return stem + nominative
        return None

    def named_at(
        self, text: str, low: int, found: re.Match[str], aliases: Mapping[str, str] = _NOTHING
    ) -> Head | None:
        """The act whose head is `found`, with the adjectives before it, not before `low`."""
        start = found.start()
        for _ in range(_MOST_WORDS - 2):
            word = LAST_WORD.search(text, max(low, start - 40), start)
            if word is None or not self._belongs(word.group("word")):
                break
            start = word.start("word")
        if self.usage.drafts and (word := LAST_WORD.search(text, max(low, start - 40), start)):
            start = word.start("word") if word.group("word").lower() in self.usage.drafts else start
        return self.starting_at(text, start, aliases)

    def _belongs(self, word: str) -> bool:
        """Is it an adjective of the name, and no participle before it?"""
        if self._whole is not None:
            return word[0].isupper() or self._nominative(word) == word
        said = word[0].isupper() or word.lower().startswith(self.usage.act_adjective)
        return said and self._nominative(word) is not None

    def short_ending_at(self, text: str, end: int, aliases: Mapping[str, str]) -> Head | None:
        """The abbreviation that ends at `end`: GDPR Art. 32, ГК РК, ст. 8."""
        found = self._short_before.search(text, max(0, end - _SHORT_FAR), end)
        if found is None or found.group("name") in self.usage.no_names:
            return None
        if not set(found.group("name")) - set("IVXLC"):
            return None  # Order XXI, Rule 10
        name = " ".join(found.group("name").split())
        return Head(aliases.get(name, name), found.start(), end)

    def ending_at(
        self, text: str, end: int, aliases: Mapping[str, str], *, any_case: bool = False
    ) -> Head | None:
        """The act whose name ends at `end`; its head has a capital unless `any_case`."""
        low = max(0, end - _FAR)
        for found in WORD.finditer(text, low, end):
            said = found.group()
            if not (any_case or said[0].isupper()) or self.head_of(said) is None:
                continue
            named = self.named_at(text, max(0, found.start() - _FAR), found, aliases)
            if named is not None and named.end == end and named.name != THIS:
                return named
        return None
