"""What the demo does with a sample in one language, stage by stage, as a person would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zhargy.compare.compare import compare
from zhargy.compare.editions import history
from zhargy.messages import say
from zhargy.reform.checking import same_files
from zhargy.reform.citing import write_citations
from zhargy.reform.comparing import Compared, write_comparison
from zhargy.reform.consolidating import (
    amend_files,
    consolidate_files,
    write_amended,
    write_consolidated,
)
from zhargy.reform.demo.clerk import filled_in
from zhargy.reform.demo.sample import Sample, Telling
from zhargy.reform.output import write_whole
from zhargy.reform.redlining import Form, redline_files, signed, write_redline
from zhargy.reform.tables import make_document, read_table, write_document
from zhargy.text.citation.cited import cited_acts
from zhargy.text.writing.akn import write_akn

Progress = Callable[..., None]


def pairs_of(sample: Sample) -> list[tuple[int, int]]:
    """The first edition with the last, then each with the next."""
    count = len(sample.editions)
    steps = [(n, n + 1) for n in range(count - 1)]
    return [(0, count - 1), *steps] if count > 2 else steps


def read(telling: Telling, progress: Progress) -> None:
    """Each edition as Akoma Ntoso."""
    sample = telling.sample
    folder = telling.folder / "acts" / sample.act
    folder.mkdir(parents=True, exist_ok=True)
    for name, reading in zip(sample.editions, telling.readings, strict=True):
        write_whole(folder / f"{name}.{telling.language}.xml", write_akn(reading.act, name))
    progress(
        "demo-read",
        sample=sample.name,
        n=len(sample.editions),
        provisions=sum(len(reading.act.provisions) for reading in telling.readings),
    )


def compare_editions(telling: Telling, progress: Progress) -> None:
    """A page, JSON and CSV of each step; what came in on the way and was undone."""
    readings, language = telling.readings, telling.language
    for old, new in pairs_of(telling.sample):
        comparison = compare(readings[old].act, readings[new].act)
        names = telling.sample.editions[old], telling.sample.editions[new]
        compared = Compared((readings[old], readings[new]), comparison, names)
        for kind in (".html", ".json", ".csv"):
            write_comparison(compared, telling.result(telling.step(old, new) + kind), language)
        progress(
            "demo-compared",
            old=names[0],
            new=names[1],
            pairs=len(comparison.pairs),
            n=sum(pair.substantive for pair in comparison.pairs),
        )
    if len(readings) > 2:
        undone = history([reading.act for reading in readings]).undone
        progress("demo-history", n=len(undone))


def cite(telling: Telling, progress: Progress) -> None:
    """The references of each edition, and those that lead nowhere."""
    for name, reading in zip(telling.sample.editions, telling.readings, strict=True):
        cited = cited_acts([reading.act])
        write_citations(cited, telling.result(f"{name}.references.csv"), telling.language)
        (act,) = cited
        references = len(list(act.references))
        if references:
            progress("demo-cited", edition=name, references=references, n=len(act.dangling))


def table(telling: Telling, progress: Progress) -> None:
    """The comparative table and the note; where there is a draft before the last edition, its table
    goes to a clerk, and what was written there stands in the table of the last."""
    sample, language = telling.sample, telling.language
    last = len(sample.editions) - 1
    written = _clerks_round(telling, last - 1, progress) if last > 1 else None
    # Without a day: the demo writes the same bytes on every day.
    comparison = compare(telling.readings[0].act, telling.readings[last].act)
    for form, kinds in ((sample.table, ".docx .xlsx .pdf"), (sample.note, ".docx .pdf")):
        made = make_document(comparison, form, language, None, written)
        name = f"{telling.step(0, last)}.{Path(form).name}"
        for kind in kinds.split():
            write_document(made.document, telling.result(name + kind))
        if form == sample.table and written:
            placed = made.placed
            counts = {"sure": len(placed.sure), "suspect": len(placed.suspect)}
            progress("demo-placed", new=sample.editions[last], **counts, lost=len(placed.lost))
    progress("demo-documents", old=sample.editions[0], new=sample.editions[last])


def _clerks_round(telling: Telling, draft: int, progress: Progress) -> Path:
    """The file of what a clerk wrote in the table of a draft."""
    sample, language = telling.sample, telling.language
    comparison = compare(telling.readings[0].act, telling.readings[draft].act)
    made = make_document(comparison, sample.table, language, None)
    sheet = telling.result(f"{telling.step(0, draft)}.{Path(sample.table).name}.xlsx")
    write_document(made.document, sheet)
    filled_in(sheet, say("demo-justification", language))
    into = telling.result("justifications.toml")
    into.unlink(missing_ok=True)
    brought = read_table(sheet, into)
    progress("demo-clerk", draft=sample.editions[draft], n=brought.new)
    return into


def redlines(telling: Telling, progress: Progress) -> None:
    """The first edition with the changes that make it the last; the last, clean."""
    last = len(telling.sample.editions) - 1
    signature = signed("", telling.sample.day, say("demo-style-author", telling.language))
    made = redline_files(telling.text(0), telling.text(last))
    for kind, form in (("redline", Form()), ("clean", Form(clean=True))):
        target = telling.result(f"{telling.step(0, last)}.{kind}.docx")
        write_redline(made, target, telling.language, signature, form)
    tally = made.tally
    counts = {name: getattr(tally, name) for name in ("changed", "inserted", "deleted", "moved")}
    progress("demo-redline", sample=telling.sample.name, **counts)


def amend(telling: Telling, progress: Progress) -> None:
    """The amending act that leads to the last edition."""
    last = len(telling.sample.editions) - 1
    found = amend_files(telling.text(last - 1), telling.text(last))
    write_amended(found, _amending(telling))
    progress("demo-amended", **_last_step(telling), n=len(found.composed.steps))


def consolidate(telling: Telling, progress: Progress) -> None:
    """The amending act applied: is it the last edition, letter by letter?"""
    last = len(telling.sample.editions) - 1
    found = consolidate_files(telling.text(last - 1), [_amending(telling)])
    target = telling.result(f"{telling.sample.editions[last]}.consolidated.txt")
    write_consolidated(found, target, telling.language)
    differences = same_files(target, telling.text(last))
    code = "demo-consolidated-differs" if differences else "demo-consolidated"
    progress(code, **_last_step(telling), n=len(differences))


def _amending(telling: Telling) -> Path:
    last = len(telling.sample.editions) - 1
    return telling.result(f"{telling.step(last - 1, last)}.amending.txt")


def _last_step(telling: Telling) -> dict[str, str]:
    *_, old, new = telling.sample.editions
    return {"old": old, "new": new}
