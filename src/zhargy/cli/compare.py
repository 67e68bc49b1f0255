"""`zhargy compare OLD NEW`: what changed, in the terminal, as a page, as data."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command, known_language
from zhargy.messages import say
from zhargy.reform.child import Limits


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("compare", cls=Command, help=told("cli-compare"))
    def compare(
        files: list[Path] = typer.Argument(
            ..., metavar="OLD NEW...", help=told("cli-compare-files")
        ),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-output", kinds=".html, .json, .csv")
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        explain: str = typer.Option("", "--explain", help=told("cli-compare-explain")),
        decisions: Path | None = typer.Option(
            None, "--decisions", help=told("cli-compare-decisions")
        ),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        # numpy and scipy wake up here and not for --help.
        from zhargy.cli.terminal_compare import print_comparison
        from zhargy.reform.comparing import compare_files, write_comparison
        from zhargy.reports.comparison_json import comparison_as_json

        compared = compare_files(
            files,
            decisions=decisions,
            explain_percentage=explain,
            language=in_,
            limits=Limits(seconds, megabytes),
        )
        for target in output:
            write_comparison(compared, target, language)
        if as_json:
            print(comparison_as_json(compared.comparison, compared.history), end="")
        else:
            print_comparison(compared, language, output)
        return 0
