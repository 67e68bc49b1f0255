"""`zhargy referendum check --json` and `count --json` (docs/spec/protocol-form.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from zhargy.messages import LANGUAGES, say
from zhargy.referendum.acceptance import Acceptance
from zhargy.referendum.checking import Checked
from zhargy.referendum.count import Count, Source, State, Tally
from zhargy.referendum.expression import written
from zhargy.referendum.form import ProtocolForm
from zhargy.referendum.remark import Remark
from zhargy.referendum.standing import Correction

CHECK, COUNT = "zhargy.check/1", "zhargy.count/1"


def sentence(remark: Remark, language: str) -> str:
    """What a finding says, with the remedy; a title of the form in the reader's language."""
    fields = {
        name: dict(value)[language] if name == "title" and isinstance(value, tuple) else value
        for name, value in remark.fields
    }
    if (event := fields.get("event")) is not None:
        fields["event"] = say(f"event-{event}", language)
    return say(remark.code, language, **fields)


def finding_as_dict(remark: Remark) -> dict[str, object]:
    """A finding as other programs read it."""
    return {
        "code": remark.code,
        "severity": remark.severity,
        "equation": remark.rule,
        "place": remark.place,
        "file": remark.file,
        "line": remark.line,
        "column": remark.column,
        "lines": list(remark.lines),
        "figures": dict(remark.figures),
        "message": {language: sentence(remark, language) for language in LANGUAGES},
    }


def check_as_json(
    name: str,
    form: ProtocolForm,
    counts: Sequence[Count],
    findings: Sequence[Remark],
    accepted: Sequence[tuple[Remark, Acceptance]],
) -> str:
    """All that was found: of the tables, and of each question and stage."""
    return _written(
        {
            "schema": CHECK,
            "name": name,
            "form": form.name,
            "findings": [finding_as_dict(one) for one in findings],
            "accepted": [_accepted(*pair) for pair in accepted],
            "counts": [
                {
                    "question": one.question,
                    "stage": one.stage,
                    "training": one.training,
                    "protocols": sum(len(b) for b in one.standing.batches),
                    "precincts": len(one.tree.precincts),
                    "equations": list(_equations(form, one.checked)),
                    "findings": [finding_as_dict(remark) for remark in one.findings],
                    "accepted": [_accepted(*pair) for pair in one.accepted],
                }
                for one in counts
            ],
        }
    )


def count_as_json(name: str, counts: Sequence[Count], level: str, unit: str = "") -> str:
    """The sums of the places of a level; of one unit, what is below it and its protocols."""
    return _written(
        {"schema": COUNT, "name": name, "counts": [_count(one, level, unit) for one in counts]}
    )


def _count(counted: Count, level: str, unit: str) -> dict[str, object]:
    told: dict[str, object] = {
        "question": counted.question,
        "stage": counted.stage,
        "training": counted.training,
        "at": counted.at,
        "as_of": counted.as_of,
        "bases_differ": counted.bases_differ,
        "places": [_tally(tally) for tally in tallies_of(counted, level, unit)],
        "corrections": [_correction(one) for one in counted.corrections],
        "differences": [
            {
                "precinct": one.precinct,
                "line": one.line,
                "official": one.official,
                "observers": one.observers,
            }
            for one in counted.differences
        ],
        "events": [
            {
                "precinct": event.precinct,
                "event": event.kind,
                "day": event.day.text,
                "reason": event.reason,
                "author": event.author,
            }
            for event in counted.events.values()
        ],
        "findings": [finding_as_dict(one) for one in counted.findings],
        "accepted": [_accepted(*pair) for pair in counted.accepted],
    }
    if unit:
        told["sources"] = [_source(one) for one in counted.sources(unit)]
    return told


def tallies_of(counted: Count, level: str, unit: str = "") -> list[Tally]:
    """The whole and the places of a level; with a unit, that unit and the places right below it."""
    tree = counted.tree
    if unit:
        number = tree.number[unit]
        below = [n for n, above in enumerate(tree.parents) if above == number]
        return [counted.tally(tree.places[n].code) for n in (number, *below)]
    tallies = [] if level == "country" else counted.tallies(level)
    return [counted.tally(), *tallies]


def _tally(tally: Tally) -> dict[str, object]:
    place = tally.place
    return {
        "code": place.code,
        "kind": place.kind,
        "type": place.type,
        "names": dict(place.names),
        "figures": dict(tally.figures),
        "partial": {line: {"sum": s, "given": n} for line, (s, n) in tally.partial.items()},
        "roll": {"all": tally.roll_of_all, "without": tally.roll_without},
        "precincts": {
            "expected": tally.expected,
            **{state.name.lower(): tally.precincts.get(state, 0) for state in State},
        },
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "precinct": source.precinct,
        "state": source.state.name.lower(),
        "file": source.file,
        "line": source.line,
        "as_of": source.as_of,
        "source": source.given_by,
        "photo": source.photo,
    }


def _correction(one: Correction) -> dict[str, object]:
    return {
        "precinct": one.precinct,
        "before": dict(one.before),
        "after": dict(one.after),
        "reason": one.reason,
        "author": one.author,
        "as_of": one.as_of.text,
        "was_in": one.was_in,
        "stands_in": one.stands_in,
    }


def _accepted(remark: Remark, acceptance: Acceptance) -> dict[str, object]:
    return {
        "reason": acceptance.reason,
        "by": acceptance.by,
        "finding": finding_as_dict(remark),
    }


def _equations(form: ProtocolForm, checked: Iterable[Checked]) -> Iterable[Mapping[str, object]]:
    by_code = {one.equation: one for one in checked}
    for equation in form.equations:
        one = by_code.get(equation.code, Checked(equation.code, 0, 0, 0))
        yield {
            "code": equation.code,
            "severity": equation.severity,
            "says": written(equation.expression),
            "held": one.held,
            "failed": one.failed,
            "not_known": one.not_known,
        }


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
