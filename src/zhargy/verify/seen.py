"""The checkpoints that this verifier has seen before: what no log can take back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhargy.errors import RecordMismatch, UnreadableRecord, UnwritableOutput
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.note import opened, read_note
from zhargy.record.policy import Policy

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A folder of checkpoints as files, one for each size and root of each origin."""

    folder: Path

    def all(self, trusted: Policy | None = None) -> Iterator[Checkpoint]:
        """Every checkpoint that was kept; files that are no checkpoint are passed over.

        With a policy only those that one of its logs signed: what was once believed of a record
        that named its own key proves nothing against the one whose key is known.
        """
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.glob("*/*")):
            try:
                note = read_note(path.read_bytes()[:_LARGEST])
                checkpoint = read_checkpoint(note.text)
                if trusted is not None:
                    logs = [one.key for one in trusted.logs if one.key.name == checkpoint.origin]
                    opened(note, logs)
            except (RecordMismatch, UnreadableRecord, OSError):
                continue
            yield checkpoint

    def keep(self, note: bytes, checkpoint: Checkpoint) -> None:
        """Remember a checkpoint whose signature was verified; `note` must be that checkpoint's, for
        a server may give another the next time it is asked. Raises UnwritableOutput W11."""
        if read_checkpoint(read_note(note).text) != checkpoint:
            return
        folder = self._of(checkpoint.origin)
        path = folder / f"{checkpoint.size:019}.{checkpoint.root.hex()[:16]}"
        if path.exists():
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            waiting = path.with_suffix(f".{os.getpid()}")
            waiting.write_bytes(note)
            waiting.replace(path)
        except OSError as refused:
            raise UnwritableOutput("W11", str(path), detail=refused.strerror or "") from None

    def _of(self, origin: str) -> Path:
        return self.folder / hashlib.sha256(origin.encode()).hexdigest()[:16]


def usual_seen() -> Seen:
    """The folder of this person: ZHARGY_SEEN, else below XDG_STATE_HOME or ~/.local/state."""
    if chosen := os.environ.get("ZHARGY_SEEN"):
        return Seen(Path(chosen))
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Seen(Path(state) / "zhargy" / "checkpoints")
