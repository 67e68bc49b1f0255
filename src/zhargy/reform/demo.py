"""The sample reforms through every stage that exists, from the sources in `examples/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhargy.compare.compare import compare
from zhargy.compare.editions import history
from zhargy.errors import UnreadableText
from zhargy.messages import LANGUAGES
from zhargy.reform.comparing import Compared, write_comparison
from zhargy.reform.output import write_whole
from zhargy.reform.tables import make_document, write_document
from zhargy.reform.texts import read_files
from zhargy.text.structure.acts import Reading
from zhargy.text.writing.akn import write_akn

# Sample -> act, its editions in order, the forms of its table and its note.
SAMPLES = {
    "jetiaral": (
        "constitution",
        ("charter-in-force", "draft-1", "draft-2", "adopted"),
        ("kazakhstan/working", "kazakhstan/note"),
    ),
    "association": (
        "statute",
        ("statute-2019", "statute-2027"),
        ("association/simple", "association/note"),
    ),
}
_TABLE, _NOTE = (".docx", ".xlsx", ".pdf"), (".docx", ".pdf")
Progress = Callable[..., None]


def run_demo(out: Path, examples: Path, progress: Progress) -> list[Path]:
    """Read and compare both samples in three languages; the pages that were written, first the one
    to begin with.

    `progress(code, **fields)` is told of each step. Raises UnreadableText R23 where there are no
    examples.
    """
    pages: list[Path] = []
    for sample, (act, editions, forms) in SAMPLES.items():
        texts = examples / sample / "texts"
        if not texts.is_dir():
            raise UnreadableText("R23", str(texts))
        for language in LANGUAGES:
            readings = read_files([texts / f"{name}.{language}.txt" for name in editions])
            provisions = sum(len(r.act.provisions) for r in readings)
            progress(
                "demo-read",
                sample=sample,
                language=language,
                n=len(editions),
                provisions=provisions,
            )
            _write_acts(out / sample / "acts" / act, editions, language, readings)
            pages += _compare(out / sample, editions, language, readings, progress)
            _documents(out / sample, editions, forms, language, readings, progress)
    return pages


def _write_acts(
    folder: Path, editions: tuple[str, ...], language: str, readings: list[Reading]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, reading in zip(editions, readings, strict=True):
        write_whole(folder / f"{name}.{language}.xml", write_akn(reading.act, name))


def _documents(
    folder: Path,
    editions: tuple[str, ...],
    forms: tuple[str, str],
    language: str,
    readings: list[Reading],
    progress: Progress,
) -> None:
    """The comparative table and the note of the first edition and the last, without a day: the
    demo writes the same bytes on every day."""
    comparison = compare(readings[0].act, readings[-1].act)
    name = f"{editions[0]}--{editions[-1]}"
    for form, kinds in zip(forms, (_TABLE, _NOTE), strict=True):
        made = make_document(comparison, form, language, None)
        for kind in kinds:
            target = folder / f"{name}.{Path(form).name}.{language}{kind}"
            write_document(made.document, target)
    progress("demo-documents", old=editions[0], new=editions[-1], language=language)


def _compare(
    folder: Path,
    editions: tuple[str, ...],
    language: str,
    readings: list[Reading],
    progress: Progress,
) -> list[Path]:
    """Each edition with the next, and the first with the last."""
    steps = list(zip(range(len(editions)), range(1, len(editions)), strict=False))
    if len(editions) > 2:
        steps.insert(0, (0, len(editions) - 1))
    pages = []
    for old, new in steps:
        comparison = compare(readings[old].act, readings[new].act)
        names = (editions[old], editions[new])
        compared = Compared((readings[old], readings[new]), comparison, names)
        target = folder / f"{names[0]}--{names[1]}.{language}"
        for kind in (".html", ".json", ".csv"):
            write_comparison(compared, target.with_name(target.name + kind), language)
        substantive = sum(pair.substantive for pair in comparison.pairs)
        progress(
            "demo-compared",
            old=names[0],
            new=names[1],
            language=language,
            pairs=len(comparison.pairs),
            n=substantive,
        )
        pages.append(target.with_name(target.name + ".html"))
    if len(editions) > 2:
        undone = history([reading.act for reading in readings]).undone
        progress("demo-history", n=len(undone), language=language)
    return pages
