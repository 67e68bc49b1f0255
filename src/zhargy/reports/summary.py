"""What the page, the terminal and the notebook say alike of a comparison."""

from __future__ import annotations

from zhargy.compare.comparison import BulkEdit, Comparison, Fate, Pair
from zhargy.compare.editions import Event, History
from zhargy.messages import say

# From what stayed to what went, as a person reads it.
FATES = (
    Fate.KEPT,
    Fate.RENUMBERED,
    Fate.REWORDED,
    Fate.MOVED,
    Fate.SPLIT,
    Fate.MERGED,
    Fate.NEW,
    Fate.DROPPED,
)
_SURE = 0.9
_AMENDED, _REWORDED = 0.95, 0.6


def level_code(comparison: Comparison) -> str:
    """How much wording was kept, as a code of the catalogue; or that the languages differ."""
    if comparison.old.language != comparison.new.language:
        return "compare-level-languages"
    if comparison.level >= _AMENDED:
        return "compare-level-amended"
    return "compare-level-hard" if is_hard(comparison.level) else "compare-level-reworded"


def is_hard(level: float) -> bool:
    """Is so little wording kept that a person needs the candidates?"""
    return level < _REWORDED


def is_unsure(pair: Pair) -> bool:
    """Should a person look whether this is a pair?"""
    return pair.old is not None and pair.new is not None and pair.confidence < _SURE


def title_of(title: str, language: str) -> str:
    """The title of an act on one line, or that it has none."""
    return " ".join(title.split()) or say("read-untitled", language)


def edit_line(edit: BulkEdit, language: str) -> str:
    """A style edit: what was replaced by what, or only came, or only went."""
    kind = "row" if edit.old and edit.new else "added" if edit.new else "removed"
    return say(f"compare-bulk-{kind}", language, n=edit.count, old=edit.old, new=edit.new)


def substantive_line(comparison: Comparison, language: str) -> str:
    """How many rows changed in substance."""
    count = sum(pair.substantive for pair in comparison.pairs)
    return say("compare-substantive", language, n=count)


def edition_events(history: History, edition: int) -> dict[str, int]:
    """How many lines came, changed, went and were restored in an edition (0 is the first)."""
    events = [s.event for line in history.lines for s in line.steps if s.edition == edition]
    return {
        "came": events.count(Event.CAME),
        "changed": events.count(Event.CHANGED),
        "went": events.count(Event.WENT),
        "restored": events.count(Event.RESTORED) + events.count(Event.RETURNED),
    }
