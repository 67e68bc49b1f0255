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
    blobs,
    check_entry,
    check_format,
    check_supersedes,
    references,
)
from zhargy.record.published import Fault
from zhargy.verify.blobs import Blobs

Check = Callable[["int", Entry, "Entries"], Iterator[Fault]]
_UNKNOWN = ""
_MOST_KINDS = 1 << 15
# Kinds of which there is more to check than their form.
_WITH_MORE = frozenset(KINDS) - {"commitment", "figure", "role"}


@dataclass(slots=True)
class Entries:
    """What is known of the entries walked so far: a few bytes for each, whatever their number.

    `read` gives the bytes of an earlier entry, of which the tree holds the hash.
    """

    read: Callable[[int], bytes]
    blobs: Blobs
    checks: dict[str, Check] = field(default_factory=dict)
    count: int = 0
    last_time: str = ""
    policy: str = ""
    kinds: list[str] = field(default_factory=lambda: [_UNKNOWN])
    by_kind: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    _numbers: dict[str, int] = field(default_factory=lambda: {_UNKNOWN: 0})
    _kind_of: array[int] = field(default_factory=lambda: array("H"))
    _superseded: bytearray = field(default_factory=bytearray)
    _begins: array[int] = field(default_factory=lambda: array("Q"))

    def add(self, content: bytes, leaf: bytes) -> Sequence[Fault]:
        """Check the next entry; `leaf` is its leaf hash."""
        place, self.count = self.count, self.count + 1
        self._begins.append(int.from_bytes(leaf[:8], "big"))
        self._superseded.append(0)
        try:
            entry = read_entry(content)
        except UnreadableRecord as refusal:
            self._kind_of.append(self._number(_UNKNOWN))
            return [Fault(refusal.code, f"#{place}", refusal.fields)]
        self._kind_of.append(self._number(entry.kind))
        self.by_kind[entry.kind] += 1
        faults: list[Fault] = []
        if entry.time < self.last_time:
            fields: dict[str, object] = {"time": entry.time, "before": self.last_time}
            faults.append(Fault("V62", f"#{place}", fields))
        else:
            self.last_time = entry.time
        if entry.supersedes is not None:
            faults += self._supersedes(place, entry)
        try:
            if place == 0:
                check_format(entry)
            known = check_entry(entry)
        except UnreadableRecord as refusal:
            return [*faults, Fault(refusal.code, f"#{place}", refusal.fields)]
        if not known:
            self.unknown[f"{entry.kind}/{entry.version}"] += 1
        elif entry.kind in _WITH_MORE:
            faults += self._references(place, entry)
        return faults

    def lost(self) -> None:
        """An entry whose bytes are not there: the tree holds its hash and no more."""
        self.count += 1
        self._superseded.append(0)
        self._kind_of.append(self._number(_UNKNOWN))
        self._begins.append(self.count)

    def _number(self, kind: str) -> int:
        number = self._numbers.get(kind)
        if number is None:
            if len(self.kinds) == _MOST_KINDS:
                return self._number(_UNKNOWN)
            number = self._numbers[kind] = len(self.kinds)
            self.kinds.append(kind)
        return number

    def _supersedes(self, place: int, entry: Entry) -> Iterator[Fault]:
        where, target = f"#{place}", entry.supersedes
        assert target is not None
        if target >= place:
            yield Fault("V63", where, {"target": target})
            return
        if self._superseded[target]:
            yield Fault("V64", where, {"target": target})
        self._superseded[target] = 1
        try:
            check_supersedes(entry, self.entry(target), where)
        except UnreadableRecord as refusal:
            yield Fault(refusal.code, where, refusal.fields)

    def _references(self, place: int, entry: Entry) -> Iterator[Fault]:
        where = f"#{place}"
        sound = True
        for target, kinds in references(entry):
            if target >= place:
                sound = False
                yield Fault("V63", where, {"target": target})
            elif kinds and self.kinds[self._kind_of[target]] not in kinds:
                sound = False
                yield Fault("V65", where, {"target": target, "kinds": ", ".join(kinds)})
        for digest, size in blobs(entry):
            yield from self.blobs.named(place, digest, size)
        if "policy" in entry.body:
            self.policy = entry.body["policy"]
        if not sound:
            return
        if entry.kind == "tombstone":
            yield from self._tombstone(place, entry)
        elif entry.kind == "words":
            yield from self._words(place, entry)
        elif check := self.checks.get(entry.kind):
            try:
                yield from check(place, entry, self)
            except UnreadableRecord as refusal:
                yield Fault(refusal.code, where, refusal.fields)

    def _tombstone(self, place: int, entry: Entry) -> Iterator[Fault]:
        named: set[str] = set()
        for target in entry.body["entries"]:
            try:
                earlier = self.entry(target)
                named.update(digest for digest, _ in blobs(earlier))
            except (UnreadableRecord, KeyError):
                continue
        for digest in entry.body["blobs"]:
            if digest in named:
                self.blobs.withdraw(digest)
            else:
                yield Fault("V66", f"#{place}", {"digest": digest})

    def _words(self, place: int, entry: Entry) -> Iterator[Fault]:
        content = self.blob(entry.body["words"]["digest"])
        if content is None:
            return
        try:
            words = read_words(content, f"#{place}")
        except UnreadableRecord as refusal:
            yield Fault(refusal.code, f"#{place}", refusal.fields)
            return
        received = self.entry(entry.body["commitment"]).body["words"]
        if not entry.body["redacted"] and not words.opens(received):
            yield Fault("V67", f"#{place}", {"target": entry.body["commitment"]})

    # -- what a stage's check sees (record.published.Shown) --------------------------------------

    def entry(self, place: int) -> Entry:
        """An earlier entry of which form and kind are known. Raises UnreadableRecord."""
        entry = read_entry(self.read(place), f"#{place}")
        check_entry(entry, f"#{place}")
        return entry

    def blob(self, digest: str) -> bytes | None:
        """A blob whose bytes fit its digest."""
        return self.blobs.content(digest)

    # -- at the end ------------------------------------------------------------------------------

    def twice(self) -> Iterator[Fault]:
        """Entries that stand at two indexes. Eight bytes of each hash find who might; the whole
        bytes decide."""
        # In 256 parts, so that no list of all of them is ever sorted.
        parts = [array("Q") for _ in range(256)]
        for begin in self._begins:
            parts[begin >> 56].append(begin)
        suspect: set[int] = set()
        for part in parts:
            in_order = sorted(part)
            suspect.update(one for one, after in pairwise(in_order) if one == after)
        if not suspect:
            return
        seen: dict[bytes, int] = {}
        for place, begin in enumerate(self._begins):
            if begin in suspect:
                earlier = seen.setdefault(self.read(place), place)
                if earlier != place:
                    yield Fault("V68", f"#{place}", {"target": earlier})
