"""Is an act that an instruction names the one that is amended?"""

from __future__ import annotations

import re

from zhargy.languages import LANGUAGES
from zhargy.languages.lookalikes import fold


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name).casefold()))


def is_same_act(named: str, title: str, code: str) -> bool:
    """Is an act that is named by its title ours?"""
    if not title:
        return True
    ours, theirs = _folded(title), _folded(named)
    if theirs in ours or ours in theirs:
        return True
    language = LANGUAGES[code]
    stems = [{language.stem_of(w) for w in name.split()} for name in (ours, theirs)]
    return stems[1] <= stems[0]


def are_related(heads: set[str], ours: set[str]) -> bool:
    """Is one of the words for an act that of our title (заң, заңы)?"""
    return any(a[:4].lower() == b[:4].lower() for a in heads for b in ours)
