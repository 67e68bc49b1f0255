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

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    folder_ = typer.Argument(..., metavar="FOLDER", help=told("cli-count-folder"))
    precinct_ = typer.Argument(..., metavar="PRECINCT", help=told("cli-entry-precinct"))
    figures_ = typer.Argument(None, metavar="LINE=VALUE...", help=told("cli-entry-figures"))
    by_ = typer.Option(..., "--coordinator", metavar="NAME", help=told("cli-entry-coordinator"))
    reason_ = typer.Option(..., "--reason", metavar="WORDS", help=told("cli-entry-reason"))
    question_ = typer.Option("", "--question", help=told("cli-entry-question"))
    language_ = typer.Option("", "--language", help=told("cli-language"))

    @app.command("entries", cls=Command, help=told("cli-entry-entries"))
    def entries(
        folder: Path = folder_,
        clerk: str = typer.Option("", "--as", metavar="CLERK", help=told("cli-entry-own")),
        coordinator: str = typer.Option(
            "", "--coordinator", metavar="NAME", help=told("cli-entry-coordinator")
        ),
        precinct: str = typer.Option(
            "", "--precinct", metavar="CODE", help=told("cli-entry-history")
        ),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-entry-output", kinds=".csv, .toml")
        ),
        question: str = question_,
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        _language: str = language_,
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

    @app.command("return", cls=Command, help=told("cli-entry-return"))
    def return_(
        folder: Path = folder_,
        precinct: str = precinct_,
        clerk: str = typer.Option(..., "--clerk", metavar="CLERK", help=told("cli-entry-clerk")),
        to: str = typer.Option("", "--to", metavar="CLERK", help=told("cli-entry-to")),
        reason: str = reason_,
        coordinator: str = by_,
        question: str = question_,
        _language: str = language_,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.give_back(
            desk, precinct, clerk, to=to, reason=reason, by=coordinator, at=now()
        )
        print_decided(row, language)
        return 0

    @app.command("resolve", cls=Command, help=told("cli-entry-resolve"))
    def resolve(
        folder: Path = folder_,
        precinct: str = precinct_,
        figures: list[str] = figures_,
        keep: str = typer.Option("", "--keep", metavar="CLERK", help=told("cli-entry-keep")),
        reason: str = reason_,
        coordinator: str = by_,
        question: str = question_,
        _language: str = language_,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.resolve(
            desk, precinct, keep, figures or (), reason=reason, by=coordinator, at=now()
        )
        print_decided(row, language)
        return 1 if row.waits else 0

    @app.command("accept", cls=Command, help=told("cli-entry-accept"))
    def accept(
        folder: Path = folder_,
        precinct: str = precinct_,
        rule: str = typer.Argument(..., metavar="EQUATION", help=told("cli-entry-rule")),
        reason: str = reason_,
        coordinator: str = by_,
        question: str = question_,
        _language: str = language_,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.accept(desk, precinct, rule, reason=reason, by=coordinator, at=now())
        print_decided(row, language)
        return 1 if row.waits else 0

    @app.command("correct", cls=Command, help=told("cli-entry-correct"))
    def correct(
        folder: Path = folder_,
        precinct: str = precinct_,
        figures: list[str] = typer.Argument(
            ..., metavar="LINE=VALUE...", help=told("cli-entry-figures")
        ),
        author: str = typer.Option(..., "--author", metavar="NAME", help=told("cli-entry-author")),
        reason: str = reason_,
        coordinator: str = by_,
        question: str = question_,
        _language: str = language_,
    ) -> int:
        from zhargy.cli.terminal_entry import print_decided
        from zhargy.reform import entering

        desk = entering.open_desk(folder, question, waits(language))
        row = entering.correct(
            desk, precinct, figures, reason=reason, author=author, by=coordinator, at=now()
        )
        print_decided(row, language)
        return 1 if row.waits else 0
