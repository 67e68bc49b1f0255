"""`zhargy referendum ballot FOLDER -o FILE`: the specimen of the ballot."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.errors import UnusableDecision
from zhargy.messages import say


def day_of(said: str) -> date:
    """The day of --date, or today: the clock is asked here and nowhere below."""
    if not said:
        return datetime.now(UTC).date()
    try:
        return datetime.fromisoformat(said).date()
    except ValueError:
        raise UnusableDecision("D30", "--date", quoted=said) from None


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("ballot", cls=Command, help=told("cli-print-ballot"))
    def ballot(
        folder: Path = typer.Argument(..., metavar="FOLDER", help=told("cli-count-folder")),
        output: list[Path] = typer.Option(
            ..., "-o", "--output", help=told("cli-output", kinds=".pdf, .docx")
        ),
        beside: bool = typer.Option(False, "--beside", help=told("cli-print-beside")),
        question: str = typer.Option("", "--question", help=told("cli-entry-question")),
        day: str = typer.Option("", "--date", help=told("cli-date")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform import printing

        made = printing.specimens(folder, question, beside=beside, day=day_of(day))
        for path in output:
            printing.write_paper(made, path)
            print(told("cli-written", path=str(path)))
        return 0
