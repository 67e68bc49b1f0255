"""Instructions applied to an act in their order, and what each of them did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhargy.languages.amending import FORMS
from zhargy.text.act import CONTAINERS, Act
from zhargy.text.amending.draft import (
    Draft,
    Slot,
    numbered,
    plain_slots,
    sentences,
    slots_of,
)
from zhargy.text.amending.fragment import labelled, read_act, read_elements
from zhargy.text.amending.inflect import in_all_forms
from zhargy.text.amending.instruction import (
    END,
    PLAIN,
    Amending,
    Deed,
    Instruction,
    Unread,
)
from zhargy.text.amending.places import address_of
from zhargy.text.amending.places import parent as above
from zhargy.text.amending.words import (
    added_at_end,
    chosen,
    places,
    put_in,
    replaced,
    taken_out,
)
from zhargy.text.finding import Finding
from zhargy.text.provision import Citation, number_order
from zhargy.text.structure.labels import label_of
from zhargy.text.structure.tree import Node

_MOST_LETTERS = 160


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an instruction did: in how many places words or elements changed, and what stopped it."""

    step: Instruction | Unread
    changed: int
    findings: tuple[Finding, ...]

    @property
    def applied(self) -> bool:
        """Was all of it done?"""
        return self.changed > 0 and not any(f.severity > 1 for f in self.findings)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The act after amending acts, and what each instruction did."""

    act: Act
    outcomes: tuple[Outcome, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that a person must see."""
        return tuple(f for outcome in self.outcomes for f in outcome.findings)

    @property
    def needs_a_person(self) -> bool:
        """Is there a finding beyond a hint?"""
        return any(f.severity > 1 for f in self.findings)


class _Refused(Exception):
    """Why an instruction cannot be applied in one place."""

    def __init__(self, rule: str, **fields: str | int) -> None:
        super().__init__(rule)
        self.rule, self.fields = rule, fields


def consolidate(act: Act, amending: Sequence[Amending]) -> Consolidated:
    """Apply amending acts one after the other."""
    applier = _Applier(act)
    outcomes = tuple(outcome for one in amending for outcome in _outcomes(applier, one))
    elsewhere = tuple(clause for one in amending for clause in one.elsewhere)
    return Consolidated(applier.draft.act(), outcomes, elsewhere)


def _outcomes(applier: _Applier, amending: Amending) -> Iterator[Outcome]:
    for step in amending.steps:
        yield applier.apply(step)
    if amending.elsewhere and not amending.steps:
        step = Unread(amending.elsewhere[0])
        yield Outcome(step, 0, (_finding("A8", step, n=len(amending.elsewhere)),))


