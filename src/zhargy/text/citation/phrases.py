"""Phrases of a citation: a unit with its numbers ("пунктами 1, 3–5", "2 және 3-тармақтары")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhargy.languages.citing.usage import Part, Usage, Word
from zhargy.text.citation.reference import NEXT, PREVIOUS, THIS
from zhargy.text.citation.tokens import ITEMS, Reader, Token
from zhargy.text.provision import number_order

_INNER = re.compile(r"[-.]")
_ENDS = 2
_ABLATIVE = ("нан", "нен", "дан", "ден", "тан", "тен")
_RELATIVE = {Part.THIS: THIS, Part.PREVIOUS: PREVIOUS, Part.NEXT: NEXT}
# Nobody cites as many at once; the limits keep the time linear.
_MOST_ITEMS = 400
_MOST_PHRASES = 48


@dataclass(slots=True)
class Item:
    """A member of a list: a number, or a range; `subs` are brackets that follow: 74(1)(b)."""

    value: str
    style: str
    mark: tuple[int, int]
    subs: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    doubt: float = 1.0


@dataclass(slots=True)
class Phrase:
    """A unit with its numbers.

    `before`: what parts it from the phrase before: "", ",", "and"; `of`: a preposition stands
    between. `relative`: this, previous, next; `counted`: an ordinal stands before ("вторая часть");
    `bare`: a plain number stands before, with no hyphen ("12 бап").
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


