"""What a person reads of citations in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from zhargy.cli.terminal import console
from zhargy.messages import number, say
from zhargy.reform.citing import Line
from zhargy.text.citation.cited import CitedAct
from zhargy.text.citation.reference import THIS, Kind, Reference, Resolved

_MOST_ROWS = 12


def print_acts(acts: Sequence[CitedAct], language: str, written: Sequence[Path] = ()) -> None:
    """For each act: how many references, to which acts, and which lead nowhere."""
    out = console()
    for cited in acts:
        _print_act(out, cited, language)
    _print_written(out, written, language)


def _print_act(out: Console, cited: CitedAct, language: str) -> None:
    title = " ".join(cited.act.title.split()) or say("read-untitled", language)
    out.print(f"[bold]{escape(title)}[/]")
    references = [reference for _, reference in cited.references]
    kinds = Counter(reference.kind for reference in references)
    said = ", ".join(say(f"cite-count-{kind.value}", language, n=kinds[kind]) for kind in Kind)
    out.print(say("cite-counts", language, count=len(references), detail=said))
    standing = Counter(r.resolved for r in references if r.kind is not Kind.NOTE)
    said = ", ".join(
        f"{say(f'resolved-{one.value}', language)} {number(standing[one], language)}"
        for one in Resolved
    )
    out.print(say("cite-standing", language, detail=said))
    named = Counter(r.act for r in references if r.act != THIS and r.kind is not Kind.NOTE)
    ids = {r.act: r.act_id for r in references if r.act in named and r.act_id}
    for act, count in named.most_common(_MOST_ROWS):
        _print_row(out, f"{number(count, language)}  {act}{_id(ids.get(act, ''))}")
    if ids:
        known = len(ids)
        out.print(say("cite-registered", language, known=known, named=len(named)))
    _print_dangling(out, cited, language)


def _print_dangling(out: Console, cited: CitedAct, language: str) -> None:
    dangling = cited.dangling
    if not dangling:
        return
    out.print(f"\n[bold]{say('cite-dangling', language)}[/]")
    for one, reference in dangling[:_MOST_ROWS]:
        _print_row(out, f"{one.address}: {_words(one.text, reference)} → {_path(reference)}")
    if len(dangling) > _MOST_ROWS:
        _print_row(out, say("read-more", language, n=len(dangling) - _MOST_ROWS))


def print_lines(lines: Sequence[Line], language: str, written: Sequence[Path] = ()) -> None:
    """Each line with what it cites."""
    out = console()
    for count, line in enumerate(lines, 1):
        for reference in line.references:
            act = say("cite-this-act", language) if reference.act == THIS else reference.act
            said = f"{act}{_id(reference.act_id)} · {_path(reference)}"
            _print_row(out, f"{count}: {_words(line.text, reference)} → {said}")
    found = sum(len(line.references) for line in lines)
    out.print(say("cite-lines-counts", language, lines=len(lines), count=found))
    _print_written(out, written, language)


def _id(act_id: str) -> str:
    return f" [{act_id}]" if act_id else ""


def _words(text: str, reference: Reference) -> str:
    start, end = reference.span
    return f"«{text[start:end]}»"


def _path(reference: Reference) -> str:
    return " ".join(f"{level}={number_}" for level, number_ in reference.path.steps)


def _print_row(out: Console, text: str) -> None:
    out.print(Padding(escape(text), (0, 0, 0, 2), expand=False))


def _print_written(out: Console, written: Sequence[Path], language: str) -> None:
    for path in written:
        out.print(say("cli-written", language, path=escape(str(path))))
