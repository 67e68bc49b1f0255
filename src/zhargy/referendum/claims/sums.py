"""Claims that stand together: do the parts give the whole that stands beside them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from zhargy.referendum.claims.arithmetic import reachable, slip_of
from zhargy.referendum.claims.claim import Checked, Reckoning, Verdict
from zhargy.referendum.claims.known import BASES, USUAL_BASE, Known
from zhargy.referendum.claims.quantity import Bound

_CLASSES = ("yes", "no", "both", "invalid")


def with_sums(checked: Sequence[Checked], known: Known) -> list[Checked]:
    """The same claims; where parts and whole disagree, the one that breaks the sum says so."""
    out = list(checked)
    _classes(out)
    _precincts(out)
    _parts_above_whole(out)
    _shares_of_counts(out)
    return out


def _exact(one: Checked) -> int | None:
    bound = one.claim.quantity.bound
    return (
        one.claim.quantity.whole if bound is Bound.PLAIN and one.claim.place is not None else None
    )


def _key(one: Checked) -> tuple[object, ...]:
    return (one.source.vote if one.source else one.claim.votes, one.claim.place)


def _classes(checked: list[Checked]) -> None:
    """for + against + both marked + invalid = took part, all said in one text."""
    said: dict[tuple[object, ...], dict[str, int]] = {}
    for index, one in enumerate(checked):
        if _exact(one) is not None and one.figure in (*_CLASSES, "voted"):
            named = said.setdefault((one.claim.votes, one.claim.place), {})
            if (
                one.figure in named
                and checked[named[one.figure]].claim.quantity != one.claim.quantity
            ):
                named[one.figure] = -1
            else:
                named[one.figure] = index
    for named in said.values():
        if set(named) != {*_CLASSES, "voted"} or -1 in named.values():
            continue
        parts = [_exact(checked[named[figure]]) or 0 for figure in _CLASSES]
        whole = _exact(checked[named["voted"]]) or 0
        if sum(parts) == whole:
            continue
        wrong = [i for i in named.values() if checked[i].alarm] or [named["voted"]]
        told = Reckoning(
            "claim-sum",
            {
                "parts": tuple(parts),
                "sum": sum(parts),
                "whole": whole,
                "difference": sum(parts) - whole,
            },
        )
        for index in wrong:
            one = checked[index]
            verdict = (
                one.verdict if one.alarm and one.verdict is not Verdict.DIFFERS else Verdict.SUM
            )
            checked[index] = replace(one, verdict=verdict, reckoning=(*one.reckoning, told))


def _shares_of_counts(checked: list[Checked]) -> None:
    """Percentages against the counts of the same text, where the record knows nothing of it."""
    if any(one.source for one in checked):
        return
    said: dict[tuple[object, ...], dict[str, int]] = {}
    for one in checked:
        if (count := _exact(one)) is not None and one.figure:
            said.setdefault((one.claim.votes, one.claim.place), {}).setdefault(one.figure, count)
    for index, one in enumerate(checked):
        quantity, figure = one.claim.quantity, one.claim.figure
        if one.verdict is not Verdict.UNKNOWN or one.claim.stage == "turnout":
            continue
        if not quantity.share or figure not in USUAL_BASE:
            continue
        counts = said.get((one.claim.votes, one.claim.place), {})
        base = one.claim.base or USUAL_BASE[figure]
        if quantity.bound is not Bound.PLAIN or not counts.get(base) or figure not in counts:
            continue
        if quantity.fit(Fraction(counts[figure], counts[base])):
            continue
        checked[index] = _share_that_counts_deny(one, figure, base, counts)


def _share_that_counts_deny(
    one: Checked, figure: str, base: str, counts: dict[str, int]
) -> Checked:
    """The percentage with the base of the same text that would give it, if one does."""
    quantity, part = one.claim.quantity, counts[figure]
    other = next(
        (
            o
            for o in BASES
            if o != base and counts.get(o) and quantity.fit(Fraction(part, counts[o]))
        ),
        "",
    )
    verdict = Verdict.DIFFERS
    if other:
        verdict, base = Verdict.BASE, other
    elif part > counts[base] or not reachable(quantity, counts[base]):
        verdict = Verdict.IMPOSSIBLE
    told = Reckoning(
        "claim-share",
        {
            "figure": figure,
            "part": part,
            "base": base,
            "whole": counts[base],
            "share": Fraction(part, counts[base]),
        },
    )
    return replace(one, verdict=verdict, figure=figure, reckoning=(*one.reckoning, told))


def _precincts(checked: list[Checked]) -> None:
    """Precincts here and there, and their total, in one sentence."""
    numbered = [
        (index, one)
        for index, one in enumerate(checked)
        if one.claim.quantity.whole is not None
        and (one.figure in ("precincts", "abroad") or (one.claim.total and not one.claim.labels))
    ]
    for _, together in groupby(numbered, key=lambda pair: pair[1].claim.sentence):
        indexes = [index for index, _ in together]
        values = [checked[index].claim.quantity.whole or 0 for index in indexes]
        if len(values) == 3 and len(set(values)) == 3:
            _total_of(checked, indexes, values)


def _total_of(checked: list[Checked], indexes: list[int], values: list[int]) -> None:
    top = values.index(max(values))
    parts = [value for place, value in enumerate(values) if place != top]
    if sum(parts) == values[top]:
        _counted_twice(checked, indexes, values, top)
        return
    # A total that misses its parts by a digit of one of them; anything else is no total.
    near = any(
        slip_of(str(part), str(values[top] - (sum(parts) - part))) for part in parts
    ) or slip_of(str(values[top]), str(sum(parts)))
    if not near:
        return
    told = [
        Reckoning(
            "claim-sum",
            {
                "parts": tuple(parts),
                "sum": sum(parts),
                "whole": values[top],
                "difference": sum(parts) - values[top],
            },
        )
    ]
    for place, part in enumerate(parts):
        rest = values[top] - (sum(parts) - part)
        if slip_of(str(part), str(rest)):
            told.append(
                Reckoning("claim-sum-part", {"said": str(part), "value": rest, "place": place})
            )
    index = indexes[top]
    checked[index] = replace(
        checked[index],
        verdict=Verdict.SUM,
        figure="precincts",
        reckoning=(*checked[index].reckoning, *told),
    )


def _counted_twice(checked: list[Checked], indexes: list[int], values: list[int], top: int) -> None:
    """A total that adds what one of its parts already holds."""
    one = checked[indexes[top]]
    inside = [checked[i] for i in indexes if i != indexes[top]]
    holds = next(
        (part for part in inside if part.verdict is Verdict.FITS and part.figure == "precincts"),
        None,
    )
    if not one.alarm and one.verdict is not Verdict.UNKNOWN or holds is None:
        return
    told = Reckoning(
        "claim-total",
        {
            "said": one.claim.words,
            "value": holds.claim.quantity.whole or 0,
            "more": values[top] - (holds.claim.quantity.whole or 0),
        },
    )
    checked[indexes[top]] = replace(
        one,
        verdict=Verdict.TOTAL,
        fits="precincts",
        value=holds.value,
        source=holds.source,
        reckoning=(told,),
    )


def _parts_above_whole(checked: list[Checked]) -> None:
    """Shares of one base in one sentence that come to more than the whole."""
    numbered = [
        (index, one)
        for index, one in enumerate(checked)
        if one.claim.quantity.share and one.figure in _CLASSES and one.claim.place is not None
        and one.claim.quantity.bound is Bound.PLAIN
    ]  # fmt: skip
    for _, together in groupby(
        numbered, key=lambda pair: (pair[1].claim.sentence, pair[1].claim.votes, pair[1].claim.base)
    ):
        pairs = list(together)
        if len({one.figure for _, one in pairs}) != len(pairs) or len(pairs) < 2:
            continue
        shares = [one.claim.quantity for _, one in pairs]
        total = sum((share.value for share in shares), Fraction(0))
        slack = sum((share.step / 2 for share in shares), Fraction(0))
        if total <= 1 + slack:
            continue
        told = Reckoning("claim-above", {"parts": tuple(s.value for s in shares), "sum": total})
        wrong = [i for i, one in pairs if one.alarm] or [pairs[-1][0]]
        for index in wrong:
            one = checked[index]
            verdict = (
                one.verdict
                if one.alarm and one.verdict is not Verdict.DIFFERS
                else Verdict.IMPOSSIBLE
            )
            checked[index] = replace(one, verdict=verdict, reckoning=(*one.reckoning, told))


def column_sums(total: Sequence[Checked], parts: Sequence[Sequence[Checked]]) -> list[Checked]:
    """The cells of a row of totals; one that is not the sum of the cells above it says so."""
    out = list(total)
    for index, one in enumerate(total):
        whole = one.claim.quantity.whole
        column = [
            cell.claim.quantity.whole
            for row in parts
            for cell in row
            if cell.figure == one.figure and not cell.claim.quantity.share
        ]
        values = [value for value in column if value is not None]
        if whole is None or len(values) != len(parts) or sum(values) == whole:
            continue
        told = Reckoning(
            "claim-sum-rows",
            {
                "n": len(values),
                "sum": sum(values),
                "whole": whole,
                "difference": sum(values) - whole,
            },
        )
        verdict = one.verdict if one.alarm and one.verdict is not Verdict.DIFFERS else Verdict.SUM
        out[index] = replace(one, verdict=verdict, reckoning=(*one.reckoning, told))
    return out
