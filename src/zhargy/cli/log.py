"""`zhargy log RECORD`: the history that a record tells."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("log", cls=Command, help=told("cli-log"))
    def log(
        record: str = typer.Argument(".", metavar="RECORD", help=told("cli-verify-record")),
        kind: list[str] = typer.Option([], "--kind", help=told("cli-log-kind")),
        day: str = typer.Option("", "--day", help=told("cli-log-day")),
        provision: str = typer.Option("", "--provision", help=told("cli-log-provision")),
        receipt: int | None = typer.Option(None, "--receipt", min=0, help=told("cli-log-receipt")),
        output: Path | None = typer.Option(
            None, "-o", "--output", help=told("cli-output", kinds=".tlog-proof")
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_record import history_as_json, print_history
        from zhargy.reform.history import history_of
        from zhargy.reform.verifying import write_receipt

        if receipt is not None:
            target = output or Path(f"{receipt}.tlog-proof")
            write_receipt(record, receipt, target)
            print(told("cli-written", path=target))
            return 0
        history = history_of(record, kinds=tuple(kind), day=day, provision=provision)
        if as_json:
            print(history_as_json(history))
        else:
            print_history(history, language)
        return 0
