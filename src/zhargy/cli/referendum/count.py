"""`zhargy referendum count FOLDER`: the protocols summed, at any level and for any moment."""

from __future__ import annotations

from pathlib import Path

import typer

from zhargy.cli.help import Command
from zhargy.messages import say
from zhargy.referendum.moment import Moment
from zhargy.reform.child import Limits


def _moment(text: str) -> Moment | None:
    try:
        return Moment.of(text) if text else None
    except ValueError:
        raise typer.BadParameter(text) from None


def _stage(value: str) -> str:
    from zhargy.referendum.protocols import STAGES

    if value and value not in STAGES:
        raise typer.BadParameter(value)
    return value


def _level(value: str) -> str:
    from zhargy.referendum.units import KINDS

    if value not in KINDS:
        raise typer.BadParameter(value)
    return value


def register(app: typer.Typer, language: str) -> None:
    """Add the command, with its help in `language`."""

    def told(code: str, /, **fields: object) -> str:
        return say(code, language, **fields)

    @app.command("count", cls=Command, help=told("cli-count-count"))
    def count(
        folder: Path = typer.Argument(..., metavar="FOLDER", help=told("cli-count-folder")),
        at: str = typer.Option("", "--at", metavar="TIME", help=told("cli-count-at")),
        stage: str = typer.Option("", "--stage", help=told("cli-count-stage"), callback=_stage),
        level: str = typer.Option("unit", "--level", help=told("cli-count-level"), callback=_level),
        unit: str = typer.Option("", "--unit", metavar="CODE", help=told("cli-count-unit")),
        output: list[Path] = typer.Option(
            [],
            "-o",
            "--output",
            help=told("cli-output", kinds=".json, .csv, .xlsx, .html, .nist.json"),
        ),
        as_json: bool = typer.Option(False, "--json", help=told("cli-json")),
        seconds: int = typer.Option(120, "--seconds", min=1, help=told("cli-seconds")),
        megabytes: int = typer.Option(2048, "--megabytes", min=64, help=told("cli-megabytes")),
        _language: str = typer.Option("", "--language", help=told("cli-language")),
    ) -> int:
        from zhargy.cli.terminal_count import print_counts
        from zhargy.reform import counting, reporting

        moment = _moment(at)
        referendum = counting.read_referendum(folder, Limits(seconds, megabytes))
        counting.spare_sources(referendum, output)
        counting.known_unit(referendum, unit)
        counts = counting.count_referendum(referendum, stage=stage, at=moment)
        for target in output:
            if reporting.asks_for_nist(target):
                reporting.write_nist(folder, referendum, counts, target)
            else:
                counting.write_counts(referendum.name, counts, target, level, unit, language)
        if as_json:
            print(counting.counts_json(referendum.name, counts, level, unit), end="")
        else:
            print_counts(referendum, counts, level, unit, language, output)
        needs_a_person = referendum.findings or any(one.findings for one in counts)
        return 1 if needs_a_person else 0
