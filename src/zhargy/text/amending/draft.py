"""An act that is being amended: its tree can be changed, and is frozen again at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhargy.text.act import CONTAINERS, Act, Element
from zhargy.text.amending.instruction import PLAIN
from zhargy.text.citation.items import roman
from zhargy.text.provision import Citation, number_order
from zhargy.text.structure.freeze import freeze
from zhargy.text.structure.labels import label_of
from zhargy.text.structure.tree import LIST_LEVELS, Node

_ROMAN = re.compile(r"[IVXLC]+")
_DECIMAL = frozenset({"item", "subitem", "subsubitem"})
Steps = tuple[tuple[str, str], ...]


class Draft:
    """An act in force while instructions are applied to it."""

    def __init__(self, act: Act) -> None:
        self._before = act
        self.title = act.title
        self.language = act.language
        self.root = Node("act", children=[thawed(e) for e in act.body if e.kind != "preamble"])
        preambles = [thawed(e) for e in act.body if e.kind == "preamble"]
        self.preamble = preambles[0] if preambles else Node("preamble")

    def act(self) -> Act:
        """The act as it stands now."""
        body, _, _ = freeze(self.root)
        preamble = self.preamble
        if preamble.lead or preamble.heading:
            first = Element(
                "preamble",
                Citation.of(preamble="1"),
                heading=preamble.heading,
                lead=tuple(preamble.lead),
                notes=tuple(preamble.notes),
            )
            body = (first, *body)
        return replace(self._before, title=self.title, body=body)

    # -- finding -----------------------------------------------------------------------------------

    def nodes(self, path: Citation) -> list[Node]:
        """The elements that a path means: one, those of a range, none; several if it is unclear."""
        found = [self.root]
        for level, number in numbered(path):
            found = [n for node in found for n in below(node, level, number)]
        return found

    def parent_of(self, wanted: Node) -> Node:
        """The element that holds another; the root holds the outermost."""
        return next(n for n in self.root.walk() if any(c is wanted for c in n.children))

    def chain(self, wanted: Node) -> list[Node]:
        """From the outermost element to this one."""
        out: list[Node] = []
        while wanted is not self.root:
            out.insert(0, wanted)
            wanted = self.parent_of(wanted)
        return out


def numbered(path: Citation) -> Steps:
    """The steps that name an element, without headings and unnumbered pieces."""
    return tuple(
        s
        for s in path.steps
        if s[0] not in PLAIN or (s[0] == "part" and s is path.steps[0] and len(path.steps) > 1)
        if s[0] not in ("heading", "title", "preamble")
    )


def thawed(element: Element) -> Node:
    """An element as a node that can be changed."""
    steps = tuple(s for s in element.citation.steps if s[0] != "occurrence")
    again = steps[-2][1] if len(steps) > 1 and steps[-2][0] == "list" else "1"
    return Node(
        level=element.kind,
        number=element.number,
        style=_style(element),
        printed=element.label,
        heading=element.heading,
        lead=list(element.lead),
        children=[thawed(child) for child in element.children],
        closing=list(element.closing),
        notes=list(element.notes),
        repealed=element.repealed,
        list_ordinal=int(again),
    )


def _style(element: Element) -> str:
    if element.kind == "row":
        return "row"
    found = label_of(f"{element.label} А") if element.label else None
    if found is None or found.level != "mark":
        return ""
    decimal = element.kind in _DECIMAL or element.kind in CONTAINERS
    return "decimal" if decimal and found.style in ("dot", "decimal") else found.style


def _plain(number: str) -> str:
    return str(roman(number)) if _ROMAN.fullmatch(number) else number.casefold()


def below(node: Node, level: str, number: str) -> list[Node]:
    """The elements of a level and number below a node, the nearest first of all."""
    standing = [n for n in within(node, level) if not n.repealed]
    first, is_range, last = number.partition("..")
    if is_range:
        low, high = number_order(first), number_order(last)
        return [n for n in standing if low <= number_order(n.number) <= high]
    found = [n for n in standing if _plain(n.number) == _plain(number)]
    firsts = [n for n in found if n.list_ordinal == 1]
    return firsts or found


def within(node: Node, level: str) -> Iterator[Node]:
    """Descendants of this level, not those inside of another of it; annexes only by their name."""
    for child in node.children:
        if child.level == level:
            yield child
        elif level in CONTAINERS or level == "article":
            if child.level in CONTAINERS and (child.level != "annex" or node.level == "annex"):
                yield from within(child, level)
        elif child.level in CONTAINERS and child.level != "annex" and level in LIST_LEVELS:
            yield from within(child, level)


@dataclass(frozen=True, slots=True)
class Slot:
    """A paragraph of an act that can be rewritten: a heading, a title, a line of lead or closing.

    `span` limits it to a sentence.
    """

    holder: object
    name: str
    place: int = -1
    span: tuple[int, int] | None = None

    @property
    def whole(self) -> str:
        """The paragraph."""
        value = getattr(self.holder, self.name)
        return str(value if self.place < 0 else value[self.place])

    @property
    def text(self) -> str:
        """What may be changed of it."""
        return self.whole if self.span is None else self.whole[self.span[0] : self.span[1]]

    def write(self, text: str) -> None:
        """Put other words there; a paragraph without words is taken away."""
        if self.span is not None:
            start, end = self.span
            text = " ".join(f"{self.whole[:start]}{text}{self.whole[end:]}".split())
        if self.place < 0:
            setattr(self.holder, self.name, text)
            return
        lines = getattr(self.holder, self.name)
        lines[self.place : self.place + 1] = [text] if text else []


def slots_of(node: Node, *, deep: bool = True) -> list[Slot]:
    """The paragraphs of an element in reading order; with `deep` of all that it holds."""
    if node.repealed:
        return []
    out = [Slot(node, "heading")] if node.heading else []
    out += [Slot(node, "lead", n) for n in range(len(node.lead))]
    if deep:
        for child in node.children:
            out += slots_of(child)
    return out + [Slot(node, "closing", n) for n in range(len(node.closing))]


def plain_slots(node: Node) -> list[Slot]:
    """The unnumbered paragraphs of an element itself."""
    return [slot for slot in slots_of(node, deep=False) if slot.name != "heading"]


_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s+[А-ЯӘҒҚҢӨҰҮҺІЁA-Z«“\"(])[^.!?]*)*[.!?]*\s*")


def sentences(slots: Sequence[Slot]) -> list[Slot]:
    """The sentences of some paragraphs."""
    return [
        replace(slot, span=found.span())
        for slot in slots
        for found in _SENTENCE.finditer(slot.text)
        if found.group().strip()
    ]
