"""Papers of a referendum for the printer: the specimen of the ballot, and the blank protocols."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from zhargy.errors import UnusableEntry, UnusableFolder, UnwritableOutput
from zhargy.messages import LANGUAGES
from zhargy.reform.apart import made_apart
from zhargy.reform.output import write_whole
from zhargy.reform.polling import Poll, open_poll
from zhargy.reform.vote_folder import Question
from zhargy.reports.papers.ballot import KINDS, Ballot, Specimens, ballot_bytes
from zhargy.reports.papers.protocol_blank import Blanks, Precinct, blank_bytes


def specimens(
    folder: Path, question: str = "", *, beside: bool = False, day: date | None = None
) -> Specimens:
    """A ballot for each question, or for one. Raises UnusableFolder (Q129: referendum.toml names
    an edition that reform.toml does not hold), UnusableEntry (Q126)."""
    poll = open_poll(folder)
    asked = [poll.question(question)] if question else poll.questions
    ballots = tuple(_ballot(poll, one) for one in asked)
    return Specimens(ballots, _languages(poll), day, beside)


def _ballot(poll: Poll, asked: Question) -> Ballot:
    called: dict[str, str] = {}
    digests = []
    if asked.edition and poll.reform is not None:
        sources = [
            source
            for source in poll.reform.editions
            if (source.act, source.edition) == (asked.act, asked.edition)
        ]
        if not sources:
            raise UnusableFolder("Q129", str(poll.folder), act=asked.act, edition=asked.edition)
        order = {code: n for n, code in enumerate(poll.reform.languages)}
        sources.sort(key=lambda source: (order.get(source.language, len(order)), source.language))
        digests = [(source.language, source.digest) for source in sources]
        for source in sources:
            called |= source.called
    edition = f"{asked.act}, {asked.edition}".strip(", ")
    return Ballot(poll.title, asked.asks, _answers(poll, asked), called, edition, tuple(digests))


def _answers(poll: Poll, asked: Question) -> tuple[Mapping[str, str], ...]:
    """Those that the question says, else those that the protocol counts; none for yes and no."""
    counted = poll.form.answers
    if asked.answers or set(counted) <= {"yes", "no"}:
        return asked.answers
    return tuple(poll.form.line(name).title for name in counted)


def blanks(
    folder: Path, unit: str = "", question: str = "", *, everywhere: bool = False,
    day: date | None = None,
) -> Blanks:  # fmt: skip
    """The papers for each precinct of a unit, or of the whole. Raises UnusableEntry (Q126, Q128:
    neither a unit nor all), UnusableFolder (Q62: no such unit, Q43)."""
    poll = open_poll(folder)
    if bool(unit) == everywhere:
        raise UnusableEntry("Q128", "--unit")
    if unit and unit not in poll.tree.number:
        raise UnusableFolder("Q62", "--unit", place=unit)
    asked = poll.question(question)
    below = poll.tree.precincts_of(poll.tree.number[unit] if unit else 0)
    precincts = tuple(_precinct(poll, int(poll.tree.precincts[n])) for n in below)
    return Blanks(
        poll.form, poll.title, asked.asks, precincts, _languages(poll), poll.day, day
    )  # fmt: skip


def _precinct(poll: Poll, number: int) -> Precinct:
    tree = poll.tree
    # The country stands on every paper already.
    above = [dict(tree.places[n].names) for n in tree.path(number) if tree.parents[n] >= 0]
    return Precinct(tree.places[number].code, dict(tree.places[number].names), tuple(above))


def _languages(poll: Poll) -> tuple[str, ...]:
    """The reform's languages, as far as this program speaks them."""
    return tuple(code for code in poll.languages if code in LANGUAGES) or ("en",)


def write_paper(paper: Specimens | Blanks, path: Path) -> None:
    """Write the paper, its kind by the suffix. Raises UnwritableOutput."""
    suffix = path.suffix.lower()
    if suffix not in KINDS:
        raise UnwritableOutput("W10", str(path), suffix=path.suffix, kinds=", ".join(KINDS))
    if isinstance(paper, Specimens):
        content = made_apart(ballot_bytes, paper, suffix)
    else:
        content = made_apart(blank_bytes, paper, suffix)
    write_whole(path, content)
