"""Two acts of 500 to 20,000 provisions, made by seeded changes: python -m benchmarks scale.

The words of the sample constitution are mixed anew into articles of five points; of the new act
ten in a hundred points are reworded, and some are moved, dropped, new, split or merged.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from multiprocessing import get_context

from benchmarks.gold import ROOT
from zhargy.compare.compare import compare
from zhargy.text.act import Act, Element
from zhargy.text.provision import Citation

SIZES = (500, 2_000, 8_000, 20_000)
_POINTS = 5


def acts(size: int) -> tuple[Act, Act]:
    """An act of `size` points and its changed successor; the same for the same size."""
    chance = random.Random(size)
    text = (ROOT / "examples/jetiaral/texts/adopted.ru.txt").read_text(encoding="utf-8")
    words = [word for word in text.split() if len(word) > 1]
    old = [_sentence(chance, words) for _ in range(size)]
    return _act(old), _act(_changed(chance, old, words))


def _sentence(chance: random.Random, words: list[str]) -> str:
    """Runs of four words of the sample, so that wording repeats as in real law."""
    runs = []
    for _ in range(chance.randint(2, 6)):
        start = chance.randrange(len(words) - 4)
        runs += words[start : start + 4]
    return " ".join(runs).capitalize() + "."


def _changed(chance: random.Random, old: list[str], words: list[str]) -> list[str]:
    new: list[str] = []
    for text in old:
        lot = chance.random()
        if lot < 0.02:
            continue
        if lot < 0.04:
            new.insert(chance.randrange(len(new) + 1), text)
        elif lot < 0.06:
            half = len(text.split()) // 2
            new += [" ".join(text.split()[:half]) + ".", " ".join(text.split()[half:]).capitalize()]
        elif lot < 0.08 and new:
            new[-1] += f" {text}"
        elif lot < 0.18:
            parts = text.split()
            parts[chance.randrange(len(parts))] = chance.choice(words)
            new.append(" ".join(parts))
        else:
            new.append(text)
        if chance.random() < 0.02:
            new.append(_sentence(chance, words))
    return new


def _act(texts: list[str]) -> Act:
    articles = []
    for number, start in enumerate(range(0, len(texts), _POINTS), 1):
        points = tuple(
            Element(
                "point",
                Citation.of(article=str(number), point=str(n)),
                str(n),
                f"{n}.",
                lead=(text,),
            )
            for n, text in enumerate(texts[start : start + _POINTS], 1)
        )
        citation = Citation.of(article=str(number))
        articles.append(
            Element("article", citation, str(number), f"Статья {number}.", children=points)
        )
    return Act("Испытание", "ru", tuple(articles))


def _measured(size: int) -> None:
    old, new = acts(size)
    start = time.perf_counter()
    comparison = compare(old, new)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:8,} provisions {seconds:8.2f} s {1000 * seconds / size:8.2f} ms a provision "
        f"{peak:8.0f} MB   {len(comparison.pairs):,} rows",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    for size in SIZES:
        process = get_context("fork").Process(target=_measured, args=(size,))
        process.start()
        process.join()


if __name__ == "__main__":
    main(sys.argv[1:])
