"""Verifying a published record: steps, report, and the words for it. `verify.verify` begins."""
