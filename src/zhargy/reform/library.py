"""What a published record holds, read from its files alone, for the public pages."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace

from zhargy.compare.decisions import Decision, Verdict
from zhargy.compare.entries import read_table
from zhargy.errors import RecordMismatch, UnreadableRecord, UnusableFolder
from zhargy.record.checkpoint import read_checkpoint
from zhargy.record.entry import Entry
from zhargy.record.kinds import blob_name, blobs, check_entry
from zhargy.record.note import MOST_BYTES, read_note
from zhargy.reform.history import entries_of
from zhargy.reform.topics import topics_for
from zhargy.reform.votes import votes_of
from zhargy.site.library import Alignment, Edition, Head, Library, Text, Told
from zhargy.text.act import Act
from zhargy.text.reading.akn import read_akn
from zhargy.verify.source import LARGEST_OF_TREE, Published, published_at


def library_of(place: str) -> Library:
    """The library of the record at a path or an address.

    The tree and each file that is read are checked on the way; signatures are not: that is
    `verify`. Raises UnreadableRecord, RecordMismatch V79 where the files are not those of the
    checkpoint and V60 where a file is not what its entry names, UnusableFolder G52 where no entry
    founds a reform.
    """
    record = published_at(place)
    entries = list(entries_of(record))
    superseded = {e.supersedes: place for place, e in entries if e.supersedes is not None}
    withdrawn = {
        target
        for _, entry in entries
        if entry.kind == "tombstone" and _known(entry)
        for target in entry.body["entries"]
    }
    told = tuple(
        Told(place, entry, _known(entry), superseded.get(place), place in withdrawn)
        for place, entry in entries
    )
    return _Shelves(record, told).library()


def _known(entry: Entry) -> bool:
    try:
        return check_entry(entry)
    except UnreadableRecord:
        return False


class _Shelves:
    """Sorts the entries of a record."""

    def __init__(self, record: Published, told: tuple[Told, ...]) -> None:
        self._record, self._told = record, told
        self._standing = [
            t for t in told if t.known and t.superseded_by is None and not t.withdrawn
        ]

    def library(self) -> Library:
        founded = self._of("reform")
        if not founded:
            raise UnusableFolder("G52", self._record.name)
        reform = founded[-1].entry.body
        languages = tuple(reform["languages"])
        texts, head = self._texts(), self._head()
        return Library(
            title=reform["title"],
            languages=languages,
            authoritative=tuple(reform["authoritative"]),
            head=head,
            acts=self._acts(texts, languages),
            alignments=self._alignments(),
            entries=self._told,
            figures=tuple(self._of("figure")),
            milestones=tuple(self._of("milestone")),
            summary=tuple(self._of("summary")),
            topics=topics_for(reform["jurisdiction"]),
            votes=votes_of(self._told, self._blob, head.origin),
            jurisdiction=reform["jurisdiction"],
        )

    def _blob(self, digest: str, most: int = LARGEST_OF_TREE) -> bytes | None:
        """A file that an entry names; a page shows no content but that which was published."""
        content = self._record.read(blob_name(digest), most)
        if content is not None and hashlib.sha256(content).hexdigest() != digest:
            raise RecordMismatch("V60", blob_name(digest), target=self._naming(digest))
        return content

    def _naming(self, digest: str) -> int:
        return next(
            told.place for told in self._told if told.known and digest in dict(blobs(told.entry))
        )

    def _of(self, kind: str) -> list[Told]:
        return [told for told in self._standing if told.entry.kind == kind]

    def _head(self) -> Head:
        content = self._record.read("checkpoint", MOST_BYTES)
        if content is None:
            raise UnreadableRecord("V74", self._record.name)
        note = read_note(content)
        said = read_checkpoint(note.text)
        last = self._told[-1].entry.time if self._told else ""
        return Head(said.origin, said.size, said.root.hex(), last, len(note.signatures) - 1)

    # -- texts -----------------------------------------------------------------------------------

    def _texts(self) -> dict[tuple[str, str], dict[str, tuple[Told, Text]]]:
        """By act and edition, in the order in which they were first published."""
        published: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
        for told in self._told:
            if told.entry.kind == "edition" and told.known and not told.withdrawn:
                body = told.entry.body
                published[body["act"], body["edition"], body["language"]].append(told)
        found: dict[tuple[str, str], dict[str, tuple[Told, Text]]] = defaultdict(dict)
        for (act, edition, language), entries in published.items():
            *before, standing = entries
            text = self._text(standing)
            if standing.superseded_by is None and text is not None:
                earlier = tuple(
                    filter(None, (self._text(told, text.akn, text.act) for told in before))
                )
                found[act, edition][language] = (standing, replace(text, earlier=earlier))
        return found

    def _text(self, told: Told, known: str = "", act: Act | None = None) -> Text | None:
        """The text of an entry; nothing where its file is withheld. `act` is that of the file
        `known`, which need not be read again."""
        body = told.entry.body
        digest = body["akn"]["digest"]
        if act is None or digest != known:
            akn = self._blob(digest, body["akn"]["bytes"])
            if akn is None:
                return None
            act, *_ = read_akn(akn, f"#{told.place}")
        return Text(
            act,
            body["language"],
            body["authority"],
            told.place,
            told.entry.time,
            digest,
            body["source"]["digest"],
        )

    def _acts(
        self, texts: dict[tuple[str, str], dict[str, tuple[Told, Text]]], languages: tuple[str, ...]
    ) -> dict[str, tuple[Edition, ...]]:
        acts: dict[str, list[Edition]] = defaultdict(list)
        for (act, name), found in texts.items():
            bodies = [told.entry.body for told, _ in found.values()]
            titles: dict[str, str] = {}
            for body in bodies:
                titles |= body.get("name", {})
            order = sorted(
                found,
                key=lambda code: (
                    code not in languages,
                    languages.index(code) if code in languages else code,
                ),
            )
            acts[act].append(
                Edition(
                    act,
                    name,
                    titles,
                    next((body["status"] for body in bodies if "status" in body), ""),
                    next((body["day"] for body in bodies if "day" in body), ""),
                    {code: found[code][1] for code in order},
                )
            )
        return {act: tuple(editions) for act, editions in acts.items()}

    # -- alignments --------------------------------------------------------------------------------

    def _alignments(self) -> dict[tuple[str, str, str, str], Alignment]:
        """By act, language, and the names of both editions."""
        bodies = {
            told.place: told.entry.body
            for told in self._told
            if told.entry.kind == "edition" and told.known
        }
        corrections: dict[int, list[Decision]] = defaultdict(list)
        for told in self._of("correction"):
            body = told.entry.body
            corrections[body["alignment"]].append(
                Decision(
                    body.get("old", ""),
                    body.get("new", ""),
                    Verdict(body["decision"]),
                    body["reason"],
                )
            )
        found = {}
        for told in self._of("alignment"):
            body = told.entry.body
            blob = body["table"]
            table = self._blob(blob["digest"], blob["bytes"])
            if table is None:
                continue
            old, new = bodies[body["old"]], bodies[body["new"]]
            found[new["act"], new["language"], old["edition"], new["edition"]] = Alignment(
                told.place,
                told.entry.time,
                read_table(table, f"#{told.place}")["pairs"],
                tuple(corrections[told.place]),
            )
        return found
