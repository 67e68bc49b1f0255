"""The redline: a Word document in which accepting all gives the new text, rejecting all the old."""

from zhargy.reports.redline.redline import Redline, Tally, redline
from zhargy.reports.redline.word import Signed

__all__ = ["Redline", "Signed", "Tally", "redline"]
