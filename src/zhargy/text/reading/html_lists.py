"""The numbers that a browser shows before the items of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "none": "",
    "disc": "",
    "circle": "",
    "square": "",
}
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(slots=True)
class List:
    """A list that is open: the kind of its numbers, the next one, and which way they run."""

    kind: str
    next: int
    step: int


def list_of(element: etree._Element) -> List:
    """The list that an element ol or ul opens."""
    ordered = str(element.tag).lower() == "ol"
    kind = _kind(element, "1" if ordered else "")
    backwards = ordered and element.get("reversed") is not None
    first = sum(1 for _ in element.iterchildren("li")) if backwards else 1
    return List(kind, _whole(element.get("start"), first), -1 if backwards else 1)


def item_label(parent: List, element: etree._Element) -> str:
    """The number of an item as shown, "3." or "c."; counts the list on."""
    number = _whole(element.get("value"), parent.next)
    parent.next = number + parent.step
    shown = _shown(number, _kind(element, parent.kind))
    return f"{shown}." if shown else ""


def _kind(element: etree._Element, otherwise: str) -> str:
    style = _STYLE.search(element.get("style") or "")
    if style and style[1].lower() in _TYPES:
        return _TYPES[style[1].lower()]
    kind = (element.get("type") or "").strip()
    return kind if kind in ("1", "a", "A", "i", "I") else otherwise


def _whole(text: str | None, otherwise: int) -> int:
    found = re.match(r"\s*([+-]?\d{1,9})", text or "")
    return int(found[1]) if found else otherwise


def _shown(number: int, kind: str) -> str:
    """
    >>> _shown(28, "a"), _shown(4, "I"), _shown(0, "a"), _shown(3, "1")
    ('ab', 'IV', '0', '3')
    """
    if not kind:
        return ""
    if kind in "aA" and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(97 + rest) + letters
        return letters.upper() if kind == "A" else letters
    if kind in "iI" and 0 < number < 4000:
        numeral = ""
        for value, letters in _ROMAN:
            numeral += letters * (number // value)
            number %= value
        return numeral.upper() if kind == "I" else numeral
    return str(number)
