"""The questions of a record with their protocols, counted again for the public pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhargy.errors import RecordMismatch, ZhargyError
from zhargy.record.entry import Entry
from zhargy.referendum.count import count
from zhargy.referendum.entries import (
    Put,
    Recounted,
    event_of,
    put_of,
    received_of,
    recount,
    recounted,
    roll_of,
)
from zhargy.referendum.sheet import read_sheet
from zhargy.referendum.turnout import Reading, read_turnout
from zhargy.site.library import Told
from zhargy.site.votes import Announced, Vote

Read = Callable[[str], bytes | None]


_ROOM = "/record"


def votes_of(told: Sequence[Told], read: Read, origin: str = "") -> tuple[Vote, ...]:
    """Every question that stands; one whose rule, form or units are not there is left out.

    Raises RecordMismatch where a file is not the one that was published (`read` says so).
    `origin` is the name of the record: one that ends with "/record" says where its site stands.
    """
    site = origin.removesuffix(_ROOM) if origin.endswith(_ROOM) else ""
    sound = [one for one in told if one.known and not one.withdrawn]
    questions = [one for one in sound if one.entry.kind == "question" and _stands(one)]
    names = [one.entry.body["referendum"] for one in questions]
    found = []
    for one in questions:
        try:
            put = put_of(one.entry, read)
            if put is not None:
                several = names.count(one.entry.body["referendum"]) > 1
                found.append(_Shelf(one, put, sound, read).vote(several, site))
        except RecordMismatch:
            raise
        except ZhargyError:
            # `verify` tells what is wrong with it.
            continue
    return tuple(found)


def _stands(told: Told) -> bool:
    return told.superseded_by is None


class _Shelf:
    def __init__(self, question: Told, put: Put, told: Sequence[Told], read: Read) -> None:
        body = question.entry.body
        self.question, self.put, self.read = question, put, read
        self.all = {one.place: one for one in told}
        self.mine = [one for one in told if one.entry.body.get("referendum") == body["referendum"]]
        self.name = body["question"]

    def vote(self, several: bool, site: str) -> Vote:
        batches = []
        for one in self._of("protocols"):
            if one.entry.body["question"] == self.name:
                received = received_of(self.put, one.entry, self.read)
                if received is not None:
                    batches.append((one, received.batch))
        turnout = next((one for one in reversed(self._of("turnout")) if _stands(one)), None)
        announced = tuple(self._announced())
        return Vote(
            self.question,
            self.put,
            announced,
            self._counting(announced[-1].told.place if announced else -1),
            tuple(batches),
            tuple(one for one in self._of("roll") if _stands(one)),
            tuple(self._of("precinct")),
            turnout,
            self._readings(turnout),
            self._tiles(),
            several,
            site,
        )

    def _of(self, kind: str) -> list[Told]:
        return [one for one in self.mine if one.entry.kind == kind]

    def _announced(self) -> list[Announced]:
        found = []
        for one in self._of("result"):
            if one.entry.body["question"] == self.name:
                got = recount(self.put, one.entry.body, self._entry, self.read)
                if got is not None:
                    reckoned = recounted(self.put, got.count, reversals=_stands(one))
                    found.append(Announced(one, reckoned))
        return found

    def _counting(self, after: int) -> Recounted | None:
        """What the protocols of the latest stage give so far, where some came after the entry of
        the last result."""
        official = [
            one
            for one in self._of("protocols")
            if one.entry.body["question"] == self.name and one.entry.body["side"] == "official"
        ]
        if not official or official[-1].place < after:
            return None
        stage = official[-1].entry.body["stage"]
        received = [
            batch
            for one in official
            if one.entry.body["stage"] == stage
            if (batch := received_of(self.put, one.entry, self.read))
        ]
        rolls = [
            roll for one in self._of("roll") if (roll := roll_of(self.put, one.entry, self.read))
        ]
        events = [event_of(one.entry, one.place) for one in self._of("precinct")]
        counted = count(
            self.put.form,
            self.put.tree,
            received,
            stage=stage,
            question=self.name,
            rolls=rolls,
            events=events,
        )
        return recounted(self.put, counted)

    def _entry(self, place: int) -> Entry:
        return self.all[place].entry

    def _readings(self, turnout: Told | None) -> tuple[Reading, ...]:
        table = turnout and self.read(turnout.entry.body["table"]["digest"])
        if not table:
            return ()
        readings, _ = read_turnout(read_sheet(table, "turnout")[0], self.put.tree)
        return tuple(readings)

    def _tiles(self) -> dict[str, tuple[int, int]] | None:
        """Row and column of each unit on a map of equal tiles, where the units say them."""
        units = self.read(self.question.entry.body["units"]["digest"])
        sheet = read_sheet(units, "units")[0] if units else None
        cells = sheet.column("tile") if sheet else None
        if not sheet or not cells:
            return None
        codes = sheet.column("code") or ()
        found = {}
        for code, cell in zip(codes, cells, strict=True):
            parts = cell.split()
            if len(parts) == 2 and all(part.isdecimal() for part in parts):
                found[code] = (int(parts[0]), int(parts[1]))
        return found or None
