"""Two acts to one comparison: alignment, decisions, fates, words, bulk edits, measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhargy.compare.align.aligner import Alignment, align
from zhargy.compare.align.decide import Link
from zhargy.compare.align.headings import align_headings
from zhargy.compare.align.passages import Passages
from zhargy.compare.align.reasons import reasons_of
from zhargy.compare.clusters import clusters_of
from zhargy.compare.comparison import (
    Candidates,
    Comparison,
    Pair,
    Reason,
)
from zhargy.compare.copies import untangled
from zhargy.compare.decisions import Decision, apply_decisions
from zhargy.compare.measures import measures
from zhargy.compare.rows import Standing, differences, in_order, is_heading, is_preamble, is_unit
from zhargy.text.act import Act, Element
from zhargy.text.provision import Provision

_SETTLED = 0.9
# Only a person is certain.
_SUREST = 0.9999


def compare(
    old: Act, new: Act, decisions: Iterable[Decision] = (), where: str = "decisions"
) -> Comparison:
    """Compare two acts. Raises UnusableDecision where a decision cannot be honoured."""
    units = align(Passages.of_act(old), Passages.of_act(new))
    standing = _decided(_standing(old, new, units), old, new, decisions, where)
    standing.sort(key=lambda s: (s.new, s.old))
    rows, edits = differences(old, new, standing)
    pairs = in_order(old, new, standing, rows, _alone(old, new, units))
    candidates = _candidates(old, new, units, pairs)
    return Comparison(
        old=old,
        new=new,
        pairs=tuple(pairs),
        measures=measures(old, new, pairs, clusters_of(pairs, edits, new.language)),
        bulk=edits,
        level=round(units.level, 4),
        old_candidates=candidates[0],
        new_candidates=candidates[1],
    )


# -- pairs --------------------------------------------------------------------------------------


def _standing(old: Act, new: Act, units: Alignment) -> list[Standing]:
    """Units, preamble and headings as places in `provisions`."""
    old_units, new_units = _places(old.provisions, is_unit), _places(new.provisions, is_unit)
    out = [
        Standing(
            old_units[link.old],
            new_units[link.new],
            min(_SUREST, link.score),
            reasons_of(link, units, old.units, new.units),
            "",
        )
        for link in untangled(units.links, old.units, new.units)
    ]
    for kind in (is_preamble, is_heading):
        out += _others(old, new, units, kind)
    return out


def _others(old: Act, new: Act, units: Alignment, kind: object) -> Iterator[Standing]:
    """Headings, or preamble paragraphs."""
    before, after = _places(old.provisions, kind), _places(new.provisions, kind)
    old_texts = [old.provisions[n] for n in before]
    new_texts = [new.provisions[n] for n in after]
    if kind is is_preamble:
        own = align(Passages.of(old_texts), Passages.of(new_texts))
        for link in untangled(own.links, old_texts, new_texts):
            yield Standing(
                before[link.old],
                after[link.new],
                min(_SUREST, link.score),
                reasons_of(link, own, old_texts, new_texts),
                "",
            )
        return
    under = _under(old, old_texts), _under(new, new_texts)
    for i, j, score in _heading_links(old_texts, new_texts, under, units.links):
        reason = Reason("heading", round(score, 4))
        yield Standing(before[i], after[j], round(min(0.99, score + 0.2), 4), (reason,), "")


Under = tuple[list[frozenset[int]], list[frozenset[int]]]


def _heading_links(
    old: Sequence[Provision], new: Sequence[Provision], under: Under, units: Sequence[Link]
) -> Iterator[tuple[int, int, float]]:
    """Headings of the same number and words first, where they head something in common."""
    places = {(p.citation, p.text): j for j, p in enumerate(new)}
    same = {
        i: places[p.citation, p.text] for i, p in enumerate(old) if (p.citation, p.text) in places
    }
    pairs = {(link.old, link.new) for link in units}
    same = {i: j for i, j in same.items() if _share(under[0][i], under[1][j], pairs)}
    yield from ((i, j, 1.0) for i, j in same.items())
    left = [i for i in range(len(old)) if i not in same]
    right = [j for j in range(len(new)) if j not in set(same.values())]
    found = align_headings(
        [old[i].text for i in left],
        [new[j].text for j in right],
        [under[0][i] for i in left],
        [under[1][j] for j in right],
        units,
    )
    yield from ((left[link.old], right[link.new], link.score) for link in found)


def _share(old: frozenset[int], new: frozenset[int], pairs: set[tuple[int, int]]) -> bool:
    """Is something under one heading linked with something under the other, or both empty?"""
    return not (old or new) or any((i, j) in pairs for i in old for j in new)


def _places(provisions: Sequence[Provision], kind: object) -> list[int]:
    return [n for n, p in enumerate(provisions) if kind(p)]  # type: ignore[operator]


def _under(act: Act, headings: Sequence[Provision]) -> list[frozenset[int]]:
    """For each heading the places of the units under it, among the units."""
    units = {p.citation: n for n, p in enumerate(act.units)}
    below: dict[object, frozenset[int]] = {}

    def collect(element: Element) -> frozenset[int]:
        found = {units[element.citation]} if element.citation in units else set()
        for child in element.children:
            found |= collect(child)
        below[element.citation.steps] = frozenset(found)
        return frozenset(found)

    for element in act.body:
        collect(element)
    return [below.get(h.citation.steps[:-1], frozenset()) for h in headings]


def _decided(
    standing: list[Standing], old: Act, new: Act, decisions: Iterable[Decision], where: str
) -> list[Standing]:
    places = [{p.address: n for n, p in enumerate(act.provisions)} for act in (old, new)]
    known = {(s.old, s.new): s for s in standing}
    kept = apply_decisions(known, places[0], places[1], decisions, where)
    out = []
    for (i, j), said in kept.items():
        if not said:
            out.append(known[i, j])
        else:
            reasons = known[i, j].reasons if (i, j) in known else ()
            out.append(Standing(i, j, 1.0, (Reason("decision", said), *reasons), said))
    return out


def _alone(old: Act, new: Act, units: Alignment) -> dict[str, float]:
    """How sure each unit is new or dropped."""
    return {
        f"{side} {provision.address}": min(_SUREST, sure)
        for side, provisions, alone in (
            ("old", old.units, units.lone_old),
            ("new", new.units, units.lone_new),
        )
        for provision, sure in zip(provisions, alone.tolist(), strict=True)
    }


# -- candidates ---------------------------------------------------------------------------------


def _candidates(
    old: Act, new: Act, units: Alignment, pairs: Sequence[Pair]
) -> tuple[tuple[Candidates, ...], tuple[Candidates, ...]]:
    """Three candidates for each unit that has no sure partner."""
    sure_old = {p.old.address for p in pairs if p.old and p.new and p.confidence >= _SETTLED}
    sure_new = {p.new.address for p in pairs if p.old and p.new and p.confidence >= _SETTLED}
    return (
        _unsettled(old.units, new.units, units.nearest_of_old, sure_old),
        _unsettled(new.units, old.units, units.nearest_of_new, sure_new),
    )


def _unsettled(
    here: Sequence[Provision],
    there: Sequence[Provision],
    nearest: Sequence[Sequence[tuple[int, float]]],
    sure: set[str],
) -> tuple[Candidates, ...]:
    return tuple(
        Candidates(p.address, tuple((there[n].address, round(score, 4)) for n, score in best))
        for p, best in zip(here, nearest, strict=True)
        if best and p.address not in sure
    )
