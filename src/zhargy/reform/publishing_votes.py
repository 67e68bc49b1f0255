"""What `referendum/` holds becomes entries: the question, the rolls, the protocols, the result.

Batches for training are never published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableFolder, ZhargyError
from zhargy.languages.personal import personal_in
from zhargy.record.entry import is_slug
from zhargy.record.kinds import STAGES
from zhargy.referendum.count import State
from zhargy.referendum.entries import (
    put_of,
    question_body,
    received_of,
    recount,
    result_blob,
    result_body,
    sheet_blob,
)
from zhargy.referendum.figures import read_column
from zhargy.referendum.remark import Remark
from zhargy.referendum.roll import read_roll
from zhargy.referendum.sheet import Sheet
from zhargy.referendum.standing import standing
from zhargy.referendum.telling import telling
from zhargy.reform.drafting import Draft
from zhargy.reform.protocol_forms import form_text
from zhargy.reform.rules import rule_text
from zhargy.reform.vote_folder import SETTINGS, VoteFolder
from zhargy.storage.publisher import Publisher
from zhargy.text.entries import blob_of

FOLDER = "referendum"
# Columns of words, in which somebody could be named.
_WORDS = ("reason", "author", "signed")


def publish_votes(
    folder: Path, languages: Sequence[str], draft: Draft, publisher: Publisher, *, looked: bool
) -> tuple[Remark, ...]:
    """Draft what each referendum of the folder has that the record has not. Gives the precincts of
    new protocols whose figures may show how a person voted (Q96, Q97).

    Raises UnusableFolder (Q42, Q43; Q106 an edition that is not published, Q107 a result without
    protocols, Q138 a final one without protocols that have errors, G21 personal data, what is wrong with a roll), UnusableForm, UnusableRule, UnreadableText.
    """
    found: list[Remark] = []
    for settings in sorted((folder / FOLDER).glob(f"*/{SETTINGS}")):
        vote = _Vote(settings.parent, languages, draft, publisher, looked)
        vote.publish()
        found += vote.telling
    return tuple(found)


def publish_live(
    folder: Path, languages: Sequence[str], draft: Draft, publisher: Publisher
) -> list[ZhargyError]:
    """Draft the protocols that have come to the folders of `[[live]]`, and nothing else; what is
    wrong with tables that could not be drafted.

    Raises as `publish_votes`, and UnusableFolder Q131 where no referendum has such a folder, Q132
    where its question is not published yet.
    """
    refused: list[ZhargyError] = []
    found = False
    for settings in sorted((folder / FOLDER).glob(f"*/{SETTINGS}")):
        vote = _Vote(settings.parent, languages, draft, publisher, False)
        if vote.settings.tables("live"):
            found = True
            refused += vote.publish_live()
    if not found:
        raise UnusableFolder("Q131", str(folder / FOLDER))
    return refused


class _Vote:
    def __init__(
        self,
        folder: Path,
        languages: Sequence[str],
        draft: Draft,
        publisher: Publisher,
        looked: bool,
    ) -> None:
        self.settings = VoteFolder(folder)
        self.folder, self.languages, self.looked = folder, languages, looked
        self.draft, self.publisher = draft, publisher
        self.name = self.settings.text("name")
        # Indexes of what was published, by question where that matters.
        self.put: dict[str, int] = {}
        self.rolls: list[tuple[str, int]] = []
        self.protocols: dict[tuple[str, str], list[tuple[str, int]]] = {}
        self.events: list[tuple[str, int]] = []
        self.telling: list[Remark] = []

    def publish(self) -> None:
        self._questions()
        self._rolls()
        self._protocols()
        self._events()
        self._turnout()
        self._results()

    def publish_live(self) -> Iterator[ZhargyError]:
        """The tables that have come for a question that is in the record already; a table that
        cannot be read keeps no other one back."""
        before = len(self.draft.entries)
        self._questions()
        if len(self.draft.entries) > before:
            raise UnusableFolder("Q132", str(self.settings.path))
        for ordinal, live in enumerate(self.settings.tables("live"), 1):
            for path in self.settings.come(live, ordinal):
                try:
                    self._batch(self.settings.batch_of(live, path), ordinal)
                except ZhargyError as refused:
                    yield refused

    def _questions(self) -> None:
        settings = self.settings
        _, rule = rule_text(settings.text("rule"), self.folder)
        _, form = form_text(settings.text("form"), self.folder)
        units = sheet_blob(self._sheet(settings.text("units")))
        decides = {"rule": rule.encode(), "form": form.encode(), "units": units}
        day = settings.day
        if day is None:
            raise settings.refused(0, "day")
        for ordinal, one in enumerate(settings.tables("question"), 1):
            name = one.get("name")
            if not isinstance(name, str) or not is_slug(name):
                raise settings.refused(ordinal, "question.name")
            said = {"title": settings.table.get("title"), "asks": one.get("asks")}
            body = question_body(
                (self.name, name), said | {"day": day.isoformat()}, self._words(one, name), decides
            )
            envelope = self._envelope(one, ordinal, "question", needed=())
            self.put[name] = self.draft.put_once(
                "question", body, envelope, blobs=tuple(decides.values())
            )

    def _words(self, question: Mapping[str, Any], name: str) -> list[int]:
        """The editions that bind the question. One that was published stays bound to the entries
        that it names, though the same words bear another name or status since: a text that was put
        to the vote and then adopted."""
        asked = self.draft.standing("question", referendum=self.name, question=name)
        bound = set(asked[1].body["editions"]) if asked else set()
        return [
            next((one for one in self.draft.of_same_text(place) if one in bound), place)
            for place in self._editions(question)
        ]

    def _editions(self, question: Mapping[str, Any]) -> list[int]:
        """The entries of the edition whose words are put to the vote, in each of its languages."""
        if "act" not in question:
            return []
        names = {"act": question["act"], "edition": question.get("edition", "")}
        found = [
            standing[0]
            for language in self.languages
            if (standing := self.draft.standing("edition", **names, language=language))
        ]
        if not found:
            raise UnusableFolder("Q106", str(self.settings.path), **names)
        return found

    def _rolls(self) -> None:
        for ordinal, one in enumerate(self.settings.tables("roll"), 1):
            sheet = self._roll(one, ordinal)
            envelope = self._envelope(one, ordinal, "roll")
            cells = sheet.column("roll") or ()
            table = sheet_blob(sheet)
            body = {
                "referendum": self.name,
                "name": str(one.get("name") or envelope["as_of"][:10]),
                "precincts": len(sheet),
                "total": sum(int(one) for one in cells if one.isascii() and one.isdecimal()),
                "table": blob_of(table),
            }
            place = self.draft.put_once("roll", body, envelope, blobs=(table,))
            self.rolls.append((envelope["as_of"], place))

    def _roll(self, one: Mapping[str, Any], ordinal: int) -> Sheet:
        """A table of the roll, each figure in plain digits: its total stands in the record for good
        and is the base of the turnout. Raises UnusableFolder with what `check` finds in it."""
        sheet, of_table = self._read(self.settings.file(one, ordinal, "roll"))
        when, numerals = self.settings.moment(one, ordinal, "roll"), self.settings.form().numerals
        tree, _ = self.settings.tree()
        _, remarks = read_roll(sheet, tree, when, "", numerals)
        for remark in (*of_table, *remarks):
            if remark.severity == "error":
                where = f"{self.folder / remark.file}, {remark.line}"
                raise UnusableFolder(remark.code, where, **dict(remark.fields))
        figures, _ = read_column(sheet.column("roll") or (), numerals)
        plain = [
            "" if absent else str(value)
            for value, absent in zip(figures.values.tolist(), figures.absent.tolist(), strict=True)
        ]
        at = sheet.headings.index(sheet.heading("roll"))
        columns = (*sheet.columns[:at], plain, *sheet.columns[at + 1 :])
        return replace(sheet, columns=columns)

    def _protocols(self) -> None:
        for ordinal, one in enumerate(self.settings.batches(), 1):
            self._batch(one, ordinal)

    def _batch(self, one: Mapping[str, Any], ordinal: int) -> None:
        stage = one.get("stage", "final")
        if stage not in STAGES:
            return
        sheet = self._sheet(self.settings.file(one, ordinal, "protocols"))
        envelope = self._envelope(one, ordinal, "protocols")
        table = sheet_blob(sheet)
        question = self._question(one, ordinal, "protocols")
        body = {
            "referendum": self.name,
            "question": question,
            "stage": stage,
            "side": one.get("kind", "official"),
            "protocols": len(sheet),
            "table": blob_of(table),
        }
        place = self.draft.put_once("protocols", body, envelope, blobs=(table,))
        if body["side"] == "official":
            self.protocols.setdefault((question, stage), []).append((envelope["as_of"], place))
        if place >= self.publisher.size:
            self.telling += self._telling(question, place, sheet.name)

    def _telling(self, question: str, place: int, file: str) -> list[Remark]:
        put = put_of(self.draft.entry(self.put[question]), self._blob)
        received = put and received_of(put, self.draft.entry(place), self._blob)
        if not put or not received:
            return []
        stands, _ = standing([received.batch], put.form, put.tree)
        found = telling(stands, put.rule.secrecy)
        return [replace(remark, file=file) for remark in found]

    def _events(self) -> None:
        one = self.settings.table.get("events")
        if one is None:
            return
        sheet = self._sheet(self.settings.file(one, 0, "events"))
        columns = [sheet.column(n) for n in ("precinct", "event", "day", "reason", "author")]
        if any(column is None for column in columns):
            raise UnusableFolder("Q44", sheet.name, column="precinct, event, day, reason, author")
        for precinct, event, day, reason, author in zip(*filter(None, columns), strict=True):
            body = {
                "referendum": self.name,
                "precinct": precinct,
                "event": event,
                "day": day[:10],
                "reason": reason,
            }
            envelope = {"source": str(one.get("source") or author)}
            if is_slug(author):
                envelope["by"] = author
            self.events.append((day, self.draft.put_once("precinct", body, envelope)))

    def _turnout(self) -> None:
        one = self.settings.table.get("turnout")
        if one is None:
            return
        sheet = self._sheet(self.settings.file(one, 0, "turnout"))
        table = sheet_blob(sheet)
        body = {"referendum": self.name, "readings": len(sheet), "table": blob_of(table)}
        last = max(sheet.column("time") or ("",))
        envelope = {
            "as_of": str(one.get("as_of", last)),
            "source": str(one.get("source", sheet.name)),
        }
        envelope["as_of"] = _utc(envelope["as_of"])
        self.draft.put_once("turnout", body, envelope, blobs=(table,))

    def _results(self) -> None:
        for ordinal, one in enumerate(self.settings.tables("result"), 1):
            question = self._question(one, ordinal, "result")
            stage = one.get("stage", "final")
            envelope = self._envelope(one, ordinal, "result")
            batches = self._until(self.protocols.get((question, stage), []), envelope["as_of"])
            if not batches:
                raise UnusableFolder("Q107", str(self.settings.path), ordinal=ordinal, stage=stage)
            rolls = self._until(self.rolls, envelope["as_of"])
            places: dict[str, Any] = {
                "put": self.put[question],
                "protocols": batches,
                "events": self._until(self.events, envelope["as_of"]),
            }
            if rolls:
                places["roll"] = rolls[-1]
            self._result((self.name, question), stage, places, envelope)

    def _result(
        self,
        names: tuple[str, str],
        stage: str,
        places: Mapping[str, Any],
        envelope: dict[str, str],
    ) -> None:
        put = put_of(self.draft.entry(places["put"]), self._blob)
        assert put is not None
        made_of = {"question": names[1], "stage": stage, **places}
        found = recount(put, made_of, self.draft.entry, self._blob)
        assert found is not None
        held = [one.precinct for one in found.count.sources() if one.state is State.HELD_BACK]
        if stage == "final" and held:
            # Signed for good: nobody may announce it without knowing what it leaves out.
            where = str(self.settings.path)
            raise UnusableFolder("Q138", where, count=len(held), place=held[0])
        table = result_blob(found.count)
        body = result_body(names, stage, places, found, table)
        self.draft.put_once("result", body, envelope, blobs=(table,))

    # -- what the settings say ---------------------------------------------------------------------

    def _until(self, dated: Sequence[tuple[str, int]], moment: str) -> list[int]:
        """The indexes of what had come by a moment, in that order; a day includes all of it."""
        end = moment if "T" in moment else f"{moment}T23:59:59Z"
        return [place for when, place in sorted(dated) if when <= end]

    def _question(self, one: Mapping[str, Any], ordinal: int, key: str) -> str:
        name = one.get("question", next(iter(self.put)) if len(self.put) == 1 else "")
        if name not in self.put:
            raise self.settings.refused(ordinal, f"{key}.question")
        return str(name)

    def _envelope(
        self,
        one: Mapping[str, Any],
        ordinal: int,
        key: str,
        needed: Sequence[str] = ("as_of", "source"),
    ) -> dict[str, str]:
        found = {name: _utc(one[name]) for name in ("as_of",) if name in one}
        found |= {name: str(one[name]) for name in ("source", "by") if one.get(name)}
        for name in needed:
            if name not in found:
                raise self.settings.refused(ordinal, f"{key}.{name}")
        return found

    def _sheet(self, name: str) -> Sheet:
        return self._read(name)[0]

    def _read(self, name: str) -> tuple[Sheet, list[Remark]]:
        sheet, remarks = self.settings.sheet(name)
        if not self.looked:
            self._refuse_personal(sheet)
        return sheet, remarks

    def _refuse_personal(self, sheet: Sheet) -> None:
        for heading in _WORDS:
            cells = sheet.column(heading) or ()
            for line, cell in zip(sheet.lines, cells, strict=False):
                if cell and (found := personal_in(cell)):
                    first = found[0]
                    raise UnusableFolder(
                        "G21",
                        f"{sheet.name}, {line}: {heading}",
                        quote=cell[first.start : first.end],
                        what=f"personal-{first.kind}",
                    )

    def _blob(self, digest: str) -> bytes | None:
        return self.draft.blobs.get(digest) or self.publisher.blob(digest)


def _utc(value: object) -> str:
    """A day as it is, a time in UTC as entries write it."""
    if isinstance(value, str) and "T" in value:
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)
