"""The elements and paragraphs that an instruction means, in the act as it stands now."""

from __future__ import annotations

from dataclasses import replace

from zhargy.languages.amending import FORMS
from zhargy.text.act import Act
from zhargy.text.amending.draft import Draft, Slot, numbered, plain_slots, sentences, slots_of
from zhargy.text.amending.findings import Refused
from zhargy.text.amending.instruction import PLAIN, Deed, Instruction
from zhargy.text.amending.levels import as_there
from zhargy.text.amending.places import address_of
from zhargy.text.amending.places import parent as above
from zhargy.text.provision import Citation
from zhargy.text.structure.tree import Node

_MOST_OF_RANGE = 200


class Located:
    """An act that is being amended, and what places mean in it."""

    def __init__(self, act: Act) -> None:
        self.draft = Draft(act)
        self.by_section = FORMS[act.language].by_section if act.language in FORMS else False
        # Element -> its first unnumbered paragraph that an instruction of this amending act moved.
        self.moved: dict[int, int] = {}

    def there(self, step: Instruction) -> tuple[Instruction, bool]:
        """The instruction with the levels that the act has for its places; are they others?"""

        def named(path: Citation, *, new: bool = False) -> Citation:
            return as_there(self.draft, path, new=new, by_section=self.by_section)

        places = tuple(one for path in step.places for one in expanded(named(path), step))
        after = named(step.after) if step.after else None
        beyond = named(step.beyond) if step.beyond else None
        added = tuple(named(path, new=True) for path in step.added)
        without = tuple(map(named, step.without))
        renamed = any(
            a != b
            for a, b in zip(
                (*step.places, *step.added), map(named, (*step.places, *step.added)), strict=True
            )
        )
        found = replace(
            step, places=places, after=after, beyond=beyond, added=added, without=without
        )
        return found, renamed and found != step

    def move(self, holder: object, place: int) -> None:
        """An instruction moves the unnumbered paragraphs of an element from this one on."""
        self.moved[id(holder)] = min(place, self.moved.get(id(holder), place))

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
        if level != "sentence" and place >= self.moved.get(id(slots[place].holder), place + 1):
            raise Refused("A13", path=address_of(path))
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


def expanded(path: Citation, step: Instruction) -> list[Citation]:
    """The places of a range that is stated in a new wording: each has its own lines.

    >>> restated = Instruction(Deed.RESTATE, (Citation.of(article="3..4"),))
    >>> [one.address for one in expanded(restated.places[0], restated)]
    ['art_3', 'art_4']
    """
    level, number = path.steps[-1] if path.steps else ("", "")
    first, is_range, last = number.partition("..")
    if step.deed is not Deed.RESTATE or not (is_range and first.isdigit() and last.isdigit()):
        return [path]
    numbers = range(int(first), min(int(last), int(first) + _MOST_OF_RANGE) + 1)
    return [Citation((*path.steps[:-1], (level, str(n)))) for n in numbers]
