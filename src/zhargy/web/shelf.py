"""The site in memory, made anew when the checkpoint of its record changes."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings

from zhargy.errors import ZhargyError
from zhargy.messages import say
from zhargy.web.kept import Kept
from zhargy.web.served import Served

_LOOK_SECONDS = 2.0
# A record that could not be read is tried again: its publisher may have been at work.
_AGAIN_SECONDS = 30.0
_log = logging.getLogger("zhargy.web")

Stamp = tuple[int, int, int]


class Shelf:
    """The newest readable state of a record. The old one serves until the new one is ready, and on
    where the new one cannot be read."""

    def __init__(
        self,
        place: str,
        most_bytes: int,
        clock: Callable[[], float] = time.monotonic,
        settled: Callable[[], None] | None = None,
    ) -> None:
        """`settled` is called once a new site serves. Raises UnreadableRecord, RecordMismatch."""
        self._place, self._clock, self._settled = place, clock, settled
        folder = Path(place)
        folder = folder / "record" if (folder / "reform.toml").is_file() else folder
        self._checkpoint = folder / "checkpoint"
        self._kept = Kept(most_bytes)
        self._stamp = self._stamp_now()
        self._served = Served(place, self._kept)
        self._next = clock() + _LOOK_SECONDS
        self.renewing = Lock()
        self._told: Stamp | None = None

    def now(self) -> Served:
        """What is served now; at most every few seconds this looks whether there is more."""
        if self._clock() >= self._next and self.renewing.acquire(blocking=False):
            self._next = self._clock() + _LOOK_SECONDS
            stamp = self._stamp_now()
            if stamp is None or stamp == self._stamp:
                self.renewing.release()
            else:
                Thread(target=self._renew, args=(stamp,), daemon=True).start()
        return self._served

    def _renew(self, stamp: Stamp) -> None:
        try:
            self._served = Served(self._place, self._kept, self._served)
            self._stamp = stamp
            if self._settled:
                self._settled()
            _log.info("the record has %d entries", self._served.site.library.head.size)
        except Exception as refused:
            self._next = self._clock() + _AGAIN_SECONDS
            if stamp != self._told:
                self._told = stamp
                _log.error("the newest record is not served: %s", _sentence(refused))
        finally:
            self.renewing.release()

    def _stamp_now(self) -> Stamp | None:
        try:
            found = self._checkpoint.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino


def settle() -> None:
    """Leave what stays in this process out of later collections of garbage: readers would wait for each walk
    through a whole library, some 40 ms for the sample. What an earlier site left goes first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _sentence(refused: Exception) -> str:
    if isinstance(refused, ZhargyError):
        fields = {"name": refused.where} | refused.fields
        return f"{refused.where}: {say(refused.code, 'en', **fields)}"
    return repr(refused)


@cache
def shelf() -> Shelf:
    """The shelf of this process. Raises UnreadableRecord, RecordMismatch."""
    return Shelf(settings.RECORD, settings.KEPT_BYTES, settled=settle)
