"""Phrases of a citation: a unit with its numbers ("пунктами 1, 3–5", "2 және 3-тармақтары")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from zhargy.languages.citing.usage import Part, Usage, Word
from zhargy.text.citation.items import MOST_ITEMS, Item, Items, compound, grows, mark_of
from zhargy.text.citation.reference import NEXT, PREVIOUS, RANK, SAME, THIS
from zhargy.text.citation.tokens import ITEMS, Reader, Token

_ENDS = 2
_ABLATIVE = ("нан", "нен", "дан", "ден", "тан", "тен")
_RELATIVE = {Part.THIS: THIS, Part.PREVIOUS: PREVIOUS, Part.NEXT: NEXT, Part.SAME: SAME}
# Nobody cites as many at once; the limit keeps the time linear.
_MOST_PHRASES = 48
_LONGEST_BRACKET = 120
_FREE = frozenset({"part", "paragraph", "row", "sentence"})
# A closing bracket that marks no member of a list: (подпункты 1) и 2)), (пунктом 3).
_CLOSE = re.compile(
    r"\)(?!\))(?!(?:\s*[,–-]|\s+(?:и|или|либо|and|or))\s*[\w-]{1,5}\))"
    r"(?!\s+[^\W\d_]{4,}\s[\d«][^()]{0,12}\))"  # (подпункт 3) пункта 5)
)


@dataclass(slots=True)
class Phrase:
    """A unit with its numbers.

    `before`: what parts it from the phrase before: "", ",", "and"; `of`: a preposition stands
    between. `relative`: this, previous, next; `counted`: an ordinal stands before ("вторая часть");
    `bare`: a plain number stands before, with no hyphen ("12 бап"); `inside`: a bracket opens before it.
    """

    word: Word
    items: list[Item]
    start: int
    end: int
    before: str = ""
    relative: bool = False
    until: bool = False
    of: bool = False
    counted: bool = False
    bare: bool = False
    inside: bool = False


@dataclass(slots=True)
class Phrases:
    """Reads phrases from a place for as long as they follow one another."""

    text: str
    token: Reader
    usage: Usage
    _numbers: Items = field(init=False)
    _sign: re.Pattern[str] = field(init=False)
    # Where numbers begin that no unit follows.
    _barren: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._sign = re.compile(self.usage.past_unit)
        self._numbers = Items(self.text, self.token, self.usage)

    def read(self, start: int) -> list[Phrase]:
        """The phrases from `start` on, as many as there are; none if none begins there."""
        found: list[Phrase] = []
        place, before, of, open_range = start, "", False, False
        while len(found) < _MOST_PHRASES:
            if before == "(" and found and not self.usage.larger_first:
                inner, place = self._in_bracket(place, found[-1])
                if not inner:
                    break
                outer = found.pop()
                found += _taken_in(outer, inner)
                place, before, of, open_range = self._between(place, inner[-1])
                more = self._more(outer, place) if before and before != "(" else None
                if more is not None:
                    more.before = before
                    found.append(more)
                    place, before, of, open_range = self._between(more.end, more)
                continue
            phrase = self._phrase(place, of=of)
            if phrase is None:
                break
            phrase.before, phrase.of = before, of
            if before == "(":
                phrase.before = ","
                phrase.inside = self.text[phrase.end : phrase.end + 1] in (")", ",")
                phrase.end += self.text[phrase.end : phrase.end + 1] == ")"
            if open_range and found and phrase.word.value == found[-1].word.value:
                _close_range(found[-1], phrase)
            else:
                found.append(phrase)
            place = phrase.end
            place, before, of, open_range = self._between(place, found[-1])
            if found[-1].until and self._from_to(found):
                _close_range(found[-2], found.pop())
        if self.usage.larger_first or len(found) < _ENDS:
            return found
        return list(_apportioned(_signed(found)))

    def _in_bracket(self, place: int, outer: Phrase) -> tuple[list[Phrase], int]:
        """The units in brackets that begin at `place`, read no further than they go: what is below
        `outer`, or nothing.
        """
        stop = _CLOSE.search(self.text, place, place + _LONGEST_BRACKET)
        if stop is None:
            return [], place
        last = stop.start()

        def token(text: str, at: int) -> Token | None:
            found = self.token(text, at)
            return found if found is not None and found.start < last else None

        inner = Phrases(self.text, token, self.usage).read(place)
        following = token(self.text, inner[-1].end) if inner else None
        if not inner or following is not None and following.kind == Part.UNIT:
            return [], place
        if not all(_is_below(phrase, outer) for phrase in inner):
            return [], place  # статьи 425 (подпункта 2 статьи 426): another citation
        inner[-1].end = stop.end()
        return inner, stop.end()

    def _more(self, outer: Phrase, place: int) -> Phrase | None:
        """статьями 12 (пунктом 3), 14 и 19: after the bracket the list goes on."""
        following = self.token(self.text, place)
        if following is None or following.kind != "number" or following.word is not None:
            return None
        items, end = self._numbers.read(place, outer.word)
        return Phrase(outer.word, items, following.start, end) if items else None

    def _from_to(self, found: list[Phrase]) -> bool:
        """3-баптан 9-бапқа дейін: the ablative of the same unit stands right before."""
        if len(found) < _ENDS or found[-1].before:
            return False
        first, last = found[-2:]
        ablative = self.text[: first.end].endswith(_ABLATIVE, first.end - 3)
        return ablative and first.word.value == last.word.value

    def _between(self, place: int, last: Phrase) -> tuple[int, str, bool, bool]:
        """What stands between two phrases: (place after it, separator, "of", a range is open)."""
        before, of, open_range = "", False, False
        while (token := self.token(self.text, place)) is not None:
            if token.kind in ("comma", "open"):
                before = before or token.value
            elif token.kind == Part.AND:
                if token.value == "with" and self._counts_articles(token.end, last):
                    break  # clause (l) of section 92 read with section 26 of the Food Act
                before = "and"
            elif token.kind == Part.OF or (token.kind == Part.TO and self.usage.bracketed):
                of = True
            elif token.kind == Part.FROM and self.usage.larger_first:
                open_range = True
            elif token.kind == Part.UNTIL and last.until is False:
                last.until = True
                last.end = token.end
            else:
                break
            place = token.end
        return place, before, of, open_range

    def _counts_articles(self, place: int, last: Phrase) -> bool:
        """Does another article follow, after more than its like (Art 14 read with Art 16)?"""
        unit = self.token(self.text, place)
        if unit is None or unit.word is None or unit.word.lettered != "article":
            return False
        return last.of or last.word.value != unit.word.value

    def _phrase(self, place: int, *, of: bool = False) -> Phrase | None:
        token = self.token(self.text, place)
        if token is None:
            return None
        if token.kind == Part.UNIT and not self.usage.larger_first:
            return self._unit_first(token, of=of)
        if token.kind == Part.UNIT and token.word is not None and token.word.level == "annex":
            implied = Item("1", "implied", (token.start, token.start), doubt=0.8)
            return Phrase(token.word, [implied], token.start, token.end)
        if token.kind in _RELATIVE:
            return self._relative(token)
        if token.kind in ITEMS or token.kind in (Part.TENS, Part.FROM):
            return self._number_first(token)
        return None

    def _relative(self, token: Token) -> Phrase | None:
        unit = self.token(self.text, token.end)
        if unit is None or unit.kind != Part.UNIT or unit.word is None or unit.word.short:
            return None
        if unit.word.also_act:
            return None  # these Regulations: the act; this rule: no place
        if token.kind == Part.NEXT and unit.word.many:
            return None  # статья 130 и следующие статьи
        number = self.token(self.text, unit.end)
        numbered = number is not None and (number.kind == "number" or _is_roman(number))
        if numbered and not self.usage.larger_first:
            whole = self._unit_first(unit)  # this Section 2.8
            return whole and replace(whole, start=token.start)
        item = Item(_RELATIVE[Part(token.kind)], "relative", (token.start, token.end))
        return Phrase(unit.word, [item], token.start, unit.end, relative=True)

    # -- the unit first: статьями 11, 13–15 ---------------------------------------------------------

    def _unit_first(self, unit: Token, *, of: bool = False) -> Phrase | None:
        word = unit.word
        assert word is not None
        place = self._past_sign(unit.end)
        items, end = self._numbers.read(place, word)
        if not items and word.level == "annex":
            return self._only_annex(unit, word, of=of)
        if not items:
            return None
        return Phrase(word, items, unit.start, end)

    def _only_annex(self, unit: Token, word: Word, *, of: bool) -> Phrase | None:
        """приложение к настоящему Закону, paragraph 3 of the Schedule: the only one has no number."""
        after = self.token(self.text, unit.end)
        tied = after is not None and after.kind in (Part.OF, Part.TO)
        of = of and self.usage.bracketed and self.text[unit.start].isupper()
        if word.many or not (tied or of):
            return None
        implied = Item("1", "implied", (unit.start, unit.start), doubt=0.8)
        return Phrase(word, [implied], unit.start, unit.end)

    def _past_sign(self, place: int) -> int:
        sign = self._sign.match(self.text, place)
        return sign.end() if sign is not None else place

    # -- the number first: 2 және 3-тармақтары; вторая часть; second paragraph ------------------------

    def _number_first(self, token: Token) -> Phrase | None:
        """A list of numbers and the unit behind it. Where a list has none, neither has the rest of
        it: nobody begins in it again."""
        if token.start in self._barren:
            return None
        begun: list[int] = []
        found = self._before_unit(token, begun)
        if found is None:
            self._barren.update(begun)
        return found

    def _before_unit(self, token: Token, begun: list[int]) -> Phrase | None:
        """The same; `begun` takes where each number begins."""
        items: list[Item] = []
        start: int = token.start
        now: Token | None = token
        while now is not None and len(items) < MOST_ITEMS:
            if now.kind == Part.TENS:
                now = compound(self.token, self.text, now)
                if now is None:
                    return None
            if now.kind not in ITEMS:
                return None
            if not self.usage.larger_first and now.kind != Part.ORDINAL and now.word is None:
                return None
            style = "ordinal" if now.kind == Part.ORDINAL else now.kind
            begun.append(now.start)
            items.append(Item(now.value, style, mark_of(now)))
            last, now = now, self._after_number(now, items)
            if now is None:
                return None
            if now.kind == Part.UNIT:
                word = now.word
                assert word is not None
                if (
                    word.short
                    and not self.usage.larger_first
                    or items[-1].style == "roman"
                    and not word.roman
                ):
                    return None
                phrase = Phrase(word, items, start, now.end)
                phrase.counted = items[0].style == "ordinal"
                plain = items[-1].style == "number" and last.word is None
                phrase.bare = plain and self.text[now.start - 1].isspace()
                phrase.bare &= ")" not in self.text[items[-1].mark[1] : now.start]
                return phrase
        return None

    def _after_number(self, last: Token, items: list[Item]) -> Token | None:
        """The unit, or the next member of the list; ranges are closed on the way."""
        token = self.token(self.text, last.end)
        while token is not None:
            if token.kind == Part.UNIT:
                return token
            following = self.token(self.text, token.end)
            if token.kind == "dash" and following is not None and following.kind == Part.UNIT:
                return following  # 33-1 -бап
            if token.kind == "dash" or token.kind in (Part.TO, Part.FROM):
                if following is None or following.kind not in ITEMS:
                    return None
                token = self._closed(items[-1], token, following)
                continue
            if token.kind in (Part.AND, "comma") and token.value != ";":
                while following is not None and following.kind in (Part.AND, "comma"):
                    following = self.token(self.text, following.end)
                return following
            if token.kind in ITEMS and last.word is not None:  # 5-тен 9-ға дейінгі
                token = self._closed(items[-1], token, token)
                if token is not None and token.kind == Part.UNTIL:
                    token = self.token(self.text, token.end)
                continue
            return None
        return None

    def _closed(self, item: Item, sign: Token, second: Token) -> Token | None:
        """Close the range of `item`, or join an inserted number; the token after it."""
        mark = (item.mark[0], mark_of(second)[1])
        if grows(item.value, second.value):
            item.value = f"{item.value}..{second.value}"
        else:
            item.value, item.doubt = f"{item.value}-{second.value}", 0.8
        item.mark = mark
        return self.token(self.text, second.end)


def _is_roman(token: Token) -> bool:
    """VIII, but not the pronoun I."""
    return token.kind == "roman" and token.value != "I"


def _signed(found: Sequence[Phrase]) -> Sequence[Phrase]:
    """статья 6 § 1: a sign right behind an article is a point of it."""
    for before, phrase in pairwise(found):
        sign = phrase.word.short and phrase.word.level == "subchapter" and not phrase.before
        if sign and before.word.level == "article":
            phrase.word = replace(
                phrase.word, level="point", lettered="point", ordinal="point", roman="point"
            )
    return found


def _apportioned(found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Articles 6 § 1 and 13, Articles 5 and 6 § 1: a single unit right behind several belongs to the
    last of them, and the list behind it goes on with those.
    """
    several: Phrase | None = None
    for n, phrase in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        if following is not None and _divides(phrase, following) and len(phrase.items) > 1:
            yield replace(phrase, items=phrase.items[:-1], end=phrase.items[-2].mark[1])
            phrase = replace(phrase, items=phrase.items[-1:], before="and")
        if several is not None and len(phrase.items) > 1:
            yield replace(phrase, items=phrase.items[:1], end=phrase.items[0].mark[1])
            phrase = replace(several, items=phrase.items[1:], before="and", end=phrase.end)
        several = phrase if following is not None and _divides(phrase, following) else None
        yield phrase


