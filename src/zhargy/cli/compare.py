"""`zhargy compare OLD NEW`: what changed, in the terminal, as a page, as data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zhargy.cli.help import Command, known_language
from zhargy.errors import UnusableDecision, UnwritableOutput
from zhargy.messages import say
from zhargy.reform.child import Limits

if TYPE_CHECKING:
    from zhargy.reform.comparing import Compared


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("compare", cls=Command, help=told("cli-compare"))
    def compare(
        files: list[Path] = typer.Argument(
            ..., metavar="OLD NEW...", help=told("cli-compare-files")
        ),
        output: list[Path] = typer.Option(
            [],
            "-o",
            "--output",
            help=told("cli-output", kinds=".html, .docx, .xlsx, .pdf, .json, .csv"),
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        explain: str = typer.Option("", "--explain", help=told("cli-compare-explain")),
        decisions: Path | None = typer.Option(
            None, "--decisions", help=told("cli-compare-decisions")
        ),
        form: str = typer.Option("", "--form", help=told("cli-form")),
        justifications: Path | None = typer.Option(
            None, "--justifications", help=told("cli-justifications")
        ),
        day_said: str = typer.Option("", "--date", help=told("cli-date")),
        in_: str = typer.Option("", "--in", help=told("cli-in"), callback=known_language),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        # numpy and scipy wake up here and not for --help.
        from zhargy.reform.comparing import compare_files

        day = _day(day_said)
        compared = compare_files(
            files,
            decisions=decisions,
            explain_percentage=explain,
            language=in_,
            limits=Limits(seconds, megabytes),
        )
        if form:
            return _by_form(
                compared, form, justifications, files[-1], output, day, language, as_json
            )
        return _as_it_is(compared, output, day, language, as_json)


def _as_it_is(
    compared: Compared, output: list[Path], day: date, language: str, as_json: bool
) -> int:
    from zhargy.cli.terminal_compare import print_comparison
    from zhargy.reform.comparing import write_comparison
    from zhargy.reports.comparison_json import comparison_as_json

    for target in output:
        write_comparison(compared, target, language, day)
    if as_json:
        print(comparison_as_json(compared.comparison, compared.history), end="")
    else:
        print_comparison(compared, language, output)
    return 0


def _by_form(
    compared: Compared,
    form: str,
    justifications: Path | None,
    new: Path,
    output: list[Path],
    day: date,
    language: str,
    as_json: bool,
) -> int:
    from zhargy.cli.terminal_table import print_made
    from zhargy.reform.tables import justifications_beside, make_document, write_document
    from zhargy.reports.documents import document_bytes

    if not (output or as_json):
        raise UnwritableOutput("W15", "--form")
    said = justifications or justifications_beside(new)
    made = make_document(compared.comparison, form, language, day, said)
    for target in output:
        write_document(made.document, target)
    if as_json:
        print(document_bytes(made.document, ".json").decode(), end="")
    else:
        print_made(made, language, output)
    return 1 if made.needs_a_person else 0


def _day(said: str) -> date:
    """The day of the option, or today: the clock is asked here and nowhere below."""
    if not said:
        return datetime.now(UTC).date()
    try:
        return datetime.fromisoformat(said).date()
    except ValueError:
        raise UnusableDecision("D30", "--date", quoted=said) from None
