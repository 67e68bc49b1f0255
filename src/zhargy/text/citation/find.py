"""Where a text names a place of an act: one scan for where a citation may begin, then a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from zhargy.languages.citing import USAGES, Usage
from zhargy.languages.citing.usage import Part
from zhargy.languages.lookalikes import TO_CYRILLIC, TO_LATIN
from zhargy.text.citation.heads import THIS_ACT, Head, Heads
from zhargy.text.citation.phrases import Phrase, Phrases
from zhargy.text.citation.places import Place, Step, carried, places_of
from zhargy.text.citation.reference import NEXT, RANK, THIS, Kind, Reference
from zhargy.text.citation.tokens import reader_of
from zhargy.text.provision import Citation

_ARTICLE = RANK["article"]
_MIXED = re.compile(r"[Ѐ-ӿ][A-Za-zəƏ]|[A-Za-zəƏ][Ѐ-ӿ]")
_WORD_OF = re.compile(r"\w+")
_NEAR = 600
# What stands before a word; the scan stops only there, and not at every letter.
_BREAK = r"[\s!-/:-@\[-^`{-~«»“”„‘’‒–—―…№\u00ad\u200b\ufeff]"


@dataclass(frozen=True, slots=True)
class _Found:
    """A citation: its places, the act, where it stands."""

    span: tuple[int, int]
    places: tuple[Place, ...]
    act: str
    named: bool
    same: bool = False


@dataclass(slots=True)
class _Paragraph:
    """What a paragraph has said so far.

    `last` and `steps`: where the last citation of a named act ended (0 if it named none), and what
    it cited; `act` is that act; `named` the act named last of all, `changing` the one that a note
    speaks of; `context` holds the units that the smaller ones of an instruction belong to.
    """

    start: int
    stop: int
    kind: Kind = Kind.CITATION
    context: tuple[Step, ...] = ()
    act: str = THIS_ACT
    named: str = ""
    changing: str = ""
    last: int = 0
    steps: tuple[Step, ...] = ()


class Finder:
    """Finds the references of texts in one language."""

    def __init__(self, code: str) -> None:
        self.usage: Usage = USAGES[code]
        self.heads = Heads(self.usage)
        self._starts = re.compile(rf"{_BREAK}(?:{self.usage.starts})")
        self._first = re.compile(self.usage.starts)
        self._token = reader_of(code)
        self._notes = re.compile(self.usage.notes)
        self._instructions = re.compile(self.usage.instructions)
        self._carries = re.compile(self.usage.carries)
        self._heading = re.compile(_HEADINGS[code])

    def find(
        self, text: str, aliases: Mapping[str, str] | None = None, kind: Kind | None = None
    ) -> list[Reference]:
        """The references of `text`, in reading order.

        `aliases`: short names of acts that hold already; those that the text gives are added.
        `kind` overrules what the words of a paragraph say.
        """
        folded = self.folded(text)
        known = {**(aliases or {}), **self.heads.aliases(folded)}
        out: list[Reference] = []
        here = _Paragraph(-1, -1)
        for found in self._chains(folded, known):
            if found.span[0] >= here.stop:
                here = self._paragraph(folded, found.span, kind)
            places, act, joined = self._in_context(folded, found, here)
            if joined and out and out[-1].span[0] >= here.start:
                found = replace(found, span=(out.pop().span[0], found.span[1]))
            out += [_reference(found, place, act, here.kind) for place in places]
        return out

    def _paragraph(self, text: str, span: tuple[int, int], kind: Kind | None) -> _Paragraph:
        """The paragraph around `span`, and why it names places."""
        start = text.rfind("\n", 0, span[0]) + 1
        stop = text.find("\n", span[1])
        stop = len(text) if stop < 0 else stop
        if kind is None:
            if self._notes.match(text, start, stop):
                kind = Kind.NOTE
            elif self._instructions.search(text, start, stop):
                kind = Kind.INSTRUCTION
        return _Paragraph(start, stop, kind or Kind.CITATION)

    def _in_context(
        self, text: str, found: _Found, here: _Paragraph
    ) -> tuple[Sequence[Place], str, bool]:
        """The places with what the paragraph said before, the act, and is it said in two steps?"""
        act, places = found.act, found.places
        if found.same and here.named:
            act = here.named
        elif not found.named and here.kind is Kind.NOTE:
            act = self._of_note(text, here, found.span[0]) or act
        context, joined = here.context, False
        if not found.named and here.last and text[here.last : found.span[0]].strip() == ",":
            # статья 5 Закона, пункт 2
            context, joined = (context, False) if context else (here.steps, True)
        if context and not found.named:
            places = tuple(carried(place, context) for place in places)
            if any(place.rule == "carried" for place in places):
                act = here.act
            joined = joined and places[0].steps[: len(context)] == context
        self._remember(text, found, places, act, here)
        return places, act, joined

    def _remember(
        self, text: str, found: _Found, places: Sequence[Place], act: str, here: _Paragraph
    ) -> None:
        """What the next smaller unit is below of: "в статье 44: подпункт 2)"."""
        steps = places[-1].steps
        here.last, here.steps = found.span[1] if found.named else 0, steps
        if found.named:
            here.named = act
        if places[-1].rule != "carried":
            here.act = act
            opens = here.kind is not Kind.CITATION and self._carries.match(text, found.span[1])
            if opens and (RANK.get(steps[-1].level, 0) >= _ARTICLE or steps[0].level == "annex"):
                here.context = steps
        if here.last:
            here.act = act

    def folded(self, text: str) -> str:
        """The text with words of mixed script in one script, letter for letter."""
        if not self.usage.cyrillic:
            return text
        pieces: list[str] = []
        done = 0
        for found in _MIXED.finditer(text):
            start, end = found.start(), found.end()
            if start < done:
                continue
            while start > done and text[start - 1].isalpha():
                start -= 1
            while end < len(text) and text[end].isalpha():
                end += 1
            word = text[start:end]
            pieces += [text[done:start], _one_script(word)]
            done = end
        return "".join([*pieces, text[done:]]) if pieces else text

    def _chains(self, text: str, aliases: Mapping[str, str]) -> Iterator[_Found]:
        """Citations, one after the other; what one has read no other begins in."""
        done = spent = 0
        reader = Phrases(text, self._token, self.usage)
        search = self._starts.search
        place = 0 if self._first.match(text) else -1
        while place == 0 or (start := search(text, max(0, done - 1))) is not None:
            at = 0 if place == 0 else start.start() + 1
            place = -1
            done = at + 1
            phrases = reader.read(at)
            if not phrases:
                continue
            found = self._citation(text, phrases, aliases, spent)
            done = phrases[-1].end
            if found is not None:
                done = spent = max(done, found.span[1])
                yield found

    def _citation(
        self, text: str, phrases: Sequence[Phrase], aliases: Mapping[str, str], spent: int
    ) -> _Found | None:
        start, end = phrases[0].start, phrases[-1].end
        if self._is_publication(text, start, phrases):
            return None
        head = self._head(text, start, end, aliases, spent)
        if head is None and (self._is_heading(text, start) or self._is_generic(text, phrases)):
            return None
        places = tuple(places_of(phrases, self.usage))
        if head is None:
            return _Found((start, end), places, THIS_ACT, False)
        span = min(start, head.start), max(end, head.end)
        return _Found(span, places, head.name, True, head.same)

    def _head(
        self,
        text: str,
        start: int,
        end: int,
        aliases: Mapping[str, str],
        spent: int,
    ) -> Head | None:
        if self.usage.larger_first:
            return self.heads.before(text, start, aliases)
        after = self.heads.after(text, end, aliases)
        if after is not None:
            return after
        place = start
        while place and text[place - 1] in " \u00a0,(":
            place -= 1
        if place == start or place <= spent:
            return None
        return self._before(text, place, start, aliases)

    def _before(
        self, text: str, place: int, start: int, aliases: Mapping[str, str]
    ) -> Head | None:
        """УК РК, статья 5; the Law on Elections of 28 September 1995, article 5."""
        bracket = "(" in text[place:start]
        if not bracket and "," not in text[place:start]:
            return None
        for found in _WORD_OF.finditer(text, max(0, place - 160), place):
            said = found.group()
            if said.lower() not in self.usage.heads or not (bracket or said[0].isupper()):
                continue
            named = self.heads.ending_at(text, found, place, aliases)
            if named is not None:
                return named
        return None

    def _is_generic(self, text: str, phrases: Sequence[Phrase]) -> bool:
        """Words that look like a citation and speak of any part: "пятой части голосов"."""
        first, last = phrases[0], phrases[-1]
        if len(phrases) == 1:
            if first.counted and not self.usage.larger_first:
                return True
            if first.items[0].value == NEXT and (
                first.word.many is True or _COLON.match(text, last.end)
            ):
                return True
            if first.items[0].style == "implied":
                return True
            if self.usage.larger_first and (
                first.word.value in ("row", "sentence") or self._counts(first)
            ):
                return True
        following = self._token(text, last.end)
        return (
            following is not None
            and following.word is not None
            and following.word.linked
            and following.kind == Part.UNIT
            and not self.usage.larger_first
        )

    def _counts(self, phrase: Phrase) -> bool:
        """ "12 бап" counts articles, "12-бап" is one of them."""
        word = phrase.word
        return phrase.bare and not (word.linked or word.own or phrase.relative)

    def _is_heading(self, text: str, start: int) -> bool:
        """A label at the beginning of a paragraph is structure, no reference."""
        heading = self._heading.match(text, start)
        if heading is None:
            return False
        return start == 0 or text[start - 1] == "\n" or heading.group().rstrip().endswith(".")

    def _is_publication(self, text: str, start: int, phrases: Sequence[Phrase]) -> bool:
        """№ 2-3, ст. 25: the article of a gazette."""
        if not phrases[0].word.short or self.usage.larger_first:
            return False
        return _GAZETTE.search(text, max(0, start - 24), start) is not None

    def _of_note(self, text: str, here: _Paragraph, start: int) -> str | None:
        """(см. ст. 3): of the act that the note has named last."""
        if not _SEE.search(text, max(here.start, start - 12), start):
            return None
        low = max(here.start, start - _NEAR)
        words = [w for w in _WORD_OF.finditer(text, low, start) if w[0].lower() in self.usage.heads]
        dated = list(_DATED.finditer(text, low, start))
        head = next((w for w in reversed(words)), None)
        named = self.heads.named_at(text, here.start, head) if head is not None else None
        if named is not None and named.name != THIS_ACT:
            here.changing = _DATE_TAIL.sub("", named.name)
        if not here.changing:
            return None
        return f"{here.changing} {' '.join(dated[-1].group().split())}" if dated else here.changing


def _reference(found: _Found, place: Place, act: str, kind: Kind) -> Reference:
    steps = tuple((step.level, step.number) for step in place.steps)
    relative = any(number == THIS for _, number in steps)
    named = THIS_ACT if relative and not found.named else act
    if place.relative and place.steps[0].number == THIS:
        named = THIS_ACT
    marks = tuple(
        step.mark if found.span[0] <= step.mark[0] and step.mark[1] <= found.span[1] else (0, 0)
        for step in place.steps
    )
    return Reference(
        found.span, named, Citation(steps), kind, place.rule, round(place.confidence, 4), marks
    )


def _one_script(word: str) -> str:
    cyrillic = word.translate(TO_CYRILLIC)
    if cyrillic.isascii() or any("A" <= c <= "z" or c in "əƏ" for c in cyrillic):
        latin = word.translate(TO_LATIN)
        return latin if latin.isascii() else word
    return cyrillic


_GAZETTE = re.compile(r"(?:№|N)\s?[\w-]+(?:,\s[\w-]+)*,\s\Z|\bст\.\s\d+,\s\Z")
_COLON = re.compile(r"[^.:;\n]{0,40}:")
_SEE = re.compile(r"(?:см\.?|see|қараңыз)\s\Z")
_DATED = re.compile(
    r"от\s\d{1,2}(?:\.\d{2}\.\d{4}|\s\w+\s\d{4}(?:\s(?:года|г\.))?)(?:\s?(?:№|N)\s?[\w-]+)?"
)
_DATE_TAIL = re.compile(r"\sот\s\d.*\Z")
_HEADINGS = {
    "ru": r"(?:Статья|СТАТЬЯ|Глава|ГЛАВА|Раздел|РАЗДЕЛ|Параграф|§|Подраздел|ПОДРАЗДЕЛ|Приложение|ЧАСТЬ|Часть)\s+[\dIVXLІХ]+(?:-\d+)?(?:\.\s+(?=[«\"А-ЯЁA-Z])|\.?\s*(?=\n|\Z)|\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ]))",
    "kk": r"[\dIVXLІХ]+(?:-\d+)?\s*-?\s*(?:бап|тарау|бөлім|параграф|қосымша|БАП|ТАРАУ|БӨЛІМ)(?:\.\s+(?=[«\"А-ЯӘҒҚҢӨҰҮҺІA-Z])|\.?\s*(?=\n|\Z)|\s+(?=[А-ЯӘҒҚҢӨҰҮҺІ]))",
    "en": r"(?:Article|ARTICLE|Section|SECTION|Chapter|CHAPTER|Part|PART|Schedule|SCHEDULE|Annex|ANNEX)\s+[\dIVXLC]+[A-Z]?(?:-\d+)?(?:\.\s+(?=[“\"A-Z])|\.?\s*(?=\n|\Z)|\s+(?=[A-Z]))",
}


@cache
def _finder(code: str) -> Finder:
    return Finder(code)


def find(
    text: str,
    language: str,
    aliases: Mapping[str, str] | None = None,
    kind: Kind | None = None,
) -> list[Reference]:
    """The references of a text in "kk", "ru" or "en", in reading order; KeyError for another.

    >>> [r.path.as_dict() for r in find("пунктами 1 и 3 статьи 39 Конституции", "ru")]
    [{'article': '39', 'point': '1'}, {'article': '39', 'point': '3'}]
    >>> [(r.act, r.path.as_dict()) for r in find("Конституцияның 51-бабында", "kk")]
    [('Конституция', {'article': '51'})]
    """
    return _finder(language).find(text, aliases, kind)
