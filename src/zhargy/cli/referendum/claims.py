"""`zhargy referendum claims FILE... --results FILE`: what was published, held against the results."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("claims", cls=Command, help=told("cli-claims"))
    def claims(
        files: list[Path] = typer.Argument(..., metavar="FILE...", help=told("cli-claims-files")),
        results: list[Path] = typer.Option(..., "--results", help=told("cli-claims-results")),
        places: list[Path] = typer.Option([], "--places", help=told("cli-claims-places")),
        vote: str = typer.Option("", "--vote", metavar="DAY", help=told("cli-claims-vote")),
        lines: bool = typer.Option(False, "--lines", help=told("cli-claims-lines")),
        output: list[Path] = typer.Option(
            [],
            "-o",
            "--output",
            help=told("cli-output", kinds=".csv, .json, .xlsx, .docx, .pdf, .html"),
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_claims import print_claims
        from zhargy.reform.claiming import check_claims, write_claims
        from zhargy.reports.claims import claims_as_json

        checked = check_claims(files, results, places=places, vote=vote, lines=lines)
        for target in output:
            write_claims(checked, target, language)
        if as_json:
            print(claims_as_json(checked), end="")
        else:
            print_claims(checked, language, output)
        return 1 if any(one.alarm for text in checked for one in text.claims) else 0
