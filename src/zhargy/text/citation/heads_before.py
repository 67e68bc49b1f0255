"""The name of an act before a citation, read from right to left: Заңның 5-бабы."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhargy.languages.citing import Usage
from zhargy.languages.citing.usage import QUOTED, SPACES, Part
from zhargy.text.citation.heads import DISTINCT, LAST_WORD, Head, Heads
from zhargy.text.citation.reference import THIS

_FAR = 420
_MOST_PIECES = 8
_SPACE = " \u00a0\u202f\t"


class HeadsBefore:
    """Reads names of acts that stand before the citation, in a language with the larger first."""

    def __init__(self, heads: Heads) -> None:
        self.usage: Usage = heads.usage
        self._heads = heads
        usage = self.usage
        self._attribute = re.compile(
            rf"(?:(?P<country>{usage.countries})|(?P<date>{usage.date})|(?P<number>{usage.number})"
            rf"|(?P<title>{QUOTED}(?:{SPACES}{usage.about})?))[^\S\n]*\Z"
        )
        self._short = re.compile(
            rf"(?<![\w])(?P<name>(?:(?:{usage.countries}){SPACES})?{usage.short_acts})[^\S\n]*\Z"
        )
        self._owners = re.compile(rf"(?P<name>{usage.owners}){SPACES}\Z")
        self._matter = re.compile(rf"(?P<name>{usage.matter}){SPACES}\Z")
        self._owner = re.compile(rf"(?P<name>{usage.owner}){SPACES}\Z")
        self._code_name = re.compile(rf"(?P<name>{usage.code_name}){SPACES}\Z")
        self._unquoted = re.compile(rf"(?P<name>{usage.unquoted}){SPACES}\Z")
        self._announced = re.compile(rf"{usage.announced}\Z")
        self._ending = re.compile(usage.short_ending)

    def before(self, text: str, place: int, aliases: Mapping[str, str]) -> Head | None:
        """The act that is named right before `place`."""
        low = max(0, place - _FAR)
        end = _stripped(text, low, place)
        if text[end - 1 : end] == ")":
            announced = self._announced.search(text, max(low, end - 120), end)
            end = _stripped(text, low, announced.start()) if announced else end
        start = end
        while start > low and (text[start - 1].isalpha() or text[start - 1] == "-"):
            start -= 1
        head = self._heads.head_of(text[start:end]) if start < end else None
        if head is None and start < end and self._unquoted.search(text, low, start):
            head = self._heads.head_of(text[start:end], any_case=True)
            head = head and head.lower()
        if head is not None:
            return self._with_the_rest(text, low, start, end, head, aliases)
        short = self._short.search(text, max(low, end - 40), end) if start < end else None
        if short is None:
            return None
        name = self._ending.sub("", " ".join(short.group("name").split()))
        return Head(aliases.get(name, name), short.start(), end)

    def is_nominative(self, text: str, head: Head) -> bool:
        """Does the name end without a case, so that nothing is its own?"""
        word = text[head.start : head.end].split()[-1]
        return word.isupper() or self.usage.heads.get(word.lower()) == word.lower()

    def _with_the_rest(
        self, text: str, low: int, start: int, end: int, head: str, aliases: Mapping[str, str]
    ) -> Head:
        """Walk left over what belongs to the name of the act."""
        words = [head]
        place = start
        if head.lower() in self.usage.drafts:
            return self._draft(text, start, end, head, aliases)
        seen: set[str] = set()
        for _ in range(_MOST_PIECES):
            found = self._attribute.search(text, low, place)
            if found is not None and (found.lastgroup or "") not in seen:
                seen.add(found.lastgroup or "")
                words.insert(0, " ".join(found.group(found.lastgroup or "").split()))
                place = found.start()
                continue
            this = self._this(text, low, place)
            if this is not None and "title" not in seen:  # Бұл «... туралы» Заңның
                return Head(THIS, this, end)
            piece = self._piece(text, low, place, words)
            if piece is None and "owner" not in seen and head.lower() in self.usage.owned:
                alone = not seen and (len(words) == 1 or words[0].lower() in self.usage.epithets)
                rules = head.lower() in self.usage.rules
                piece = self._whose(text, low, place, alone=alone, rules=rules)
                seen.add("owner")
            if piece is None:
                break
            words.insert(0, " ".join(piece[0].split()))
            place = piece[1]
        name = " ".join(words)
        for alias, meant in () if seen & DISTINCT else aliases.items():
            if name.casefold() == alias.casefold() or name.endswith(f" {alias}"):
                return Head(meant, place, end)
        return Head(name, place, end)

    def _draft(
        self, text: str, start: int, end: int, head: str, aliases: Mapping[str, str]
    ) -> Head:
        """Конституция жобасының: the draft, and the act that it is one of, as it stands."""
        act = self.before(text, start, aliases)
        if act is None:
            return Head(head, start, end)
        if act.name == THIS:
            return Head(THIS, act.start, end)
        return Head(f"{' '.join(text[act.start : act.end].split())} {head}", act.start, end)

    def _whose(
        self, text: str, low: int, place: int, *, alone: bool, rules: bool
    ) -> tuple[str, int] | None:
        """The body or state whose act it is: Жоғарғы Соттың қаулысы; in the nominative where nothing
        else tells whose: Франция Конституциясы.
        """
        found = self._owners.search(text, low, place)
        if found is None and alone:
            found = (self._matter if rules else self._owner).search(text, low, place)
        return (found.group("name"), found.start("name")) if found is not None else None

    def _this(self, text: str, low: int, place: int) -> int | None:
        """Where "осы" begins, if it stands right before `place`."""
        word = LAST_WORD.search(text, max(low, place - 40), place)
        if word is None:
            return None
        known = self.usage.words.get(word.group("word").lower())
        return word.start("word") if known is not None and known.part is Part.THIS else None

    def _piece(self, text: str, low: int, place: int, words: list[str]) -> tuple[str, int] | None:
        """Words before the head that name it: a title without quotes, a code's name, an adjective."""
        head = words[-1]
        epithet = words[0].lower() in self.usage.epithets
        if len(words) > 1 and not words[0].endswith(self.usage.act_adjective) and not epithet:
            return None
        found = self._unquoted.search(text, low, place)
        if found is None and len(words) > 1 and not epithet:
            return None
        if found is None and head.casefold().startswith(self.usage.code_head):
            found = self._code_name.search(text, low, place)
        if found is not None:
            return found.group("name"), found.start("name")
        word = LAST_WORD.search(text, max(low, place - 40), place)
        if word is None:
            return None
        said = word.group("word")
        if said.lower() not in self.usage.epithets and not said.endswith(self.usage.act_adjective):
            return None
        return word.group("word"), word.start("word")


def _stripped(text: str, low: int, end: int) -> int:
    """Where the text ends before white space."""
    while end > low and text[end - 1] in _SPACE:
        end -= 1
    return end
