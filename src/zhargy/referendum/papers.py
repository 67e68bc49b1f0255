"""What stands beside the figures of a protocol: its picture, the time of its signing, the
commission that it is said to be of. Each is a place to look at; no protocol is held back for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.protocols import Batch
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.sheet import Sheet
from zhargy.referendum.units import Tree

MOST_PHOTO = 20_000_000  # bytes
_MEGABYTE = 1_000_000
_PHOTO = re.compile(r"(?:sha256:)?([0-9a-f]{64})", re.IGNORECASE)
_LENGTH_OF_A_DAY = len("2031-07-06")


@dataclass(frozen=True, slots=True)
class Voting:
    """The day of the vote, and the time on the precinct's own clock when it ended, where known."""

    day: date | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of the folder of photos."""

    name: str
    stem: str
    size: int
    digest: str


def photo_digest(text: str) -> str:
    """The SHA-256 of a picture as a protocol names it, or "".

    >>> photo_digest("sha256:" + "AB" * 32) == "ab" * 32
    True
    """
    found = _PHOTO.fullmatch(text.strip())
    return found[1].lower() if found else ""


def check_papers(
    sheet: Sheet, batch: Batch, form: ProtocolForm, tree: Tree, voting: Voting = Voting()
) -> list[Remark]:
    """The pictures that are named badly (Q71) or in some rows only (Q87), the times of signing
    (Q90 to Q92), and the commissions (Q93)."""
    return [*_named_pictures(batch), *_signed(batch, voting), *_commissions(sheet, batch, form, tree)]  # fmt: skip


def _remark(code: str, batch: Batch, row: int, column: str, **fields: object) -> Remark:
    place = batch.codes[row]
    return Remark(
        code, "warning", batch.file, batch.lines[row], column, place,
        fields=said(place=place, **fields),
    )  # fmt: skip


# -- pictures -----------------------------------------------------------------------------------------


def _named_pictures(batch: Batch) -> Iterator[Remark]:
    named = batch.beside.get("photo", {})
    for row in range(len(batch)) if named else ():
        text = named.get(row, "")
        if not text:
            yield _remark("Q87", batch, row, "photo")
        elif not photo_digest(text):
            yield _remark("Q71", batch, row, "photo", text=text[:80])


def without_pictures(batch: Batch) -> list[Remark]:
    """A batch that was said to name its pictures, and names none at all (Q88)."""
    if batch.beside.get("photo") or not len(batch):
        return []
    return [Remark("Q88", "warning", batch.file, 1, "photo")]


def check_pictures(batch: Batch, pictures: Iterable[Picture]) -> list[Remark]:
    """What the folder of photos has not as the protocols say: no such picture (Q71), another one
    under the name of the precinct (Q89), one that is too large (Q75)."""
    by_digest = {picture.digest: picture for picture in pictures}
    by_stem = {picture.stem.casefold(): picture for picture in by_digest.values()}
    remarks = []
    for row, text in batch.beside.get("photo", {}).items():
        digest = photo_digest(text)
        found = by_digest.get(digest)
        if found is not None and found.size > MOST_PHOTO:
            sizes = {"size": -(-found.size // _MEGABYTE), "limit": MOST_PHOTO // _MEGABYTE}
            remarks.append(_remark("Q75", batch, row, "photo", file=found.name, **sizes))
        elif found is None and digest:
            other = by_stem.get(batch.codes[row].replace("/", "-").casefold())
            if other is None:
                remarks.append(_remark("Q71", batch, row, "photo", text=digest))
            else:
                digests = {"text": digest, "found": other.digest}
                remarks.append(_remark("Q89", batch, row, "photo", file=other.name, **digests))
    return remarks


# -- the time of signing ------------------------------------------------------------------------------


def _signed(batch: Batch, voting: Voting) -> Iterator[Remark]:
    """A protocol is signed on the day of the vote or on the next, after the boxes were opened.

    The clock is the one that the time was written by: precincts abroad have their own.
    """
    for row, text in batch.beside.get("signed", {}).items():
        try:
            when = datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            yield _remark("Q91", batch, row, "signed", text=text[:40])
            continue
        if voting.day is None:
            continue
        # A day without an hour is not before the close of that day.
        ended = voting.closes if len(text) > _LENGTH_OF_A_DAY else None
        if not voting.day <= when.date() <= voting.day + timedelta(days=1):
            yield _remark("Q92", batch, row, "signed", text=text, day=voting.day.isoformat())
        elif ended is not None and when < datetime.combine(voting.day, ended):
            closes = ended.isoformat("minutes")
            yield _remark("Q90", batch, row, "signed", text=text, closes=closes)


# -- commissions --------------------------------------------------------------------------------------


def _commissions(sheet: Sheet, batch: Batch, form: ProtocolForm, tree: Tree) -> Iterator[Remark]:
    """Units named in the row that are not above its precinct (Q93).

    A column that does not speak of this tree at all, by neither code nor name, is left alone.
    """
    columns = [(name, cells) for name in form.levels if (cells := sheet.column(name)) is not None]
    if not columns or not len(batch):
        return
    known = _called(tree)
    at = _rows_of(sheet, batch)
    above: dict[int, frozenset[int]] = {}
    for heading, cells in columns:
        if not any(cell.casefold() in known for cell in set(cells)):
            continue
        for row, ordinal in enumerate(batch.ordinals.tolist()):
            cell = cells[at[row]]
            number = int(tree.precincts[ordinal])
            parent = tree.parents[number]
            if parent not in above:
                above[parent] = frozenset((parent, *tree.path(parent)))
            if cell and above[parent].isdisjoint(known.get(cell.casefold(), ())):
                belongs = tree.places[parent].code
                yield _remark("Q93", batch, row, heading, text=cell, commission=belongs)


def _called(tree: Tree) -> Mapping[str, Sequence[int]]:
    """The places above precincts, by their codes and by their names."""
    found: dict[str, list[int]] = defaultdict(list)
    for number in tree.above.tolist():
        place = tree.places[number]
        for word in {place.code.casefold(), *(name.casefold() for _, name in place.names)}:
            found[word].append(number)
    return found


def _rows_of(sheet: Sheet, batch: Batch) -> Sequence[int]:
    """Where in the table each row of the batch stands."""
    if len(sheet) == len(batch):
        return range(len(sheet))
    at = {line: row for row, line in enumerate(sheet.lines)}
    return [at[line] for line in batch.lines]