class _Applier:
    def __init__(self, act: Act) -> None:
        self.draft = Draft(act)
        self.forms = FORMS.get(act.language, FORMS["en"])

    def apply(self, step: Instruction | Unread) -> Outcome:
        """Do what an instruction says; what cannot be done is left as it is and told."""
        if isinstance(step, Unread):
            return Outcome(step, 0, (_finding("A1", step),))
        findings: list[Finding] = []
        changed = 0
        for do in self._acts_of_work(step):
            try:
                count, hints = do()
                changed += count
                findings += hints
            except _Refused as refused:
                address = address_of(step.places[0])
                findings.append(_finding(refused.rule, step, address, **refused.fields))
        return Outcome(step, changed, tuple(findings))

    def _acts_of_work(self, step: Instruction) -> Iterator[Callable[[], tuple[int, list[Finding]]]]:
        """One for each place, or one for all where they hang together."""
        if step.deed is Deed.ADD:
            yield lambda: (self._add(step), [])
        elif step.deed is Deed.RENUMBER:
            yield lambda: (self._renumber(step), [])
        elif step.deed is Deed.RESTATE and len(step.places) > 1:
            yield from (lambda p=p, t=t: (self._restate(p, t), []) for p, t in self._shared(step))
        elif step.deed is Deed.RESTATE:
            yield lambda: (self._restate(step.places[0], step.lines), [])
        elif step.deed is Deed.REPEAL:
            yield from (lambda p=p: (self._repeal(p), []) for p in step.places)
        else:
            yield from (lambda p=p: self._words(step, p) for p in step.places)

    # -- places ----------------------------------------------------------------------------------

    def _node(self, path: Citation) -> Node:
        """The one element that a path means."""
        found = self.draft.nodes(path) if path.steps else []
        if len(found) != 1:
            raise _Refused("A2" if not found else "A10", path=address_of(path), n=len(found))
        return found[0]

    def _slots(self, path: Citation) -> list[Slot]:
        """The paragraphs that a path means."""
        draft = self.draft
        level, number = path.steps[-1] if path.steps else ("", "")
        first = path.steps[0][0] if path.steps else ""
        if level == "title":
            return [Slot(draft, "title")]
        if level == "heading" and first != "preamble":
            if len(path.steps) == 1:
                return [Slot(draft, "title")]
            return [Slot(self._node(path), "heading")]
        if first == "preamble" and not [s for s in path.steps if s[0] in PLAIN]:
            return slots_of(draft.preamble)
        if not path.steps:
            return [
                *slots_of(draft.preamble),
                *(s for c in draft.root.children for s in slots_of(c)),
            ]
        if level in PLAIN and (len(path.steps) > 1 or level != "part"):
            return [self._plain(path, level, number)]
        return [slot for node in self._range(path) for slot in slots_of(node)]

    def _range(self, path: Citation) -> list[Node]:
        if path.steps and ".." in path.steps[-1][1]:
            found = self.draft.nodes(path)
            if found:
                return found
        return [self._node(path)]

    def _plain(self, path: Citation, level: str, number: str) -> Slot:
        """An unnumbered paragraph or a sentence."""
        slots = self._plain_slots(path, level)
        place = len(slots) - 1 if number == "last" else int(number) - 1 if number.isdigit() else -1
        if not 0 <= place < len(slots):
            raise _Refused("A2", path=address_of(path))
        return slots[place]

    def _plain_slots(self, path: Citation, level: str) -> list[Slot]:
        outer = [s for s in path.steps[:-1] if s[0] in PLAIN]
        if outer:
            slots = [self._plain(above(path), *outer[-1])]
        elif path.steps[0][0] == "preamble":
            slots = plain_slots(self.draft.preamble)
        else:
            slots = plain_slots(self._node(Citation(numbered(path))))
        return sentences(slots) if level == "sentence" else slots

    # -- words -------------------------------------------------------------------------------------

    def _words(self, step: Instruction, path: Citation) -> tuple[int, list[Finding]]:
        slots = self._slots(path)
        left_out = {id(n) for p in step.without for top in self.draft.nodes(p) for n in top.walk()}
        slots = [s for s in slots if id(s.holder) not in left_out]
        if step.side == END:
            return self._at_end(path, slots, step.words[0][1])
        old = [words for words, _ in step.words]
        pairs = dict(step.words)
        hints: list[Finding] = []
        if step.inflected:
            pairs, unknown = in_all_forms(pairs, [s.text for s in slots], self.draft.language)
            old = list(pairs)
            if not old:
                raise _Refused("A3", words=step.words[0][0], path=address_of(path))
            if unknown:
                hints.append(_finding("A11", step, address_of(path), words=", ".join(unknown)))
        folded = not any(places(s.text, old) for s in slots)
        found = [(s, places(s.text, old, folded=folded)) for s in slots]
        self._counted(step, path, slots, [s.text[a:b] for s, spans in found for a, b in spans])
        count = 0
        for slot, spans in reversed(found):
            if spans:
                slot.write(_rewritten(step.deed, slot.text, spans, pairs, step.side))
                count += len(spans)
        if folded:
            hints.append(_finding("A9", step, address_of(path), words=old[0]))
        return count, hints

    def _counted(
        self, step: Instruction, path: Citation, slots: Sequence[Slot], said: Sequence[str]
    ) -> None:
        """Do the words stand there once, or wherever they may?"""
        if step.everywhere:
            if said:
                return
            raise _Refused("A3", words=step.words[0][0], path=address_of(path))
        texts = [s.text for s in slots]
        for old, new in step.words:
            there = [w for w in said if w == old or chosen(dict(step.words), w) == new]
            if len(there) > 1 and len([w for w in said if w == old]) != 1:
                raise _Refused("A4", words=old, n=len(there), path=address_of(path))
            if (
                new
                and step.deed is Deed.INSERT
                and there
                and _stands_there(texts, old, new, step.side)
            ):
                raise _Refused("A5", path=address_of(path))
            if not there:
                gone = step.deed is Deed.REPLACE and any(places(t, [new]) for t in texts)
                raise _Refused("A5" if gone else "A3", words=old, path=address_of(path))

    def _at_end(self, path: Citation, slots: Sequence[Slot], new: str) -> tuple[int, list[Finding]]:
        """Words at the end of the element's own text."""
        if path.steps and path.steps[-1][0] not in (*PLAIN, "heading", "title", "preamble"):
            slots = plain_slots(self._node(path))
        if not slots:
            raise _Refused("A2", path=address_of(path))
        slot = slots[-1]
        if slot.text.rstrip(".;,:").endswith(new.rstrip(".;,:")):
            raise _Refused("A5", path=address_of(path))
        slot.write(added_at_end(slot.text, new))
        return 1, []

    # -- new wordings ------------------------------------------------------------------------------

    def _shared(self, step: Instruction) -> Iterator[tuple[Citation, tuple[str, ...]]]:
        """The lines of each of several places: each begins with its number."""
        starts = [
            n
            for n, line in enumerate(step.lines)
            if (label := label_of(line)) and label.number in {p.steps[-1][1] for p in step.places}
        ]
        if len(starts) != len(step.places) or starts[:1] != [0]:
            yield step.places[0], ()
            return
        for path, start, end in zip(
            step.places, starts, [*starts[1:], len(step.lines)], strict=True
        ):
            yield path, step.lines[start:end]

    def _restate(self, path: Citation, lines: Sequence[str]) -> int:
        if not lines:
            raise _Refused("A7", path=address_of(path))
        level = path.steps[-1][0] if path.steps else ""
        if level == "":
            return self._whole_act(lines)
        if level == "title" or path.steps == (("heading", "1"),):
            return self._changed(Slot(self.draft, "title"), "\n".join(lines))
        if level == "preamble":
            return self._preamble(lines)
        if level == "heading":
            node = self._node(path)
            label = label_of(lines[0])
            same = label is not None and label.number == node.number
            return self._changed(Slot(node, "heading"), label.rest if same and label else lines[0])
        if level in PLAIN and (len(path.steps) > 1 or level != "part"):
            slot = self._plain(path, *path.steps[-1])
            self._changed(slot, lines[0])
            if len(lines) > 1:
                held = getattr(slot.holder, slot.name)
                held[slot.place + 1 : slot.place + 1] = lines[1:]
            return 1
        return self._element(path, self._node(path), lines)

    def _changed(self, slot: Slot, text: str) -> int:
        if slot.text.strip() == text.strip():
            raise _Refused("A5")
        tail = slot.text[len(slot.text.rstrip()) :]
        slot.write(text + (tail if slot.span else ""))
        return 1

    def _whole_act(self, lines: Sequence[str]) -> int:
        act = read_act(lines, self.draft.language)
        if act is None:
            raise _Refused("A7", path="")
        self.draft = Draft(act)
        return 1

    def _preamble(self, lines: Sequence[str]) -> int:
        preamble = self.draft.preamble
        if preamble.heading and lines[0] == preamble.heading:
            lines = lines[1:]
        if preamble.lead == list(lines):
            raise _Refused("A5")
        preamble.lead = list(lines)
        return 1

    def _element(self, path: Citation, node: Node, lines: Sequence[str]) -> int:
        holder = self.draft.parent_of(node)
        place = next(n for n, child in enumerate(holder.children) if child is node)
        heading = node.heading if node.level == "article" else ""
        lines = labelled(lines, node.printed, heading)
        ordinal = node.list_ordinal
        new = read_elements(
            self.draft, holder, place, lines, node.level, old=node, list_ordinal=ordinal
        )
        if new is None or len(new) != 1 or new[0].number != node.number:
            raise _Refused("A7", path=address_of(path))
        if _same(new[0], node):
            raise _Refused("A5", path=address_of(path))
        new[0].notes = [*node.notes, *new[0].notes]
        new[0].list_ordinal = ordinal
        holder.children[place] = new[0]
        return 1

    # -- what comes and goes -------------------------------------------------------------------------

    def _add(self, step: Instruction) -> int:
        target = step.added[0] if step.added else None
        if target is not None and target.steps[-1][0] in PLAIN:
            return self._add_plain(target, step.lines)
        numbers = list(_expanded(step.added))
        level = _level_of(step)
        for path in (Citation((*above(step.added[0]).steps, s)) for s in numbers):
            standing = self._standing(step, path)
            if standing is not None:
                raise _Refused("A6", path=address_of(path))
        holder, place, gone, ordinal = self._room(step, level, numbers)
        lines = list(step.lines)
        if len(numbers) == 1:
            lines = labelled(lines, self._label(holder, level, numbers[0][1]))
        new = read_elements(self.draft, holder, place, lines, level, old=gone, list_ordinal=ordinal)
        if new is None or (numbers and [n.number for n in new] != [n for _, n in numbers]):
            raise _Refused("A7", path=(target or step.places[0]).address)
        taken = {
            c.number
            for c in holder.children
            if c.level == level and c.list_ordinal == ordinal and not c.repealed
        }
        if not numbers and taken & {n.number for n in new}:
            raise _Refused("A6", path=address_of(step.places[0]))
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
            raise _Refused("A5", path=address_of(path))
        return found[0]

    def _room(
        self, step: Instruction, level: str, numbers: Sequence[tuple[str, str]]
    ) -> tuple[Node, int, Node | None, int]:
        """Under which element and where, a repealed number that gives way, and in which list."""
        beside = step.after or step.beyond
        if beside is not None:
            node = self._node(beside)
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
                return self._node(step.places[0])
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
        return self._node(path) if path.steps else self.draft.root

    def _label(self, holder: Node, level: str, number: str) -> str:
        """A label as its siblings have it."""
        near = [c for c in holder.children if c.level == level and c.printed and c.number]
        found = near[-1] if near else None
        return found.printed.replace(found.number, number, 1) if found else ""

    def _add_plain(self, target: Citation, lines: Sequence[str]) -> int:
        level, number = target.steps[-1]
        if level == "sentence":
            slots = self._plain_slots(target, "part")
            if not slots:
                raise _Refused("A2", path=address_of(target))
            here = sentences(slots)
            if number.isdigit() and int(number) <= len(here):
                slot = here[int(number) - 1]
                slot.write(f"{' '.join(lines)} {slot.text}")
            else:
                slots[-1].write(f"{slots[-1].text} {' '.join(lines)}")
            return 1
        base = Citation(numbered(target))
        node = self.draft.preamble if target.steps[0][0] == "preamble" else self._node(base)
        held = [*node.lead, *node.closing]
        place = int(number) - 1 if number.isdigit() else len(held)
        if place > len(held):
            raise _Refused("A2", path=address_of(target))
        if held[place : place + len(lines)] == list(lines):
            raise _Refused("A5", path=address_of(target))
        if place < len(node.lead) or (place == len(node.lead) and not node.children):
            node.lead[place:place] = lines
        else:
            place -= len(node.lead)
            node.closing[place:place] = lines
        return 1

    def _repeal(self, path: Citation) -> int:
        level, number = path.steps[-1]
        if level == "preamble":
            self.draft.preamble.lead = []
            return 1
        if level in ("heading", "title") or (level in PLAIN and len(path.steps) > 1):
            slot = self._slots(path)[0]
            if not slot.text:
                raise _Refused("A5", path=address_of(path))
            slot.write("")
            return 1
        nodes = self.draft.nodes(path)
        if not nodes:
            gone = [n for n in self._base_or_root(above(path)).walk() if n.repealed]
            already = any(n.level == level and n.number == number for n in gone)
            raise _Refused("A5" if already else "A2", path=address_of(path))
        if ".." not in number and len(nodes) > 1:
            raise _Refused("A10", path=address_of(path), n=len(nodes))
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

    def _renumber(self, step: Instruction) -> int:
        nodes = [node for path in step.places for node in self._range(path)]
        numbers = list(_expanded(step.added))
        if len(nodes) != len(numbers):
            raise _Refused("A7", path=address_of(step.places[0]))
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
            raise _Refused("A6", path=address_of(step.added[0]))
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


