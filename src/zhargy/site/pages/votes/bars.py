"""How long a bar is, and where a line crosses it: coordinates from 0 to 100, to two decimals."""

from __future__ import annotations

from fractions import Fraction


def length(part: int, base: int | None) -> str:
    """A share as a coordinate from 0 to 100, to two decimals."""
    if not base:
        return "0"
    hundredths = min(10_000, (part * 20_000 + base) // (2 * base))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def coordinate(value: Fraction, whole: Fraction) -> str:
    """Where a value stands on a bar that is as long as the whole."""
    hundredths = int(value * 10_000 / whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
