"""`zhargy consolidate ACT AMENDING...` and `zhargy amend OLD NEW`."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command, known_language
from zhargy.messages import say
from zhargy.reform.child import Limits


def register(app: typer.Typer, language: str) -> None:
    """Add the commands, with their help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("consolidate", cls=Command, help=told("cli-consolidate"))
    def consolidate(
        act: Path = typer.Argument(..., metavar="ACT", help=told("cli-consolidate-act")),
        amending: list[Path] = typer.Argument(
            ..., metavar="AMENDING...", help=told("cli-consolidate-amending")
        ),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-output", kinds=".txt, .xml, .json, .csv")
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_amending import print_consolidated
        from zhargy.reform import consolidating
        from zhargy.reports.consolidated_json import consolidated_as_json

        limits = Limits(seconds, megabytes)
        found = consolidating.consolidate_files(act, amending, language=in_, limits=limits)
        for target in output:
            consolidating.write_consolidated(found, target, language)
        if as_json:
            print(consolidated_as_json(found), end="")
        else:
            print_consolidated(found, language, output)
        return 1 if found.needs_a_person else 0

    @app.command("amend", cls=Command, help=told("cli-amend"))
    def amend(
        old: Path = typer.Argument(..., metavar="OLD", help=told("cli-amend-old")),
        new: Path = typer.Argument(..., metavar="NEW", help=told("cli-amend-new")),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-output", kinds=".txt")
        ),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_amending import print_amended
        from zhargy.reform import consolidating

        limits = Limits(seconds, megabytes)
        found = consolidating.amend_files(old, new, language=in_, limits=limits)
        for target in output:
            consolidating.write_amended(found, target)
        print_amended(found, language, output)
        return 0 if found.composed.exact else 1
