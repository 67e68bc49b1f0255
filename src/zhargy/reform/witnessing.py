"""Witnesses: a checkpoint goes out as a file, its cosignature comes back as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from zhargy.errors import RecordMismatch, UnreadableRecord, UnusableFolder
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.keys import Kind
from zhargy.record.note import Note, SigningKey, VerifierKey, opened, read_note
from zhargy.record.policy import Policy
from zhargy.record.witness import Request, Seen, read_request, witnessed
from zhargy.reform.folder import open_record, open_settings, policy_in_force, signing_key
from zhargy.reform.output import write_whole
from zhargy.reform.texts import content_of
from zhargy.storage.keys import write_private
from zhargy.storage.lock import only_publisher
from zhargy.storage.publisher import Publisher
from zhargy.verify.source import published_at, tile_reader

# Below the folder: what each witness cosigned last. Names and times, nothing secret.
_COSIGNED = "witnesses"


def new_witness(name: str, key: Path, seed: bytes) -> str:
    """A new key of a witness in a file of mode 0600; its verifier key, to be put into a policy.

    Raises UnusableFolder G14, UnreadableRecord V18 (the name will not do).
    """
    signing = SigningKey(name, seed, Kind.COSIGNATURE)
    write_private(key, signing.private_text)
    return str(signing.verifier)


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A checkpoint with the cosignature of one witness."""

    note: bytes
    checkpoint: Checkpoint
    before: int


def sign_as_witness(
    file: Path, *, key: Path, log: str, state: Path, time: int, record: str | None = None
) -> Cosigned:
    """Cosign what only adds to what this witness cosigned before, and remember it.

    `file` is a request (as `zhargy publish` writes it for each witness), or a checkpoint alone:
    then the proof is made from `record`. `log` is the verifier key of the log; `state` the folder
    where the witness remembers. Raises RecordMismatch (V43 to V55), UnreadableRecord.
    """
    signing = signing_key(key)
    content = content_of(file)
    try:
        verifier = VerifierKey.parse(log)
    except UnreadableRecord as refusal:
        raise UnreadableRecord(refusal.code, "--log", **refusal.fields) from None
    state.mkdir(parents=True, exist_ok=True)
    with only_publisher(state):
        memory = state / f"{verifier.name.replace('/', '_')}.json"
        seen = _remembered(memory)
        request = _request(content, record, seen)
        signature, now = witnessed(request, verifier, seen, signing, time)
        # Remembered before it is given away: a witness that forgets may sign two histories.
        write_whole(memory, json.dumps(asdict(now) | {"root": now.root.hex()}).encode())
    note = read_note(request.checkpoint).with_signatures(signature)
    return Cosigned(note.bytes, read_checkpoint(note.text), seen.size if seen else 0)


def _remembered(memory: Path) -> Seen | None:
    if not memory.exists():
        return None
    try:
        said = json.loads(memory.read_bytes())
        return Seen(int(said["size"]), bytes.fromhex(said["root"]), int(said["time"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise UnusableFolder("G24", str(memory)) from None


def _request(content: bytes, record: str | None, seen: Seen | None) -> Request:
    if content.startswith(b"old "):
        return read_request(content)
    checkpoint = read_checkpoint(read_note(content).text)
    old = seen.size if seen else 0
    if old in (0, checkpoint.size) or old > checkpoint.size:
        return Request(min(old, checkpoint.size), (), content)
    if record is None:
        raise RecordMismatch("G25", "checkpoint", size=old)
    proof = tuple(tile_reader(published_at(record), checkpoint.size).consistency(old))
    return Request(old, proof, content)


def write_requests(folder: Path, publisher: Publisher) -> list[Path]:
    """A request for each witness of the policy that has not cosigned the newest checkpoint."""
    policy = policy_in_force(folder, open_settings(folder))
    written = []
    for witness in policy.witnesses:
        last = _last(folder, witness.name)
        if last == publisher.size:
            continue
        request = Request(last, publisher.consistency(last), publisher.checkpoint)
        target = folder / "out" / "witness" / f"{witness.name}.request"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, request.bytes)
        written.append(target)
    return written


def _last(folder: Path, witness: str) -> int:
    path = folder / _COSIGNED / witness
    return read_checkpoint(read_note(path.read_bytes()).text).size if path.exists() else 0


def take_cosigned(folder: Path, key: Path, files: list[Path]) -> tuple[int, bool]:
    """Put cosignatures that came back into the record: the size that they are of, and whether the
    quorum is met there.

    Raises RecordMismatch: V46 a cosignature is wrong, V51 none is of a witness of the policy, V80
    the checkpoint is not one of this record.
    """
    policy = policy_in_force(folder, open_settings(folder))
    keys = {witness.key: witness.name for witness in policy.witnesses}
    with open_record(folder, key) as publisher:
        log = publisher.verifier
        for file in files:
            note = read_note(content_of(file))
            seen = opened(note, [log, *keys])
            checkpoint = read_checkpoint(note.text)
            if (
                checkpoint.size > publisher.size
                or publisher.root_at(checkpoint.size) != checkpoint.root
            ):
                raise RecordMismatch("V80", str(file), size=checkpoint.size)
            names = [keys[one] for one in seen.by if one in keys]
            if not names:
                raise RecordMismatch("V51", str(file))
            keep_cosigned(folder, names, note.bytes, checkpoint.size)
        return _gather(folder, publisher, policy, log)


def keep_cosigned(folder: Path, names: Iterable[str], note: bytes, size: int) -> None:
    """Remember what these witnesses cosigned, unless they cosigned more already."""
    (folder / _COSIGNED).mkdir(exist_ok=True)
    for name in names:
        if size >= _last(folder, name):
            write_whole(folder / _COSIGNED / name, note)


def _gather(
    folder: Path, publisher: Publisher, policy: Policy, log: VerifierKey
) -> tuple[int, bool]:
    """Join what witnesses cosigned: each checkpoint with all its cosignatures."""
    joined: dict[str, Note] = {}
    for path in sorted((folder / _COSIGNED).iterdir()):
        note = read_note(path.read_bytes())
        stands = joined.get(note.text)
        joined[note.text] = stands.with_signatures(*note.signatures) if stands else note
    current = read_note(publisher.checkpoint)
    met, size = False, 0
    for text, note in sorted(joined.items(), key=lambda one: read_checkpoint(one[0]).size):
        size = read_checkpoint(text).size
        names = {
            one.name
            for one in policy.witnesses
            if one.key in opened(note, [log, *(w.key for w in policy.witnesses)]).by
        }
        met = policy.met(names)
        if met:
            publisher.put_public("witnessed", note.bytes)
        if text == current.text:
            publisher.put_public("checkpoint", current.with_signatures(*note.signatures).bytes)
    return size, met