@dataclass(slots=True)
class Phrases:
    """Reads phrases from a place for as long as they follow one another."""

    text: str
    token: Reader
    usage: Usage

    def read(self, start: int) -> list[Phrase]:
        """The phrases from `start` on, as many as there are; none if none begins there."""
        found: list[Phrase] = []
        place, before, of, open_range = start, "", False, False
        while len(found) < _MOST_PHRASES:
            phrase = self._phrase(place)
            if phrase is None:
                break
            phrase.before, phrase.of = before, of
            if before == "(":
                phrase.before = ","
                phrase.end += self.text[phrase.end : phrase.end + 1] == ")"
                if found and not self.usage.larger_first:
                    _take_in(found, phrase)
                    place, before, of, open_range = self._between(phrase.end, phrase)
                    continue
            if open_range and found and phrase.word.value == found[-1].word.value:
                _close_range(found[-1], phrase)
            else:
                found.append(phrase)
            place = phrase.end
            place, before, of, open_range = self._between(place, found[-1])
            if found[-1].until and self._from_to(found):
                _close_range(found[-2], found.pop())
        return found

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

    def _phrase(self, place: int) -> Phrase | None:
        token = self.token(self.text, place)
        if token is None:
            return None
        if token.kind == Part.UNIT and not self.usage.larger_first:
            return self._unit_first(token)
        if token.kind in _RELATIVE:
            return self._relative(token)
        if token.kind in ITEMS or token.kind in (Part.TENS, Part.FROM):
            return self._number_first(token)
        return None

    def _relative(self, token: Token) -> Phrase | None:
        unit = self.token(self.text, token.end)
        if unit is None or unit.kind != Part.UNIT or unit.word is None or unit.word.short:
            return None
        item = Item(_RELATIVE[Part(token.kind)], "relative", (token.start, token.end))
        return Phrase(unit.word, [item], token.start, unit.end, relative=True)

    # -- the unit first: статьями 11, 13–15 ---------------------------------------------------------

    def _unit_first(self, unit: Token) -> Phrase | None:
        word = unit.word
        assert word is not None
        place = self._past_sign(unit.end)
        items, end = self._items(place, word)
        if not items and word.level == "annex":
            return self._only_annex(unit, word)
        if not items:
            return None
        return Phrase(word, items, unit.start, end)

    def _only_annex(self, unit: Token, word: Word) -> Phrase | None:
        """приложение к настоящему Закону: the only one has no number."""
        after = self.token(self.text, unit.end)
        if word.many or after is None or after.kind not in (Part.OF, Part.TO):
            return None
        implied = Item("1", "implied", (unit.start, unit.start), doubt=0.8)
        return Phrase(word, [implied], unit.start, unit.end)

    def _past_sign(self, place: int) -> int:
        bare = len(self.text[place : place + 3]) - len(self.text[place : place + 3].lstrip())
        sign = self.text[place + bare : place + bare + 1]
        return place + bare + 1 if sign == "№" else place

    def _items(self, place: int, word: Word) -> tuple[list[Item], int]:
        """The list that begins at `place`, and where it ends."""
        items: list[Item] = []
        first = self._item(place, word, items)
        if first is None:
            return [], place
        end = first
        while len(items) < _MOST_ITEMS:
            token = self.token(self.text, end)
            parted = False
            after = end
            while token is not None and token.kind in ("comma", Part.AND) and token.value != ";":
                parted, after = True, token.end
                token = self.token(self.text, after)
            if token is None:
                break
            if not parted:
                if token.kind in ("dash", Part.TO):
                    closed = self._range(items[-1], token, word)
                    if closed is None:
                        break
                    end = closed
                    continue
                break
            if not self._belongs(token, items, word):
                break
            more = self._item(after, word, items)
            if more is None:
                break
            end = more
        return items, end

    def _belongs(self, token: Token, items: list[Item], word: Word) -> bool:
        """Is this token a further member of the list?"""
        if token.kind == Part.FROM:
            return True
        if token.kind not in ITEMS:
            return False
        last = items[-1]
        if token.kind == Part.ORDINAL:
            return last.style == "ordinal" and not self._counts_a_unit(token)
        if token.word is not None and self._counts_a_unit(token):  # "и 1-й абзац"
            return False
        if last.style == "ordinal" or (token.kind == "letter") != (last.style == "letter"):
            return token.kind == "bracket" and last.style != "ordinal"
        if word.many is False and not last.subs and token.kind == "number":
            return self._plausible(token, last)
        return True

    def _counts_a_unit(self, ordinal: Token) -> bool:
        """ "... и второй абзац" counts the unit that follows, "втором и третьем части первой" none."""
        unit = self.token(self.text, ordinal.end)
        if unit is None or unit.kind != Part.UNIT:
            return False
        number = self.token(self.text, unit.end)
        return number is None or number.kind not in ITEMS

    def _plausible(self, token: Token, last: Item) -> bool:
        """After a singular ("пункт 1 и 2") only a greater number that counts nothing else."""
        if _whole(token.value) <= _whole(last.value.partition("..")[2] or last.value):
            return False
        after = self.text[token.end : token.end + 2].strip()
        if not after or not after[0].isalpha():
            return True
        following = self.token(self.text, token.end)
        return following is not None or after[0].isupper()

    def _item(self, place: int, word: Word, items: list[Item]) -> int | None:
        """Read one member, with the brackets that follow it; where it ends."""
        token = self.token(self.text, place)
        if token is not None and token.kind == Part.FROM:
            token = self.token(self.text, token.end)
        if token is None:
            return None
        if token.kind == Part.TENS:
            second = self.token(self.text, token.end)
            if second is None or second.kind != Part.ORDINAL:
                return None
            token = _compound(token, second)
        if token.kind not in ITEMS:
            return None
        if token.kind == "number" and token.word is not None and self._counts_a_unit(token):
            return None
        if token.kind == "roman" and not word.roman:
            return None
        if token.kind == Part.ORDINAL:
            items.append(Item(token.value, "ordinal", (token.start, token.end)))
            return token.end
        if token.kind == "bracket" and items and items[-1].subs:
            items.append(_sibling(items[-1], token))
        else:
            style = "number" if token.value[:1].isdigit() else token.kind
            style = "letter" if style == "bracket" else style
            items.append(Item(token.value, style, _mark(token)))
        return self._subs(items[-1], token.end)

    def _subs(self, item: Item, end: int) -> int:
        if not self.usage.bracketed:
            return end
        while (token := self.token(self.text, end)) is not None and token.kind == "bracket":
            item.subs.append((token.value, _mark(token)))
            end = token.end
        return end

    def _range(self, first: Item, sign: Token, word: Word) -> int | None:
        """The second end of a range after a dash; None if it is none."""
        token = self.token(self.text, sign.end)
        if token is None or token.kind not in ITEMS:
            return None
        if token.kind == Part.ORDINAL:
            if first.style != "ordinal":
                return None
        elif (
            token.kind == "letter"
            and first.style != "letter"
            or token.kind == "number"
            and first.style not in ("number",)
        ):
            return None
        last = first.subs.pop() if first.subs and token.kind == "bracket" else None
        start = last[0] if last else first.value
        if _whole(token.value) and not _grows(start, token.value):
            if sign.kind == "dash" and not last and _whole(token.value):
                # An en dash for a hyphen: 83–1
                first.value, first.doubt = f"{first.value}-{token.value}", 0.8
                first.mark = (first.mark[0], _mark(token)[1])
                return token.end
            return None
        if last:
            first.subs.append((f"{start}..{token.value}", (last[1][0], _mark(token)[1])))
        else:
            first.value = f"{first.value}..{token.value}"
            first.mark = (first.mark[0], _mark(token)[1])
        return token.end

    # -- the number first: 2 және 3-тармақтары; вторая часть; second paragraph ------------------------

    def _number_first(self, token: Token) -> Phrase | None:
        items: list[Item] = []
        start: int = token.start
        now: Token | None = token
        while now is not None and len(items) < _MOST_ITEMS:
            if now.kind == Part.TENS:
                second = self.token(self.text, now.end)
                if second is None or second.kind != Part.ORDINAL:
                    return None
                now = _compound(now, second)
            if now.kind not in ITEMS:
                return None
            if not self.usage.larger_first and now.kind != Part.ORDINAL and now.word is None:
                return None
            style = "ordinal" if now.kind == Part.ORDINAL else now.kind
            items.append(Item(now.value, style, _mark(now)))
            last, now = now, self._after_number(now, items)
            if now is None:
                return None
            if now.kind == Part.UNIT:
                word = now.word
                assert word is not None
                if word.short or items[-1].style == "roman" and not word.roman:
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
        mark = (item.mark[0], _mark(second)[1])
        if _grows(item.value, second.value):
            item.value = f"{item.value}..{second.value}"
        else:
            item.value, item.doubt = f"{item.value}-{second.value}", 0.8
        item.mark = mark
        return self.token(self.text, second.end)


