"""Automatic numbering of a DOCX: the labels that Word shows and the text does not hold.

Follows ECMA-376, part 1, 17.9. Where the standard is silent, what Word does:

1. All lists (num) of one definition (abstractNum) count on together.
2. A startOverride restarts its level where its list first uses that level.
3. A level that is used before a higher one gives the higher one its start value, which then counts
   as used: the next paragraph of that level is the second (Microsoft KB Q110380).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from zhargy.text.reading.docx_markup import (
    ALTERNATE,
    R_PR,
    VAL,
    W,
    child_value,
    chosen,
    sign,
    switched_on,
    whole,
)
from zhargy.text.reading.docx_numerals import numeral
from zhargy.text.reading.docx_styles import Numbered, Resolved, Styles

LEVELS = 9
_LONGEST = 255  # what Word allows a label
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is counted and shown.

    `restart`: it starts again after any level above this number (1 the highest; 0: never).
    `style`: the paragraph style that is bound to this level. `font` decides what a bullet shows.
    """

    start: int
    form: str
    text: str
    restart: int
    legal: bool = False
    style: str = ""
    hidden: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A num: its definition, its levels with overrides applied, and the starts it overrides."""

    definition: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a document, by numId."""

    lists: Mapping[str, List]
    language: str = "en"

    def place(self, own: Numbered, style: Resolved) -> tuple[str, int] | None:
        """List and level of a paragraph: its own words first, then those of its style."""
        num_id = own.num_id if own.num_id is not None else style.numbered.num_id
        if num_id is None or num_id not in self.lists:
            return None
        if own.level is not None:
            return num_id, own.level
        bound = {level.style: i for i, level in self.lists[num_id].levels.items() if level.style}
        for identity in style.chain:
            if own.num_id is None and identity in bound:
                return num_id, bound[identity]
        return num_id, style.numbered.level or 0


@dataclass(slots=True)
class Counters:
    """Counts through one story (body, footnotes, text boxes) in reading order."""

    numbering: Numbering
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, num_id: str, level: int) -> str:
        """Count one paragraph and give the label that it shows."""
        own = self.numbering.lists[num_id]
        if level not in own.levels:
            return ""
        counts = self._counts.setdefault(own.definition, [None] * LEVELS)
        self._count(num_id, own, level, counts)
        return self._shown(own, level, counts)

    def _count(self, num_id: str, own: List, level: int, counts: list[int | None]) -> None:
        for above in range(level):
            if counts[above] is None:
                counts[above] = _start(own, above)
        before = counts[level]
        restarted = level in own.restarts and (num_id, level) not in self._begun
        counts[level] = _start(own, level) if before is None or restarted else before + 1
        self._begun.add((num_id, level))
        for below in range(level + 1, LEVELS):
            if below in own.levels and level < own.levels[below].restart:
                counts[below] = None

    def _shown(self, own: List, level: int, counts: list[int | None]) -> str:
        shape = own.levels[level]
        if shape.hidden:
            return ""

        def number(placeholder: re.Match[str]) -> str:
            place = int(placeholder[1]) - 1
            count = counts[place] if place <= level else None
            if count is None or place not in own.levels:
                return ""
            form = own.levels[place].form
            if shape.legal and form not in ("none", "bullet"):
                form = "decimal"
            return numeral(count, form, self.numbering.language)

        if shape.form == "bullet":
            return " ".join("".join(sign(c, shape.font) for c in shape.text).split()) or "•"
        return " ".join(_PLACEHOLDER.sub(number, shape.text).split())


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The numbering part; no lists without one."""
    if root is None:
        return Numbering({}, styles.language)
    definitions = {e.get(W + "abstractNumId", ""): e for e in root.findall(W + "abstractNum")}
    nums = {e.get(W + "numId", ""): e for e in root.findall(W + "num")}
    levels = {key: _levels_of(key, definitions, nums, styles) for key in definitions}
    lists = {}
    for num_id, num in nums.items():
        definition = child_value(num, "abstractNumId") or ""
        if num_id != "0" and definition in definitions:
            lists[num_id] = _list(definition, levels[definition], num)
    return Numbering(lists, styles.language)


def _levels_of(
    definition: str,
    definitions: Mapping[str, etree._Element],
    nums: Mapping[str, etree._Element],
    styles: Styles,
) -> dict[int, Level]:
    """The levels of a definition, or of the one that its numbering style stands for."""
    for _ in range(LEVELS):  # a chain of links that never ends is none
        link = child_value(definitions[definition], "numStyleLink")
        target = nums.get(styles.run(link).numbered.num_id or "") if link else None
        linked = child_value(target, "abstractNumId")
        if linked is None or linked not in definitions or linked == definition:
            break
        definition = linked
    return _levels(definitions[definition])


def _list(definition: str, levels: dict[int, Level], num: etree._Element) -> List:
    restarts = {}
    for override in num.iterchildren(W + "lvlOverride"):
        levels = levels | _levels(override)
        start = child_value(override, "startOverride")
        if start is not None:
            restarts[whole(override.get(W + "ilvl"), 0, high=LEVELS - 1)] = whole(start, 1)
    return List(definition, levels, restarts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    found = {}
    for element in parent.iterchildren(W + "lvl"):
        place = whole(element.get(W + "ilvl"), 0, high=LEVELS - 1)
        found[place] = _level(element, place)
    return found


def _level(element: etree._Element, place: int) -> Level:
    text = element.find(W + "lvlText")
    restart = child_value(element, "lvlRestart")
    run = element.find(R_PR)
    fonts = None if run is None else run.find(W + "rFonts")
    return Level(
        start=whole(child_value(element, "start"), 1),
        form=_form(element),
        text="" if text is None else text.get(VAL, "")[:_LONGEST],
        restart=place if restart is None else min(whole(restart, place), place),
        legal=bool(switched_on(element, "isLgl")),
        style=child_value(element, "pStyle") or "",
        hidden=bool(switched_on(run, "vanish")),
        font="" if fonts is None else fonts.get(W + "ascii", ""),
    )


def _form(level: etree._Element) -> str:
    """The number format; "custom:001" for one that pads with noughts to three places."""
    alternate = level.find(ALTERNATE)
    branch = None if alternate is None else chosen(alternate)
    found = (level if branch is None else branch).find(W + "numFmt")
    if found is None:
        return "decimal"
    if found.get(VAL) == "custom":
        return "custom:" + found.get(W + "format", "").partition(",")[0].strip()[:9]
    return found.get(VAL, "decimal")


def _start(own: List, level: int) -> int:
    if level in own.restarts:
        return own.restarts[level]
    return own.levels[level].start if level in own.levels else 1
