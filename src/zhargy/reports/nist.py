"""A count as Election Results Reporting JSON of NIST SP 1500-100r2 (docs/spec/nist.md).

What that format has no place for stands in its external identifiers, each of type "other" with a
name that begins with "zhargy:", so that the document stays valid and nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from zhargy.messages import LANGUAGES
from zhargy.referendum.count import Count, State, Tally
from zhargy.referendum.expression import written
from zhargy.referendum.outcome import Decided, Judged
from zhargy.referendum.rule_fields import said
from zhargy.referendum.units import Place
from zhargy.reports.outcome_json import figure, ratio

EXTENSION = "zhargy.nist/1"
_HOLDS = {True: "holds", False: "does not hold", None: "figures missing"}


@dataclass(frozen=True, slots=True)
class Held:
    """The referendum: its title by language, its day, who gives the figures, and as of when.

    Raises ValueError where `as_of` has no zone.
    """

    name: str
    title: Mapping[str, str]
    day: date
    issuer: str
    as_of: datetime

    def __post_init__(self) -> None:
        if self.as_of.tzinfo is None:
            raise ValueError("a time without a zone")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its count and, where a rule is known, what that makes of it.

    `announced` says that the election authority announced these very figures, `corrects` that it
    had announced others at this stage before; `rule_digest` is the SHA-256 of the rule's file.
    """

    count: Count
    asks: Mapping[str, str]
    decided: Decided | None = None
    announced: bool = False
    corrects: bool = False
    rule_digest: str = ""


_Object = dict[str, object]


def nist_report(held: Held, asked: Sequence[Asked]) -> bytes:
    """The report of all questions of one day, which are counted on one tree of units.

    The same bytes for the same values.
    """
    counts = [one.count for one in asked]
    places = counts[0].tree.places
    tallies = [[count.tally(place.code) for count in counts] for place in places]
    report = _typed(
        "ElectionReport",
        Format="precinct-level",
        GeneratedDate=held.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        Issuer=held.issuer,
        IssuerAbbreviation=places[0].code,
        SequenceStart=1,
        SequenceEnd=1,
        Status=status_of(asked),
        IsTest=True if counts[0].training else None,
        TestType="training" if counts[0].training else None,
        VendorApplicationId="zhargy",
        ExternalIdentifier=[_own("extension", EXTENSION), _own("referendum", held.name)],
        GpUnit=[
            _unit(place, below, own, counts)
            for place, below, own in zip(places, _children(places), tallies, strict=True)
        ],
        Election=[_election(held, asked, tallies)],
    )
    return f"{json.dumps(report, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def status_of(asked: Sequence[Asked]) -> str:
    """The ResultsStatus: "certified" only for final figures that were announced."""
    if all(one.announced and one.count.stage == "final" for one in asked):
        return "correction" if any(one.corrects for one in asked) else "certified"
    complete = all(one.count.tally().complete for one in asked)
    return "unofficial-complete" if complete else "unofficial-partial"


# -- units -----------------------------------------------------------------------------------------


def _children(places: Sequence[Place]) -> list[list[str]]:
    below: dict[str, list[str]] = {place.code: [] for place in places}
    for place in places[1:]:
        below[place.parent].append(place.code)
    return list(below.values())


def _unit(
    place: Place, below: Sequence[str], tallies: Sequence[Tally], counts: Sequence[Count]
) -> _Object:
    native = place.kind in ("country", "precinct")
    expected, counted = _precincts(tallies) if below else (None, None)
    return _typed(
        "ReportingUnit",
        **{"@id": unit_id(place.code)},
        Type=place.kind if native else "other",
        OtherType=None if native else place.kind,
        Name=_texts(dict(place.names)),
        Number=place.code,
        ComposingGpUnitIds=[unit_id(code) for code in below] or None,
        VotersRegistered=_one(tally.roll_of_all for tally in tallies),
        VotersParticipated=_one(tally.figures.get("voted") for tally in tallies),
        TotalSubUnits=expected,
        SubUnitsReported=counted,
        CountStatus=[_progress(tallies)],
        ExternalIdentifier=[
            _typed("ExternalIdentifier", Type="national-level", Value=place.code),
            *([_own("type", place.type)] if place.type != "ordinary" else ()),
            *(
                own
                for count, tally in zip(counts, tallies, strict=True)
                for own in _of_question(count, tally)
            ),
        ],
    )


