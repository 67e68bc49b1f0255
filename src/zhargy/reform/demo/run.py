"""The demo: every stage in its turn, for both samples in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhargy.reform.building import build_site
from zhargy.reform.demo import steps
from zhargy.reform.demo.record import Stage
from zhargy.reform.demo.sample import JETIARAL, SAMPLES, tellings

# Stage -> the command that does the same for one text, and who does it here.
_STAGES = {
    "read": ("zhargy read {texts}/charter-in-force.{language}.txt", steps.read),
    "compare": (
        "zhargy compare {texts}/charter-in-force.{language}.txt {texts}/adopted.{language}.txt",
        steps.compare_editions,
    ),
    "cite": ("zhargy cite {texts}/draft-1.{language}.txt", steps.cite),
    "table": (
        "zhargy compare {texts}/charter-in-force.{language}.txt {texts}/draft-2.{language}.txt"
        " --form kazakhstan/working -o table.docx",
        steps.table,
    ),
    "redline": (
        "zhargy redline {texts}/charter-in-force.{language}.txt {texts}/adopted.{language}.txt"
        " -o redline.docx",
        steps.redlines,
    ),
    "amend": (
        "zhargy amend {texts}/draft-2.{language}.txt {texts}/adopted.{language}.txt"
        " -o amending.txt",
        steps.amend,
    ),
    "consolidate": (
        "zhargy consolidate {texts}/draft-2.{language}.txt amending.txt -o adopted.txt",
        steps.consolidate,
    ),
}
_RECORD = "zhargy publish --reform {out}/reform"
_SITE = "zhargy site {out}/reform -o {out}/site"
Progress = Callable[..., None]


def _quietly(code: str, **fields: object) -> None:
    """The other languages go the same way; a screen is soon full."""


def run_demo(out: Path, examples: Path, language: str, progress: Progress) -> list[Path]:
    """Everything into `out`; the pages that were written, first the one to begin with.

    `progress(code, **fields)` is told of each stage, and of each step with the texts in `language`.
    Raises UnreadableText R23 where there are no examples.
    """
    told = list(tellings(out, examples))
    texts = examples / JETIARAL.name / "texts"
    stages = len(_STAGES) + 2
    for ordinal, (name, (command, step)) in enumerate(_STAGES.items(), 1):
        shown = command.format(texts=texts, language=language)
        progress(f"demo-stage-{name}", n=ordinal, stages=stages, command=shown)
        for telling in told:
            step(telling, progress if telling.language == language else _quietly)
    command = _RECORD.format(out=out)
    progress("demo-stage-record", n=stages - 1, stages=stages, command=command)
    Stage(out, examples / JETIARAL.name, language, progress).play()
    progress("demo-stage-site", n=stages, stages=stages, command=_SITE.format(out=out))
    built = build_site(str(out / "reform"), out / "site")
    progress("demo-site", folder=built.folder, n=built.pages)
    return [
        telling.result(f"{telling.step(old, new)}.html")
        for sample in SAMPLES
        for telling in told
        if telling.sample is sample
        for old, new in steps.pairs_of(sample)
    ]
