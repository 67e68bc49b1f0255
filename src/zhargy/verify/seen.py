"""The checkpoints that this verifier has seen before: what no log can take back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhargy.errors import UnreadableRecord, UnwritableOutput
from zhargy.record.checkpoint import Checkpoint, read_checkpoint
from zhargy.record.note import read_note

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A folder of checkpoints as files, one for each size and root of each origin."""

    folder: Path

    def all(self) -> Iterator[Checkpoint]:
        """Every checkpoint that was kept; files that are no checkpoint are passed over."""
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.glob("*/*")):
            try:
                yield read_checkpoint(read_note(path.read_bytes()[:_LARGEST]).text)
            except (UnreadableRecord, OSError):
                continue

    def keep(self, note: bytes, checkpoint: Checkpoint) -> None:
        """Remember a checkpoint whose signature was verified. Raises UnwritableOutput W11."""
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
