"""The rows of the page, grouped by the articles of the new act."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from zhargy.compare.comparison import Comparison, Fate, Mark, Nature, Pair, Piece
from zhargy.messages import say
from zhargy.reports.citing import cited
from zhargy.text.act import Act, Element

_SHAPES = {
    Fate.KEPT: '<circle cx="8" cy="8" r="5"/>',
    Fate.RENUMBERED: '<path d="M6 2.5 5 13.5M11 2.5l-1 11M2.5 6h11M2.5 10.5h11"/>',
    Fate.REWORDED: '<path d="M1.5 9c2-5 4.5-5 6.5 0s4.5 5 6.5 0"/>',
    Fate.MOVED: '<path d="M2 8h11M9 4l4 4-4 4"/>',
    Fate.SPLIT: '<path d="M1.5 8H6l4.500-4.500H14M6 8l4.500 4.500H14"/>',
    Fate.MERGED: '<path d="M14.500 8H10L5.500 3.500H2M10 8l-4.500 4.500H2"/>',
    Fate.NEW: '<path d="M8 2.500v11M2.500 8h11"/>',
    Fate.DROPPED: '<path d="M3.500 3.500l9 9M12.500 3.500l-9 9"/>',
}
FATE_SYMBOLS = "".join(
    f'<symbol id="i-{fate.value}" viewBox="0 0 16 16">{shape}</symbol>'
    for fate, shape in _SHAPES.items()
)
_SURE = 0.9


def icon(fate: Fate) -> str:
    """The shape of a fate, beside its word."""
    return f'<svg class="i" aria-hidden="true"><use href="#i-{fate.value}"/></svg>'


def contents(comparison: Comparison, language: str) -> str:
    """A list of the groups, with links."""
    headings = _headings(comparison.new, language)
    places = dict.fromkeys(_group_of(pair) for pair in comparison.pairs if pair.new)
    rows = "".join(
        f'<li><a href="#g-{escape(place)}">{headings[place]}</a></li>'
        for place in places
        if headings.get(place)
    )
    title = escape(say("page-contents", language))
    return (
        f'<details class="toc-box"><summary>{title}</summary><ul class="toc">{rows}</ul></details>'
    )


def groups(comparison: Comparison, language: str) -> str:
    """All rows: a group for each article (or part above it) of the new act."""
    headings = _headings(comparison.new, language)
    out: list[str] = []
    current: str | None = None
    seen: set[str] = set()
    named: set[str] = set()
    for pair in comparison.pairs:
        place = _group_of(pair) if pair.new else current or ""
        if place != current:
            if current is not None:
                out.append("</div>")
            # A place comes again only where dropped rows came between: the first one is the target.
            anchor = "" if place in named else f' id="g-{escape(place)}"'
            named.add(place)
            out.append(f'<div class="group"><h3{anchor}>{headings.get(place, "")}</h3>')
            current = place
        out.append(_row(pair, language, seen))
    if current is not None:
        out.append("</div>")
    return "".join(out)


def _group_of(pair: Pair) -> str:
    """The outermost article or container of the new provision, as an address."""
    if pair.new is None:
        return ""
    address = pair.new.address
    if address.startswith("preamble"):
        return "preamble"
    steps = pair.new.citation.steps
    if steps[-1][0] == "heading":
        steps = steps[:-1]
    for place, (level, _) in enumerate(steps):
        if level == "article":
            steps = steps[: place + 1]
            break
    else:
        steps = steps[:1]
    return "__".join(f"{level}_{number}" for level, number in steps)


def _headings(act: Act, language: str) -> dict[str, str]:
    """What stands above a group: the label and the heading of its article."""
    found = {"preamble": escape(say("page-preamble", language))}
    for element in act.elements():
        if element.kind in ("preamble",):
            continue
        key = "__".join(f"{level}_{number}" for level, number in element.citation.steps)
        found[key] = escape(_heading(element))
    return found


def _heading(element: Element) -> str:
    return " ".join(filter(None, (element.label, element.heading)))


# -- one row --------------------------------------------------------------------------------------


def _row(pair: Pair, language: str, seen: set[str]) -> str:
    substantive = ' data-s="1"' if pair.substantive else ""
    confidence = f' data-c="{round(pair.confidence * 100)}"'
    return (
        f'<div class="pair {pair.fate.value}" data-f="{pair.fate.value}"{substantive}{confidence}'
        f' tabindex="-1"{_anchor(pair, seen)}>{_at(pair, language)}{_texts(pair, language)}</div>'
    )


def _anchor(pair: Pair, seen: set[str]) -> str:
    """Each address is the id of its first row: #new-..., else #old-..."""
    for side, provision in (("new", pair.new), ("old", pair.old)):
        if provision and (name := f"{side}-{provision.address}") not in seen:
            seen.add(name)
            return f' id="{escape(name)}"'
    return ""


