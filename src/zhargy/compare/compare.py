"""Two acts to one comparison: alignment, decisions, fates, words, bulk edits, measures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhargy.compare.align.aligner import Alignment, align
from zhargy.compare.align.decide import Link
from zhargy.compare.align.headings import align_headings
from zhargy.compare.align.passages import Passages, article_of
from zhargy.compare.align.reasons import reasons_of
from zhargy.compare.bulk import Row, fold_bulk
from zhargy.compare.clusters import clusters_of, marked_elsewhere
from zhargy.compare.comparison import (
    Candidates,
    Comparison,
    Fate,
    Mark,
    Nature,
    Pair,
    Piece,
    Reason,
)
from zhargy.compare.copies import untangled
from zhargy.compare.decisions import Decision, apply_decisions
from zhargy.compare.measures import measures
from zhargy.compare.references import mark_references
from zhargy.compare.words import difference
from zhargy.text.act import Act, Element
from zhargy.text.provision import Citation, Provision

_SETTLED = 0.9
# Only a person is certain.
_SUREST = 0.9999


@dataclass(frozen=True)
class _Standing:
    """A pair of provisions by their places, before its fate is known."""

    old: int
    new: int
    confidence: float
    reasons: tuple[Reason, ...]
    decided: str


def compare(
    old: Act, new: Act, decisions: Iterable[Decision] = (), where: str = "decisions"
) -> Comparison:
    """Compare two acts. Raises UnusableDecision where a decision cannot be honoured."""
    units = align(Passages.of_act(old), Passages.of_act(new))
    standing = _decided(_standing(old, new, units), old, new, decisions, where)
    rows, edits = _differences(old, new, standing)
    pairs = _in_order(old, new, standing, rows, _alone(old, new, units))
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


def _standing(old: Act, new: Act, units: Alignment) -> list[_Standing]:
    """Units, preamble and headings as places in `provisions`."""
    old_units, new_units = _places(old.provisions, _is_unit), _places(new.provisions, _is_unit)
    out = [
        _Standing(
            old_units[link.old],
            new_units[link.new],
            min(_SUREST, link.score),
            reasons_of(link, units, old.units, new.units),
            "",
        )
        for link in untangled(units.links, old.units, new.units)
    ]
    for kind in (_is_preamble, _is_heading):
        out += _others(old, new, units, kind)
    return out


def _others(old: Act, new: Act, units: Alignment, kind: object) -> Iterator[_Standing]:
    """Headings, or preamble paragraphs."""
    before, after = _places(old.provisions, kind), _places(new.provisions, kind)
    old_texts = [old.provisions[n] for n in before]
    new_texts = [new.provisions[n] for n in after]
    if kind is _is_preamble:
        own = align(Passages.of(old_texts), Passages.of(new_texts))
        for link in untangled(own.links, old_texts, new_texts):
            yield _Standing(
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
        yield _Standing(before[i], after[j], round(min(0.99, score + 0.2), 4), (reason,), "")


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


def _is_heading(provision: Provision) -> bool:
    return provision.citation.is_heading


def _is_preamble(provision: Provision) -> bool:
    return provision.citation.get("preamble") is not None and not provision.citation.is_heading


def _is_unit(provision: Provision) -> bool:
    return not (_is_heading(provision) or _is_preamble(provision))


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
    standing: list[_Standing], old: Act, new: Act, decisions: Iterable[Decision], where: str
) -> list[_Standing]:
    places = [{p.address: n for n, p in enumerate(act.provisions)} for act in (old, new)]
    known = {(s.old, s.new): s for s in standing}
    kept = apply_decisions(known, places[0], places[1], decisions, where)
    out = []
    for (i, j), said in kept.items():
        if not said:
            out.append(known[i, j])
        else:
            reasons = known[i, j].reasons if (i, j) in known else ()
            out.append(_Standing(i, j, 1.0, (Reason("decision", said), *reasons), said))
    return out


# -- words --------------------------------------------------------------------------------------


def _differences(
    old: Act, new: Act, standing: Sequence[_Standing]
) -> tuple[dict[tuple[int, int], Row], tuple]:  # type: ignore[type-arg]
    keys = [(s.old, s.new) for s in standing]
    rows: list[Row] = [difference(old.provisions[i].text, new.provisions[j].text) for i, j in keys]
    rows = marked_elsewhere(keys, rows)
    texts = [(old.provisions[i], new.provisions[j]) for i, j in keys]
    rows = mark_references(rows, texts, (old, new), _went(old, new, standing))
    rows, edits = fold_bulk(rows, [new.provisions[j].address for _, j in keys], new.language)
    return dict(zip(keys, rows, strict=True)), edits


Article = tuple[tuple[str, str], ...]


def _went(old: Act, new: Act, standing: Sequence[_Standing]) -> dict[str, frozenset[str]]:
    """Address of an old provision -> its partners'; of an article -> where most of it went."""
    partners: dict[str, set[str]] = defaultdict(set)
    for s in standing:
        partners[old.provisions[s.old].address].add(new.provisions[s.new].address)
    for a, to in _flow(old, new, standing).items():
        home = max(to, key=lambda b: (to[b], b))
        partners[Citation(a).address].add(Citation(home).address)
    return {address: frozenset(found) for address, found in partners.items()}


