"""Rules applied: to cases, and to the protocols of a referendum's folder before they are published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhargy.referendum.case import Case
from zhargy.referendum.count import Count, State
from zhargy.referendum.entries import ruled
from zhargy.referendum.outcome import Decided, decide
from zhargy.reform.counting import count_referendum, read_referendum
from zhargy.reform.reporting import issuer
from zhargy.reform.rules import decide_files, rule_named
from zhargy.reform.vote_folder import SETTINGS, VoteFolder, Words

_SETTLED = {State.COUNTED, State.ANNULLED}


def decide_all(paths: Sequence[Path]) -> list[tuple[Case, Decided]]:
    """What the rule of each case makes of it, and of each question of a referendum's folder.

    Raises UnusableRule, UnusableFolder, UnusableForm, UnreadableText.
    """
    found: list[tuple[Case, Decided]] = []
    for path in paths:
        is_vote = path.is_dir() or path.name == SETTINGS
        found += _decide_folder(path) if is_vote else decide_files([path])
    return found


def _decide_folder(path: Path) -> list[tuple[Case, Decided]]:
    settings = VoteFolder(path)
    referendum = read_referendum(settings.folder)
    name = settings.text("rule")
    rule = rule_named(name, settings.folder)
    asks = {question.name: question.asks for question in referendum.questions}
    found = []
    for counted in count_referendum(referendum):
        of_all = settings.title if len(asks) == 1 else {}
        title = of_all or asks[counted.question] or {"en": referendum.name}
        case = _case(counted, name, title, settings)
        found.append((case, decide(rule, case.tally)))
    return found


def _case(counted: Count, rule: str, title: Words, settings: VoteFolder) -> Case:
    by = issuer([counted])
    source = f"{by}, {counted.as_of}" if by else ""
    states = counted.tally().precincts
    open_ = sum(n for state, n in states.items() if state not in _SETTLED)
    return Case(rule, title, settings.day, source, ruled(counted), {}, (), counted.stage, open_)
