"""Bytes to text: which encoding it is, and a refusal where letters were already lost."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from zhargy.errors import UnreadableText

# In the order of preference among equals. KZ-1048 and PT154 hold the Kazakh letters.
_EIGHT_BIT = ("cp1251", "kz1048", "ptcp154", "koi8-r", "cp866", "mac-cyrillic", "cp1252")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_QUESTIONS = 0.4  # of the letters: the rest of them were lost
_JUDGED = 4_000_000  # bytes by which an 8-bit encoding is judged

_FREQUENT = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъіқңғүұөһә")
_LATIN = frozenset("äöüßéèêëàâáîïíôóòûúùçñãõåæøœ")
_SIGNS = frozenset("«»„“”‘’–—…№§°\u00a0\u00ad•©¹²³")

# The second bytes of UTF-8 Cyrillic as cp1251 and cp1252 show them.
_TRAILS_1251 = bytes(range(0x80, 0xC0)).decode("cp1251", "ignore") + "\x98"
_TRAILS_1252 = bytes(range(0x80, 0xC0)).decode("latin-1") + bytes(range(0x80, 0xC0)).decode(
    "cp1252", "ignore"
)
_MOJIBAKE = (
    ("UTF-8 → cp1251", re.compile(f"[РСТУв][{re.escape(_TRAILS_1251)}]")),
    ("UTF-8 → cp1252", re.compile(f"[ÐÑÒÓâ][{re.escape(_TRAILS_1252)}]")),
)
_TURNED = re.compile(r"\b[а-яё][А-ЯЁ]+\b")
_CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]+\b")
_SMALL = "[а-яёәғқңөұүһі]"
_LOST = re.compile(rf"(?<={_SMALL})\?+(?={_SMALL})|(?<![\w.!?»\"])\?+(?={_SMALL})")


def decode(data: bytes, where: str, declared: str = "") -> tuple[str, str]:
    """The text and the name of its encoding; R19 if there is none or letters are lost.

    `declared`: what the file says of itself; a hint only.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], name, where)
            break
    else:
        if name := wide_encoding(data):
            text = _strictly(data, name, where)
        else:
            text, name = _narrow(data, where, declared)
    _refuse_losses(text, where)
    return text, name


def wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark, by the bytes 00 and 04 in every second place; "" for others."""
    head = data[:20_000]
    half = len(head) // 2
    if half < 2 or len(data) % 2:
        return ""
    first, second = head[0 : 2 * half : 2], head[1 : 2 * half : 2]
    if head.isascii() and b"\x00" not in head and b"\x04" not in head:
        return ""

    def high(part: bytes) -> float:
        return (part.count(0) + part.count(4) + 0.5 * part.count(0x20)) / half

    if high(second) > 0.7 and high(first) < 0.5:
        return "utf-16-le"
    if high(first) > 0.7 and high(second) < 0.5:
        return "utf-16-be"
    return ""


def _strictly(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as failure:
        raise UnreadableText("R19", where, detail=f"{name}, byte {failure.start}") from None


def _narrow(data: bytes, where: str, declared: str) -> tuple[str, str]:
    """UTF-8 if it is; almost UTF-8 is refused; otherwise the likeliest 8-bit encoding."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as failure:
        if _mostly_utf8(data):
            raise UnreadableText("R19", where, detail=f"UTF-8, byte {failure.start}") from None
    if data.count(0):
        raise UnreadableText("R19", where, detail="NUL") from None
    name = _likeliest(data, declared)
    if not name:
        raise UnreadableText("R19", where, detail="?") from None
    return data.decode(name), name


def _mostly_utf8(data: bytes) -> bool:
    """Is this UTF-8 with a few broken places? No 8-bit text has so many whole sequences."""
    head = data[:_JUDGED]
    whole = sum(
        ord(letter) > 127 and letter != "\ufffd" for letter in head.decode("utf-8", "replace")
    )
    high = sum(byte > 127 for byte in head)
    return whole >= 3 and 2 * whole > 0.8 * high


def _likeliest(data: bytes, declared: str) -> str:
    """The 8-bit encoding in which the bytes look most like words; "" if in none they do."""
    head = data[:_JUDGED]
    pairs = Counter(zip(b" " + head, head, strict=False))
    high = {pair: count for pair, count in pairs.items() if pair[1] > 127}
    total = sum(high.values())
    best, name = 0.15 * total, ""
    hint = _codec(declared)
    for candidate in _EIGHT_BIT:
        if _fits(data, candidate):
            score = _score(high, candidate) + (0.02 * total if candidate == hint else 0)
            if score > best + 1e-9:
                best, name = score, candidate
    return name


def _codec(declared: str) -> str:
    try:
        return codecs.lookup(declared.strip()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _score(pairs: dict[tuple[int, int], int], name: str) -> float:
    """How much the letters look like words, summed over pairs of neighbours."""
    table = bytes(range(256)).decode(name, "replace")
    return sum(count * _likely(table[a], table[b]) for (a, b), count in pairs.items())


def _likely(before: str, letter: str) -> float:
    small = letter.lower()
    if small in _LATIN:
        return 0.8 if (before.isascii() and before.isalpha()) or before == " " else -0.5
    if small in _FREQUENT:
        if before.isalpha() and before.isascii():
            return -1.5
        if letter != small:
            return -1.5 if before.islower() else 0.4
        return 0.5 + 0.5 * (small in "оеаинтсрвлқі")
    return 0.2 if letter in _SIGNS else -1.0


def _refuse_losses(text: str, where: str) -> None:
    """Raise for NUL, for letters that were read in a wrong encoding before, for lost ones."""
    if "\x00" in text:
        raise UnreadableText("R19", where, detail="NUL")
    head = text[:_JUDGED]
    if head.count("?") > _MOST_QUESTIONS * sum(
        letter.isalpha() or letter == "?" for letter in head
    ):
        raise UnreadableText("R19", where, detail="?")
    if text.isascii():
        return
    high = sum(letter > "\x7f" for letter in head)
    for name, pattern in _MOJIBAKE:
        pairs = len(pattern.findall(head))
        if pairs >= 2 and 2 * pairs > 0.4 * high:
            raise UnreadableText("R19", where, detail=name)
    turned = len(_TURNED.findall(head))
    if turned >= 3 and turned > len(_CAPITALISED.findall(head)):
        raise UnreadableText("R19", where, detail="KOI8-R → cp1251")
    lost = len(_LOST.findall(head))
    if lost >= 4 and lost > 0.004 * high:
        raise UnreadableText("R19", where, detail="?")
    if head.count("\ufffd") > 0.005 * high:
        raise UnreadableText("R19", where, detail="\ufffd")
