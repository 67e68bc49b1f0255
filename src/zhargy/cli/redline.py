"""`zhargy redline OLD NEW -o FILE`: both texts as one Word document with tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zhargy.cli.help import Command
from zhargy.messages import say
from zhargy.reform.child import Limits

if TYPE_CHECKING:
    from zhargy.reports.redline import Redline


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("redline", cls=Command, help=told("cli-redline"))
    def redline(
        old: Path = typer.Argument(..., metavar="OLD", help=told("cli-redline-old")),
        new: Path | None = typer.Argument(None, metavar="NEW", help=told("cli-redline-new")),
        output: list[Path] = typer.Option(
            ..., "-o", "--output", help=told("cli-output", kinds=".docx")
        ),
        author: str = typer.Option("Zhargy", "--author", help=told("cli-redline-author")),
        style_author: str = typer.Option("", "--style-author", help=told("cli-redline-style")),
        date: str = typer.Option("", "--date", help=told("cli-redline-date")),
        clean: bool = typer.Option(False, "--clean", help=told("cli-redline-clean")),
        marked: bool = typer.Option(False, "--marked", help=told("cli-redline-marked")),
        old_name: str = typer.Option("", "--old-name", help=told("cli-redline-old-name")),
        new_name: str = typer.Option("", "--new-name", help=told("cli-redline-new-name")),
        decisions: Path | None = typer.Option(
            None, "--decisions", help=told("cli-compare-decisions")
        ),
        in_: str = typer.Option("", "--in", help=told("cli-in")),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform import redlining

        redlining.refuse_other_kinds(output)
        now = datetime.now(UTC).isoformat()
        signature = redlining.signed(author, date or now, style_author)
        made = redlining.redline_files(
            old,
            new,
            names=(old_name, new_name),
            decisions=decisions,
            language=in_,
            limits=Limits(seconds, megabytes),
        )
        for target in output:
            form = redlining.Form(clean, marked)
            redlining.write_redline(made, target, language, signature, form)
        _print_redline(made, language, output)
        return 0


def _print_redline(made: Redline, language: str, written: Sequence[Path]) -> None:
    """What became of the paragraphs, what the document leaves out, and the files."""
    tally = made.tally
    for fate in ("changed", "inserted", "deleted", "moved", "same"):
        print(say(f"redline-{fate}", language, n=getattr(tally, fate)))
    if made.left_out:
        print(say("redline-left-out", language, n=made.left_out))
    for target in written:
        print(say("cli-written", language, path=str(target)))
