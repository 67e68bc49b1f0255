"""Number labels at the right address, labelled by hand: python -m benchmarks pages.

Each file of benchmarks/gold/pages holds every number that opens a part on some pages of a PDF
(first column `page`) or on the first lines of a text (`line`). A label is right if the reader
gives its address, at that place, with the number as printed; what the reader numbers there and the
file does not know is invented.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import REAL, ROOT
from zhargy.reform.texts import read_file
from zhargy.text.structure.acts import Reading

SOURCES = {"page": "pdf", "line": "txt"}


@dataclass(frozen=True, order=True)
class Label:
    """A number as printed, the page or line where it stands, and its address."""

    at: int
    printed: str
    address: str


@dataclass(frozen=True)
class Gold:
    """`unit`: what `at` counts, page or line."""

    unit: str
    labels: tuple[Label, ...]

    @classmethod
    def read(cls, path: Path) -> Gold:
        head, *rows = [
            line.split("\t")
            for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        ]
        return cls(head[0], tuple(Label(int(at), p, a) for at, p, a in rows))

    @property
    def places(self) -> set[int]:
        """The pages labelled; of a text, every line up to the last one labelled."""
        found = {label.at for label in self.labels}
        return found if self.unit == "page" else set(range(1, max(found) + 1))


def main(arguments: list[str]) -> None:
    if REAL is None:
        print("pages: skipped, ZHARGY_REAL_DATA is not set")
        return
    total = {unit: [0, 0, 0, 0] for unit in SOURCES}
    for path in sorted((ROOT / "benchmarks/gold/pages").glob("*.tsv")):
        gold = Gold.read(path)
        reading = read_file(REAL / "kz" / f"{path.stem}.{SOURCES[gold.unit]}")
        found = {label for label in read_labels(reading, gold.unit) if label.at in gold.places}
        missed, invented = set(gold.labels) - found, found - set(gold.labels)
        counts = (
            len(gold.labels) - len(missed),
            len(gold.labels),
            len(invented),
            len(gold.places),
        )
        total[gold.unit] = [a + b for a, b in zip(total[gold.unit], counts, strict=True)]
        placed, characters = reading.characters
        print(f"{path.stem}: {_sentence(gold.unit, *counts)}; {placed} of {characters} characters")
        for sign, labels in (("missed", missed), ("invented", invented)):
            for label in sorted(labels):
                print("   ", sign, gold.unit, label.at, label.printed, label.address)
    for unit, sums in total.items():
        print(f"all {unit}s: {_sentence(unit, *sums)}")


def read_labels(reading: Reading, unit: str) -> Iterator[Label]:
    """Every printed number of the act, repealed ones too."""
    for element in reading.act.elements():
        place = reading.places[0].get(element.citation.address, "")
        at = re.match(rf"{unit} (\d+)", place)
        if element.label and at:
            yield Label(int(at[1]), element.label, element.citation.address)


def _sentence(unit: str, right: int, whole: int, invented: int, places: int) -> str:
    return (
        f"{right} of {whole} labels right on {places} {unit}s "
        f"({100 * right / max(1, whole):.2f} %), {invented} invented"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
