"""Redlining files: the comparison as a Word document that a lawyer signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from zhargy.errors import UnusableDecision, UnwritableOutput
from zhargy.messages import LANGUAGES
from zhargy.reform.child import USUAL, Limits
from zhargy.reform.comparing import compare_files
from zhargy.reform.output import write_whole
from zhargy.reports.redline import Redline, Signed, redline

REDLINE_KINDS = (".docx",)
AUTHOR = "Zhargy"


@dataclass(frozen=True, slots=True)
class Form:
    """Which document: with tracked changes, or the clean new text, with its new words marked."""

    clean: bool = False
    marked: bool = False


def redline_files(
    old: Path,
    new: Path | None = None,
    *,
    names: tuple[str, str] = ("", ""),
    decisions: Path | None = None,
    language: str = "",
    limits: Limits = USUAL,
) -> Redline:
    """Two files, or one that holds two editions, as one document.

    `names` are those of the editions; without them the files' names stand in the footer.
    Raises UnreadableText, UnusableDecision.
    """
    paths = [old] if new is None else [old, new]
    compared = compare_files(paths, decisions=decisions, language=language, limits=limits)
    said = tuple(name or path.stem for name, path in zip(names, (paths[0], paths[-1]), strict=True))
    return redline(compared.comparison, (said[0], said[1]))


def signed(author: str, date: str, style_author: str = "") -> Signed:
    """Who makes the changes, and when: a day or a moment as ISO 8601 says it.

    A moment without a zone is UTC. Raises UnusableDecision D30.
    """
    try:
        moment = datetime.fromisoformat(date.strip())
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise UnusableDecision("D30", "--date", quoted=date) from None
    return Signed(
        " ".join(author.split()) or AUTHOR,
        moment.isoformat(timespec="seconds") + "Z",
        " ".join(style_author.split()),
    )


def refuse_other_kinds(paths: Sequence[Path]) -> None:
    """Before any work is done. Raises UnwritableOutput W10."""
    for path in paths:
        suffix = path.suffix.lower()
        if suffix not in REDLINE_KINDS:
            kinds = ", ".join(REDLINE_KINDS)
            raise UnwritableOutput("W10", str(path), suffix=suffix, kinds=kinds)


def write_redline(
    made: Redline, path: Path, language: str, signature: Signed, form: Form = Form()
) -> None:
    """Write the document, its footer in the language of the new text where that is one of ours,
    else in `language`. Raises UnwritableOutput."""
    refuse_other_kinds([path])
    of_text = made.comparison.new.language
    language = of_text if of_text in LANGUAGES else language
    if form.clean or form.marked:
        content = made.clean_docx(language, signature, marked=form.marked)
    else:
        content = made.tracked_docx(language, signature)
    write_whole(path, content)
