"""A disk in memory that fails where it is told to, as processes, file systems and power do."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from random import Random


class Killed(BaseException):
    """The process is gone: nothing after this point ran."""


class FailingDisk:
    """`content` is what a running process sees, `durable` what a power failure leaves for sure.

    At step `fails_at` (each put, append, sync and remove is one) it kills the process, or tells it
    that the disk is full.
    """

    def __init__(self, fails_at: int = -1, *, full: bool = False, chance: Random | None = None):
        self.content: dict[str, bytes] = {}
        self.durable: dict[str, bytes] = {}
        self.steps = 0
        self.syncs = 0
        self.fails_at, self._full = fails_at, full
        self._chance = chance or Random(0)

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.fails_at:
            if self._full:
                raise OSError(errno.ENOSPC, "No space left on device")
            raise Killed

    def read(self, name: str) -> bytes | None:
        return self.content.get(name)

    def put(self, name: str, content: bytes) -> None:
        self._step()
        self.content[name] = content

    def replace(self, name: str, content: bytes) -> None:
        try:
            self._step()
        except (Killed, OSError):
            if self._chance.random() < 0.5:
                self.content[name] = self.durable[name] = content
            raise
        self.syncs += 1
        self.content[name] = self.durable[name] = content

    def append(self, name: str, content: bytes) -> None:
        try:
            self._step()
        except (Killed, OSError):
            # Any part of it may have reached the disk before.
            part = content[: self._chance.randint(0, len(content))]
            self.content[name] += part
            self.durable[name] = self.content[name]
            raise
        self.syncs += 1
        self.content[name] += content
        self.durable[name] = self.content[name]

    def sync(self, names: Iterable[str]) -> None:
        for name in names:
            self._step()
            self.syncs += 1
            self.durable[name] = self.content[name]

    def remove(self, name: str) -> None:
        self._step()
        self.content.pop(name, None)
        self.durable.pop(name, None)

    def names(self, folder: str) -> Iterator[str]:
        yield from sorted(name for name in self.content if name.startswith(folder))

    def restarted(self, *, power: bool) -> FailingDisk:
        """The disk as the next process finds it; after a power failure each file that was not
        durable is old, new, or the beginning of the new one."""
        after = FailingDisk(chance=self._chance)
        after.content = dict(self.content)
        if power:
            for name, new in self.content.items():
                old = self.durable.get(name)
                if new == old:
                    continue
                left = self._chance.choice([old, new, new[: self._chance.randint(0, len(new))]])
                if left is None:
                    del after.content[name]
                else:
                    after.content[name] = left
            for name, old in self.durable.items():
                after.content.setdefault(name, old)
        after.durable = dict(after.content)
        return after
