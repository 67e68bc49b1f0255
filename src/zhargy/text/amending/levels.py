"""Places by the names that the act itself has for them.

"Часть 3" is a numbered part in one country and the third unnumbered paragraph in another; the
numbered parts of an article are points here and subpoints there. What an instruction names is
looked for by its number, one level after the other, where the act has no such level.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhargy.text.act import CONTAINERS
from zhargy.text.amending.draft import Draft, below, within
from zhargy.text.amending.instruction import PLAIN
from zhargy.text.provision import Citation
from zhargy.text.structure.tree import LIST_LEVELS, Node

_NAMELESS = frozenset({"heading", "title", "preamble", "list", "paragraph", "sentence"})
_COUNTED = ("section", "chapter", "article", "point", *LIST_LEVELS)


def as_there(
    draft: Draft, path: Citation, *, new: bool = False, by_section: bool = False
) -> Citation:
    """The path with the levels of the act. `new`: its last step is to be added; `by_section`: a
    path of smaller levels may open with the number of an article."""
    steps: list[tuple[str, str]] = []
    node: Node | None = draft.root
    for place, (level, number) in enumerate(path.steps):
        if node is not None and level not in _NAMELESS:
            last = new and place == len(path.steps) - 1
            opens = by_section and place == 0 and len(path.steps) > 1
            level = _level(node, level, number, new=last, opens=opens)
            found = below(node, level, number) if level not in PLAIN or place == 0 else []
            if not found and level not in PLAIN and (whole := _printed(draft, path)) is not None:
                return whole
            if level not in PLAIN:
                node = found[0] if len(found) == 1 else None
        steps.append((level, number))
    return Citation(tuple(steps))


def _level(node: Node, level: str, number: str, *, new: bool, opens: bool) -> str:
    """The level under which this number stands, or would stand, below an element."""
    listed = [c for c in node.children if c.level in LIST_LEVELS]
    if level == "part":
        numbered = listed and listed[0].level == "point" and not (node.lead or node.closing)
        return "point" if numbered and node.level == "article" and number != "last" else level
    if level not in LIST_LEVELS or any(True for _ in within(node, level)):
        return level
    if opens and below(node, "article", number):
        return "article"
    if node.level == "act" or not listed:
        return level
    if new:
        return listed[-1].level
    number = number.partition("..")[0]
    found = {c.level for c in listed if below(node, c.level, number)}
    return found.pop() if len(found) == 1 else level


def _printed(draft: Draft, path: Citation) -> Citation | None:
    """The element whose number is printed whole: "5.2" where the path says section 5, item 2."""
    counted: list[tuple[str, str]] = []
    for step in path.steps:
        if step[0] not in _COUNTED:
            break
        counted.append(step)
    if len(counted) < 2:
        return None
    number = ".".join(n for _, n in counted)
    found = [n for n in draft.root.walk() if n.level in LIST_LEVELS and n.number == number]
    if len(found) != 1:
        return None
    return Citation((*_steps(draft.chain(found[0])), *path.steps[len(counted) :]))


def _steps(chain: Sequence[Node]) -> list[tuple[str, str]]:
    return [(n.level, n.number) for n in chain if n.level not in CONTAINERS or n.level == "annex"]
