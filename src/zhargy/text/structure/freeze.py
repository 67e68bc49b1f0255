"""From the growing tree to the act: citations without doubt, findings about the numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhargy.text.act import CONTAINERS, Element
from zhargy.text.finding import Finding
from zhargy.text.provision import Citation
from zhargy.text.structure.node import Node
from zhargy.text.structure.order import Order, is_first, letter_order

Steps = tuple[tuple[str, str], ...]
_MOST_WORDS = 12


def freeze(root: Node) -> tuple[tuple[Element, ...], dict[str, str], list[Finding]]:
    """The body, the place of each address in the file, and what is wrong with the numbers."""
    maker = _Maker(_restarting_levels(root))
    body = tuple(maker.element(child, (), ()) for child in root.children)
    findings = [f for node, _ in maker.parents for f in _gaps(node, maker)]
    findings += _gaps_over_containers(root, maker)

    def by_place(finding: Finding) -> tuple[int, str, str]:
        return maker.order.get(finding.address, 0), finding.rule, finding.words

    return body, maker.places, sorted({*maker.doubles, *findings}, key=by_place)


class _Maker:
    """Gives each node a citation; `taken` sees to it that none is given twice."""

    def __init__(self, restarting: frozenset[str]) -> None:
        self.restarting = restarting
        self.taken: Counter[Steps] = Counter()
        self.places: dict[str, str] = {}
        self.order: dict[str, int] = {}
        self.doubles: list[Finding] = []
        self.parents: list[tuple[Node, Steps]] = []
        self.citation_of: dict[int, Citation] = {}

    def element(self, node: Node, above: Steps, containers: Steps) -> Element:
        """`above`: the citation of the parent; `containers`: those that the node stands in."""
        steps = self._unambiguous(node, self._steps(node, above, containers))
        citation = Citation(steps)
        self.places[citation.address] = node.place
        self.order[citation.address] = len(self.order)
        self.citation_of[id(node)] = citation
        self.parents.append((node, steps))
        inner = (*containers, steps[-1]) if node.level in CONTAINERS else containers
        below = self._below(node, steps, containers)
        return Element(
            kind=node.level,
            citation=citation,
            number=node.number,
            label=node.printed,
            heading=node.heading,
            lead=tuple(node.lead),
            children=tuple(self.element(child, below, inner) for child in node.children),
            closing=tuple(node.closing),
            notes=tuple(node.notes),
            repealed=node.repealed,
        )

    def _steps(self, node: Node, above: Steps, containers: Steps) -> Steps:
        number = node.number or "1"
        if node.level in CONTAINERS:
            outer = [s for s in containers if s[0] == "annex" or node.level in self.restarting]
            return (*outer, (node.level, number))
        if node.level == "article":
            outer = [s for s in containers if s[0] == "annex" or "article" in self.restarting]
            return (*outer, ("article", number))
        again = (("list", str(node.list_ordinal)),) if node.list_ordinal > 1 else ()
        return (*above, *again, (node.level, number))

    def _below(self, node: Node, steps: Steps, containers: Steps) -> Steps:
        """A point that hangs on a section is cited by itself, unless points begin anew in each; one
        of an annex by its annex."""
        if "point" in self.restarting and node.number:
            return steps
        if node.level in CONTAINERS and node.level != "annex" and node.style != "decimal":
            return tuple(s for s in steps if s[0] == "annex") + (
                () if node.number else (steps[-1],)
            )
        return steps

    def _unambiguous(self, node: Node, steps: Steps) -> Steps:
        self.taken[steps] += 1
        times = self.taken[steps]
        if times == 1:
            return steps
        marked = (*steps, ("occurrence", str(times)))
        if not node.repealed:
            self.doubles.append(
                Finding(
                    "T2",
                    3,
                    Citation(marked).address,
                    node.place,
                    words=_words(node),
                    fields=(("number", node.printed or node.number),),
                )
            )
        return marked


def _words(node: Node) -> str:
    text = " ".join(filter(None, (node.printed, node.heading, *node.lead)))
    return " ".join(text.split()[:_MOST_WORDS])


def _restarting_levels(root: Node) -> frozenset[str]:
    """Levels whose numbers begin anew in each container, so that a citation must name it."""
    restarting = {
        level
        for level in ("point", "subchapter", "chapter")
        if sum(_begins_with_one(parent, level) for parent in _containers(root)) > 1
    }
    for level in ("chapter", "section", "article"):
        firsts = Counter(
            node.number
            for node in _outside_annexes(root)
            if node.level == level and node.style != "decimal"
        )
        starts = firsts["1"] + firsts["I"]
        again = sum(1 for count in firsts.values() if count > 1)
        if starts > 1 and (again > 1 or len(firsts) == 1):
            restarting.add(level)
    return frozenset(restarting)


def _containers(root: Node) -> Iterator[Node]:
    found = (node for node in _outside_annexes(root) if node.level in CONTAINERS)
    return (node for node in found if node.number and node.style != "decimal")


def _begins_with_one(parent: Node, level: str) -> bool:
    first = next((child.number for child in parent.children if child.level == level), "")
    return is_first(first)


def _outside_annexes(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.level != "annex":
            yield child
            yield from _outside_annexes(child)


# -- gaps -------------------------------------------------------------------------------------------


def _gaps(parent: Node, maker: _Maker) -> Iterator[Finding]:
    lists: dict[tuple[str, str, int], list[Node]] = {}
    for child in parent.children:
        if child.level not in (*CONTAINERS, "article", "row"):
            lists.setdefault((child.level, child.style, child.list_ordinal), []).append(child)
    for siblings in lists.values():
        yield from _late_beginning(siblings[0], parent, maker)
        yield from _gaps_among(siblings, maker)


def _late_beginning(first: Node, parent: Node, maker: _Maker) -> Iterator[Finding]:
    """A list in an article or a point that begins with another number than the first one."""
    number = re.split(r"[-.]", first.number)[0]
    if parent.level in CONTAINERS and parent.style != "decimal":
        return  # points of a chapter may go on from the one before
    if is_first(number) or number in ("", "0") or not first.printed:
        return
    yield Finding(
        "T6",
        2,
        maker.citation_of[id(first)].address,
        first.place,
        words=_words(first),
        fields=(("number", first.number),),
    )


def _gaps_over_containers(root: Node, maker: _Maker) -> Iterator[Finding]:
    """Articles, chapters and loose points count through the whole act unless they restart."""
    nodes = [node for node in _outside_annexes(root) if node.style != "decimal"]
    loose = [child for parent in _containers(root) for child in parent.children]
    counted = (
        *([n for n in nodes if n.level == level] for level in ("section", "chapter", "article")),
        [n for n in root.children if n.style == "decimal"],
        [n for n in loose if n.level == "point" and n.style == "dot"],
    )
    for siblings in counted:
        if siblings and siblings[0].level not in maker.restarting:
            yield from _gaps_among(siblings, maker)


def _gaps_among(siblings: Sequence[Node], maker: _Maker) -> Iterator[Finding]:
    repealed = _numbers_said_repealed(siblings)
    for before, here in pairwise(siblings):
        if letter_order(here.number, before.number) is not Order.GAP:
            continue
        missing = _missing(before.number, here.number)
        if missing and missing <= repealed:
            continue
        yield Finding(
            "T1",
            3,
            maker.citation_of[id(here)].address,
            here.place,
            words=_words(here),
            fields=(("number", here.number), ("before", before.number)),
        )


def _missing(before: str, here: str) -> set[str]:
    if before.split("-")[0].isdecimal() and here.isdecimal():
        return {str(n) for n in range(int(before.split("-")[0]) + 1, int(here))}
    return set()


def _numbers_said_repealed(siblings: Sequence[Node]) -> set[str]:
    """Numbers of which a note says that they were repealed ("Статья 84 исключена")."""
    said: set[str] = set()
    pattern = re.compile(
        r"(?:Статья|Глава|статья|глава|Пункт|Подпункт)\s+(\d+(?:-\d+)?)\s*\)?\s+(?:исключен|утратил)"
        r"|(\d+(?:-\d+)?)[-\s)]*(?:бап|тарау|тармақ|тармақша)\s+(?:алып тасталды|алынып тасталды|күші жойылды)"
    )
    for node in siblings:
        for inner in node.walk():
            for note in inner.notes:
                said.update(a or b for a, b in pattern.findall(note.text))
    return said
