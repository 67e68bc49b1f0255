"""Counting a referendum: its folder read (docs/spec/referendum.md), its protocols checked and summed."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableDecision, UnusableFolder, UnwritableOutput
from zhargy.referendum.acceptance import Acceptance, accept, acceptances_from, idle
from zhargy.referendum.count import Count, Received, State, count
from zhargy.referendum.events import Event, read_events
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.moment import Moment
from zhargy.referendum.protocols import (
    KINDS,
    STAGES,
    About,
    codes_of,
    photo_digest,
    read_batch,
    says_total,
)
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.roll import Roll, read_roll, shrinking
from zhargy.referendum.sheet import Sheet, read_sheet, sheet_of_rows
from zhargy.referendum.turnout import Reading, check_turnout, read_turnout
from zhargy.referendum.units import Tree, read_places, tree_of_columns, tree_on
from zhargy.reform.apart import document_apart
from zhargy.reform.child import USUAL, Limits, workbook_in_child
from zhargy.reform.output import write_whole
from zhargy.reform.protocol_forms import protocol_form
from zhargy.reform.texts import content_of
from zhargy.reports.count_json import check_as_json, count_as_json
from zhargy.reports.count_tables import findings_table, places_table
from zhargy.reports.csv import table_as_csv
from zhargy.reports.documents import Document
from zhargy.text.table import Table

SCHEMA = "zhargy.referendum/1"
SETTINGS = "referendum.toml"
MOST_PHOTO = 20_000_000  # bytes
WRITTEN_KINDS = (".json", ".csv", ".xlsx", ".html", ".docx", ".pdf")
_COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, under a name that protocols use."""

    name: str
    asks: Mapping[str, str]


@dataclass(frozen=True)
class Referendum:
    """A folder as it was read. `findings` are about its tables that are no protocols."""

    name: str
    day: date | None
    form: ProtocolForm
    tree: Tree
    questions: tuple[Question, ...]
    received: tuple[Received, ...]
    rolls: tuple[Roll, ...] = ()
    events: tuple[Event, ...] = ()
    readings: tuple[Reading, ...] = ()
    turnout_file: str = ""
    acceptances: tuple[Acceptance, ...] = ()
    findings: tuple[Remark, ...] = ()
    accepted: tuple[tuple[Remark, Acceptance], ...] = ()

    def stages(self, question: str) -> list[str]:
        """The stages of which protocols came, the latest first."""
        mine = [r.batch.about.stage for r in self.received if r.batch.about.question == question]
        return [stage for stage in ("final", "preliminary", "training") if stage in mine]


def count_referendum(
    referendum: Referendum, *, stage: str = "", at: Moment | None = None
) -> list[Count]:
    """A count for each question. `stage`: the final one where there is one, unless said."""
    counts = []
    for question in referendum.questions:
        stages = referendum.stages(question.name)
        counted = count(
            referendum.form,
            referendum.tree,
            referendum.received,
            stage=stage or next((s for s in stages if s != "training"), "final"),
            question=question.name,
            at=at,
            rolls=referendum.rolls,
            events=referendum.events,
            acceptances=referendum.acceptances,
        )
        if not counted.training:
            counted = _beside_turnout(counted, referendum)
        counts.append(counted)
    return counts


def _beside_turnout(counted: Count, referendum: Referendum) -> Count:
    """With what the readings of the day say against the final figures."""

    def final(code: str) -> Mapping[str, int]:
        tally = counted.tally(code)
        return tally.figures if set(tally.precincts) <= {State.COUNTED} else {}

    remarks = check_turnout(referendum.readings, referendum.turnout_file, final)
    above = [remark for remark in remarks if remark.code == "Q74"]
    return replace(counted, findings=(*counted.findings, *above))


def read_referendum(folder: Path, limits: Limits = USUAL) -> Referendum:
    """The referendum in a folder. Raises UnusableFolder (Q43), UnusableForm, UnreadableText."""
    if folder.name == SETTINGS:
        folder = folder.parent
    settings = Settings(folder, limits)
    form = protocol_form(settings.text("form"), folder)
    day = settings.table.get("day")
    if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
        raise settings.refused(0, "day")
    sheet, remarks = settings.sheet(settings.text("units"))
    places, more = read_places(sheet)
    tree, hanging = tree_on(places, day, sheet.name)
    if not tree.places:
        raise UnusableFolder("Q58", sheet.name, place="–", parent="country")
    findings = [*remarks, *more, *hanging]
    rolls, of_rolls = _rolls(settings, tree, form)
    events, of_events = _events(settings, tree)
    readings, turnout_file, of_turnout = _turnout(settings, tree)
    questions = _questions(settings)
    received, mixed = _batches(settings, form, tree, questions)
    findings += [*of_rolls, *of_events, *of_turnout, *mixed]
    acceptances = _acceptances(settings)
    parted = accept(findings, acceptances)
    return Referendum(
        str(settings.table.get("name", folder.name)), day, form, tree, questions, received,
        rolls, events, readings, turnout_file, acceptances, parted.open, parted.accepted,
    )  # fmt: skip


