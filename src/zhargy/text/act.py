"""An act in one edition and one language: a tree of elements, from which the provisions follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from zhargy.text.provision import Citation, Provision

CONTAINERS = ("annex", "part", "section", "chapter", "subchapter")


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the file but is not law.

    `kind`: editor (Сноска, Ескерту), footnote, contents, signature, title (above the act).
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Element:
    """A node of an act.

    `kind` is a level of a citation, or "preamble", or "transitional" (unnumbered part).
    `number` is as a citation says it ("83-1"), `label` as printed ("Статья 83-1."). `lead` are the
    paragraphs before the children, `closing` those after them. A repealed number keeps its
    placeholder in `lead` and is no provision. `citation` is unambiguous within the act.
    """

    kind: str
    citation: Citation
    number: str = ""
    label: str = ""
    heading: str = ""
    lead: tuple[str, ...] = ()
    children: tuple[Element, ...] = ()
    closing: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    repealed: bool = False

    def walk(self) -> Iterator[Element]:
        """This element and everything in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def text(self) -> str:
        """Its own words: lead-in, a line break, closing text."""
        return "\n".join((*self.lead, *self.closing))


@dataclass(frozen=True)
class Act:
    """One act in one edition and one language ("kk", "ru", "en", or another ISO 639-1 code).

    `edition` names the version when a source holds several ("before", "after"); `notes` are those
    that belong to no element (a contents list, notes under the title).
    """

    title: str
    language: str
    body: tuple[Element, ...]
    notes: tuple[Note, ...] = ()
    edition: str = ""

    def elements(self) -> Iterator[Element]:
        """All elements, in reading order."""
        for element in self.body:
            yield from element.walk()

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """Every piece of normative text, in reading order; repealed numbers are left out."""
        return tuple(p for element in self.elements() for p in _of_element(element))

    @cached_property
    def units(self) -> tuple[Provision, ...]:
        """Provisions without headings and preamble: what measures of change count."""
        return tuple(
            p
            for p in self.provisions
            if not p.citation.is_heading and p.citation.get("preamble") is None
        )

    @cached_property
    def by_address(self) -> dict[str, Provision]:
        """Every provision by its address."""
        return {p.address: p for p in self.provisions}

    @property
    def repealed(self) -> tuple[Element, ...]:
        return tuple(e for e in self.elements() if e.repealed)


def _of_element(element: Element) -> Iterator[Provision]:
    if element.repealed:
        return
    if element.heading:
        yield Provision(Citation((*element.citation.steps, ("heading", "1"))), element.heading)
    if element.kind == "preamble":
        for ordinal, line in enumerate(element.lead, 1):
            yield Provision(Citation((("preamble", str(ordinal)),)), line)
    elif element.text:
        yield Provision(element.citation, element.text)
