"""Three and more editions: in which each provision came in, where it changed, what was undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from zhargy.compare.compare import compare
from zhargy.compare.comparison import Comparison, Fate
from zhargy.compare.words import tokens
from zhargy.text.act import Act
from zhargy.text.provision import Provision


class Event(StrEnum):
    """What happened to a line of provisions in an edition."""

    CAME = "came"
    KEPT = "kept"
    CHANGED = "changed"
    RESTORED = "restored"  # it has the words of an earlier edition again
    WENT = "went"
    RETURNED = "returned"  # dropped once, back again with the same words


@dataclass(frozen=True, slots=True)
class Step:
    """One edition of a line: `address` is "" where it stands in no provision of that edition.

    `since` is the ordinal of the earlier edition whose words came back, -1 where none did.
    """

    edition: int
    event: Event
    address: str
    since: int = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One provision through the editions, followed along its surest pairs."""

    steps: tuple[Step, ...]

    @property
    def undone(self) -> bool:
        """Did a change come in and go again?"""
        return any(step.event in (Event.RESTORED, Event.RETURNED) for step in self.steps)


@dataclass(frozen=True, slots=True)
class History:
    """All lines, in the order of the last edition, then those that went."""

    lines: tuple[Line, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def undone(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.undone)


def history(acts: Sequence[Act]) -> History:
    """The history of at least two editions, in their order."""
    return history_of(acts, [compare(old, new) for old, new in pairwise(acts)])


def history_of(acts: Sequence[Act], comparisons: Sequence[Comparison]) -> History:
    """The history of editions, each of which is compared with the one before."""
    next_of = [_best_next(c) for c in comparisons]
    texts = [{p.address: p for p in act.provisions} for act in acts]
    lines = [_line(start, address, next_of, texts) for start, address in _starts(acts, next_of)]
    lines = _with_returns(lines, texts)
    order = {p.address: n for n, p in enumerate(acts[-1].provisions)}
    lines.sort(key=lambda line: order.get(line.steps[-1].address, len(order)))
    return History(tuple(lines), tuple(comparisons))


def _best_next(comparison: Comparison) -> dict[str, str]:
    """Old address -> new address along the surest pair; each new one has one source."""
    ranked = sorted(
        (p for p in comparison.pairs if p.old and p.new),
        key=lambda p: (-p.confidence, p.fate in (Fate.SPLIT, Fate.MERGED)),
    )
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for pair in ranked:
        if (
            pair.old
            and pair.new
            and pair.old.address not in chosen
            and pair.new.address not in taken
        ):
            chosen[pair.old.address] = pair.new.address
            taken.add(pair.new.address)
    return chosen


def _starts(acts: Sequence[Act], next_of: Sequence[dict[str, str]]) -> list[tuple[int, str]]:
    starts = [(0, p.address) for p in acts[0].provisions]
    for edition, act in enumerate(acts[1:], 1):
        fed = set(next_of[edition - 1].values())
        starts += [(edition, p.address) for p in act.provisions if p.address not in fed]
    return starts


def _line(
    start: int,
    address: str,
    next_of: Sequence[dict[str, str]],
    texts: Sequence[dict[str, Provision]],
) -> Line:
    steps = [Step(start, Event.CAME, address)]
    before = texts[start][address]
    worded = {start: before}  # the edition in which words first stood
    for edition in range(start + 1, len(texts)):
        following = next_of[edition - 1].get(address)
        if following is None:
            steps.append(Step(edition, Event.WENT, ""))
            break
        address, now = following, texts[edition][following]
        if _same_words(now, before):
            steps.append(Step(edition, Event.KEPT, address))
        else:
            since = next((e for e, earlier in worded.items() if _same_words(now, earlier)), -1)
            event = Event.CHANGED if since < 0 else Event.RESTORED
            steps.append(Step(edition, event, address, since))
            if since < 0:
                worded[edition] = now
        before = now
    return Line(tuple(steps))


def _same_words(one: Provision, other: Provision) -> bool:
    return one.text == other.text or _words(one) == _words(other)


def _words(provision: Provision) -> tuple[str, ...]:
    return tuple(token.key for token in tokens(provision.text)[1] if token.is_word)


def _with_returns(lines: list[Line], texts: Sequence[dict[str, Provision]]) -> list[Line]:
    """A line that begins with the words of one that went before is that one, returned."""
    gone: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        last = line.steps[-1]
        if last.event is Event.WENT:
            before = line.steps[-2]
            gone[_words(texts[before.edition][before.address])].append(line)
    out, used = [], set[int]()
    for line in lines:
        first = line.steps[0]
        words = _words(texts[first.edition][first.address]) if gone and first.edition else ()
        earlier = next(
            (
                g
                for g in gone.get(words, ())
                if g.steps[-1].edition < first.edition and id(g) not in used
            ),
            None,
        )
        if first.edition > 0 and words and earlier is not None:
            used.add(id(earlier))
            back = Step(first.edition, Event.RETURNED, first.address, earlier.steps[-2].edition)
            out.append(Line((*earlier.steps, back, *line.steps[1:])))
        else:
            out.append(line)
    return [line for line in out if id(line) not in used]
