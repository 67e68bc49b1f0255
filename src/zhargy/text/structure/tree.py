"""From labelled lines to the tree of an act: one stack of open elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhargy.text.act import Note
from zhargy.text.structure.habits import Habits
from zhargy.text.structure.headings import (
    is_long_heading,
    is_short_heading,
    is_stopped_heading,
    is_transitional,
)
from zhargy.text.structure.labels import Label
from zhargy.text.structure.line import Line
from zhargy.text.structure.lists import (
    Standing,
    decimal_goes_on,
    leads_in,
    level_below,
    opens_again,
    owner,
    small_roman,
    within_article,
)
from zhargy.text.structure.node import DECIMAL_LEVELS, LIST_LEVELS, Node, OpenList, node_of
from zhargy.text.structure.order import Order, is_first, letter_order
from zhargy.text.structure.repeal import is_repeal, last_of_label, last_of_range

__all__ = ["LIST_LEVELS", "Node", "Tree"]

_MOST_WORDS_IN_A_DECIMAL_HEADING = 10
_BULLETS = ("- ", "– ", "— ", "• ", "* ", "▪ ", "◦ ", "● ", "· ", "➢ ", "✓ ")


class Tree:
    """Reads lines one by one; `root.children` is the body of the act."""

    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self.root = Node("act")
        self.containers: list[Node] = []
        self.article: Node | None = None
        self.lists: list[OpenList] = []
        self.pending: list[str] = []
        self.awaits_heading: Node | None = None
        self.hanging: Node | None = None  # holds a list without numbers

    # -- lines ------------------------------------------------------------------------------

    def read(self, lines: Sequence[Line]) -> Node:
        """The whole tree of these lines."""
        for place, line in enumerate(lines):
            self._line(line, lines[place + 1 : place + 3])
        self._flush(None)
        return self.root

    def _line(self, line: Line, after: Sequence[Line]) -> None:
        awaiting, self.awaits_heading = self.awaits_heading, None
        if line.paragraph.cell and self._row(line):
            return
        if line.label and line.label.within:
            line = self._opened(line, line.label)
        if line.paragraph.kind == "footnote":
            self._note(Note("footnote", line.text))
        elif line.is_note:
            self._note(Note("editor", line.text))
            self.awaits_heading = awaiting
        elif line.label is None and awaiting is None and is_transitional(line.text):
            self._transitional(line)
        elif line.label is None:
            self._plain(line, awaiting, after)
        elif line.label.level == "mark":
            self._mark(line, line.label, after)
        elif line.label.level == "article":
            self._article(line, line.label, after)
        else:
            self._container(line, line.label)

    def _opened(self, line: Line, label: Label) -> Line:
        """The line with its last label: what "Section 74(1)(b)" stands in is opened if need be."""
        before = ""
        for outer in label.within:
            outer = replace(outer, printed=_beside(before, outer.printed))
            if self._is_open(outer):
                before = outer.printed
                continue
            before = ""
            if outer.level == "mark":
                self._mark(line, outer)
            elif outer.level == "article":
                self._article(line, outer, ())
            else:
                self._container(line, outer)
            self.awaits_heading = None
        printed = _beside(before, label.printed)
        return replace(line, label=replace(label, printed=printed, within=()))

    def _is_open(self, label: Label) -> bool:
        if label.level == "article":
            return self.article is not None and self.article.number == label.number
        return any(
            opened.style == label.style and opened.last.number == label.number
            for opened in self.lists
        )

    def _row(self, line: Line) -> bool:
        """A table row of an annex is a provision; the first row of a table is its head."""
        annex = next((node for node in self.containers if node.level == "annex"), None)
        cell = line.paragraph.cell
        if annex is None or cell is None:
            return False
        if cell[1] == 1:
            annex.add_text(line.text)
            return True
        self._flush(None)
        first, bar, others = line.text.partition(" | ")
        numbered = bool(bar) and first.strip(" .").replace("-", "").isdecimal()
        ordinal = 1 + sum(1 for child in annex.children if child.level == "row")
        number = first.strip(" .") if numbered else str(ordinal)
        node = Node("row", number, "row", first if numbered else "", place=line.paragraph.place)
        node.lead.append(others if numbered else line.text)
        self.lists = []
        annex.children.append(node)
        return True

    def _note(self, note: Note) -> None:
        (self.innermost if self.innermost is not self.root else self.root).notes.append(note)

    @property
    def innermost(self) -> Node:
        if self.lists:
            return self.lists[-1].last
        return self.article or (self.containers[-1] if self.containers else self.root)

    def _plain(self, line: Line, awaiting: Node | None, after: Sequence[Line]) -> None:
        if awaiting is not None and self._is_heading(line, awaiting, after):
            awaiting.heading = f"{awaiting.heading} {line.text}".strip()
            if awaiting.level != "article":
                self.awaits_heading = awaiting
        elif self.lists and not self.pending and self._hangs_on(line):
            self.innermost.add_text(line.text)
            self.hanging = self.innermost
        elif self.lists:
            self.pending.append(line.text)
        elif self.innermost is self.root:
            self.root.lead.append(line.text)
        else:
            node = self.innermost
            bare = node.level in ("article", "transitional") and not (node.lead or node.children)
            if bare and is_repeal(line.text):
                node.repealed = True
            node.add_text(line.text)

    def _hangs_on(self, line: Line) -> bool:
        """Is this an item without a number of the list that the innermost element announces?"""
        node, is_item = self.innermost, line.paragraph.depth or line.text.startswith(_BULLETS)
        if not is_item or node.children or not node.lead:
            return False
        return node.lead[-1].endswith(":") or node is self.hanging

    def _is_heading(self, line: Line, awaiting: Node, after: Sequence[Line]) -> bool:
        if not is_short_heading(line.text) or line.paragraph.cell or is_repeal(line.text):
            return False
        if awaiting.level == "article":
            return not awaiting.heading and bool(after) and not _opens_new(after[0])
        if not awaiting.heading:
            return True
        same_capitals = line.text.isupper() and awaiting.heading.isupper()
        return same_capitals and not line.text[0].isdecimal()

    # -- containers and articles --------------------------------------------------------------

    def _container(self, line: Line, label: Label) -> None:
        self._flush(None)
        rank = self._rank(label.level)
        while self.containers and self._rank(self.containers[-1].level) >= rank:
            self.containers.pop()
        node = node_of(label.level, label.number, line, label)
        node.heading, self.article, self.lists = label.rest, None, []
        (self.containers[-1] if self.containers else self.root).children.append(node)
        self.containers.append(node)
        self.awaits_heading = None if label.style == "outline" else node
        self._repealed(node, label.rest)

    def _transitional(self, line: Line) -> None:
        """A part without a number: named, closes everything, holds points of its own."""
        self._flush(None)
        ordinal = 1 + sum(1 for node in self.root.children if node.level == "transitional")
        node = Node("transitional", str(ordinal), place=line.paragraph.place, heading=line.text)
        self.root.children.append(node)
        self.containers, self.article, self.lists = [node], None, []

    def _rank(self, level: str) -> int:
        if level in ("annex", "transitional"):
            return -1
        order = self.habits.containers
        return order.index(level) if level in order else len(order)

    def _article(self, line: Line, label: Label, after: Sequence[Line]) -> None:
        self._flush(None)
        node = node_of("article", label.number, line, label)
        self.article, self.lists = node, []
        (self.containers[-1] if self.containers else self.root).children.append(node)
        if self._repealed(node, label.rest):
            return
        if not label.rest:
            self.awaits_heading = node
        elif after and not _opens_new(after[0]) and self._rest_is_heading(line, after[0]):
            node.heading = label.rest
        else:
            node.lead.append(label.rest)

    def _rest_is_heading(self, line: Line, after: Line) -> bool:
        """Few words are a heading; many with a full stop only where every article has one."""
        if is_short_heading(line.rest) or is_stopped_heading(line.rest):
            return True
        titled = self.habits.titled or bool(line.paragraph.outline)
        return titled and is_long_heading(line.rest) and _begins_a_text(after)

    def _repealed(self, node: Node, rest: str) -> bool:
        """Is this number repealed? Then its words are a placeholder and no law."""
        node.repealed = is_repeal(rest)
        if node.repealed:
            node.heading = ""
            node.lead.append(rest)
        return node.repealed

    # -- lists --------------------------------------------------------------------------------

    def _mark(self, line: Line, label: Label, after: Sequence[Line] = ()) -> None:
        if (
            self.habits.decimals
            and label.style in ("decimal", "bare", "dot")
            and self._decimal(line, label)
        ):
            return
        label = within_article(small_roman(label, self.lists), self.lists, self.article)
        is_announced = bool(self.pending) and self.pending[-1].endswith(":")
        standing = Standing(self.lists, self.innermost, self.habits, is_announced)
        found = standing.list_for(label)
        if found is None:
            self._plain(line, None, ())
            return
        depth, ordinal = found
        self._flush(depth, again=opens_again(self.lists, depth, ordinal))
        parent = self.lists[depth].parent if depth < len(self.lists) else self.innermost
        del self.lists[depth:]
        node = node_of(level_below(parent, label.style, self.habits), label.number, line, label)
        node.list_ordinal = ordinal
        parent.children.append(node)
        self.lists.append(OpenList(label.style, parent, node))
        self._words_of(node, label)
        if node.lead and not node.repealed and after and _heads(line, label, after[0]):
            node.heading = node.lead.pop()

    def _words_of(self, node: Node, label: Label) -> None:
        if not self._repealed(node, label.rest):
            if label.rest:
                node.lead.append(label.rest)
            return
        last = last_of_range(label.rest) or last_of_label(label.printed)
        if last:
            self._repealed_range(node, last)

    def _repealed_range(self, node: Node, last: str) -> None:
        """ "4) – 6) исключены": a placeholder for each number of the range."""
        if not (node.number.isdecimal() and last.isdecimal()):
            return
        for number in range(int(node.number) + 1, min(int(last), int(node.number) + 50) + 1):
            twin = Node(node.level, str(number), node.style, place=node.place, repealed=True)
            twin.list_ordinal = node.list_ordinal
            self.lists[-1].parent.children.append(twin)
            self.lists[-1].last = twin

    # -- decimals -----------------------------------------------------------------------------

    def _decimal(self, line: Line, label: Label) -> bool:
        """ "4.2.2" below "4.2": the depth is the count of numbers."""
        numbers = label.number.split(".")
        if len(numbers) > len(DECIMAL_LEVELS):
            return False
        if (
            len(numbers) > 1
            and label.rest[:1].islower()
            and not decimal_goes_on(numbers, self.lists)
        ):
            self._plain(line, None, ())
            return True
        path = [opened.last for opened in self.lists if opened.style == "decimal"]
        if len(numbers) == 1 and not self._is_next_section(line, label, path):
            return False
        while path and len(path) >= len(numbers):
            path.pop()
        if len(numbers) > 1 and [node.number for node in path] != numbers[: len(path)]:
            path = []
        self._flush(len(path))
        del self.lists[len(path) :]
        self.article = None
        parent = path[-1] if path else (self.containers[-1] if self.containers else self.root)
        if path and not parent.heading and _is_bare_heading(parent):
            parent.heading = parent.lead.pop()
        for depth in range(len(path), len(numbers) - 1):  # levels that the text itself leaves out
            between = Node(
                DECIMAL_LEVELS[depth], numbers[depth], "decimal", place=line.paragraph.place
            )
            parent.children.append(between)
            self.lists.append(OpenList("decimal", parent, between))
            parent = between
        node = node_of(DECIMAL_LEVELS[len(numbers) - 1], numbers[-1], line, label)
        node.style = "decimal"
        parent.children.append(node)
        self.lists.append(OpenList("decimal", parent, node))
        self._words_of(node, label)
        if line.paragraph.outline and node.lead and not node.repealed:
            node.heading = node.lead.pop()
        return True

    def _is_next_section(self, line: Line, label: Label, path: Sequence[Node]) -> bool:
        if not label.number.isdecimal() or label.rest[:1].islower():
            return False
        if self.habits.outlined and not line.paragraph.outline:
            return False
        last = next((c.number for c in reversed(self.root.children) if c.style == "decimal"), "")
        return not last or letter_order(label.number, last) in (Order.NEXT, Order.GAP)

    # -- unnumbered paragraphs ----------------------------------------------------------------

    def _flush(self, depth: int | None, *, again: bool = False) -> None:
        """Unnumbered paragraphs find their owner when the next label is known.

        `depth` is the list that the next label continues: they belong to its last element. None:
        the article ends, they belong to its last point, or to the article (DESIGN.md, section 4).
        `again`: a second list begins there; they belong to what holds both.
        """
        if not self.pending:
            return
        waiting, self.pending = self.pending, []
        for text in waiting:
            is_lead = again and leads_in(self.lists, depth, text)
            owner(self.lists, depth, self.innermost, self.root, is_lead=is_lead).add_text(text)


def _beside(before: str, printed: str) -> str:
    """Two labels of one line as they are printed."""
    return before + printed if printed[:1] in ("(", ",") else f"{before} {printed}".strip()


def _is_bare_heading(node: Node) -> bool:
    """Do the words of a decimal number only name what follows?"""
    return (
        not node.children
        and len(node.lead) == 1
        and is_short_heading(node.lead[0])
        and (len(node.lead[0].split()) <= _MOST_WORDS_IN_A_DECIMAL_HEADING)
    )


def _heads(line: Line, label: Label, after: Line) -> bool:
    """Do the words of a point only name what stands below it?

    They do where the source shows them as a heading, or where a list opens below a "Section".
    """
    if not is_short_heading(label.rest) or _opens_new(after):
        return False
    if after.label is not None and after.label.style == label.style:
        return False
    if line.paragraph.outline:
        return True
    few = len(label.rest.split()) <= _MOST_WORDS_IN_A_DECIMAL_HEADING
    opens = after.label is not None and is_first(after.label.number)
    return label.style == "section" and few and opens


def _begins_a_text(line: Line) -> bool:
    """Is it numbered, or does a sentence begin with it?"""
    return line.label is not None or not line.text[:1].islower()


def _opens_new(line: Line) -> bool:
    return line.label is not None and line.label.level != "mark"
