"""Measures of change: each with its formula and its base, no number alone.

The codes are the names of the formulas in docs/guide/measures.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhargy.compare.align.passages import article_of
from zhargy.compare.comparison import Fate, Mark, Measure, Nature, Pair, Piece
from zhargy.text.act import Act
from zhargy.text.provision import Citation, words

_PERCENT = re.compile(r"\s*(\d+)(?:[.,](\d+))?\s*%?\s*")
Article = tuple[tuple[str, str], ...]


def measures(
    old: Act, new: Act, pairs: Sequence[Pair], clusters: Sequence[tuple[Piece, ...]]
) -> tuple[Measure, ...]:
    """All measures of a comparison; `clusters` are the word differences of joined provisions."""
    rows = [p for p in pairs if _is_unit(p)]
    return (
        *_of_articles(old, new, rows),
        *_of_provisions(old, new, rows),
        *_of_words(old, new, clusters),
    )


def _is_unit(pair: Pair) -> bool:
    provision = pair.old or pair.new
    return (
        provision is not None
        and not provision.citation.is_heading
        and (provision.citation.get("preamble") is None)
    )


def _articles(act: Act) -> list[Article]:
    """Articles that have text, in order; annexes are no articles."""
    return list(dict.fromkeys(article_of(p.citation) for p in act.units if _in_article(p.citation)))


def _in_article(citation: Citation) -> bool:
    return citation.steps[0][0] == "article" or (
        citation.get("article") is not None and citation.get("annex") is None
    )


def _of_articles(old: Act, new: Act, rows: Sequence[Pair]) -> list[Measure]:
    before, after = _articles(old), _articles(new)
    rows = [p for p in rows if all(_in_article(x.citation) for x in (p.old, p.new) if x)]
    touched = _articles_where(rows, lambda pair: pair.words_changed or pair.new is None)
    substantive = _articles_where(rows, lambda pair: pair.substantive or pair.new is None)
    gained = {
        article_of(p.new.citation) for p in rows if p.new and (p.words_changed or p.old is None)
    }
    with_source = {article_of(p.new.citation) for p in rows if p.old and p.new}
    same_number = {
        article_of(p.old.citation)
        for p in rows
        if p.old and p.new and article_of(p.old.citation) == article_of(p.new.citation)
    }
    return [
        Measure("articles-touched", len(touched), len(before)),
        Measure("articles-substantive", len(substantive), len(before)),
        Measure("new-articles-touched", len(gained), len(after)),
        Measure("new-articles-without-source", len(after) - len(with_source), len(after)),
        Measure("articles-same-number", len(same_number), len(before)),
    ]


def _articles_where(rows: Sequence[Pair], holds: object) -> set[Article]:
    return {
        article_of(pair.old.citation)
        for pair in rows
        if pair.old and holds(pair)  # type: ignore[operator]
    }


def _of_provisions(old: Act, new: Act, rows: Sequence[Pair]) -> list[Measure]:
    before, after = len(old.units), len(new.units)

    def olds(*fates: Fate) -> set[Citation]:
        return {p.old.citation for p in rows if p.old and (not fates or p.fate in fates)}

    touched = {p.old.citation for p in rows if p.old and (p.words_changed or p.new is None)}
    substantive = {p.old.citation for p in rows if p.old and (p.substantive or p.new is None)}
    return [
        Measure("provisions-touched", len(touched), before),
        Measure("provisions-substantive", len(substantive), before),
        Measure("provisions-kept", len(olds(Fate.KEPT)), before),
        Measure("provisions-number-only", len(olds(Fate.RENUMBERED)), before),
        Measure("provisions-dropped", len(olds(Fate.DROPPED)), before),
        Measure("provisions-new", sum(1 for p in rows if p.fate is Fate.NEW), after),
    ]


def _of_words(old: Act, new: Act, clusters: Sequence[tuple[Piece, ...]]) -> list[Measure]:
    before = sum(_count(p.text) for p in old.units)
    after = sum(_count(p.text) for p in new.units)
    kept = substantive = 0
    for pieces in clusters:
        for piece in pieces:
            if piece.mark is Mark.INSERTED:
                continue
            count = _count(piece.text)
            unchanged = piece.mark is Mark.SAME or piece.nature in (Nature.SPELLING, Nature.MOVED)
            kept += count * unchanged
            substantive += count * (piece.mark is Mark.DELETED and piece.nature is Nature.WORDS)
    # What stands in no cluster was dropped.
    seen = sum(_count(x.text) for pieces in clusters for x in pieces if x.mark is not Mark.INSERTED)
    return [
        Measure("words-changed", before - kept, before),
        Measure("words-substantive", substantive + before - seen, before),
        Measure("words-kept", min(kept, after), after),
        Measure("words-new", max(0, after - kept), after),
    ]


def _count(text: str) -> int:
    return len(tuple(words(text)))


# -- a quoted percentage ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Explanation:
    """A measure beside a quoted percentage: `fits` where rounding gives the quoted figure;
    `apart` is the difference in percentage points."""

    measure: Measure
    fits: bool
    apart: Fraction


def read_percentage(quoted: str) -> tuple[Fraction, Fraction] | None:
    """The percentage and half a unit of its last digit; None if it is none.

    >>> read_percentage("84%"), read_percentage("78,6 %"), read_percentage("many")
    ((Fraction(84, 1), Fraction(1, 2)), (Fraction(393, 5), Fraction(1, 20)), None)
    """
    found = _PERCENT.fullmatch(quoted)
    if found is None:
        return None
    decimals = found[2] or ""
    unit = Fraction(1, 10 ** len(decimals))
    return Fraction(int(found[1] + decimals)) * unit, unit / 2


def explain(
    quoted: tuple[Fraction, Fraction], old: Act, new: Act, known: Sequence[Measure]
) -> list[Explanation]:
    """Every measure, also over other bases that people use, nearest to the quoted one first."""
    percentage, half = quoted
    out = []
    for measure in [*known, *_other_bases(old, new, known)]:
        if measure.share is None:
            continue
        apart = abs(measure.share * 100 - percentage)
        # Half a unit counts as fitting on both sides: half up or half to even, nobody says.
        out.append(Explanation(measure, apart <= half, apart))
    return sorted(out, key=lambda e: (e.apart, e.measure.code))


def _other_bases(old: Act, new: Act, known: Sequence[Measure]) -> list[Measure]:
    """Articles touched over the highest number and over all headings, of both acts."""
    touched = [m for m in known if m.code in ("articles-touched", "new-articles-touched")]
    bases = {
        "old-highest": _highest(old),
        "old-headings": _headings(old),
        "new-highest": _highest(new),
        "new-headings": _headings(new),
    }
    return [
        Measure(f"{measure.code}-of-{name}", measure.part, base)
        for measure in touched
        for name, base in bases.items()
        if base and base != measure.base
    ]


def _highest(act: Act) -> int:
    numbers = [
        int(e.number) for e in act.elements() if e.kind == "article" and e.number.isdecimal()
    ]
    return max(numbers, default=0)


def _headings(act: Act) -> int:
    return sum(1 for e in act.elements() if e.kind == "article")
