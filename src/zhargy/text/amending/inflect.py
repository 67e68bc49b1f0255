"""All forms of words that are replaced "in the due case"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def in_all_forms(pairs: Mapping[str, str], texts: Sequence[str], language: str) -> dict[str, str]:
    """The forms of the old words that stand in the texts, each with the same form of the new."""
    return dict(pairs)
