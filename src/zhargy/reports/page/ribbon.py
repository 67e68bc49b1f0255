"""The ribbon: at a glance, where the old articles went."""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape

from zhargy.compare.comparison import Comparison, Fate, Pair
from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.text.provision import Citation, Provision

_WIDTH, _TOP, _BOTTOM = 1000.0, 12.0, 228.0
Article = tuple[tuple[str, str], ...]


def ribbon(comparison: Comparison, language: str) -> str:
    """An SVG with a band for each article that has a home, and the same as a table."""
    old, new = _articles(comparison.old.units), _articles(comparison.new.units)
    flows = _flows(comparison)
    if not old or not new:
        return ""
    bands = "".join(
        _band(old.index(a) / len(old), new.index(b) / len(new), 1 / len(old), 1 / len(new), fate)
        for (a, b), fate in flows.items()
        if a in old and b in new
    )
    title = escape(say("page-ribbon", language))
    about = escape(say("page-ribbon-about", language, old=len(old), new=len(new)))
    return (
        f'<section aria-labelledby="h-r"><h2 id="h-r">{title}</h2><figure class="ribbon">'
        f"<p>{escape(say('page-old', language))}</p>"
        f'<svg class="box" role="img" aria-labelledby="rb-t rb-d" viewBox="0 0 1000 240" '
        f'preserveAspectRatio="none"><title id="rb-t">{title}</title><desc id="rb-d">{about}</desc>{bands}</svg>'
        f"<p>{escape(say('page-new', language))}</p></figure>{_table(old, flows, language)}</section>"
    )


def article_steps(provision: Provision) -> Article:
    """The article of a provision, or what stands for it."""
    steps = provision.citation.steps
    for place, (level, _) in enumerate(steps):
        if level == "article":
            return steps[: place + 1]
    return steps[:1]


def _articles(units: tuple[Provision, ...]) -> list[Article]:
    return list(dict.fromkeys(article_steps(p) for p in units))


def _flows(comparison: Comparison) -> dict[tuple[Article, Article], Fate]:
    """Article to article, with the fate that most of their pairs have."""
    pairs: dict[tuple[Article, Article], Counter[Fate]] = defaultdict(Counter)
    for pair in comparison.pairs:
        if pair.old and pair.new and _is_unit(pair):
            pairs[article_steps(pair.old), article_steps(pair.new)][pair.fate] += 1
    return {
        key: max(fates, key=lambda fate: (fates[fate], fate.value)) for key, fates in pairs.items()
    }


def _is_unit(pair: Pair) -> bool:
    return (
        pair.old is not None
        and not pair.old.citation.is_heading
        and (pair.old.citation.get("preamble") is None)
    )


def _band(top: float, bottom: float, top_width: float, bottom_width: float, fate: Fate) -> str:
    a, b = top * _WIDTH, bottom * _WIDTH
    c, d = (bottom + 0.85 * bottom_width) * _WIDTH, (top + 0.85 * top_width) * _WIDTH
    return (
        f'<path class="{fate.value}" d="M{a:.0f} {_TOP:.0f}C{a:.0f} 120 {b:.0f} 120 {b:.0f} {_BOTTOM:.0f}'
        f'H{c:.0f}C{c:.0f} 120 {d:.0f} 120 {d:.0f} {_TOP:.0f}z"/>'
    )


def _table(old: list[Article], flows: dict[tuple[Article, Article], Fate], language: str) -> str:
    to: dict[Article, list[str]] = defaultdict(list)
    for (a, b), fate in flows.items():
        words = f"{cited(Citation(b), language)} ({say(f'fate-{fate.value}', language)})"
        to[a].append(escape(words))
    rows = "".join(
        f'<tr><th scope="row">{escape(cited(Citation(a), language))}</th><td>{", ".join(to[a]) or "–"}</td></tr>'
        for a in old
    )
    heads = "".join(
        f'<th scope="col">{escape(say(f"page-{side}", language))}</th>' for side in ("old", "new")
    )
    title = escape(say("page-ribbon-table", language))
    return (
        f"<details><summary>{title}</summary><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )
