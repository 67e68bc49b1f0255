"""`zhargy verify RECORD`: a record checked from its published files."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("verify", cls=Command, help=told("cli-verify"))
    def verify(
        record: str = typer.Argument("", metavar="RECORD", help=told("cli-verify-record")),
        policy: Path | None = typer.Option(None, "--policy", help=told("cli-verify-policy")),
        receipt: Path | None = typer.Option(None, "--receipt", help=told("cli-verify-receipt")),
        rederive: bool = typer.Option(False, "--rederive", help=told("cli-verify-rederive")),
        seen: Path | None = typer.Option(None, "--seen", help=told("cli-verify-seen")),
        checker: Path | None = typer.Option(None, "--checker", help=told("cli-verify-checker")),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli import terminal_record as terminal
        from zhargy.reform import verifying
        from zhargy.verify.seen import Seen, usual_seen

        if checker is not None:
            verifying.write_checker(checker)
            print(told("cli-written", path=checker))
            return 0
        if receipt is not None:
            held = verifying.verify_receipt(receipt, record or None, policy=policy)
            terminal.print_receipt(held, bool(record), language)
            return 0
        if rederive:
            return terminal.print_rederived(verifying.rederive(record or "."), language)
        store = Seen(seen) if seen else usual_seen()
        report = verifying.verify_place(record or ".", policy=policy, seen=store)
        if as_json:
            print(terminal.report_as_json(report, language))
        else:
            terminal.print_report(report, language)
        return 0 if report.sound else 1
