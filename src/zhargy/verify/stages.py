"""What each stage checks of its own entries, by kind."""

from __future__ import annotations

from zhargy.compare import entries as alignments
from zhargy.text import entries as texts
from zhargy.verify.entries import Check

CHECKS: dict[str, Check] = {
    "edition": texts.check,
    "milestone": texts.check_milestone,
    "summary": texts.check_summary,
    "alignment": alignments.check,
    "correction": alignments.check,
}
