"""`zhargy read FILE...`: the acts of a file, what stands in them and what does not."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from zhargy.cli.help import Command, known_language
from zhargy.cli.terminal import print_reading
from zhargy.messages import say
from zhargy.reform.child import Limits
from zhargy.reform.texts import READ_KINDS, read_file, write_reading
from zhargy.text.read import Changes
from zhargy.text.writing.json import reading_as_dict


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("read", cls=Command, help=told("cli-read"))
    def read(
        files: list[Path] = typer.Argument(..., metavar="FILE...", help=told("cli-read-files")),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-output", kinds=", ".join(READ_KINDS))
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        changes: Changes = typer.Option("after", "--changes", help=told("cli-changes")),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        reading = read_file(
            *files,
            language=in_,
            changes=changes,
            limits=Limits(seconds, megabytes),
        )
        written = [path for target in output for path in write_reading(reading, target)]
        if as_json:
            print(json.dumps(reading_as_dict(reading, say), ensure_ascii=False, indent=1))
        else:
            print_reading(reading, language, written)
        return 1 if reading.needs_a_person else 0
