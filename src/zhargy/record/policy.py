"""Trust policies (C2SP tlog-policy): which logs, which witnesses, and how many of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from zhargy.errors import RecordMismatch, UnreadableRecord
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.keys import Kind, VerifierKey, time_signed
from zhargy.record.lines import decimal
from zhargy.record.note import Signature, opened, read_note

NONE = "none"
MOST_BYTES = 1_000_000

_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_BLANK = re.compile("[ \t]+")


@dataclass(frozen=True, slots=True)
class Log:
    """A log whose key is named as its origin."""

    key: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A cosigner, by the name that this policy gives it."""

    name: str
    key: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Witnessed where `wanted` of the members are."""

    name: str
    wanted: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A checkpoint that a policy vouches for.

    `witnesses` gives the time of the last cosignature by the name of each witness; `ignored` are
    the signatures of keys that the policy does not name.
    """

    checkpoint: Checkpoint
    log: VerifierKey
    witnesses: Mapping[str, int]
    ignored: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who must have signed a checkpoint; `quorum` names a witness, a group, or "none"."""

    logs: tuple[Log, ...]
    witnesses: tuple[Witness, ...]
    groups: tuple[Group, ...]
    quorum: str

    def met(self, names: Collection[str]) -> bool:
        """Is the quorum met when these witnesses have cosigned?"""
        return self.quorum == NONE or self._met(self.quorum, names)

    @property
    def log_alone(self) -> Policy:
        """The same keys, and no witness is wanted."""
        return replace(self, quorum=NONE)

    def _met(self, name: str, names: Collection[str]) -> bool:
        group = self._group(name)
        if group is None:
            return name in names
        return sum(self._met(member, names) for member in group.members) >= group.wanted

    def _group(self, name: str) -> Group | None:
        return next((group for group in self.groups if group.name == name), None)

    def _absent(self, name: str, names: Collection[str]) -> tuple[int, int, list[str]]:
        """Wanted, found and absent of what a name stands for."""
        group = self._group(name) or Group(name, 1, (name,))
        absent = [member for member in group.members if not self._met(member, names)]
        return group.wanted, len(group.members) - len(absent), absent

    def check_quorum(self, names: Collection[str], where: str) -> None:
        """Raise unless the quorum is met, saying how many are missing and which."""
        if self.met(names):
            return
        wanted, found, absent = self._absent(self.quorum, names)
        raise RecordMismatch(
            "V52", where=where, quorum=_shown(self.quorum), wanted=wanted, found=found,
            absent=", ".join(self._described(name, names) for name in absent),
        )  # fmt: skip

    def _described(self, name: str, names: Collection[str]) -> str:
        if self._group(name) is None:
            return _shown(name)
        wanted, found, absent = self._absent(name, names)
        return f"{_shown(name)} ({found}/{wanted}: {', '.join(self._described(a, names) for a in absent)})"

    def accept(self, note: bytes) -> Accepted:
        """The checkpoint of a signed note, if this policy vouches for it.

        1. Every signature of a listed log or witness verifies. 2. A listed log signed, and its
        name is the origin. 3. The quorum is met. How old the checkpoint is, and whether it follows
        one that was seen before, is left to the caller (`succession`).
        """
        witness = {w.key: w.name for w in self.witnesses}
        seen = opened(read_note(note), [*(log.key for log in self.logs), *witness])  # 1
        checkpoint = read_checkpoint(seen.text)
        logs = [log.key for log in self.logs if log.key in seen.by]
        if not logs:
            raise RecordMismatch("V51", where=checkpoint.origin)
        signer = next((key for key in logs if key.name == checkpoint.origin), None)
        if signer is None:  # 2
            raise RecordMismatch("V53", where=checkpoint.origin, wanted=logs[0].name)
        times: dict[str, int] = {}
        for key, signature in seen.verified:
            time = time_signed(signature.value)
            if time is not None:  # a cosignature, so the key is that of a witness
                times[witness[key]] = max(time, times.get(witness[key], 0))
        self.check_quorum(times, checkpoint.origin)  # 3
        return Accepted(checkpoint, signer, times, seen.ignored)


def read_policy(data: bytes) -> Policy:
    """The policy of a file; errors name the line."""
    if len(data) > MOST_BYTES:
        raise UnreadableRecord("V13", where="policy", limit=MOST_BYTES)
    if found := _FORBIDDEN.search(data):
        raise UnreadableRecord("V10", where=f"line {data.count(10, 0, found.start()) + 1}")
    if not data.endswith(b"\n"):
        raise UnreadableRecord("V23", where=f"line {data.count(10) + 1}")
    # Octets above 0x7F are opaque: what is no UTF-8 is kept as it is and equal only to itself.
    lines = data.decode("utf-8", "surrogateescape").split("\n")[:-1]
    reading = _Reading()
    for number, line in enumerate(lines, 1):
        words = _BLANK.split(line.strip(" \t"))
        if words[0] and not words[0].startswith("#"):
            reading.take(words, f"line {number}")
    return reading.policy(f"line {len(lines)}")


class _Reading:
    """A policy as far as its lines have been read."""

    def __init__(self) -> None:
        self.logs: list[Log] = []
        self.witnesses: list[Witness] = []
        self.groups: list[Group] = []
        self.quorum: str | None = None
        self.names: set[str] = set()
        self.members: set[str] = set()
        self.publics: set[bytes] = set()

    def take(self, words: list[str], where: str) -> None:
        match words:
            case ["log", key] | ["log", key, _]:
                self.logs.append(Log(self._key(key, Kind.ED25519, where), *words[2:]))
            case ["witness", name, key] | ["witness", name, key, _]:
                self._define(name, where)
                witness = self._key(key, Kind.COSIGNATURE, where)
                self.witnesses.append(Witness(name, witness, *words[3:]))
            case ["group", name, wanted, _, *_]:
                self._group(name, wanted, tuple(words[3:]), where)
            case ["quorum", name]:
                if self.quorum is not None:
                    raise UnreadableRecord("V29", where=where)
                if name != NONE and name not in self.names:
                    raise UnreadableRecord("V24", where=where, name=_shown(name))
                self.quorum = name
            case _:
                raise UnreadableRecord("V23", where=where)

    def policy(self, where: str) -> Policy:
        if self.quorum is None:
            raise UnreadableRecord("V29", where=where)
        return Policy(tuple(self.logs), tuple(self.witnesses), tuple(self.groups), self.quorum)

    def _define(self, name: str, where: str) -> None:
        if name == NONE or name in self.names:
            raise UnreadableRecord("V25", where=where, name=_shown(name))
        self.names.add(name)

    def _key(self, text: str, kind: Kind, where: str) -> VerifierKey:
        try:
            key = VerifierKey.parse(text)
        except UnreadableRecord as error:
            raise UnreadableRecord(error.code, where, **error.fields) from None
        if key.kind is not kind:
            raise UnreadableRecord("V19", where=where, kind=f"{key.kind:02x}", wanted=f"{kind:02x}")
        # By the bare public key: a log that is its own witness, or one operator under two names,
        # would make a quorum of one.
        if key.public in self.publics:
            raise UnreadableRecord("V27", where=where, name=key.name)
        self.publics.add(key.public)
        return key

    def _group(self, name: str, wanted: str, members: tuple[str, ...], where: str) -> None:
        for member in members:
            if member not in self.names:
                raise UnreadableRecord("V24", where=where, name=_shown(member))
            if member in self.members:
                raise UnreadableRecord("V26", where=where, name=_shown(member))
            self.members.add(member)
        self._define(name, where)
        count = {"any": 1, "all": len(members)}.get(wanted, decimal(wanted) or 0)
        if not 1 <= count <= len(members):
            raise UnreadableRecord("V28", where=where, wanted=_shown(wanted), members=len(members))
        self.groups.append(Group(name, count, members))


def _shown(name: str) -> str:
    """A name as it can be printed, whatever its octets."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
