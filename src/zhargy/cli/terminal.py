"""What a person reads in the terminal."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from zhargy.messages import catalogue, number, say, share
from zhargy.reports.citing import cited
from zhargy.text.act import Act
from zhargy.text.finding import Finding
from zhargy.text.reading.source import SetAside
from zhargy.text.structure.acts import Reading

_WIDTH_OF_A_PIPE = 4000
_MOST_ROWS = 12
_MOST_CHARACTERS = 90
_PLACE = re.compile(r"(after paragraph|page|paragraph|line|table|row|column) (\d+)")


def said_place(place: str, language: str) -> str:
    """A place in a source as a person says it.

    >>> said_place("page 3, line 12", "kk"), said_place("after paragraph 7", "ru")
    ('3-бет, 12-жол', 'после абзаца 7')
    """
    return _PLACE.sub(
        lambda found: say(f"place-{found[1].replace(' ', '-')}", language, n=found[2]), place
    )


def console() -> Console:
    """Colours only for a terminal; lines never broken for a pipe."""
    terminal = sys.stdout.isatty()
    return Console(highlight=False, width=None if terminal else _WIDTH_OF_A_PIPE)


def print_reading(reading: Reading, language: str, written: Sequence[Path] = ()) -> None:
    """The acts, how much of the file they hold, and what a person must see."""
    out = console()
    for act, findings in zip(reading.acts, reading.findings, strict=True):
        _print_act(out, reading, act, language)
        print_findings(out, findings, language)
    placed, whole = reading.characters
    out.print(
        say(
            "read-characters",
            language,
            placed=placed,
            all=whole,
            share=share(placed, whole, language),
        )
    )
    _print_aside(out, reading.set_aside, language)
    for path in written:
        out.print(say("cli-written", language, path=escape(str(path))))


def _print_act(out: Console, reading: Reading, act: Act, language: str) -> None:
    title = " ".join(act.title.split()) or say("read-untitled", language)
    if act.edition:
        title += f" ({say(f'read-edition-{act.edition}', language)})"
    spoken = f"language-{act.language}"
    spoken = say(spoken, language) if spoken in catalogue() else act.language
    encoding = f", {reading.encoding}" if reading.encoding else ""
    out.print(f"[bold]{escape(title)}[/]")
    out.print(f"{spoken} · {reading.format}{encoding}")
    counts = Counter(_level(p.citation.steps) for p in act.provisions)
    detail = ", ".join(say(f"level-{level}", language, n=n) for level, n in counts.items())
    out.print(say("read-counts", language, n=len(act.provisions), detail=detail))
    if act.repealed:
        gone = "; ".join(cited(e.citation, language) for e in act.repealed)
        out.print(escape(say("read-repealed", language, list=gone)))
    notes = len(act.notes) + sum(len(e.notes) for e in act.elements())
    if notes:
        out.print(say("read-notes", language, n=notes))


def _level(steps: tuple[tuple[str, str], ...]) -> str:
    levels = [level for level, _ in steps if level not in ("occurrence", "list")]
    level = levels[-1]
    return level if level not in ("subitem", "subsubitem") else "item"


def print_findings(out: Console, findings: Sequence[Finding], language: str) -> None:
    """What a person must see, the gravest first."""
    if not findings:
        return
    out.print(f"\n[bold]{say('read-findings', language)}[/]")
    shown = sorted(findings, key=lambda finding: -finding.severity)
    for finding in shown[:_MOST_ROWS]:
        where = " · ".join(
            filter(None, (finding.rule, finding.address, said_place(finding.place, language)))
        )
        sentence = say(finding.rule, language, **dict(finding.fields))
        out.print(Padding(f"{escape(where)}: {escape(sentence)}", (0, 0, 0, 2), expand=False))
    if len(shown) > _MOST_ROWS:
        out.print(
            Padding(
                say("read-more", language, n=len(shown) - _MOST_ROWS), (0, 0, 0, 2), expand=False
            )
        )
    out.print()


def _print_aside(out: Console, aside: Sequence[SetAside], language: str) -> None:
    if not aside:
        return
    out.print(f"\n{say('read-aside', language)}")
    reasons = Counter(s.reason for s in aside)
    for reason, count in reasons.items():
        first = next(s for s in aside if s.reason == reason)
        words = " ".join(first.text.split())[:_MOST_CHARACTERS]
        said = say(f"aside-{reason.replace(' ', '-')}", language)
        out.print(
            Padding(
                f"{said} ({number(count, language)}): {escape(said_place(first.place, language))}: {escape(words)}",
                (0, 0, 0, 2),
            )
        )
