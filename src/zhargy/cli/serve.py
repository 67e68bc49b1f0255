"""`zhargy serve`: the public site and the record from a server."""

from __future__ import annotations

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("serve", cls=Command, help=told("cli-serve"))
    def serve(
        record: str = typer.Argument(".", metavar="RECORD", help=told("cli-verify-record")),
        port: int = typer.Option(8000, "--port", min=0, max=65535, help=told("cli-serve-port")),
        host: str = typer.Option("127.0.0.1", "--host", help=told("cli-serve-host")),
        workers: int = typer.Option(2, "--workers", min=1, help=told("cli-serve-workers")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.serving import serve

        ready = serve(record, host, port, workers)
        print(told("serve-at", address=ready.address), flush=True)
        ready.start()
        return 0
