"""The rows of a comparison: pairs that stand to their words, fates and order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhargy.compare.align.passages import article_of
from zhargy.compare.bulk import Row, fold_bulk
from zhargy.compare.clusters import marked_elsewhere
from zhargy.compare.comparison import BulkEdit, Fate, Mark, Nature, Pair, Piece, Reason
from zhargy.compare.references import mark_references
from zhargy.compare.words import difference
from zhargy.text.act import Act
from zhargy.text.provision import Citation, Provision


@dataclass(frozen=True)
class Standing:
    """A pair of provisions by their places, before its fate is known."""

    old: int
    new: int
    confidence: float
    reasons: tuple[Reason, ...]
    decided: str


# -- words --------------------------------------------------------------------------------------


def differences(
    old: Act, new: Act, standing: Sequence[Standing]
) -> tuple[dict[tuple[int, int], Row], tuple[BulkEdit, ...]]:
    """The word difference of each pair by its places, and the edits made in many of them."""
    keys = [(s.old, s.new) for s in standing]
    rows: list[Row] = [difference(old.provisions[i].text, new.provisions[j].text) for i, j in keys]
    rows = marked_elsewhere(keys, rows)
    texts = [(old.provisions[i], new.provisions[j]) for i, j in keys]
    rows = mark_references(rows, texts, (old, new), _went(old, new, standing))
    rows, edits = fold_bulk(rows, [new.provisions[j].address for _, j in keys], new.language)
    return dict(zip(keys, rows, strict=True)), edits


Article = tuple[tuple[str, str], ...]


def _went(old: Act, new: Act, standing: Sequence[Standing]) -> dict[str, frozenset[str]]:
    """Address of an old provision -> its partners'; of an article -> where most of it went."""
    partners: dict[str, set[str]] = defaultdict(set)
    for s in standing:
        partners[old.provisions[s.old].address].add(new.provisions[s.new].address)
    for a, to in _flow(old, new, standing).items():
        home = max(to, key=lambda b: (to[b], b))
        partners[Citation(a).address].add(Citation(home).address)
    return {address: frozenset(found) for address, found in partners.items()}


def _flow(old: Act, new: Act, standing: Sequence[Standing]) -> dict[Article, Counter[Article]]:
    """How many pairs lead from each old article to each new one."""
    flow: dict[Article, Counter[Article]] = defaultdict(Counter)
    for s in standing:
        a, b = old.provisions[s.old], new.provisions[s.new]
        if is_unit(a) and is_unit(b):
            flow[article_of(a.citation)][article_of(b.citation)] += 1
    return flow


# -- fates --------------------------------------------------------------------------------------


def in_order(
    old: Act,
    new: Act,
    standing: Sequence[Standing],
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


def _home(old: Act, new: Act, standing: Sequence[Standing]) -> dict[Article, Article]:
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
    s: Standing,
    pieces: Row,
    partners: tuple[Counter[int], Counter[int]],
    home: Mapping[Article, Article],
) -> Pair:
    before, after = old.provisions[s.old], new.provisions[s.new]
    changed = [p for p in pieces if p.mark is not Mark.SAME]
    words_changed = any(p.nature not in (Nature.PUNCTUATION, Nature.SPELLING) for p in changed)
    substantive = any(p.nature is Nature.WORDS for p in changed)
    moved = is_unit(before) and home.get(article_of(before.citation)) != article_of(after.citation)
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


# -- what a provision is --------------------------------------------------------------------------


def is_heading(provision: Provision) -> bool:
    """Whether it is the heading of an element."""
    return provision.citation.is_heading


def is_preamble(provision: Provision) -> bool:
    """Whether it is a paragraph of the preamble."""
    return provision.citation.get("preamble") is not None and not provision.citation.is_heading


def is_unit(provision: Provision) -> bool:
    """Whether measures of change count it: neither heading nor preamble."""
    return not (is_heading(provision) or is_preamble(provision))
