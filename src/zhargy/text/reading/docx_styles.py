"""Styles of a DOCX: what a paragraph or a run has from its style and from those it is based on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from zhargy.text.reading.docx_markup import (
    P_PR,
    R_PR,
    VAL,
    W,
    child_value,
    switched_on,
    whole,
)

_LIFTED = 4  # half-points
BODY_TEXT = 9  # the outline level that is none
_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*([1-9])", re.IGNORECASE)
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a numPr says: the list ("0" for none) and the level; None where it is silent."""

    num_id: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written, without what it is based on."""

    identity: str
    base: str
    numbered: Numbered
    outline: int | None
    vanish: bool | None
    superscript: bool | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A style with what it is based on. `chain` ends at the style that names the list."""

    chain: tuple[str, ...] = ()
    numbered: Numbered = Numbered()
    outline: int = BODY_TEXT
    vanish: bool = False
    superscript: bool = False


@dataclass(frozen=True)
class Styles:
    """All styles of a document; a paragraph that names none has `default`."""

    written: Mapping[str, Style]
    default: str
    language: str

    @cached_property
    def _resolved(self) -> dict[str, Resolved]:
        return {identity: _resolve(self._bases(identity)) for identity in self.written}

    def paragraph(self, identity: str | None) -> Resolved:
        """A paragraph style; the default one if the document does not know it."""
        known = self._resolved
        return known.get(identity or self.default) or known.get(self.default) or Resolved()

    def run(self, identity: str | None) -> Resolved:
        """A character style; nothing if the document does not know it."""
        return self._resolved.get(identity or "") or Resolved()

    def _bases(self, identity: str) -> list[Style]:
        found: list[Style] = []
        while identity in self.written and len(found) < _DEEPEST:
            found.append(self.written[identity])
            identity = found[-1].base
        return found


def read_styles(root: etree._Element | None) -> Styles:
    """The styles part; no styles at all without one."""
    if root is None:
        return Styles({}, "", "en")
    elements = root.findall(W + "style")
    written = {style.identity: style for style in map(_style, elements)}
    default = next(
        (
            e.get(W + "styleId", "")
            for e in elements
            if e.get(W + "type") == "paragraph" and e.get(W + "default") in ("1", "true", "on")
        ),
        "",
    )
    language = root.find(f"{W}docDefaults/{W}rPrDefault/{R_PR}/{W}lang")
    return Styles(written, default, "en" if language is None else language.get(VAL, "en")[:2])


def numbered(properties: etree._Element | None) -> Numbered:
    """What the numPr of some paragraph properties says."""
    found = None if properties is None else properties.find(W + "numPr")
    if found is None:
        return Numbered()
    level = child_value(found, "ilvl")
    return Numbered(child_value(found, "numId"), None if level is None else whole(level, 0, high=8))


def outline_level(properties: etree._Element | None) -> int | None:
    """The outline level that some paragraph properties name, 0 the highest."""
    level = child_value(properties, "outlineLvl")
    return None if level is None else whole(level, BODY_TEXT, high=BODY_TEXT)


def is_superscript(properties: etree._Element | None) -> bool | None:
    """Whether run properties lift the text; None if they say nothing of it."""
    align, position = child_value(properties, "vertAlign"), child_value(properties, "position")
    if align is None and position is None:
        return None
    # LibreOffice writes a position and a smaller size instead of a superscript.
    return align == "superscript" or whole(position, 0) >= _LIFTED


def _style(element: etree._Element) -> Style:
    properties, run = element.find(P_PR), element.find(R_PR)
    outline = outline_level(properties)
    if outline is None:
        heading = _HEADING.fullmatch((child_value(element, "name") or "").strip())
        outline = int(heading[1]) - 1 if heading else None
    return Style(
        element.get(W + "styleId", ""),
        child_value(element, "basedOn") or "",
        numbered(properties),
        outline,
        switched_on(run, "vanish"),
        is_superscript(run),
    )


def _resolve(bases: list[Style]) -> Resolved:
    naming = next((i for i, style in enumerate(bases) if style.numbered.num_id is not None), None)
    listed = bases if naming is None else bases[: naming + 1]
    return Resolved(
        tuple(style.identity for style in listed),
        Numbered(
            None if naming is None else bases[naming].numbered.num_id,
            next((s.numbered.level for s in listed if s.numbered.level is not None), None),
        ),
        next((s.outline for s in bases if s.outline is not None), BODY_TEXT),
        next((s.vanish for s in bases if s.vanish is not None), False),
        next((s.superscript for s in bases if s.superscript is not None), False),
    )
