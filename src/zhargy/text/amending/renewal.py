"""Elements that come, go, and change their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhargy.languages.amending import FORMS
from zhargy.text.act import CONTAINERS, Act
from zhargy.text.amending.draft import numbered, sentences
from zhargy.text.amending.findings import Refused
from zhargy.text.amending.fragment import labelled, read_elements
from zhargy.text.amending.instruction import PLAIN, Instruction
from zhargy.text.amending.places import address_of
from zhargy.text.amending.places import parent as above
from zhargy.text.amending.rewording import Rewording
from zhargy.text.provision import Citation, number_order
from zhargy.text.structure.tree import Node

_BARE = re.compile(r"(?P<number>\d+(?:\.\d+)*[A-Z]*)\.?\s+(?=[A-Z])")


class Renewal(Rewording):
    """What changes the elements of an act."""

    def __init__(self, act: Act) -> None:
        super().__init__(act)
        self.forms = FORMS.get(act.language, FORMS["en"])

    def add(self, step: Instruction) -> int:
        target = step.added[0] if step.added else None
        if target is not None and target.steps[-1][0] in PLAIN:
            return self._add_plain(target, step.lines)
        numbers = list(_expanded(step.added))
        level = _level_of(step)
        for path in (Citation((*above(step.added[0]).steps, s)) for s in numbers):
            standing = self._standing(step, path)
            if standing is not None:
                raise Refused("A6", path=address_of(path))
        holder, place, gone, ordinal = self._room(step, level, numbers)
        lines = list(step.lines)
        if len(numbers) == 1:
            lines = labelled(lines, self._label(holder, level, numbers[0][1]))
        new = read_elements(self.draft, holder, place, lines, level, old=gone, list_ordinal=ordinal)
        if new is None and level == "article":
            lines = self._relabelled(lines, holder, level)
            new = read_elements(self.draft, holder, place, lines, level, old=gone)
        if new is None or (numbers and [n.number for n in new] != [n for _, n in numbers]):
            raise Refused("A7", path=(target or step.places[0]).address)
        taken = {
            c.number
            for c in holder.children
            if c.level == level and c.list_ordinal == ordinal and not c.repealed
        }
        if not numbers and taken & {n.number for n in new}:
            raise Refused("A6", path=address_of(step.places[0]))
        for node in new:
            node.list_ordinal = ordinal
        if gone is not None:
            new[0].notes = [*gone.notes, *new[0].notes]
        holder.children[place : place + (gone is not None)] = new
        self._forget_repealed(new)
        return len(new)

    def _forget_repealed(self, new: Sequence[Node]) -> None:
        """A number that is given again stands no longer where it was repealed."""
        for node in new:
            outside = node.level == "article" or node.level in CONTAINERS
            holder = self.draft.parent_of(node)
            same = self._standing_outside(Citation(())) if outside else iter(holder.children)
            for old in list(same):
                if old.repealed and (old.level, old.number) == (node.level, node.number):
                    where = self.draft.parent_of(old)
                    where.children = [c for c in where.children if c is not old]

    def _standing(self, step: Instruction, path: Citation) -> Node | None:
        """What already bears the number; A5 if it says the same."""
        found = self.draft.nodes(path)
        if not found:
            return None
        words = [*found[0].lead[:1]]
        if words and any(line.endswith(words[0]) for line in step.lines):
            raise Refused("A5", path=address_of(path))
        return found[0]

    def _room(
        self, step: Instruction, level: str, numbers: Sequence[tuple[str, str]]
    ) -> tuple[Node, int, Node | None, int]:
        """Under which element and where, a repealed number that gives way, and in which list."""
        beside = step.after or step.beyond
        if beside is not None:
            node = self.node_at(beside)
            holder = self.draft.parent_of(node)
            place = next(n for n, c in enumerate(holder.children) if c is node) + (
                step.after is not None
            )
            return holder, place, None, node.list_ordinal
        holder = self._holder(step, level, numbers[0][1])
        ordinal = _ordinal_of(step.added[0])
        siblings = [
            (n, c)
            for n, c in enumerate(holder.children)
            if c.level == level and c.list_ordinal == ordinal
        ]
        for n, child in siblings:
            if child.repealed and child.number == numbers[0][1] and len(numbers) == 1:
                return holder, n, child, ordinal
        order = number_order(numbers[0][1])
        smaller = [n for n, c in siblings if number_order(c.number) < order]
        if smaller:
            return holder, max(smaller) + 1, None, ordinal
        if siblings:
            return holder, siblings[0][0], None, ordinal
        return holder, len(holder.children), None, ordinal

    def _holder(self, step: Instruction, level: str, number: str) -> Node:
        """The element that the new one belongs to; an article follows the one before it."""
        path = above(step.added[0])
        if level in ("article", *CONTAINERS) or not path.steps:
            if step.places[0].steps and step.places[0] != path:
                return self.node_at(step.places[0])
            order = number_order(number)
            same = [n for n in self._standing_outside(path) if n.level == level]
            before = [n for n in same if number_order(n.number) < order] or same[:1]
            return self.draft.parent_of(before[-1]) if before else self._base(path)
        return self._base(path)

    def _standing_outside(self, path: Citation) -> Iterator[Node]:
        def walk(node: Node) -> Iterator[Node]:
            for child in node.children:
                yield child
                if child.level in CONTAINERS and child.level != "annex":
                    yield from walk(child)

        return walk(self._base(path))

    def _base(self, path: Citation) -> Node:
        path = Citation(tuple(s for s in path.steps if s[0] != "list"))
        return self.node_at(path) if path.steps else self.draft.root

    def _relabelled(self, lines: Sequence[str], holder: Node, level: str) -> list[str]:
        """Lines that open with a bare number with the label that the elements beside have."""

        def one(line: str) -> str:
            found = _BARE.match(line)
            label = self._label(holder, level, found["number"]) if found else ""
            return f"{label} {line[found.end() :]}" if found and label else line

        return [one(line) for line in lines]

    def _label(self, holder: Node, level: str, number: str) -> str:
        """A label as its siblings have it."""
        near = [c for c in holder.children if c.level == level and c.printed and c.number]
        found = near[-1] if near else None
        return found.printed.replace(found.number, number, 1) if found else ""

    def _add_plain(self, target: Citation, lines: Sequence[str]) -> int:
        level, number = target.steps[-1]
        if level == "sentence":
            slots = self.plain_slots(target, "part")
            if not slots:
                raise Refused("A2", path=address_of(target))
            here = sentences(slots)
            if number.isdigit() and int(number) <= len(here):
                slot = here[int(number) - 1]
                slot.write(f"{' '.join(lines)} {slot.text}")
            else:
                slots[-1].write(f"{slots[-1].text} {' '.join(lines)}")
            return 1
        base = Citation(numbered(target))
        node = self.draft.preamble if target.steps[0][0] == "preamble" else self.node_at(base)
        held = [*node.lead, *node.closing]
        place = int(number) - 1 if number.isdigit() else len(held)
        if place > len(held):
            raise Refused("A2", path=address_of(target))
        if held[place : place + len(lines)] == list(lines):
            raise Refused("A5", path=address_of(target))
        self.move(node, place)
        if place < len(node.lead) or (place == len(node.lead) and not node.children):
            node.lead[place:place] = lines
        else:
            place -= len(node.lead)
            node.closing[place:place] = lines
        return 1

    def repeal(self, path: Citation) -> int:
        level, number = path.steps[-1]
        if level == "preamble":
            self.draft.preamble.lead = []
            return 1
        if level in ("heading", "title") or (level in PLAIN and len(path.steps) > 1):
            slot = self.slots(path)[0]
            if not slot.text:
                raise Refused("A5", path=address_of(path))
            slot.write("")
            if level in PLAIN and level != "sentence":
                self.move(slot.holder, slot.place)
            return 1
        nodes = self.draft.nodes(path)
        if not nodes:
            gone = [n for n in self._base_or_root(above(path)).walk() if n.repealed]
            already = any(n.level == level and n.number == number for n in gone)
            raise Refused("A5" if already else "A2", path=address_of(path))
        if ".." not in number and len(nodes) > 1:
            raise Refused("A10", path=address_of(path), n=len(nodes))
        for node in nodes:
            self._gone(node)
        return len(nodes)

    def _base_or_root(self, path: Citation) -> Node:
        found = self.draft.nodes(path)
        return found[0] if found else self.draft.root

    def _gone(self, node: Node) -> None:
        """A repealed number keeps its place; what has no number goes."""
        holder = self.draft.parent_of(node)
        if not node.printed or node.level == "row":
            holder.children = [c for c in holder.children if c is not node]
            return
        words = self.forms.gone.get(node.level, self.forms.gone[""])
        if words.endswith(";") and not _ends_with_semicolon(node):
            words = words[:-1] + "."
        node.heading, node.lead, node.closing, node.children = "", [words], [], []
        node.repealed = True

    def renumber(self, step: Instruction) -> int:
        if all(path.steps and path.steps[-1][0] in PLAIN for path in step.places):
            # Unnumbered paragraphs are counted anew by themselves.
            return 0
        nodes = [node for path in step.places for node in self.range_at(path)]
        numbers = list(_expanded(step.added))
        if len(nodes) != len(numbers):
            raise Refused("A7", path=address_of(step.places[0]))
        holder = self.draft.parent_of(nodes[0])
        moving = {id(n) for n in nodes}
        wanted = {number for _, number in numbers}
        others = [
            c
            for c in self._standing_outside(Citation(()))
            if c.level == nodes[0].level and c.level in ("article", *CONTAINERS)
        ] or [
            c
            for c in holder.children
            if c.level == nodes[0].level and c.list_ordinal == nodes[0].list_ordinal
        ]
        taken = [c for c in others if id(c) not in moving and c.number in wanted]
        if any(not c.repealed for c in taken) or any(
            n.level != level for n, (level, _) in zip(nodes, numbers, strict=True)
        ):
            raise Refused("A6", path=address_of(step.added[0]))
        for child in taken:
            above_it = self.draft.parent_of(child)
            above_it.children = [c for c in above_it.children if c is not child]
        for node, (_, number) in zip(nodes, numbers, strict=True):
            node.printed = node.printed.replace(node.number, number, 1)
            node.number = number
        self._in_order(nodes)
        return len(nodes)

    def _in_order(self, nodes: Sequence[Node]) -> None:
        """Elements stand in the order of their numbers."""
        holder = self.draft.parent_of(nodes[0])
        places_ = [
            n
            for n, c in enumerate(holder.children)
            if c.level == nodes[0].level and c.list_ordinal == nodes[0].list_ordinal
        ]
        found = [holder.children[n] for n in places_]
        for n, child in zip(
            places_, sorted(found, key=lambda c: number_order(c.number)), strict=True
        ):
            holder.children[n] = child


def _expanded(paths: Sequence[Citation]) -> Iterator[tuple[str, str]]:
    """The level and number of each place; "4..6" is three."""
    for path in paths:
        level, number = path.steps[-1]
        first, is_range, last = number.partition("..")
        if is_range and first.isdigit() and last.isdigit():
            yield from ((level, str(n)) for n in range(int(first), int(last) + 1))
        else:
            yield level, number


def _level_of(step: Instruction) -> str:
    if step.added:
        return step.added[0].steps[-1][0]
    beside = step.after or step.beyond
    return beside.steps[-1][0] if beside else ""


def _ordinal_of(path: Citation) -> int:
    return next((int(number) for level, number in path.steps if level == "list"), 1)


def _ends_with_semicolon(node: Node) -> bool:
    last = [
        node.heading,
        *node.lead,
        *(line for n in node.walk() for line in n.lead),
        *node.closing,
    ]
    return bool(last) and last[-1].endswith(";")
