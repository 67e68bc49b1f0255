"""`zhargy`: parses, calls one function of `reform`, prints. Exit 0, 1, 2 or 70."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer

from zhargy import __version__
from zhargy.cli import (
    add,
    backup,
    check,
    cite,
    compare,
    consolidate,
    demo,
    init,
    log,
    publish,
    read,
    redline,
    referendum,
    restore,
    serve,
    site,
    table,
    upgrade,
    verify,
    witness,
)
from zhargy.cli.help import Group, UsageError, sentence_of
from zhargy.errors import ZhargyError
from zhargy.messages import LANGUAGES, say
from zhargy.reform.output import FULL

# In the order of the help.
_COMMANDS = (
    read, compare, cite, consolidate, check, redline,
    referendum,
    init, add, publish, site, serve, upgrade, log, verify, backup, restore, demo, witness, table,
)  # fmt: skip
DONE, FINDINGS, UNUSABLE, OUR_BUG = 0, 1, 2, 70


def run() -> None:
    """The program of the command line."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code; never raises but for Ctrl-C."""
    language = language_of_person(arguments)
    try:
        code = application(language)(
            args=list(arguments), standalone_mode=False, prog_name="zhargy", obj=language
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except UsageError as misuse:
        print(f"zhargy: {sentence_of(misuse, language)}", file=sys.stderr)
    except ZhargyError as refused:
        print(f"zhargy: {refused.where}: {sentence(refused, language)}", file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output went away: that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as full:
        if full.errno not in FULL:
            return _bug(full, language)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"zhargy: stdout: {say('W12', language)}", file=sys.stderr)
    except Exception as bug:
        return _bug(bug, language)
    return UNUSABLE


def _bug(bug: Exception, language: str) -> int:
    if os.environ.get("ZHARGY_TRACEBACK"):
        traceback.print_exc()
    print(f"zhargy: {say('cli-bug', language, kind=type(bug).__name__)}", file=sys.stderr)
    return OUR_BUG


def sentence(refused: ZhargyError, language: str) -> str:
    """What was wrong and the remedy; a field that is itself a code is said first."""
    fields = {
        name: say(value, language)
        if isinstance(value, str)
        and value.startswith(("found-", "language-", "allowed-", "personal-"))
        else value
        for name, value in refused.fields.items()
    }
    return say(refused.code, language, **{"name": refused.where, **fields})


def language_of_person(arguments: Sequence[str]) -> str:
    """--language, then ZHARGY_LANGUAGE, then the system's locale; English where none is ours.

    >>> language_of_person(["read", "--language", "kk"])
    'kk'
    """
    wanted = [
        os.environ.get(name, "") for name in ("ZHARGY_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    ]
    for place, argument in enumerate(arguments):
        if argument == "--language" and place + 1 < len(arguments):
            wanted.insert(0, arguments[place + 1])
        elif argument.startswith("--language="):
            wanted.insert(0, argument.partition("=")[2])
    return next((code[:2] for code in wanted if code[:2] in LANGUAGES), "en")


def application(language: str) -> typer.Typer:
    """The commands, with their help in `language`."""
    app = typer.Typer(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        help=say("cli", language),
        pretty_exceptions_enable=False,
    )

    @app.callback(invoke_without_command=True)
    def program(
        ctx: typer.Context,
        version: bool = typer.Option(False, "--version", help=say("cli-version", language)),
        _language: str = typer.Option("", "--language", help=say("cli-language", language)),
    ) -> None:
        if version:
            print(f"zhargy {__version__}")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())

    for command in _COMMANDS:
        command.register(app, language)
    return app


if __name__ == "__main__":
    run()
