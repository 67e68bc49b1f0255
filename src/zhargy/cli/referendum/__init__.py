"""`zhargy referendum`: the rule, the protocols, the result, and what was published of them."""

from __future__ import annotations

from types import ModuleType

import typer

from zhargy.cli.help import command_group
from zhargy.cli.referendum import ballot, blank, check, claims, count, enter, entries, outcome
from zhargy.messages import say

# In the order of the help.
_COMMANDS: tuple[ModuleType, ...] = (
    check,
    count,
    outcome,
    claims,
    enter,
    entries,
    ballot,
    blank,
)


def register(app: typer.Typer, language: str) -> None:
    """Add the group to `app`."""
    referendum = command_group(app, "referendum", say("cli-referendum", language), language)
    for command in _COMMANDS:
        command.register(referendum, language)
