"""A new wording read as elements, in the place where it shall stand."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence

from zhargy.errors import UnreadableText
from zhargy.text.act import CONTAINERS, Act
from zhargy.text.amending.draft import Draft
from zhargy.text.reading.plain import read as read_plain
from zhargy.text.reading.source import Paragraph, Source
from zhargy.text.structure.acts import acts_of
from zhargy.text.structure.labels import label_of
from zhargy.text.structure.tree import Node
from zhargy.text.writing.plain import write_plain

_MARK = "\ue0ff\ue0fe"


def read_act(lines: Sequence[str], language: str) -> Act | None:
    """A whole act in these words, None if they are none."""
    try:
        if any("\t" in line for line in lines):
            source = read_plain("\n".join(lines).encode(), where="new wording")
        else:
            paragraphs = tuple(Paragraph(line, f"line {n}") for n, line in enumerate(lines, 1))
            source = Source("txt", "utf-8", paragraphs)
        reading = acts_of(source, "new wording", language)
    except UnreadableText:
        return None
    return reading.act if len(reading.acts) == 1 and not reading.set_aside else None


def read_elements(
    draft: Draft,
    parent: Node,
    place: int,
    lines: Sequence[str],
    level: str,
    *,
    old: Node | None = None,
    list_ordinal: int = 1,
) -> list[Node] | None:
    """The elements that these lines are at `place` among the children of `parent`.

    `old` is the child that they take the place of. None if they cannot be read so.
    """
    if level == "article" or level in CONTAINERS:
        found = _alone(lines, draft.language, level)
        if found is not None and _all_said(lines, found):
            return found
    found = _among(draft, parent, place, lines, level, old, list_ordinal)
    return found if found is not None and _all_said(lines, found) else None


def _all_said(lines: Sequence[str], nodes: Sequence[Node]) -> bool:
    """Does every letter of the new wording stand in the elements?"""
    said: Counter[str] = Counter()
    for node in (inner for top in nodes for inner in top.walk()):
        for text in (node.printed, node.heading, *node.lead, *node.closing):
            said.update(text)
        for note in node.notes:
            said.update(note.text)
    wanted = Counter("".join(lines))
    return all(said[c] == wanted[c] for c in said | wanted if c.isalnum())


def _alone(lines: Sequence[str], language: str, level: str) -> list[Node] | None:
    act = read_act(lines, language)
    if act is None or act.title or act.notes:
        return None
    nodes = Draft(act).root.children
    fits = nodes and len(nodes) == len(act.body) and all(node.level == level for node in nodes)
    return nodes if fits else None


def _among(
    draft: Draft,
    parent: Node,
    place: int,
    lines: Sequence[str],
    level: str,
    old: Node | None,
    list_ordinal: int,
) -> list[Node] | None:
    """Read the words that surround them too, as the whole act would be read."""
    chain = [draft.root, *draft.chain(parent)]
    start = next((n for n in range(len(chain) - 1, 0, -1) if chain[n].level == "article"), 0)
    start = start or min(1, len(chain) - 1)
    held = _without_notes(chain[start])
    here = held
    for node, child in zip(chain[start:], chain[start + 1 :], strict=False):
        here = here.children[_index(node.children, child)]
    mark = Node(level, "1", printed=_MARK, list_ordinal=list_ordinal)
    count = len(here.children) - (old is not None)
    here.children[place : place + (old is not None)] = [mark]
    root = Node("act", children=held.children if start == 0 else [held])
    shell = Draft(Act("", draft.language, ()))
    shell.root = root
    written = write_plain(shell.act()).rstrip("\n").split("\n")
    if written.count(_MARK) != 1:
        return None
    at = written.index(_MARK)
    act = read_act([*written[:at], *lines, *written[at + 1 :]], draft.language)
    if act is None or act.notes:
        return None
    again = Draft(act).root
    for node in chain[max(start, 1) :]:
        same = [
            n
            for n in again.children
            if (n.level, n.number, n.list_ordinal) == (node.level, node.number, node.list_ordinal)
        ]
        if len(same) != 1:
            return None
        again = same[0]
    new = again.children[place : place + len(again.children) - count]
    rest = [*again.children[:place], *again.children[place + len(new) :]]
    expected = [c for c in here.children if c is not mark]
    if (
        not new
        or not _alike(rest, expected)
        or again.closing != here.closing
        or again.lead != here.lead
    ):
        return None
    return new if all(node.level == level for node in new) else None


def _alike(ours: Sequence[Node], theirs: Sequence[Node]) -> bool:
    """Are they the same elements with the same words?"""
    return [list(n.walk()) and _words(n) for n in ours] == [_words(n) for n in theirs]


def _words(node: Node) -> list[tuple[str, str, list[str], list[str]]]:
    return [(n.level, n.number, [n.heading, *n.lead], n.closing) for n in node.walk()]


def _without_notes(node: Node) -> Node:
    held = copy.deepcopy(node)
    for inner in held.walk():
        inner.notes = []
    return held


def _index(nodes: Sequence[Node], wanted: Node) -> int:
    return next(n for n, node in enumerate(nodes) if node is wanted)


def labelled(lines: Sequence[str], label: str, heading: str = "") -> list[str]:
    """The lines with a number before the first, if it has none.

    >>> labelled(["Мост открыт."], "2."), labelled(["2. Мост открыт."], "2.")
    (['2. Мост открыт.'], ['2. Мост открыт.'])
    """
    if not lines or label_of(lines[0]) is not None or not label:
        return list(lines)
    if heading:
        return [f"{label} {heading}", *lines]
    return [f"{label} {lines[0]}", *lines[1:]]
