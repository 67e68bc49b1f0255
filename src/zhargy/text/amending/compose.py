"""From two editions the instructions that lead from one to the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from zhargy.text.act import CONTAINERS, Act, Element
from zhargy.text.amending.apply import consolidate
from zhargy.text.amending.gather import gathered, is_shorter, undone
from zhargy.text.amending.instruction import (
    PREAMBLE,
    TITLE,
    WHOLE,
    Amending,
    Deed,
    Instruction,
)
from zhargy.text.amending.words import places
from zhargy.text.provision import Citation
from zhargy.text.writing.plain import write_plain

Say = Callable[[Sequence[Instruction]], Sequence[Instruction] | None]
_TOKEN = re.compile(r"\s+|[^\W_]+(?:[-‐‑][^\W_]+)*|.", re.DOTALL)
_QUOTES = re.compile('[«»“”„"\n]')
_MOST_HUNKS = 4
_NEAR = 3  # tokens: a space, a word, a space
_ENOUGH_LIKE = 0.55


@dataclass(frozen=True, slots=True)
class Composed:
    """Instructions from the old edition to the new one.

    `exact`: applied to the old edition they give every provision and the title of the new one.
    `coarse`: how many elements had to be stated whole, because smaller changes could not be said.
    """

    steps: tuple[Instruction, ...]
    exact: bool
    coarse: int


def compose(old: Act, new: Act, pairs: Mapping[str, str], say: Say) -> Composed:
    """The instructions for `old` to become `new`.

    `pairs`: address of a provision -> address of its successor. `say` gives the instructions as a
    reader of their text finds them, None where the form has no words for them.
    """
    composer = _Composer(old, new, pairs, say)
    steps = tuple(composer.steps())
    if _gives(old, new, steps, say):
        whole_act = gathered(steps, old, new)
        if whole_act is not None:
            shorter = _after(whole_act, steps, old, new, pairs, say)
            if shorter is not None:
                return shorter
        return Composed(steps, True, composer.coarse)
    whole = (_restating(WHOLE, write_plain(bare(new)).rstrip("\n").split("\n")),)
    return Composed(whole, _gives(old, new, whole, say), composer.coarse + 1)


def _after(
    first: Instruction,
    plain: Sequence[Instruction],
    old: Act,
    new: Act,
    pairs: Mapping[str, str],
    say: Say,
) -> Composed | None:
    """What is left to say after words were replaced in the whole act, where that is shorter."""
    said = say([first])
    if said is None or [_bare_step(step) for step in said] != [first]:
        return None
    between = consolidate(bare(old), [Amending(old.language, tuple(said))]).act
    composer = _Composer(between, new, pairs, say)
    steps = (first, *composer.steps())
    if not is_shorter(steps, plain) or undone(first, steps[1:]):
        return None
    return Composed(steps, True, composer.coarse) if _gives(old, new, steps, say) else None


def agree(one: Act, other: Act) -> bool:
    """Do two editions say the same: title, numbers, words? Notes and repealed numbers are no law."""
    return _title(one) == _title(other) and one.provisions == other.provisions


def _title(act: Act) -> str:
    return " ".join(act.title.split())


def _gives(old: Act, new: Act, steps: Sequence[Instruction], say: Say) -> bool:
    said = say(steps)
    if said is None:
        return False
    return agree(consolidate(old, [Amending(old.language, tuple(said))]).act, new)


def bare(act: Act) -> Act:
    """The act without notes."""

    def element(one: Element) -> Element:
        return replace(one, notes=(), children=tuple(map(element, one.children)))

    return replace(act, notes=(), body=tuple(map(element, act.body)))


class _Composer:
    def __init__(self, old: Act, new: Act, pairs: Mapping[str, str], say: Say) -> None:
        self.old, self.new, self.say = bare(old), bare(new), say
        self.coarse = 0
        self.successor = _successors(self.old, self.new, pairs)

    def steps(self) -> Iterator[Instruction]:
        """The instructions in the order of the act; numbers are those of the act in force."""
        old, new = self.old, self.new
        if _title(old) != _title(new) and new.title:
            yield _restating(TITLE, new.title.split("\n"))
        before, after = _preamble(old), _preamble(new)
        if before != after:
            if after:
                yield _restating(PREAMBLE, after)
            else:
                yield Instruction(Deed.REPEAL, (PREAMBLE,))
        yield from self._children(Citation(()), _body(old), _body(new))

    # -- lists of elements -----------------------------------------------------------------------

    def _children(
        self, path: Citation, old: Sequence[Element], new: Sequence[Element]
    ) -> Iterator[Instruction]:
        """Changed elements, then those that go, new numbers, and new elements."""
        old, new = [e for e in old if not e.repealed], [e for e in new if not e.repealed]
        matched = self._matched(old, new)
        kept = {a.citation: b for a, b in matched}
        for a, b in matched:
            yield from self._element(a, b)
        for a in old:
            if a.citation not in kept:
                yield Instruction(Deed.REPEAL, (a.citation,))
        renumbered = [(a, b) for a, b in matched if a.number != b.number]
        for level in dict.fromkeys(a.kind for a, _ in renumbered):
            moved = [(a, b) for a, b in renumbered if a.kind == level]
            yield Instruction(
                Deed.RENUMBER,
                tuple(a.citation for a, _ in moved),
                added=tuple(_under(path, b) for _, b in moved),
            )
        for b in new:
            if all(b is not other for _, other in matched):
                added = _under(path, b)
                place = Citation(added.steps[:-1])
                if b.kind == "article" and path.steps:
                    place = path
                yield Instruction(Deed.ADD, (place,), added=(added,), lines=_lines_of(b))

    def _matched(
        self, old: Sequence[Element], new: Sequence[Element]
    ) -> list[tuple[Element, Element]]:
        """Pairs that stand in the same order on both sides."""
        by_address = {e.citation.address: n for n, e in enumerate(new)}
        wanted: list[tuple[int, int]] = []
        for n, a in enumerate(old):
            place = by_address.get(self.successor.get(a.citation.address, ""))
            if place is not None and new[place].kind == a.kind:
                wanted.append((n, place))
        taken = {p for _, p in wanted}
        numbers = {(e.kind, e.citation.steps[-1:]): n for n, e in enumerate(new)}
        unmatched = set(range(len(old))) - {n for n, _ in wanted}
        for n in sorted(unmatched):
            place = numbers.get((old[n].kind, old[n].citation.steps[-1:]))
            like = place is not None and place not in taken and _alike(old[n], new[place])
            if place is not None and like:
                wanted.append((n, place))
                taken.add(place)
        return [(old[a], new[b]) for a, b in _in_order(sorted(wanted))]

    # -- one element -----------------------------------------------------------------------------

    def _element(self, old: Element, new: Element) -> list[Instruction]:
        """The smallest instructions that are exact."""
        if _words(old) == _words(new):
            return []
        path = old.citation
        renamed = _numbered_as(new, old)
        for steps in (self._fine(path, old, renamed), [_restating(path, _lines_of(renamed))]):
            if self._works(old, renamed, steps):
                self.coarse += (
                    len(steps) == 1
                    and bool(old.children)
                    and bool(steps[0].lines)
                    and steps[0].places == (path,)
                )
                return steps
        self.coarse += 1
        return [_restating(path, _lines_of(renamed))]

    def _works(self, old: Element, new: Element, steps: Sequence[Instruction]) -> bool:
        """Do these instructions, written and read, turn one element into the other?"""
        if not steps:
            return False
        said = self.say(steps)
        if said is None or [_bare_step(s) for s in said] != [_bare_step(s) for s in steps]:
            return False
        small = Act("", self.old.language, (_outermost(self.old, old),))
        got = consolidate(small, [Amending(small.language, tuple(said))]).act
        wanted = {e.citation: e for e in got.elements()}.get(old.citation)
        return wanted is not None and _words(wanted) == _words(new)

    def _fine(self, path: Citation, old: Element, new: Element) -> list[Instruction]:
        steps: list[Instruction] = []
        if old.heading != new.heading:
            steps += self._heading(path, old, new)
        lines = [*old.lead, *old.closing], [*new.lead, *new.closing]
        same = len(old.lead) == len(new.lead) and len(old.closing) == len(new.closing)
        if not same:
            return []
        single = len(lines[0]) == 1 and not old.children and not new.children
        for n, (a, b) in enumerate(zip(*lines, strict=True), 1):
            if a == b:
                continue
            place = path if single else Citation((*path.steps, ("part", str(n))))
            words = _word_steps(
                place, a, b, [a, *([old.heading] if single and old.heading else [])]
            )
            if words is None:
                whole = [f"{old.label} {b}".strip()] if single and old.kind != "article" else [b]
                words = [_restating(place, whole)]
                if single and old.kind == "article":
                    words = [_restating(path, _lines_of(new))]
            steps += words
        steps += self._children(path, old.children, new.children)
        return steps

    def _heading(self, path: Citation, old: Element, new: Element) -> list[Instruction]:
        place = Citation((*path.steps, ("heading", "1")))
        if not new.heading:
            return [Instruction(Deed.REPEAL, (place,))]
        words = _word_steps(place, old.heading, new.heading, [old.heading]) if old.heading else None
        return words or [_restating(place, [new.heading])]


# -- pieces ----------------------------------------------------------------------------------------


def _restating(path: Citation, lines: Sequence[str]) -> Instruction:
    return Instruction(Deed.RESTATE, (path,), lines=tuple(lines))


def _bare_step(step: Instruction) -> Instruction:
    return replace(step, clause="", label="")


def _body(act: Act) -> list[Element]:
    return [e for e in act.body if e.kind != "preamble"]


def _preamble(act: Act) -> list[str]:
    return [line for e in act.body if e.kind == "preamble" for line in e.lead]


def _under(path: Citation, element: Element) -> Citation:
    """The citation of a new element: its own where it is short, else below its parent."""
    if element.kind == "article" or element.kind in CONTAINERS:
        return element.citation
    return Citation((*path.steps, element.citation.steps[-1]))


def _numbered_as(new: Element, old: Element) -> Element:
    """The new element with the number of the old one, under which it is changed."""
    label = new.label.replace(new.number, old.number, 1) if new.number else new.label
    return replace(new, number=old.number, label=label, citation=old.citation)


def _lines_of(element: Element) -> tuple[str, ...]:
    written = write_plain(Act("", "", (element,))).rstrip("\n").split("\n")
    return tuple(written)


def _words(element: Element) -> tuple[object, ...]:
    """What an element says, its own number left out; repealed numbers say nothing."""
    children = tuple(
        (
            c.kind,
            c.number,
            c.citation.steps[-2:-1]
            if c.citation.steps[-2:-1][:1] and c.citation.steps[-2][0] == "list"
            else (),
            _words(c),
        )
        for c in element.children
        if not c.repealed
    )
    return element.heading, element.lead, children, element.closing


def _alike(old: Element, new: Element) -> bool:
    if old.kind in CONTAINERS:
        return True
    one, other = (" ".join(_lines_of(e)) for e in (old, new))
    return (
        SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
        >= _ENOUGH_LIKE / 2
    )


def _outermost(act: Act, wanted: Element) -> Element:
    """The article that holds an element, or what it hangs on in the body."""
    for top in act.body:
        inside = list(top.walk())
        if any(e is wanted for e in inside):
            articles = [
                e for e in inside if e.kind == "article" and any(i is wanted for i in e.walk())
            ]
            plain = articles and all(len(e.citation.steps) == 1 for e in articles)
            return articles[0] if plain else top
    return wanted


def _successors(old: Act, new: Act, pairs: Mapping[str, str]) -> dict[str, str]:
    """Element -> element, by the provisions that each of them holds."""
    owners = [_owners(act) for act in (old, new)]
    votes: dict[str, Counter[str]] = {}
    for a, b in pairs.items():
        for level, one in owners[0].get(a, {}).items():
            other = owners[1].get(b, {}).get(level)
            if other is not None:
                votes.setdefault(one, Counter())[other] += 1
    best: dict[str, str] = {}
    claimed: dict[str, tuple[int, str]] = {}
    for one, counted in votes.items():
        other, count = max(counted.items(), key=lambda c: (c[1], c[0] == one))
        if other not in claimed or claimed[other][0] < count:
            if other in claimed:
                best.pop(claimed[other][1], None)
            claimed[other] = (count, one)
            best[one] = other
    return best


def _owners(act: Act) -> dict[str, dict[str, str]]:
    """Address of a provision -> level -> address of the element of that level that holds it."""
    found: dict[str, dict[str, str]] = {}

    def walk(element: Element, above: dict[str, str]) -> None:
        here = {**above, element.kind: element.citation.address}
        found[element.citation.address] = here
        found[f"{element.citation.address}__heading_1"] = here
        for child in element.children:
            walk(child, here)

    for element in act.body:
        walk(element, {})
    return found


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that grow on both sides."""
    best: list[tuple[int, int | None]] = []
    for n, (_, b) in enumerate(pairs):
        before = [(best[m][0], m) for m in range(n) if pairs[m][1] < b]
        length, place = max(before, key=lambda x: (x[0], -x[1]), default=(0, None))
        best.append((length + 1, place))
    out: list[tuple[int, int]] = []
    at: int | None = max(range(len(best)), key=lambda n: best[n][0], default=None)
    while at is not None:
        out.append(pairs[at])
        at = best[at][1]
    return out[::-1]


