"""Number labels at the right address, on pages labelled by hand: python -m benchmarks pages."""

from __future__ import annotations

import re
import sys

from benchmarks.gold import REAL, ROOT
from zhargy.reform.texts import read_file


def main(arguments: list[str]) -> None:
    if REAL is None:
        print("pages: skipped, ZHARGY_REAL_DATA is not set")
        return
    right = whole = pages = 0
    for gold in sorted((ROOT / "benchmarks/gold/pages").glob("*.tsv")):
        reading = read_file(REAL / "kz" / f"{gold.stem}.pdf")
        rows = [
            line.split("\t")
            for line in gold.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        ][1:]
        wrong = [row for row in rows if page_of(reading.places[0].get(row[2], "")) != row[0]]
        right, whole = right + len(rows) - len(wrong), whole + len(rows)
        pages += len({row[0] for row in rows})
        placed, characters = reading.characters
        print(
            f"{gold.stem}: {len(rows) - len(wrong)} of {len(rows)} labels at the right address; "
            f"{placed} of {characters} characters placed ({100 * placed / characters:.2f} %)"
        )
        for row in wrong[:20]:
            print("   ", *row, "->", reading.places[0].get(row[2], "no such address"))
    print(f"all: {right} of {whole} labels on {pages} pages ({100 * right / max(1, whole):.2f} %)")


def page_of(place: str) -> str:
    found = re.match(r"page (\d+)", place)
    return found[1] if found else ""


if __name__ == "__main__":
    main(sys.argv[1:])
