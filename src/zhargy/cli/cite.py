"""`zhargy cite FILE...`: where texts name places of acts, and whether those are there."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say
from zhargy.reform.child import Limits


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("cite", cls=Command, help=told("cli-cite"))
    def cite(
        files: list[Path] = typer.Argument(..., metavar="FILE...", help=told("cli-cite-files")),
        lines: bool = typer.Option(False, "--lines", help=told("cli-cite-lines")),
        against: list[Path] = typer.Option([], "--against", help=told("cli-cite-against")),
        register: list[str] = typer.Option(
            [], "--register", metavar="NAME|FILE", help=told("cli-cite-register")
        ),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-output", kinds=".json, .csv")
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        in_: str = typer.Option("", "--in", help=told("cli-in")),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_cite import print_acts, print_lines
        from zhargy.reform import citing

        how = {
            "against": against,
            "registers": register,
            "language": in_,
            "limits": Limits(seconds, megabytes),
        }
        if lines:
            read = [line for file in files for line in citing.cite_lines(file, **how)]  # type: ignore[arg-type]
            cited = read
        else:
            acts = citing.cite_files(files, **how)  # type: ignore[arg-type]
            cited = acts  # type: ignore[assignment]
        for target in output:
            citing.write_citations(cited, target, language)
        if as_json:
            print(citing.as_json(cited), end="")
        elif lines:
            print_lines(read, language, output)
        else:
            print_acts(acts, language, output)
        return 0 if lines or not any(act.dangling for act in acts) else 1
