"""Learn the weights of the judgement from the gold alignments that were not kept unseen.

python -m benchmarks fit [--write]

Each case is judged by weights that were learned without it and without its kin (the editions of one
reform, the languages of one charter); the figures and the table of calibration are of those. With
--write the weights of all cases go to src/zhargy/compare/align/weights.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.gold import ROOT, Case, Gold, cases, read_case, same_words, score, within_three
from zhargy.compare.align.aligner import Known, known_of, nearest
from zhargy.compare.align.judge import Weights, chosen, none_holds
from zhargy.compare.align.passages import Passages
from zhargy.text.act import Act
from zhargy.text.provision import Provision

Numbers = NDArray[np.float64]
Units = Sequence[Provision]
# The ridge: small, so that columns that say the same share the weight among them.
_STRENGTH = 0.1
_BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_EXCERPTS = (1, 2, 1, 3, 2, 5, 3, 8, 5, 13)
# Copies of each case with neighbours joined, and of how many pairs of neighbours this is done.
_COPIES, _JOINED = 2, 0.2
_HEAD = ("P", "R", "F1", "split", "merged", "moved", "new", "dropped", "fate", "three")
_TARGET = ROOT / "src/zhargy/compare/align/weights.py"


@dataclass(frozen=True)
class Example:
    """A case with what is known of its possible pairs. `labels`: 1 pair, 0 none, -1 debatable."""

    case: Case
    acts: tuple[Act, Act]
    gold: Gold
    known: Known
    labels: Numbers

    @property
    def kin(self) -> str:
        return self.case.name.split()[0].split("-")[0].split("(")[0]

    @classmethod
    def of(cls, case: Case) -> Example:
        old, new, gold = read_case(case)
        known = known_of(Passages.of_act(old), Passages.of_act(new))
        assert known is not None
        return cls(case, (old, new), gold, known, _labels(known, gold, old.units, new.units))

    @cached_property
    def excerpts(self) -> tuple[Example, ...]:
        """A few provisions of either act, so that the weights know very small acts too."""
        old, new = (act.units for act in self.acts)
        places = {unit.address: n for n, unit in enumerate(new)}
        partner = {a: places[b] for a, b in sorted(self.gold.certain) if b in places}
        found = []
        for number, size in enumerate(_EXCERPTS):
            start = number * len(old) // len(_EXCERPTS)
            there = partner.get(old[start].address, start)
            before, after = old[start : start + size], new[there : there + size]
            known = known_of(Passages.of(before), Passages.of(after))
            if known is not None:
                labels = _labels(known, self.gold, before, after)
                found.append(replace(self, known=known, labels=labels))
        return tuple(found)

    @cached_property
    def joined(self) -> tuple[Example, ...]:
        """Copies of both acts in which some neighbours are one provision, so that the weights know
        more splits and merges than people have labelled."""
        found = []
        for seed in range(_COPIES):
            chance = Random(seed)
            (old, into), (new, onto) = (_with_joined(act, chance) for act in self.acts)
            gold = Gold(
                {(into[a], onto[b]) for a, b in self.gold.certain if a in into and b in onto},
                {(into[a], onto[b]) for a, b in self.gold.debatable if a in into and b in onto},
            )
            known = known_of(old, new)
            assert known is not None
            labels = _labels(known, gold, old.provisions, new.provisions)
            found.append(replace(self, known=known, labels=labels))
        return tuple(found)

    def matrix(self) -> Numbers:
        """The columns, the columns times the level, the level."""
        level = self.known.level
        columns = np.column_stack(list(self.known.columns.values()))
        return np.column_stack([columns, columns * level, np.full(len(columns), level)])


@dataclass(frozen=True)
class Judged:
    """An example with the probability of each possible pair by weights that never saw its kin."""

    example: Example
    sure: Numbers

    def pairs(self) -> tuple[Numbers, Numbers]:
        """What was said of each pair that is not debatable, and whether it is one."""
        certain = self.example.labels >= 0
        return self.sure[certain], self.example.labels[certain]

    def lone(self, weights: Weights | None = None) -> Iterator[tuple[Numbers, Numbers]]:
        """How sure each unit was said to be alone, and whether it is, for either act."""
        gold, possible = self.example.gold, self.example.known.possible
        for act, side, alone, partnered in (
            (self.example.acts[0], possible.old, gold.dropped, {a for a, _ in gold.certain}),
            (self.example.acts[1], possible.new, gold.new, {b for _, b in gold.certain}),
        ):
            units = [unit.address for unit in act.units]
            said = (weights.loneliness if weights else none_holds)(self.sure, side, len(units))
            clear = [n for n, u in enumerate(units) if u in alone or u in partnered]
            yield said[clear], np.array([float(units[n] in alone) for n in clear])


def _labels(known: Known, gold: Gold, old: Units, new: Units) -> Numbers:
    pairs = zip(known.possible.old.tolist(), known.possible.new.tolist(), strict=True)
    named = [(old[i].address, new[j].address) for i, j in pairs]
    return np.array([1.0 if p in gold.certain else -float(p in gold.debatable) for p in named])


def _with_joined(act: Act, chance: Random) -> tuple[Passages, dict[str, str]]:
    """Some provisions joined with the one before; and where each address went."""
    whole = Passages.of_act(act)
    units: list[Provision] = []
    headings: list[tuple[str, str]] = []
    into: dict[str, str] = {}
    before: tuple[object, ...] = ()
    for unit, heading, above in zip(act.units, whole.heading, whole.above, strict=True):
        steps = unit.citation.steps
        if before and steps[:-1] == before and chance.random() < _JOINED:
            units[-1] = replace(units[-1], text=f"{units[-1].text}\n{unit.text}")
        else:
            units.append(unit)
            headings.append((whole.heads[heading], whole.heads[above]))
        into[unit.address] = units[-1].address
        before = steps[:-1]
    return Passages.of(units, headings), into


def fitted(examples: Sequence[Example]) -> Weights:
    """Ridge logistic regression; kin counts together as one case."""
    from sklearn.linear_model import LogisticRegression

    kin = Counter(e.kin for e in examples)
    taught = [(one, 1 / kin[e.kin]) for e in examples for one in (e, *e.excerpts)]
    taught += [(one, 1 / kin[e.kin] / _COPIES) for e in examples for one in e.joined]
    kept = [one.labels >= 0 for one, _ in taught]
    rows = np.vstack([one.matrix()[k] for (one, _), k in zip(taught, kept, strict=True)])
    labels = np.concatenate([one.labels[k] for (one, _), k in zip(taught, kept, strict=True)])
    worth = np.concatenate(
        [np.full(k.sum(), share) for (_, share), k in zip(taught, kept, strict=True)]
    )
    mean = np.average(rows, axis=0, weights=worth)
    spread = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=worth)) + 1e-6
    model = LogisticRegression(C=_STRENGTH, solver="newton-cholesky")
    model.fit((rows - mean) / spread, labels, sample_weight=worth)
    weights = model.coef_[0] / spread
    constant = float(model.intercept_[0] - (weights * mean).sum())
    names = list(examples[0].known.columns)
    pairs = zip(weights[: len(names)], weights[len(names) : -1], strict=True)
    return Weights(
        round(constant, 4),
        round(float(weights[-1]), 4),
        {
            n: (round(float(a), 4), round(float(b), 4))
            for n, (a, b) in zip(names, pairs, strict=True)
        },
    )


def of_alone(judged: Sequence[Judged]) -> tuple[float, float]:
    """Constant and slope of `Weights.alone`, from provisions judged by weights that never saw them."""
    from sklearn.linear_model import LogisticRegression

    kin = Counter(j.example.kin for j in judged)
    said = [np.concatenate([s for s, _ in j.lone()]) for j in judged]
    true = [np.concatenate([t for _, t in j.lone()]) for j in judged]
    worth = [np.full(len(s), 1 / kin[j.example.kin]) for s, j in zip(said, judged, strict=True)]
    none = np.concatenate(said)
    model = LogisticRegression(C=1e6, solver="newton-cholesky")
    rows = (np.log(none) - np.log1p(-none))[:, None]
    model.fit(rows, np.concatenate(true), sample_weight=np.concatenate(worth))
    return round(float(model.intercept_[0]), 4), round(float(model.coef_[0, 0]), 4)


def main(arguments: list[str]) -> None:
    examples = [Example.of(case) for case in cases() if not case.unseen]
    judged: list[Judged] = []
    for kin in dict.fromkeys(e.kin for e in examples):
        weights = fitted([e for e in examples if e.kin != kin])
        for example in (e for e in examples if e.kin == kin):
            sure = weights.sureness(example.known.columns, example.known.level)
            judged.append(Judged(example, sure))
    alone = {
        kin: Weights(0.0, 0.0, {}, of_alone([j for j in judged if j.example.kin != kin]))
        for kin in dict.fromkeys(e.kin for e in examples)
    }
    print(f"{'judged by weights learned without it':36}" + "".join(f"{h:>8}" for h in _HEAD))
    for one in judged:
        _print_score(one, alone[one.example.kin])
    _print_calibration("pairs", [j.pairs() for j in judged])
    _print_calibration("all pairs fail", [lone for j in judged for lone in j.lone()])
    _print_calibration(
        "new and dropped", [lone for j in judged for lone in j.lone(alone[j.example.kin])]
    )
    if "--write" in arguments:
        _write(replace(fitted(examples), alone=of_alone(judged)))


def _print_score(judged: Judged, alone: Weights) -> None:
    example, sure, known = judged.example, judged.sure, judged.example.known
    old, new = example.acts
    lone = (
        alone.loneliness(sure, known.possible.old, len(old.units)),
        alone.loneliness(sure, known.possible.new, len(new.units)),
    )
    found = {
        (old.units[link.old].address, new.units[link.new].address)
        for link in chosen(known.possible, sure, known.first, lone)
    }
    result = score(
        found,
        example.gold,
        [u.address for u in old.units],
        [u.address for u in new.units],
        same_words(old, new, found | example.gold.certain),
    )
    figures = [getattr(result, name) for name in result.__dataclass_fields__]
    of_old = nearest(known.possible.old, known.possible.new, sure, len(old.units))
    of_new = nearest(known.possible.new, known.possible.old, sure, len(new.units))
    figures.append(within_three(of_old, of_new, old, new, example.gold.certain))
    print(f"{example.case.name:36}" + "".join(f"{figure:8.3f}" for figure in figures))


def _print_calibration(what: str, judged: Sequence[tuple[Numbers, Numbers]]) -> None:
    said = np.concatenate([s for s, _ in judged])
    true = np.concatenate([t for _, t in judged])
    print(f"\n{what}, by how sure we were:   how many   said on average   right")
    for low, high in pairwise(_BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            print(
                f"  {low:4.2f} to {min(high, 1.0):4.2f}{int(inside.sum()):32,}"
                f"{said[inside].mean():18.3f}{true[inside].mean():8.3f}"
            )


def _write(weights: Weights) -> None:
    lines = [
        '"""The weights of the judgement, written by `python -m benchmarks fit --write`."""',
        "",
        "from zhargy.compare.align.judge import Weights",
        "",
        "# Column: its weight, and what the level adds to it.",
        f"WEIGHTS = Weights({weights.constant}, {weights.of_level}, {{",
        *(f'    "{name}": {pair},' for name, pair in weights.columns.items()),
        f"}}, alone={weights.alone})  # fmt: skip",
    ]
    _TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"\nwritten: {_TARGET.relative_to(ROOT)}")
