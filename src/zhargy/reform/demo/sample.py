"""A sample reform as its texts stand in `examples/`, and one telling of it in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhargy.errors import UnreadableText
from zhargy.messages import LANGUAGES
from zhargy.reform.texts import read_files
from zhargy.text.structure.acts import Reading


@dataclass(frozen=True, slots=True)
class Sample:
    """A reform: what is reformed, its editions in order, the forms of its table and its note, and
    the day on which the last edition enters into force."""

    name: str
    act: str
    editions: tuple[str, ...]
    table: str
    note: str
    day: str


JETIARAL = Sample(
    "jetiaral",
    "constitution",
    ("charter-in-force", "draft-1", "draft-2", "adopted"),
    "kazakhstan/working",
    "kazakhstan/note",
    "2031-09-01",
)
ASSOCIATION = Sample(
    "association",
    "statute",
    ("statute-2019", "statute-2027"),
    "association/simple",
    "association/note",
    "2027-03-20",
)
SAMPLES = (JETIARAL, ASSOCIATION)


@dataclass(frozen=True)
class Telling:
    """A sample in one language: its texts, as they were read, and where the results go."""

    sample: Sample
    language: str
    texts: Path
    folder: Path
    readings: tuple[Reading, ...]

    def text(self, edition: int) -> Path:
        return self.texts / f"{self.sample.editions[edition]}.{self.language}.txt"

    def result(self, name: str) -> Path:
        """Where a result goes: `name` without the language, with the suffix."""
        stem, dot, suffix = name.rpartition(".")
        return self.folder / f"{stem}.{self.language}{dot}{suffix}"

    def step(self, old: int, new: int) -> str:
        """How files name two editions."""
        return f"{self.sample.editions[old]}--{self.sample.editions[new]}"


def tellings(out: Path, examples: Path) -> Iterator[Telling]:
    """Each sample in three languages. Raises UnreadableText R23 where there are no examples."""
    for sample in SAMPLES:
        texts = examples / sample.name / "texts"
        if not texts.is_dir():
            raise UnreadableText("R23", str(texts))
        for language in LANGUAGES:
            paths = [texts / f"{name}.{language}.txt" for name in sample.editions]
            readings = tuple(read_files(paths))
            yield Telling(sample, language, texts, out / sample.name, readings)
