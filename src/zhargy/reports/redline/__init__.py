"""The redline: a Word document in which accepting all gives the new text, rejecting all the old."""

from zhargy.reports.redline.redline import clean, redline
from zhargy.reports.redline.word import Signed

__all__ = ["Signed", "clean", "redline"]
