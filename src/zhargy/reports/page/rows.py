"""The rows of the page, grouped by the articles of the new act.

A row holds one copy of the words: the old text with what went and what came. The script makes two
columns of it, adds the shapes, and spells out the reasons; without it the page reads as a redline.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from zhargy.compare.comparison import Comparison, Fate, Mark, Nature, Pair
from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.reports.page.places import Places
from zhargy.reports.page.words import redline
from zhargy.reports.summary import is_unsure
from zhargy.text.act import CONTAINERS, Act, Element
from zhargy.text.provision import Provision

_SHAPES = {
    "kept": '<circle cx="8" cy="8" r="5"/>',
    "renumbered": '<path d="M6 2.5 5 13.5M11 2.5l-1 11M2.5 6h11M2.5 10.5h11"/>',
    "reworded": '<path d="M1.5 9c2-5 4.5-5 6.5 0s4.5 5 6.5 0"/>',
    "moved": '<path d="M2 8h11M9 4l4 4-4 4"/>',
    "split": '<path d="M1.5 8H6l4.500-4.500H14M6 8l4.500 4.500H14"/>',
    "merged": '<path d="M14.500 8H10L5.500 3.500H2M10 8l-4.500 4.500H2"/>',
    "new": '<path d="M8 2.500v11M2.500 8h11"/>',
    "dropped": '<path d="M3.500 3.500l9 9M12.500 3.500l-9 9"/>',
    "back": '<path d="M6 2.500 2.500 6 6 9.500M3 6h7.500v7H6"/>',
}
_GAP = "#"
# From here on a browser draws a group only when it comes into view.
_LONG = 1500
FATE_SYMBOLS = "".join(
    f'<symbol id="i-{name}" viewBox="0 0 16 16">{shape}</symbol>' for name, shape in _SHAPES.items()
)


def icon(shape: str) -> str:
    """The shape of a fate, beside its word."""
    return f'<svg class="i" aria-hidden="true"><use href="#i-{shape}"/></svg>'


# -- groups ---------------------------------------------------------------------------------------

Group = tuple[str, ...]
# Where a provision has a page of its own: from the side ("old", "new") and its address.
To = Callable[[str, str], str]


def contents(comparison: Comparison, language: str) -> str:
    """A list of the groups of the new act, with links."""
    headings = _headings(comparison.new, "new", language)
    placed = (_group(pair.new, "new") for pair in comparison.pairs if pair.new)
    rows = "".join(
        f"<li{_container(place)}><a href=#{_id(place)}>{headings[place]}</a>"
        for place in dict.fromkeys(placed)
        if headings.get(place)
    )
    title = escape(say("page-contents", language))
    return (
        f'<details class="toc-box"><summary>{title}</summary><ul class="toc">{rows}</ul></details>'
    )


def groups(
    comparison: Comparison,
    places: Places,
    language: str,
    *,
    beside: bool = False,
    to: To | None = None,
) -> str:
    """All rows: a group for each article (or part above it) of the new act.

    `beside`: in two columns of their own, without a script; the page is twice as long. `to` leads
    from a row to the pages of its provisions.
    """
    headings = {
        **_headings(comparison.old, "old", language),
        **_headings(comparison.new, "new", language),
    }
    out: list[str] = []
    forms: list[str] = []
    named: set[Group] = set()
    rows = zip(_grouped(comparison), comparison.pairs, places.ids, strict=True)
    for place, members in groupby(rows, key=lambda row: row[0]):
        # A place comes again only where dropped rows came between: the first one is the target.
        anchor = "" if place in named else f" id={_id(place)}"
        named.add(place)
        heading = headings.get(place)
        head = f"<h3{anchor}{_container(place)}>{heading}</h3>" if heading else ""
        body = "".join(_row(pair, name, forms, language, beside, to) for _, pair, name in members)
        out.append(f"<div class=group>{head}{body}</div>")
    why = escape(json.dumps(forms, ensure_ascii=False))
    long = ' class="long"' if len(comparison.pairs) > _LONG else ""
    return f'<div id="rows"{long} data-why="{why}">{"".join(out)}</div>'


def _grouped(comparison: Comparison) -> Iterator[Group]:
    """The group of each row; a dropped one stands in that of the row before it."""
    current: Group = ()
    for pair in comparison.pairs:
        if pair.new:
            current = _group(pair.new, "new")
        elif pair.old and (not current or current[0] == "old"):
            current = _group(pair.old, "old")
        yield current


def _group(provision: Provision, side: str) -> Group:
    """The outermost article or container of a provision."""
    if provision.citation.get("preamble") is not None:
        return side, "preamble"
    steps = provision.citation.steps
    if steps[-1][0] == "heading":
        steps = steps[:-1]
    ends = (n for n, (level, _) in enumerate(steps, 1) if level == "article")
    return side, *(f"{level}_{number}" for level, number in steps[: next(ends, 1)])


def _id(place: Group) -> str:
    side, *steps = place
    return escape(f"{'g' if side == 'new' else 'o'}-{'__'.join(steps)}")


def _container(place: Group) -> str:
    """Groups above articles look like what they are."""
    above = place[-1].rpartition("_")[0] in (*CONTAINERS, "preamble") or place[-1] == "preamble"
    return " class=above" if above else ""


def _headings(act: Act, side: str, language: str) -> dict[Group, str]:
    """What stands above a group: the label and the heading of its article."""
    found: dict[Group, str] = {(side, "preamble"): escape(say("page-preamble", language))}
    for element in act.elements():
        if element.kind != "preamble":
            steps = (f"{level}_{number}" for level, number in element.citation.steps)
            found[side, *steps] = escape(_heading(element))
    return found


def _heading(element: Element) -> str:
    return " ".join(filter(None, (element.label, element.heading)))


# -- one row --------------------------------------------------------------------------------------


def _row(
    pair: Pair, name: str, forms: list[str], language: str, beside: bool, to: To | None
) -> str:
    """Little markup: half of a long page would be tags, and the script can make them. The end of a
    paragraph goes without saying."""
    kind = f"{pair.fate.value}{' s' * pair.substantive}{' u' * is_unsure(pair)}"
    # Nothing leads to the rows of the page in two columns.
    anchor = f" id={escape(name)}" if name and not beside else ""
    return (
        f'<div class="pair {kind}"><p>{_at(pair, anchor, language, to)}'
        f"{_words(pair, beside)}{_why(pair, forms, language)}</div>"
    )


def _words(pair: Pair, beside: bool) -> str:
    if not beside or not any(piece.mark is not Mark.SAME for piece in pair.pieces):
        return f"<p class=act>{redline(pair.pieces)}"
    sides = (("o", pair.old, Mark.INSERTED), ("n", pair.new, Mark.DELETED))
    columns = (
        f"<p class={side}>{redline([p for p in pair.pieces if p.mark is not other])}"
        for side, provision, other in sides
        if provision
    )
    return f"<div class=cols>{''.join(columns)}</div>"


def _at(pair: Pair, anchor: str, language: str, to: To | None) -> str:
    parts = [
        f"<i>{_said(f'fate-{pair.fate.value}', language)}</i>",
        _cited(pair, anchor, language, to),
    ]
    if pair.moved and pair.fate is not Fate.MOVED:
        parts.append(f"<i class=moved>{_said('fate-moved', language)}</i>")
    if is_unsure(pair):
        percent = f"{round(pair.confidence * 100)}"
        parts.append(f"<span>{_said('page-confidence', language, percent=percent)}</span>")
    if pair.decided:
        parts.append(f"<span>{_said(f'page-{pair.decided}', language)}</span>")
    if _lone_word(pair):
        parts.append(f"<mark>{_said('page-lone-word', language)}</mark>")
    return " ".join(parts)


def _said(code: str, language: str, /, **fields: object) -> str:
    return escape(say(code, language, **fields))


def _cited(pair: Pair, anchor: str, language: str, to: To | None) -> str:
    """One place where there is one, else from where to where; a link to the page of the newer one,
    which leads to the older one. The name of the row stands beside the address that it repeats, and
    so packs to almost nothing."""
    sides = [(side, p) for side, p in (("old", pair.old), ("new", pair.new)) if p]
    words = " → ".join(dict.fromkeys(escape(cited(p.citation, language)) for _, p in sides))
    side, provision = sides[-1]
    path = to(side, provision.address) if to else ""
    return f'<a href="{escape(path)}"{anchor}>{words}</a>' if path else f"<b{anchor}>{words}</b>"


def _lone_word(pair: Pair) -> bool:
    """A row of style edits in which one thing more changed."""
    changed = [p for p in pair.pieces if p.mark is not Mark.SAME]
    return (
        pair.substantive
        and any(p.nature is Nature.BULK for p in changed)
        and (sum(len(p.text.split()) for p in changed if p.nature is Nature.WORDS) <= 4)
    )


# -- why a pair is a pair ---------------------------------------------------------------------------


def _why(pair: Pair, forms: list[str], language: str) -> str:
    """The values of the reasons and the ordinal of the sentence that they fill in; `forms` are the
    sentences so far."""
    if not pair.reasons:
        return ""
    lines = [say("page-why", language, percent=_GAP)]
    lines += [say(f"reason-{reason.rule}", language, value=_GAP) for reason in pair.reasons]
    form = f"{lines[0]}\n{'; '.join(lines[1:])}"
    if form not in forms:
        forms.append(form)
    values = [_shown(pair.confidence), *(_shown(reason.value) for reason in pair.reasons)]
    told = [value for value, line in zip(values, lines, strict=True) if _GAP in line]
    return f"<p class=why data-w={forms.index(form)}>{escape(' · '.join(told))}"


def _shown(value: float | str) -> str:
    return f"{round(value * 100)}" if isinstance(value, float) else str(value)
