"""`python -m benchmarks [NAME] [OPTIONS]`: one benchmark, or all."""

from __future__ import annotations

import importlib
import sys

NAMES = ("pages", "alignment", "speed", "scale", "tables")


def main(arguments: list[str]) -> None:
    chosen = [name for name in NAMES if name in arguments[:1]] or list(NAMES)
    for name in chosen:
        print(f"\n== {name}")
        importlib.import_module(f"benchmarks.{name}").main([a for a in arguments if a not in NAMES])


main(sys.argv[1:])
