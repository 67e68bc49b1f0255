"""How fast a rule is applied, beside the same law written by hand with fractions.

python -m benchmarks outcome
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from zhargy.referendum.outcome import decide
from zhargy.reform.rules import rule_named

ROOT = Path(__file__).parents[1]
_RULES = ("lithuania/constitution-half", "kazakhstan/2023", "kazakhstan/2026-constitution")
_VOTES = 300


def main(_: Sequence[str]) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from referendum.laws import LAWS
    from referendum.test_outcome_campaign import tally, vote

    chance = random.Random(20310608)
    votes = [one for one in (vote(chance) for _ in range(20 * _VOTES)) if len(one.units) == 20]
    votes = votes[:_VOTES]
    print("| rule | readings | outcome | with reversals | the law by hand |")
    print("|---|---|---|---|---|")
    for name in _RULES:
        rule = rule_named(name)
        given = [tally(rule, one) for one in votes]
        plain = _each(lambda one, rule=rule: decide(rule, one, reversals=False), given)
        whole = _each(lambda one, rule=rule: decide(rule, one), given[: _VOTES // 30])
        laws = LAWS[name].values()
        hand = _each(lambda one, laws=laws: [law(one) for law in laws], votes)
        shown = " | ".join(f"{one * 1000:.3f} ms" for one in (plain, whole, hand))
        print(f"| `{name}` | {len(rule.readings)} | {shown} |")


def _each(does: Callable[..., object], given: Sequence[object]) -> float:
    """Seconds of work for one, the best of three."""
    best = []
    for _ in range(3):
        start = time.process_time()
        for one in given:
            does(one)
        best.append((time.process_time() - start) / len(given))
    return min(best)
