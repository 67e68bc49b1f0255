"""What a paragraph has said so far: its act, the units that smaller ones belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhargy.languages.citing import Usage
from zhargy.text.citation.heads import WORD, Heads
from zhargy.text.citation.places import Place, Step, carried
from zhargy.text.citation.reference import RANK, THIS, Kind

_NEAR = 600
_SHORT = 3  # letters of words in an abbreviation: ГК РК, КоАП
_ARTICLE = RANK["article"]


@dataclass(frozen=True, slots=True)
class Named:
    """A citation as it stands: its places, and the act that it names itself ("" if it does not).

    `same`: an act that was named before ("того же Закона"); `thereof`: what was, act or place;
    `aside`: it stands in brackets behind another, for the same place (section 5 (8 U.S.C. 1325)).
    """

    span: tuple[int, int]
    places: tuple[Place, ...]
    act: str = ""
    same: bool = False
    thereof: bool = False
    aside: bool = False


@dataclass(slots=True)
class Paragraph:
    """The state of reading one paragraph.

    `act`: what the last citation was of; `named`: the act named last; `changing`: the one that a
    note speaks of. `ended`: did the last citation name its act? `steps`: its place. `context`: units that the smaller ones of an instruction belong to;
    `base`: those of the whole paragraph, which hold again after a semicolon (`read_to`).
    """

    start: int
    stop: int
    kind: Kind = Kind.CITATION
    act: str = THIS
    named: str = ""
    changing: str = ""
    ended: bool = False
    steps: tuple[Step, ...] = ()
    context: tuple[Step, ...] = ()
    base: tuple[Step, ...] = ()
    read_to: int = 0


class Paragraphs:
    """Reads citations in the context of their paragraphs, in one language."""

    def __init__(self, usage: Usage, heads: Heads) -> None:
        self._heads = heads
        self._notes = re.compile(usage.notes)
        self._instructions = re.compile(usage.instructions)
        self._carries = re.compile(usage.carries)
        self._adds = re.compile(rf"{usage.adds}\Z")
        self._see, self._seen = re.compile(rf"{usage.see}\Z"), re.compile(usage.seen)
        self._dated = re.compile(usage.note_date)
        self._exclusion = re.compile(usage.exclusion)

    def around(self, text: str, span: tuple[int, int], kind: Kind | None) -> Paragraph:
        """The paragraph around `span`, and why it names places."""
        start = text.rfind("\n", 0, span[0]) + 1
        stop = text.find("\n", span[1])
        stop = len(text) if stop < 0 else stop
        if kind is None and self._notes.match(text, start, stop):
            kind = Kind.NOTE
        if kind is None and self._instructions.search(text, start, stop):
            kind = Kind.INSTRUCTION
        return Paragraph(start, stop, kind or Kind.CITATION)

    def read(self, text: str, found: Named, here: Paragraph) -> tuple[Sequence[Place], str, bool]:
        """The places with what the paragraph said before, the act, and: is it the second step of
        the citation before ("статья 5 Закона, пункт 2")?
        """
        act, places, joined = self._act(text, found, here), found.places, False
        if here.base and ";" in text[here.read_to : found.span[0]]:
            here.context = here.base
        if found.thereof and here.steps and found.places[0].below_article:
            places = tuple(carried(place, here.steps) for place in places)
            act = here.act
        elif not found.act:
            context = here.context
            between = text[here.read_to : found.span[0]]
            if not context and here.ended and between.strip() in (",", "("):
                context, joined = here.steps, True
            elif not context and self._exclusion.fullmatch(between):
                context = here.steps if found.places[0].below_article else ()
            places = tuple(carried(place, context) for place in places) if context else places
            if any(place.rule == "carried" for place in places):
                act = here.act
            joined = joined and places[0].steps[: len(context)] == context
        if not found.aside:
            self._remember(text, found, places, act, here)
        return places, act, joined

    def _act(self, text: str, found: Named, here: Paragraph) -> str:
        if found.same and here.named:
            # "the said Order" is not the Act that was named last.
            alike = set(found.act.casefold().split()) & set(here.named.casefold().split())
            short = not any(word.islower() and len(word) > _SHORT for word in here.named.split())
            short = short and self._heads.usage.cyrillic and here.named != THIS
            return here.named if alike or short else found.act
        if not found.act and here.kind is Kind.NOTE:
            return self._of_note(text, here, found.span) or THIS
        return found.act or THIS

    def _remember(
        self, text: str, found: Named, places: Sequence[Place], act: str, here: Paragraph
    ) -> None:
        steps = places[-1].steps
        here.read_to = found.span[1]
        here.ended, here.steps = bool(found.act), steps
        here.named = act if found.act else here.named
        opens = here.kind is not Kind.CITATION and (
            self._carries.match(text, found.span[1]) is not None
            or self._adds.search(text, max(here.start, found.span[0] - 24), found.span[0])
            is not None
        )
        lowest = RANK["chapter"] if found.act and self._heads.usage.bracketed else _ARTICLE
        if places[-1].rule == "carried" and not found.act:
            here.context = steps if opens else here.context
            return
        here.act = act
        if opens and (RANK.get(steps[-1].level, 0) >= lowest or steps[0].level == "annex"):
            here.context = here.base = steps
        elif here.kind is Kind.INSTRUCTION and places[-1].rule == "descending" and not here.context:
            # в статье 8 пункт 2 исключить, пункт 3 изложить
            here.context = tuple(s for s in steps[:-1] if RANK.get(s.level, 0) >= _ARTICLE)

    def _of_note(self, text: str, here: Paragraph, span: tuple[int, int]) -> str:
        """(см. ст. 3): of the act that the note has named last."""
        see = self._see.search(text, max(here.start, span[0] - 12), span[0])
        if not see and not self._seen.match(text, span[1]):
            return ""
        low = max(here.start, span[0] - _NEAR)
        dated = list(self._dated.finditer(text, low, span[0]))
        if self._heads.usage.larger_first:
            return " ".join(dated[-1].group().split()) if dated else ""
        heads = [w for w in WORD.finditer(text, low, span[0]) if self._heads.head_of(w.group())]
        named = self._heads.named_at(text, here.start, heads[-1]) if heads else None
        if named is not None and named.name != THIS:
            here.changing = self._dated.split(named.name)[0].strip()
        if not here.changing or not dated:
            return here.changing
        return f"{here.changing} {' '.join(dated[-1].group().split())}"
