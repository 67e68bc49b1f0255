"""`python -m benchmarks [NAME [OPTIONS]]`: one benchmark, or all but those on request: the learning
of weights, the pictures of the tour."""

from __future__ import annotations

import importlib
import sys

NAMES = (
    "pages",
    "alignment",
    "citations",
    "speed",
    "scale",
    "tables",
    "record",
    "amending",
    "outcome",
    "topics",
    "lemmas",
    "site",
    "load",
    "paint",
    "protocols",
)
ON_REQUEST = ("fit", "tour")


def main(arguments: list[str]) -> None:
    chosen = [name for name in (*NAMES, *ON_REQUEST) if name in arguments[:1]] or list(NAMES)
    for name in chosen:
        print(f"\n== {name}")
        importlib.import_module(f"benchmarks.{name}").main(arguments[1:] if arguments else [])


main(sys.argv[1:])
