"""The numbers of a unit: lists, ranges, brackets, ordinals ("11, 13–15", "(1)(a) or (b)")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhargy.languages.citing import Usage
from zhargy.languages.citing.usage import Part, Word
from zhargy.text.citation.tokens import ITEMS, Reader, Token
from zhargy.text.provision import number_order

# Nobody cites as many at once; the limit keeps the time linear.
MOST_ITEMS = 400
_INNER = re.compile(r"[-.]")
# Schedule A, Part B, Subtitle C; a section, too, that is no article: Section A of Annex II.
_BY_CAPITALS = frozenset({"annex", "part", "section", "subsection", "subchapter"})
_INDEX = re.compile(r"\((\d{1,2})\)")
_BARE = re.compile(r"\s?\(?([a-z])\)?(?!\w)")
_LETTER = re.compile(r"\s?\(([а-я])\)(?!\w)|\s[«\"]([а-я])[»\"](?!\w)|\s\((\d{1,2})\)(?!\w)")
_NEXT_WORD = re.compile(r"[^\S\n]([^\W\d_]+)")
_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")


@dataclass(slots=True)
class Item:
    """A member of a list: a number, or a range; `subs` are brackets that follow: 74(1)(b)."""

    value: str
    style: str
    mark: tuple[int, int]
    subs: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    doubt: float = 1.0
    bracketed: bool = False


@dataclass(slots=True)
class Items:
    """Reads the numbers that follow a unit, in one text."""

    text: str
    token: Reader
    usage: Usage
    _counted: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self._counted = re.compile(self.usage.counted)

    def read(self, place: int, word: Word) -> tuple[list[Item], int]:
        """The list that begins at `place`, and where it ends."""
        items: list[Item] = []
        first = self._item(place, word, items)
        if first is None:
            return [], place
        end = first
        while len(items) < MOST_ITEMS:
            token = self.token(self.text, end)
            parted = joined = False
            after = end
            while token is not None and token.kind in ("comma", Part.AND) and token.value != ";":
                parted, after, joined = True, token.end, joined or token.kind == Part.AND
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
            if not self._belongs(token, items, word, parted_by_and=joined):
                break
            more = self._item(after, word, items)
            if more is None:
                break
            end = more
        return items, end

    def _belongs(self, token: Token, items: list[Item], word: Word, *, parted_by_and: bool) -> bool:
        """Is this token a further member of the list?"""
        if token.kind == Part.FROM:
            return True
        if token.kind not in ITEMS:
            return False
        if word.value == "letter" and token.kind == "letter":
            return True
        last = items[-1]
        if token.kind == "bracket" and last.subs and not parted_by_and and not _fits(last, token):
            return False  # subsection (c)(3), (II) the name
        if token.kind == "number" and self._names_a_code(token):
            return False
        if token.kind == "capital":
            return last.style == "letter"
        if token.kind == Part.ORDINAL:
            return last.style == "ordinal" and not self.counts_a_unit(token)
        if token.word is not None and self.counts_a_unit(token):  # "и 1-й абзац"
            return False
        if last.style == "ordinal" or (token.kind == "letter") != (last.style == "letter"):
            return token.kind == "bracket" and last.style != "ordinal"
        if word.many is False and not last.subs and token.kind == "number":
            return self._plausible(token, last)
        return True

    def _names_a_code(self, number: Token) -> bool:
        """35 U.S.C. 122 and 37 CFR 1.14"""
        unit = self.token(self.text, number.end)
        return unit is not None and unit.word is not None and unit.word.value == "code"

    def counts_a_unit(self, ordinal: Token) -> bool:
        """ "... и второй абзац" counts the unit that follows, "втором и третьем части первой" none."""
        unit = self.token(self.text, ordinal.end)
        if unit is None or unit.kind != Part.UNIT:
            return False
        number = self.token(self.text, unit.end)
        return number is None or number.kind not in ITEMS

    def _plausible(self, token: Token, last: Item) -> bool:
        """After a singular ("пункт 1 и 2") only a greater number that counts nothing else."""
        after = self.text[token.end : token.end + 2].strip()
        if whole(token.value) <= whole(last.value.partition("..")[2] or last.value):
            return after[:1].isupper()  # ст. 1484, 1515 и 1252 ГК РФ
        if not after or not after[0].isalpha():
            return True
        if (word := _NEXT_WORD.match(self.text, token.end)) is not None:
            said = word.group(1).lower()
            if said in self.usage.heads or said in self.usage.drafts:
                return True  # ст. 14, 15 и 23 проекта
        following = self.token(self.text, token.end)
        return following is not None or after[0].isupper()

    def _item(self, place: int, word: Word, items: list[Item]) -> int | None:
        """Read one member, with the brackets that follow it; where it ends."""
        if word.value == "letter" and (letter := _BARE.match(self.text, place)) is not None:
            items.append(Item(letter.group(1), "letter", letter.span(1)))
            return letter.end()
        token = self.token(self.text, place)
        if token is not None and token.kind == Part.FROM:
            token = self.token(self.text, token.end)
        if token is None:
            return None
        if token.kind == Part.TENS:
            token = compound(self.token, self.text, token)
            if token is None:
                return None
        if token.kind == Part.CARDINAL and self._counts(token, word):
            token = token._replace(kind="number")
        if token.kind not in ITEMS:
            return None
        if token.kind == "number" and token.word is not None and self.counts_a_unit(token):
            return None
        if token.kind == "number" and self._counted.match(self.text, token.end):
            return None  # an article 5 years ago
        if word.also_act and (not token.value[:1].isdigit() or _YEAR.fullmatch(token.value)):
            return None  # the Traffic Rules 2010
        if token.kind == "roman" and not word.roman:
            return None
        if token.kind == "capital":
            if word.roman not in _BY_CAPITALS:
                return None
            token = token._replace(kind="letter")
        if token.kind == Part.ORDINAL:
            items.append(Item(token.value, "ordinal", (token.start, token.end)))
            return token.end
        if token.kind == "bracket" and items and items[-1].subs and not _beside(items[-1], token):
            items.append(_sibling(items[-1], token))
        else:
            style = "number" if token.value[:1].isdigit() else token.kind
            style = "letter" if style == "bracket" else style
            bracketed = token.kind == "bracket"
            items.append(Item(token.value, style, mark_of(token), bracketed=bracketed))
        return self._subs(items[-1], token.end)

    def _counts(self, cardinal: Token, word: Word) -> bool:
        """ "Chapter Four", "section thirty-four of", but not "in each part two members"."""
        if word.short:
            return False
        after = self.text[cardinal.end : cardinal.end + 2].strip()
        unit = self.text.rfind(" ", 0, max(cardinal.start - 1, 0)) + 1
        if self.text[cardinal.start].isupper() or self.text[unit].isupper():
            return True
        if not after or not after[0].isalpha() or after[0].isupper():
            return True
        return self.token(self.text, cardinal.end) is not None

    def _subs(self, item: Item, end: int) -> int:
        if not self.usage.bracketed:
            return self._in_round_brackets(item, end)
        while (token := self.token(self.text, end)) is not None and token.kind == "bracket":
            item.subs.append((token.value, mark_of(token)))
            end = token.end
        return end

    def _in_round_brackets(self, item: Item, end: int) -> int:
        """пункт 17(1), one number with an index; п. 22 (м), статьи 437 (2): what is below it."""
        if item.style != "number":
            return end
        if (index := _INDEX.match(self.text, end)) is not None:
            item.value = f"{item.value}-{index.group(1)}"
            return index.end()
        letter = _LETTER.match(self.text, end)
        if letter is None:
            return end
        item.subs.append((letter.group(letter.lastindex or 1), letter.span(letter.lastindex or 1)))
        return letter.end()

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
        if whole(token.value) and not grows(start, token.value):
            if sign.kind == "dash" and not last and whole(token.value):
                # An en dash for a hyphen: 83–1
                first.value, first.doubt = f"{first.value}-{token.value}", 0.8
                first.mark = (first.mark[0], mark_of(token)[1])
                return self._subs(first, token.end)
            return None
        if last:
            first.subs.append((f"{start}..{token.value}", (last[1][0], mark_of(token)[1])))
        else:
            first.value = f"{first.value}..{token.value}"
            first.mark = (first.mark[0], mark_of(token)[1])
        return token.end


def _beside(before: Item, token: Token) -> bool:
    """ "(3)(a) and (5)": no bracket within the member looks like this one, the member itself does."""
    if not before.bracketed or not _alike(before.value, token.value, inner=False):
        return False
    return _place_of(before, token) is None


def _fits(before: Item, token: Token) -> bool:
    """Has the member before a bracket that looks like this one, or is one itself?"""
    return _place_of(before, token) is not None or _beside(before, token)


def _sibling(before: Item, token: Token) -> Item:
    """ "(b) or (c)", "3(1), (2)": the same parent, the last bracket of this look replaced."""
    place = _place_of(before, token)
    kept = before.subs if place is None else before.subs[:place]
    subs = [*kept, (token.value, mark_of(token))]
    return Item(before.value, before.style, before.mark, subs, bracketed=before.bracketed)


def _place_of(before: Item, token: Token) -> int | None:
    """The last bracket that looks like this one."""
    for n in range(len(before.subs) - 1, -1, -1):
        outer = [value for value, _ in before.subs[:n]]
        outer += [before.value] if before.bracketed else []
        inner = any(_alike(value, token.value, inner=False) for value in outer)
        if _alike(before.subs[n][0], token.value, inner=inner):
            return n
    return None


def _alike(bracket: str, other: str, *, inner: bool) -> bool:
    """Figures, small letters, capitals. `inner`: a letter stands before: in "(a)(i) and (b)" the
    "i" is a Roman number, in "(1)(i) and (j)" a letter.
    """
    if bracket[:1].isdigit() or other[:1].isdigit():
        return bracket[:1].isdigit() == other[:1].isdigit()
    romans = [set(value.lower()) <= set("ivx") for value in (bracket, other)]
    if inner and romans == [True, False]:
        return False
    return bracket[:1].isupper() == other[:1].isupper()


def compound(read: Reader, text: str, tens: Token) -> Token | None:
    """двадцать первая, он бірінші, сто двадцать пятая: one ordinal of several words."""
    total, following = int(tens.value), read(text, tens.end)
    while following is not None and following.kind == Part.TENS:
        if int(following.value) >= total:
            return None
        total, following = total + int(following.value), read(text, following.end)
    if following is None or following.kind != Part.ORDINAL:
        return None
    value = following.value
    if value.isdigit():
        value = str(total + int(value))
    return Token(Part.ORDINAL, tens.start, following.end, value, following.word)


def mark_of(token: Token) -> tuple[int, int]:
    """Where the number itself stands, without its brackets."""
    length = len(token.value)
    if token.kind == "bracket":
        return token.start, token.start + length
    return token.start, min(token.end, token.start + length)


def grows(first: str, second: str) -> bool:
    """Is it a range, 10-1 to 10-3, and no inserted number that an en dash joins, 83–1?"""
    if _INNER.search(first) and whole(first) == whole(second):
        return number_order(second) > number_order(first)
    return whole(second) > whole(first)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def whole(number: str) -> int:
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
