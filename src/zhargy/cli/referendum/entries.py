"""`zhargy referendum entries`, `return`, `resolve`, `accept`, `correct`: how far the protocols are,
and what the coordinator decides."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.cli.referendum.enter import now, waits
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the commands, with their help in `language`."""
    asked = _Asked(language)
    for command in (_entries, _return, _resolve, _accept, _correct):
        command(app, language, asked)


class _Asked:
    """The arguments and options that several of the commands have, with their help."""

    def __init__(self, language: str) -> None:
        def told(code: str) -> str:
            return say(code, language)

        self.folder = typer.Argument(..., metavar="FOLDER", help=told("cli-count-folder"))
        self.precinct = typer.Argument(..., metavar="PRECINCT", help=told("cli-entry-precinct"))
        self.figures = typer.Argument(None, metavar="LINE=VALUE...", help=told("cli-entry-figures"))
        self.by = typer.Option(
            ..., "--coordinator", metavar="NAME", help=told("cli-entry-coordinator")
        )
        self.reason = typer.Option(..., "--reason", metavar="WORDS", help=told("cli-entry-reason"))
        self.question = typer.Option("", "--question", help=told("cli-entry-question"))
        self.language = typer.Option("", "--language", help=told("cli-language"))


def _entries(app: typer.Typer, language: str, asked: _Asked) -> None:
    @app.command("entries", cls=Command, help=say("cli-entry-entries", language))
    def entries(
        folder: Path = asked.folder,
        clerk: str = typer.Option("", "--as", metavar="CLERK", help=say("cli-entry-own", language)),
        coordinator: str = typer.Option(
            "", "--coordinator", metavar="NAME", help=say("cli-entry-coordinator", language)
        ),
        precinct: str = typer.Option(
            "", "--precinct", metavar="CODE", help=say("cli-entry-history", language)
        ),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=say("cli-entry-output", language, kinds=".csv, .toml")
        ),
        question: str = asked.question,
        as_json: bool = typer.Option(False, "--json", help=say("cli-json", language)),
        _language: str = asked.language,
    ) -> int:
        from zhargy.cli import terminal_entry
        from zhargy.reform import entering

        if clerk and coordinator:
            raise typer.BadParameter(clerk)
        desk = entering.open_desk(folder, question)
        if clerk:
            own = entering.own_rows(desk, clerk)
            if as_json:
                print(entering.own_json(desk, own), end="")
            else:
                terminal_entry.print_own(own, language)
            return 1 if any(row.waits for row in own) else 0
        rows = entering.rows(desk, coordinator)
        for path in output:
            entering.write_definitive(desk, rows, path)
        shown = [row for row in rows if precinct in ("", row.double.precinct)]
        if as_json:
            print(entering.rows_json(desk, shown), end="")
        elif precinct:
            terminal_entry.print_history(shown, language)
        else:
            terminal_entry.print_rows(desk, rows, language, output)
        return 1 if any(row.waits for row in shown) else 0


def _return(app: typer.Typer, language: str, asked: _Asked) -> None:
    @app.command("return", cls=Command, help=say("cli-entry-return", language))
    def return_(
        folder: Path = asked.folder,
        precinct: str = asked.precinct,
        clerk: str = typer.Option(
            ..., "--clerk", metavar="CLERK", help=say("cli-entry-clerk", language)
        ),
        to: str = typer.Option("", "--to", metavar="CLERK", help=say("cli-entry-to", language)),
        reason: str = asked.reason,
        coordinator: str = asked.by,
        question: str = asked.question,
        _language: str = asked.language,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.give_back(
            desk, precinct, clerk, to=to, reason=reason, by=coordinator, at=now()
        )
        print_decided(row, language)
        return 0


def _resolve(app: typer.Typer, language: str, asked: _Asked) -> None:
    @app.command("resolve", cls=Command, help=say("cli-entry-resolve", language))
    def resolve(
        folder: Path = asked.folder,
        precinct: str = asked.precinct,
        figures: list[str] = asked.figures,
        keep: str = typer.Option(
            "", "--keep", metavar="CLERK", help=say("cli-entry-keep", language)
        ),
        reason: str = asked.reason,
        coordinator: str = asked.by,
        question: str = asked.question,
        _language: str = asked.language,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.resolve(
            desk, precinct, keep, figures or (), reason=reason, by=coordinator, at=now()
        )
        print_decided(row, language)
        return 1 if row.waits else 0


def _accept(app: typer.Typer, language: str, asked: _Asked) -> None:
    @app.command("accept", cls=Command, help=say("cli-entry-accept", language))
    def accept(
        folder: Path = asked.folder,
        precinct: str = asked.precinct,
        rule: str = typer.Argument(..., metavar="EQUATION", help=say("cli-entry-rule", language)),
        reason: str = asked.reason,
        coordinator: str = asked.by,
        question: str = asked.question,
        _language: str = asked.language,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.accept(desk, precinct, rule, reason=reason, by=coordinator, at=now())
        print_decided(row, language)
        return 1 if row.waits else 0


def _correct(app: typer.Typer, language: str, asked: _Asked) -> None:
    @app.command("correct", cls=Command, help=say("cli-entry-correct", language))
    def correct(
        folder: Path = asked.folder,
        precinct: str = asked.precinct,
        figures: list[str] = typer.Argument(
            ..., metavar="LINE=VALUE...", help=say("cli-entry-figures", language)
        ),
        author: str = typer.Option(
            ..., "--author", metavar="NAME", help=say("cli-entry-author", language)
        ),
        reason: str = asked.reason,
        coordinator: str = asked.by,
        question: str = asked.question,
        _language: str = asked.language,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.correct(
            desk, precinct, figures, reason=reason, author=author, by=coordinator, at=now()
        )
        print_decided(row, language)
        return 1 if row.waits else 0
