"""An element of an act while its tree grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhargy.text.act import Note
from zhargy.text.structure.labels import Label
from zhargy.text.structure.line import Line

LIST_LEVELS = ("point", "subpoint", "item", "subitem", "subsubitem")
DECIMAL_LEVELS = ("section", "item", "subitem", "subsubitem")


@dataclass
class Node:
    """An element while the tree grows; `list_ordinal` counts lists of one style in one parent."""

    level: str
    number: str = ""
    style: str = ""
    printed: str = ""
    heading: str = ""
    place: str = ""
    lead: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    repealed: bool = False
    list_ordinal: int = 1

    def add_text(self, text: str) -> None:
        (self.closing if self.children else self.lead).append(text)

    @property
    def text_announces(self) -> bool:
        """Do its words end with a colon?"""
        return bool(self.lead) and self.lead[-1].endswith(":")

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class OpenList:
    """An open list: its style, its parent and its last element."""

    style: str
    parent: Node
    last: Node


def node_of(level: str, number: str, line: Line, label: Label) -> Node:
    """The element that a label opens."""
    return Node(level, number, label.style, label.printed, place=line.paragraph.place)