def _at(pair: Pair, language: str) -> str:
    def told(code: str, /, **fields: object) -> str:
        return escape(say(code, language, **fields))

    sides = [escape(cited(p.citation, language)) if p else "–" for p in (pair.old, pair.new)]
    parts = [
        f'<span class="fate">{icon(pair.fate)} {told(f"fate-{pair.fate.value}")}</span>',
        f"<span>{sides[0]} → {sides[1]}</span>",
    ]
    if pair.moved and pair.fate is not Fate.MOVED:
        parts.append(f'<span class="moved">{told("fate-moved")}</span>')
    if pair.confidence < _SURE:
        percent = f"{round(pair.confidence * 100)}"
        parts.append(f"<span>{told('page-confidence', percent=percent)}</span>")
    if pair.decided:
        parts.append(f"<span>{told(f'page-{pair.decided}')}</span>")
    if _lone_word(pair):
        parts.append(f'<b class="flag">{told("page-lone-word")}</b>')
    return f'<div class="at">{"".join(parts)}</div>'


def _lone_word(pair: Pair) -> bool:
    """A row of style edits in which one thing more changed."""
    changed = [p for p in pair.pieces if p.mark is not Mark.SAME]
    return (
        pair.substantive
        and any(p.nature is Nature.BULK for p in changed)
        and (sum(len(p.text.split()) for p in changed if p.nature is Nature.WORDS) <= 4)
    )


def _texts(pair: Pair, language: str) -> str:
    if pair.old is None or pair.new is None:
        mark = "ins" if pair.old is None else "del"
        provision = pair.new or pair.old
        text = escape(provision.text) if provision else ""
        side = '<div></div><div class="n act">' if mark == "ins" else '<div class="o act">'
        return f'<div class="cols">{side}<{mark}>{text}</{mark}></div></div>'
    if not any(p.mark is not Mark.SAME for p in pair.pieces):
        return f'<div class="act">{escape(pair.new.text)}</div>{_why(pair, language)}'
    left = "".join(_piece(p) for p in pair.pieces)
    right = "".join(_piece(p) for p in pair.pieces if p.mark is not Mark.DELETED)
    return (
        f'<div class="cols"><div class="o act">{left}</div><div class="n act">{right}</div></div>'
        f"{_why(pair, language)}"
    )


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.mark is Mark.SAME:
        return text
    words = text.rstrip()
    if not words:
        return text
    tag = "del" if piece.mark is Mark.DELETED else "ins"
    quiet = "" if piece.nature is Nature.WORDS else ' class="q"'
    return f"<{tag}{quiet}>{words}</{tag}>{text[len(words) :]}"


def _why(pair: Pair, language: str) -> str:
    rows = "".join(f"<li>{line}</li>" for line in _reasons(pair, language))
    title = escape(say("page-why", language, percent=str(round(pair.confidence * 100))))
    return f'<details class="why"><summary>{title}</summary><ul>{rows}</ul></details>'


def _reasons(pair: Pair, language: str) -> Iterator[str]:
    for reason in pair.reasons:
        value = reason.value
        shown = f"{round(value * 100)}" if isinstance(value, float) else str(value)
        yield escape(say(f"reason-{reason.rule}", language, value=shown))
