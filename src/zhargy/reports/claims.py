"""What a check of claims says, in sentences and as JSON (docs/spec/claims.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from zhargy.messages import LANGUAGES, number, say
from zhargy.referendum.claims.claim import Checked, Reckoning, Verdict

SCHEMA = "zhargy.claims/1"
_NO_BREAK = "\u00a0"


class Text(Protocol):
    """A text and its checked claims."""

    @property
    def file(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def claims(self) -> Sequence[Checked]: ...


def percent(share: Fraction, language: str, places: int = 2) -> str:
    """A share in per cent, rounded half up.

    >>> percent(Fraction(7954667, 9127192), "ru"), percent(Fraction(1, 2), "en", 0)
    ('87,15\\xa0%', '50 %')
    """
    whole = int(share * 100 * 10**places + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    said = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"{said} %" if language == "en" else f"{said.replace('.', ',')}{_NO_BREAK}%"


def figure_name(figure: str, base: str, language: str) -> str:
    """The name of a figure, with its base where it is a share."""
    name = say(f"claim-figure-{figure}", language)
    if not base:
        return name
    return say("claim-of", language, figure=name, base=say(f"claim-figure-{base}", language))


def sentences(one: Checked, language: str) -> list[str]:
    """The verdict's reasons as sentences: the arithmetic, and where what fits comes from."""
    out = [_reckoned(step, language) for step in one.reckoning]
    if one.source and one.verdict is not Verdict.TOTAL:
        out.append(_sourced(one, language))
    return out


def _sourced(one: Checked, language: str) -> str:
    source = one.source
    if source is None or one.value is None:
        return ""
    value = (
        number(one.value, language) if isinstance(one.value, int) else percent(one.value, language)
    )
    where = ", ".join(
        part
        for part in (
            source.vote,
            source.place,
            say(f"claim-stage-{source.stage}", language),
            source.as_of and say("claim-as-of", language, day=source.as_of),
            source.source,
        )
        if part
    )
    name = figure_name(one.fits, one.fits_base, language)
    return say("claim-source", language, figure=name, value=value, where=where)


def _reckoned(step: Reckoning, language: str) -> str:
    fields = {name: _shown(name, value, language) for name, value in step.fields.items()}
    return say(step.code, language, **fields)


def _shown(name: str, value: object, language: str) -> object:
    if name in ("figure", "base"):
        return say(f"claim-figure-{value}", language)
    if isinstance(value, Fraction):
        return percent(value, language, 4 if name in ("share", "now_share") else 2)
    if isinstance(value, tuple):
        return " + ".join(str(_shown("", part, language)) for part in value)
    if name == "n":
        return value
    if isinstance(value, int):
        return number(value, language).replace("-", "−")
    if name == "difference":
        sign = str(value)[:1] if str(value)[:1] in "+−" else ""
        return sign + number(int(str(value).lstrip("+−")), language)
    return value


def claims_as_json(texts: Sequence[Text]) -> str:
    """The whole result, ending with a line break; the same input gives the same bytes."""
    result = {"schema": SCHEMA, "texts": [_text(one) for one in texts]}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _text(one: Text) -> Mapping[str, Any]:
    return {
        "file": one.file,
        "place": one.place,
        "text": one.text,
        "claims": [_claim(claim) for claim in one.claims],
    }


def _claim(one: Checked) -> Mapping[str, Any]:
    claim, quantity = one.claim, one.claim.quantity
    fits = None
    if one.source is not None and one.value is not None:
        fits = {
            "figure": one.fits,
            "base": one.fits_base,
            "value": one.value if isinstance(one.value, int) else _fraction(one.value),
            "vote": one.source.vote,
            "place": one.source.place,
            "stage": one.source.stage,
            "as_of": one.source.as_of,
            "source": one.source.source,
        }
    return {
        "words": claim.words,
        "span": list(claim.span),
        "figure": one.figure,
        "base": one.base,
        "value": _fraction(quantity.value),
        "step": _fraction(quantity.step),
        "share": quantity.share,
        "bound": quantity.bound.value,
        "verdict": one.verdict.value,
        "alarm": one.alarm,
        "fits": fits,
        "reckoning": [step.code for step in one.reckoning],
        "message": {language: " ".join(sentences(one, language)) for language in LANGUAGES},
        "confidence": int(one.confidence * 100) / 100,
    }


def _fraction(value: Fraction) -> str:
    return str(value)
