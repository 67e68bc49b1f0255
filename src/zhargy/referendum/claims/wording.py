"""Headings of tables that name figures."""

from __future__ import annotations

import re

from zhargy.referendum.claims.claim import FIGURES
from zhargy.referendum.claims.numbers import plain_of
from zhargy.referendum.claims.reading import figure_named

_OTHER_NAMES = {
    "took_part": "voted", "turnout": "voted", "for": "yes", "against": "no", "both_marked": "both",
    "eligible": "roll", "за": "yes", "против": "no", "жақ": "yes", "қарсы": "no", "иә": "yes",
}  # fmt: skip
_SHARE = re.compile(r"(?:^|[\s_,(])(?:%|pct|percent|процент\w*|пайыз\w*)\)?$|%")


def figure_of_heading(heading: str) -> tuple[str, bool] | None:
    """The figure that a heading names, and whether its cells are percentages; None for no figure.

    >>> figure_of_heading("За, %"), figure_of_heading("took_part"), figure_of_heading("Жарамсыз")
    (('yes', True), ('voted', False), ('invalid', False))
    >>> figure_of_heading("source") is None
    True
    """
    plain = plain_of(heading).strip()
    share = bool(_SHARE.search(plain))
    bare = _SHARE.sub("", plain).strip(" ,_(:")
    if bare in FIGURES:
        return bare, share
    if bare in _OTHER_NAMES:
        return _OTHER_NAMES[bare], share or bare == "turnout"
    found = figure_named(bare)
    return (found, share) if found else None