# -- words -----------------------------------------------------------------------------------------


def _word_steps(
    place: Citation, old: str, new: str, around: Sequence[str]
) -> list[Instruction] | None:
    """The old paragraph turned into the new one by words, None where it is better stated whole.

    `around`: every paragraph in which the words are looked for.
    """
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    hunks = _hunks(matcher)
    if not hunks or len(hunks) > _MOST_HUNKS or matcher.ratio() < _ENOUGH_LIKE:
        return None
    steps: list[Instruction] = []
    now = old
    others = [text for text in around if text != old]
    for i1, i2, j1, j2 in hunks:
        found = _unique(a, b, (i1, i2), (j1, j2), now, others)
        if found is None:
            return None
        said, words = found
        if _QUOTES.search(said + words) or said != said.strip() or words != words.strip():
            return None
        deed = Deed.REPLACE if words else Deed.OMIT
        steps.append(Instruction(deed, (place,), words=((said, words),)))
        start = places(now, [said])[0][0]
        now = now[:start] + words + now[start + len(said) :]
    return steps if now == new else None


def _hunks(matcher: SequenceMatcher[str]) -> list[tuple[int, int, int, int]]:
    """What differs; differences with at most a word between them are one."""
    out: list[tuple[int, int, int, int]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if out and i1 - out[-1][1] <= _NEAR:
            out[-1] = (out[-1][0], i2, out[-1][2], j2)
        else:
            out.append((i1, i2, j1, j2))
    return out


def _unique(
    a: Sequence[str],
    b: Sequence[str],
    old: tuple[int, int],
    new: tuple[int, int],
    text: str,
    others: Sequence[str],
) -> tuple[str, str] | None:
    """The changed words with as many before and after them as make them stand there once."""
    (i1, i2), (j1, j2) = old, new
    for _ in range(len(a) + 2):
        said, words = "".join(a[i1:i2]), "".join(b[j1:j2])
        whole = said and words and said == said.strip() and words == words.strip()
        if whole and len(places(text, [said])) == 1 and not any(places(t, [said]) for t in others):
            return said, words
        grown = False
        if i1 > 0 and j1 > 0 and a[i1 - 1] == b[j1 - 1]:
            i1, j1, grown = i1 - 1, j1 - 1, True
        elif i2 < len(a) and j2 < len(b) and a[i2] == b[j2]:
            i2, j2, grown = i2 + 1, j2 + 1, True
        if not grown:
            return None
    return None
