"""`zhargy referendum outcome CASE...`: what the rule of a law makes of the figures of a vote."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("outcome", cls=Command, help=told("cli-outcome"))
    def outcome(
        files: list[Path] = typer.Argument(..., metavar="CASE...", help=told("cli-outcome-files")),
        output: list[Path] = typer.Option(
            [], "-o", "--output", help=told("cli-output", kinds=".json")
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.referendum.terminal_outcome import print_outcomes
        from zhargy.reform import rules
        from zhargy.reform.deciding import decide_all

        decided = decide_all(files)
        for target in output:
            rules.write_outcomes(decided, target)
        if as_json:
            print(rules.as_json(decided), end="")
        else:
            print_outcomes(decided, language, output)
        needs_a_person = any(one.needs_a_person or case.not_the_last_word for case, one in decided)
        return 1 if needs_a_person else 0
