"""The ribbon: at a glance, where the old articles went."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from zhargy.compare.comparison import Comparison, Fate, Pair
from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.reports.page.rows import icon
from zhargy.reports.summary import FATES
from zhargy.text.act import CONTAINERS, Act, Element
from zhargy.text.provision import Citation, Provision

_WIDTH, _HEIGHT, _TICK = 1000, 240, 10
_LONGEST_LABEL = 5
_SOME_ARTICLES = 10
_ROOM = 2.0  # per cent of a telephone's width that a letter of a label needs
Article = tuple[tuple[str, str], ...]
Flows = Mapping[tuple[Article, Article], Fate]


def ribbon(comparison: Comparison, language: str) -> str:
    """An SVG with a band for each article that has a home, and the same as a table."""
    old, new = _articles(comparison.old.units), _articles(comparison.new.units)
    flows = _flows(comparison)
    if not old or not new:
        return ""

    def told(code: str, /, **fields: object) -> str:
        return escape(say(code, language, **fields))

    about = told("page-ribbon-about", old=len(old), new=len(new))
    title = told("page-ribbon")
    legend = "".join(
        f'<li class="{fate.value}">{icon(fate)}{told(f"fate-{fate.value}")}</li>' for fate in FATES
    )
    return (
        f'<section aria-labelledby="h-r"><h2 id="h-r">{title}</h2><figure class="ribbon">'
        f'<p class="edge"><b>{told("page-old")}</b> <span>{told("page-articles", n=len(old))}</span></p>'
        f"{_names(comparison.old, old)}"
        f'<svg class="box" role="img" aria-labelledby="rb-t rb-d" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'preserveAspectRatio="none" stroke-width="{_broad(max(old, new, key=len))}"><title id="rb-t">{title}</title><desc id="rb-d">{about}</desc>'
        f"{_bands(old, new, flows)}{_ticks(old, new, flows)}</svg>{_names(comparison.new, new)}"
        f'<p class="edge"><b>{told("page-new")}</b> <span>{told("page-articles", n=len(new))}</span></p>'
        f'<ul class="legend">{legend}</ul>{_table(old, flows, language)}</figure></section>'
    )


def article_steps(provision: Provision) -> Article:
    """The article of a provision, or what stands for it."""
    steps = provision.citation.steps
    for place, (level, _) in enumerate(steps):
        if level == "article":
            return steps[: place + 1]
    return steps[:1]


def _articles(units: Iterable[Provision]) -> list[Article]:
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


# -- the picture ----------------------------------------------------------------------------------


def _bands(old: Sequence[Article], new: Sequence[Article], flows: Flows) -> str:
    """A band for each flow, one path for each fate; steps are relative, for they repeat and pack."""
    tops, bottoms = _middles(old), _middles(new)
    down, half = _HEIGHT - 2 * _TICK, _HEIGHT // 2 - _TICK
    drawn: dict[Fate, list[str]] = defaultdict(list)
    for (a, b), fate in flows.items():
        if a in tops and b in bottoms:
            over = bottoms[b] - tops[a]
            drawn[fate].append(f"M{tops[a]} {_TICK}c0 {half} {over} {half} {over} {down}")
    return _paths(drawn, "")


def _ticks(old: Sequence[Article], new: Sequence[Article], flows: Flows) -> str:
    """A mark for each article in the colour of what became of it: also those without a band."""
    marks: dict[Fate, list[str]] = defaultdict(list)
    for place, articles, top, alone in ((0, old, 0, Fate.DROPPED), (1, new, 1, Fate.NEW)):
        fates: dict[Article, Fate] = {}
        for key, fate in flows.items():
            fates.setdefault(key[place], fate)
        for article, middle in _middles(articles).items():
            mark = f"M{middle} {top * (_HEIGHT - _TICK)}v{_TICK}"
            marks[fates.get(article, alone)].append(mark)
    return _paths(marks, "tick ")


def _paths(drawn: Mapping[Fate, Sequence[str]], kind: str) -> str:
    return "".join(
        f'<path class="{kind}{fate.value}" d="{"".join(drawn[fate])}"/>'
        for fate in FATES
        if fate in drawn
    )


def _middles(articles: Sequence[Article]) -> dict[Article, int]:
    return {
        article: round((place + 0.5) * _WIDTH / len(articles))
        for place, article in enumerate(articles)
    }


def _broad(articles: Sequence[Article]) -> int:
    """How wide the lines are that stand for articles."""
    return max(1, round(0.85 * _WIDTH / len(articles)))


def _names(act: Act, articles: Sequence[Article]) -> str:
    """The numbers of the parts above the articles where they stand, else those of some articles."""
    above = _parts(act.body)
    owners = [above.get(article, "") for article in articles]
    if not any(owners):
        step = max(1, len(articles) // _SOME_ARTICLES)
        owners = [article[-1][1] if n % step == 0 else "" for n, article in enumerate(articles)]
    out, place = [], 0
    for name, members in groupby(owners):
        count = len(list(members))
        if 0 < len(name) <= _LONGEST_LABEL:
            middle, share = 100 * (place + count / 2) / len(articles), 100 * count / len(articles)
            tight = " class=tight" if share < _ROOM * len(name) else ""
            out.append(f'<text{tight} x="{middle:.1f}%" y="1em">{escape(name)}</text>')
        place += count
    return f'<svg class="names" aria-hidden="true">{"".join(out)}</svg>'


def _parts(body: Sequence[Element]) -> dict[Article, str]:
    """The number of the outermost part of each article."""
    return {
        e.citation.steps: part.number
        for part in body
        if part.kind in CONTAINERS
        for e in part.walk()
        if e.kind == "article"
    }


# -- the same as a table --------------------------------------------------------------------------


def _table(old: Sequence[Article], flows: Flows, language: str) -> str:
    to: dict[Article, list[str]] = defaultdict(list)
    for (a, b), fate in flows.items():
        words = f"{cited(Citation(b), language)} ({say(f'fate-{fate.value}', language)})"
        to[a].append(escape(words))
    gone = escape(say(f"fate-{Fate.DROPPED.value}", language))
    rows = "".join(
        f"<tr><th scope=row>{escape(cited(Citation(a), language))}<td>{', '.join(to[a]) or gone}"
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
