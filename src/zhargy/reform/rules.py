"""Rules and cases from files: the shipped library, a person's own rule, the case of a vote."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from zhargy.errors import UnusableRule
from zhargy.referendum.case import Case, case_of, units_file
from zhargy.referendum.outcome import Decided, decide
from zhargy.referendum.rule import Rule, rule_of
from zhargy.reform.output import write_whole
from zhargy.reports.outcome_json import outcomes_as_json

LARGEST = 64 * 2**20


@cache
def shipped_rules() -> Mapping[str, str]:
    """Name -> text of every rule in `jurisdictions/`: "kazakhstan/2023", "denmark/constitution"."""
    found = {}
    for country in (resources.files("zhargy") / "jurisdictions").iterdir():
        folder = country / "rules"
        if folder.is_dir():
            for file in folder.iterdir():
                if file.name.endswith(".toml"):
                    name = f"{country.name}/{file.name.removesuffix('.toml')}"
                    found[name] = file.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def rule_named(name: str, folder: Path = Path()) -> Rule:
    """A shipped rule by its name, or that of a TOML file by its path, from `folder` if relative.

    The name of a country alone is that of its rule, where it has only one. Raises UnusableRule: Q19
    where there is none, and what `rule_of` refuses.
    """
    where, text = rule_text(name, folder)
    return rule_of(_parsed(text, where), where)


def rule_text(name: str, folder: Path = Path()) -> tuple[str, str]:
    """Where a rule stands and the text of its file. Raises UnusableRule Q18, Q19."""
    shipped = shipped_rules()
    of_country = [one for one in shipped if one.partition("/")[0] == name]
    if len(of_country) == 1:
        name = of_country[0]
    if name in shipped:
        return name, shipped[name]
    if not name.lower().endswith(".toml"):
        raise UnusableRule("Q19", name, known=", ".join(shipped))
    path = folder / name
    return str(path), _text(path)


def case_in(path: Path) -> Case:
    """The case of a TOML file, with the units of the CSV file that it names. Raises UnusableRule."""
    table = _toml(path)
    units = units_file(table)
    return case_of(table, str(path), _text(path.parent / units) if units else None)


def decide_files(paths: Sequence[Path]) -> list[tuple[Case, Decided]]:
    """Each case with what its rule makes of it."""
    found = []
    for path in paths:
        case = case_in(path)
        found.append((case, decide(rule_named(case.rule, path.parent), case.tally)))
    return found


def as_json(decided: Sequence[tuple[Case, Decided]]) -> str:
    """What --json prints (docs/spec/case.md)."""
    return outcomes_as_json(decided)


def write_outcomes(decided: Sequence[tuple[Case, Decided]], target: Path) -> None:
    """The same in a file."""
    write_whole(target, outcomes_as_json(decided).encode("utf-8"))


def _toml(path: Path) -> Mapping[str, Any]:
    return _parsed(_text(path), str(path))


def _parsed(text: str, where: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as broken:
        raise UnusableRule("Q18", where, detail=str(broken)[:200]) from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as refused:
        raise UnusableRule("Q18", str(path), detail=refused.strerror or "") from None
    if len(content) > LARGEST:
        raise UnusableRule("Q18", str(path), detail=f"> {LARGEST // 2**20} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise UnusableRule("Q18", str(path), detail=str(broken)) from None
