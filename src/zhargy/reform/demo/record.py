"""The public record of the sample reform, from its founding to a witness and a changed byte.

Keys, salts and times are fixed, so that the record has the same bytes on every day. A real reform
takes all of them from chance and the clock, as the commands do.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import tomlkit

from zhargy.errors import UnusableFolder
from zhargy.messages import LANGUAGES, say
from zhargy.record.note import SigningKey
from zhargy.record.tiles import bundles_of
from zhargy.referendum.moment import Moment
from zhargy.reform.adding import add_edition
from zhargy.reform.demo.sample import JETIARAL
from zhargy.reform.founding import found_reform
from zhargy.reform.publishing import Published, publish
from zhargy.reform.publishing_votes import FOLDER as VOTES
from zhargy.reform.receiving import receive, show_words, withdraw
from zhargy.reform.verifying import verify_place
from zhargy.reform.vote_folder import SETTINGS
from zhargy.reform.witnessing import new_witness, sign_as_witness, take_cosigned
from zhargy.storage.salts import NAME as SALTS
from zhargy.storage.salts import PrivateSalts
from zhargy.verify.seen import Seen
from zhargy.verify.told import fault_line
from zhargy.verify.verify import Report

Progress = Callable[..., None]

ORIGIN, WITNESS = "jetiaral.example/record", "university.example/witness"
# When each edition was published under its status, and when people sent something in and took it
# back. The words that are put to the vote are published with the question, four weeks before it.
_PUT, _ADOPTED = ("adopted", "draft"), ("adopted", "adopted")
_PUBLISHED = {
    ("charter-in-force", "in-force"): "2031-01-20T09:00:00Z",
    ("draft-1", "draft"): "2031-02-10T09:00:00Z",
    ("draft-2", "draft"): "2031-04-14T09:00:00Z",
    _PUT: "2031-06-10T09:00:00Z",
    _ADOPTED: "2031-07-07T14:30:00Z",
}
_STATED = {"figures.toml": "figure", "milestones.toml": "milestone", "summary.toml": "point"}
_RECEIVED, _SHOWN, _WITHDRAWN = (f"2031-02-{day}T12:00:00Z" for day in (17, 18, 24))
# What a referendum has only when people have voted.
_LATER = ("events", "turnout")
_VOTED = "2031-07-07T14:00:00Z"
_COSIGNED = datetime.fromisoformat("2031-07-07T15:00:00+00:00")


class Stage:
    """The folder of the reform below `out`, and beside it what is private and what a reader has."""

    def __init__(self, out: Path, sample: Path, language: str, progress: Progress) -> None:
        self.folder, self.copy = out / "reform", out / "tampered"
        self.keys, self.seen = out / "keys", out / "seen"
        self.key = self.keys / "record.key"
        self.sample, self.language, self.progress = sample, language, progress

    def play(self) -> None:
        """Every step. Raises UnusableFolder G28 where something else stands in the place."""
        self._clear()
        witness = self._found()
        for edition, moment in _PUBLISHED.items():
            if edition == _PUT:
                self._vote_until(moment)
            elif edition == _ADOPTED:
                self._vote()
            published = self._publish(edition, moment)
            if edition == ("draft-1", "draft"):
                self._receive()
        self._cosign(published, witness)
        self._verify()
        self._tamper(published.size)

    def _clear(self) -> None:
        """Take away what an earlier demo left, and nothing of anybody else."""
        key = SigningKey(ORIGIN, _fixed("record"))
        places = (self.seen, self.copy, self.folder, self.keys)
        # The keys go last: while they stand, the next demo knows the rest as its own.
        if _holds(self.folder / "reform.toml", str(key.verifier)) or _holds(
            self.key, key.private_text
        ):
            for place in places:
                shutil.rmtree(place, ignore_errors=True)
        for place in places:
            if place.exists():
                raise UnusableFolder("G28", str(place))

    def _found(self) -> str:
        """The folder with its key, and a witness in the policy: the verifier key of the log."""
        founded = found_reform(
            self.folder,
            title={code: say("demo-record-title", code) for code in LANGUAGES},
            languages=LANGUAGES,
            authoritative=("kk", "ru"),
            jurisdiction="jetiaral",
            by="commission",
            origin=ORIGIN,
            key=self.key,
            seed=_fixed("record"),
            language=self.language,
        )
        witness = new_witness(WITNESS, self.keys / "witness.key", _fixed("witness"))
        settings = self.folder / "reform.toml"
        quorum = f"witness university {witness}\nquorum university\n"
        text = settings.read_text(encoding="utf-8").replace("quorum none\n", quorum)
        settings.write_text(text, encoding="utf-8")
        return founded.verifier

    def _publish(self, called: tuple[str, str], moment: str) -> Published:
        """An edition under its status in three languages, and what had been stated by then."""
        (edition, status), rows = called, self._sample("editions.toml")["edition"]
        (row,) = (row for row in rows if (row["edition"], row["status"]) == called)
        about = {
            "name": "; ".join(f"{code}={words}" for code, words in row["name"].items()),
            "status": status,
            "day": row["day"].isoformat(),
        }
        for language in LANGUAGES:
            file = self.sample / "texts" / f"{edition}.{language}.txt"
            add_edition(self.folder, file, act=JETIARAL.act, edition=edition, **about)
        self._state(called, moment)
        published = publish(self.folder, self.key, moment)
        first, last = published.entries[0][0], published.entries[-1][0]
        self.progress("demo-published", day=moment[:10], edition=edition, first=first, last=last)
        for place, entry in published.entries:
            moved = entry.kind == "milestone" and entry.supersedes is not None
            if entry.kind == "figure" or moved:
                old = entry.supersedes
                code = "demo-figure" if old is None else "demo-figure-superseded"
                said = entry.body.get("title") or entry.body["says"]
                value = {"value": entry.body.get("value") or entry.body["day"]}
                value["as_of"] = entry.as_of
                self.progress(code, place=place, said=said[self.language], old=old, **value)
            elif entry.kind == "question":
                asked = entry.body["asks"][self.language]
                self.progress("demo-asked", place=place, said=asked, day=entry.body["day"])
        if points := sum(entry.kind == "summary" for _, entry in published.entries):
            self.progress("demo-summary", edition=edition, n=points)
        return published

    def _state(self, called: tuple[str, str], moment: str) -> None:
        """What had been stated by then, and the points about editions that have their last status."""
        order = list(_PUBLISHED)
        last = {edition: place for place, (edition, _) in enumerate(order)}
        for name, table in _STATED.items():
            rows = [
                row
                for row in self._sample(f"decisions/{name}")[table]
                if ("as_of" not in row or row["as_of"].isoformat() <= moment[:10])
                and (table != "point" or last[row["edition"]] <= order.index(called))
            ]
            if rows:
                target = self.folder / "decisions" / name
                target.write_text(tomlkit.dumps({table: rows}), encoding="utf-8")

    def _sample(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.sample / name).read_text("utf-8"))

    def _vote_until(self, moment: str) -> None:
        """The folder of the referendum as it was at a moment: the question, what decides it, and the
        rolls; no protocol has come."""
        shutil.copytree(self.sample / VOTES, self.folder / VOTES)
        then = Moment.of(moment).since
        for path in sorted((self.folder / VOTES).glob(f"*/{SETTINGS}")):
            settings = tomllib.loads(path.read_text(encoding="utf-8"))
            for name in ("roll", "protocols", "result"):
                rows = [one for one in settings[name] if Moment.of(one["as_of"]).since <= then]
                settings |= {name: rows}
            known = {
                name: one for name, one in settings.items() if name not in _LATER and one != []
            }
            path.write_text(tomlkit.dumps(known), encoding="utf-8")

    def _vote(self) -> Published:
        """The referendum: the rolls, the protocols, and what the rule makes of them."""
        shutil.copytree(self.sample / VOTES, self.folder / VOTES, dirs_exist_ok=True)
        published = publish(self.folder, self.key, _VOTED)
        for place, entry in published.entries:
            if entry.kind == "result":
                outcomes = {one["outcome"] for one in entry.body["readings"]}
                figures = {name: entry.body["figures"][name] for name in ("yes", "no", "voted")}
                final = entry.body["stage"] == "final"
                self.progress(
                    "demo-result-final" if final else "demo-result-preliminary",
                    place=place,
                    outcome=", ".join(
                        say(f"outcome-{one.replace(' ', '-')}", self.language) for one in outcomes
                    ),
                    **figures,
                )
        return published

    def _receive(self) -> None:
        """People send words in; a moderator shows them; one person takes them back."""
        chance = _drawn("salts")
        said = self._sample("received.toml")
        salts = PrivateSalts(self.keys / SALTS)
        try:
            for one in said["submission"]:
                place = receive(
                    self.folder,
                    self.key,
                    salts,
                    words=one["words"],
                    person=one["person"],
                    channel="site",
                    now=_RECEIVED,
                    random=chance,
                )
                shown = show_words(
                    self.folder,
                    self.key,
                    salts,
                    place,
                    language=one["language"],
                    now=_SHOWN,
                    random=chance,
                )
                self.progress("demo-received", place=place, shown=shown)
                if one.get("withdrawn"):
                    stone = withdraw(
                        self.folder, self.key, salts, [place], reason="withdrawn", now=_WITHDRAWN
                    )
                    self.progress("demo-withdrawn", place=place, stone=stone)
        finally:
            salts.close()

    def _cosign(self, published: Published, log: str) -> None:
        """The request goes to the witness as a file and comes back as a file."""
        back = self.folder / "out" / "witness" / "cosigned.checkpoint"
        cosigned = sign_as_witness(
            published.requests[0],
            key=self.keys / "witness.key",
            log=log,
            state=self.keys / "witness-memory",
            time=int(_COSIGNED.timestamp()),
        )
        back.write_bytes(cosigned.note)
        size, _ = take_cosigned(self.folder, self.key, [back])
        self.progress("demo-cosigned", name=WITNESS, n=size)

    def _verify(self) -> None:
        report = self._report(self.folder)
        self.progress(
            "demo-verified" if report.sound else "demo-fails",
            place=str(self.folder),
            n=report.checkpoint.size if report.checkpoint else 0,
            blobs=report.blobs,
            withheld=report.withheld,
            fault=_first_fault(report, self.language),
        )

    def _tamper(self, size: int) -> None:
        """One digit of the superseded figure, in a copy: would anyone see it?"""
        shutil.copytree(self.folder / "record", self.copy)
        name, old, new = change_a_byte(self.copy, size)
        self.progress("demo-tampered", place=str(self.copy), file=name, old=old, new=new)
        report = self._report(self.copy)
        code = "demo-missed" if report.sound else "demo-caught"
        self.progress(code, fault=_first_fault(report, self.language))

    def _report(self, place: Path) -> Report:
        return verify_place(str(place), policy=None, seen=Seen(self.seen))


def change_a_byte(record: Path, size: int) -> tuple[str, str, str]:
    """Change the first digit of the first figure in a record of so many entries: the bundle, the
    figure that stood there, and the one that stands there now."""
    said = re.compile(rb'"value":(\d+)}[^\0]*?"kind":"figure"')
    for bundle in bundles_of(size):
        path = record / bundle.path
        content = path.read_bytes()
        if found := said.search(content):
            old = found[1]
            new = (b"9" if old[:1] != b"9" else b"1") + old[1:]
            path.write_bytes(content[: found.start(1)] + new + content[found.end(1) :])
            return bundle.path, old.decode(), new.decode()
    raise ValueError("the record holds no figure")


def _first_fault(report: Report, language: str) -> str:
    return fault_line(report.faults[0], language) if report.faults else ""


def _holds(file: Path, words: str) -> bool:
    return file.is_file() and words in file.read_text(encoding="utf-8", errors="replace")


def _fixed(name: str) -> bytes:
    return sha256(f"demo: {name}".encode()).digest()


def _drawn(name: str) -> Callable[[int], bytes]:
    """Bytes as if from chance, and always the same."""

    def bytes_() -> Iterator[int]:
        for number in count():
            yield from _fixed(f"{name} {number}")

    stream = bytes_()
    return lambda size: bytes(next(stream) for _ in range(size))
