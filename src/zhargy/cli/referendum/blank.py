"""`zhargy referendum blank FOLDER --unit CODE|--all -o FILE`: blank protocols for precincts."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.cli.referendum.ballot import day_of
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("blank", cls=Command, help=told("cli-print-blank"))
    def blank(
        folder: Path = typer.Argument(..., metavar="FOLDER", help=told("cli-count-folder")),
        unit: str = typer.Option("", "--unit", metavar="CODE", help=told("cli-print-unit")),
        everywhere: bool = typer.Option(False, "--all", help=told("cli-print-all")),
        output: list[Path] = typer.Option(
            ..., "-o", "--output", help=told("cli-output", kinds=".pdf, .docx")
        ),
        question: str = typer.Option("", "--question", help=told("cli-entry-question")),
        day: str = typer.Option("", "--date", help=told("cli-date")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform import printing

        made = printing.blanks(folder, unit, question, everywhere=everywhere, day=day_of(day))
        print(told("print-blanks", n=len(made.precincts)))
        for path in output:
            printing.write_paper(made, path)
            print(told("cli-written", path=str(path)))
        return 0