def unit_id(code: str) -> str:
    """The identifier of a unit: its code, with every other sign than letters, digits and "-" as
    its code point.

    >>> unit_id("JA-AK"), unit_id("PIEMONTE/CUNEO"), unit_id("a_b")
    ('unit.JA-AK', 'unit.PIEMONTE_2f.CUNEO', 'unit.a_5f.b')
    """
    plain = (c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}." for c in code)
    return f"unit.{''.join(plain)}"


def _precincts(tallies: Sequence[Tally]) -> tuple[int | None, int | None]:
    """How many there are, and how many are counted; None where questions differ."""
    counted = (tally.precincts.get(State.COUNTED, 0) for tally in tallies)
    return _one(tally.expected for tally in tallies), _one(counted)


def _progress(tallies: Sequence[Tally]) -> _Object:
    """ "completed" where nothing is awaited any more, were it annulled."""
    if all(tally.complete for tally in tallies):
        status = "completed"
    elif any(tally.precincts.get(State.COUNTED) for tally in tallies):
        status = "in-process"
    else:
        status = "not-processed"
    return _typed("CountStatus", Type="total", Status=status)


def _of_question(count: Count, tally: Tally) -> Iterator[_Object]:
    """What the format has no place for: every line of the form, the states of the precincts, and
    what happened to this one."""
    figures: dict[str, object] = {}
    if tally.roll_of_all is not None:
        figures["roll"] = tally.roll_of_all
    if tally.roll_without is not None:
        figures["roll_without"] = tally.roll_without
    figures |= {
        name: tally.figures[name]
        for name in count.form.names
        if name in tally.figures and name != "roll"
    }
    yield _own("figures", _pairs(figures), count.question)
    if tally.partial:
        partial = {line: f"{total}/{given}" for line, (total, given) in tally.partial.items()}
        yield _own("partial", _pairs(partial), count.question)
    states = {state.name.lower(): n for state, n in tally.precincts.items()}
    if states.keys() != {"counted"}:
        yield _own("states", _pairs(states), count.question)
    event = count.events.get(tally.place.code)
    if event is not None:
        yield _own("event", f"{event.kind} {event.day.text} {event.reason}", count.question)


# -- questions -------------------------------------------------------------------------------------


def _election(held: Held, asked: Sequence[Asked], tallies: Sequence[Sequence[Tally]]) -> _Object:
    day = held.day.isoformat()
    return _typed(
        "Election",
        ElectionScopeId=unit_id(asked[0].count.tree.places[0].code),
        Name=_texts(held.title or {"en": held.name}),
        StartDate=day,
        EndDate=day,
        Type="other",
        OtherType="referendum",
        BallotCounts=[
            _typed("BallotCounts", GpUnitId=unit_id(own[0].place.code), Type="total", BallotsCast=n)
            for own in tallies
            if (n := _one(tally.figures.get("voted") for tally in own)) is not None
        ],
        Contest=[
            _contest(held, one, n, [own[n] for own in tallies]) for n, one in enumerate(asked)
        ],
    )


