"""Step 3 of a verification: each entry's form, time, references, supersession and blobs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhargy.errors import UnreadableRecord
from zhargy.record.commitment import read_words
from zhargy.record.entry import Entry, read_entry
from zhargy.record.kinds import (
    KINDS,
    NAMED,
    blobs,
    check_entry,
    check_format,
    check_supersedes,
    name_of,
    references,
)
from zhargy.record.policy import read_policy
from zhargy.record.published import Fault, Shown
from zhargy.record.tree import leaf_hash
from zhargy.verify.blobs import Blobs

Check = Callable[[int, Entry, Shown], Iterator[Fault]]
# So many kinds are counted by their names, the others together under a name that is none.
_MOST_KINDS, _OTHERS = 1_000, "*"
_NAMES = ("", *KINDS)
_NUMBERS = {name: number for number, name in enumerate(_NAMES)}
# Kinds of which there is more to check than their form.
_WITH_MORE = frozenset(KINDS) - {"commitment", "figure", "role"}
# What is remembered of an entry: something supersedes it; what it says cannot be relied on.
_SUPERSEDED, _UNSURE = 1, 2


@dataclass(slots=True)
class Entries:
    """What is known of the entries walked so far: ten bytes for each, whatever their number, and
    sixteen more for a commitment, and where those stand of which others speak by name.

    `read` gives the bytes of an earlier entry, the very ones that were walked. `policies` are the
    indexes of the entries that name keys, `policy` what the last of them says.
    """

    read: Callable[[int], bytes]
    blobs: Blobs
    checks: dict[str, Check] = field(default_factory=dict)
    count: int = 0
    last_time: str = ""
    policy: str = ""
    policies: array[int] = field(default_factory=lambda: array("Q"))
    by_kind: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    _opened: int = 0
    _kind_of: bytearray = field(default_factory=bytearray)
    _marks: bytearray = field(default_factory=bytearray)
    _begins: array[int] = field(default_factory=lambda: array("Q"))
    _named: dict[tuple[str, ...], array[int]] = field(default_factory=dict)
    # Kinds of which an entry could not be judged; "" for an entry that could be of any.
    _doubtful: set[str] = field(default_factory=set)
    # Of each commitment its index, and how its digest of the words begins.
    _received: array[int] = field(default_factory=lambda: array("Q"))
    _digests: array[int] = field(default_factory=lambda: array("Q"))

    def add(self, content: bytes, leaf: bytes) -> Sequence[Fault]:
        """Check the next entry; `leaf` is its leaf hash."""
        place, self.count = self.count, self.count + 1
        self._begins.append(int.from_bytes(leaf[:8], "big"))
        self._marks.append(0)
        faults, known = self._judge(place, content)
        if faults or not known:
            self._marks[place] |= _UNSURE
            if faults or self._kind_of[place]:
                self._doubtful.add(_NAMES[self._kind_of[place]])
        return faults

    def _judge(self, place: int, content: bytes) -> tuple[Sequence[Fault], bool]:
        """What is wrong with an entry, and whether its body could be checked."""
        where = f"#{place}"
        try:
            entry = read_entry(content)
        except UnreadableRecord as refusal:
            self._kind_of.append(0)
            return [Fault(refusal.code, where, refusal.fields)], False
        self._kind_of.append(_NUMBERS.get(entry.kind, 0))
        _count(self.by_kind, entry.kind)
        faults: list[Fault] = []
        if entry.time < self.last_time:
            fields: dict[str, object] = {"time": entry.time, "before": self.last_time}
            faults.append(Fault("V62", where, fields))
        else:
            self.last_time = entry.time
        if entry.supersedes is not None:
            faults += self._supersedes(place, entry)
        try:
            if place == 0 or entry.kind == "reform":
                check_format(entry)
            known = check_entry(entry)
        except UnreadableRecord as refusal:
            return [*faults, Fault(refusal.code, where, refusal.fields)], False
        if not known:
            _count(self.unknown, f"{entry.kind}/{entry.version}")
        elif entry.kind in _WITH_MORE:
            faults += self._references(place, entry)
        elif entry.kind == "commitment":
            self._received.append(place)
            self._digests.append(int(entry.body["words"][:16], 16))
        if known and not faults and entry.kind in NAMED:
            self._named.setdefault((entry.kind, *name_of(entry)), array("Q")).append(place)
        return faults, known

    def lost(self) -> None:
        """An entry whose bytes are not there: the tree holds its hash and no more."""
        self._begins.append(self.count)
        self._marks.append(_UNSURE)
        self._doubtful.add("")
        self._kind_of.append(0)
        self.count += 1

    def _supersedes(self, place: int, entry: Entry) -> Iterator[Fault]:
        where, target = f"#{place}", entry.supersedes
        assert target is not None
        if target >= place:
            yield Fault("V63", where, {"target": target})
            return
        if self._marks[target] & _SUPERSEDED:
            yield Fault("V64", where, {"target": target})
        self._marks[target] |= _SUPERSEDED
        try:
            check_supersedes(entry, read_entry(self.read(target)), where)
        except UnreadableRecord as refusal:
            yield Fault(refusal.code, where, refusal.fields)

    def _references(self, place: int, entry: Entry) -> Iterator[Fault]:
        where = f"#{place}"
        sound = sure = True
        for target, kinds in references(entry):
            if target >= place:
                sound = False
                yield Fault("V63", where, {"target": target})
            elif kinds and _NAMES[self._kind_of[target]] not in kinds:
                sound = False
                yield Fault("V65", where, {"target": target, "kinds": ", ".join(kinds)})
            elif self._marks[target] & _UNSURE:
                # At fault itself, or of a later version: nothing can be held against it.
                sure = False
                self._marks[place] |= _UNSURE
        for digest, size in blobs(entry):
            yield from self.blobs.named(place, digest, size)
        if not sound:
            return
        try:
            if "policy" in entry.body:
                yield from self._policy(place, entry)
            if entry.kind == "tombstone":
                yield from self._tombstone(place, entry)
            elif entry.kind == "words" and sure:
                yield from self._words(place, entry)
            elif sure and (check := self.checks.get(entry.kind)):
                yield from check(place, entry, self)
        except UnreadableRecord as refusal:
            yield Fault(refusal.code, where, refusal.fields)

    def _policy(self, place: int, entry: Entry) -> Iterator[Fault]:
        """From here on these keys count. There is one reform, whatever is said of it."""
        self.policies.append(place)
        self.policy = entry.body["policy"]
        read_policy(entry.body["policy"].encode())
        if entry.kind == "reform":
            if place and entry.supersedes is None:
                yield Fault("V88", f"#{place}", {"target": self._opened})
            self._opened = place

    def policy_before(self, index: int) -> str:
        """The policy that the entries before an index name; "" if none."""
        places = [place for place in self.policies if place < index]
        return str(read_entry(self.read(places[-1])).body["policy"]) if places else ""

    def _tombstone(self, place: int, entry: Entry) -> Iterator[Fault]:
        if not entry.body["blobs"]:
            return
        named: set[str] = set()
        unsure = False
        for target in sorted(entry.body["entries"]):
            earlier = read_entry(self.read(target)) if not self._marks[target] & _UNSURE else None
            if earlier is None:
                unsure = True
            else:
                named.update(digest for digest, _ in blobs(earlier))
        for digest in entry.body["blobs"]:
            if digest in named:
                self.blobs.withdraw(digest)
            elif not unsure:
                yield Fault("V66", f"#{place}", {"digest": digest})

    def _words(self, place: int, entry: Entry) -> Iterator[Fault]:
        content = self.blob(entry.body["words"]["digest"])
        if content is None:
            return
        words = read_words(content, f"#{place}")
        received = self.entry(entry.body["commitment"]).body["words"]
        if not entry.body["redacted"] and not words.opens(received):
            yield Fault("V67", f"#{place}", {"target": entry.body["commitment"]})

    # -- what a stage's check sees (record.published.Shown) --------------------------------------

    def entry(self, place: int) -> Entry:
        """An earlier entry that was checked and is sound. Raises UnreadableRecord V89 for any
        other."""
        if place >= self.count or self._marks[place] & _UNSURE:
            raise UnreadableRecord("V89", f"#{place}")
        return read_entry(self.read(place), f"#{place}")

    def about(self, kind: str, *name: str) -> Sequence[int]:
        """The earlier entries of a kind that bear a name and are sound."""
        return self._named.get((kind, *name), ())

    def all_judged(self, kind: str) -> bool:
        """Was no earlier entry of the kind at fault, of a later version or lost?"""
        return not self._doubtful & {"", kind}

    def blob(self, digest: str) -> bytes | None:
        """A blob whose bytes fit its digest, unless it is absent."""
        return self.blobs.content(digest)

    # -- at the end ------------------------------------------------------------------------------

    def twice(self) -> Iterator[Fault]:
        """Entries that stand at two indexes, and words that were received at two."""
        places = range(self.count)
        for place, earlier in _again(places, self._begins, lambda at: leaf_hash(self.read(at))):
            yield Fault("V68", f"#{place}", {"target": earlier})
        for place, earlier in _again(self._received, self._digests, self._words_at):
            if self.read(place) != self.read(earlier):
                yield Fault("V90", f"#{place}", {"target": earlier})

    def _words_at(self, place: int) -> str:
        return str(read_entry(self.read(place)).body["words"])


def _again(
    places: Sequence[int], begins: Sequence[int], whole: Callable[[int], object]
) -> Iterator[tuple[int, int]]:
    """Places where the same stands as at an earlier one, with that one. Eight bytes of each hash
    find who might; the whole decides."""
    # In 256 parts, so that no list of all of them is ever sorted.
    parts = [array("Q") for _ in range(256)]
    for begin in begins:
        parts[begin >> 56].append(begin)
    suspect: set[int] = set()
    for part in parts:
        in_order = sorted(part)
        suspect.update(one for one, after in pairwise(in_order) if one == after)
    if not suspect:
        return
    seen: dict[object, int] = {}
    for place, begin in zip(places, begins, strict=True):
        if begin in suspect:
            try:
                earlier = seen.setdefault(whole(place), place)
            except UnreadableRecord:
                continue  # told already
            if earlier != place:
                yield place, earlier


def _count(counter: Counter[str], name: str) -> None:
    """A hostile record may name a new kind in every entry."""
    counter[name if name in counter or len(counter) < _MOST_KINDS else _OTHERS] += 1
