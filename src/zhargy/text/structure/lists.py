"""Open lists, outermost first: with which of them a label goes on, and whose a paragraph is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhargy.text.structure.habits import Habits
from zhargy.text.structure.labels import Label
from zhargy.text.structure.node import DECIMAL_LEVELS, LIST_LEVELS, Node, OpenList
from zhargy.text.structure.order import Order, is_first, letter_order, roman

# Styles that never number the first level below an article.
_LOWER_STYLES = frozenset(
    {"paren", "full", "letter", "inbracket", "letter-roman", "inbracket-roman"}
)
Lists = Sequence[OpenList]


# -- labels among open lists ------------------------------------------------------------------------


def within_article(label: Label, lists: Lists, article: Node | None) -> Label:
    """ "3.1" in article 3 is its point 1; after a point "3." it is an inserted number."""
    first, *rest = label.number.split(".")
    own = label.style.startswith("decimal") and article is not None
    if not (own and article and first in _figures(article.number)):
        return label
    if not any(opened.style == "dot" for opened in lists):
        return replace(label, number=rest[-1])
    last = lists[-1].last
    inserted = lists[-1].style == "dot" and not last.text_announces
    return replace(label, style="dot") if inserted and len(rest) == 1 else label


def _figures(number: str) -> tuple[str, ...]:
    """A number as printed and in figures: III is 3."""
    value = roman(number)
    return (number,) if value is None else (number, str(value))


def small_roman(label: Label, lists: Lists) -> Label:
    """ "(i)" after "(h)" is a letter; elsewhere it opens a list of small Roman numbers."""
    if label.style not in ("letter", "inbracket") or roman(label.number) is None:
        return label
    style = f"{label.style}-roman"
    last = {opened.style: opened.last.number for opened in lists}
    goes_on = style in last and letter_order(label.number, last[style]) is Order.NEXT
    opens = label.number == "i" and last.get(label.style) != "h"
    return replace(label, style=style) if goes_on or opens else label


@dataclass(frozen=True)
class Standing:
    """What is open where a label stands: lists, the innermost element, the habits of the act.

    `is_announced`: the words before the label end with a colon.
    """

    lists: Lists
    innermost: Node
    habits: Habits
    is_announced: bool

    def list_for(self, label: Label) -> tuple[int, int] | None:
        """The depth at which the label goes on or opens a list and the list's ordinal there.

        None if it is no label here: a wrapped line that begins with a number.
        """
        same = [d for d, opened in enumerate(self.lists) if opened.style == label.style]
        for depth in reversed(same):
            last = self.lists[depth].last
            following = letter_order(label.number, last.number)
            if following is Order.NEXT:
                return depth, last.list_ordinal
        if same:
            return self._out_of_order(same[-1], label)
        if (
            not is_first(label.number)
            and label.rest[:1].islower()
            and label.style in ("dot", "bare", "degree")
        ):
            return None
        return self._new_list(label)

    def _out_of_order(self, depth: int, label: Label) -> tuple[int, int] | None:
        last = self.lists[depth].last
        following = letter_order(label.number, last.number)
        announced = is_first(label.number) and self.is_announced
        if following is Order.FIRST or announced:
            return depth, last.list_ordinal + 1
        lower = label.rest[:1].islower()
        if following is Order.BACK and lower and label.style != "paren":
            return None
        if label.style == "dot" and lower and following is not Order.SAME:
            return None
        return depth, last.list_ordinal

    def _new_list(self, label: Label) -> tuple[int, int]:
        """A style that is not open: deeper, unless its style nests outside of the open ones."""
        rank = self.habits.depth_of(label.style)
        depth = len(self.lists)
        nested = depth and label.number.startswith(f"{self.lists[-1].last.number}.")
        if not (is_first(label.number) or nested):
            while depth and self.habits.depth_of(self.lists[depth - 1].style) > rank:
                depth -= 1
        parent = self.lists[depth].parent if depth < len(self.lists) else self.innermost
        return depth, 1 + max(
            (c.list_ordinal for c in parent.children if c.style == label.style), default=0
        )


def level_below(parent: Node, style: str, habits: Habits) -> str:
    """The level of an element of a list of this style in `parent`."""
    if style == "section":
        return "point"
    levels: tuple[str, ...] = LIST_LEVELS
    if (
        habits.decimals
        and parent.level in DECIMAL_LEVELS
        and parent.style in ("decimal", "bare", "dot")
    ):
        levels = DECIMAL_LEVELS
    if parent.level in levels:
        return levels[min(levels.index(parent.level) + 1, len(levels) - 1)]
    return "subpoint" if style in _LOWER_STYLES else "point"


def decimal_goes_on(numbers: Sequence[str], lists: Lists) -> bool:
    """Is this decimal number the next, or the first, where it stands? "2.5 часа" is not."""
    path = [opened.last for opened in lists if opened.style == "decimal"]
    if [node.number for node in path[: len(numbers) - 1]] != [*numbers[:-1]]:
        return False
    if len(path) < len(numbers):
        return numbers[-1] == "1"
    return letter_order(numbers[-1], path[len(numbers) - 1].number) is Order.NEXT


# -- unnumbered paragraphs --------------------------------------------------------------------------


def opens_again(lists: Lists, depth: int, ordinal: int) -> bool:
    """Does a second list begin where the first one has ended?"""
    return depth < len(lists) and ordinal > lists[depth].last.list_ordinal


def leads_in(lists: Lists, depth: int | None, text: str) -> bool:
    """A point keeps what follows it unless the words announce the second list."""
    return text.endswith(":") or (depth is not None and lists[depth].last.level != "point")


def owner(
    lists: Lists, depth: int | None, innermost: Node, root: Node, *, is_lead: bool = False
) -> Node:
    """Whose an unnumbered paragraph is before a label of the list at `depth`, or, with None, at the
    end of an article. `is_lead`: it leads in a second list."""
    if depth is not None and is_lead:
        return _holder(lists[depth], root)
    if not depth and [opened.style for opened in lists[:2]] == ["decimal", "decimal"]:
        return lists[1].last
    if depth is not None and depth < len(lists):
        return lists[depth].last
    if depth is not None:
        return innermost
    outermost = lists[0]
    return (
        outermost.last
        if outermost.last.level == "point" or outermost.style == "decimal"
        else _holder(outermost, root)
    )


def _holder(opened: OpenList, root: Node) -> Node:
    """What holds the list; the act itself has no words of its own."""
    return opened.last if opened.parent is root else opened.parent
