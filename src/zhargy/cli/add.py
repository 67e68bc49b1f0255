"""`zhargy add FILE`: a file as received becomes an edition."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command, known_language
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("add", cls=Command, help=told("cli-add"))
    def add(
        file: Path = typer.Argument(..., metavar="FILE", help=told("cli-add-file")),
        act: str = typer.Option(..., "--act", metavar="ACT", help=told("cli-add-act")),
        edition: str = typer.Option(
            ..., "--edition", metavar="EDITION", help=told("cli-add-edition")
        ),
        reform: Path = typer.Option(Path("."), "--reform", help=told("cli-reform")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        authority: str = typer.Option("", "--authority", help=told("cli-add-authority")),
        changes: str = typer.Option("after", "--changes", help=told("cli-add-changes")),
        which: str = typer.Option("", "--which", help=told("cli-add-which")),
        name: str = typer.Option("", "--name", help=told("cli-add-name")),
        status: str = typer.Option("", "--status", help=told("cli-add-status")),
        day: str = typer.Option("", "--day", help=told("cli-add-day")),
        replace: bool = typer.Option(False, "--replace", help=told("cli-add-replace")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal import print_reading
        from zhargy.reform.adding import add_edition

        added = add_edition(
            reform,
            file,
            act=act,
            edition=edition,
            language=in_,
            authority=authority,
            changes="before" if changes == "before" else "after",
            which=which,
            name=name,
            status=status,
            day=day,
            replace=replace,
        )
        print_reading(added.reading, language)
        for source, one in added.editions:
            code = "add-again" if added.again else "add-done"
            print(told(code, name=source.name, n=len(one.provisions)))
        return 1 if added.reading.needs_a_person else 0