# -- pieces ----------------------------------------------------------------------------------------


def _rewritten(
    deed: Deed, text: str, found: list[tuple[int, int]], pairs: dict[str, str], side: str
) -> str:
    if deed is Deed.OMIT:
        return taken_out(text, found)
    if deed is Deed.INSERT:
        return put_in(text, found, next(iter(pairs.values())), side)
    return replaced(text, found, lambda said: chosen(pairs, said))


def _stands_there(texts: Sequence[str], anchor: str, new: str, side: str) -> bool:
    """Has the insertion been made before?"""
    if side == "after":
        wanted = put_in(anchor, [(0, len(anchor))], new, side)
    else:
        wanted = put_in(anchor, [(0, len(anchor))], new, side)
    return any(wanted in text for text in texts)


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


def _same(a: Node, b: Node) -> bool:
    def words(node: Node) -> list[tuple[str, str, str, list[str], list[str]]]:
        return [(n.level, n.number, n.heading, n.lead, n.closing) for n in node.walk()]

    return words(a) == words(b)


_FINDINGS = {
    finding.rule: finding
    for finding in (
        Finding("A1", 3),  # a clause that fits no form
        Finding("A2", 3),  # no such place
        Finding("A3", 3),  # the words do not stand there
        Finding("A4", 3),  # they stand there several times
        Finding("A5", 3),  # it was done before
        Finding("A6", 3),  # the number is taken
        Finding("A7", 3),  # the new wording is not what is announced
        Finding("A8", 3),  # all of it is said of another act
        Finding("A9", 1),  # the words stand there with look-alike letters or other signs
        Finding("A10", 3),  # the number stands several times
        Finding("A11", 3),  # forms of a word that have no counterpart
    )
}


def _finding(
    rule: str, step: Instruction | Unread, address: str = "", **fields: str | int
) -> Finding:
    clause = step.clause if len(step.clause) <= _MOST_LETTERS else step.clause[:_MOST_LETTERS] + "…"
    said: dict[str, str | int] = {"clause": clause, "path": address, "words": "", "n": 0, **fields}
    return replace(
        _FINDINGS[rule],
        address=str(said["path"]),
        place=step.label,
        words=step.clause,
        fields=tuple(said.items()),
    )
