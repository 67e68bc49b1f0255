"""`zhargy upgrade`: a folder of an older format."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("upgrade", cls=Command, help=told("cli-upgrade"))
    def upgrade(
        reform: Path = typer.Option(Path("."), "--reform", help=told("cli-reform")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.upgrading import upgrade_folder

        steps = upgrade_folder(reform)
        for old, new in steps:
            print(told("upgrade-step", old=old, new=new))
        if not steps:
            print(told("upgrade-nothing"))
        return 0
