"""`zhargy table`: the forms, and a filled-in table read back."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command, command_group, known_language
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the commands, with their help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    table = command_group(app, "table", say("cli-table", language), language)

    @table.command("read", cls=Command, help=told("cli-table-read"))
    def read(
        file: Path = typer.Argument(..., metavar="FILE", help=told("cli-table-file")),
        into: Path | None = typer.Option(None, "--into", help=told("cli-table-into")),
        form: str = typer.Option("", "--form", help=told("cli-table-form")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_table import print_read_back
        from zhargy.reform.tables import read_table

        brought = read_table(file, into, in_, form)
        print_read_back(brought, into, language)
        return 1 if any(finding.severity > 1 for finding in brought.findings) else 0

    @table.command("forms", cls=Command, help=told("cli-table-forms"))
    def forms(_language: str = typer.Option("", "--language", help=told("cli-language"))) -> int:
        from zhargy.reform.forms import shipped_forms

        for form in shipped_forms():
            print(f"{form.name:28}{form.about[language]}")
        return 0
