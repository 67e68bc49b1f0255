"""The elements and paragraphs that an instruction means, in the act as it stands now."""

from __future__ import annotations

from zhargy.text.act import Act
from zhargy.text.amending.draft import Draft, Slot, numbered, plain_slots, sentences, slots_of
from zhargy.text.amending.findings import Refused
from zhargy.text.amending.instruction import PLAIN
from zhargy.text.amending.places import address_of
from zhargy.text.amending.places import parent as above
from zhargy.text.provision import Citation
from zhargy.text.structure.tree import Node


class Located:
    """An act that is being amended, and what places mean in it."""

    def __init__(self, act: Act) -> None:
        self.draft = Draft(act)

    def node_at(self, path: Citation) -> Node:
        """The one element that a path means."""
        found = self.draft.nodes(path) if path.steps else []
        if len(found) != 1:
            raise Refused("A2" if not found else "A10", path=address_of(path), n=len(found))
        return found[0]

    def slots(self, path: Citation) -> list[Slot]:
        """The paragraphs that a path means."""
        draft = self.draft
        level, number = path.steps[-1] if path.steps else ("", "")
        first = path.steps[0][0] if path.steps else ""
        if level == "title":
            return [Slot(draft, "title")]
        if level == "heading" and first != "preamble":
            if len(path.steps) == 1:
                return [Slot(draft, "title")]
            return [Slot(self.node_at(path), "heading")]
        if first == "preamble" and not [s for s in path.steps if s[0] in PLAIN]:
            return slots_of(draft.preamble)
        if not path.steps:
            return [
                *slots_of(draft.preamble),
                *(s for c in draft.root.children for s in slots_of(c)),
            ]
        if level in PLAIN and (len(path.steps) > 1 or level != "part"):
            return [self.plain(path, level, number)]
        return [slot for node in self.range_at(path) for slot in slots_of(node)]

    def range_at(self, path: Citation) -> list[Node]:
        if path.steps and ".." in path.steps[-1][1]:
            found = self.draft.nodes(path)
            if found:
                return found
        return [self.node_at(path)]

    def plain(self, path: Citation, level: str, number: str) -> Slot:
        """An unnumbered paragraph or a sentence."""
        slots = self.plain_slots(path, level)
        place = len(slots) - 1 if number == "last" else int(number) - 1 if number.isdigit() else -1
        if not 0 <= place < len(slots):
            raise Refused("A2", path=address_of(path))
        return slots[place]

    def plain_slots(self, path: Citation, level: str) -> list[Slot]:
        outer = [s for s in path.steps[:-1] if s[0] in PLAIN]
        if outer:
            slots = [self.plain(above(path), *outer[-1])]
        elif path.steps[0][0] == "preamble":
            slots = plain_slots(self.draft.preamble)
        else:
            slots = plain_slots(self.node_at(Citation(numbered(path))))
        return sentences(slots) if level == "sentence" else slots
