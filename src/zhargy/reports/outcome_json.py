"""The outcome of a vote as JSON (docs/spec/outcome.schema.json), the same bytes for the same case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from zhargy.messages import LANGUAGES, say
from zhargy.referendum.case import Case
from zhargy.referendum.evaluating import Figure
from zhargy.referendum.expression import written
from zhargy.referendum.outcome import Basis, Decided, Judged, Needed, Read
from zhargy.referendum.reversal import Reversal
from zhargy.referendum.rule import Rule
from zhargy.referendum.rule_fields import said
from zhargy.reports.in_numbers import compared, exact

SCHEMA = "zhargy.outcome/1"
SEVERAL = "zhargy.outcomes/1"

Remark = tuple[str, int, Mapping[str, object]]


def outcomes_as_json(decided: Sequence[tuple[Case, Decided]]) -> str:
    """One outcome as it is, several in a list."""
    found = [outcome_as_dict(one, case) for case, one in decided]
    whole = found[0] if len(found) == 1 else {"schema": SEVERAL, "cases": found}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def outcome_as_dict(decided: Decided, case: Case | None = None) -> dict[str, Any]:
    """The JSON form of DESIGN.md, section 6, with what this page adds."""
    about = {} if case is None else {"case": _case(case)}
    return {
        "schema": SCHEMA,
        **about,
        "rule": _rule(decided.rule),
        "outcome": decided.outcome.value,
        "readings_differ": decided.differ,
        "missing": list(decided.missing),
        "readings": [_reading(read) for read in decided.readings],
        "findings": [
            {"rule": code, "severity": severity, "message": message(code, fields)}
            for code, severity, fields in remarks(decided, case)
        ],
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "title": dict(case.title),
        "day": None if case.day is None else case.day.isoformat(),
        "source": case.source,
        "sources": {
            name: {"source": source, "as_of": as_of}
            for name, (source, as_of) in sorted(case.sources.items())
        },
    }


def _rule(rule: Rule) -> dict[str, Any]:
    source = rule.source
    return {
        "name": rule.name,
        "title": dict(rule.title),
        "law": dict(source.law),
        "edition": source.edition,
        "sure": source.sure,
        "note": dict(source.note),
    }


def _reading(read: Read) -> dict[str, Any]:
    return {
        "reading": read.reading.name,
        "title": dict(read.reading.title),
        "why": dict(read.reading.why),
        "outcome": read.outcome.value,
        "missing": list(read.missing),
        "clauses": [_clause(judged) for judged in read.clauses],
    }


def _clause(judged: Judged) -> dict[str, Any]:
    clause, margin = judged.clause, judged.margin
    return {
        "clause": clause.name,
        "title": dict(clause.title),
        "source": dict(clause.source),
        "sure": clause.sure,
        "test": written(clause.test),
        "holds": judged.holds,
        "basis": judged.basis.value if judged.holds is not None else None,
        "published": judged.published,
        "fails": clause.fails.value,
        "rounding": dict(clause.rounding),
        "figures": {name: figure(value) for name, value in judged.figures.items()},
        "defined": {name: written(one) for name, one in judged.defined.items()},
        "reported": list(judged.reported),
        "missing": list(judged.missing),
        "in_numbers": {language: compared(judged, language) for language in LANGUAGES}
        if judged.sides
        else None,
        "margin": None if margin is None else ratio(margin),
        "needed": _needed(judged.needed),
        "reversal": [_reversal(one) for one in judged.reversals],
        "units": dict(judged.units),
    }


def figure(value: Figure) -> int | str:
    """A whole number, or a fraction as text."""
    share = Fraction(value)
    return share.numerator if share.denominator == 1 else ratio(share)


def ratio(value: Fraction) -> str:
    """Always "a/b", in lowest terms.

    >>> ratio(Fraction(6)), ratio(Fraction(-5, 2))
    ('6/1', '-5/2')
    """
    return f"{value.numerator}/{value.denominator}"


def _needed(needed: Needed | None) -> dict[str, int] | None:
    if needed is None:
        return None
    if needed.at_least is not None:
        return {"at_least": needed.at_least}
    return {"at_most": needed.at_most or 0}


def _reversal(one: Reversal) -> dict[str, Any]:
    return {"change": one.change, "people": one.people, "units": dict(one.units)}


# -- what a person must see ------------------------------------------------------------------------


def remarks(decided: Decided, case: Case | None = None) -> Iterator[Remark]:
    """Code, severity and fields of everything that a reader of the outcome must know, the gravest
    first. Those of severity 3 and above need a person."""
    if decided.differ:
        yield "Q32", 5, {"outcomes": decided}
    for one in decided.contradictions:
        code = "Q31" if one.published else "Q38"
        yield code, 4, {"clause": one.clause, "source": one.source}
    for clash in decided.clashes:
        fields = {"figure": clash.name, "given": clash.given, "reckoned": clash.reckoned}
        after = {"outcome": decided.outcome, "other": decided.as_given}
        place = {"place": clash.place} if clash.place else {}
        yield ("Q39" if clash.place else "Q30"), 4, {**fields, **after, **place}
    if case is not None and case.not_the_last_word:
        yield "Q137", 3, {"open": case.open}
    if decided.missing:
        yield "Q33", 3, {"figures": ", ".join(decided.missing)}
    for judged in _once(decided):
        name = judged.clause.title
        if judged.basis is Basis.PUBLISHED:
            yield "Q37", 2, {"clause": name, "source": judged.published}
        if judged.basis is Basis.REPORTED and judged.holds is not None:
            yield "Q36", 2, {"clause": name, "figures": ", ".join(judged.reported)}
    if decided.rule.source.sure != "read":
        yield "Q34", 1, {"law": decided.rule.source.law}
    if case is not None and case.left_out:
        yield "Q35", 1, {"units": ", ".join(case.left_out)}


def _once(decided: Decided) -> Iterator[Judged]:
    seen = set()
    for read in decided.readings:
        for judged in read.clauses:
            if judged.clause.name not in seen:
                seen.add(judged.clause.name)
                yield judged


def message(code: str, fields: Mapping[str, object]) -> dict[str, str]:
    """The sentence in the three languages."""
    return {language: sentence(code, fields, language) for language in LANGUAGES}


def sentence(code: str, fields: Mapping[str, object], language: str) -> str:
    """The sentence in one language; numbers, titles and outcomes are put as it writes them."""
    return say(code, language, **{name: _put(one, language) for name, one in fields.items()})


def _put(value: object, language: str) -> object:
    if isinstance(value, Decided):
        return "; ".join(
            f"{said(read.reading.title, language)} – {outcome_said(read.outcome.value, language)}"
            for read in value.readings
        )
    if isinstance(value, Mapping):
        return said(value, language)
    if isinstance(value, Fraction) or type(value) is int:
        return exact(value, language)
    return outcome_said(value, language) if hasattr(value, "value") else value


def outcome_said(value: object, language: str) -> str:
    """An outcome in words."""
    return say(f"outcome-{str(value).replace(' ', '-')}", language)
