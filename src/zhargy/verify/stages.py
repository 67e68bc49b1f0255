"""What each stage checks of its own entries, by kind."""

from __future__ import annotations

from zhargy.compare import entries as alignments
from zhargy.text import entries as editions
from zhargy.verify.entries import Check

CHECKS: dict[str, Check] = {
    "edition": editions.check,
    "alignment": alignments.check,
    "correction": alignments.check,
}
