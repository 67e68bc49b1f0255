"""An instruction of an amending act as a value: what it does, where, with which words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhargy.text.provision import Citation

WHOLE = Citation(())
TITLE = Citation.of(title="1")
PREAMBLE = Citation.of(preamble="1")
# Unnumbered pieces of an element: they are counted, not cited by a number of their own.
PLAIN = frozenset({"part", "paragraph", "sentence"})
END = "end"
# The side of words that stand right before a place, at the end of its neighbour.
PRECEDING = "preceding"
# The last words of a span that goes on to the end of its paragraph.
TO_THE_END = "\n"


class Deed(StrEnum):
    """What an instruction does."""

    REPLACE = "replace"  # words by other words
    INSERT = "insert"  # words, beside others or at the end
    OMIT = "omit"  # words
    RESTATE = "restate"  # a new wording
    ADD = "add"  # an element or an unnumbered paragraph
    REPEAL = "repeal"
    RENUMBER = "renumber"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction, complete by itself.

    `clause`: its words in the amending act; `label`: the numbers that it stands under. `places`:
    where it works, the whole act if a path is empty. `words`: (old, new) for REPLACE, (old, "")
    for OMIT, (anchor, new) for INSERT, whose `side` is "after", "before" or "end"; it is "preceding" for OMIT of what ends the
    neighbour before the place. `everywhere`:
    wherever the words occur; `inflected`: in all their forms; `without`: places left out.
    `added`: what ADD adds and RENUMBER gives, as a path of its own. `after`, `beyond`: beside which
    place ADD puts it. `lines`: the new wording, a paragraph each. `through`: the
    last words of a span that opens with the old ones.
    """

    deed: Deed
    places: tuple[Citation, ...]
    clause: str = ""
    label: str = ""
    words: tuple[tuple[str, str], ...] = ()
    side: str = ""
    everywhere: bool = False
    inflected: bool = False
    without: tuple[Citation, ...] = ()
    added: tuple[Citation, ...] = ()
    after: Citation | None = None
    beyond: Citation | None = None
    lines: tuple[str, ...] = ()
    through: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A clause that holds an instruction and fits no form."""

    clause: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Amending:
    """An amending act as it was read, in order; `elsewhere` are instructions for other acts."""

    language: str
    steps: tuple[Instruction | Unread, ...]
    elsewhere: tuple[str, ...] = ()
