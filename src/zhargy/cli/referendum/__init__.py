"""`zhargy referendum`: the rule, the protocols, the result, and what was published of them."""

from __future__ import annotations

from types import ModuleType

import typer

from zhargy.cli.help import command_group
from zhargy.cli.referendum import ballot, blank, check, count, enter, entries
from zhargy.messages import say

_COMMANDS: tuple[ModuleType, ...] = (check, count, enter, entries, ballot, blank)


def register(app: typer.Typer, language: str) -> None:
    """Add the group to `app`."""
    referendum = command_group(app, "referendum", say("cli-referendum", language), language)
    for command in _COMMANDS:
        command.register(referendum, language)
