"""Counting a referendum: its folder read (docs/spec/referendum.md), its protocols checked and summed."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableDecision, UnusableFolder, UnwritableOutput
from zhargy.referendum.acceptance import Acceptance, accept, acceptances_from, idle
from zhargy.referendum.count import Count, Received, State, count
from zhargy.referendum.events import Event, read_events
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.moment import Moment
from zhargy.referendum.papers import (
    Picture,
    Voting,
    check_papers,
    check_pictures,
    without_pictures,
)
from zhargy.referendum.protocols import (
    KINDS,
    STAGES,
    About,
    codes_of,
    read_batch,
    says_total,
)
from zhargy.referendum.remark import Remark, said
from zhargy.referendum.roll import Roll, read_roll, shrinking
from zhargy.referendum.rule import USUAL_SECRECY, Secrecy
from zhargy.referendum.stages import turned_between
from zhargy.referendum.telling import telling
from zhargy.referendum.turnout import Reading, check_turnout, read_turnout
from zhargy.referendum.units import Tree, tree_of_columns
from zhargy.reform.apart import document_apart
from zhargy.reform.child import USUAL, Limits
from zhargy.reform.output import write_whole
from zhargy.reform.photos import pictures_in
from zhargy.reform.protocol_forms import protocol_form
from zhargy.reform.rules import rule_named
from zhargy.reform.texts import content_of
from zhargy.reform.vote_folder import Question, VoteFolder, read_table, tree_of_sheet
from zhargy.reports.count_json import check_as_json, count_as_json
from zhargy.reports.count_tables import findings_table, places_table
from zhargy.reports.csv import table_as_csv
from zhargy.reports.documents import Document
from zhargy.text.table import Table

WRITTEN_KINDS = (".json", ".csv", ".xlsx", ".html", ".docx", ".pdf")
_COUNTRY = "country"


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
    secrecy: Secrecy = USUAL_SECRECY
    files: tuple[Path, ...] = ()

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
        # Readings of an annulled precinct were taken before it was: the difference must be explained.
        settled = {State.COUNTED, State.ANNULLED}
        return tally.figures if set(tally.precincts) <= settled else {}

    remarks = check_turnout(referendum.readings, referendum.turnout_file, final)
    above = [remark for remark in remarks if remark.code == "Q74"]
    return replace(counted, findings=(*counted.findings, *above))


def read_referendum(folder: Path, limits: Limits = USUAL) -> Referendum:
    """The referendum in a folder. Raises UnusableFolder (Q43), UnusableForm, UnreadableText."""
    settings = VoteFolder(folder, limits)
    form, questions = settings.form(), settings.questions()
    tree, findings = settings.tree()
    rolls, of_rolls = _rolls(settings, tree, form)
    events, of_events = _events(settings, tree)
    readings, turnout_file, of_turnout = _turnout(settings, tree)
    received, mixed = _batches(settings, form, tree, questions)
    findings += [*of_rolls, *of_events, *of_turnout, *mixed]
    acceptances = _acceptances(settings)
    parted = accept(findings, acceptances)
    return Referendum(
        str(settings.table.get("name", settings.folder.name)), settings.day, form, tree, questions, received,
        rolls, events, readings, turnout_file, acceptances, parted.open, parted.accepted,
        _secrecy(settings), tuple(settings.read),
    )  # fmt: skip


def _secrecy(settings: VoteFolder) -> Secrecy:
    """The threshold of the rule, where the settings name one."""
    if "rule" not in settings.table:
        return USUAL_SECRECY
    return rule_named(settings.text("rule"), settings.folder).secrecy


def _rolls(
    settings: VoteFolder, tree: Tree, form: ProtocolForm
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


def _events(settings: VoteFolder, tree: Tree) -> tuple[tuple[Event, ...], list[Remark]]:
    one = settings.table.get("events")
    if one is None:
        return (), []
    sheet, remarks = settings.sheet(settings.file(one, 0, "events"))
    events, more = read_events(sheet, tree)
    return tuple(events), [*remarks, *more]


def _turnout(settings: VoteFolder, tree: Tree) -> tuple[tuple[Reading, ...], str, list[Remark]]:
    one = settings.table.get("turnout")
    if one is None:
        return (), "", []
    sheet, remarks = settings.sheet(settings.file(one, 0, "turnout"))
    readings, more = read_turnout(sheet, tree)
    falls = [remark for remark in check_turnout(readings, sheet.name) if remark.code == "Q73"]
    return tuple(readings), sheet.name, [*remarks, *more, *falls]


def _batches(
    settings: VoteFolder, form: ProtocolForm, tree: Tree, questions: Sequence[Question]
) -> tuple[tuple[Received, ...], list[Remark]]:
    received, findings = [], []
    digests: dict[bytes, tuple[bool, str]] = {}
    pictures, voting = _pictures(settings), Voting(settings.day, _closes(settings))
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
        more += check_papers(sheet, batch, form, tree, voting)
        if _promises_pictures(settings, one, ordinal):
            more += without_pictures(batch)
        if pictures is not None:
            more += check_pictures(batch, pictures)
        received.append(Received(batch, (*remarks, *more)))
    return tuple(received), findings


def _pictures(settings: VoteFolder) -> Sequence[Picture] | None:
    """The pictures in the folder that `photos` names; None without one."""
    name = settings.table.get("photos")
    if name is None:
        return None
    if not (settings.folder / str(name)).is_dir():
        raise settings.refused(0, "photos")
    return pictures_in(settings.folder, str(name))


def _promises_pictures(settings: VoteFolder, one: Mapping[str, Any], ordinal: int) -> bool:
    promised = one.get("photo", False)
    if not isinstance(promised, bool):
        raise settings.refused(ordinal, "protocols.photo")
    return promised


def _closes(settings: VoteFolder) -> time | None:
    closes = settings.table.get("closes")
    if closes is not None and not isinstance(closes, time):
        raise settings.refused(0, "closes")
    return closes


def _about(
    settings: VoteFolder, one: Mapping[str, Any], ordinal: int, questions: Sequence[Question]
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


def _acceptances(settings: VoteFolder) -> tuple[Acceptance, ...]:
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
    counts = _telling(_beside_stages(counts), referendum)
    used = [acceptance for _, acceptance in referendum.accepted]
    used += [acceptance for counted in counts for _, acceptance in counted.accepted]
    findings = (*referendum.findings, *idle(referendum.acceptances, used))
    return Checks(replace(referendum, findings=findings), tuple(counts))


def _beside_stages(counts: Sequence[Count]) -> list[Count]:
    """Each final count with what stands the other way round in the preliminary protocols."""
    early = {one.question: one.standing for one in counts if one.stage == "preliminary"}
    found = []
    for one in counts:
        if one.stage == "final" and one.question in early:
            one = _with(one, turned_between(early[one.question], one.standing))
        found.append(one)
    return found


def _telling(counts: Sequence[Count], referendum: Referendum) -> list[Count]:
    """The count that comes nearest to the final one, with precincts that tell too much."""
    latest = {
        question.name: next((s for s in referendum.stages(question.name) if s != "training"), "")
        for question in referendum.questions
    }
    return [
        _with(one, telling(one.standing, referendum.secrecy))
        if one.stage == latest[one.question]
        else one
        for one in counts
    ]


def _with(counted: Count, remarks: Sequence[Remark]) -> Count:
    """The count with more findings, of which some were accepted."""
    parted = accept(remarks, counted.acceptances, counted.question)
    return replace(
        counted,
        findings=(*counted.findings, *parted.open),
        accepted=(*counted.accepted, *parted.accepted),
    )


def known_unit(referendum: Referendum, code: str) -> None:
    """Raises UnusableFolder for the code of no unit."""
    if code and code not in referendum.tree.number:
        raise UnusableFolder("Q62", "--unit", place=code)


def spare_sources(referendum: Referendum, outputs: Sequence[Path]) -> None:
    """Raises UnwritableOutput W19 where a result would take the place of a file that was read."""
    read = {path.resolve() for path in referendum.files}
    for path in outputs:
        if path.resolve() in read:
            raise UnwritableOutput("W19", str(path))


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
        tree, findings = tree_of_sheet(*read_table(units, units.name, limits=limits), None)
    batch, more = read_batch(sheet, form, tree, About(as_of=_LONG_AGO))
    more += check_papers(sheet, batch, form, tree)
    rolls: tuple[Roll, ...] = ()
    if roll is not None:
        table, of_table = read_table(roll, roll.name, limits=limits)
        version, of_roll = read_roll(table, tree, _LONG_AGO, numerals=form.numerals)
        rolls = (version,)
        findings += [*of_table, *of_roll]
    received = (Received(batch, (*remarks, *more)),)
    return Referendum(
        path.name, None, form, tree, (Question("", {}),), received, rolls,
        findings=tuple(findings), files=tuple(filter(None, (path, units, roll))),
    )  # fmt: skip


_LONG_AGO = Moment.of("0001-01-01T00:00:00+00:00")


def _known(codes: Sequence[str], form: ProtocolForm) -> Sequence[str]:
    """Rows of sums name no precinct."""
    return ["" if says_total(code, form) else code for code in codes]
