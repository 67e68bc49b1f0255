"""`zhargy referendum enter FOLDER FILE|PRECINCT --as CLERK`: a clerk enters protocols."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say
from zhargy.reform.child import Limits


def now() -> str:
    """The time of a deed."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def waits(language: str) -> Callable[[], None]:
    """Says that another person is writing."""
    return lambda: print(say("entry-lock", language), file=sys.stderr)


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("enter", cls=Command, help=told("cli-entry-enter"))
    def enter(
        folder: Path = typer.Argument(..., metavar="FOLDER", help=told("cli-count-folder")),
        what: str = typer.Argument(..., metavar="FILE|PRECINCT", help=told("cli-entry-what")),
        figures: list[str] = typer.Argument(
            None, metavar="LINE=VALUE...", help=told("cli-entry-figures")
        ),
        clerk: str = typer.Option(..., "--as", metavar="CLERK", help=told("cli-entry-as")),
        question: str = typer.Option("", "--question", help=told("cli-entry-question")),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_entry import print_entered
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        if figures:
            entered = entering.enter_one(desk, what, figures, clerk, now())
        else:
            limits = Limits(seconds, megabytes)
            entered = entering.enter_table(desk, Path(what), clerk, now(), limits)
        print_entered(entered, language)
        return 0 if entered.clean else 1