def _flow(old: Act, new: Act, standing: Sequence[_Standing]) -> dict[Article, Counter[Article]]:
    """How many pairs lead from each old article to each new one."""
    flow: dict[Article, Counter[Article]] = defaultdict(Counter)
    for s in standing:
        a, b = old.provisions[s.old], new.provisions[s.new]
        if _is_unit(a) and _is_unit(b):
            flow[article_of(a.citation)][article_of(b.citation)] += 1
    return flow


# -- fates --------------------------------------------------------------------------------------


def _in_order(
    old: Act,
    new: Act,
    standing: Sequence[_Standing],
    rows: Mapping[tuple[int, int], Row],
    alone: Mapping[str, float],
) -> list[Pair]:
    """The rows in the order of the new act; dropped ones where they would follow.

    `alone`: how sure each provision has no partner, by side and address.
    """
    partners = (Counter(s.old for s in standing), Counter(s.new for s in standing))
    home = _home(old, new, standing)
    keyed: list[tuple[tuple[int, int, int], Pair]] = []
    for s in standing:
        pair = _pair(old, new, s, rows[s.old, s.new], partners, home)
        keyed.append(((s.new, 0, s.old), pair))
    for j, provision in enumerate(new.provisions):
        if not partners[1][j]:
            sure = alone.get(f"new {provision.address}", 0.5)
            keyed.append(((j, 0, -1), _lone(None, provision, sure)))
    last = -1
    nearest: dict[int, int] = {}
    for s in sorted(standing, key=lambda s: (s.old, s.new)):
        nearest.setdefault(s.old, s.new)
    for i, provision in enumerate(old.provisions):
        last = nearest.get(i, last)
        if not partners[0][i]:
            sure = alone.get(f"old {provision.address}", 0.5)
            keyed.append(((last, 1, i), _lone(provision, None, sure)))
    return [pair for _, pair in sorted(keyed, key=lambda item: item[0])]


def _home(old: Act, new: Act, standing: Sequence[_Standing]) -> dict[Article, Article]:
    """For each old article the new one to which most of its provisions went; same number first."""
    return {
        a: max(went, key=lambda b: (went[b], b == a, str(b)))
        for a, went in _flow(old, new, standing).items()
    }


def _lone(old: Provision | None, new: Provision | None, sure: float) -> Pair:
    fate = Fate.DROPPED if new is None else Fate.NEW
    mark, provision = (Mark.DELETED, old) if new is None else (Mark.INSERTED, new)
    text = provision.text if provision else ""
    return Pair(old, new, fate, False, True, True, round(sure, 4), pieces=(Piece(mark, text),))


def _pair(
    old: Act,
    new: Act,
    s: _Standing,
    pieces: Row,
    partners: tuple[Counter[int], Counter[int]],
    home: Mapping[Article, Article],
) -> Pair:
    before, after = old.provisions[s.old], new.provisions[s.new]
    changed = [p for p in pieces if p.mark is not Mark.SAME]
    words_changed = any(p.nature not in (Nature.PUNCTUATION, Nature.SPELLING) for p in changed)
    substantive = any(p.nature is Nature.WORDS for p in changed)
    moved = _is_unit(before) and home.get(article_of(before.citation)) != article_of(after.citation)
    many_new, many_old = partners[0][s.old] > 1, partners[1][s.new] > 1
    same_number = before.citation == after.citation
    if many_new:
        fate = Fate.SPLIT
    elif many_old:
        fate = Fate.MERGED
    elif moved:
        fate = Fate.MOVED
    elif words_changed:
        fate = Fate.REWORDED
    else:
        fate = Fate.KEPT if same_number else Fate.RENUMBERED
    return Pair(
        before,
        after,
        fate,
        moved,
        words_changed,
        substantive,
        round(s.confidence, 4),
        s.reasons,
        pieces,
        s.decided,
    )


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
