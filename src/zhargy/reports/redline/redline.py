"""Two texts as one Word document with the changes tracked, or as the clean new text."""

from __future__ import annotations

from zhargy.compare.comparison import Comparison
from zhargy.messages import say
from zhargy.reports.redline.parts import FOOTER, docx
from zhargy.reports.redline.tracked import accepted, tracked
from zhargy.reports.redline.word import Signed, document_xml


def redline(
    comparison: Comparison, language: str, *, names: tuple[str, str], signed: Signed
) -> bytes:
    """The old text with its changes tracked: a DOCX.

    `names` of the old and the new edition stand in the footer, said in `language`.
    """
    document = tracked(comparison)
    old, new = names
    return docx(
        document_xml(document, signed, FOOTER),
        language=comparison.new.language,
        footer=say("redline-footer", language, old=old, new=new),
        title=_title(comparison, new),
        author=signed.author,
        date=signed.date,
        tracking=True,
    )


def clean(
    comparison: Comparison,
    language: str,
    *,
    names: tuple[str, str],
    signed: Signed,
    marked: bool = False,
) -> bytes:
    """The new text without tracked changes; `marked` shows the words that it changed."""
    document = accepted(tracked(comparison))
    old, new = names
    code = "redline-footer-marked" if marked else "redline-footer-clean"
    return docx(
        document_xml(document, signed, FOOTER, marked=marked),
        language=comparison.new.language,
        footer=say(code, language, old=old, new=new),
        title=_title(comparison, new),
        author=signed.author,
        date=signed.date,
        tracking=False,
    )


def _title(comparison: Comparison, name: str) -> str:
    return " ".join(comparison.new.title.split()) or name
