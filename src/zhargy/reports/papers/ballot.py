"""The specimen of a ballot: one question in several languages, one set of boxes.

A voter marks a box once, whatever language she reads: answers stand in one row for all languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from zhargy.messages import say
from zhargy.reports.documents.cells import fit
from zhargy.reports.documents.document import FIRST_DAY
from zhargy.reports.documents.pdf import typeset
from zhargy.reports.papers import word

Words = Mapping[str, str]
KINDS = (".pdf", ".docx")
_YES, _NO = "print-yes", "print-no"


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question and its answers. `text` names what is put to the vote, `edition` is its name in
    the files, `digests` its SHA-256 by language; all are empty where that is not said."""

    title: Words
    asks: Words
    answers: tuple[Words, ...] = ()
    text: Words = field(default_factory=dict)
    edition: str = ""
    digests: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Specimens:
    """A ballot for each question, each on a sheet of its own. `beside`: languages stand side by
    side, else one after the other."""

    ballots: tuple[Ballot, ...]
    languages: tuple[str, ...]
    day: date | None = None
    beside: bool = False

    @property
    def made(self) -> datetime:
        """The day at midnight."""
        return datetime.combine(self.day or FIRST_DAY, time(), UTC)


def ballot_bytes(specimens: Specimens, suffix: str) -> bytes:
    """The specimens as a file of the kind that the suffix names, one of KINDS."""
    source = _source(specimens)
    if suffix == ".pdf":
        return typeset("ballot.typ", source, specimens.made)
    if suffix == ".docx":
        return word.ballot_docx(source, specimens.made)
    raise ValueError(f"no ballot is written as {suffix}")


def _source(specimens: Specimens) -> dict[str, Any]:
    languages = specimens.languages
    return {
        "languages": languages,
        "date": [specimens.made.year, specimens.made.month, specimens.made.day],
        "beside": specimens.beside and len(languages) > 1,
        "title": " · ".join(in_all("print-specimen", languages)),
        "specimen": in_all("print-specimen", languages),
        "not_valid": in_all("print-not-valid", languages),
        "papers": [_paper(ballot, languages) for ballot in specimens.ballots],
    }


def _paper(ballot: Ballot, languages: Sequence[str]) -> dict[str, Any]:
    answers = ballot.answers or tuple(
        {code: say(answer, code) for code in languages} for answer in (_YES, _NO)
    )
    called = dict.fromkeys(filter(None, words_in(ballot.text, languages)))
    return {
        "ballot": in_all("print-ballot", languages),
        "title": words_in(ballot.title, languages),
        "asks": words_in(ballot.asks, languages),
        "how": in_all("print-how", languages),
        "answers": [words_in(answer, languages) for answer in answers],
        "member": in_all("print-member-signs", languages),
        "put_to_the_vote": in_all(
            "print-text-digest" if ballot.digests else "print-text", languages
        ),
        "text": fit(" · ".join([*called, ballot.edition]) if ballot.edition else ""),
        "digests": [[say(f"language-{code}", code), digest] for code, digest in ballot.digests],
    }


def in_all(code: str, languages: Sequence[str], /, **fields: object) -> list[str]:
    """A sentence in each language."""
    return [say(code, language, **fields) for language in languages]


def words_in(words: Words, languages: Sequence[str]) -> list[str]:
    """A person's words in each language, "" where they are not given."""
    return [fit(" ".join(words.get(language, "").split())) for language in languages]