class Settings:
    """referendum.toml, and the files that it names."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits, self.path = folder, limits, folder / SETTINGS
        try:
            self.table: Mapping[str, Any] = tomllib.loads(self.path.read_text(encoding="utf-8-sig"))
        except OSError as refused:
            detail = refused.strerror or ""
            raise UnusableFolder("Q42", str(self.path), detail=detail) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
            raise UnusableFolder("Q42", str(self.path), detail=str(broken)) from None
        if self.table.get("schema") != SCHEMA:
            raise self.refused(0, f"schema = {SCHEMA}")

    def refused(self, ordinal: int, key: str) -> UnusableFolder:
        return UnusableFolder("Q43", str(self.path), ordinal=ordinal, key=key)

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value:
            raise self.refused(0, key)
        return value

    def tables(self, key: str) -> Sequence[Mapping[str, Any]]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.refused(0, key)
        return value

    def batches(self) -> list[Mapping[str, Any]]:
        """The batches that `[[protocols]]` names, and those that have come to the folders of
        `[[live]]`: a table there is as of the time in its name."""
        found = list(self.tables("protocols"))
        for ordinal, one in enumerate(self.tables("live"), 1):
            found += (self.batch_of(one, path) for path in self.come(one, ordinal))
        return found

    def batch_of(self, live: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
        """A table in the folder of a `[[live]]` as `[[protocols]]` would name it. Raises
        UnusableFolder Q130."""
        try:
            as_of = datetime.fromisoformat(path.stem)
        except ValueError:
            as_of = None
        if as_of is None or as_of.tzinfo is None:
            raise UnusableFolder("Q130", str(path))
        file = path.relative_to(self.folder).as_posix()
        return {"stage": "preliminary", **live, "file": file, "as_of": as_of}

    def come(self, live: Mapping[str, Any], ordinal: int) -> list[Path]:
        """The tables in the folder of a `[[live]]`, the earliest name first."""
        name = live.get("folder")
        if not isinstance(name, str) or not name or Path(name).is_absolute() or ".." in name:
            raise self.refused(ordinal, "live.folder")
        return sorted(
            path for path in (self.folder / name).glob("*.csv") if not path.name.startswith(".")
        )

    def file(self, one: Mapping[str, Any], ordinal: int, key: str) -> str:
        name = one.get("file") if isinstance(one, dict) else None
        if not isinstance(name, str) or not name or Path(name).is_absolute() or ".." in name:
            raise self.refused(ordinal, f"{key}.file")
        return name

    def moment(self, one: Mapping[str, Any], ordinal: int, key: str) -> Moment:
        try:
            return Moment.of(one["as_of"])
        except (KeyError, ValueError, TypeError, AttributeError):
            raise self.refused(ordinal, f"{key}.as_of") from None

    def sheet(self, name: str, encoding: str = "") -> tuple[Sheet, list[Remark]]:
        return read_table(self.folder / name, name, encoding, self.limits)


def read_table(
    path: Path, name: str = "", encoding: str = "", limits: Limits = USUAL
) -> tuple[Sheet, list[Remark]]:
    """The table in a CSV, JSON or XLSX file; a workbook is read in a child process."""
    data, name = content_of(path), name or str(path)
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return read_sheet(data, name, encoding)
    rows, sheets = workbook_in_child(data, name, limits)
    sheet, remarks = sheet_of_rows(rows, name)
    if len(sheets) > 1:
        fields = said(first=sheets[0], sheets=", ".join(sheets[1:]))
        remarks.append(Remark("Q48", "warning", name, 0, fields=fields))
    return sheet, remarks


def _questions(settings: Settings) -> tuple[Question, ...]:
    found = []
    for ordinal, one in enumerate(settings.tables("question"), 1):
        name, asks = one.get("name"), one.get("asks", {})
        if not isinstance(name, str) or not name or not isinstance(asks, dict):
            raise settings.refused(ordinal, "question.name")
        found.append(Question(name, asks))
    return tuple(found) or (Question("", {}),)


def _rolls(
    settings: Settings, tree: Tree, form: ProtocolForm
) -> tuple[tuple[Roll, ...], list[Remark]]:
    rolls, findings = [], []
    for ordinal, one in enumerate(settings.tables("roll"), 1):
        sheet, remarks = settings.sheet(settings.file(one, ordinal, "roll"))
        when = settings.moment(one, ordinal, "roll")
        roll, more = read_roll(sheet, tree, when, str(one.get("source", "")), form.numerals)
        rolls.append(roll)
        findings += [*remarks, *more]
    rolls.sort(key=lambda roll: roll.as_of)
    for before, after in pairwise(rolls):
        findings += shrinking(before, after, tree)
    return tuple(rolls), findings


def _events(settings: Settings, tree: Tree) -> tuple[tuple[Event, ...], list[Remark]]:
    one = settings.table.get("events")
    if one is None:
        return (), []
    sheet, remarks = settings.sheet(settings.file(one, 0, "events"))
    events, more = read_events(sheet, tree)
    return tuple(events), [*remarks, *more]


def _turnout(settings: Settings, tree: Tree) -> tuple[tuple[Reading, ...], str, list[Remark]]:
    one = settings.table.get("turnout")
    if one is None:
        return (), "", []
    sheet, remarks = settings.sheet(settings.file(one, 0, "turnout"))
    readings, more = read_turnout(sheet, tree)
    falls = [remark for remark in check_turnout(readings, sheet.name) if remark.code == "Q73"]
    return tuple(readings), sheet.name, [*remarks, *more, *falls]


def _batches(
    settings: Settings, form: ProtocolForm, tree: Tree, questions: Sequence[Question]
) -> tuple[tuple[Received, ...], list[Remark]]:
    received, findings = [], []
    digests: dict[bytes, tuple[bool, str]] = {}
    photos = _photos(settings)
    for ordinal, one in enumerate(settings.batches(), 1):
        file, about = (
            settings.file(one, ordinal, "protocols"),
            _about(settings, one, ordinal, questions),
        )
        digest = hashlib.sha256(content_of(settings.folder / file)).digest()
        training = about.stage == "training"
        was_training, other = digests.setdefault(digest, (training, file))
        if was_training != training:
            fields = said(file=file, other=other)
            findings.append(Remark("Q77", "error", file, 0, fields=fields))
            continue
        sheet, remarks = settings.sheet(file, str(one.get("encoding", form.encoding)))
        batch, more = read_batch(sheet, form, tree, about)
        more += _photo_findings(Received(batch), photos)
        received.append(Received(batch, (*remarks, *more)))
    return tuple(received), findings


def _about(
    settings: Settings, one: Mapping[str, Any], ordinal: int, questions: Sequence[Question]
) -> About:
    stage, kind = one.get("stage", "final"), one.get("kind", "official")
    if stage not in STAGES:
        raise settings.refused(ordinal, "protocols.stage")
    if kind not in KINDS:
        raise settings.refused(ordinal, "protocols.kind")
    names = [question.name for question in questions]
    question = one.get("question", names[0] if len(names) == 1 else "")
    if question not in names:
        raise settings.refused(ordinal, "protocols.question")
    when = settings.moment(one, ordinal, "protocols")
    return About(question, stage, kind, when, str(one.get("source", "")))


def _acceptances(settings: Settings) -> tuple[Acceptance, ...]:
    name = settings.table.get("accepted")
    if name is None:
        return ()
    path = settings.folder / str(name)
    try:
        return tuple(acceptances_from(tomllib.loads(content_of(path).decode()), str(path)))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise UnusableDecision("Q42", str(path), detail=str(broken)) from None


# -- what the commands ask for ------------------------------------------------------------------------


@dataclass(frozen=True)
class Checks:
    """A referendum with the counts of all its questions and stages, for what was found in them."""

    referendum: Referendum
    counts: tuple[Count, ...]

    @property
    def findings(self) -> tuple[Remark, ...]:
        """All that is open, first of the tables."""
        own = [remark for one in self.counts for remark in one.findings]
        return (*self.referendum.findings, *own)


def check_referendum(referendum: Referendum) -> Checks:
    """Every stage of every question checked, and acceptances that fit nothing (Q76)."""
    counts = [
        counted
        for stage in STAGES
        for counted in count_referendum(referendum, stage=stage)
        if stage in referendum.stages(counted.question)
    ]
    used = [acceptance for _, acceptance in referendum.accepted]
    used += [acceptance for counted in counts for _, acceptance in counted.accepted]
    findings = (*referendum.findings, *idle(referendum.acceptances, used))
    return Checks(replace(referendum, findings=findings), tuple(counts))


def known_unit(referendum: Referendum, code: str) -> None:
    """Raises UnusableFolder for the code of no unit."""
    if code and code not in referendum.tree.number:
        raise UnusableFolder("Q62", "--unit", place=code)


def check_json(checks: Checks) -> str:
    """`zhargy referendum check --json`."""
    own = checks.referendum
    return check_as_json(own.name, own.form, checks.counts, own.findings, own.accepted)


def counts_json(name: str, counts: Sequence[Count], level: str, unit: str) -> str:
    """`zhargy referendum count --json`."""
    return count_as_json(name, counts, level, unit)


def write_check(checks: Checks, path: Path, language: str) -> None:
    """Write the findings, the kind by the suffix. Raises UnwritableOutput."""
    if path.suffix.lower() == ".json":
        write_whole(path, check_json(checks).encode())
        return
    _write_tables(
        [findings_table(checks.findings, language)], checks.referendum.name, path, language
    )


def write_counts(
    name: str, counts: Sequence[Count], path: Path, level: str, unit: str, language: str
) -> None:
    """Write the sums, the kind by the suffix. Raises UnwritableOutput."""
    if path.suffix.lower() == ".json":
        write_whole(path, counts_json(name, counts, level, unit).encode())
        return
    _write_tables(
        [places_table(one, level, unit, language) for one in counts], name, path, language
    )


def _write_tables(tables: Sequence[Table], title: str, path: Path, language: str) -> None:
    suffix = path.suffix.lower()
    if suffix not in WRITTEN_KINDS:
        raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=", ".join(WRITTEN_KINDS))
    if suffix == ".csv":
        write_whole(path, b"".join(table_as_csv(table, language) for table in tables))
        return
    document = Document(title, language, None, tuple(tables), title)
    write_whole(path, document_apart(document, suffix))


# -- photos -------------------------------------------------------------------------------------------


def _photos(settings: Settings) -> Mapping[str, tuple[str, int]] | None:
    """The pictures in the folder that `photos` names: digest to name and size; None without one."""
    name = settings.table.get("photos")
    if name is None:
        return None
    folder = settings.folder / str(name)
    if not folder.is_dir():
        raise settings.refused(0, "photos")
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            size = path.stat().st_size
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found[digest] = (f"{name}/{path.name}", size)
    return found


def _photo_findings(
    received: Received, photos: Mapping[str, tuple[str, int]] | None
) -> list[Remark]:
    """Pictures that a protocol names and that are not there (Q71), or are too large (Q75)."""
    batch, remarks = received.batch, []
    for row, text in batch.beside.get("photo", {}).items() if photos is not None else ():
        digest = photo_digest(text)
        if not digest:
            continue
        name, size = (photos or {}).get(digest, ("", 0))
        where = (batch.file, batch.lines[row], "photo", batch.codes[row])
        if not name:
            remarks.append(Remark("Q71", "warning", *where, fields=said(text=digest)))
        elif size > MOST_PHOTO:
            fields = said(file=name, size=-(-size // 1_000_000), limit=MOST_PHOTO // 1_000_000)
            remarks.append(Remark("Q75", "warning", *where, fields=fields))
    return remarks


# -- one loose table ----------------------------------------------------------------------------------


def check_table(
    path: Path, form_name: str, units: Path | None = None, roll: Path | None = None,
    limits: Limits = USUAL,
) -> Referendum:  # fmt: skip
    """A table of protocols without a folder. Without units its own columns make the tree (the
    levels that the form names); a roll may stand beside it."""
    form = protocol_form(form_name, path.parent)
    sheet, remarks = read_table(path, path.name, form.encoding, limits)
    findings: list[Remark] = []
    if units is None:
        codes = codes_of(sheet, form.precinct) or ()
        levels = [cells for level in form.levels if (cells := sheet.column(level)) is not None]
        tree = tree_of_columns(_known(codes, form), levels, _COUNTRY)
    else:
        table, of_table = read_table(units, units.name, limits=limits)
        places, of_places = read_places(table)
        tree, hanging = tree_on(places, None, table.name)
        if not tree.places:
            raise UnusableFolder("Q58", table.name, place="–", parent="country")
        findings += [*of_table, *of_places, *hanging]
    batch, more = read_batch(sheet, form, tree, About(as_of=_LONG_AGO))
    rolls: tuple[Roll, ...] = ()
    if roll is not None:
        table, of_table = read_table(roll, roll.name, limits=limits)
        version, of_roll = read_roll(table, tree, _LONG_AGO, numerals=form.numerals)
        rolls = (version,)
        findings += [*of_table, *of_roll]
    received = (Received(batch, (*remarks, *more)),)
    return Referendum(
        path.name, None, form, tree, (Question("", {}),), received, rolls,
        findings=tuple(findings),
    )  # fmt: skip


_LONG_AGO = Moment.of("0001-01-01T00:00:00+00:00")


def _known(codes: Sequence[str], form: ProtocolForm) -> Sequence[str]:
    """Rows of sums name no precinct."""
    return ["" if says_total(code, form) else code for code in codes]
