"""Words in the paragraphs of an act: found, replaced, put in, taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from zhargy.languages.lookalikes import fold

_CLOSES = ".,;:!?)»”"
_SIGNS = str.maketrans("«»“”„‟’‘\u00a0\u202f‐‑–—−ёЁ", '""""""\'\'  -----еЕ')
_COMMAS = tuple(",;")
_LINKS = frozenset({"and", "or", "but", "и", "или", "және", "немесе"})
_END = re.compile(r"[.;:,]*$")

Found = list[tuple[int, int]]


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """Any of these words, whole; the longest is tried first."""
    return re.compile("|".join(_whole(w) for w in sorted(words, key=lambda w: -len(w))))


def _whole(words: str) -> str:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    if words[:1].isdigit():
        before += r"(?<!\d[.,-])"
    if words[-1:].isdigit():
        after += r"(?![-.,]\d)"
    return f"{before}{re.escape(words)}{after}"


def plain(text: str) -> str:
    """Look-alike letters, quotation marks, dashes and spaces in one form, letter for letter.

    >>> plain("«Cход»\\u00a0–")
    '"Сход" -'
    """
    return fold(text).translate(_SIGNS)


def places(text: str, words: Sequence[str], *, folded: bool = False) -> Found:
    """Where any of the words stand, from left to right, never overlapping."""
    if folded:
        return [m.span() for m in pattern_of([plain(w) for w in words]).finditer(plain(text))]
    return [m.span() for m in pattern_of(words).finditer(text)]


def to_end(text: str, first: str, new: str) -> Found:
    """From each of the first words to the end; its last sign stays, unless `new` has its own.

    >>> to_end("ключ, замок.", "замок", ""), to_end("ключ, замок.", "замок", "засов;")
    ([(6, 11)], [(6, 12)])
    """
    sign = _END.search(text)
    end = sign.start() if sign and new[-1:] not in tuple(".;:") else len(text)
    return [(start, end) for start, after in places(text, [first]) if after <= end]


def spans(text: str, first: str, last: str) -> Found:
    """From each of the first words through the next of the last ones.

    >>> spans("ключ, замок и засов", "замок", "засов")
    [(6, 19)]
    """
    ends = places(text, [last])
    out = []
    for start, after in places(text, [first]):
        out += [(start, end) for begin, end in ends if begin >= after][:1]
    return out


def replaced(text: str, found: Found, new: Callable[[str], str]) -> str:
    """The text with other words in these places, a space where a comma goes, none where it comes.

    >>> replaced("для граждан и гостей", [(12, 20)], lambda _: ", гостей")
    'для граждан, гостей'
    >>> replaced("сход, староста", [(4, 14)], lambda _: "и староста")
    'сход и староста'
    """
    for start, end in reversed(found):
        said, words = text[start:end], new(text[start:end])
        head = text[:start]
        if words[:1] in _COMMAS and said[:1] not in _COMMAS:
            head = head.rstrip(" ")
        elif said[:1] in _COMMAS and words[:1].isalnum() and head[-1:].isalnum():
            head += " "
        text = head + words + text[end:]
    return text


def chosen(pairs: Mapping[str, str], said: str) -> str:
    """The new words for those that stand there, which may differ by look-alike letters."""
    if said in pairs:
        return pairs[said]
    return next(new for old, new in pairs.items() if plain(old) == plain(said))


def taken_out(text: str, found: Found) -> str:
    """The text without these words, one space where two would meet, none before a comma.

    >>> taken_out("ключ, староста, замок", [(6, 14)])
    'ключ, замок'
    >>> taken_out("ключ и староста.", [(5, 15)])
    'ключ.'
    """
    for start, end in reversed(found):
        head, tail = text[:start], text[end:]
        if head.endswith(",") and tail[:1] in (",", ";", "."):
            head = head[:-1]
        elif head.endswith(", ") and tail[:1] == ",":
            head = head[:-2]
        if head.endswith(" ") and (
            tail[:1] == " " or (tail[:1] and tail[0] in _CLOSES) or not tail
        ):
            head = head[:-1]
        if not head:
            tail = tail.lstrip()
        text = head + tail
    return text


def put_in(text: str, found: Found, new: str, side: str) -> str:
    """The text with words after or before those places.

    >>> put_in("сад и тропа", [(0, 3)], ", пасека", "after")
    'сад, пасека и тропа'
    """
    for start, end in reversed(found):
        if side == "after":
            gap = "" if new[:1] in _CLOSES else " "
            text = text[:end] + gap + new + text[end:]
        else:
            gap = "" if new[-1:] in "(«“" else " "
            if new[:1] in _COMMAS and text[:start].endswith(" "):
                text, start = text[: start - 1] + text[start:], start - 1
            text = text[:start] + new + gap + text[start:]
    return text


def added_at_end(text: str, new: str) -> str:
    """The text with words before its last punctuation, or after it if they bring their own.

    >>> added_at_end("Ключ у сторожа.", "и старосты"), added_at_end("Ключ;", ", замок")
    ('Ключ у сторожа и старосты.', 'Ключ, замок;')
    >>> added_at_end("(b) a log;", "and")
    '(b) a log; and'
    """
    if new in _LINKS and text[-1:] in (";", ","):
        return f"{text} {new}"
    if new[:1].isupper() and new[-1:] == "." == text[-1:]:
        return f"{text} {new}"
    end = _END.search(text)
    place = end.start() if end else len(text)
    last = "" if new[-1:] in ".;" else text[place:]
    gap = "" if new[:1] in _CLOSES else " "
    return text[:place] + gap + new + last
