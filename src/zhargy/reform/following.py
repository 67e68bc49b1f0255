"""A count that is published as it comes: `zhargy publish --follow` (docs/decisions/0019)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from zhargy.errors import ZhargyError
from zhargy.reform.publishing import Published, publish_protocols
from zhargy.reform.publishing_votes import FOLDER
from zhargy.reform.vote_folder import SETTINGS, VoteFolder

# Of each table its time of change and its size.
_Seen = dict[Path, tuple[int, int]]


def follow(
    folder: Path, key: Path, now: Callable[[], str], wait: Callable[[], bool]
) -> Iterator[Published | ZhargyError]:
    """Publish the protocols that come to the folders of `[[live]]`, until `wait` says False.

    Each turn looks once. A table is published once it was the same at two looks, for it may still
    be being copied. What cannot be published is told when the tables have changed, not at every
    look: nothing that is wrong ends the evening.
    """
    before: _Seen | None = None
    done: _Seen | None = None
    said = ""
    while True:
        try:
            seen = _seen(folder)
            if seen == before and seen != done:
                done = seen
                published = publish_protocols(folder, key, now())
                yield from published.refused
                if published.entries:
                    yield published
            before, said = seen, ""
        except ZhargyError as refused:
            if str(refused) != said:
                yield refused
            said = str(refused)
        if not wait():
            return


def _seen(folder: Path) -> _Seen:
    """What lies in the folders now."""
    found: _Seen = {}
    for path in sorted((folder / FOLDER).glob(f"*/{SETTINGS}")):
        settings = VoteFolder(path.parent)
        tables = [
            table
            for n, one in enumerate(settings.tables("live"), 1)
            for table in settings.come(one, n)
        ]
        for file in (path, *tables):
            said = file.stat()
            found[file] = (said.st_mtime_ns, said.st_size)
    return found
