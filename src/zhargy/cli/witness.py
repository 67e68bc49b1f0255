"""`zhargy witness new` and `zhargy witness sign`: others vouch for the record."""

from __future__ import annotations

import os
import time
from pathlib import Path

import typer

from zhargy.cli.help import Command, command_group
from zhargy.cli.key import key_file
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the commands, with their help in `language`."""
    witness = command_group(app, "witness", say("cli-witness", language), language)
    _new(witness, language)
    _sign(witness, language)


def _new(witness: typer.Typer, language: str) -> None:
    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @witness.command("new", cls=Command, help=told("cli-witness-new"))
    def new(
        name: str = typer.Argument(..., metavar="NAME", help=told("cli-witness-name")),
        key: Path = typer.Option(..., "--key", help=told("cli-witness-key")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.reform.witnessing import new_witness

        verifier = new_witness(name, key, os.urandom(32))
        print(told("witness-key-new", key=key))
        print(told("witness-verifier", verifier=verifier))
        return 0


def _sign(witness: typer.Typer, language: str) -> None:
    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

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