def _divides(outer: Phrase, inner: Phrase) -> bool:
    """Does a single smaller unit stand right behind several larger ones?"""
    words = outer.word, inner.word
    near = not inner.before and not inner.of and words[0].value != words[1].value
    if not near or words[0].many is not True or words[1].many or words[1].linked:
        return False
    return words[1].short and RANK[words[1].level] >= RANK[words[0].level] and not outer.relative


def _is_below(inner: Phrase, outer: Phrase) -> bool:
    """May a unit in brackets stand in the unit before it?"""
    if inner.relative:
        return False
    below = RANK[inner.word.level] > RANK[outer.word.level]
    return below or inner.word.level in _FREE and inner.word.level != outer.word.level


def _taken_in(outer: Phrase, inner: list[Phrase]) -> list[Phrase]:
    """пункт 3 (подпункты 1) и 2)) статьи 7, статьей 125 (пункт «а» части 2): the bracket says what
    is below the unit before it; of a list ("статьи 5, 7 (пункт 2)") it is the last.
    """
    out: list[Phrase] = []
    if len(outer.items) > 1:
        out.append(replace(outer, items=outer.items[:-1], end=outer.items[-2].mark[1]))
        outer = replace(outer, items=outer.items[-1:], before=",")
    start, end = outer.start, max(inner[-1].end, outer.end)
    for n, run in enumerate(_steps_in(inner)):
        run[0].before = outer.before if n == 0 else run[0].before
        out += [*run, replace(outer, before="")]
        if n == 0:
            run[0].start = min(run[0].start, start)
    out[-1].end = end
    return out


def _steps_in(inner: list[Phrase]) -> list[list[Phrase]]:
    """The places in a bracket, each from small to large; (п. 3, подп. 2) is one, said in steps."""
    runs: list[list[Phrase]] = []
    for phrase in inner:
        deeper = runs and RANK[phrase.word.level] > RANK[runs[-1][0].word.level]
        if runs and not phrase.before:
            runs[-1].append(phrase)
        elif runs and deeper and phrase.before == "," and _is_one_step(runs[-1], phrase):
            phrase.before, runs[-1][0].before = runs[-1][0].before, ""
            runs[-1].insert(0, phrase)
        else:
            runs.append([phrase])
    return runs


def _is_one_step(run: list[Phrase], phrase: Phrase) -> bool:
    return len(run[0].items) == 1 and not run[0].word.linked and not phrase.word.linked


def _close_range(first: Phrase, second: Phrase) -> None:
    """3-баптан бастап 7-бапқа (дейін): one phrase with a range."""
    item, end = first.items[-1], second.items[0]
    item.value = f"{item.value}..{end.value}"
    item.mark = (item.mark[0], end.mark[1])
    first.items += second.items[1:]
    first.end = second.end
    first.word = second.word
