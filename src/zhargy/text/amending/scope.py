"""What stands above a clause: the places that a line with a colon opened."""

from __future__ import annotations

from dataclasses import dataclass

from zhargy.text.amending.clauses import Clause
from zhargy.text.amending.instruction import WHOLE
from zhargy.text.provision import Citation


@dataclass(frozen=True, slots=True)
class Scope:
    """What a colon opened: the place above, and whether it is of the act that is amended.

    `everywhere`: the whole text, wherever the words occur; `unclear`: a place that was not
    understood; `after`: what is added stands after this place; `several`: all the places, if a
    clause names more than one.
    """

    path: Citation = WHOLE
    foreign: bool = False
    everywhere: bool = False
    unclear: bool = False
    after: Citation | None = None
    several: tuple[Citation, ...] = ()


def entered(stack: list[tuple[str, str, Scope]], clause: Clause, scope: Scope) -> Scope:
    """The scope under a number: that of the first of its style, if its list is open."""
    styles = [style for style, _, _ in stack]
    if clause.style in styles:
        place = styles.index(clause.style)
        scope = stack[place][2]
        del stack[place:]
    stack.append((clause.style, clause.label, scope))
    return scope
