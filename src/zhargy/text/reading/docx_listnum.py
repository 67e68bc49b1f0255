"""LISTNUM fields: numbers amid the words of a paragraph, which Word counts and never stores."""

from __future__ import annotations

import re

from zhargy.text.reading.docx_numerals import numeral

# The three lists that Word knows by name (ECMA-376, part 1, 17.16.5.32), level by level.
_LISTS = {
    "numberdefault": (
        ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"),
        ("decimal", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
        ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
    ),
    "outlinedefault": (
        ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."),
        ("lowerLetter", "{})"), ("decimal", "({})"), ("lowerLetter", "({})"),
        ("lowerRoman", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
    ),
    "legaldefault": (("decimal", "{}."),) * 9,
}  # fmt: skip
_CODE = re.compile(r"\s*LISTNUM\b\s*\"?([^\W\d_]\w*)?", re.IGNORECASE)
_LEVEL = re.compile(r"\\l\s*(\d)", re.IGNORECASE)
_START = re.compile(r"\\s\s*(\d{1,4})", re.IGNORECASE)


class ListNumbers:
    """Counts the fields of one story in reading order."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    def shown(self, code: str) -> str:
        """What a field shows; "" for what is no LISTNUM or counts a list that we do not know.

        >>> numbers = ListNumbers()
        >>> [numbers.shown(code) for code in (r"LISTNUM \\l 4", r" LISTNUM  \\l 4 ", r"LISTNUM \\l 2")]
        ['(1)', '(2)', 'a)']
        """
        found = _CODE.match(code)
        name = (found[1] or "numberdefault").casefold() if found else ""
        if name not in _LISTS:
            return ""
        level = min(9, max(1, int(said[1]) if (said := _LEVEL.search(code)) else 1))
        counts = self._counts.setdefault(name, [0] * 9)
        start = _START.search(code)
        counts[level - 1] = int(start[1]) if start else counts[level - 1] + 1
        counts[level:] = [0] * (9 - level)
        if name == "legaldefault":
            return "".join(f"{max(1, count)}." for count in counts[:level])
        form, shape = _LISTS[name][level - 1]
        return shape.format(numeral(counts[level - 1], form))
