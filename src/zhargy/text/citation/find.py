"""Where a text names a place of an act: one scan for where a citation may begin, then a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from zhargy.languages.citing import USAGES
from zhargy.languages.lookalikes import TO_CYRILLIC, TO_LATIN
from zhargy.text.citation.generic import Generic
from zhargy.text.citation.heads import WORD, Head, Heads
from zhargy.text.citation.heads_before import HeadsBefore
from zhargy.text.citation.paragraph import Named, Paragraph, Paragraphs
from zhargy.text.citation.phrases import Phrase, Phrases
from zhargy.text.citation.places import Place, Step, places_of
from zhargy.text.citation.reference import SAME, THIS, Kind, Reference
from zhargy.text.citation.short_names import ShortNames
from zhargy.text.citation.tokens import reader_of
from zhargy.text.provision import Citation

_MIXED = re.compile(r"[Ѐ-ӿ][A-Za-zəƏ]|[A-Za-zəƏ][Ѐ-ӿ]")
# Abbreviations typed in the other alphabet, which no Roman numeral can be: EK for ЕК.
_CAPITALS = re.compile(r"[ABCEHKMOPTXY]{2,6}(?!\w)")
_NO_ROMAN = re.compile(r"[ABEHKOPTY]")
_LATIN = re.compile(r"[A-Za-zəƏ]")
# What stands before a word; the scan stops only there, and not at every letter.
_FAR = 40
# A name or its year right before a citation: GDPR Art. 32, Electoral Act 1993 s 5.
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])(?:[A-ZА-ЯЁ][\w’-]*|\d{4}|[\w-]*\))\Z")
_LONG = 600
_BREAK = r"[\s!-/:-@\[-^`{-~«»“”„‘’‒–—―…№\u00ad\u200b\ufeff]"


class Finder:
    """Finds the references of texts in one language."""

    def __init__(self, code: str) -> None:
        self.usage = usage = USAGES[code]
        self._starts = re.compile(rf"{_BREAK}(?:{usage.starts})")
        self._first = re.compile(usage.starts)
        self._hangs = re.compile(usage.hangs)
        self._no_act, self._code = re.compile(usage.no_act), re.compile(rf"{usage.code_before}\Z")
        self._no_act_before = re.compile(rf"(?:{usage.no_act_before})\Z")
        self._its = re.compile(rf"{usage.its}\Z")
        self._owns = re.compile(rf"{usage.owns}\Z")
        self._thereof = re.compile(usage.thereof)
        self._token = reader_of(code)
        self._heads = Heads(usage)
        self._before = HeadsBefore(self._heads)
        self._names = ShortNames(self._heads, self._before)
        self._paragraphs = Paragraphs(usage, self._heads)
        self._generic = Generic(usage, self._token)

    def find(
        self, text: str, aliases: Mapping[str, str] | None = None, kind: Kind | None = None
    ) -> list[Reference]:
        """The references of `text`, in reading order.

        `aliases`: short names of acts that hold already; those that the text gives are added.
        `kind` overrules what the words of a paragraph say.
        """
        folded = self._folded(text)
        known = {**(aliases or {}), **self._names.of(folded)}
        out: list[Reference] = []
        waiting: list[int] = []  # section 4 of, and section 5 to, the Roads Act
        here = Paragraph(-1, -1)
        for found in self._citations(folded, known):
            if found.span[0] >= here.stop:
                here = self._paragraphs.around(folded, found.span, kind)
                waiting = []
            if any(step.number == SAME for place in found.places for step in place.steps):
                found = replace(found, places=_of_the_same(found.places, here.steps))
            places, act, joined = self._paragraphs.read(folded, found, here)
            if joined and out and out[-1].span[0] >= here.start:
                found = replace(found, span=(out.pop().span[0], found.span[1]))
            if found.act and not found.thereof:
                for n in waiting:
                    out[n] = replace(out[n], act=act)
                waiting = []
            elif self._hangs.match(folded, found.span[1]) is not None:
                waiting += range(len(out), len(out) + len(places))
            out += [_reference(found, place, act, here.kind) for place in places]
        return out

    def aliases(self, text: str) -> dict[str, str]:
        """The short names that a text gives to acts."""
        return self._names.of(self._folded(text))

    def _folded(self, text: str) -> str:
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
            pieces += [text[done:start], _one_script(text[start:end])]
            done = end
        folded = "".join([*pieces, text[done:]]) if pieces else text
        return _CAPITALS.sub(_capitals, folded)

    def _citations(self, text: str, aliases: Mapping[str, str]) -> Iterator[Named]:
        """Citations, one after the other; what one has read no other begins in."""
        reader = Phrases(text, self._token, self.usage)
        done = spent = 0
        for at in self._beginnings(text):
            if at < done:
                continue
            phrases = reader.read(at)
            if not phrases:
                continue
            done = phrases[-1].end
            found = self._citation(text, phrases, aliases, spent)
            if found is not None:
                done = spent = max(done, found.span[1])
                yield found

    def _beginnings(self, text: str) -> Iterator[int]:
        """Where a citation may begin."""
        if self._first.match(text):
            yield 0
        for found in self._starts.finditer(text):
            yield found.start() + 1

    def _citation(
        self, text: str, phrases: Sequence[Phrase], aliases: Mapping[str, str], spent: int
    ) -> Named | None:
        start, end = phrases[0].start, phrases[-1].end
        if self._generic.is_publication(text, phrases) or self._no_act.match(text, end):
            return None
        if self._no_act_before.search(text, max(0, start - _FAR), start) is not None:
            return None  # күн тәртібінің 7-тармағы
        head = self._head(text, phrases, aliases, spent)
        if head is not None and self._counts(phrases[0]) and self._before.is_nominative(text, head):
            head = None  # Конституция 96 баптан тұрады
        joins = self.usage.larger_first and phrases[0].word.joins
        if head is not None and joins and self._before.is_nominative(text, head):
            head = None  # Заң 5-1-баппен толықтырылсын
        drafted = head is not None and head.name in self.usage.drafts.values()
        if drafted and phrases[-1].items[0].style == "implied":
            return None  # приложение к проекту акта
        if head is None and (said := self._thereof.match(text, end)) is not None:
            span = start, said.end()
            act = self._named_before(text, start)
            return Named(span, tuple(places_of(phrases, self.usage, act)), act, thereof=True)
        if head is None and self._its.search(text, max(0, start - 8), start) is not None:
            act = self._named_before(text, start)
            return Named((start, end), tuple(places_of(phrases, self.usage, act)), act)
        if head is None:
            if self._generic.is_heading(text, start) or self._generic.speaks_of_any(text, phrases):
                return None
            return Named((start, end), tuple(places_of(phrases, self.usage)))
        span = min(start, head.start), max(end, head.end)
        places = tuple(places_of(phrases, self.usage, head.name))
        aside = head.is_code and text[max(0, span[0] - 1) : span[0]] == "("
        return Named(span, places, head.name, head.same, aside=aside)

    def _counts(self, phrase: Phrase) -> bool:
        """Does a number with no hyphen count what follows?"""
        word = phrase.word
        return self.usage.larger_first and phrase.bare and not (word.own or word.linked)

    def _named_before(self, text: str, place: int) -> str:
        """The act that the paragraph named last before `place`: Regulation (EC) No 1 ... thereof."""
        low = max(text.rfind("\n", 0, place) + 1, place - _LONG)
        acts = [
            named
            for word in WORD.finditer(text, low, place)
            if self._heads.head_of(word.group())
            and (named := self._heads.named_at(text, low, word)) is not None
            and named.end <= place
        ]
        return acts[-1].name if acts and acts[-1].name != THIS else ""

    def _head(
        self, text: str, phrases: Sequence[Phrase], aliases: Mapping[str, str], spent: int
    ) -> Head | None:
        """The act that is named beside a citation; before a comma or a bracket too (УК РК, ст. 5)."""
        start, end = phrases[0].start, phrases[-1].end
        number = phrases[0].items[0].mark[0]
        if (code := self._code.search(text, max(spent, number - _FAR), number)) is not None:
            return Head(_one_spaced(code.group("name")), code.start(), end, is_code=True)
        if self.usage.larger_first:
            named = self._before.before(text, start, aliases)
            bracket = text[start - 1 : start] == "(" and start - 1 > spent  # ҚР АК (143-бап)
            word = phrases[0].word
            comma = text[start - 2 : start] == ", " and word.bare  # (Конституция, 26-бап)
            if named or not (bracket or comma):
                return named
            behind = self._before.before(text, start - 2 if comma else start - 1, aliases)
            if behind is None or not (bracket or self._before.is_nominative(text, behind)):
                return None
            return behind
        after = self._heads.after(text, end, aliases)
        if after is not None:
            return after
        place = start
        if (owns := self._owns.search(text, max(spent, start - 4), start)) is not None:
            return self._heads.ending_at(text, owns.start(), aliases, any_case=True)
        while place > spent and text[place - 1] in " \u00a0,(":
            place -= 1
        between = text[place:start]
        titled = place > spent and text[place - 1] in '»"”'  # закона «О рекламе» статья 5
        if place == spent or not between:
            return None
        word = phrases[0].word
        # ГК РК ст. 8, GDPR Art. 32
        beside = self.usage.bracketed or word.short or word.bare and word.level == "article"
        if not ("," in between or "(" in between or titled or beside and not phrases[0].relative):
            return None
        if (
            not between.strip()
            and not titled
            and not _CAPITAL_BEFORE.search(text, place - 24, place)
        ):
            return None
        short = self._heads.short_ending_at(text, place, aliases)
        named = self._heads.ending_at(text, place, aliases, any_case="(" in between or titled)
        return named or short


def _reference(found: Named, place: Place, act: str, kind: Kind) -> Reference:
    low, high = found.span
    own = place.relative and place.steps[0].number == THIS
    relative = not found.act and any(step.number == THIS for step in place.steps)
    return Reference(
        span=found.span,
        act=THIS if own or relative else act,
        path=Citation(tuple((step.level, step.number) for step in place.steps)),
        kind=kind,
        rule=place.rule,
        confidence=round(place.confidence, 4),
        marks=tuple(
            step.mark if low <= step.mark[0] and step.mark[1] <= high else (0, 0)
            for step in place.steps
        ),
    )


def _of_the_same(places: Sequence[Place], before: Sequence[Step]) -> tuple[Place, ...]:
    """пункт «о» той же статьи: the number that was named last."""
    out: list[Place] = []
    for place in places:
        named = [*before, *(step for other in out for step in other.steps)]
        steps = tuple(
            next((s for s in reversed(named) if s.level == step.level), step)
            if step.number == SAME
            else step
            for step in place.steps
        )
        out.append(replace(place, steps=steps) if steps != place.steps else place)
    return tuple(out)


def _one_spaced(said: str) -> str:
    return " ".join(said.split())


def _capitals(found: re.Match[str]) -> str:
    """ҚР EK with Latin letters: the abbreviation of a code."""
    said, start = found.group(), found.start()
    inside = start > 0 and found.string[start - 1].isalnum()
    return said if inside or not _NO_ROMAN.search(said) else said.translate(TO_CYRILLIC)


def _one_script(word: str) -> str:
    """A mixed word in the script that has all its letters."""
    cyrillic = word.translate(TO_CYRILLIC)
    if not _LATIN.search(cyrillic):
        return cyrillic
    latin = word.translate(TO_LATIN)
    return latin if latin.isascii() else word


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


def aliases_of(text: str, language: str) -> dict[str, str]:
    """The short names that a text gives to acts, each with the name it stands for.

    >>> aliases_of("Кодекс Республики Казахстан «О недрах» (далее – Кодекс)", "ru")
    {'Кодекс': 'Кодекс Республики Казахстан «О недрах»'}
    """
    return _finder(language).aliases(text)
