"""`zhargy site`: the public pages of a reform as plain files."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("site", cls=Command, help=told("cli-site"))
    def site(
        record: str = typer.Argument(".", metavar="RECORD", help=told("cli-verify-record")),
        output: Path | None = typer.Option(None, "-o", "--output", help=told("cli-site-output")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.building import build_site

        built = build_site(record, output or Path(record) / "out" / "site")
        print(told("site-built", folder=built.folder, n=built.pages, written=built.written))
        return 0
