"""`zhargy referendum check FOLDER|FILE`: what is wrong with protocols, and where."""

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

    @app.command("check", cls=Command, help=told("cli-count-check"))
    def check(
        path: Path = typer.Argument(..., metavar="FOLDER|FILE", help=told("cli-count-check-path")),
        form: str = typer.Option("kazakhstan", "--form", help=told("cli-count-form")),
        units: Path = typer.Option(None, "--units", help=told("cli-count-units")),
        roll: Path = typer.Option(None, "--roll", help=told("cli-count-roll")),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-output", kinds=".json, .csv, .xlsx, .html")
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_count import print_check
        from zhargy.reform import counting
        from zhargy.reform.vote_folder import SETTINGS

        limits = Limits(seconds, megabytes)
        if path.is_dir() or path.name == SETTINGS:
            referendum = counting.read_referendum(path, limits)
        else:
            referendum = counting.check_table(path, form, units, roll, limits)
        counting.spare_sources(referendum, output)
        checked = counting.check_referendum(referendum)
        for target in output:
            counting.write_check(checked, target, language)
        if as_json:
            print(counting.check_json(checked), end="")
        else:
            print_check(checked, language, output)
        return 1 if checked.findings else 0
