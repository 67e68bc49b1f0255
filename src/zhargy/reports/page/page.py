"""The page: what changed, how much, where it went, and every pair to check."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib import resources

from zhargy.compare.comparison import Candidates, Comparison, Fate
from zhargy.compare.measures import Explanation
from zhargy.messages import number, say, share
from zhargy.reports.citing import cited_address
from zhargy.reports.page.ribbon import ribbon
from zhargy.reports.page.rows import FATE_SYMBOLS, contents, groups, icon
from zhargy.text.act import Act

_AMENDED, _REWORDED = 0.95, 0.6


def comparison_page(
    comparison: Comparison,
    language: str,
    *,
    old_name: str,
    new_name: str,
    explanations: Sequence[Explanation] = (),
) -> str:
    """The HTML of a comparison in `language`; the same bytes for the same arguments."""

    def told(code: str, /, **fields: object) -> str:
        return escape(say(code, language, **fields))

    style, script = _asset("compare.css"), _asset("compare.js")
    title = told("page-title")
    parts = [
        _head(language, title, style, script),
        f'<body><svg class="vh" aria-hidden="true"><defs>{FATE_SYMBOLS}</defs></svg>',
        f'<a class="skip" href="#main">{told("page-skip")}</a>',
        f'<main id="main" tabindex="-1"><div class="wrap"><h1>{title}</h1>',
        _lead(comparison, language, old_name, new_name),
        _measures(comparison, language),
        _explained(explanations, language),
        ribbon(comparison, language),
        _bulk(comparison, language),
        _candidates(comparison, language),
        f'<section aria-labelledby="h-p"><h2 id="h-p">{told("page-pairs")}</h2>',
        contents(comparison, language),
        _tools(comparison, language),
        groups(comparison, language),
        "</section></div></main>",
        f'<footer><div class="wrap"><p>{told("page-foot")}</p></div></footer>',
        f"<script>{script}</script></body></html>\n",
    ]
    return "".join(parts)


def _asset(name: str) -> str:
    return resources.files("zhargy.reports").joinpath("assets", name).read_text(encoding="utf-8")


def _head(language: str, title: str, style: str, script: str) -> str:
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head>"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _lead(comparison: Comparison, language: str, old_name: str, new_name: str) -> str:
    old, new = comparison.old, comparison.new
    rows = "".join(
        f"<li><b>{escape(say(f'page-{side}', language))}:</b> {escape(' '.join(act.title.split()) or say('read-untitled', language))}"
        f' <span class="note">({escape(name)})</span></li>'
        for side, act, name in (("old", old, old_name), ("new", new, new_name))
    )
    if comparison.level >= _AMENDED:
        code = "compare-level-amended"
    else:
        code = "compare-level-reworded" if comparison.level >= _REWORDED else "compare-level-hard"
    substantive = sum(pair.substantive for pair in comparison.pairs)
    return (
        f'<ul class="lead">{rows}</ul><p class="lead">{escape(say(code, language))}</p>'
        f'<p class="note">{escape(say("compare-substantive", language, n=substantive))}</p>'
    )


def _measures(comparison: Comparison, language: str) -> str:
    heads = "".join(
        f'<th scope="col">{escape(say(f"column-{code}", language))}</th>'
        for code in ("measure", "part", "base", "share")
    )
    labels = {code: escape(say(f"column-{code}", language)) for code in ("part", "base", "share")}
    rows = "".join(
        f'<tr><th scope="row">{escape(say(f"measure-{m.code}", language))}</th>'
        f'<td class="num" data-label="{labels["part"]}">{number(m.part, language)}</td>'
        f'<td class="num" data-label="{labels["base"]}">{number(m.base, language)}</td>'
        f'<td class="num" data-label="{labels["share"]}"><b>{share(m.part, m.base, language)}</b></td></tr>'
        for m in comparison.measures
    )
    title = escape(say("compare-measures", language))
    return (
        f'<section aria-labelledby="h-m"><h2 id="h-m">{title}</h2>'
        f'<p class="note">{escape(say("page-no-one-share", language))}</p>'
        f'<table class="stack"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _explained(explanations: Sequence[Explanation], language: str) -> str:
    if not explanations:
        return ""
    fitting = [e for e in explanations if e.fits]
    code = "compare-explain-some" if fitting else "compare-explain-none"
    rows = "".join(
        f"<li>{share(e.measure.part, e.measure.base, language)}: {e.measure.part} / {e.measure.base}, "
        f"{escape(say(f'measure-{e.measure.code}', language))}</li>"
        for e in (fitting or list(explanations[:5]))
    )
    return f'<section><p class="note">{escape(say(code, language))}</p><ul>{rows}</ul></section>'


def _bulk(comparison: Comparison, language: str) -> str:
    if not comparison.bulk:
        return ""
    title = escape(say("compare-bulk", language))
    rows = []
    for edit in comparison.bulk:
        line = escape(say("compare-bulk-row", language, n=edit.count, old=edit.old, new=edit.new))
        places = "".join(
            f'<li><a href="#new-{escape(place)}">{escape(cited_address(place, comparison.new, language))}</a></li>'
            for place in dict.fromkeys(edit.places)
        )
        rows.append(f'<details><summary>{line}</summary><ul class="places">{places}</ul></details>')
    return (
        f'<section aria-labelledby="h-b"><h2 id="h-b">{title}</h2>'
        f'<p class="note">{escape(say("page-bulk", language))}</p>{"".join(rows)}</section>'
    )


def _candidates(comparison: Comparison, language: str) -> str:
    """Three candidates for each unsettled provision, where little wording was kept."""
    if comparison.level >= _REWORDED:
        return ""
    out = []
    for side, here, there, found in (
        ("old", comparison.old, comparison.new, comparison.old_candidates),
        ("new", comparison.new, comparison.old, comparison.new_candidates),
    ):
        rows = "".join(_candidate(c, here, there, side, language) for c in found)
        title = escape(say(f"page-candidates-{side}", language))
        out.append(f"<details><summary>{title}</summary><ul>{rows}</ul></details>")
    return f"<section>{''.join(out)}</section>"


def _candidate(found: Candidates, here: Act, there: Act, side: str, language: str) -> str:
    other = "new" if side == "old" else "old"
    links = ", ".join(
        f'<a href="#{other}-{escape(address)}">{escape(cited_address(address, there, language))}</a>'
        for address, _ in found.nearest
    )
    own = escape(cited_address(found.address, here, language))
    return f'<li><a href="#{side}-{escape(found.address)}">{own}</a>: {links}</li>'


def _tools(comparison: Comparison, language: str) -> str:
    counts = Counter(pair.fate for pair in comparison.pairs)
    chips = "".join(
        f'<label class="{fate.value}"><input type="checkbox" name="fate" value="{fate.value}" checked>'
        f"{icon(fate)} {escape(say(f'fate-{fate.value}', language))} {number(counts[fate], language)}</label>"
        for fate in Fate
    )

    def box(name: str, checked: bool = False) -> str:
        mark = " checked" if checked else ""
        words = escape(say(f"page-{name}", language))
        return f'<label><input type="checkbox" id="{name}"{mark}> {words}</label>'

    keys = escape(say("page-keys", language))
    return (
        f'<form class="tools" hidden><fieldset><legend class="vh">{escape(say("page-filter", language))}'
        f'</legend>{chips}</fieldset><fieldset><legend class="vh">{escape(say("page-show", language))}</legend>'
        f"{box('substantive')}{box('unsure')}{box('inline')}{box('style', checked=True)}"
        f'<label for="search">{escape(say("page-search", language))}</label> <input type="search" id="search">'
        f'<output id="count" for="search"></output></fieldset>'
        f'<details id="keys"><summary>{escape(say("page-keys-title", language))}</summary><p>{keys}</p></details></form>'
    )