def _take_in(found: list[Phrase], inner: Phrase) -> None:
    """пункт 3 (подпункты 1) и 2)) статьи 7: the bracket says what is below the unit before it."""
    outer = found.pop()
    inner.before, outer.before = outer.before, ""
    inner.start, outer.end = min(inner.start, outer.start), max(inner.end, outer.end)
    found += [inner, outer]


def _close_range(first: Phrase, second: Phrase) -> None:
    """3-баптан бастап 7-бапқа (дейін): one phrase with a range."""
    item, end = first.items[-1], second.items[0]
    item.value = f"{item.value}..{end.value}"
    item.mark = (item.mark[0], end.mark[1])
    first.items += second.items[1:]
    first.end = second.end
    first.word = second.word


def _sibling(before: Item, token: Token) -> Item:
    """ "(b) or (c)", "3(1), (2)": the same parent, the last bracket of this look replaced."""
    keep = next(
        (
            n
            for n in range(len(before.subs) - 1, -1, -1)
            if before.subs[n][0][:1].isdigit() == token.value[:1].isdigit()
        ),
        len(before.subs),
    )
    return Item(
        before.value, before.style, before.mark, [*before.subs[:keep], (token.value, _mark(token))]
    )


def _compound(tens: Token, ordinal: Token) -> Token:
    value = str(int(tens.value) + int(ordinal.value or 0)) if ordinal.value.isdigit() else ""
    return Token(Part.ORDINAL, tens.start, ordinal.end, value, ordinal.word)


def _mark(token: Token) -> tuple[int, int]:
    """Where the number itself stands, without its brackets."""
    length = len(token.value)
    if token.kind == "bracket":
        return token.start, token.start + length
    return token.start, min(token.end, token.start + length)


def _grows(first: str, second: str) -> bool:
    """Is it a range, 10-1 to 10-3, and no inserted number that an en dash joins, 83–1?"""
    if _INNER.search(first) and _whole(first) == _whole(second):
        return number_order(second) > number_order(first)
    return _whole(second) > _whole(first)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _whole(number: str) -> int:
    """A number for comparing: its leading digits, a Roman numeral, a letter's place."""
    head = number.partition("-")[0].partition(".")[0]
    if head.isdigit():
        return int(head)
    if head and all(letter in _ROMAN for letter in head):
        return roman(head)
    return ord(head[0]) - 31 if len(head) == 1 else 0


def roman(numeral: str) -> int:
    """
    >>> [roman(n) for n in ("IV", "IX", "XI")]
    [4, 9, 11]
    """
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
