"""Words changed, and pieces of an act stated in a new wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhargy.text.amending.draft import Draft, Slot, plain_slots, slots_of
from zhargy.text.amending.findings import Refused, finding
from zhargy.text.amending.fragment import labelled, read_act, read_elements
from zhargy.text.amending.inflect import in_all_forms
from zhargy.text.amending.instruction import END, PLAIN, PRECEDING, TO_THE_END, Deed, Instruction
from zhargy.text.amending.located import Located
from zhargy.text.amending.places import address_of
from zhargy.text.amending.words import (
    added_at_end,
    chosen,
    places,
    put_in,
    replaced,
    spans,
    taken_out,
    to_end,
)
from zhargy.text.finding import Finding
from zhargy.text.provision import Citation
from zhargy.text.structure.labels import label_of
from zhargy.text.structure.tree import Node


class Rewording(Located):
    """What changes words and leaves numbers alone."""

    # -- words -------------------------------------------------------------------------------------

    def change_words(self, step: Instruction, path: Citation) -> tuple[int, list[Finding]]:
        if step.side == PRECEDING:
            return self._before_it(path, step.words[0][0]), []
        slots = self.slots(path)
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
                raise Refused("A3", words=step.words[0][0], path=address_of(path))
            if unknown:
                hints.append(finding("A11", step, address_of(path), words=", ".join(unknown)))
        if step.through:
            return self._span(step, path, slots), hints
        folded = not any(places(s.text, old) for s in slots)
        found = [(s, places(s.text, old, folded=folded)) for s in slots]
        self._counted(step, path, slots, [s.text[a:b] for s, spoken in found for a, b in spoken])
        count = 0
        for slot, spoken in reversed(found):
            if spoken:
                slot.write(_rewritten(step.deed, slot.text, spoken, pairs, step.side))
                count += len(spoken)
        if folded:
            hints.append(finding("A9", step, address_of(path), words=old[0]))
        return count, hints

    def _counted(
        self, step: Instruction, path: Citation, slots: Sequence[Slot], said: Sequence[str]
    ) -> None:
        """Do the words stand there once, or wherever they may?"""
        if step.everywhere:
            if said:
                return
            raise Refused("A3", words=step.words[0][0], path=address_of(path))
        texts = [s.text for s in slots]
        for old, new in step.words:
            there = [w for w in said if w == old or chosen(dict(step.words), w) == new]
            if len(there) > 1 and len([w for w in said if w == old]) != 1:
                raise Refused("A4", words=old, n=len(there), path=address_of(path))
            if (
                new
                and step.deed is Deed.INSERT
                and there
                and _stands_there(texts, old, new, step.side)
            ):
                raise Refused("A5", path=address_of(path))
            if not there:
                gone = step.deed is Deed.REPLACE and any(places(t, [new]) for t in texts)
                raise Refused("A5" if gone else "A3", words=old, path=address_of(path))

    def _span(self, step: Instruction, path: Citation, slots: Sequence[Slot]) -> int:
        """All from the first words through the last ones, in one paragraph."""
        (old, new) = step.words[0]
        ends = step.through == TO_THE_END
        found = [
            (s, span)
            for s in slots
            for span in (to_end(s.text, old, new) if ends else spans(s.text, old, step.through))
        ]
        if len(found) != 1:
            said = f"{old} … {step.through}".rstrip()
            raise Refused("A4" if found else "A3", words=said, n=len(found), path=address_of(path))
        slot, span = found[0]
        slot.write(_rewritten(step.deed, slot.text, [span], {old: new}, step.side))
        return 1

    def _before_it(self, path: Citation, words: str) -> int:
        """Words at the end of what stands before an element: "and" before the last of a list."""
        node = self.node_at(path)
        siblings = self.draft.parent_of(node).children
        place = next(n for n, child in enumerate(siblings) if child is node)
        slots = slots_of(siblings[place - 1]) if place else []
        end = re.search(rf"\s+{re.escape(words)}\s*$", slots[-1].text) if slots else None
        if end is None:
            raise Refused("A3", words=words, path=address_of(path))
        slots[-1].write(slots[-1].text[: end.start()])
        return 1

    def _at_end(self, path: Citation, slots: Sequence[Slot], new: str) -> tuple[int, list[Finding]]:
        """Words at the end of the element's own text."""
        if path.steps and path.steps[-1][0] not in (*PLAIN, "heading", "title", "preamble"):
            slots = plain_slots(self.node_at(path))
        if not slots:
            raise Refused("A2", path=address_of(path))
        slot = slots[-1]
        if slot.text.rstrip(".;,:").endswith(new.rstrip(".;,:")):
            raise Refused("A5", path=address_of(path))
        slot.write(added_at_end(slot.text, new))
        return 1, []

    # -- new wordings ------------------------------------------------------------------------------

    def shared(self, step: Instruction) -> Iterator[tuple[Citation, tuple[str, ...]]]:
        """The lines of each of several places: each begins with its number."""
        plain = all(p.steps[-1][0] in PLAIN for p in step.places)
        if plain and len(step.lines) == len(step.places):
            yield from ((p, (line,)) for p, line in zip(step.places, step.lines, strict=True))
            return
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

    def restate(self, path: Citation, lines: Sequence[str]) -> int:
        if not lines:
            raise Refused("A7", path=address_of(path))
        level = path.steps[-1][0] if path.steps else ""
        if level == "":
            return self._whole_act(lines)
        if level == "title" or path.steps == (("heading", "1"),):
            return self._changed(Slot(self.draft, "title"), "\n".join(lines))
        if level == "preamble":
            return self._preamble(lines)
        if level == "heading":
            node = self.node_at(path)
            label = label_of(lines[0])
            same = label is not None and label.number == node.number
            return self._changed(Slot(node, "heading"), label.rest if same and label else lines[0])
        if level in PLAIN and (len(path.steps) > 1 or level != "part"):
            slot = self.plain(path, *path.steps[-1])
            self._changed(slot, lines[0])
            if len(lines) > 1:
                held = getattr(slot.holder, slot.name)
                held[slot.place + 1 : slot.place + 1] = lines[1:]
                self.move(slot.holder, int(path.steps[-1][1]))
            return 1
        return self._element(path, self.node_at(path), lines)

    def _changed(self, slot: Slot, text: str) -> int:
        if slot.text.strip() == text.strip():
            raise Refused("A5")
        tail = slot.text[len(slot.text.rstrip()) :]
        slot.write(text + (tail if slot.span else ""))
        return 1

    def _whole_act(self, lines: Sequence[str]) -> int:
        act = read_act(lines, self.draft.language)
        if act is None:
            raise Refused("A7", path="")
        self.draft = Draft(act)
        return 1

    def _preamble(self, lines: Sequence[str]) -> int:
        preamble = self.draft.preamble
        if preamble.heading and lines[0] == preamble.heading:
            lines = lines[1:]
        if preamble.lead == list(lines):
            raise Refused("A5")
        preamble.lead = list(lines)
        return 1

    def _element(self, path: Citation, node: Node, lines: Sequence[str]) -> int:
        holder = self.draft.parent_of(node)
        place = next(n for n, child in enumerate(holder.children) if child is node)
        heading = node.heading if node.level == "article" else ""
        lines = labelled(lines, node.printed, heading)
        if node.level == "article" and lines[0].startswith(f"{node.number} ") and node.printed:
            # "2.1 In this Act" for what the act prints as "Section 2.1."
            lines = [f"{node.printed}{lines[0][len(node.number) :]}", *lines[1:]]
        elif node.level == "article" and lines[0].startswith(f"{node.number}. ") and node.printed:
            lines = [f"{node.printed}{lines[0][len(node.number) + 1 :]}", *lines[1:]]
        ordinal = node.list_ordinal
        new = read_elements(
            self.draft, holder, place, lines, node.level, old=node, list_ordinal=ordinal
        )
        if new is None or len(new) != 1 or new[0].number != node.number:
            raise Refused("A7", path=address_of(path))
        if _same(new[0], node):
            raise Refused("A5", path=address_of(path))
        new[0].notes = [*node.notes, *new[0].notes]
        new[0].list_ordinal = ordinal
        holder.children[place] = new[0]
        return 1


def _rewritten(
    deed: Deed, text: str, found: list[tuple[int, int]], pairs: dict[str, str], side: str
) -> str:
    if deed is Deed.OMIT:
        return taken_out(text, found)
    if deed is Deed.INSERT:
        return put_in(text, found, next(iter(pairs.values())), side)
    if len(pairs) == 1:
        return replaced(text, found, lambda _: next(iter(pairs.values())))
    return replaced(text, found, lambda said: chosen(pairs, said))


def _stands_there(texts: Sequence[str], anchor: str, new: str, side: str) -> bool:
    """Has the insertion been made before?"""
    if side == "after":
        wanted = put_in(anchor, [(0, len(anchor))], new, side)
    else:
        wanted = put_in(anchor, [(0, len(anchor))], new, side)
    return any(wanted in text for text in texts)


def _same(a: Node, b: Node) -> bool:
    def words(node: Node) -> list[tuple[str, str, str, list[str], list[str]]]:
        return [(n.level, n.number, n.heading, n.lead, n.closing) for n in node.walk()]

    return words(a) == words(b)
