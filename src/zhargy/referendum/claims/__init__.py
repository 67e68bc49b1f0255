"""Published figures of a vote, read from sentences and tables and held against the record."""

from zhargy.referendum.claims.claim import Checked, Claim, Label, Reckoning, Source, Verdict
from zhargy.referendum.claims.judging import check
from zhargy.referendum.claims.known import Known, Place, Printed, Vote, known_of
from zhargy.referendum.claims.quantity import Bound, Fit, Quantity
from zhargy.referendum.claims.reading import claims_in

__all__ = [
    "Bound",
    "Checked",
    "Claim",
    "Fit",
    "Known",
    "Label",
    "Place",
    "Printed",
    "Quantity",
    "Reckoning",
    "Source",
    "Verdict",
    "Vote",
    "check",
    "claims_in",
    "known_of",
]
