"""The filter, the search and the keys of the page."""

from __future__ import annotations

from collections import Counter
from html import escape

from zhargy.compare.comparison import Comparison, Fate
from zhargy.messages import number, say
from zhargy.reports.page.rows import icon
from zhargy.reports.summary import FATES, is_unsure


def tools(comparison: Comparison, language: str) -> str:
    """What to show, which works without script, and the bar that needs one."""

    def words(code: str) -> str:
        return escape(say(f"page-{code}", language))

    counts = Counter(pair.fate for pair in comparison.pairs)
    chips = "".join(_chip(fate, counts[fate], language) for fate in FATES)
    substantive = sum(pair.substantive for pair in comparison.pairs)
    unsure = sum(is_unsure(pair) for pair in comparison.pairs)
    return (
        f'<form class="tools"><fieldset><legend>{words("filter")}</legend>'
        f'<div class="chips">{chips}</div></fieldset><fieldset><legend>{words("show")}</legend>'
        f'<div class="boxes">{_box("substantive", language, substantive)}'
        f"{_box('unsure', language, unsure)}{_box('style', language, checked=True)}"
        f'<span class="script">{_box("inline", language)}</span></div></fieldset>'
        f'<div class="tools-foot script"><button type="reset">{words("reset")}</button>'
        f'<details id="keys"><summary>{words("keys-title")}</summary>'
        f"<p>{words('keys')}</p>{_box('letters', language, checked=True)}</details></div></form>"
        f'<div class="bar-of-page script"><label>{words("search")} <input type="search" id="search">'
        f'</label><output id="count" for="search" data-words="{words("count")}"></output>'
        f'<span><button type="button" id="previous">{words("previous")}</button> '
        f'<button type="button" id="next">{words("next")}</button></span>'
        f'<p class="heads" aria-hidden="true"><b>{words("old")}</b><b>{words("new")}</b></p></div>'
        f'<p id="none" hidden>{words("nothing")}</p>'
    )


def _chip(fate: Fate, count: int, language: str) -> str:
    name = escape(say(f"fate-{fate.value}", language))
    return (
        f'<label class="{fate.value}"><input type="checkbox" name="fate" value="{fate.value}" '
        f"checked>{icon(fate)}{name} <span>{number(count, language)}</span></label>"
    )


def _box(name: str, language: str, count: int | None = None, checked: bool = False) -> str:
    words = escape(say(f"page-{name}", language))
    counted = "" if count is None else f" <span>{number(count, language)}</span>"
    mark = " checked" if checked else ""
    return f'<label><input type="checkbox" id="{name}"{mark}> {words}{counted}</label>'
