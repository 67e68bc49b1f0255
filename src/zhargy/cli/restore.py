"""`zhargy restore FILE FOLDER`: a folder out of its backup."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("restore", cls=Command, help=told("cli-restore"))
    def restore(
        file: Path = typer.Argument(..., metavar="FILE", help=told("cli-restore-file")),
        folder: Path = typer.Argument(..., metavar="FOLDER", help=told("cli-restore-folder")),
        published: str = typer.Option(
            "", "--published", metavar="RECORD", help=told("cli-restore-published")
        ),
        policy: Path | None = typer.Option(None, "--policy", help=told("cli-restore-policy")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_record import print_restored
        from zhargy.reform import restoring

        restored = restoring.restore(file, folder, published or None, policy=policy)
        print_restored(folder, restored, published, language)
        return 1 if restored.awaited else 0
