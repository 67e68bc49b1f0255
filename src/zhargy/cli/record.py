"""`zhargy log`, `verify` and `witness`: the public record."""

from __future__ import annotations

import os
import time
from pathlib import Path

import typer

from zhargy.cli.folder import key_file
from zhargy.cli.help import Command, Group
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the commands, with their help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("log", cls=Command, help=told("cli-log"))
    def log(
        record: str = typer.Argument(".", metavar="RECORD", help=told("cli-verify-record")),
        kind: list[str] = typer.Option([], "--kind", help=told("cli-log-kind")),
        day: str = typer.Option("", "--day", help=told("cli-log-day")),
        provision: str = typer.Option("", "--provision", help=told("cli-log-provision")),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_record import history_as_json, print_history
        from zhargy.reform.history import history_of

        history = history_of(record, kinds=tuple(kind), day=day, provision=provision)
        if as_json:
            print(history_as_json(history))
        else:
            print_history(history, language)
        return 0

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

    witness = typer.Typer(cls=Group, rich_markup_mode=None)
    app.add_typer(witness, name="witness", help=told("cli-witness"))

    @witness.callback(invoke_without_command=True)
    def group(
        ctx: typer.Context,
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> None:
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())

    @witness.command("new", cls=Command, help=told("cli-witness-new"))
    def new(
        name: str = typer.Argument(..., metavar="NAME", help=told("cli-witness-name")),
        key: Path = typer.Option(..., "--key", help=told("cli-witness-key")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.witnessing import new_witness

        verifier = new_witness(name, key, os.urandom(32))
        print(told("init-key-new", key=key))
        print(told("witness-verifier", verifier=verifier))
        return 0

    @witness.command("sign", cls=Command, help=told("cli-witness-sign"))
    def sign(
        checkpoint: Path = typer.Argument(
            ..., metavar="CHECKPOINT", help=told("cli-witness-checkpoint")
        ),
        log_key: str = typer.Option(..., "--log", metavar="KEY", help=told("cli-witness-log")),
        output: Path = typer.Option(
            Path("cosigned.checkpoint"), "-o", "--output", help=told("cli-witness-output")
        ),
        key: Path | None = typer.Option(None, "--key", help=told("cli-key")),
        state: Path | None = typer.Option(None, "--state", help=told("cli-witness-state")),
        record: str = typer.Option("", "--record", help=told("cli-witness-record")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.output import write_whole
        from zhargy.reform.witnessing import sign_as_witness
        from zhargy.verify.seen import usual_seen

        cosigned = sign_as_witness(
            checkpoint,
            key=key_file(key),
            log=log_key,
            state=state or usual_seen().folder.parent / "witness",
            time=int(time.time()),
            record=record or None,
        )
        write_whole(output, cosigned.note)
        print(
            told(
                "witness-signed",
                origin=cosigned.checkpoint.origin,
                before=cosigned.before,
                n=cosigned.checkpoint.size,
            )
        )
        print(told("cli-written", path=output))
        return 0
