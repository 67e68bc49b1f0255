"""The page: what changed, how much, where it went, and every pair to check."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from importlib import resources

from zhargy.compare.comparison import Candidates, Comparison
from zhargy.compare.editions import History
from zhargy.compare.measures import Explanation
from zhargy.messages import say
from zhargy.reports.citing import cited_address
from zhargy.reports.page.figures import explained, measures
from zhargy.reports.page.history import history_section
from zhargy.reports.page.places import Places
from zhargy.reports.page.ribbon import ribbon
from zhargy.reports.page.rows import FATE_SYMBOLS, contents, groups
from zhargy.reports.page.tools import tools
from zhargy.reports.summary import edit_line, is_hard, level_code, substantive_line, title_of
from zhargy.text.act import Act


def comparison_page(
    comparison: Comparison,
    language: str,
    *,
    names: Sequence[str],
    quoted: str = "",
    explanations: Sequence[Explanation] = (),
    history: History | None = None,
) -> str:
    """The HTML of a comparison in `language`; the same bytes for the same arguments.

    `names` are those of all editions, oldest first; `quoted` is a percentage that `explanations`
    explain.
    """
    style, script = asset("ground.css") + styles(language), asset("compare.js")
    title = escape(say("page-title", language))
    places = Places.of(comparison)
    parts = [
        _head(language, _window_title(comparison, language), style, script),
        f'<body><svg class="vh" aria-hidden="true"><defs>{FATE_SYMBOLS}</defs></svg>',
        f'<a class="skip" href="#main">{escape(say("page-skip", language))}</a>',
        f'<main id="main" tabindex="-1"><div class="wrap"><h1>{title}</h1>',
        _lead(comparison, language, names),
        measures(comparison, language),
        explained(explanations, quoted, language),
        ribbon(comparison, language),
        history_section(history, names, places, language) if history else "",
        _bulk(comparison, places, language),
        _candidates(comparison, places, language),
        f'<section aria-labelledby="h-p"><h2 id="h-p">{escape(say("page-pairs", language))}</h2>',
        contents(comparison, language),
        tools(comparison, language),
        groups(comparison, places, language),
        "</section></div></main>",
        f'<footer><div class="wrap"><p>{escape(say("page-foot", language))}</p></div></footer>',
        f"<script>{script}</script></body></html>\n",
    ]
    return "".join(parts)


def styles(language: str) -> str:
    """How comparisons look, on whatever ground, with the words that stand in the styles."""
    return asset("compare.css") + _labels(language)


def asset(name: str) -> str:
    """A style sheet or a script of the page."""
    return resources.files("zhargy.reports").joinpath("assets", name).read_text(encoding="utf-8")


def _labels(language: str) -> str:
    """The words beside the two columns: said once here, not in each of a thousand rows."""
    names = ("was", "is", "none-old", "none-new", "scores")
    words = ('--{}:"{}"'.format(name, say(f"page-{name}", language)) for name in names)
    return f":root{{{';'.join(words)}}}\n"


def _window_title(comparison: Comparison, language: str) -> str:
    act = " ".join((comparison.new.title or comparison.old.title).split())
    return escape(" – ".join(filter(None, (act, say("page-title", language)))))


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


def _lead(comparison: Comparison, language: str, names: Sequence[str]) -> str:
    rows = "".join(
        f"<div><dt>{escape(say(f'page-{side}', language))}</dt>"
        f"<dd{_spoken(act, language)}>{escape(title_of(act.title, language))}</dd>"
        f'<dd class="note">{escape(name)}</dd></div>'
        for side, act, name in (
            ("old", comparison.old, names[0]),
            ("new", comparison.new, names[-1]),
        )
    )
    return (
        f'<dl class="acts">{rows}</dl>'
        f'<p class="lead">{escape(say(level_code(comparison), language))}</p>'
        f'<p class="note">{escape(substantive_line(comparison, language))}</p>'
    )


def _spoken(act: Act, language: str) -> str:
    """The language of an act's own words, where the page speaks another."""
    named = act.language and act.language != language and act.title
    return f' lang="{escape(act.language)}"' if named else ""


def _bulk(comparison: Comparison, places: Places, language: str) -> str:
    if not comparison.bulk:
        return ""
    rows = "".join(
        f"<details><summary>{escape(edit_line(edit, language))}</summary>"
        f'<ul class="places">{_links(edit.places, places, comparison.new, language)}</ul></details>'
        for edit in comparison.bulk
    )
    return (
        f'<section aria-labelledby="h-b"><h2 id="h-b">{escape(say("compare-bulk", language))}</h2>'
        f'<p class="note">{escape(say("page-bulk", language))}</p>{rows}</section>'
    )


def _links(addresses: Sequence[str], places: Places, act: Act, language: str) -> str:
    return "".join(
        f"<li>{places.link('new', address, cited_address(address, act, language))}</li>"
        for address in dict.fromkeys(addresses)
    )


def _candidates(comparison: Comparison, places: Places, language: str) -> str:
    """Three candidates for each unsettled provision, where little wording was kept."""
    if not is_hard(comparison.level):
        return ""
    old, new = comparison.old, comparison.new
    out = []
    for side, acts, found in (
        ("old", {"old": old, "new": new}, comparison.old_candidates),
        ("new", {"new": new, "old": old}, comparison.new_candidates),
    ):
        rows = "".join(_candidate(c, acts, places, language) for c in found)
        title = escape(say(f"page-candidates-{side}", language))
        out.append(f'<details><summary>{title}</summary><ul class="places">{rows}</ul></details>')
    title = escape(say("page-candidates", language))
    return f'<section aria-labelledby="h-c"><h2 id="h-c">{title}</h2>{"".join(out)}</section>'


def _candidate(found: Candidates, acts: dict[str, Act], places: Places, language: str) -> str:
    """`acts`: the provision's own act first, then that of its candidates, by side."""
    (here, own), (there, other) = acts.items()
    links = ", ".join(
        places.link(there, address, cited_address(address, other, language))
        for address, _ in found.nearest
    )
    name = cited_address(found.address, own, language)
    return f"<li>{places.link(here, found.address, name)}: {links}</li>"
