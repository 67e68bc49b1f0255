"""Two texts as one Word document with the changes tracked, or as the clean new text."""

from __future__ import annotations

from dataclasses import dataclass

from zhargy.compare.comparison import Comparison
from zhargy.messages import say
from zhargy.reports.redline.lines import left_out
from zhargy.reports.redline.parts import FOOTER, docx
from zhargy.reports.redline.tracked import Change, Paragraph, Table, Tracked, accepted, tracked
from zhargy.reports.redline.word import Signed, document_xml


@dataclass(frozen=True, slots=True)
class Tally:
    """How many paragraphs and rows are new, deleted, moved, changed where they stand, the same."""

    inserted: int
    deleted: int
    moved: int
    changed: int
    same: int


@dataclass(frozen=True)
class Redline:
    """A comparison as a document; `names` of the old and the new edition stand in its footer."""

    comparison: Comparison
    document: tuple[Tracked, ...]
    names: tuple[str, str]

    @property
    def tally(self) -> Tally:
        """Moved paragraphs count once, where they went."""
        fates = [fate for block in self.document for fate in _fates(block)]
        return Tally(
            fates.count("inserted"),
            fates.count("deleted"),
            fates.count("moved to"),
            fates.count("changed"),
            fates.count("same"),
        )

    @property
    def left_out(self) -> int:
        """Notes of both acts that the document does not hold."""
        return left_out(self.comparison.old) + left_out(self.comparison.new)

    def tracked_docx(self, language: str, signed: Signed) -> bytes:
        """The old text with its changes tracked; the footer speaks `language`."""
        old, new = self.names
        footer = say("redline-footer", language, old=old, new=new)
        xml = document_xml(self.document, signed, FOOTER)
        return self._docx(xml, footer, signed, tracking=True)

    def clean_docx(self, language: str, signed: Signed, *, marked: bool = False) -> bytes:
        """The new text without tracked changes; `marked` shows the words that it changed."""
        old, new = self.names
        code = "redline-footer-marked" if marked else "redline-footer-clean"
        footer = say(code, language, old=old, new=new)
        xml = document_xml(accepted(self.document), signed, FOOTER, marked=marked)
        return self._docx(xml, footer, signed, tracking=False)

    def _docx(self, xml: str, footer: str, signed: Signed, *, tracking: bool) -> bytes:
        new = self.comparison.new
        return docx(
            xml,
            language=new.language,
            footer=footer,
            title=" ".join(new.title.split()) or self.names[1],
            author=signed.author,
            date=signed.date,
            tracking=tracking,
        )


def redline(comparison: Comparison, names: tuple[str, str]) -> Redline:
    """The document that holds both texts."""
    return Redline(comparison, tuple(tracked(comparison)), names)


def _fates(block: Tracked) -> list[str]:
    if isinstance(block, Table):
        cells = [(row, [run for cell in row.cells for run in cell.runs]) for row in block.rows]
        return [
            _fate(row.change, all(r.change is Change.SAME for r in runs)) for row, runs in cells
        ]
    return [_fate(block.mark, _is_same(block))]


def _is_same(block: Paragraph) -> bool:
    return not block.was and all(run.change is Change.SAME for run in block.runs)


def _fate(change: Change, untouched: bool) -> str:
    if change is not Change.SAME:
        return change.value
    return "same" if untouched else "changed"