def _contest(held: Held, one: Asked, ordinal: int, tallies: Sequence[Tally]) -> _Object:
    count = one.count
    name = count.question or held.name
    whole = tallies[0]
    return _typed(
        "BallotMeasureContest",
        **{"@id": f"contest.{ordinal + 1}"},
        Name=name,
        SequenceOrder=ordinal + 1,
        ElectionDistrictId=unit_id(whole.place.code),
        Type="referendum",
        BallotTitle=_texts(held.title),
        FullText=_texts(one.asks),
        PassageThreshold=_texts(_threshold(one.decided)) if one.decided else None,
        TotalSubUnits=whole.expected,
        SubUnitsReported=whole.precincts.get(State.COUNTED, 0),
        CountStatus=[_progress([whole])],
        ContestSelection=[
            _typed(
                "BallotMeasureSelection",
                **{"@id": f"contest.{ordinal + 1}.{selection}"},
                SequenceOrder=order,
                Selection=_texts(count.form.line(selection).title),
                VoteCounts=[
                    _typed(
                        "VoteCounts",
                        GpUnitId=unit_id(tally.place.code),
                        Type="total",
                        Count=tally.figures[selection],
                    )
                    for tally in tallies
                    if selection in tally.figures
                ],
            )
            for order, selection in enumerate(count.form.answers, 1)
        ],
        OtherCounts=[
            _typed("OtherCounts", GpUnitId=unit_id(tally.place.code), **marks)
            for tally in tallies
            if (marks := _marks(tally))
        ]
        or None,
        ExternalIdentifier=[
            _own("stage", count.stage),
            _own("as-of", count.as_of),
            *(_outcome(one.decided, one.rule_digest) if one.decided else ()),
        ],
    )


def _marks(tally: Tally) -> dict[str, int]:
    """Ballots with both answers marked, and with none."""
    names = {"Overvotes": "both", "Undervotes": "blank"}
    return {own: tally.figures[line] for own, line in names.items() if line in tally.figures}


def _threshold(decided: Decided) -> dict[str, str]:
    """The rule in words, for the one text that the format has for it."""
    return {language: _rule_in_words(decided, language) for language in LANGUAGES}


def _rule_in_words(decided: Decided, language: str) -> str:
    clauses = dict.fromkeys(said(judged.clause.title, language) for _, judged in _clauses(decided))
    title = f"{said(decided.rule.title, language)}: {'; '.join(clauses)}"
    law = said(decided.rule.source.law, language)
    return f"{title} ({law})" if law else title


def _outcome(decided: Decided, digest: str) -> Iterator[_Object]:
    yield _own("rule", decided.rule.name)
    if digest:
        yield _own("rule-sha256", digest)
    yield _own("outcome", decided.outcome.value)
    for read in decided.readings:
        yield _own("reading", read.outcome.value, read.reading.name)
    for name, judged in _clauses(decided):
        yield _own("clause", _HOLDS[judged.holds], name)
        yield _own("test", written(judged.clause.test), name)
        for defined, expression in judged.defined.items():
            yield _own("define", f"{defined} = {written(expression)}", name)
        yield _own("numbers", _numbers(judged), name)


def _clauses(decided: Decided) -> Iterator[tuple[str, Judged]]:
    for read in decided.readings:
        for judged in read.clauses:
            yield f"{read.reading.name}/{judged.clause.name}", judged


def _numbers(judged: Judged) -> str:
    """The figures of a clause, exact, and by how much the left side exceeds the right one."""
    numbers: dict[str, object] = {name: figure(value) for name, value in judged.figures.items()}
    if judged.margin is not None:
        numbers["margin"] = ratio(judged.margin)
    if judged.units:
        numbers["units"] = f"{sum(held is True for _, held in judged.units)}/{len(judged.units)}"
    return _pairs(numbers)


# -- the values of the format ----------------------------------------------------------------------


def _typed(kind: str, **fields: object) -> _Object:
    given = {name: value for name, value in fields.items() if value is not None}
    return {"@type": f"ElectionResults.{kind}", **given}


def _texts(words: Mapping[str, str]) -> _Object | None:
    texts = [
        _typed("LanguageString", Language=language, Content=words[language])
        for language in LANGUAGES
        if words.get(language)
    ]
    return _typed("InternationalizedText", Text=texts) if texts else None


def _own(name: str, value: str, label: str = "") -> _Object:
    return _typed(
        "ExternalIdentifier",
        Type="other",
        OtherType=f"zhargy:{name}",
        Label=label or None,
        Value=value,
    )


def _pairs(values: Mapping[str, object]) -> str:
    return " ".join(f"{name}={value}" for name, value in values.items())


def _one(values: Iterable[int | None]) -> int | None:
    """What all questions say alike; None where they differ or one does not know it."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
