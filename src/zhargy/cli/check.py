"""`zhargy same FILE --as EDITION` and `zhargy quote SENTENCE FILE...`."""

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

    @app.command("same", cls=Command, help=told("cli-same"))
    def same(
        file: Path = typer.Argument(..., metavar="FILE", help=told("cli-same-file")),
        edition: Path = typer.Option(..., "--as", metavar="EDITION", help=told("cli-same-as")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_check import print_same
        from zhargy.reform.checking import same_files

        limits = Limits(seconds, megabytes)
        found = same_files(file, edition, language=in_, limits=limits)
        print_same(found, file, edition, language)
        return 1 if found else 0

    @app.command("quote", cls=Command, help=told("cli-quote"))
    def quote(
        sentence: str = typer.Argument(..., metavar="SENTENCE", help=told("cli-quote-sentence")),
        files: list[Path] = typer.Argument(..., metavar="FILE...", help=told("cli-quote-files")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_check import print_quotations
        from zhargy.compare.quote import Said
        from zhargy.reform.checking import quote_files

        limits = Limits(seconds, megabytes)
        found = quote_files(sentence, files, language=in_, limits=limits)
        print_quotations(found, language)
        return 0 if all(one.said is Said.EXACTLY for one in found) else 1
