"""What each stage checks of its own entries, by kind."""

from __future__ import annotations

from zhargy.compare import entries as alignments
from zhargy.referendum import entries as votes
from zhargy.text import entries as texts
from zhargy.verify.entries import Check

CHECKS: dict[str, Check] = {
    "edition": texts.check,
    "milestone": texts.check_milestone,
    "summary": texts.check_summary,
    "alignment": alignments.check,
    "correction": alignments.check,
    "question": votes.check_question,
    "roll": votes.check_table,
    "protocols": votes.check_table,
    "turnout": votes.check_table,
    "result": votes.check_result,
}
