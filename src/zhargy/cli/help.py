"""Help and errors of use in the language of the person."""

from __future__ import annotations

from typing import Any

import typer
from typer._click import Context, HelpFormatter
from typer.core import TyperCommand, TyperGroup

from zhargy.languages import LANGUAGES
from zhargy.messages import say


def _write_help(command: Any, ctx: Context, formatter: HelpFormatter) -> None:
    language = spoken(ctx)
    formatter.write_usage(
        ctx.command_path, _pieces(command, ctx), prefix=f"{say('cli-usage', language)}: "
    )
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")
    for title, rows in _sections(command, ctx, language):
        if rows:
            with formatter.section(say(title, language)):
                formatter.write_dl(rows)


def spoken(ctx: Context) -> str:
    """The language that the person reads."""
    chosen = ctx.find_root().obj
    return chosen if isinstance(chosen, str) else "en"


def _pieces(command: Any, ctx: Context) -> str:
    language = spoken(ctx)
    pieces = [f"[{say('cli-options', language).upper()}]"]
    pieces += [_name(p) for p in command.params if p.param_type_name == "argument"]
    if isinstance(command, TyperGroup):
        pieces.append("COMMAND ...")
    return " ".join(pieces)


def _name(param: Any) -> str:
    return str(param.metavar or param.name).upper()


def _sections(command: Any, ctx: Context, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    arguments, options = [], []
    for param in command.params:
        if param.param_type_name == "argument":
            arguments.append((_name(param), param.help or ""))
        elif not getattr(param, "hidden", False):
            options.append((", ".join(param.opts), _described(param, language)))
    options.append(("--help", say("cli-help", language)))
    commands = []
    if isinstance(command, TyperGroup):
        commands = [(name, one.help or "") for name, one in command.commands.items()]
    return [("cli-arguments", arguments), ("cli-options", options), ("cli-commands", commands)]


def _described(param: Any, language: str) -> str:
    text = param.help or ""
    default = param.default
    if isinstance(default, int | str) and not isinstance(default, bool) and default != "":
        text += f" [{say('cli-default', language, value=str(default))}]"
    return text


class Command(TyperCommand):
    """A command whose help speaks the person's language."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _write_help(self, ctx, formatter)


class Group(TyperGroup):
    """The program, likewise."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _write_help(self, ctx, formatter)


def command_group(app: typer.Typer, name: str, about: str, language: str) -> typer.Typer:
    """A group of commands, `zhargy NAME COMMAND`, which alone shows its help."""
    group = typer.Typer(cls=Group, rich_markup_mode=None)
    app.add_typer(group, name=name, help=about)

    @group.callback(invoke_without_command=True)
    def alone(
        ctx: typer.Context,
        _language: str = typer.Option("", "--language", help=say("cli-language", language)),
    ) -> None:
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())

    return group


def sentence_of(error: Any, language: str) -> str:
    """What was wrong with the command line, in the person's language."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "zhargy"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return say("cli-no-such-option", language, option=error.option_name, command=command)
    if kind == "MissingParameter":
        param = error.param
        name = _name(param) if param is not None else ""
        return say("cli-missing", language, name=name, command=command)
    if kind == "BadParameter" and getattr(error, "param", None) is not None:
        return say("cli-bad-value", language, name=error.param.opts[0], command=command)
    if "No such command" in str(error):
        return say("cli-no-such-command", language, name=str(error).split("'")[1])
    return say("cli-usage-error", language, command=command)


def known_language(code: str) -> str:
    """The value of --in; a code that no language of ours has is a misuse."""
    if code and code not in LANGUAGES:
        raise typer.BadParameter(code)
    return code


UsageError = typer._click.exceptions.UsageError
