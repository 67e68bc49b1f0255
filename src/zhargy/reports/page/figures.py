"""Measures of change, each with its base, and what could explain a quoted percentage."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from zhargy.compare.comparison import Comparison, Measure
from zhargy.compare.measures import Explanation
from zhargy.messages import number, say, share

_NEAREST = 5


def measures(comparison: Comparison, language: str) -> str:
    """The table of all measures."""
    title = escape(say("compare-measures", language))
    return (
        f'<section aria-labelledby="h-m"><h2 id="h-m">{title}</h2>'
        f'<p class="note">{escape(say("page-no-one-share", language))}</p>'
        f"{_table(comparison.measures, language)}</section>"
    )


def explained(explanations: Sequence[Explanation], quoted: str, language: str) -> str:
    """The measures that give a quoted percentage, else the nearest ones."""
    if not explanations:
        return ""
    fitting = [e for e in explanations if e.fits]
    code = "compare-explain-some" if fitting else "compare-explain-none"
    shown = [e.measure for e in fitting or explanations[:_NEAREST]]
    title = escape(say("compare-explain", language, quoted=quoted))
    return (
        f'<section aria-labelledby="h-e"><h2 id="h-e">{title}</h2>'
        f'<p class="note">{escape(say(code, language))}</p>{_table(shown, language)}</section>'
    )


def _table(shown: Sequence[Measure], language: str) -> str:
    heads = "".join(
        f'<th scope="col"{mark}>{escape(say(f"column-{code}", language))}</th>'
        for code, mark in (
            ("measure", ""),
            ("part", ' class="num"'),
            ("base", ' class="num"'),
            ("share", ' class="num" colspan="2"'),
        )
    )
    rows = "".join(_row(measure, language) for measure in shown)
    return f'<table class="figures"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(measure: Measure, language: str) -> str:
    width = round(float(measure.share or 0) * 100, 1)
    bar = (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="M0 0h100v8H0z"/><path class="full" d="M0 0h{width:g}v8H0z"/></svg>'
    )
    return (
        f'<tr><th scope="row">{escape(say(f"measure-{measure.code}", language))}</th>'
        f'<td class="num">{number(measure.part, language)}</td>'
        f'<td class="num base">{number(measure.base, language)}</td><td class="barcell">{bar}</td>'
        f'<td class="num"><b>{share(measure.part, measure.base, language)}</b></td></tr>'
    )
