"""`zhargy backup FOLDER`: the folder of a reform in one file."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("backup", cls=Command, help=told("cli-backup"))
    def backup(
        folder: Path = typer.Argument(Path("."), metavar="FOLDER", help=told("cli-reform")),
        output: Path = typer.Option(..., "-o", "--output", help=told("cli-output", kinds=".zip")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.backing_up import back_up

        backed = back_up(folder, output)
        print(told("backup-files", n=backed.files))
        print(told("backup-record", n=backed.size))
        print(told("verify-root", root=backed.root))
        print(told("cli-written", path=output))
        print(told("backup-guard"))
        return 0
