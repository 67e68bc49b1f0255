"""Verifying a published record from its files alone.

1. The checkpoint is of its form. 2. The tree of all entries is the one that it signs, and every
tile belongs to it. 3. Each entry is of its form, in time, and refers and supersedes rightly; what
its stage knows of it holds. 4. The keys of the policy signed, and the quorum of witnesses. 5. The
record only adds to every checkpoint that was seen before. 6. Blobs are right, withheld or
missing, and files that are not needed are named.

Left to the caller: whether the policy is the right one (compare its keys with printed ones), and
whether what an entry says is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zhargy.errors import RecordMismatch, UnreadableRecord, ZhargyError
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.note import MOST_BYTES, Signature, read_note
from zhargy.record.policy import Accepted, Policy, read_policy
from zhargy.record.published import Fault
from zhargy.verify.blobs import Blobs
from zhargy.verify.entries import Check, Entries
from zhargy.verify.leftover import leftover
from zhargy.verify.source import Published
from zhargy.verify.tree import Tree

CHECKPOINT, WITNESSED = "checkpoint", "witnessed"
MOST_FAULTS = 1_000


@dataclass(slots=True)
class Report:
    """What was checked, against what, and what does not hold.

    `proven` is the checkpoint whose signature, tree and entries were checked; it is nothing where
    that is in doubt; `note` are its bytes. `witnessed` is the size up to which the quorum has
    cosigned. `own_policy` says that the record named its keys itself, by `policy`, and
    `key_changes` in which entries it did. `judged`: the stages were asked about their entries.
    """

    checkpoint: Checkpoint | None = None
    note: bytes = b""
    tree_only: bool = False
    judged: bool = False
    key_changes: tuple[int, ...] = ()
    proven: Checkpoint | None = None
    accepted: Accepted | None = None
    witnessed: int = 0
    own_policy: bool = False
    policy: str = ""
    quorum: str = ""
    kinds: Mapping[str, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    blobs: int = 0
    blob_bytes: int = 0
    withheld: int = 0
    earlier: int = 0
    last_time: str = ""
    ignored_signatures: tuple[Signature, ...] = ()
    ignored_files: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0

    @property
    def sound(self) -> bool:
        """Nothing was found that does not hold."""
        return not self.faults

    def faults_of(self, name: str) -> bool:
        """Was something found against this file?"""
        return any(fault.where.startswith(name) for fault in self.faults)

    def add(self, faults: Iterable[Fault]) -> None:
        """Keep so many faults as a person can read, and count the rest."""
        for fault in faults:
            if len(self.faults) < MOST_FAULTS:
                self.faults.append(fault)
            else:
                self.more_faults += 1


def verify(
    record: Published,
    *,
    policy: Policy | None = None,
    seen: Iterable[Checkpoint] = (),
    checks: Mapping[str, Check] | None = None,
    tree_only: bool = False,
) -> Report:
    """Verify a record; faults are collected, never raised.

    `seen` are checkpoints of this origin from before; `checks` what the stages know, by kind;
    `tree_only` leaves entries and blobs out, for a log of another kind. Raises UnreadableRecord V70
    to V74 where there is no record to be read, and E7 where it is of a format that this program
    does not know.
    """
    report = Report(tree_only=tree_only, judged=bool(checks))
    note, checkpoint = _checkpoint(record, CHECKPOINT)  # 1
    report.checkpoint, report.note = checkpoint, note
    if policy is not None and (stranger := _not_signed(policy, note)):
        # Nobody whose key is known stands for this size, so nothing is walked for it.
        report.add([stranger])
        return report
    earlier = [one for one in seen if one.origin == checkpoint.origin]
    try:
        witnessed: tuple[bytes, Checkpoint] | None = _checkpoint(record, WITNESSED)
    except ZhargyError as refusal:
        witnessed = None
        if refusal.code != "V74":
            report.add([_fault(refusal, WITNESSED)])
    others = [*earlier, *([witnessed[1]] if witnessed else [])]
    tree = Tree(record, checkpoint.size, frozenset(one.size for one in others))
    blobs = Blobs(record)
    entries = Entries(tree.entry, blobs, dict(checks or {}))
    _walk(tree, entries, report)  # 2 and 3
    report.add(entries.twice())
    if entries.count < checkpoint.size:
        report.add([Fault("V78", CHECKPOINT, {"n": entries.count, "size": checkpoint.size})])
    elif tree.root_at[checkpoint.size] != checkpoint.root:
        report.add([Fault("V79", CHECKPOINT)])
    report.policy = entries.policy
    report.key_changes = tuple(entries.policies)
    _signatures(report, note, witnessed, policy, tree)  # 4
    report.earlier = len(earlier)
    if policy is None:
        report.add(_changed_keys(entries, earlier, note, witnessed))
    report.add(_earlier(earlier, checkpoint, tree))  # 5
    report.add(blobs.faults())  # 6
    for left in leftover(record, checkpoint.size, blobs):
        if isinstance(left, str):
            report.ignored_files.append(left)
        else:
            report.add([left])
    _count(entries, blobs, report)
    if report.sound:
        report.proven = checkpoint
    return report


def _walk(tree: Tree, entries: Entries, report: Report) -> None:
    """Each leaf of the tree, and what it holds. Raises UnreadableRecord E7."""
    for content, leaf in tree.walk():
        if tree.faults:
            report.add(tree.faults)
            tree.faults.clear()
        if content is None or report.tree_only:
            entries.lost()
            continue
        faults = entries.add(content, leaf)
        if entries.count == 1:
            _refuse_newer(faults)
        report.add(faults)
    tree.finish()
    report.add(tree.faults)


def _count(entries: Entries, blobs: Blobs, report: Report) -> None:
    """What was found of each kind."""
    report.kinds, report.unknown = dict(entries.by_kind), dict(entries.unknown)
    report.blobs, report.blob_bytes = blobs.right, blobs.size
    report.withheld, report.last_time = blobs.withheld, entries.last_time


def _refuse_newer(faults: Iterable[Fault]) -> None:
    """A record of a later format: its entries would all be misread."""
    for fault in faults:
        if fault.code == "E7":
            raise UnreadableRecord(fault.code, fault.where, **fault.fields)


def _checkpoint(record: Published, name: str) -> tuple[bytes, Checkpoint]:
    content = record.read(name, MOST_BYTES)
    if content is None:
        raise UnreadableRecord("V74", f"{record.name}/{name}")
    try:
        return content, read_checkpoint(read_note(content).text)
    except UnreadableRecord as refusal:
        raise UnreadableRecord(refusal.code, f"{name}, {refusal.where}", **refusal.fields) from None


def _fault(refusal: ZhargyError, name: str) -> Fault:
    where = refusal.where if refusal.where.startswith(name) else f"{name}, {refusal.where}"
    return Fault(refusal.code, where, refusal.fields)


def _signatures(
    report: Report,
    note: bytes,
    witnessed: tuple[bytes, Checkpoint] | None,
    policy: Policy | None,
    tree: Tree,
) -> None:
    """Step 4. The newest checkpoint may still wait for its witnesses; then the last one that had
    them is held against the tree."""
    if policy is None:
        report.own_policy = True
        if not report.policy:
            report.add([Fault("V87", CHECKPOINT)])
            return
        try:
            policy = read_policy(report.policy.encode())
        except UnreadableRecord as refusal:
            report.add([_fault(refusal, "policy")])
            return
    report.quorum = policy.quorum
    try:
        accepted = policy.log_alone.accept(note)
    except (RecordMismatch, UnreadableRecord) as refusal:
        report.add([_fault(refusal, CHECKPOINT)])
        return
    report.accepted, report.ignored_signatures = accepted, accepted.ignored
    met = policy.met(accepted.witnesses)
    if met:
        report.witnessed = accepted.checkpoint.size
    if witnessed is not None:
        _witnessed(report, witnessed[0], policy, accepted, tree)
    if report.witnessed < accepted.checkpoint.size and not report.faults_of(WITNESSED):
        report.add([Fault("V81", CHECKPOINT, {"n": accepted.checkpoint.size - report.witnessed})])


def _witnessed(report: Report, note: bytes, policy: Policy, accepted: Accepted, tree: Tree) -> None:
    """The last checkpoint that the quorum cosigned: the log must not have gone back on it."""
    met = report.witnessed == accepted.checkpoint.size
    try:
        alone = policy.log_alone.accept(note)
        size = alone.checkpoint.size
        if (
            size > tree.size
            or tree.root_at.get(size, alone.checkpoint.root) != alone.checkpoint.root
        ):
            report.add([Fault("V80", WITNESSED, {"size": size})])
            return
        before = policy.accept(note)
    except (RecordMismatch, UnreadableRecord) as refusal:
        if met:
            report.ignored_files.append(WITNESSED)
        else:
            report.add([_fault(refusal, WITNESSED)])
        return
    for name, time in before.witnesses.items():
        if size < tree.size and accepted.witnesses.get(name, time) < time:
            report.add([Fault("V55", f"{CHECKPOINT}, {name}")])
    report.witnessed = max(report.witnessed, size)
    report.ignored_signatures += tuple(
        one for one in before.ignored if one not in report.ignored_signatures
    )


def _not_signed(policy: Policy, note: bytes) -> Fault | None:
    try:
        Policy(policy.logs, (), (), "none").accept(note)
    except (RecordMismatch, UnreadableRecord) as refusal:
        return _fault(refusal, CHECKPOINT)
    return None


def _changed_keys(
    entries: Entries,
    earlier: list[Checkpoint],
    note: bytes,
    witnessed: tuple[bytes, Checkpoint] | None,
) -> Iterable[Fault]:
    """Keys that a record names after it was seen last count only if those before vouch for them:
    else anybody could take a record, add a key of their own and go on."""
    known = max((one.size for one in earlier), default=0)
    after = [place for place in entries.policies if place >= known]
    if not known or not after:
        return
    try:
        before = entries.policy_before(known)
        if not before or before == entries.policy:
            return
        trusted = read_policy(before.encode())
    except UnreadableRecord as refusal:
        yield _fault(refusal, "policy")
        return
    for one in (note, *([witnessed[0]] if witnessed else [])):
        try:
            if trusted.accept(one).checkpoint.size > after[-1]:
                return
        except (RecordMismatch, UnreadableRecord):
            continue
    yield Fault("V86", f"#{after[0]}")


def _earlier(earlier: list[Checkpoint], now: Checkpoint, tree: Tree) -> Iterable[Fault]:
    for one in earlier:
        if one.size > now.size:
            yield Fault("V82", CHECKPOINT, {"size": one.size, "now": now.size})
        elif one.size == now.size and one.root != now.root:
            yield Fault("V83", CHECKPOINT, {"size": one.size})
        elif one.size in tree.root_at and tree.root_at[one.size] != one.root:
            yield Fault("V80", CHECKPOINT, {"size": one.size})
