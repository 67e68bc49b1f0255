"""Two short questions about files: is this the text of that edition, and does it say this?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zhargy.compare.quote import Place, Said, said_in
from zhargy.compare.same import Difference, differences
from zhargy.reform.child import USUAL, Limits
from zhargy.reform.texts import read_files


def same_files(
    file: Path, edition: Path, *, language: str = "", limits: Limits = USUAL
) -> list[Difference]:
    """Where the act of `file` is not the text of `edition`. Raises UnreadableText."""
    read = read_files([file, edition], language=language, limits=limits)
    return differences(read[0].act, read[1].act)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What one act of one file says of a sentence; no places if nothing is like it."""

    file: str
    edition: str
    places: tuple[Place, ...]

    @property
    def said(self) -> Said:
        """How it says it."""
        return self.places[0].said if self.places else Said.NOT


def quote_files(
    sentence: str, paths: Sequence[Path], *, language: str = "", limits: Limits = USUAL
) -> list[Quotation]:
    """Where each act of the files says the sentence. Raises UnreadableText."""
    readings = read_files(paths, language=language, limits=limits)
    return [
        Quotation(path.name, act.edition, tuple(said_in(sentence, act)))
        for reading, path in zip(readings, paths, strict=True)
        for act in reading.acts
    ]
